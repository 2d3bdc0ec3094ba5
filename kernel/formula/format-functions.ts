// Which function writes a number or a date by a format?

import { sql } from '../sql.ts'
import type { Decimal } from 'decimal.js'
import { asText } from './fit.ts'
import { type FormulaFunction, helpIn } from './function.ts'
import { dayMicros } from './instant.ts'
import { call, literal, literalText } from './node.ts'
import {
  dateText,
  dateTextSql,
  numberText,
  numberTextSql,
  readDateFormat,
  readNumberFormat,
} from './text-format.ts'
import { number, text, typeWords } from './type.ts'
import type { Value } from './value.ts'
import { local } from './zone.ts'

export const formatFunctions: Record<string, FormulaFunction> = {
  TEXT: {
    help: helpIn('text')(
      '按格式转成文本',
      'a number or date written by a format',
      'TEXT(amount, "#,##0.00")',
    ),
    resolve(args, trees, checking, tree) {
      if (args.length < 1 || args.length > 2)
        return checking.problem(tree, 'argument-count', {
          name: 'TEXT',
          wanted: '1–2',
          got: args.length,
        })
      const of = args[0]!
      const wrong = () =>
        checking.problem(trees[0]!, 'wrong-type', {
          wanted: typeWords(number),
          got: typeWords(of.type),
        })
      if (!args[1]) return asText(of) ?? wrong()
      if (args[1].node !== 'literal' || typeof args[1].value !== 'string')
        return checking.problem(trees[1]!, 'needs-literal', { what: '"0.00"' })
      const format = args[1].value
      const isMoment = of.type.type === 'date' || of.type.type === 'datetime'
      if (!isMoment && of.type.type !== 'number') return wrong()
      const pattern = isMoment ? readDateFormat(format) : readNumberFormat(format) && format
      return pattern === undefined
        ? checking.problem(trees[1]!, 'bad-format', { format })
        : call('TEXT', [of, literal(text, pattern)], text)
    },
    sql: ([of, format], print) => {
      const pattern = literalText(format)
      const param = (it: string) => print.param(it, 'text')
      if (of!.type.type === 'number')
        return print.once([of!], (x) => numberTextSql(readNumberFormat(pattern)!, x!, param))
      return print.once([of!], (moment) =>
        dateTextSql(
          pattern,
          of!.type.type === 'date'
            ? sql`(${moment!})::timestamp`
            : sql`(${moment!} at time zone ${param(print.at.zone)})`,
          param,
        ),
      )
    },
    value: ([of, pattern], at): Value => {
      if (typeof of === 'number') return dateText(pattern as string, BigInt(of) * dayMicros)
      if (typeof of === 'bigint') return dateText(pattern as string, local(of, at.zone))
      return numberText(readNumberFormat(pattern as string)!, of as Decimal)
    },
  },
}
