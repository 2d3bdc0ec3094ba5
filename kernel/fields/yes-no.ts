// What is a yes/no field?
import type { FieldKind } from '../field.ts'

export const yesNo: FieldKind<'yes_no'> = {
  kind: 'yes_no',
  column: 'boolean',
  type: () => ({ type: 'boolean' }),
  parse: (value, _field, path, problems) => {
    if (typeof value === 'boolean') return value
    problems.add(path, 'wrong-type', { expected: 'true / false' })
    return null
  },
  aggregates: ['count'],
  openapi: () => ({ type: ['boolean', 'null'] }),
}
