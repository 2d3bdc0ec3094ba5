// Which invoices does a payment settle? Those named, or the oldest due first.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { allocateOldestFirst } from '#kernel/money/allocate.ts'
import { compare, minus, sum } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { isPayable, openOf, openStages, settle } from '../invoices/settle.ts'
import { takeBack } from '../invoices/written-off.ts'
import { postAllocation } from '../ledger/post-cash.ts'
import { need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'
import { freeMoney } from './free-money.ts'
import { readAllocations } from './read-allocations.ts'
import type { Wanted } from './read-allocations.ts'
import { settledOn } from './settled-on.ts'

export const allocatePayment = action('allocate', {
  on: 'payment',
  label: { zh: '核销', en: 'Allocate' },
  help: {
    zh: '不指定发票则按到期日从早到晚核销',
    en: 'The oldest due first unless invoices are given',
  },
  icon: 'LinkOutlined',
  primary: true,
  by: ['finance'],
  from: ['received'],
  offered_if: 'unallocated > 0',
  input: {
    allocations: {
      kind: 'lines',
      object: 'allocation',
      by: 'payment',
      label: { zh: '核销明细', en: 'Allocations' },
    },
    allocated_on: {
      kind: 'date',
      label: { zh: '核销日期', en: 'Allocated on' },
      default: 'TODAY()',
    },
  },
  // The payment is locked first, then its invoices in the order of their ids: one order everywhere.
  run: async (ctx, payment, input) => {
    const named = rows(input, 'allocations')
    const said = text(input, 'allocated_on')
    const plan = named.length
      ? await asNamed(ctx, payment, readAllocations(named, need(payment, 'currency')))
      : await oldestFirst(ctx, payment)
    const made: { invoice: string; amount: string; allocation: string }[] = []
    for (const { invoice, amount, recovered } of plan) {
      const on = await settledOn(ctx, said, [payment, 'received_on'], [invoice, 'issued_on'])
      if (recovered) await takeBack(ctx, invoice, recovered, { on, reason: null })
      const allocation = await ctx.create('allocation', {
        payment: payment.id,
        invoice: invoice.id,
        amount,
        allocated_on: on,
        owner: ctx.who.id,
      })
      await postAllocation(ctx, payment, { invoice: invoice.id, amount, on })
      await settle(ctx, invoice)
      made.push({ invoice: invoice.id, amount, allocation: allocation.id })
    }
    return { allocations: made, unallocated: await freeMoney(ctx, payment) }
  },
})

interface Step {
  readonly invoice: Row
  readonly amount: string
  /** So much of it comes in although it had been written off (W1). */
  readonly recovered?: string
}

async function oldestFirst(ctx: Context, payment: Row): Promise<Step[]> {
  const currency = need(payment, 'currency')
  const found = await ctx.find('invoice', {
    account: payment.account,
    currency,
    stage: openStages,
  })
  const locked = await ctx.lock(
    'invoice',
    found.map((invoice) => invoice.id),
  )
  // Another payment may have been quicker than the lock.
  const invoices = locked.filter((one) => isPayable(one))
  const open = await openOf(ctx, invoices)
  const { allocations } = allocateOldestFirst(
    await freeMoney(ctx, payment),
    invoices.map((invoice) => ({
      id: invoice.id,
      due_on: text(invoice, 'due_on'),
      number: text(invoice, 'number'),
      balance: open.get(invoice.id)!.balance,
    })),
    currency,
  )
  const known = new Map(invoices.map((invoice) => [invoice.id, invoice]))
  return allocations.map(({ id, amount }) => ({ invoice: known.get(id)!, amount }))
}

async function asNamed(ctx: Context, payment: Row, wanted: readonly Wanted[]): Promise<Step[]> {
  const currency = need(payment, 'currency')
  const invoices = await ctx.lock(
    'invoice',
    wanted.map(({ invoice }) => invoice),
  )
  // What is of another currency is told before anything is added up in the payment's.
  for (const invoice of invoices) refuseOther(payment, invoice)
  const open = await openOf(ctx, invoices)
  let left = await freeMoney(ctx, payment)
  return invoices.map((invoice, at) => {
    const { balance, written_off } = open.get(invoice.id)!
    // Who names an invoice that was written off means that the customer pays it after all.
    const payable = sum([balance, written_off], currency)
    const amount = checked(invoice, { balance: payable, said: wanted[at]!.amount, left })
    left = minus(left, [amount], currency)
    const recovered = minus(amount, [balance], currency)
    return compare(recovered, '0') > 0 ? { invoice, amount, recovered } : { invoice, amount }
  })
}

/** An invoice of another customer or in another currency is none of this payment's (P5). */
function refuseOther(payment: Row, invoice: Row): void {
  const number = text(invoice, 'number') ?? '—'
  if (text(invoice, 'account') !== text(payment, 'account')) no('other-account', { number })
  if (text(invoice, 'currency') !== text(payment, 'currency')) {
    no('other-currency', {
      number,
      invoice: text(invoice, 'currency') ?? '',
      payment: text(payment, 'currency') ?? '',
    })
  }
}

/** The amount to allocate, or a no: not open, more than there is (P3). */
function checked(
  invoice: Row,
  { balance, said, left }: { balance: string; said: string | null; left: string },
): string {
  const number = text(invoice, 'number') ?? '—'
  const writtenOff = ['paid', 'credited', 'written_off'].includes(need(invoice, 'stage'))
  if (!isPayable(invoice) && !(writtenOff && compare(balance, '0') > 0))
    no('invoice-not-open', { number })
  const amount = said ?? (compare(balance, left) < 0 ? balance : left)
  if (compare(amount, balance) > 0) no('more-than-balance', { number, balance, amount })
  if (compare(amount, left) > 0 || compare(left, '0') <= 0)
    no('more-than-unallocated', { left, amount })
  return amount
}
