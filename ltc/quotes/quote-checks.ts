// Is every quote still what was submitted, and do its lines say where their prices are from?
import { check, type RowCheck } from '../check.ts'
import { text } from '../read.ts'
import { contentHash } from './content-hash.ts'

export const quoteChecks: readonly RowCheck[] = [
  {
    ...check('Q3', 'quote', 'hash is not empty and stage != "draft"', {
      zh: '已提交的报价内容不变',
      en: 'A submitted quote never changes',
    }),
    holds: async (quote) => text(quote, 'hash') === (await contentHash(quote)),
  },
  check(
    'Q5',
    'quote_line',
    '(price_by = "list" and price_list is empty) or (floor_price is empty and below_floor is not empty) or (floor_price is not empty and unit_price * (100 - discount_percent) < floor_price * 100 and not below_floor) or (floor_price is not empty and unit_price * (100 - discount_percent) >= floor_price * 100 and below_floor)',
    {
      zh: '报价行的价格来源与是否低于底价如实',
      en: 'A quote line says where its price is from and whether it is below the floor',
    },
  ),
]
