// Is what is only offered in no sum, what is included free, and each component below its bundle?
import type { Values } from '#kernel/object.ts'
import { check, type RowCheck } from '../check.ts'
import { rows, text } from '../read.ts'
import { standsInBlocks } from './offered.ts'

export const bundleChecks: readonly RowCheck[] = [
  check(
    'Q7',
    'quote_line',
    '(optional and (net != 0 or tax != 0 or gross != 0 or offer_net is empty or offer_gross is empty)) or ((optional is empty or not optional) and (offer_net is not empty or offer_gross is not empty))',
    { zh: '选配报价不计入合计', en: 'What is only offered is in no sum' },
  ),
  check('Q7', 'contract_line', 'quote_line.optional', {
    zh: '未转入的选配不进合同',
    en: 'No contract has what was only offered',
  }),
  check(
    'Q8',
    'quote_line',
    '(price_by = "bundle" and (unit_price != 0 or bundle is empty or included_per is empty)) or (bundle is empty and included_per is not empty)',
    { zh: '内含的组成单价为 0，属于套餐', en: 'What is included costs nothing and is of a bundle' },
  ),
  ...(['quote', 'contract'] as const).map((object) => ({
    ...check('Q8', object, 'COUNTIF(lines, bundle is not empty) > 0', {
      zh: '组成排在其套餐之下，套餐小计 = 计入的各行之和',
      en: 'Components stand below their bundle, which is the sum of what counts of it',
    }),
    holds: async (document: Values, own: string) =>
      standsInBlocks(rows(document, 'lines'), text(document, 'currency') ?? own),
  })),
]
