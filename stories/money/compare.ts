// Is the company exactly as the model says? Every record of the scenario is asked for and compared.

import assert from 'node:assert/strict'
import type { Values } from '#kernel/object.ts'
import { minorOf, total } from './arithmetic.ts'
import { sums } from './command.ts'
import type { Model } from './model.ts'
import { gross } from './records.ts'
import type { Market } from './world.ts'

type Lines = Readonly<Record<string, readonly unknown[]>>

export async function compare(market: Market, model: Model): Promise<void> {
  const mine = `(${model.accounts.map((account) => `"${account}"`).join(', ')})`
  const minor = (value: unknown): bigint => minorOf(value ?? '0', model.currency)
  const ask = async (object: string, path: string, fields: readonly string[]) =>
    new Map(
      (await market.rows(object, `${path} in ${mine}`, ['id', ...fields].join(','))).map((row) => [
        String(row.id),
        row,
      ]),
    )
  const [quotes, contracts, lines, plan, amendments, invoices, payments, allocations, written] =
    await Promise.all([
      ask('quote', 'account', ['stage', 'net', 'tax', 'gross', 'version_no']),
      ask('contract', 'account', [
        'stage',
        'amount',
        'signed_amount',
        'net',
        'tax',
        'planned',
        'billed',
        'received',
        'written_off',
      ]),
      ask('contract_line', 'contract.account', ['net', 'tax', 'gross']),
      ask('billing_plan_line', 'contract.account', ['amount', 'invoice', 'due_on']),
      ask('amendment', 'account', ['stage', 'amount']),
      ask('invoice', 'account', [
        'stage',
        'net',
        'tax',
        'gross',
        'paid',
        'credited',
        'written_off',
        'balance',
        'number',
        'due_on',
      ]),
      ask('payment', 'account', ['stage', 'amount', 'allocated', 'refunded', 'unallocated']),
      ask('allocation', 'payment.account', ['payment', 'invoice', 'amount', 'allocated_on']),
      ask('write_off', 'account', ['stage', 'kind', 'amount', 'invoice']),
    ])
  const picture = (rows: Map<string, Values>, show: (row: Values) => readonly unknown[]): Lines =>
    Object.fromEntries([...rows].map(([id, row]) => [id, show(row)]))
  const drawn = <T extends { id: string }>(
    list: readonly T[],
    show: (one: T) => readonly unknown[],
  ): Lines => Object.fromEntries(list.map((one) => [one.id, show(one)]))
  const same = (what: string, is: Lines, should: Lines): void => {
    assert.deepEqual(sorted(is), sorted(should), what)
  }

  same(
    'quotes',
    picture(quotes, (row) => [row.stage, minor(row.gross), minor(row.net) + minor(row.tax)]),
    drawn(model.quotes, (one) => {
      const whole = model.contractOf(one).signed_amount
      return [one.stage, whole, whole]
    }),
  )
  same(
    'contracts',
    picture(contracts, (row) => [
      row.stage,
      ...[
        'amount',
        'signed_amount',
        'net',
        'tax',
        'planned',
        'billed',
        'received',
        'written_off',
      ].map((field) => minor(row[field])),
    ]),
    drawn(model.contracts, (one) => {
      const { billed, received, written } = sums(model, one)
      const net = total(one.lines.map((line) => line.net))
      const tax = total(one.lines.map((line) => line.tax))
      const planned = model.planned(one)
      return [
        one.stage,
        gross(one),
        one.signed_amount,
        net,
        tax,
        planned,
        billed,
        received,
        written,
      ]
    }),
  )
  same(
    'lines of contracts',
    picture(lines, (row) => [minor(row.net), minor(row.tax), minor(row.gross)]),
    drawn(
      model.contracts.flatMap((one) => one.lines),
      (line) => [line.net, line.tax, line.gross],
    ),
  )
  same(
    'billing plans',
    picture(plan, (row) => [minor(row.amount), row.invoice, row.due_on]),
    drawn(
      model.contracts.flatMap((one) => one.plan),
      (line) => [line.amount, line.invoice?.id ?? null, line.due_on],
    ),
  )
  same(
    'amendments',
    picture(amendments, (row) => [row.stage, minor(row.amount)]),
    drawn(model.amendments, (one) => [one.stage, gross(one)]),
  )
  same(
    'invoices',
    picture(invoices, (row) => [
      row.stage,
      row.number,
      row.due_on,
      ...['net', 'tax', 'gross', 'paid', 'credited', 'written_off', 'balance'].map((field) =>
        minor(row[field]),
      ),
    ]),
    drawn(model.invoices, (one) => [
      one.stage,
      one.number,
      one.due_on,
      total(one.lines.map((line) => line.net)),
      total(one.lines.map((line) => line.tax)),
      gross(one),
      model.paid(one),
      model.credited(one),
      model.written(one),
      model.balance(one),
    ]),
  )
  same(
    'payments',
    picture(payments, (row) => [
      row.stage,
      ...['amount', 'allocated', 'refunded', 'unallocated'].map((field) => minor(row[field])),
    ]),
    drawn(model.payments, (one) => [
      one.stage,
      one.amount,
      model.allocated(one),
      model.refunded(one),
      model.free(one),
    ]),
  )
  const listed = (list: readonly (readonly unknown[])[]): string[] =>
    list.map((one) => one.map(String).join(' ')).sort()
  assert.deepEqual(
    listed(
      [...allocations.values()].map((row) => [
        row.payment,
        row.invoice,
        minor(row.amount),
        row.allocated_on,
      ]),
    ),
    listed(
      model.allocations.map((one) => [
        one.payment.id,
        one.invoice.id,
        one.amount,
        one.allocated_on,
      ]),
    ),
    'allocations',
  )
  assert.deepEqual(
    listed(
      [...written.values()].map((row) => [row.invoice, row.kind, row.stage, minor(row.amount)]),
    ),
    listed(model.writeOffs.map((one) => [one.invoice.id, one.kind, one.stage, one.amount])),
    'write-offs',
  )
}

const sorted = (lines: Lines): Lines =>
  Object.fromEntries(Object.entries(lines).sort(([a], [b]) => (a < b ? -1 : 1)))
