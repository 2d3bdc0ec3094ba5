// What do the books say when an invoice is issued, or taken back? Receivable against revenue and tax.
import type { Context } from '#kernel/context.ts'
import { minus, negate, sum } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { amount, need, text } from '../read.ts'
import { moved, worth } from '../currencies/rates.ts'
import { openOf } from '../invoices/settle.ts'
import { settings } from '../parties/settings.ts'
import { post } from './post.ts'

export interface InvoicePosting {
  readonly kind: 'invoice' | 'void' | 'credit'
  readonly on: string
  /** The invoice whose receivable moves; null while its row is not written yet. */
  readonly receivable: string | null
}

/**
 * Debit receivable by the gross, credit revenue by the net and output tax by the tax. A void writes the
 * same with the other sign; a credit note has it already in its amounts.
 */
export async function postInvoice(
  ctx: Context,
  invoice: Values,
  posting: InvoicePosting,
): Promise<void> {
  const currency = need(invoice, 'currency')
  const signed = (field: string): string => {
    const value = amount(invoice, field, currency)
    return posting.kind === 'void' ? negate(value, currency) : value
  }
  const base = await converted(ctx, invoice, posting)
  const own = settings(ctx).currency
  await post(ctx, {
    on: posting.on,
    kind: posting.kind,
    object_name: 'invoice',
    record_id: need(invoice, 'id'),
    currency,
    account: text(invoice, 'account'),
    sides: [
      {
        code: '1122',
        amount: signed('gross'),
        base: base?.gross ?? null,
        invoice: posting.receivable,
      },
      {
        code: '6001',
        amount: negate(signed('net'), currency),
        base: base && minus(base.tax, [base.gross], own),
        invoice: posting.receivable,
      },
      {
        code: '2221',
        amount: negate(signed('tax'), currency),
        base: base && negate(base.tax, own),
        invoice: posting.receivable,
      },
    ],
  })
}

/**
 * Gross and tax in the company's currency, null where no rate is known; the net is what is between them. A credit note
 * moves the receivable and the tax of its invoice from what they were worth to what they are worth with it.
 */
async function converted(
  ctx: Context,
  invoice: Values,
  { kind, receivable }: InvoicePosting,
): Promise<{ gross: string; tax: string } | null> {
  if (text(invoice, 'rate') === null) return null
  const currency = need(invoice, 'currency')
  const whole = (field: string): string => amount(invoice, field, currency)
  if (kind !== 'credit') {
    const sign = (value: string): string => (kind === 'void' ? negate(value, currency) : value)
    return {
      gross: worth(ctx, invoice, sign(whole('gross')))!,
      tax: worth(ctx, invoice, sign(whole('tax')))!,
    }
  }
  const of = await ctx.get('invoice', receivable!)
  const notes = (await ctx.find('invoice', { credits: of.id })).filter(
    (note) => !['draft', 'void'].includes(text(note, 'stage') ?? ''),
  )
  const { balance } = (await openOf(ctx, [of])).get(of.id)!
  const taxLeft = sum(
    [of, ...notes].map((one) => amount(one, 'tax', currency)),
    currency,
  )
  const own = settings(ctx).currency
  const taken = (left: string, field: string): string =>
    negate(moved(ctx, of, { left, taken: negate(whole(field), currency) })!, own)
  return { gross: taken(balance, 'gross'), tax: taken(taxLeft, 'tax') }
}
