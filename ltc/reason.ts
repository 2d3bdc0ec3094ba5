// Why was it done? The one line that many actions ask for.
import type { FieldDef } from '#kernel/field.ts'

export const reason = {
  kind: 'text',
  label: { zh: '原因', en: 'Reason' },
  max: 500,
} as const satisfies FieldDef

export const comment = {
  kind: 'long_text',
  label: { zh: '意见', en: 'Comment' },
  max: 2000,
} as const satisfies FieldDef
