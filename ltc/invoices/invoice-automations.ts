// Who hears of an invoice that is not paid in time?
import type { Automation } from '#kernel/automation/automation.ts'

export const invoiceAutomations: Readonly<Record<string, Automation>> = {
  invoice_overdue: {
    label: { zh: '发票逾期提醒', en: 'Overdue invoices' },
    when: { on: 'schedule', cron: '0 9 * * *', object: 'invoice' },
    if: 'stage in ("issued", "partly_credited", "partly_paid") and (due_on = TODAY() - 1 or due_on = TODAY() - 15 or due_on = TODAY() - 30)',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }, { role: 'finance' }],
        text: {
          zh: '发票 {number} 已逾期，未收 {balance} {currency}',
          en: 'Invoice {number} is overdue: {balance} {currency} open',
        },
      },
    ],
  },
}
