// Is the amendment signed? From then on the contract's lines, amount and billing plan are as it says.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { exact } from '#kernel/money/exact.ts'
import { compare, negate } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { billedLines, restOfLines } from '../contracts/unbilled.ts'
import { amount, decimal, need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'
import { refuseBelowShipped } from './below-shipped.ts'
import { planAmended } from './plan-amended.ts'
import { contractLinesLeft } from './contract-lines-left.ts'

export const signAmendment = action('sign', {
  on: 'amendment',
  label: { zh: '签署', en: 'Sign' },
  icon: 'EditOutlined',
  primary: true,
  from: ['approved'],
  input: { signed_on: { kind: 'date', label: { zh: '签署日期', en: 'Signed on' } } },
  run: async (ctx, amendment, input) => {
    // The contract is locked before it is read: of two amendments at once the second sees the first.
    const [contract] = await ctx.lock('contract', [need(amendment, 'contract')])
    if (!['signed', 'active'].includes(text(contract!, 'stage') ?? '')) {
      no('contract-not-running', { number: text(contract!, 'number') ?? '' })
    }
    refuseOutdated(contract!, amendment)
    refuseBelowShipped(contract!, amendment)
    const signed_on = text(input, 'signed_on') ?? ctx.today
    await ctx.move('amendment', amendment.id, 'signed', { signed_on })
    const changed = await ctx.change('contract', contract!.id, {
      lines: [
        ...rows(contract!, 'lines'),
        ...rows(amendment, 'lines').map((line) => added(line, amendment)),
      ],
      billing_plan: planAmended(contract!, amendment, signed_on),
    })
    await refuseBelowBilled(ctx, changed, amendment)
    return { stage: 'signed', signed_on, amount: changed.amount }
  },
})

const added = (line: Values, amendment: Row): Values => ({
  amendment: amendment.id,
  changes: line.contract_line,
  product: line.product,
  description: line.description,
  quantity: line.quantity,
  unit_price: line.unit_price,
  discount_percent: line.discount_percent,
  tax_rate: line.tax_rate,
  tax_category: line.tax_category,
  net: line.net,
  tax: line.tax,
  gross: line.gross,
})

/** Another amendment may have taken of the same lines since this one was drafted. */
function refuseOutdated(contract: Row, amendment: Row): void {
  const currency = need(contract, 'currency')
  const left = contractLinesLeft(contract, currency)
  const wanted = new Map<string, { quantity: string; gross: string; tax: string }>()
  for (const line of rows(amendment, 'lines')) {
    const id = text(line, 'contract_line')
    if (id === null || !exact(need(line, 'quantity')).isNegative()) continue
    const sum = wanted.get(id) ?? { quantity: '0', gross: '0', tax: '0' }
    wanted.set(id, {
      quantity: exact(sum.quantity).minus(decimal(line, 'quantity')).toFixed(),
      gross: exact(sum.gross)
        .minus(amount(line, 'gross', currency))
        .toFixed(),
      tax: exact(sum.tax)
        .minus(amount(line, 'tax', currency))
        .toFixed(),
    })
  }
  for (const [id, taken] of wanted) {
    const of = left.get(id)
    const description = of ? (text(of.line, 'description') ?? '') : ''
    if (!of || compare(taken.quantity, of.quantity) > 0) no('amendment-outdated', { description })
    // All of the quantity takes all of the money; a part leaves some of each (nothing turns round).
    const whole = compare(taken.quantity, of.quantity) === 0
    const same = compare(taken.gross, of.gross) === 0 && compare(taken.tax, of.tax) === 0
    const fits = compare(taken.gross, of.gross) <= 0 && compare(taken.tax, of.tax) <= 0
    if (whole ? !same : !fits) no('amendment-outdated', { description })
  }
}

/** What is billed already stays billed: it is credited before it is taken away. */
async function refuseBelowBilled(ctx: Context, contract: Row, amendment: Row): Promise<void> {
  const less = rows(amendment, 'lines').filter((line) => exact(need(line, 'quantity')).isNegative())
  const touched = new Set(less.map((line) => text(line, 'contract_line')))
  const lines = billedLines(contract)
  const rest = await restOfLines(ctx, contract)
  lines.forEach((line, at) => {
    if (touched.has(need(line, 'id')) && compare(rest[at]!, '0') < 0) {
      no('below-billed', {
        description: text(line, 'description') ?? '',
        over: negate(rest[at]!, need(contract, 'currency')),
      })
    }
  })
}
