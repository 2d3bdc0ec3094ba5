// What must the window be able to do with a field of each kind? Show it, take it, and ask by it.
import type { ReactNode } from 'react'
import type { FieldOf, Kind } from '#kernel/field.ts'
import type { Row, Values } from '#kernel/object.ts'

export interface CellProps<K extends Kind = Kind> {
  field: FieldOf<K>
  /** Name of the field, or the path by which a list asked for it. */
  name: string
  /** The object to which the row belongs. */
  object: string
  value: unknown
  row: Row | Values
  /** `grid` is one line without links; `page` may wrap and be clicked. */
  place: 'grid' | 'page'
}

export interface InputProps<K extends Kind = Kind> {
  field: FieldOf<K>
  name: string
  object: string
  value: unknown
  onChange: (value: unknown) => void
  /** The other values of the form. */
  row: Row | Values
  id?: string | undefined
  /** Something is wrong with it; the sentence stands at `describedBy`. */
  invalid?: boolean | undefined
  describedBy?: string | undefined
  autoFocus?: boolean | undefined
  disabled?: boolean | undefined
  /** In a grid's cell: no label beside it, small. */
  small?: boolean | undefined
  /** The name for those who cannot see the label. */
  label?: string | undefined
}

/** How a condition compares; `operators.ts` says which a kind has and how each is written as formula. */
export type Operator =
  | 'is'
  | 'is_not'
  | 'any_of'
  | 'none_of'
  | 'contains'
  | 'contains_not'
  | 'starts'
  | 'less'
  | 'at_most'
  | 'more'
  | 'at_least'
  | 'between'
  | 'empty'
  | 'filled'
  | 'within_days'
  | 'older_days'
  | 'next_days'

export interface FilterProps<K extends Kind = Kind> {
  field: FieldOf<K>
  name: string
  object: string
  operator: Operator
  /** What it is compared with, as plain texts; several for `any_of`, two for `between`. */
  values: readonly string[]
  onChange: (values: string[]) => void
  autoFocus?: boolean | undefined
}

/** The props of a part that serves several kinds: those of either one. */
export type CellOf<K extends Kind> = K extends Kind ? CellProps<K> : never
export type InputOf<K extends Kind> = K extends Kind ? InputProps<K> : never
export type FilterOf<K extends Kind> = K extends Kind ? FilterProps<K> : never

/** A component; the plain function type lets one part serve several kinds. */
type Part<P> = (props: P) => ReactNode

export interface FieldParts<K extends Kind = Kind> {
  Cell: Part<CellProps<K>>
  /** Absent only where nobody ever writes the kind by hand. */
  Input: Part<InputProps<K>>
  Filter: Part<FilterProps<K>>
  /** Numbers stand at the right. */
  right?: boolean
  /** A good width of its column, in px. */
  width: number
  operators: readonly Operator[]
  /** Takes the whole width of a form. */
  wide?: boolean
}
