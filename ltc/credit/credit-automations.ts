// Who hears that a customer was trusted with more than the limit?
import type { Automation } from '#kernel/automation/automation.ts'

export const creditAutomations: Readonly<Record<string, Automation>> = {
  over_credit: {
    label: { zh: '超信用额度签约提醒', en: 'Signed beyond the credit limit' },
    when: { on: 'move', object: 'contract', stage: 'signed' },
    if: 'credit_over > 0',
    steps: [
      {
        do: 'message',
        to: [{ role: 'finance' }],
        text: {
          zh: '合同 {number} 签署后，客户「{account.name}」超出信用额度 {credit_over}',
          en: 'With contract {number} signed, {account.name} is {credit_over} beyond its credit limit',
        },
      },
    ],
  },
  amended_over_credit: {
    label: { zh: '超信用额度变更提醒', en: 'Amended beyond the credit limit' },
    when: { on: 'move', object: 'amendment', stage: 'signed' },
    if: 'credit_over > 0',
    steps: [
      {
        do: 'message',
        to: [{ role: 'finance' }],
        text: {
          zh: '合同变更 {number} 签署后，客户「{account.name}」超出信用额度 {credit_over}',
          en: 'With amendment {number} signed, {account.name} is {credit_over} beyond its credit limit',
        },
      },
    ],
  },
  held_shipment: {
    label: { zh: '待放行发货提醒', en: 'A delivery to be released' },
    when: { on: 'create', object: 'shipment' },
    if: 'stage = "planned" and account.on_hold',
    steps: [
      {
        do: 'message',
        to: [{ role: 'finance' }],
        text: {
          zh: '客户「{account.name}」已暂停发货，{number} 发出前须放行',
          en: 'Deliveries to {account.name} are on hold: {number} has to be released before it leaves',
        },
      },
    ],
  },
}
