// What of a contract can be billed now? A draft invoice for every due line of the plan that has none.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { exact } from '#kernel/money/exact.ts'
import { split } from '#kernel/money/split.ts'
import { minus } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { amount, need, rows, text } from '../read.ts'
import { billedLines, unbilled } from './unbilled.ts'

export const billContract = action('bill', {
  on: 'contract',
  label: { zh: '生成到期发票', en: 'Bill what is due' },
  icon: 'AccountBookOutlined',
  primary: true,
  by: ['finance', 'manager', 'sales_manager'],
  from: ['active'],
  input: {
    up_to: {
      kind: 'date',
      label: { zh: '到哪天为止', en: 'Due up to' },
      help: {
        zh: '到这一天为止可开票、还没开的款项，每笔生成一张发票草稿；不填为今天',
        en: 'A draft invoice for each line of the plan that is due by then and not billed yet; today unless given',
      },
    },
  },
  // The contract is locked before it is read, so two runs are one: the second finds the first one's invoices.
  run: async (ctx, contract, input) => {
    const due = await dueLines(ctx, contract, text(input, 'up_to') ?? ctx.today)
    const left = due.length ? await unbilled(ctx, contract) : []
    const lines = billedLines(contract)
    const invoices: string[] = []
    for (const line of due) {
      const { invoice, billed } = await draft(ctx, contract, line, { lines, left })
      invoices.push(invoice.id)
      billed.forEach((part, at) => {
        left[at] = minus(left[at]!, [part], need(contract, 'currency'))
      })
    }
    return { invoices }
  },
})

/** Lines whose day has come, whose milestone is accepted, which wait for nothing that is owed, and come to more than nothing. */
async function dueLines(ctx: Context, contract: Row, day: string): Promise<readonly Values[]> {
  const plan = rows(contract, 'billing_plan').filter((line) => text(line, 'invoice') === null)
  const ids = plan.flatMap((line) => text(line, 'milestone') ?? [])
  const reached = ids.length ? await ctx.find('milestone', { id: ids, stage: 'accepted' }) : []
  const accepted = new Set(reached.map((milestone) => milestone.id))
  const owed = await ctx.find('obligation', { contract: contract.id, stage: 'open' })
  const waiting = new Set(owed.map((one) => text(one, 'plan_line')))
  return plan.filter((line) => {
    const milestone = text(line, 'milestone')
    const due = text(line, 'due_on')
    if (due === null || due > day) return false
    if (milestone !== null && !accepted.has(milestone)) return false
    if (waiting.has(need(line, 'id'))) return false
    return exact(text(line, 'amount') ?? '0').greaterThan('0')
  })
}

/**
 * One invoice for one line of the plan: its amount shared over what is left of each contract line, so that
 * over the whole plan every contract line is billed exactly. Prices include tax, so that the customer pays
 * the planned amount to the cent and tax is the difference.
 */
async function draft(
  ctx: Context,
  contract: Row,
  line: Values,
  { lines, left }: { lines: readonly Values[]; left: readonly string[] },
): Promise<{ invoice: Row; billed: readonly string[] }> {
  const currency = need(contract, 'currency')
  const billed = split(amount(line, 'amount', currency), left, currency)
  const invoice = await ctx.create('invoice', {
    account: contract.account,
    contract: contract.id,
    plan_line: line.id,
    currency,
    tax_inclusive: true,
    owner: text(contract, 'owner') ?? ctx.who.id,
    lines: lines.flatMap((one, at) =>
      exact(billed[at]!).isZero()
        ? []
        : [
            {
              contract_line: one.id,
              product: one.product,
              description: `${text(one, 'description') ?? ''} ${need(line, 'name')}`
                .trim()
                .slice(0, 500),
              quantity: '1',
              unit_price: billed[at],
              discount_percent: '0',
              tax_rate: one.tax_rate,
              tax_category: one.tax_category,
            },
          ],
    ),
  })
  await ctx.change('billing_plan_line', need(line, 'id'), { invoice: invoice.id })
  return { invoice, billed }
}
