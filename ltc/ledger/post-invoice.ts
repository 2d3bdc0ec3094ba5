// What do the books say when an invoice is issued, or taken back? Receivable against revenue and tax.
import type { Context } from '#kernel/context.ts'
import { negate } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { amount, need, text } from '../read.ts'
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
  await post(ctx, {
    on: posting.on,
    kind: posting.kind,
    object_name: 'invoice',
    record_id: need(invoice, 'id'),
    currency,
    account: text(invoice, 'account'),
    sides: [
      { code: '1122', amount: signed('gross'), invoice: posting.receivable },
      { code: '6001', amount: negate(signed('net'), currency), invoice: posting.receivable },
      { code: '2221', amount: negate(signed('tax'), currency), invoice: posting.receivable },
    ],
  })
}
