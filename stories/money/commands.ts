// Which commands about money are there, and how often is each tried?

import fc from 'fast-check'
import { amendmentCommands } from './amendment-commands.ts'
import { bundleCommands } from './bundle-commands.ts'
import { cashCommands } from './cash-commands.ts'
import { closingCommands } from './closing-commands.ts'
import { type Choices, choices, type Step, type StepOf } from './command.ts'
import { contractCommands } from './contract-commands.ts'
import { invoiceCommands } from './invoice-commands.ts'
import type { Model } from './model.ts'
import { quoteCommands } from './quote-commands.ts'
import { writeOffCommands } from './write-off-commands.ts'

const table: Readonly<Record<string, StepOf>> = {
  ...quoteCommands,
  ...bundleCommands,
  ...contractCommands,
  ...invoiceCommands,
  ...cashCommands,
  ...writeOffCommands,
  ...amendmentCommands,
  ...closingCommands,
}

/** How often each is tried: what carries money on, more often than what ends it. */
const often: Readonly<Record<string, number>> = {
  make_quote: 3,
  quote_bundle: 2,
  offer_line: 2,
  submit_quote: 4,
  send_quote: 4,
  accept_quote: 5,
  make_contract: 5,
  sign_contract: 5,
  activate: 5,
  complete_milestone: 4,
  accept_milestone: 4,
  bill: 6,
  issue: 7,
  make_invoice: 2,
  pay: 6,
  allocate: 5,
  allocate_named: 5,
  credit: 4,
  write_off: 4,
  approve_write_off: 3,
  amend: 4,
  submit_amendment: 4,
  approve_amendment: 3,
  sign_amendment: 4,
  unallocate: 2,
  refund: 2,
  terminate_contract: 1,
}

export const commandNames: readonly string[] = Object.keys(table)

export const stepOf = (name: string, model: Model, chosen: Choices): Step | null =>
  table[name]!(model, chosen)

/** A name and its choices: a scenario is a list of them, as text it is a test to keep. */
export type Called = readonly [name: string, chosen: Choices]

export const called: fc.Arbitrary<Called> = fc.oneof(
  ...commandNames.map((name) => ({
    weight: often[name] ?? 1,
    arbitrary: fc.tuple(fc.constant(name), choices),
  })),
)

/** A deal from the quote to the first money, with the lines and the luck of the scenario that follows. */
export function opening(scenario: readonly Called[]): Called[] {
  const names = [
    'make_quote',
    'submit_quote',
    'approve_quote',
    'send_quote',
    'accept_quote',
    'make_contract',
    'sign_contract',
    'activate',
    'bill',
    'issue',
    'pay',
    'allocate',
  ]
  return names.map((name, at): Called => {
    const { lines, part, how } = scenario[at % scenario.length]![1]
    return [name, { pick: 0, other: 0, part: name === 'issue' ? 0 : part, how, lines }]
  })
}
