// How does a shipment go? Planned, on its way, received; or cancelled before it left.
import type { Gate, Lifecycle } from '#kernel/lifecycle/lifecycle.ts'

const ready: Gate = {
  checks: {
    lines: {
      if: 'COUNT(lines) > 0',
      says: { zh: '至少有一行货物', en: 'There is at least one line' },
      giver: 'delivery',
    },
    free: {
      if: 'not account.on_hold or released_at is not empty',
      says: {
        zh: '客户没有暂停发货，或已放行',
        en: 'Deliveries to the customer are not on hold, or this one is released',
      },
      giver: 'finance',
    },
  },
}

export const shipmentLifecycle: Lifecycle = {
  first: 'planned',
  stages: {
    planned: {
      label: { zh: '待发货', en: 'Planned' },
      sop: {
        zh: '核对数量与收货地址；发出后点「发货」，填承运商和运单号。',
        en: 'Check quantities and address; once it has left press “Ship” and name carrier and tracking number.',
      },
      raci: { responsible: [{ field: 'owner' }] },
    },
    shipped: {
      label: { zh: '运输中', en: 'On its way' },
      limit_days: 10,
      since: 'shipped_on',
      sop: {
        zh: '客户签收后点「签收」，填签收人、实收数量，上传签收单。',
        en: 'Once it has arrived press “Received”: who signed, how much arrived, the signed note as evidence.',
      },
    },
    received: { label: { zh: '已签收', en: 'Received' }, kind: 'won', since: 'received_on' },
    cancelled: { label: { zh: '已取消', en: 'Cancelled' }, kind: 'lost' },
  },
  moves: {
    ship: { from: ['planned'], to: 'shipped', via: 'ship', gate: ready },
    receive: { from: ['shipped'], to: 'received', via: 'receive' },
    take_back: { from: ['planned'], to: 'received', via: 'take_back' },
    cancel: { from: ['planned', 'shipped'], to: 'cancelled', via: 'cancel' },
  },
}
