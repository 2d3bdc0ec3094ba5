// What is an integer field?
import type { FieldKind } from '../field.ts'

export const integer: FieldKind<'integer'> = {
  kind: 'integer',
  column: 'bigint',
  type: () => ({ type: 'number' }),
  parse: (value, field, path, problems) => {
    const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
      problems.add(path, 'wrong-type', { expected: { zh: '整数', en: 'integer' } })
      return null
    }
    if (field.min !== undefined && number < field.min)
      problems.add(path, 'too-small', { min: field.min })
    if (field.max !== undefined && number > field.max)
      problems.add(path, 'too-big', { max: field.max })
    return Object.is(number, -0) ? 0 : number
  },
  aggregates: ['count', 'sum', 'avg', 'min', 'max', 'median'],
  openapi: (field) => ({ type: ['integer', 'null'], minimum: field.min, maximum: field.max }),
}
