// Which number does a text say, as a spreadsheet reads what people type: "$1,000", "(5)", "12%", "1e3", "１２"?

import { literal, raw, sql, type Sql } from '../sql.ts'
import { Exact } from './number.ts'
import { failure, type Value } from './value.ts'

/** What Chinese keyboards and papers write for the same signs, and the true minus. */
const wide = '０１２３４５６７８９，．％（）＋－＄￥ｅＥ　−'
const narrow = '0123456789,.%()+-$¥eE -'

const digits = '([0-9][0-9,]{0,30}([.][0-9]{0,16})?|[.][0-9]{1,16})([eE][+-]?[0-9]{1,2})?'
const symbol = '[$¥€£]? *'
/** A sign before or after the symbol of the currency; brackets are the minus of accountants. */
const signed = `^([+-]? *${symbol}|[$¥€£] *[+-] *)${digits} *%?$`
const bracketed = `^[(] *${symbol}${digits} *%? *[)]$`
const negative = '^[$¥€£]? *[-(]'
const before = '^[^0-9.]+'
const between = '[^0-9.eE+-]'
/** From 21 digits on it is no number of a business; below 18 decimals nothing is left. */
const tooBig = '1e20'
const decimals = 18

const pattern = {
  typed: new RegExp(`${signed}|${bracketed}`),
  negative: new RegExp(negative),
  before: new RegExp(before),
  between: new RegExp(between, 'g'),
}

/** The number, or why it is none. */
export function typedNumber(text: string): Value {
  const plain = Array.from(text, (sign) => narrow[wide.indexOf(sign)] ?? sign)
    .join('')
    .replace(/^ +| +$/g, '')
  if (!pattern.typed.test(plain)) return failure('bad-argument')
  const number = new Exact(plain.replace(pattern.before, '').replace(pattern.between, ''))
  const size = number.times(plain.includes('%') ? '0.01' : '1').toDecimalPlaces(decimals)
  if (size.gte(tooBig)) return failure('too-big')
  return pattern.negative.test(plain) && !size.isZero() ? size.neg() : size
}

/** The same in SQL; `text` is written several times: pass a name. */
export function typedNumberSql(text: Sql): Sql {
  const plain = sql`btrim(translate(${text}, ${literal(wide)}, ${literal(narrow)}), ' ')`
  const number = sql`regexp_replace(regexp_replace(${plain}, ${literal(before)}, ''), ${literal(between)}, '', 'g')::numeric`
  const size = sql`round(${number} * case when strpos(${plain}, '%') > 0 then 0.01 else 1 end, ${raw(String(decimals))})`
  const small = sql`nullif(least(${size}, ${raw(tooBig)}), ${raw(tooBig)})`
  return sql`case when ${plain} ~ ${literal(`${signed}|${bracketed}`)} then ${small} * case when ${plain} ~ ${literal(negative)} then -1 else 1 end end`
}
