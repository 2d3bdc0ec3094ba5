// What do people send who know nothing of one another? Any command on any record that they have heard of.

import type { Values } from '#kernel/object.ts'
import type { Choices } from './command.ts'
import { commandNames } from './commands.ts'
import { daysAfter, type Market, type Request, type Said } from './world.ts'

/** Everything that anybody has made so far. */
export interface Heard {
  readonly accounts: string[]
  readonly deals: string[]
  readonly quotes: string[]
  readonly contracts: string[]
  readonly milestones: string[]
  readonly amendments: string[]
  readonly invoices: string[]
  readonly payments: string[]
  readonly writeOffs: string[]
}

export const nothingHeard = (accounts: string[]): Heard => ({
  accounts,
  deals: [],
  quotes: [],
  contracts: [],
  milestones: [],
  amendments: [],
  invoices: [],
  payments: [],
  writeOffs: [],
})

type Make = (market: Market, heard: Heard, choices: Choices) => Promise<Request | null>

const one = (list: readonly string[], pick: number): string | undefined => list[pick % list.length]

const act =
  (
    who: Request['who'],
    object: string,
    of: (heard: Heard) => readonly string[],
    action: string,
    input: (choices: Choices, market: Market) => Values = () => ({}),
  ): Make =>
  async (market, heard, choices) => {
    const id = one(of(heard), choices.pick)
    const body = input(choices, market)
    return id ? { who, method: 'POST', url: `${object}/${id}/actions/${action}`, body } : null
  }

const quotes = (heard: Heard) => heard.quotes
const contracts = (heard: Heard) => heard.contracts
const invoices = (heard: Heard) => heard.invoices
const payments = (heard: Heard) => heard.payments
const amendments = (heard: Heard) => heard.amendments
const writeOffs = (heard: Heard) => heard.writeOffs
const milestones = (heard: Heard) => heard.milestones
const comment = () => ({ comment: 'no' })
const reason = () => ({ reason: 'because' })

async function linesOf(market: Market, object: string, id: string): Promise<Values[]> {
  const { body } = await market.ask({ who: 'root', method: 'GET', url: `${object}/${id}` })
  return (body.lines ?? []) as Values[]
}

const makers: Readonly<Record<string, Make>> = {
  make_quote: async (_, heard, { pick, lines, how }) =>
    heard.deals.length && how % 3
      ? {
          who: 'ann',
          method: 'POST',
          url: `opportunity/${one(heard.deals, pick)}/actions/create_quote`,
          body: { lines, tax_inclusive: how % 2 === 1 },
        }
      : {
          who: 'ann',
          method: 'POST',
          url: 'opportunity',
          body: { name: 'Deal', account: one(heard.accounts, pick) },
        },
  edit_quote: async (_, heard, { pick, lines }) => {
    const id = one(heard.quotes, pick)
    return id ? { who: 'ann', method: 'PATCH', url: `quote/${id}`, body: { lines } } : null
  },
  quote_bundle: async (market, heard, { pick, how }) => {
    const id = one(heard.quotes, pick)
    if (!id) return null
    const made = async (body: Values): Promise<unknown> =>
      (await market.ask({ who: 'root', method: 'POST', url: 'product', body })).body.id
    const needed = await made({ name: 'Machine', list_price: '5', tax_rate: '0.13' })
    const bundle = await made({
      name: 'Set',
      list_price: '777.77',
      tax_rate: '0.13',
      components: [{ product: needed, quantity: '2' }],
    })
    return {
      who: 'ann',
      method: 'POST',
      url: `quote/${id}/actions/add_bundle`,
      body: { product: bundle, quantity: String((how % 3) + 1) },
    }
  },
  offer_line: async (market, heard, { pick, other }) => {
    const id = one(heard.quotes, pick)
    const there = id ? await linesOf(market, 'quote', id) : []
    if (there.length === 0) return null
    const lines = there.map((line, at) => ({
      id: line.id,
      ...(at === other % there.length && { optional: line.optional !== true }),
    }))
    return { who: 'ann', method: 'PATCH', url: `quote/${id}`, body: { lines } }
  },
  submit_quote: act('ann', 'quote', quotes, 'submit'),
  approve_quote: act('mia', 'quote', quotes, 'approve'),
  reject_quote: act('mia', 'quote', quotes, 'reject', comment),
  new_version: act('ann', 'quote', quotes, 'new_version'),
  send_quote: act('ann', 'quote', quotes, 'send'),
  accept_quote: act('ann', 'quote', quotes, 'accept'),
  make_contract: act('ann', 'quote', quotes, 'create_contract'),
  arrange_plan: async (market, heard, { pick, part }) => {
    const id = one(heard.contracts, pick)
    if (!id) return null
    const { body } = await market.ask({ who: 'root', method: 'GET', url: `contract/${id}` })
    const plan = (body.billing_plan ?? []) as Values[]
    const free = plan.filter((line) => line.invoice === null)
    if (free.length < 2) return null
    const [from, to] = [free[0]!, free[1]!]
    const cents = (line: Values) => Math.round(Number(line.amount) * 100)
    const moved = Math.floor((cents(from) * (part % 101)) / 100)
    const amounts = new Map([
      [from.id, cents(from) - moved],
      [to.id, cents(to) + moved],
    ])
    const billing_plan = plan.map((line) => ({
      id: line.id,
      ...(amounts.has(line.id) && {
        amount: (amounts.get(line.id)! / 100).toFixed(2),
        percent: null,
      }),
    }))
    return { who: 'fay', method: 'PATCH', url: `contract/${id}`, body: { billing_plan } }
  },
  sign_contract: act('ann', 'contract', contracts, 'sign'),
  activate: act('ann', 'contract', contracts, 'activate'),
  complete_milestone: act('dan', 'milestone', milestones, 'complete'),
  accept_milestone: act('dan', 'milestone', milestones, 'accept'),
  bill: act('fay', 'contract', contracts, 'bill', ({ part }, market) => ({
    up_to: daysAfter(market.today, part % 400),
  })),
  make_invoice: async (_, heard, { pick, lines, how }) => ({
    who: 'fay',
    method: 'POST',
    url: 'invoice',
    body: {
      account: one(heard.accounts, pick),
      tax_inclusive: how % 2 === 1,
      lines: lines.map((line) => ({ ...line, description: 'Service' })),
    },
  }),
  issue: act('fay', 'invoice', invoices, 'issue', ({ part }, market) => ({
    issued_on: daysAfter(market.today, -(part % 3)),
  })),
  void_invoice: act('fay', 'invoice', invoices, 'void'),
  credit: async (market, heard, { pick, other, how }) => {
    const id = one(heard.invoices, pick)
    if (!id) return null
    const lines = how % 3 ? await linesOf(market, 'invoice', id) : []
    const line = lines[other % (lines.length || 1)]
    return {
      who: 'fay',
      method: 'POST',
      url: `invoice/${id}/actions/credit`,
      body: {
        ...(line && { lines: [{ line: line.id, quantity: '0.3' }] }),
        rebill: how % 2 === 0,
        reason: 'credit',
      },
    }
  },
  pay: async (market, heard, { pick, part }) => ({
    who: 'fay',
    method: 'POST',
    url: 'payment',
    body: {
      account: one(heard.accounts, pick),
      amount: `${part + 1}.${String(part % 100).padStart(2, '0')}`,
      received_on: daysAfter(market.today, -(part % 3)),
    },
  }),
  receive: async (market, heard, choices) => {
    const body = ({ part, how }: Choices) => ({
      ...(how % 2 && { amount: `${part + 1}.01` }),
      received_on: market.today,
    })
    return act('fay', 'invoice', invoices, 'receive', body)(market, heard, choices)
  },
  allocate: act('fay', 'payment', payments, 'allocate'),
  allocate_named: act('fay', 'payment', payments, 'allocate'),
  unallocate: act('fay', 'payment', payments, 'unallocate'),
  refund: act('fay', 'payment', payments, 'refund', ({ part }) => ({ amount: `${part % 50}.01` })),
  void_payment: act('fay', 'payment', payments, 'void', reason),
  write_off: act('fay', 'invoice', invoices, 'write_off', ({ how, part }) => ({
    kind: how % 2 ? 'bad_debt' : 'difference',
    ...(part % 2 && { amount: '1.01' }),
    reason: 'gone',
  })),
  approve_write_off: act('mia', 'write_off', writeOffs, 'approve'),
  reject_write_off: act('mia', 'write_off', writeOffs, 'reject', comment),
  take_back_write_off: act('fay', 'invoice', invoices, 'take_back_write_off', reason),
  amend: async (market, heard, { pick, other, how, lines }) => {
    const id = one(heard.contracts, pick)
    if (!id) return null
    const there = how % 2 ? await linesOf(market, 'contract', id) : []
    const line = there[other % (there.length || 1)]
    return {
      who: 'ann',
      method: 'POST',
      url: `contract/${id}/actions/amend`,
      body: {
        name: 'Change',
        lines: line
          ? [{ contract_line: line.id, quantity: '-0.1' }]
          : lines.map((each) => ({ ...each, description: 'More' })),
      },
    }
  },
  submit_amendment: act('ann', 'amendment', amendments, 'submit'),
  approve_amendment: act('mia', 'amendment', amendments, 'approve'),
  reject_amendment: act('mia', 'amendment', amendments, 'reject', comment),
  sign_amendment: act('ann', 'amendment', amendments, 'sign'),
  complete_contract: act('ann', 'contract', contracts, 'complete'),
  terminate_contract: act('ann', 'contract', contracts, 'terminate', reason),
  change_signed_lines: async (market, heard, { pick }) => {
    const id = one(heard.contracts, pick)
    if (!id) return null
    const lines = (await linesOf(market, 'contract', id)).map((line) => ({
      id: line.id,
      unit_price: '1',
    }))
    return { who: 'ann', method: 'PATCH', url: `contract/${id}`, body: { lines } }
  },
  move_by_hand: act('fay', 'invoice', invoices, 'move', ({ other }) => ({
    to: ['issued', 'partly_credited', 'partly_paid', 'paid', 'credited', 'written_off', 'void'][
      other % 7
    ],
  })),
  close_books: async (market, _, { part }) => ({
    who: 'fay',
    method: 'POST',
    url: 'company/-/actions/close_books',
    body: { until: daysAfter(market.today, -((part % 30) + 1)) },
  }),
  reopen_books: async () => ({
    who: 'mia',
    method: 'POST',
    url: 'company/-/actions/reopen_books',
    body: { reason: 'late invoice' },
  }),
  clock: async () => null,
}

/** The commands that do something; the clock is moved by nobody here. */
export const names: readonly string[] = commandNames.filter((name) => name !== 'clock')

export const made = (name: string, market: Market, heard: Heard, choices: Choices) => {
  const make = makers[name]
  if (!make) throw new Error(`nobody sends ${name}`)
  return make(market, heard, choices)
}

/** What was born of an answer. */
export function hear(heard: Heard, request: Request, said: Said): void {
  if (said.status >= 300) return
  const { body } = said
  const add = (list: string[], value: unknown): void => {
    if (typeof value === 'string') list.push(value)
  }
  if (request.url === 'opportunity') add(heard.deals, body.id)
  if (request.url === 'payment') add(heard.payments, body.id)
  if (request.url === 'invoice') add(heard.invoices, body.id)
  add(heard.quotes, body.quote)
  add(heard.contracts, body.contract)
  add(heard.amendments, body.amendment)
  add(heard.writeOffs, body.write_off)
  add(heard.invoices, body.credit_note)
  for (const invoice of (body.invoices ?? []) as string[]) add(heard.invoices, invoice)
  for (const milestone of (body.milestones ?? []) as string[]) add(heard.milestones, milestone)
}

/** A deal on its way with something for every command to do, everything known to `heard`. */
export async function busyDeal(market: Market, heard: Heard, choices: Choices): Promise<void> {
  const quiet = {
    ...choices,
    lines: choices.lines.map((line) => ({ ...line, discount_percent: '5' })),
  }
  const send = async (request: Request): Promise<Said> => {
    const said = await market.ask(request)
    hear(heard, request, said)
    return said
  }
  const run = (who: Request['who'], url: string, body: Values = {}) =>
    send({ who, method: 'POST', url, body })
  const account = heard.accounts[0]!
  const deal = (await run('ann', 'opportunity', { name: 'Deal', account })).body.id
  const lines = [
    { description: 'Press', quantity: '3', unit_price: '333.33', tax_rate: '0.13' },
    ...quiet.lines,
  ]
  const quoted = async (): Promise<string> =>
    String((await run('ann', `opportunity/${deal}/actions/create_quote`, { lines })).body.quote)
  const quote = await quoted()
  for (const action of ['submit', 'send', 'accept'])
    await run('ann', `quote/${quote}/actions/${action}`)
  const { contract } = (await run('ann', `quote/${quote}/actions/create_contract`)).body
  await run('ann', `contract/${contract}/actions/sign`)
  await run('ann', `contract/${contract}/actions/activate`)
  const [invoice] = (await run('fay', `contract/${contract}/actions/bill`)).body
    .invoices as string[]
  await run('fay', `invoice/${invoice}/actions/issue`)
  const payment = (await run('fay', 'payment', { account, amount: '150' })).body.id
  await run('fay', `payment/${payment}/actions/allocate`, {
    allocations: [{ invoice, amount: '100' }],
  })
  await run('fay', `invoice/${invoice}/actions/write_off`, {
    kind: 'bad_debt',
    amount: '20',
    reason: 'gone',
  })
  const amendment = (
    await run('ann', `contract/${contract}/actions/amend`, {
      name: 'More',
      lines: [{ description: 'Spare', quantity: '1', unit_price: '50', tax_rate: '0.13' }],
    })
  ).body.amendment
  await run('ann', `amendment/${amendment}/actions/submit`)
  for (const milestone of heard.milestones.slice(-3))
    await run('dan', `milestone/${milestone}/actions/complete`)
  const other = await quoted()
  await run('ann', `quote/${other}/actions/submit`)
}
