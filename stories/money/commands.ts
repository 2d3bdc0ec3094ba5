// What can people do with money? Each command, what the rules say to it, and what is true afterwards.

import fc from 'fast-check'
import type { Values } from '#kernel/object.ts'
import { millionths, quantity, shareOf, total, worth, type Priced } from './arithmetic.ts'
import {
  gross,
  type Amendment,
  type AmendmentLine,
  type Contract,
  type ContractLine,
  type Invoice,
  type Known,
  type Model,
  type Quote,
} from './model.ts'
import { daysAfter, type Market, type Request, type Said } from './world.ts'

/** One command with everything chosen: what is sent, which answers are right, and what then holds. */
export interface Step {
  readonly request: Request
  /** Codes of which one must be said; none = it must be done. */
  readonly refused: readonly string[]
  readonly then?: (said: Said, market: Market) => Promise<void> | void
}

export interface Command {
  readonly name: string
  readonly chosen: fc.Arbitrary<Choices>
  /** Null where there is nothing yet to do it with. */
  readonly step: (model: Model, choices: Choices) => Step | null
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

const one = <T>(list: readonly T[], pick: number): T | undefined => list[pick % list.length]
const post = (who: Request['who'], url: string, body: Values = {}): Request => ({
  who,
  method: 'POST',
  url,
  body,
})
const act = (who: Request['who'], object: string, on: Known, action: string, input: Values = {}) =>
  post(who, `${object}/${on.id}/actions/${action}`, input)
const notOpen = (stage: string, from: readonly string[]): string[] =>
  from.includes(stage) ? [] : ['action-not-open']
const first = (...codes: readonly (string | false | null | readonly string[])[]): string[] => {
  const found = codes.flat().find((code): code is string => typeof code === 'string')
  return found === undefined ? [] : [found]
}
const id = (said: Said, field = 'id'): string => String(said.body[field])
const rowsOf = (value: unknown): Values[] => value as Values[]

/** A quantity with at most three digits after the point: a part of what is there, at times a little too much. */
const partOf = (whole: bigint, part: number): bigint =>
  ((whole * BigInt((part % 110) + 1)) / 100n / 1000n) * 1000n

const lineIds = async (market: Market, object: string, on: Known, field: string) =>
  rowsOf(
    (await market.ask({ who: 'root', method: 'GET', url: `${object}/${on.id}` })).body[field],
  ).map((row) => String(row.id))

async function learnLines(market: Market, contract: Contract): Promise<void> {
  const lines = await lineIds(market, 'contract', contract, 'lines')
  contract.lines.forEach((each, at) => (each.id = lines[at]!))
  await learnPlan(market, contract)
}
async function learnPlan(market: Market, contract: Contract): Promise<void> {
  const plan = await lineIds(market, 'contract', contract, 'billing_plan')
  contract.plan.forEach((each, at) => (each.id = plan[at]!))
}
async function learnInvoice(market: Market, invoice: Invoice, known: string): Promise<void> {
  invoice.id = known
  const lines = await lineIds(market, 'invoice', invoice, 'lines')
  invoice.lines.forEach((each, at) => (each.id = lines[at]!))
}

const live = ['in_approval', 'approved', 'sent']

const table: Record<string, Command['step']> = {
  make_quote: (model, { pick, how, lines }) => ({
    request: post('ann', 'opportunity', {
      name: 'Deal',
      account: one(model.accounts, pick)!,
      currency: model.currency,
    }),
    refused: [],
    async then(said, market) {
      const deal = { id: id(said), account: one(model.accounts, pick)!, quotes: [], won: false }
      const inclusive = how % 2 === 1
      const made = await market.ask(
        act('ann', 'opportunity', deal, 'create_quote', {
          lines,
          ...(inclusive && { tax_inclusive: true }),
        }),
      )
      if (made.status !== 200) throw new Error(`no quote: ${JSON.stringify(made)}`)
      const quote: Quote = {
        id: id(made, 'quote'),
        deal,
        version: 1,
        inclusive,
        lines: [...lines],
        stage: 'draft',
        valid_until: daysAfter(model.today, 30),
        contract: null,
      }
      deal.quotes.push(quote as never)
      model.quotes.push(quote)
    },
  }),
  edit_quote: (model, { pick, lines }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: { who: 'ann', method: 'PATCH', url: `quote/${quote.id}`, body: { lines } },
      refused: quote.stage === 'draft' ? [] : ['frozen'],
      then: () => void (quote.lines = [...lines]),
    }
  },
  submit_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('ann', 'quote', quote, 'submit'),
      refused: first(
        notOpen(quote.stage, ['draft']),
        quote.valid_until < model.today && 'quote-expired',
      ),
      then: () =>
        void (quote.stage = quote.lines.some((each) => Number(each.discount_percent) > 15)
          ? 'in_approval'
          : 'approved'),
    }
  },
  approve_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('mia', 'quote', quote, 'approve'),
      refused: notOpen(quote.stage, ['in_approval']),
      then: () => void (quote.stage = 'approved'),
    }
  },
  reject_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('mia', 'quote', quote, 'reject', { comment: 'no' }),
      refused: notOpen(quote.stage, ['in_approval', 'sent']),
      then: () => void (quote.stage = 'rejected'),
    }
  },
  new_version: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('ann', 'quote', quote, 'new_version'),
      refused: first(
        notOpen(quote.stage, ['approved', 'sent', 'rejected', 'expired']),
        quote.deal.won && 'opportunity-closed',
      ),
      then(said) {
        const next: Quote = {
          ...quote,
          id: id(said, 'quote'),
          version: Math.max(...quote.deal.quotes.map((each) => each.version)) + 1,
          lines: [...quote.lines],
          stage: 'draft',
          valid_until: daysAfter(model.today, 30),
          contract: null,
        }
        quote.deal.quotes.push(next)
        model.quotes.push(next)
      },
    }
  },
  send_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('ann', 'quote', quote, 'send'),
      refused: notOpen(quote.stage, ['approved']),
      then: () => void (quote.stage = 'sent'),
    }
  },
  accept_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    const others = quote.deal.quotes.filter((each) => each !== quote)
    const blocking = others.find(
      (each) =>
        each.stage === 'accepted' || (each.version > quote.version && live.includes(each.stage)),
    )
    return {
      request: act('ann', 'quote', quote, 'accept'),
      refused: first(
        notOpen(quote.stage, ['sent']),
        quote.valid_until < model.today && 'quote-expired',
        blocking ? (blocking.stage === 'accepted' ? 'already-accepted' : 'quote-replaced') : null,
      ),
      then: () => void (quote.stage = 'accepted'),
    }
  },
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
  make_invoice: (model, { pick, how, lines }) => {
    const inclusive = how % 2 === 1
    const account = one(model.accounts, pick)!
    return {
      request: post('fay', 'invoice', {
        account,
        currency: model.currency,
        tax_inclusive: inclusive,
        lines: lines.map((each) => ({ ...each, description: 'Service' })),
      }),
      refused: [],
      async then(said, market) {
        const invoice: Invoice = {
          id: '',
          account,
          contract: null,
          plan: null,
          credits: null,
          lines: lines.map((each) => ({
            id: '',
            contract_line: null,
            quantity: millionths(each.quantity),
            rate: each.tax_rate,
            ...worth(each, inclusive, model.places),
          })),
          stage: 'draft',
          number: null,
          issued_on: null,
          due_on: null,
        }
        model.invoices.push(invoice)
        await learnInvoice(market, invoice, id(said))
      },
    }
  },
  issue: (model, { pick, part }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const issued_on = daysAfter(model.today, -(part % 40))
    return {
      request: act('fay', 'invoice', invoice, 'issue', { issued_on }),
      refused: first(notOpen(invoice.stage, ['draft']), model.shut(issued_on) && 'period-closed'),
      then(said) {
        Object.assign(invoice, { issued_on, due_on: daysAfter(issued_on, 30) })
        invoice.number = id(said, 'number')
        model.settle(invoice)
      },
    }
  },
  void_invoice: (model, { pick }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const used =
      invoice.credits !== null ||
      [model.paid(invoice), model.credited(invoice), model.written(invoice)].some(Boolean)
    const asked = model.writeOffs.some(
      (each) => each.invoice === invoice && each.stage === 'in_approval',
    )
    const done = invoice.stage === 'paid'
    return {
      request: act('fay', 'invoice', invoice, 'void'),
      refused: first(
        notOpen(invoice.stage, ['draft', 'issued', 'partly_paid', 'paid']),
        used && 'invoice-in-use',
        asked && 'write-off-asked',
        done && 'no-such-move',
        invoice.stage === 'issued' && model.shut(invoice.issued_on) && 'period-closed',
      ),
      then() {
        invoice.stage = 'void'
        if (invoice.plan) invoice.plan.invoice = null
      },
    }
  },
  credit: (model, { pick, other, part, how }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const whole = how % 3 === 0
    const at = other % invoice.lines.length
    const left = model.leftOfLine(invoice, at)
    const wanted = partOf(left.quantity, part) || 1000n
    const parts = whole
      ? invoice.lines.map((_, each) => ({ at: each, quantity: null }))
      : [{ at, quantity: wanted }]
    const nothing =
      whole && invoice.lines.every((_, each) => isGone(model.leftOfLine(invoice, each)))
    const rebill = how % 2 === 0
    return {
      request: act('fay', 'invoice', invoice, 'credit', {
        ...(!whole && { lines: [{ line: invoice.lines[at]!.id, quantity: quantity(wanted) }] }),
        rebill,
        reason: 'credit',
      }),
      refused: first(
        notOpen(invoice.stage, ['issued', 'partly_paid', 'paid', 'written_off']),
        invoice.credits !== null && 'not-a-credit-target',
        !whole && wanted > left.quantity && 'credit-too-much',
        nothing && 'nothing-to-credit',
      ),
      then(said) {
        const note = model.credit(invoice, parts)
        note.id = id(said, 'credit_note')
        note.number = id(said, 'number')
        if (rebill && invoice.plan && model.credited(invoice) === gross(invoice))
          invoice.plan.invoice = null
      },
    }
  },
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
    const again = ['written_off', 'paid'].includes(invoice.stage) && most > 0n
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
  write_off: (model, { pick, part, how }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const kind = how % 2 ? 'bad_debt' : 'difference'
    const owed = model.owed(invoice)
    const unit = 10n ** BigInt(model.places)
    const small = owed < 9n * unit ? owed : 9n * unit
    const amount =
      kind === 'difference' && part % 3
        ? small || 1n
        : (owed * BigInt((part % 105) + 1)) / 100n || 1n
    const differences = model.writeOffs.filter(
      (each) => each.kind === 'difference' && each.stage === 'in_force',
    )
    const here = total(
      differences.filter((each) => each.invoice === invoice).map((each) => each.amount),
    )
    const month = total(
      differences
        .filter(
          (each) =>
            each.invoice.account === invoice.account &&
            each.made_on.slice(0, 7) === model.today.slice(0, 7),
        )
        .map((each) => each.amount),
    )
    const is_small = kind === 'difference'
    return {
      request: act('fay', 'invoice', invoice, 'write_off', {
        kind,
        amount: model.say(amount),
        reason: 'gone',
      }),
      refused: first(
        notOpen(invoice.stage, ['issued', 'partly_paid']),
        amount > owed && 'more-than-balance',
        is_small && here + amount > 10n * unit && 'difference-too-large',
        is_small && month + amount > 100n * unit && 'differences-of-month',
      ),
      then(said) {
        const stage = is_small ? 'in_force' : 'in_approval'
        const made_on = model.today
        model.writeOffs.push({ id: id(said, 'write_off'), invoice, kind, amount, made_on, stage })
        if (is_small) model.settle(invoice)
      },
    }
  },
  approve_write_off: (model, { pick }) => {
    const asked = model.writeOffs.filter((each) => each.id !== '')
    const writeOff = one(asked, pick)
    if (!writeOff) return null
    const { invoice, amount } = writeOff
    return {
      request: act('mia', 'write_off', writeOff, 'approve'),
      refused: first(
        notOpen(writeOff.stage, ['in_approval']),
        !model.payable(invoice) && 'invoice-not-open',
        amount > model.owed(invoice) && 'more-than-balance',
      ),
      then() {
        writeOff.stage = 'in_force'
        model.settle(invoice)
      },
    }
  },
  reject_write_off: (model, { pick }) => {
    const asked = model.writeOffs.filter((each) => each.id !== '')
    const writeOff = one(asked, pick)
    if (!writeOff) return null
    return {
      request: act('mia', 'write_off', writeOff, 'reject', { comment: 'ask again' }),
      refused: notOpen(writeOff.stage, ['in_approval']),
      then: () => void (writeOff.stage = 'rejected'),
    }
  },
  take_back_write_off: (model, { pick }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    return {
      request: act('fay', 'invoice', invoice, 'take_back_write_off', { reason: 'pays after all' }),
      refused: first(
        notOpen(invoice.stage, ['partly_paid', 'paid', 'written_off']),
        model.written(invoice) === 0n && 'action-not-met',
      ),
      then() {
        model.takeBack(invoice, model.written(invoice))
        model.settle(invoice)
      },
    }
  },
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
        each.contract === contract && ['draft', 'issued', 'partly_paid'].includes(each.stage),
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
    const to = one(['issued', 'partly_paid', 'paid', 'written_off', 'void', 'draft'], other)!
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

const isGone = (left: { quantity: bigint; gross: bigint }): boolean =>
  left.quantity === 0n && left.gross === 0n

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

export function sums(model: Model, contract: Contract) {
  const invoices = model.invoices.filter((each) => each.contract === contract)
  const inForce = invoices.filter((each) => !['draft', 'void'].includes(each.stage))
  return {
    billed: total(inForce.map(gross)),
    received: total(invoices.map((each) => model.paid(each))),
    written: total(invoices.map((each) => model.written(each))),
  }
}

/** How often each is tried: what carries money on, more often than what ends it. */
const often: Readonly<Record<string, number>> = {
  make_quote: 3,
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
