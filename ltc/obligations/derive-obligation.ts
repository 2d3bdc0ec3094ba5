// What follows from an obligation's other values? Whose contract it is of; what is billed waits for nothing any more.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { named } from '../named.ts'
import { text } from '../read.ts'

export async function deriveObligation(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  const contract = await named(ctx, row, 'contract', 'contract')
  if (!contract) return {}
  const line = text(row, 'plan_line')
  const opens = text(row, 'stage') === 'open' && (!before || text(before, 'stage') !== 'open')
  if (line !== null && (opens || !before || text(before, 'plan_line') !== line))
    await refuseBilled(ctx, contract, line)
  return { account: contract.account }
}

/** Billing holds the contract too: of the two at once the second sees the first. */
async function refuseBilled(ctx: Context, contract: Row, id: string): Promise<void> {
  await ctx.lock('contract', [contract.id])
  const [line] = await ctx.find('billing_plan_line', { id })
  if (!line || text(line, 'invoice') === null) return
  const problems = new Problems()
  problems.add('plan_line', 'rule', {
    says: {
      zh: '已开票的款项不能再等待履约事项',
      en: 'is billed already and waits for nothing any more',
    },
  })
  problems.done()
}
