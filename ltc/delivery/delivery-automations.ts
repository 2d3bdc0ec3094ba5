// Who hears that something was accepted, and may be billed?
import type { Automation } from '#kernel/automation/automation.ts'

export const deliveryAutomations: Readonly<Record<string, Automation>> = {
  milestone_accepted: {
    label: { zh: '里程碑验收后提醒开票', en: 'An accepted milestone can be billed' },
    when: { on: 'move', object: 'milestone', stage: 'accepted' },
    steps: [
      {
        do: 'message',
        to: [{ role: 'finance' }],
        text: {
          zh: '里程碑「{name}」已验收，对应的款项可以开票',
          en: 'The milestone “{name}” is accepted; what is tied to it can be billed',
        },
      },
    ],
  },
}
