// What happens to leads by itself? An idle one goes back to the pool; a follow-up keeps it.
import type { Automation } from '#kernel/automation/automation.ts'

export const leadAutomations: Readonly<Record<string, Automation>> = {
  lead_back_to_pool: {
    label: { zh: '线索超期未跟进自动退回线索池', en: 'Idle leads go back to the pool' },
    when: { on: 'schedule', cron: '10 1 * * *', object: 'lead' },
    if: 'owner is not empty and keep_until < TODAY() and (stage in ("new", "contacting") or (stage = "qualified" and deal_by < TODAY()))',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }],
        text: {
          zh: '线索「{name}」已过保护期，已退回线索池',
          en: 'The lead “{name}” is no longer kept and went back to the pool',
        },
      },
      {
        do: 'action',
        action: 'release',
        input: {
          reason: 'IN_LANGUAGE("超过保护期未跟进", "Not followed up in the time it was kept")',
        },
      },
    ],
  },
  lead_warning: {
    label: { zh: '线索即将退回提醒', en: 'Warning before a lead goes back' },
    when: { on: 'schedule', cron: '0 9 * * *', object: 'lead' },
    if: 'owner is not empty and warn_on = TODAY() and (stage in ("new", "contacting") or (stage = "qualified" and deal_by = keep_until))',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }],
        text: {
          zh: '线索「{name}」保护期至 {keep_until}，之后将退回线索池，请尽快跟进',
          en: 'The lead “{name}” is kept until {keep_until} and then goes back to the pool; please follow it up',
        },
      },
    ],
  },
  follow_up_keeps_lead: {
    label: { zh: '跟进后延长线索保护期', en: 'A follow-up keeps the lead' },
    when: { on: 'create', object: 'activity' },
    // What the other side said is no work of ours.
    if: 'lead is not empty and kind != "inquiry"',
    steps: [{ do: 'action', action: 'keep_lead' }],
  },
  done_follow_up_keeps_lead: {
    label: { zh: '完成跟进后延长线索保护期', en: 'A finished follow-up keeps the lead' },
    when: { on: 'change', object: 'activity', fields: ['done_at'] },
    if: 'lead is not empty and done_at is not empty',
    steps: [{ do: 'action', action: 'keep_lead' }],
  },
}
