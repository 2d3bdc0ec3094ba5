// What can people do with money that came in?

import { type StepOf, one, post, act, notOpen, first, id } from './command.ts'
import { daysAfter } from './world.ts'

export const cashCommands: Readonly<Record<string, StepOf>> = {
  pay: (model, { pick, other, part }) => {
    const account = one(model.accounts, pick)!
    // Mostly what is owed, or a part of it; else some round sum.
    const owed = model.invoices.filter((each) => each.account === account && model.payable(each))
    const target = one(owed, other)
    const amount =
      target && part % 4 !== 0
        ? (model.owed(target) * BigInt((part % 120) + 1)) / 100n || 1n
        : BigInt(part * 100 + 1)
    const received_on = daysAfter(model.today, -(part % 20))
    return {
      request: post('fay', 'payment', {
        account,
        currency: model.currency,
        amount: model.say(amount),
        received_on,
      }),
      refused: model.shut(received_on) ? ['period-closed'] : [],
      then(said) {
        model.payments.push({ id: id(said), account, amount, received_on, stage: 'received' })
      },
    }
  },
  allocate: (model, { pick }) => {
    const payment = one(model.payments, pick)
    if (!payment) return null
    return {
      request: act('fay', 'payment', payment, 'allocate'),
      refused: notOpen(payment.stage, ['received']),
      then: () => model.allocateAll(payment),
    }
  },
  allocate_named: (model, { pick, other, part, how }) => {
    const payment = one(model.payments, pick)
    const invoice = one(model.invoices, other)
    if (!payment || !invoice) return null
    const free = model.free(payment)
    const most = model.owed(invoice) + model.written(invoice)
    const least = most < free ? most : free
    const said = how % 2 ? null : least > 0n ? (least * BigInt((part % 110) + 1)) / 100n || 1n : 1n
    const amount = said ?? least
    const again = ['written_off', 'credited', 'paid'].includes(invoice.stage) && most > 0n
    return {
      request: act('fay', 'payment', payment, 'allocate', {
        allocations: [{ invoice: invoice.id, ...(said !== null && { amount: model.say(said) }) }],
      }),
      refused: first(
        notOpen(payment.stage, ['received']),
        invoice.account !== payment.account && 'other-account',
        !model.payable(invoice) && !again && 'invoice-not-open',
        amount > most && 'more-than-balance',
        (amount > free || free <= 0n) && 'more-than-unallocated',
      ),
      then: () => model.allocate(payment, invoice, amount),
    }
  },
  receive: (model, { pick, part, how }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const owed = model.owed(invoice)
    const amount = how % 2 ? null : owed > 0n ? (owed * BigInt((part % 130) + 1)) / 100n || 1n : 1n
    return {
      request: act('fay', 'invoice', invoice, 'receive', {
        ...(amount !== null && { amount: model.say(amount) }),
        received_on: model.today,
      }),
      refused: first(
        notOpen(invoice.stage, ['issued', 'partly_credited', 'partly_paid']),
        (!model.payable(invoice) || owed <= 0n) && 'invoice-not-open',
        model.shut(model.today) && 'period-closed',
      ),
      then(said) {
        const received = amount ?? owed
        const payment = {
          id: id(said, 'payment'),
          account: invoice.account,
          amount: received,
          received_on: model.today,
          stage: 'received' as const,
        }
        model.payments.push(payment)
        model.allocate(payment, invoice, received < owed ? received : owed)
      },
    }
  },
  unallocate: (model, { pick, other, how }) => {
    const payment = one(model.payments, pick)
    if (!payment) return null
    const invoice = how % 2 ? one(model.invoices, other) : undefined
    const chosen = model.allocations.filter(
      (each) => each.payment === payment && (!invoice || each.invoice === invoice),
    )
    return {
      request: act('fay', 'payment', payment, 'unallocate', invoice ? { invoice: invoice.id } : {}),
      refused: first(
        notOpen(payment.stage, ['received']),
        chosen.length === 0 && 'nothing-to-take-back',
      ),
      then() {
        model.allocations = model.allocations.filter((each) => !chosen.includes(each))
        for (const each of chosen) model.settle(each.invoice)
      },
    }
  },
  refund: (model, { pick, part }) => {
    const payment = one(model.payments, pick)
    if (!payment) return null
    const free = model.free(payment)
    const amount = (free * BigInt((part % 110) + 1)) / 100n || 1n
    return {
      request: act('fay', 'payment', payment, 'refund', { amount: model.say(amount) }),
      refused: first(
        notOpen(payment.stage, ['received']),
        amount > free && 'more-than-unallocated',
      ),
      then: () => void model.refunds.push({ payment, amount }),
    }
  },
  void_payment: (model, { pick }) => {
    const payment = one(model.payments, pick)
    if (!payment) return null
    const used = model.allocated(payment) + model.refunded(payment) > 0n
    return {
      request: act('fay', 'payment', payment, 'void', { reason: 'typo' }),
      refused: first(
        notOpen(payment.stage, ['received']),
        used && 'payment-in-use',
        model.shut(payment.received_on) && 'period-closed',
      ),
      then: () => void (payment.stage = 'void'),
    }
  },
}
