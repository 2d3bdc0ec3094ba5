// What is a command about money: what is chosen, what is sent, and what must be true afterwards?

import fc from 'fast-check'
import type { Values } from '#kernel/object.ts'
import { type Priced, total } from './arithmetic.ts'
import type { Model } from './model.ts'
import { type Contract, type Invoice, type Known, gross } from './records.ts'
import type { Market, Request, Said } from './world.ts'

/** One command with everything chosen: what is sent, which answers are right, and what then holds. */
export interface Step {
  readonly request: Request
  /** Codes of which one must be said; none = it must be done. */
  readonly refused: readonly string[]
  readonly then?: (said: Said, market: Market) => Promise<void> | void
}

/** Small whole numbers with which a command picks; each command reads the ones that it needs. */
export interface Choices {
  readonly pick: number
  readonly other: number
  readonly part: number
  readonly how: number
  readonly lines: readonly Priced[]
}

const line: fc.Arbitrary<Priced> = fc.record({
  quantity: fc.constantFrom('1', '2', '3', '0.5', '7', '2.75', '0.333333', '12'),
  unit_price: fc.oneof(
    fc.constantFrom('33.33', '0.05', '1.5', '99.99', '1234.56', '0.01', '100'),
    fc.integer({ min: 1, max: 99_999 }).map((n) => String(n / 100)),
  ),
  discount_percent: fc.constantFrom('0', '0', '0', '5', '12.5', '15', '20', '100'),
  tax_rate: fc.constantFrom('0.13', '0.13', '0.06', '0.09', '0', '0.01'),
})

const nat = fc.nat({ max: 1000 })
export const choices: fc.Arbitrary<Choices> = fc.record({
  pick: nat,
  other: nat,
  part: nat,
  how: nat,
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
})

/** What a command does with what was chosen; null where there is nothing yet to do it with. */
export type StepOf = (model: Model, choices: Choices) => Step | null

export const one = <T>(list: readonly T[], pick: number): T | undefined => list[pick % list.length]
export const post = (who: Request['who'], url: string, body: Values = {}): Request => ({
  who,
  method: 'POST',
  url,
  body,
})
export const act = (
  who: Request['who'],
  object: string,
  on: Known,
  action: string,
  input: Values = {},
) => post(who, `${object}/${on.id}/actions/${action}`, input)
export const notOpen = (stage: string, from: readonly string[]): string[] =>
  from.includes(stage) ? [] : ['action-not-open']
export const first = (
  ...codes: readonly (string | false | null | readonly string[])[]
): string[] => {
  const found = codes.flat().find((code): code is string => typeof code === 'string')
  return found === undefined ? [] : [found]
}
export const id = (said: Said, field = 'id'): string => String(said.body[field])
export const rowsOf = (value: unknown): Values[] => value as Values[]

/** A quantity with at most three digits after the point: a part of what is there, at times a little too much. */
export const partOf = (whole: bigint, part: number): bigint =>
  ((whole * BigInt((part % 110) + 1)) / 100n / 1000n) * 1000n

const lineIds = async (market: Market, object: string, on: Known, field: string) =>
  rowsOf(
    (await market.ask({ who: 'root', method: 'GET', url: `${object}/${on.id}` })).body[field],
  ).map((row) => String(row.id))

export async function learnLines(market: Market, contract: Contract): Promise<void> {
  const lines = await lineIds(market, 'contract', contract, 'lines')
  contract.lines.forEach((each, at) => (each.id = lines[at]!))
  await learnPlan(market, contract)
}
async function learnPlan(market: Market, contract: Contract): Promise<void> {
  const plan = await lineIds(market, 'contract', contract, 'billing_plan')
  contract.plan.forEach((each, at) => (each.id = plan[at]!))
}
export async function learnInvoice(market: Market, invoice: Invoice, known: string): Promise<void> {
  invoice.id = known
  const lines = await lineIds(market, 'invoice', invoice, 'lines')
  invoice.lines.forEach((each, at) => (each.id = lines[at]!))
}

/** Stages of a quote on its way to the customer. */
export const live = ['in_approval', 'approved', 'sent']

export const isGone = (left: { quantity: bigint; gross: bigint }): boolean =>
  left.quantity === 0n && left.gross === 0n

export function sums(model: Model, contract: Contract) {
  const invoices = model.invoices.filter((each) => each.contract === contract)
  const inForce = invoices.filter((each) => !['draft', 'void'].includes(each.stage))
  return {
    billed: total(inForce.map(gross)),
    received: total(invoices.map((each) => model.paid(each))),
    written: total(invoices.map((each) => model.written(each))),
  }
}
