// How does a draft get the prices of today? By one press; what a person wrote stays unless they say otherwise.
import { action } from '#kernel/action.ts'
import { rows, text, yes } from '../read.ts'
import { no } from '../refusals.ts'
import { productsOf } from '../document-totals.ts'
import { headOf } from '../quotes/derive-quote.ts'
import { proposals } from './price-quote-lines.ts'

export const repriceQuote = action('reprice', {
  on: 'quote',
  label: { zh: '按价格表更新', en: 'Update prices' },
  help: {
    zh: '按今天有效的价格表重新取价；手填的价格保留，除非勾选。',
    en: 'Takes prices anew from the lists of today; those typed by hand stay unless you say so.',
  },
  icon: 'TagsOutlined',
  from: ['draft'],
  offered_if: 'COUNT(lines) > 0',
  input: {
    hand_too: {
      kind: 'yes_no',
      label: { zh: '手填的价格也更新', en: 'Also prices typed by hand' },
    },
  },
  run: async (ctx, quote, input) => {
    const lines = rows(quote, 'lines')
    if (lines.length === 0) no('no-lines')
    const head = { ...headOf(ctx, quote), day: ctx.today }
    const found = await proposals(ctx, head, lines, await productsOf(ctx, lines))
    const anew = lines.map((line, at) => {
      const by = text(line, 'price_by')
      const asked = by === 'list' || by === 'product' || by === 'bundle' || yes(input, 'hand_too')
      // Without a price of today the one that stands is better than none.
      return { id: line.id, ...(asked && found[at] ? { unit_price: null } : {}) }
    })
    const now = await ctx.change('quote', quote.id, { priced_on: ctx.today, lines: anew })
    const changed = rows(now, 'lines').filter(
      (line, at) => text(line, 'unit_price') !== text(lines[at]!, 'unit_price'),
    ).length
    return { changed, priced_on: ctx.today }
  },
})
