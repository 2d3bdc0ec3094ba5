// What becomes of a value when its field changes its kind? One expression in SQL per pair of kinds; null is "does not convert".
import type { FieldDef, Kind } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import { living } from '../merge.ts'
import { empty, join, literal, raw, type Sql, sql } from '../sql.ts'

/** Kinds that hold what was typed as it stands; between them nothing has to be converted. */
const plainText = new Set<Kind>(['text', 'long_text', 'rich_text'])
const numbers = new Set<Kind>(['integer', 'decimal', 'money', 'percent'])
const choosing = new Set<Kind>(['choice', 'multi_choice'])
const days = new Set<Kind>(['date', 'datetime'])
const looked = new Set<Kind>(['phone', 'email', 'url'])

/** Kinds that any other of them can become. */
const free = new Set<Kind>([...plainText, ...numbers, ...choosing, ...days, ...looked, 'yes_no'])

/** May a field of this kind become one of that kind at all? */
export const convertible = (from: FieldDef, to: FieldDef): boolean =>
  sameValues(from, to) || (free.has(from.kind) && free.has(to.kind))

/** Every value means the same under both kinds, so the column stays. */
export const sameValues = (from: FieldDef, to: FieldDef): boolean =>
  from.kind === to.kind
    ? from.kind !== 'ref' || from.object === (to as typeof from).object
    : (plainText.has(from.kind) && plainText.has(to.kind)) ||
      (numbers.has(from.kind) &&
        numbers.has(to.kind) &&
        kindOf(from).column === kindOf(to).column) ||
      (looked.has(from.kind) && plainText.has(to.kind))

/** The value of a column of the kind `from` as one of the kind `to`; null where it has none. `zone` is the company's. */
export function converted(from: FieldDef, to: FieldDef, column: Sql, zone: string): Sql {
  const type = kindOf(to).column
  if (type === null || !convertible(from, to)) return sql`null::text`
  if (sameValues(from, to)) return column
  if (numbers.has(from.kind) && to.kind === 'integer')
    return sql`(case when ${column} = trunc(${column}) and abs(${column}) < 9e15 then ${column}::bigint end)`
  if (numbers.has(from.kind) && numbers.has(to.kind)) return sql`(${column})::numeric`
  if (from.kind === 'date' && to.kind === 'datetime')
    return sql`((${column})::timestamp at time zone ${literal(zone)})`
  if (from.kind === 'datetime' && to.kind === 'date')
    return sql`((${column}) at time zone ${literal(zone)})::date`
  return fromText(to, asText(from, column, zone), zone)
}

/** A value as people read it. */
export function asText(field: FieldDef, column: Sql, zone: string): Sql {
  if (numbers.has(field.kind)) return sql`trim_scale((${column})::numeric)::text`
  if (field.kind === 'date') return sql`to_char(${column}, 'YYYY-MM-DD')`
  if (field.kind === 'datetime')
    return sql`to_char((${column}) at time zone ${literal(zone)}, 'YYYY-MM-DD HH24:MI')`
  if (field.kind === 'yes_no')
    return sql`(case when ${column} then '是' when not ${column} then '否' end)`
  if (field.kind === 'choice') return labelOf(field, column)
  if (field.kind === 'multi_choice')
    return sql`(select string_agg(${labelOf(field, sql`one`)}, '、' order by n) from unnest(${column}) with ordinality x(one, n))`
  return sql`(${column})::text`
}

type Choosing = Extract<FieldDef, { kind: 'choice' | 'multi_choice' }>
const cases = (lines: readonly Sql[], otherwise: Sql): Sql =>
  lines.length ? sql`(case ${join(lines, ' ')}${otherwise} end)` : sql`null::text`

const labelOf = (field: Choosing, value: Sql): Sql =>
  cases(
    Object.entries(living(field.choices)).map(
      ([name, one]) => sql`when ${value} = ${literal(name)} then ${literal(one.label.zh)}`,
    ),
    sql` else ${value}`,
  )

/** The name of the choice that a text means: itself, or its label in either language. */
const choiceOf = (field: Choosing, text: Sql): Sql =>
  cases(
    Object.entries(living(field.choices)).map(
      ([name, one]) =>
        sql`when lower(${text}) in (${join([...new Set([name, one.label.zh, one.label.en].map((word) => word.normalize('NFKC').trim().toLowerCase()))].map(literal), ', ')}) then ${literal(name)}`,
    ),
    empty,
  )

/** Full-width signs made plain, blanks around taken away, what is only blank is nothing. */
const plain = (text: Sql): Sql => sql`nullif(btrim(normalize(${text}, NFKC), E' \\t\\r\\n'), '')`

function fromText(to: FieldDef, text: Sql, zone: string): Sql {
  const given = sql`(select ${inner(to, zone)} from (select ${plain(text)} as v) g)`
  return sql`(${given})::${raw(kindOf(to).column!)}`
}

/** Over `g.v`, the plain text. */
function inner(to: FieldDef, zone: string): Sql {
  const v = sql`g.v`
  if (plainText.has(to.kind)) return v
  if (to.kind === 'yes_no')
    return sql`(case when lower(${v}) in ('是', '有', '对', '√', 'yes', 'y', 'true', 't', '1') then true when lower(${v}) in ('否', '无', '错', '×', 'no', 'n', 'false', 'f', '0') then false end)`
  if (to.kind === 'choice') return choiceOf(to, v)
  // All parts must be choices; one that is none would be lost without a word.
  if (to.kind === 'multi_choice')
    return sql`(select case when bool_and(one is not null) then array_agg(one order by n) end from (select ${choiceOf(to, sql`btrim(part)`)} as one, n from regexp_split_to_table(${v}, '[,，、;；]') with ordinality x(part, n)) y)`
  if (numbers.has(to.kind)) return numberOf(to, v)
  if (days.has(to.kind)) return dayOf(to, v, zone)
  if (to.kind === 'email')
    return sql`(case when ${v} ~ '^[^ @<>",;:]{1,64}@[^ @<>",;:]+[.][^ @<>",;:.]{2,}$' and length(${v}) <= 254 then lower(${v}) end)`
  if (to.kind === 'phone')
    return sql`(case when ${v} ~ '^[0-9 +()#*.转ext,;/-]{3,40}$' and ${v} ~ '[0-9]{3}' then regexp_replace(${v}, '[ ()-]', '', 'g') end)`
  return sql`(case when ${v} ~* '^https?://[^ ]+$' then ${v} when ${v} ~ '^[^ :/]+[.][^ :/]{2,}(/[^ ]*)?$' then 'https://' || ${v} end)`
}

/** `¥ 1,234.50 元`, `12%`: signs that say no more than the field does are let go; 万 and 亿 count. */
function numberOf(to: FieldDef, v: Sql): Sql {
  const bare = sql`regexp_replace(regexp_replace(${v}, '^(￥|¥|CNY|RMB|[$€]) *| *(元|%)$', '', 'gi'), '(?<=[0-9]),(?=[0-9]{3}([.,]|$|万|亿| ))', '', 'g')`
  const number = sql`(select case when b.t ~ '^[-+]?[0-9]{1,15}([.][0-9]{1,10})? *(万|亿)?$' then rtrim(b.t, ' 万亿')::numeric * case right(b.t, 1) when '万' then 10000 when '亿' then 100000000 else 1 end end from (select ${bare} as t) b)`
  return to.kind === 'integer'
    ? sql`(select case when n = trunc(n) and abs(n) < 9e15 then n::bigint end from (select ${number} as n) i)`
    : sql`trim_scale(${number})`
}

/** `2026-03-02`, `2026/3/2`, `2026年3月2日`, with a time behind it; days that the calendar does not have are none. */
function dayOf(to: FieldDef, v: Sql, zone: string): Sql {
  const parts = sql`regexp_match(${v}, '^([12][0-9]{3})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ T]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?$')`
  const good = sql`p.m is not null and p.m[2]::int between 1 and 12 and p.m[3]::int between 1 and extract(day from make_date(p.m[1]::int, least(greatest(p.m[2]::int, 1), 12), 1) + interval '1 month - 1 day')`
  const day = sql`make_date(p.m[1]::int, p.m[2]::int, p.m[3]::int)`
  const time = sql`coalesce(p.m[4], '0')::int < 24 and coalesce(p.m[5], '0')::int < 60 and coalesce(p.m[6], '0')::int < 60`
  const value =
    to.kind === 'date'
      ? day
      : sql`((${day} + make_time(coalesce(p.m[4], '0')::int, coalesce(p.m[5], '0')::int, coalesce(p.m[6], '0')::int)) at time zone ${literal(zone)})`
  return sql`(select case when ${good} and ${time} then ${value} end from (select ${parts} as m) p)`
}
