// Does a lead need more time than its pool gives? So often and so long as the pool allows.
import { action } from '#kernel/action.ts'
import { daysAfter } from '../days.ts'
import { text } from '../read.ts'
import { reason } from '../reason.ts'
import { no } from '../refusals.ts'
import { openStages, poolOf, rulesOf } from './pool-rules.ts'

export const extendLead = action('extend', {
  on: 'lead',
  label: { zh: '申请延期', en: 'Extend' },
  help: {
    zh: '保护期和最迟转化日按线索池规则顺延',
    en: 'Moves both its last days as the pool allows',
  },
  icon: 'FieldTimeOutlined',
  from: openStages,
  if: 'owner is not empty',
  offered_if: 'pool.extend_max > IFEMPTY(extensions, 0)',
  input: { reason: { ...reason, required: true } },
  run: async (ctx, lead) => {
    const { pool, extend_days, extend_max } = rulesOf(ctx, await poolOf(ctx, lead, lead))
    const had = Number(lead.extensions ?? 0)
    if (!pool || had >= extend_max) no('no-extension', { max: extend_max })
    const later = (day: string | null): string | null => day && daysAfter(day, extend_days)
    const now = await ctx.change('lead', lead.id, {
      keep_until: later(text(lead, 'keep_until')),
      deal_by: later(text(lead, 'deal_by')),
      extensions: had + 1,
    })
    return { keep_until: now.keep_until, deal_by: now.deal_by, extensions: now.extensions }
  },
})
