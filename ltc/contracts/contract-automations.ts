// Who hears of a contract that ends soon?
import type { Automation } from '#kernel/automation/automation.ts'

export const contractAutomations: Readonly<Record<string, Automation>> = {
  contract_ends: {
    label: { zh: '合同到期提醒', en: 'Contracts that end soon' },
    when: { on: 'schedule', cron: '0 9 * * *', object: 'contract' },
    if: 'stage = "active" and ends_on = TODAY() + 30',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }],
        text: {
          zh: '合同 {number} {name} 将于 30 天后到期',
          en: 'Contract {number} {name} ends in 30 days',
        },
      },
    ],
  },
}
