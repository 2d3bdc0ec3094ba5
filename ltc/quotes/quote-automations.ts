// What happens to quotes by itself? One whose time is over expires.
import type { Automation } from '#kernel/automation/automation.ts'

export const quoteAutomations: Readonly<Record<string, Automation>> = {
  quote_expires: {
    label: { zh: '报价到期自动过期', en: 'Quotes expire' },
    when: { on: 'schedule', cron: '20 0 * * *', object: 'quote' },
    if: 'stage in ("approved", "sent") and valid_until < TODAY()',
    steps: [
      { do: 'action', action: 'expire' },
      {
        do: 'message',
        to: [{ field: 'owner' }],
        text: { zh: '报价 {number} 已过期', en: 'Quote {number} has expired' },
      },
    ],
  },
}
