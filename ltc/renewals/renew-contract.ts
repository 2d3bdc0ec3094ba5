// Does the customer go on with us? An opportunity of what the contract comes to today, to be closed before it ends.
import { action } from '#kernel/action.ts'
import type { Words } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import { contractLinesLeft } from '../amendments/contract-lines-left.ts'
import { daysAfter } from '../days.ts'
import { settings } from '../parties/settings.ts'
import { need, text } from '../read.ts'
import { no } from '../refusals.ts'

const renewal: Words = { zh: '续签', en: 'renewal' }
/** Where the contract has ended already, so many days from now. */
const standardDays = 30

export const renewContract = action('renew', {
  on: 'contract',
  label: { zh: '发起续签', en: 'Renew' },
  help: {
    zh: '按合同现有明细建一个续签商机，报价、合同接着走',
    en: 'Makes an opportunity of what the contract comes to now; quote and contract follow it',
  },
  icon: 'RedoOutlined',
  from: ['signed', 'active', 'completed'],
  if: 'ends_on is not empty',
  offered_if: 'ends_on <= TODAY() + 180 and (renewal is empty or renewal.stage = "lost")',
  run: async (ctx, contract) => {
    const last = text(contract, 'renewal')
    const [open] = last ? await ctx.find('opportunity', { id: last }) : []
    if (open && open.stage !== 'lost') no('renewed-already', { number: need(open, 'number') })
    const currency = need(contract, 'currency')
    const ends_on = need(contract, 'ends_on')
    const lines = [...contractLinesLeft(contract, currency).values()]
    const made = await ctx.create('opportunity', {
      name: `${need(contract, 'name')} ${renewal[settings(ctx).language]}`.slice(0, 300),
      account: contract.account,
      contact: contract.contact,
      amount: contract.amount,
      currency,
      close_date: ends_on > ctx.today ? ends_on : daysAfter(ctx.today, standardDays),
      renews: contract.id,
      lines: lines
        .filter(({ quantity }) => exact(quantity).greaterThan('0'))
        .map(({ line, quantity }) => ({
          product: line.product,
          bundle: line.bundle,
          description: line.description,
          quantity,
          unit_price: line.unit_price,
          discount_percent: line.discount_percent,
        })),
      owner: text(contract, 'owner') ?? ctx.who.id,
    })
    await ctx.change('contract', contract.id, { renewal: made.id })
    return { opportunity: made.id }
  },
})
