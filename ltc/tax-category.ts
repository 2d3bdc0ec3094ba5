// Why does a line bear no tax? Zero-rated, exempt, not taxable and reverse charge are four things, not one.
import type { FieldDef } from '#kernel/field.ts'

/** Empty is the rule: the line is taxed at its rate. With any of these its rate is 0 (T6). */
export const taxCategory = {
  kind: 'choice',
  label: { zh: '税收处理', en: 'Tax treatment' },
  help: { zh: '不填即按税率征税', en: 'Taxed at its rate where it says nothing' },
  choices: {
    zero_rated: { label: { zh: '零税率', en: 'Zero-rated' } },
    exempt: { label: { zh: '免税', en: 'Exempt' } },
    not_taxable: { label: { zh: '不征税', en: 'Not taxable' } },
    reverse_charge: { label: { zh: '购买方缴税', en: 'Reverse charge' } },
  },
} as const satisfies FieldDef
