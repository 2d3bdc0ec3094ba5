// How does a contract end, what is closed for good, and what does time do?

import { type StepOf, one, post, act, notOpen, first, sums } from './command.ts'
import { gross } from './records.ts'
import { daysAfter } from './world.ts'

export const closingCommands: Readonly<Record<string, StepOf>> = {
  complete_contract: (model, { pick }) => {
    const contract = one(model.contracts, pick)
    if (!contract) return null
    const { billed, received, written } = sums(model, contract)
    const whole = gross(contract)
    return {
      request: act('ann', 'contract', contract, 'complete'),
      refused: first(
        notOpen(contract.stage, ['active']),
        (billed < whole || received + written < whole) && 'gate-not-met',
      ),
      then: () => void (contract.stage = 'completed'),
    }
  },
  terminate_contract: (model, { pick, how }) => {
    const contract = one(model.contracts, pick)
    // Seldom: little happens to a contract afterwards.
    if (!contract || how % 5) return null
    const owed = model.invoices.some(
      (each) =>
        each.contract === contract &&
        ['draft', 'issued', 'partly_credited', 'partly_paid'].includes(each.stage),
    )
    return {
      request: act('ann', 'contract', contract, 'terminate', { reason: 'over' }),
      refused: first(
        notOpen(contract.stage, ['draft', 'signed', 'active']),
        owed && 'open-invoices',
      ),
      then: () => void (contract.stage = 'terminated'),
    }
  },
  change_signed_lines: (model, { pick }) => {
    const contract = one(model.contracts, pick)
    if (!contract || contract.stage === 'draft') return null
    const lines = contract.lines.map((each) => ({ id: each.id, unit_price: '1' }))
    const same = contract.lines.every((each) => Number(each.priced.unit_price) === 1)
    return {
      request: { who: 'ann', method: 'PATCH', url: `contract/${contract.id}`, body: { lines } },
      refused: same ? [] : ['signed-lines-stand'],
    }
  },
  move_by_hand: (model, { pick, other }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const to = one(
      [
        'issued',
        'partly_credited',
        'partly_paid',
        'paid',
        'credited',
        'written_off',
        'void',
        'draft',
      ],
      other,
    )!
    return {
      request: act('fay', 'invoice', invoice, 'move', { to }),
      refused: ['no-such-move', 'not-allowed'],
    }
  },
  close_books: (model, { part }) => {
    const until = daysAfter(model.today, -(part % 60))
    return {
      request: post('fay', 'company/-/actions/close_books', { until }),
      refused: first(
        until >= model.today && 'close-too-late',
        model.closed !== null && until < model.closed && 'closed-already',
      ),
      then: () => void (model.closed = until),
    }
  },
  reopen_books: (model) => ({
    request: post('mia', 'company/-/actions/reopen_books', { reason: 'late invoice' }),
    refused: model.closed === null ? ['action-not-met'] : [],
    then: () => void (model.closed = null),
  }),
  clock: (model, { part }) => ({
    request: { who: 'fay', method: 'GET', url: 'meta' },
    refused: [],
    then(_, market) {
      model.today = daysAfter(model.today, [1, 3, 10, 31, 90][part % 5]!)
      market.at(model.today)
    },
  }),
}
