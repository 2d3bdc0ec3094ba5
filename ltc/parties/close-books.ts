// Is a period done? From then on nothing dated in it enters the books, whoever tries.
import { action } from '#kernel/action.ts'
import { need, text } from '../read.ts'
import { no } from '../refusals.ts'

export const closeBooks = action('close_books', {
  on: 'company',
  label: { zh: '关账', en: 'Close the books' },
  help: {
    zh: '此日及以前的发票、回款、核销、退款与凭证不能再新增或更改',
    en: 'Nothing dated up to that day can be added or changed any more',
  },
  icon: 'LockOutlined',
  by: ['finance', 'manager'],
  input: { until: { kind: 'date', label: { zh: '关账至', en: 'Closed until' }, required: true } },
  run: async (ctx, company, input) => {
    const until = need(input, 'until')
    // Today must stay open: what is taken back or comes late is booked today.
    if (until >= ctx.today) no('close-too-late', { date: ctx.today })
    const was = text(company, 'closed_until')
    if (was !== null && until < was) no('closed-already', { date: was })
    await ctx.change('company', company.id, { closed_until: until })
    return { closed_until: until }
  },
})
