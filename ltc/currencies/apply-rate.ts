// Came a rate later than the documents that needed it? They get it, once, and the books what they are worth by it.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { compare, isZero, minus, negate } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { freeMoney } from '../cash/free-money.ts'
import { openOf } from '../invoices/settle.ts'
import { post } from '../ledger/post.ts'
import type { Side } from '../ledger/post.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, rows, text } from '../read.ts'
import { linesInBase } from './lines-in-base.ts'
import { rateOf, worth } from './rates.ts'

/** The day of the business event of each, if it has one of its own. */
const dayOf: Readonly<Record<string, string | null>> = {
  lead: null,
  opportunity: null,
  quote: null,
  contract: 'signed_on',
  invoice: 'issued_on',
  payment: 'received_on',
}

export const applyRate = action('apply', {
  on: 'exchange_rate',
  label: { zh: '补算单据', en: 'Convert documents' },
  help: {
    zh: '此外币尚无汇率的单据取得当日汇率；已核销、红冲或退款的除外',
    en: 'Documents of this currency without a rate get that of their day, but for those settled already',
  },
  icon: 'SyncOutlined',
  by: ['finance', 'manager'],
  run: async (ctx, given) => {
    const currency = need(given, 'currency')
    let [converted, left] = [0, 0]
    for (const [object, day] of Object.entries(dayOf)) {
      const found = await ctx.find(object, { currency, rate: null })
      const rows = await ctx.lock(
        object,
        found.map((row) => row.id),
      )
      for (const row of rows) {
        if (text(row, 'kind') === 'credit') continue
        if (await convert(ctx, object, row, day)) converted++
        else left++
      }
    }
    return { converted, left }
  },
})

async function convert(
  ctx: Context,
  object: string,
  row: Row,
  day: string | null,
): Promise<boolean> {
  const on = (day && text(row, day)) ?? String(row.created_at).slice(0, 10)
  const rate = await rateOf(ctx, {}, null, { currency: need(row, 'currency'), day: on })
  if (rate.rate === null || (await isSettled(ctx, object, row))) return false
  await ctx.change(object, row.id, { ...rate })
  await convertRows(ctx, object, { ...row, ...rate })
  const sides = sidesOf(ctx, object, { ...row, ...rate })
  if (sides)
    await post(ctx, {
      on: ctx.today,
      kind: 'conversion',
      object_name: object,
      record_id: row.id,
      currency: need(row, 'currency'),
      account: text(row, 'account'),
      sides,
    })
  return true
}

/** A draft's lines were derived with it; those of one that stands get what they are worth now. */
async function convertRows(ctx: Context, object: string, document: Row): Promise<void> {
  const lines = rows(document, 'lines')
  const converted = linesInBase(ctx, lines, {
    currency: need(document, 'currency'),
    rate: text(document, 'rate'),
  })
  if (object === 'opportunity' || text(document, 'stage') === 'draft') return
  for (const { id, converted_gross, converted_tax } of converted)
    await ctx.change(`${object}_line`, String(id), { converted_gross, converted_tax })
}

/** Parts of it have moved in the books already, at no rate. */
async function isSettled(ctx: Context, object: string, row: Row): Promise<boolean> {
  const currency = need(row, 'currency')
  if (object === 'payment')
    return (
      text(row, 'stage') !== 'received' ||
      compare(await freeMoney(ctx, row), amount(row, 'amount', currency)) !== 0
    )
  if (object !== 'invoice' || text(row, 'stage') === 'draft') return false
  const { gross, balance } = (await openOf(ctx, [row])).get(row.id)!
  return text(row, 'stage') === 'void' || compare(gross, balance) !== 0 || isZero(gross)
}

function sidesOf(ctx: Context, object: string, row: Row): readonly Side[] | null {
  const currency = need(row, 'currency')
  const own = settings(ctx).currency
  const base = (field: string): string => worth(ctx, row, amount(row, field, currency))!
  if (object === 'payment')
    return [
      { code: '1002', amount: '0', base: base('amount') },
      { code: '2203', amount: '0', base: negate(base('amount'), own), payment: row.id },
    ]
  if (object !== 'invoice' || text(row, 'stage') === 'draft') return null
  return [
    { code: '1122', amount: '0', base: base('gross'), invoice: row.id },
    { code: '6001', amount: '0', base: minus(base('tax'), [base('gross')], own), invoice: row.id },
    { code: '2221', amount: '0', base: negate(base('tax'), own), invoice: row.id },
  ]
}
