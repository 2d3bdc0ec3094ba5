// Who hears that something was accepted, and may be billed?
import type { Automation } from '#kernel/automation/automation.ts'

export const deliveryAutomations: Readonly<Record<string, Automation>> = {
  milestone_accepted: {
    label: { zh: '里程碑验收后提醒开票', en: 'An accepted milestone can be billed' },
    when: { on: 'move', object: 'milestone', stage: 'accepted' },
    if: 'COUNT(billing) > 0',
    steps: [
      {
        do: 'message',
        to: [{ role: 'finance' }],
        text: {
          zh: '{project.contract.name}：里程碑「{name}」已验收，请到合同上生成到期发票',
          en: '{project.contract.name}: the milestone “{name}” is accepted; bill what is due on the contract',
        },
      },
    ],
  },
}
