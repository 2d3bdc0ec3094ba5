// Who hears of a contract that ends soon?
import type { Automation } from '#kernel/automation/automation.ts'

export const contractAutomations: Readonly<Record<string, Automation>> = {
  contract_ends: {
    label: { zh: '合同到期提醒', en: 'Contracts that end soon' },
    when: { on: 'schedule', cron: '0 9 * * *', object: 'contract' },
    if: 'stage = "active" and ends_on = TODAY() + IFEMPTY(renewal_days, 30) and (renewal is empty or renewal.stage = "lost")',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }],
        text: {
          zh: '合同 {number} {name} 将于 {ends_on} 到期，请发起续签',
          en: 'Contract {number} {name} ends on {ends_on}; please renew it',
        },
      },
    ],
  },
}
