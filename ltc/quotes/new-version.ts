// How is an issued quote changed? Never: a new version is.
import { action } from '#kernel/action.ts'
import { need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'

export const newVersion = action('new_version', {
  on: 'quote',
  label: { zh: '新建版本', en: 'New version' },
  icon: 'CopyOutlined',
  from: ['approved', 'sent', 'rejected', 'expired'],
  locks_first: 'opportunity',
  offered_if: 'opportunity.stage not in ("won", "lost")',
  run: async (ctx, quote) => {
    // The lock makes two who ask at once get two version numbers.
    const [opportunity] = await ctx.lock('opportunity', [need(quote, 'opportunity')])
    if (opportunity && ['won', 'lost'].includes(text(opportunity, 'stage') ?? '')) {
      no('opportunity-closed')
    }
    const next = await ctx.create('quote', {
      opportunity: quote.opportunity,
      account: quote.account,
      contact: quote.contact,
      currency: quote.currency,
      tax_inclusive: quote.tax_inclusive,
      terms: quote.terms,
      replaces: quote.id,
      owner: text(quote, 'owner') ?? ctx.who.id,
      lines: rows(quote, 'lines').map((line) => ({
        product: line.product,
        description: line.description,
        quantity: line.quantity,
        unit_price: line.unit_price,
        price_by: line.price_by,
        price_list: line.price_list,
        discount_percent: line.discount_percent,
        tax_rate: line.tax_rate,
        tax_category: line.tax_category,
        bundle: line.bundle,
        included_per: line.included_per,
        optional: line.optional,
      })),
    })
    return { quote: next.id, version_no: next.version_no }
  },
})
