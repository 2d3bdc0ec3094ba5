// Must something be set right in a closed period? The general manager opens it again, with the reason in the log.
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

export const reopenBooks = action('reopen_books', {
  on: 'company',
  label: { zh: '反关账', en: 'Reopen the books' },
  help: { zh: '不填日期即全部打开', en: 'All of it unless a day is given' },
  icon: 'UnlockOutlined',
  danger: true,
  by: ['manager'],
  if: 'closed_until is not empty',
  input: {
    until: { kind: 'date', label: { zh: '保留关账至', en: 'Stay closed until' } },
    reason: { ...reason, required: true },
  },
  run: async (ctx, company, input) => {
    const until = text(input, 'until')
    const was = text(company, 'closed_until')
    if (until !== null && was !== null && until > was) no('closed-already', { date: was })
    await ctx.change('company', company.id, { closed_until: until })
    return { closed_until: until }
  },
})
