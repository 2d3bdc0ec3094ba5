// What follows from a payment's other values? Its currency where none is said.
import type { Context } from '#kernel/context.ts'
import type { Values } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { text } from '../read.ts'

export async function derivePayment(ctx: Context, row: Values): Promise<Values> {
  return text(row, 'currency') ? {} : { currency: (await settings(ctx)).currency }
}
