// What do the books say when a part of a receivable is let go? A loss of its own kind against the receivable.
import type { Context } from '#kernel/context.ts'
import { compare, negate } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { amount, need, text } from '../read.ts'
import { post } from './post.ts'

/** Debit bad debt or small differences, credit the receivable; what is taken back has the other sign. */
export async function postWriteOff(ctx: Context, invoice: Row, writeOff: Row): Promise<void> {
  const currency = need(invoice, 'currency')
  const moved = amount(writeOff, 'amount', currency)
  await post(ctx, {
    on: text(writeOff, 'written_on') ?? ctx.today,
    kind: compare(moved, '0') > 0 ? 'write_off' : 'write_off_taken_back',
    object_name: 'write_off',
    record_id: writeOff.id,
    currency,
    account: text(invoice, 'account'),
    sides: [
      {
        code: writeOff.kind === 'difference' ? '6711' : '6701',
        amount: moved,
        invoice: invoice.id,
      },
      { code: '1122', amount: negate(moved, currency), invoice: invoice.id },
    ],
  })
}
