// Is the draft ready to be offered? A large discount is asked for first; from here its content stands.
import { action } from '#kernel/action.ts'
import { counting } from '../bundles/blocks.ts'
import { refuseUnfit } from '../bundles/with-fit.ts'
import { need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'
import { contentHash } from './content-hash.ts'

export const submitQuote = action('submit', {
  on: 'quote',
  label: { zh: '提交', en: 'Submit' },
  icon: 'SendOutlined',
  primary: true,
  from: ['draft'],
  offered_if: 'opportunity.stage != "lost"',
  run: async (ctx, quote) => {
    if (counting(rows(quote, 'lines')).length === 0) no('no-lines')
    refuseUnfit(rows(quote, 'lines'))
    if (text(quote, 'account') === null) no('no-account')
    const { stage } = await ctx.get('opportunity', need(quote, 'opportunity'))
    if (stage === 'lost') no('opportunity-closed')
    const valid = text(quote, 'valid_until')
    if (valid !== null && valid < ctx.today) no('quote-expired', { date: valid })
    const submitted = await ctx.change('quote', quote.id, {
      hash: await contentHash(quote),
      submitted_at: ctx.now.toISOString(),
    })
    return ctx.askApproval('quote_discount', submitted)
  },
})
