// What do the books say when a part of a receivable is let go? A loss of its own kind against the receivable.
import type { Context } from '#kernel/context.ts'
import { compare, negate } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { amount, need, text } from '../read.ts'
import { moved } from '../currencies/rates.ts'
import { openOf } from '../invoices/settle.ts'
import { settings } from '../parties/settings.ts'
import { post } from './post.ts'

/** Debit bad debt or small differences, credit the receivable; what is taken back has the other sign. Called when it is in force. */
export async function postWriteOff(ctx: Context, invoice: Row, writeOff: Row): Promise<void> {
  const currency = need(invoice, 'currency')
  const gone = amount(writeOff, 'amount', currency)
  const base = await lost(ctx, invoice, gone)
  const own = settings(ctx).currency
  await post(ctx, {
    on: text(writeOff, 'written_on') ?? ctx.today,
    kind: compare(gone, '0') > 0 ? 'write_off' : 'write_off_taken_back',
    object_name: 'write_off',
    record_id: writeOff.id,
    currency,
    account: text(invoice, 'account'),
    sides: [
      {
        code: writeOff.kind === 'difference' ? '6711' : '6701',
        amount: gone,
        base,
        invoice: invoice.id,
      },
      {
        code: '1122',
        amount: negate(gone, currency),
        base: base === null ? null : negate(base, own),
        invoice: invoice.id,
      },
    ],
  })
}

/** What it is worth at the rate of the invoice; null where that has none. */
async function lost(ctx: Context, invoice: Row, gone: string): Promise<string | null> {
  if (text(invoice, 'rate') === null) return null
  const { balance } = (await openOf(ctx, [invoice])).get(invoice.id)!
  return moved(ctx, invoice, { left: balance, taken: gone })
}
