// Which boxes do most lines of a panel have? One of a few, several of many, a formula, or people.
import { Select } from 'antd'
import type { Words } from '#kernel/error.ts'
import type { Whom } from '#kernel/lifecycle/whom.ts'
import { living } from '#kernel/merge.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { say } from '#web/words.ts'
import { saidList, saidText } from '../part.ts'
import { HeldFormula } from './held.tsx'
import { Row } from './row.tsx'
import { WhomField } from './whom-field.tsx'

export interface Option<V extends string = string> {
  value: V
  label: string
}

/** The things of a map as what can be chosen, without those that are retired. */
export const labelled = (
  map: Readonly<Record<string, { readonly label: Words } | null>> | undefined,
): Option[] => Object.entries(living(map)).map(([value, it]) => ({ value, label: say(it.label) }))

interface LineProps {
  label: string
  help?: string | undefined
  placeholder?: string
}

interface ChoiceRowProps<V extends string> extends LineProps {
  value: V | undefined
  options: readonly Option<V>[]
  onChange: (value: V) => void
  /** There are so many that one searches. */
  many?: boolean
  disabled?: boolean
}

/** One of a few. */
export function ChoiceRow<V extends string>(props: ChoiceRowProps<V>) {
  const { label, help, value, options, onChange, many, ...more } = props
  return (
    <Row label={label} help={help}>
      {(id) => (
        <Select<V>
          id={id}
          value={value ?? null}
          options={[...options]}
          style={{ width: '100%' }}
          {...(many && { showSearch: byLabel })}
          {...more}
          onChange={onChange}
        />
      )}
    </Row>
  )
}

interface MaybeRowProps extends LineProps {
  value: string | undefined
  options: readonly Option[]
  onChange: (value: string | undefined) => void
}

/** One of a few, or none. */
export function MaybeRow({ label, help, value, options, onChange, ...more }: MaybeRowProps) {
  return (
    <Row label={label} help={help}>
      {(id) => (
        <Select
          id={id}
          allowClear
          value={value ?? null}
          options={[...options]}
          style={{ width: '100%' }}
          {...more}
          onChange={(next?: string | null) => onChange(next || undefined)}
        />
      )}
    </Row>
  )
}

interface ChoicesRowProps extends LineProps {
  value: readonly string[] | undefined
  options: readonly Option[]
  /** Undefined where none is left. */
  onChange: (value: readonly string[] | undefined) => void
  many?: boolean
}

/** Several of many. */
export function ChoicesRow(props: ChoicesRowProps) {
  const { label, help, value, options, onChange, many, ...more } = props
  return (
    <Row label={label} help={help}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          value={[...(value ?? [])]}
          options={[...options]}
          style={{ width: '100%' }}
          {...(many && { showSearch: byLabel })}
          {...more}
          onChange={(next: string[]) => onChange(saidList(next))}
        />
      )}
    </Row>
  )
}

interface FormulaRowProps extends LineProps {
  model: WholeModel
  object: string
  value: string | undefined
  /** Undefined where nothing is written. */
  onChange: (formula: string | undefined) => void
  /** A condition is true or false; a value may be anything. */
  gives?: 'condition' | 'value'
}

/** A formula that may be left out. */
export function FormulaRow(props: FormulaRowProps) {
  const { label, help, value, onChange, gives = 'condition', ...more } = props
  return (
    <Row wide label={label} help={help}>
      {(id) => (
        <HeldFormula
          id={id}
          value={value ?? ''}
          {...(gives === 'condition' && { want: { type: 'boolean' as const } })}
          {...more}
          onChange={(text) => onChange(saidText(text))}
        />
      )}
    </Row>
  )
}

interface WhomRowProps extends LineProps {
  model: WholeModel
  object: string
  value: readonly Whom[] | undefined
  onChange: (value: readonly Whom[]) => void
}

/** People, however they are named. */
export function WhomRow({ label, help, value, ...more }: WhomRowProps) {
  return (
    <Row label={label} help={help}>
      {(id) => <WhomField id={id} value={value ?? []} {...more} />}
    </Row>
  )
}
