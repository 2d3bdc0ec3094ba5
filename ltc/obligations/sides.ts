// Who owes it?
import type { FieldDef } from '#kernel/field.ts'

export const side = {
  kind: 'choice',
  label: { zh: '履约方', en: 'Owed by' },
  choices: {
    us: { label: { zh: '我方', en: 'Us' }, colour: 'blue' },
    customer: { label: { zh: '客户', en: 'The customer' }, colour: 'gold' },
  },
  default: '"us"',
} as const satisfies FieldDef
