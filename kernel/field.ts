// What is a field? Plain data that says its kind, and one table of what each kind can do.
import type { Problems, Words } from './error.ts'
import type { Type } from './formula/type.ts'
import type { Sql } from './sql.ts'

/** What every field may say of itself. All of it is JSON, so a company's own field is the same thing. */
export interface FieldBase {
  readonly label: Words
  readonly help?: Words
  /** Other names that files from elsewhere write over its column. */
  readonly also?: readonly string[]
  /** Must have a value whenever the record is written by a person. */
  readonly required?: boolean
  /** No two living records share a value. */
  readonly unique?: boolean
  /** An index for filter and sort. References, stage and unique fields have one anyway. */
  readonly index?: boolean
  /** Formula for the value of a new record where none is given. */
  readonly default?: string
  /** Only actions and the system write it. */
  readonly read_only?: boolean
  /** Roles that may read it; absent = whoever may read the record. */
  readonly read?: readonly string[]
  /** Roles that may write it; absent = whoever may change the record. */
  readonly write?: readonly string[]
  /** Formulas for the form. */
  readonly shown_if?: string
  readonly required_if?: string
  /** While it is true, the form and the record say so beside the field; nothing is refused. */
  readonly doubt?: { readonly if: string; readonly says: Words }
  /** While it is true of the record as it stands, people may not change the field. */
  readonly read_only_if?: string
  /** Found by the search of its object. */
  readonly search?: boolean
  /** Says something for others to go by: where rows are only read, they have no column for it. */
  readonly quiet?: boolean
  /** The column where it differs from the name (a name that was used and retired before). */
  readonly column?: string
}

export interface Choice {
  readonly label: Words
  readonly colour?: string
  readonly retired?: boolean
}

export type FieldDef = FieldBase &
  (
    | {
        readonly kind: 'text'
        readonly max?: number
        /** Blanks inside mean nothing and are taken out: numbers of accounts. */ readonly compact?: boolean
      }
    | { readonly kind: 'long_text'; readonly max?: number }
    | { readonly kind: 'rich_text'; readonly max?: number }
    /** `grouping`: is it written with a comma per three digits? Absent: unless it is called a year. */
    | {
        readonly kind: 'integer'
        readonly min?: number
        readonly max?: number
        readonly grouping?: boolean
      }
    | {
        readonly kind: 'decimal'
        readonly digits?: number
        /** A part of one, which people read and type in percent: "0.13" is shown as 13 %. */
        readonly fraction?: boolean
        readonly min?: string
        readonly max?: string
      }
    /** `currency`: the name of the field of this record that holds its currency, or a path to it; `our.currency` is the company's. */
    | {
        readonly kind: 'money'
        readonly currency?: string
        readonly min?: string
        readonly max?: string
        readonly unit_price?: boolean
      }
    /** In percent: "10" is 10 %. */
    | {
        readonly kind: 'percent'
        readonly digits?: number
        readonly min?: string
        readonly max?: string
      }
    | { readonly kind: 'date' }
    | { readonly kind: 'datetime' }
    | { readonly kind: 'yes_no' }
    | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, Choice | null>> }
    | { readonly kind: 'multi_choice'; readonly choices: Readonly<Record<string, Choice | null>> }
    | { readonly kind: 'stage' }
    | { readonly kind: 'person' }
    | { readonly kind: 'team' }
    /**
     * `agrees`: what the record named and this one have in common, by the path there → the path here: an invoice has the
     * account of its contract. Empty on either side agrees with everything.
     */
    | {
        readonly kind: 'ref'
        readonly object: string
        readonly on_remove?: 'refuse' | 'empty'
        readonly agrees?: Readonly<Record<string, string | null>>
      }
    /** Child rows: records of `object` whose reference `by` points here. */
    | { readonly kind: 'lines'; readonly object: string; readonly by: string }
    | { readonly kind: 'file'; readonly many?: boolean }
    | { readonly kind: 'image' }
    | { readonly kind: 'phone' }
    | { readonly kind: 'email' }
    | { readonly kind: 'url' }
    | { readonly kind: 'address' }
    /** `{YYYY}{MM}{DD}` and one run of zeros in braces `{0000}`; the counter starts anew with each filled date part. */
    | { readonly kind: 'auto_number'; readonly pattern: string; readonly gapless?: boolean }
    | {
        readonly kind: 'formula'
        readonly formula: string
        readonly currency?: string
        readonly gives?:
          'text' | 'decimal' | 'money' | 'percent' | 'integer' | 'date' | 'datetime' | 'yes_no'
        readonly grouping?: boolean
      }
    /** An aggregate over child rows, as the formula that says it: `SUM(lines.net)`. */
    | {
        readonly kind: 'rollup'
        readonly formula: string
        readonly currency?: string
        readonly gives?: 'decimal' | 'money' | 'integer' | 'date' | 'datetime'
        readonly grouping?: boolean
      }
  )

export type Kind = FieldDef['kind']
/** What each kind is called. Here and not with what it can do, so that a page that only names kinds need not load all of that. */
export const kindNames: Readonly<Record<Kind, Words>> = {
  text: { zh: '单行文本', en: 'Text' },
  long_text: { zh: '多行文本', en: 'Long text' },
  rich_text: { zh: '富文本', en: 'Rich text' },
  integer: { zh: '整数', en: 'Integer' },
  decimal: { zh: '小数', en: 'Decimal' },
  money: { zh: '金额', en: 'Money' },
  percent: { zh: '百分比', en: 'Percent' },
  date: { zh: '日期', en: 'Date' },
  datetime: { zh: '日期时间', en: 'Date and time' },
  yes_no: { zh: '是/否', en: 'Yes/no' },
  choice: { zh: '单选', en: 'Choice' },
  multi_choice: { zh: '多选', en: 'Multiple choice' },
  stage: { zh: '阶段', en: 'Stage' },
  person: { zh: '人员', en: 'Person' },
  team: { zh: '团队', en: 'Team' },
  ref: { zh: '关联记录', en: 'Reference' },
  lines: { zh: '子表', en: 'Lines' },
  file: { zh: '附件', en: 'File' },
  image: { zh: '图片', en: 'Image' },
  phone: { zh: '电话', en: 'Phone' },
  email: { zh: '邮箱', en: 'E-mail' },
  url: { zh: '网址', en: 'URL' },
  address: { zh: '地址', en: 'Address' },
  auto_number: { zh: '流水号', en: 'Auto number' },
  formula: { zh: '公式', en: 'Formula' },
  rollup: { zh: '汇总', en: 'Rollup' },
}

/** Nobody types their values: they follow from others, or the machine gives them. */
export const madeKinds: ReadonlySet<Kind> = new Set<Kind>([
  'formula',
  'rollup',
  'auto_number',
  'stage',
])
export type FieldOf<K extends Kind> = Extract<FieldDef, { kind: K }>

export type Aggregate = 'count' | 'sum' | 'avg' | 'min' | 'max' | 'median'

/** Closed list of the column types that a kind may ask for. */
export type ColumnType =
  | 'text'
  | 'bigint'
  | 'numeric'
  | 'date'
  | 'timestamptz'
  | 'boolean'
  | 'text[]'
  | 'integer[]'
  | 'uuid'
  | 'jsonb'

/** What a kind must be able to do. One file each in `fields/`; the registry is a Record over `Kind`. */
export interface FieldKind<K extends Kind = Kind> {
  readonly kind: K
  /** The column's type, or null where the kind stores nothing in its own row (lines, formula, rollup). */
  readonly column: ColumnType | null
  /** The type that formulas and filters see. */
  readonly type: (field: FieldOf<K>) => Type
  /**
   * JSON input → the value for the driver; problems are added with `path`. `undefined` is never passed;
   * null and "" mean empty for every kind.
   */
  readonly parse: (value: unknown, field: FieldOf<K>, path: string, problems: Problems) => unknown
  /** How a column of this kind appears in the JSON of an answer; absent = as PostgreSQL prints it. */
  readonly json?: (column: Sql) => Sql
  readonly aggregates: readonly Aggregate[]
  /** What OpenAPI says of it. */
  readonly openapi: (field: FieldOf<K>) => Readonly<Record<string, unknown>>
}

/** The object that a field points to, whatever its kind; null where it points to none. */
export const targetOf = (field: FieldDef): string | null =>
  field.kind === 'ref'
    ? field.object
    : field.kind === 'person' || field.kind === 'team'
      ? field.kind
      : null

/** The object at which a path goes on behind a field: what it points to, or its child rows. */
export const leadsTo = (field: FieldDef): string | null =>
  field.kind === 'lines' ? field.object : targetOf(field)
