// How does an accepted quote become a contract? With its lines and amount, and a standard billing plan.
import { action } from '#kernel/action.ts'
import type { Row, Values } from '#kernel/object.ts'
import { counting } from '../bundles/blocks.ts'
import { settings } from '../parties/settings.ts'
import { standardPlan } from '../contracts/standard-plan.ts'
import { amount, need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'

export const createContract = action('create_contract', {
  on: 'quote',
  label: { zh: '生成合同', en: 'Make the contract' },
  icon: 'FileProtectOutlined',
  primary: true,
  from: ['accepted'],
  input: {
    name: {
      kind: 'text',
      label: { zh: '合同名称', en: 'Name' },
      help: { zh: '不填则用商机名称', en: 'That of the opportunity unless given' },
      max: 300,
    },
  },
  run: async (ctx, quote, input) => {
    // The quote is locked, so of two who ask at once the second finds the first one's contract.
    const [made] = await ctx.find('contract', { quote: quote.id }, { limit: 1 })
    if (made) no('contract-exists', { number: text(made, 'number') ?? '' })
    const opportunity = await ctx.get('opportunity', need(quote, 'opportunity'))
    const currency = need(quote, 'currency')
    const contract = await ctx.create('contract', {
      name: text(input, 'name') ?? need(opportunity, 'name'),
      account: quote.account,
      contact: quote.contact,
      opportunity: opportunity.id,
      quote: quote.id,
      renews: opportunity.renews,
      currency,
      tax_inclusive: quote.tax_inclusive,
      terms: quote.terms,
      // What was only offered was not bought.
      lines: counting(rows(quote, 'lines')).map(copied),
      billing_plan: standardPlan(
        amount(quote, 'gross', currency),
        currency,
        settings(ctx).language,
      ),
      owner: text(quote, 'owner') ?? ctx.who.id,
    })
    return { contract: contract.id }
  },
})

const copied = (line: Values | Row): Values => ({
  quote_line: line.id,
  product: line.product,
  description: line.description,
  quantity: line.quantity,
  unit_price: line.unit_price,
  discount_percent: line.discount_percent,
  tax_rate: line.tax_rate,
  tax_category: line.tax_category,
  bundle: line.bundle,
})
