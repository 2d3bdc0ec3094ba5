// What happens around pools by itself? The first of them turns their rules on.
import type { Automation } from '#kernel/automation/automation.ts'

export const poolAutomations: Readonly<Record<string, Automation>> = {
  first_pool: {
    label: { zh: '建立线索池后按线索池规则管理线索', en: 'A pool turns the rules of pools on' },
    when: { on: 'create', object: 'lead_pool' },
    steps: [
      {
        do: 'each',
        object: 'company',
        where: 'not pools',
        steps: [{ do: 'change', set: { pools: 'true' } }],
      },
    ],
  },
}
