// Which seals does the company have?
import type { FieldDef } from '#kernel/field.ts'

export const sealKind = {
  kind: 'choice',
  label: { zh: '印章', en: 'Seal' },
  choices: {
    contract: { label: { zh: '合同专用章', en: 'Contract seal' } },
    company: { label: { zh: '公章', en: 'Company seal' }, colour: 'red' },
    legal: { label: { zh: '法定代表人章', en: 'Legal representative’s seal' }, colour: 'red' },
    finance: { label: { zh: '财务专用章', en: 'Finance seal' } },
  },
} as const satisfies FieldDef
