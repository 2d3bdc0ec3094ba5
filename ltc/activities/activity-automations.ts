// Who is reminded of what they planned?
import type { Automation } from '#kernel/automation/automation.ts'

export const activityAutomations: Readonly<Record<string, Automation>> = {
  promise_broken: {
    label: { zh: '承诺付款到期', en: 'A promise to pay has passed' },
    when: { on: 'schedule', cron: '0 9 * * *', object: 'activity' },
    if: 'promised_on = TODAY() - 1 and (invoice is empty or invoice.stage in ("issued", "partly_credited", "partly_paid"))',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }],
        text: {
          zh: '承诺付款日已过：{subject}',
          en: 'The day of a promise to pay has passed: {subject}',
        },
      },
    ],
  },
  activity_due: {
    label: { zh: '待办到期提醒', en: 'Reminder of what is due' },
    when: { on: 'schedule', cron: '*/10 * * * *', object: 'activity' },
    if: 'done_at is empty and reminded_at is empty and due_at <= NOW()',
    steps: [
      { do: 'change', set: { reminded_at: 'NOW()' } },
      {
        do: 'message',
        to: [{ field: 'owner' }],
        text: { zh: '待办到期：{subject}', en: 'Due: {subject}' },
      },
    ],
  },
}
