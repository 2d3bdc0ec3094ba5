// How do SQL and JavaScript write an amount of renminbi in the same capitals (人民币大写)?

import { Decimal } from 'decimal.js'
import { uppercaseRmb } from '../money/uppercase.ts'
import { sql, type Sql } from '../sql.ts'
import { failure, type Value } from './value.ts'

/** Below a million million; beyond it nobody writes a bill. */
const limit = '1000000000000'

/** The amount, rounded to 分, in capitals. */
export function rmbValue(amount: Decimal): Value {
  const cents = amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
  if (cents.abs().gte(limit)) return failure('too-big')
  return uppercaseRmb(cents.isZero() ? '0' : cents.toFixed(2)) ?? failure('bad-argument')
}

const figure = (digit: Sql): Sql => sql`translate(${digit}, '0123456789', '零壹贰叁肆伍陆柒捌玖')`

/**
 * The same steps as patterns: each digit with its place; zeros lose theirs and come together; a 万 or 亿 of zeros
 * alone is one zero, any other gives the zero before it to what follows; outer zeros go.
 */
export function rmbSql(amount: Sql): Sql {
  const cents = sql`round(${amount}, 2)`
  const yuan = sql`trunc(abs(${cents}))`
  const digits = sql`lpad(${yuan}::text, 12, '0')`
  const written = sql`(select string_agg(${figure(sql`substr(${digits}, i, 1)`)} || btrim(substr('仟佰拾亿仟佰拾万仟佰拾 ', i, 1)), '' order by i) from generate_series(1, 12) as i)`
  const steps: readonly [string, string][] = [
    ['零[仟佰拾]', '零'],
    ['零+', '零'],
    ['^零亿', '零'],
    ['零+', '零'],
    ['(^|亿)零万', '\\1零'],
    ['零([亿万])', '\\1零'],
    ['零+', '零'],
  ]
  const spoken = sql`btrim(${steps.reduce((text, [from, to]) => sql`regexp_replace(${text}, ${from}::text, ${to}::text, 'g')`, written)}, '零')`
  const part = (at: Sql): Sql =>
    sql`substr(lpad(trunc(abs(${cents}) * 100)::text, 15, '0'), ${at}, 1)`
  const [jiao, fen] = [part(sql`14`), part(sql`15`)]
  const whole = sql`(case when ${yuan} > 0 then ${spoken} || '元' else '' end)`
  const rest = sql`(case when ${jiao} <> '0' then ${figure(jiao)} || '角' when ${yuan} > 0 and ${fen} <> '0' then '零' else '' end || case when ${fen} <> '0' then ${figure(fen)} || '分' else '' end)`
  const sign = sql`(case when ${cents} < 0 then '负' else '' end)`
  return sql`case when abs(${cents}) < ${limit}::numeric then ${sign} || coalesce(nullif(${whole} || ${rest}, ''), '零元') || case when ${fen} <> '0' then '' else '整' end end`
}
