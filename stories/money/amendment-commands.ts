// What can people do to change a signed contract?

import type { Values } from '#kernel/object.ts'
import { quantity, shareOf, worth } from './arithmetic.ts'
import { type StepOf, one, act, notOpen, first, id, partOf, learnLines } from './command.ts'
import { type Amendment, type AmendmentLine, type ContractLine, gross } from './records.ts'

export const amendmentCommands: Readonly<Record<string, StepOf>> = {
  amend: (model, { pick, other, part, how, lines }) => {
    const contract = one(model.contracts, pick)
    if (!contract) return null
    const heads = model.heads(contract)
    const made = lines.map((priced, at): { sent: Values; line: AmendmentLine | null } => {
      const head = heads[(other + at) % heads.length]!
      // Every other line takes something away; of a line once only.
      if ((how + at) % 2 === 0 || lines.length > heads.length)
        return {
          sent: { ...priced, description: 'More' },
          line: { changes: null, priced, ...worth(priced, contract.inclusive, model.places) },
        }
      const left = model.leftOfHead(contract, head)
      const taken = partOf(left.quantity, part) || 1000n
      const sent = { contract_line: head.id, quantity: `-${quantity(taken)}` }
      return { sent, line: taken > left.quantity ? null : lessOf(head, left, taken) }
    })
    return {
      request: act('ann', 'contract', contract, 'amend', {
        name: 'Change',
        lines: made.map((each) => each.sent),
      }),
      refused: first(
        notOpen(contract.stage, ['signed', 'active']),
        made.some((each) => each.line === null) && 'not-valid',
      ),
      then(said) {
        const amendment: Amendment = {
          id: id(said, 'amendment'),
          contract,
          lines: made.map((each) => each.line!),
          due_on: null,
          stage: 'draft',
        }
        contract.amendments.push(amendment)
        model.amendments.push(amendment)
      },
    }
  },
  submit_amendment: (model, { pick }) => {
    const amendment = one(model.amendments, pick)
    if (!amendment) return null
    const discount = amendment.lines.some((each) => Number(each.priced.discount_percent) > 15)
    return {
      request: act('ann', 'amendment', amendment, 'submit'),
      refused: first(
        notOpen(amendment.stage, ['draft']),
        !['signed', 'active'].includes(amendment.contract.stage) && 'contract-not-running',
      ),
      then: () =>
        void (amendment.stage = gross(amendment) < 0n || discount ? 'in_approval' : 'approved'),
    }
  },
  approve_amendment: (model, { pick }) => {
    const amendment = one(model.amendments, pick)
    if (!amendment) return null
    return {
      request: act('mia', 'amendment', amendment, 'approve'),
      refused: notOpen(amendment.stage, ['in_approval']),
      then: () => void (amendment.stage = 'approved'),
    }
  },
  reject_amendment: (model, { pick }) => {
    const amendment = one(model.amendments, pick)
    if (!amendment) return null
    return {
      request: act('mia', 'amendment', amendment, 'reject', { comment: 'no' }),
      refused: notOpen(amendment.stage, ['in_approval', 'approved']),
      then: () => void (amendment.stage = 'rejected'),
    }
  },
  sign_amendment: (model, { pick }) => {
    const amendment = one(model.amendments, pick)
    if (!amendment) return null
    return {
      request: act('ann', 'amendment', amendment, 'sign'),
      refused: first(notOpen(amendment.stage, ['approved']), model.amendmentRefused(amendment)),
      async then(_, market) {
        model.sign(amendment)
        await learnLines(market, amendment.contract)
      },
    }
  },
}

function lessOf(
  head: ContractLine,
  left: { quantity: bigint; gross: bigint; tax: bigint },
  taken: bigint,
): AmendmentLine {
  const gross = -shareOf(left.gross, taken, left.quantity)
  const tax = -shareOf(left.tax, taken, left.quantity)
  const priced = { ...head.priced, quantity: `-${quantity(taken)}` }
  return { changes: head, priced, gross, tax, net: gross - tax }
}
