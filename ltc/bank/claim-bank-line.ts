// Whose money is it? Who knows says so (认款); finance enters it.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { need, text } from '../read.ts'
import { no } from '../refusals.ts'

/** Roles that may speak for every customer. */
const forAll = ['admin', 'finance', 'manager', 'sales_manager']
const speaksForAll = (ctx: Context): boolean => ctx.who.roles.some((role) => forAll.includes(role))

export const claimBankLine = action('claim', {
  on: 'bank_line',
  label: { zh: '认款', en: 'Claim' },
  help: { zh: '指明这笔钱来自哪个客户，由财务入账', en: 'Say whose money it is; finance books it' },
  icon: 'UserAddOutlined',
  by: ['sales', 'sales_manager', 'finance'],
  from: ['open'],
  input: {
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Customer' },
      required: true,
    },
    note: { kind: 'text', label: { zh: '说明', en: 'Note' }, max: 500 },
  },
  run: async (ctx, line, input) => {
    const account = await ctx.get('account', need(input, 'account'))
    // A customer of somebody else is answered like one that is not there.
    if (!speaksForAll(ctx) && !ctx.who.people.includes(text(account, 'owner') ?? ''))
      no('not-your-account')
    const now = await ctx.move('bank_line', line.id, 'claimed', {
      account: account.id,
      claimed_by: ctx.who.id,
      claimed_at: ctx.now.toISOString(),
      note: input.note ?? null,
    })
    return { stage: now.stage, account: account.id }
  },
})

export const unclaimBankLine = action('unclaim', {
  on: 'bank_line',
  label: { zh: '取消认款', en: 'Take the claim back' },
  icon: 'UserDeleteOutlined',
  by: ['sales', 'sales_manager', 'finance'],
  from: ['claimed'],
  run: async (ctx, line) => {
    if (!speaksForAll(ctx) && text(line, 'claimed_by') !== ctx.who.id) no('not-your-claim')
    return { stage: await reopen(ctx, line.id) }
  },
})

/** The line waits again, and nothing of what was said of it is left. */
export async function reopen(ctx: Context, id: string): Promise<unknown> {
  const now = await ctx.move('bank_line', id, 'open', {
    account: null,
    claimed_by: null,
    claimed_at: null,
    note: null,
    payment: null,
  })
  return now.stage
}
