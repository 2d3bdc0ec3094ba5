// How does a qualified lead become a customer? Account and contact are found or made, the opportunity is made.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { need, text } from '../read.ts'

export const convertLead = action('convert', {
  on: 'lead',
  label: { zh: '转化', en: 'Convert' },
  help: { zh: '生成客户、联系人与商机', en: 'Makes customer, contact and opportunity' },
  icon: 'ForkOutlined',
  primary: true,
  from: ['qualified'],
  input: {
    opportunity_name: {
      kind: 'text',
      label: { zh: '商机名称', en: 'Opportunity name' },
      help: {
        zh: '不填则用客户名称加线索编号',
        en: 'The customer and the number of the lead unless given',
      },
      max: 300,
    },
    amount: {
      kind: 'money',
      label: { zh: '预计金额', en: 'Expected amount' },
      help: { zh: '含税；不填则用线索的预计金额', en: 'With tax; that of the lead unless given' },
      min: '0',
    },
  },
  run: async (ctx, lead, input) => {
    const owner = text(lead, 'owner') ?? ctx.who.id
    const account = await accountOf(ctx, lead, owner)
    const contact = await contactOf(ctx, lead, account, owner)
    const opportunity = await ctx.create('opportunity', {
      name:
        text(input, 'opportunity_name') ??
        `${need(account, 'name')} ${text(lead, 'number') ?? ''}`.trim(),
      account: account.id,
      contact: contact.id,
      lead: lead.id,
      campaign: lead.campaign,
      amount: input.amount ?? lead.amount,
      currency: lead.currency,
      background: lead.need,
      owner,
    })
    await ctx.move('lead', lead.id, 'converted', {
      account: account.id,
      contact: contact.id,
      opportunity: opportunity.id,
      converted_at: ctx.now.toISOString(),
    })
    return { account: account.id, contact: contact.id, opportunity: opportunity.id }
  },
})

/** The same tax number is the same company; else the same name; else it is new. A lead alone is its own. */
async function accountOf(ctx: Context, lead: Row, owner: string): Promise<Row> {
  const tax_number = text(lead, 'tax_number')
  const name = text(lead, 'company') ?? need(lead, 'name')
  const same = tax_number ? await ctx.find('account', { tax_number }, { limit: 1 }) : []
  const found = same[0] ?? (await ctx.find('account', { name }, { limit: 1 }))[0]
  if (found) return found
  return ctx.create('account', {
    name,
    tax_number,
    region: lead.region,
    phone: lead.phone,
    lead: lead.id,
    owner,
  })
}

async function contactOf(ctx: Context, lead: Row, account: Row, owner: string): Promise<Row> {
  for (const way of ['phone', 'email'] as const) {
    const value = text(lead, way)
    if (value === null) continue
    const same: Values = { account: account.id, [way]: value }
    const [found] = await ctx.find('contact', same, { limit: 1 })
    if (found) return found
  }
  return ctx.create('contact', {
    name: lead.name,
    account: account.id,
    phone: lead.phone,
    email: lead.email,
    title: lead.title,
    lead: lead.id,
    owner,
  })
}
