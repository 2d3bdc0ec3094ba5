// What moved between us and this customer from one day to another? From the books, as they are now.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { isZero, minus, negate, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { currency } from '../currency.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, text } from '../read.ts'
import { no } from '../refusals.ts'

export const makeStatement = action('make_statement', {
  on: 'account',
  label: { zh: '生成对账单', en: 'Make a statement' },
  help: { zh: '期初、往来与期末，供与客户核对', en: 'Opening, movements and closing to agree on' },
  icon: 'FileDoneOutlined',
  by: ['finance', 'manager'],
  input: {
    from_on: { kind: 'date', label: { zh: '起', en: 'From' }, required: true },
    until_on: { kind: 'date', label: { zh: '止', en: 'Until' }, required: true },
    currency: { ...currency, help: { zh: '不填为本位币', en: 'Empty means our own' } },
  },
  run: async (ctx, account, input) => {
    const [from_on, until_on] = [need(input, 'from_on'), need(input, 'until_on')]
    if (until_on < from_on) no('statement-ends-before', { from_on, until_on })
    const code = text(input, 'currency') ?? settings(ctx).currency
    const movements = await movementsOf(ctx, account.id, code, until_on)
    const before = movements.filter((one) => one.on < from_on)
    const opening = sum(
      before.map((one) => one.net),
      code,
    )
    let balance = opening
    const lines = movements
      .filter((one) => one.on >= from_on)
      .map(({ on, event, document, net }) => {
        balance = sum([balance, net], code)
        const ours = charges.has(event)
        return {
          on,
          event,
          document,
          charged: ours ? net : sum([], code),
          settled: ours ? sum([], code) : negate(net, code),
          balance,
        }
      })
    const made = await ctx.create('statement', {
      account: account.id,
      currency: code,
      from_on,
      until_on,
      opening,
      closing: balance,
      overdue: await overdueOf(ctx, account.id, code, until_on),
      lines,
      owner: ctx.who.id,
    })
    return { statement: made.id, number: made.number, closing: balance }
  },
})

/** What makes them owe more or less; anything else is money or the giving up of it. */
const charges = new Set(['invoice', 'void', 'credit'])

interface Movement {
  readonly on: string
  readonly event: string
  readonly document: string | null
  readonly net: string
}

/**
 * Entries that move what lies between the two: receivables less the customer's own money with us. Putting a payment to
 * an invoice moves nothing of it. In the order of days, then of entries.
 */
async function movementsOf(
  ctx: Context,
  account: string,
  code: string,
  until: string,
): Promise<Movement[]> {
  const postings = await ctx.find('posting', {
    account,
    currency: code,
    account_code: ['1122', '2203'],
  })
  const nets = new Map<string, string>()
  for (const one of postings) {
    const entry = need(one, 'entry')
    nets.set(entry, sum([nets.get(entry) ?? '0', signed(one, code)], code))
  }
  const moving = [...nets].filter(([, net]) => !isZero(net)).map(([entry]) => entry)
  const entries = (
    moving.length ? await ctx.find('journal_entry', { id: moving }, { sort: 'on,number' }) : []
  ).filter((entry) => need(entry, 'on') <= until)
  const numbers = await numbersOf(ctx, entries)
  return entries.map((entry) => ({
    on: need(entry, 'on'),
    event: need(entry, 'kind'),
    document: numbers.get(need(entry, 'record_id')) ?? null,
    net: nets.get(entry.id)!,
  }))
}

const signed = (posting: Values, code: string): string =>
  minus(amount(posting, 'debit', code), [amount(posting, 'credit', code)], code)

async function numbersOf(ctx: Context, entries: readonly Row[]): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  for (const object of ['invoice', 'payment', 'write_off']) {
    const id = entries
      .filter((entry) => entry.object_name === object)
      .map((entry) => need(entry, 'record_id'))
    if (id.length === 0) continue
    for (const row of await ctx.find(object, { id: [...new Set(id)] }))
      all.set(row.id, text(row, 'number') ?? '')
  }
  return all
}

/** What of it was due before the last day, as the books had it then. */
async function overdueOf(
  ctx: Context,
  account: string,
  code: string,
  until: string,
): Promise<string> {
  const invoices = await ctx.find('invoice', { account, currency: code })
  const late = new Set(
    invoices.filter((one) => (text(one, 'due_on') ?? until) < until).map((one) => one.id),
  )
  const postings = await ctx.find('posting', { account, currency: code, account_code: '1122' })
  const ids = [...new Set(postings.map((one) => need(one, 'entry')))]
  const entries = ids.length ? await ctx.find('journal_entry', { id: ids }) : []
  const head = new Map(entries.map((entry) => [entry.id, entry]))
  const counted = postings.filter((one) => {
    const entry = head.get(need(one, 'entry'))!
    const invoice = text(one, 'invoice') ?? text(entry, 'record_id') ?? ''
    return need(entry, 'on') <= until && late.has(invoice)
  })
  return sum(
    counted.map((one) => signed(one, code)),
    code,
  )
}
