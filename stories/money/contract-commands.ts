// What can people do with contracts, their plan and milestones, and what is billed from them?

import { type StepOf, one, act, notOpen, first, id, learnLines, learnInvoice } from './command.ts'
import { gross } from './records.ts'
import { daysAfter } from './world.ts'

export const contractCommands: Readonly<Record<string, StepOf>> = {
  make_contract: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('ann', 'quote', quote, 'create_contract'),
      refused: first(notOpen(quote.stage, ['accepted']), quote.contract ? 'contract-exists' : null),
      async then(said, market) {
        const contract = model.contractOf(quote)
        contract.id = id(said, 'contract')
        quote.contract = contract
        model.contracts.push(contract)
        await learnLines(market, contract)
      },
    }
  },
  arrange_plan: (model, { pick, part, how }) => {
    const contract = one(model.contracts, pick)
    if (!contract) return null
    const free = contract.plan.filter((each) => !each.invoice)
    if (free.length < 2) return null
    const [from, to] = [free[how % free.length]!, free[(how + 1) % free.length]!]
    const moved = (from.amount * BigInt(part % 101)) / 100n
    // Now and then a unit is lost on the way.
    const lost = part % 7 === 0 ? 1n : 0n
    const amounts = new Map([
      [from, from.amount - moved],
      [to, to.amount + moved + lost],
    ])
    const body = {
      billing_plan: contract.plan.map((each) => ({
        id: each.id,
        ...(amounts.has(each) && { amount: model.say(amounts.get(each)!), percent: null }),
      })),
    }
    const sum = model.planned(contract) + lost
    const signed = contract.stage !== 'draft'
    return {
      request: { who: 'fay', method: 'PATCH', url: `contract/${contract.id}`, body },
      refused: signed && sum !== gross(contract) ? ['plan-not-whole'] : [],
      then: () => amounts.forEach((amount, each) => (each.amount = amount)),
    }
  },
  sign_contract: (model, { pick }) => {
    const contract = one(model.contracts, pick)
    if (!contract) return null
    return {
      request: act('ann', 'contract', contract, 'sign'),
      refused: first(
        notOpen(contract.stage, ['draft']),
        model.planned(contract) !== gross(contract) && 'plan-not-whole',
      ),
      then() {
        contract.stage = 'signed'
        contract.quote.deal.won = true
      },
    }
  },
  activate: (model, { pick }) => {
    const contract = one(model.contracts, pick)
    if (!contract) return null
    return {
      request: act('ann', 'contract', contract, 'activate'),
      refused: notOpen(contract.stage, ['signed']),
      then(said) {
        contract.stage = 'active'
        const ids = said.body.milestones as string[]
        contract.milestones = ['启动', '发货', '验收'].map((name, at) => ({
          id: ids[at]!,
          name,
          stage: 'planned',
          accepted_on: null,
        }))
        for (const each of contract.plan) {
          if (each.milestone_name === '验收') each.milestone = contract.milestones[2]!
          else each.due_on ??= daysAfter(model.today, each.due_after_days)
        }
      },
    }
  },
  complete_milestone: (model, { pick, other }) => {
    const milestone = one(one(model.contracts, pick)?.milestones ?? [], other)
    if (!milestone) return null
    return {
      request: act('dan', 'milestone', milestone, 'complete'),
      refused: notOpen(milestone.stage, ['planned']),
      then: () => void (milestone.stage = 'completed'),
    }
  },
  accept_milestone: (model, { pick, other }) => {
    const contract = one(model.contracts, pick)
    const milestone = one(contract?.milestones ?? [], other)
    if (!contract || !milestone) return null
    return {
      request: act('dan', 'milestone', milestone, 'accept'),
      refused: notOpen(milestone.stage, ['completed']),
      then: () => model.accept(contract, milestone),
    }
  },
  bill: (model, { pick, part }) => {
    const contract = one(model.contracts, pick)
    if (!contract) return null
    const up_to = daysAfter(model.today, part % 400)
    return {
      request: act('fay', 'contract', contract, 'bill', { up_to }),
      refused: notOpen(contract.stage, ['active']),
      async then(said, market) {
        const invoices = model.bill(contract, up_to)
        const ids = said.body.invoices as string[]
        if (ids.length !== invoices.length)
          throw new Error(`${ids.length} invoices instead of ${invoices.length}`)
        for (const [at, invoice] of invoices.entries())
          await learnInvoice(market, invoice, ids[at]!)
      },
    }
  },
}
