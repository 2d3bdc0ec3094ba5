// Who hears of goods that leave, arrive short, or should have left?
import type { Automation } from '#kernel/automation/automation.ts'

export const shipmentAutomations: Readonly<Record<string, Automation>> = {
  shipment_gone: {
    label: { zh: '发货后通知合同负责人', en: 'Goods have left' },
    when: { on: 'move', object: 'shipment', stage: 'shipped' },
    steps: [
      {
        do: 'message',
        to: [{ field: 'contract.owner' }],
        text: {
          zh: '{account.name} 的货已发出：{number} {carrier} {tracking_no}',
          en: 'The goods for {account.name} have left: {number} {carrier} {tracking_no}',
        },
      },
    ],
  },
  shipment_short: {
    label: { zh: '签收短少提醒', en: 'Goods arrived short' },
    when: { on: 'move', object: 'shipment', stage: 'received' },
    if: 'short',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }, { field: 'contract.owner' }],
        text: {
          zh: '{account.name} 签收 {number} 时有短少，可再安排发货',
          en: '{number} arrived short at {account.name}; the rest can be shipped again',
        },
      },
    ],
  },
  shipment_late: {
    label: { zh: '到期未发货提醒', en: 'Should have left' },
    when: { on: 'schedule', cron: '0 9 * * *', object: 'shipment' },
    if: 'stage = "planned" and planned_on = TODAY() - 1',
    steps: [
      {
        do: 'message',
        to: [{ field: 'owner' }],
        text: {
          zh: '{number} 计划昨天发货，还没发出',
          en: '{number} should have left yesterday',
        },
      },
    ],
  },
}
