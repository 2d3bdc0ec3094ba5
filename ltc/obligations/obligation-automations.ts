// Who hears of what is due soon, or was not done in time?
import type { Automation } from '#kernel/automation/automation.ts'

export const obligationAutomations: Readonly<Record<string, Automation>> = {
  obligation_due: {
    label: { zh: '履约事项到期提醒', en: 'Obligations due soon' },
    when: { on: 'schedule', cron: '0 9 * * *', object: 'obligation' },
    if: 'stage = "open" and due_on = TODAY() + 3',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }],
        text: {
          zh: '{account.name}：「{name}」应于 {due_on} 完成',
          en: '{account.name}: “{name}” is due on {due_on}',
        },
      },
    ],
  },
  obligation_overdue: {
    label: { zh: '履约事项逾期提醒', en: 'Obligations that are overdue' },
    when: { on: 'schedule', cron: '0 9 * * *', object: 'obligation' },
    if: 'stage = "open" and (due_on = TODAY() - 1 or due_on = TODAY() - 7)',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }, { field: 'contract.owner' }],
        text: {
          zh: '{account.name}：「{name}」已逾期，应于 {due_on}',
          en: '{account.name}: “{name}” was due on {due_on} and is not done',
        },
      },
    ],
  },
}
