// How does one kind of value become another: a date its text, an instant its day?

import { sql } from '../sql.ts'
import type { Decimal } from 'decimal.js'
import { writeDay } from './calendar.ts'
import { dateText } from './text-format.ts'
import type { FormulaFunction } from './function.ts'
import { plain, plainSql } from './number.ts'
import { date, datetime, text } from './type.ts'
import { dayAt, local, startOf } from './zone.ts'

/** What only the checker inserts. */
export const conversions: Record<string, FormulaFunction> = {
  'as-text': {
    takes: ['any'],
    gives: text,
    sql: ([of], print) => {
      switch (of!.type.type) {
        case 'number':
          return plainSql(print.value(of!))
        case 'date':
          return sql`to_char(${print.value(of!)}, 'YYYY-MM-DD')`
        case 'datetime':
          return sql`to_char(${print.value(of!)} at time zone ${print.param(print.at.zone, 'text')}, 'YYYY-MM-DD HH24:MI')`
        case 'boolean':
          return sql`(${print.value(of!)})::text`
        default:
          return print.value(of!)
      }
    },
    value: ([of], at) => {
      if (typeof of === 'number') return writeDay(of)
      if (typeof of === 'bigint') return dateText('YYYY-MM-DD HH24:MI', local(of, at.zone))
      if (typeof of === 'boolean') return String(of)
      return typeof of === 'string' ? of : plain(of as Decimal)
    },
  },
  'day-of': {
    takes: ['datetime'],
    gives: date,
    sql: ([of], print) =>
      sql`(${print.value(of!)} at time zone ${print.param(print.at.zone, 'text')})::date`,
    value: ([of], at) => dayAt(of as bigint, at.zone),
  },
  'start-of-day': {
    takes: ['date'],
    gives: datetime,
    sql: ([of], print) =>
      sql`((${print.value(of!)})::timestamp at time zone ${print.param(print.at.zone, 'text')})`,
    value: ([of], at) => startOf(of as number, at.zone),
  },
}
