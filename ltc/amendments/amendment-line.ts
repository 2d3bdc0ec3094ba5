// What is one line of an amendment? More of something new, or more or less of a line of the contract.
import { object } from '#kernel/object.ts'
import { pricedLine } from '../document-line.ts'

const withoutDefault = <T extends { default: string }>({ default: _, ...field }: T) => field

export const amendmentLine = object('amendment_line', {
  label: { zh: '变更明细', en: 'Amendment line' },
  plural: { zh: '变更明细', en: 'Amendment lines' },
  title: 'description',
  parent: 'amendment',
  fields: {
    amendment: {
      kind: 'ref',
      object: 'amendment',
      label: { zh: '合同变更', en: 'Amendment' },
      required: true,
    },
    contract_line: {
      kind: 'ref',
      object: 'contract_line',
      agrees: { contract: 'amendment.contract' },
      label: { zh: '变更的明细', en: 'Line changed' },
      help: {
        zh: '减少时必填，数量填负数',
        en: 'Needed to take something away: then the quantity is below 0',
      },
    },
    ...pricedLine('amendment'),
    // Empty on a line that changes one of the contract: then it is that line's.
    discount_percent: withoutDefault(pricedLine('amendment').discount_percent),
  },
  rules: {
    quantity: {
      if: 'quantity > 0 or (quantity < 0 and contract_line is not empty)',
      says: {
        zh: '数量不能为 0，减少须指明合同明细',
        en: 'The quantity is not 0, and taking away names the line of the contract',
      },
    },
  },
  allow: [],
})
