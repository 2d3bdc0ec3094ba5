// Who gets this lead out of the pool, if nobody claims it? Whoever's turn it is by the rule of the pool.
import { action } from '#kernel/action.ts'
import { need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { tellGiven } from './held.ts'
import { nextOwner } from './next-owner.ts'
import { openStages, poolOf, rulesOf } from './pool-rules.ts'

export const allocateLead = action('allocate', {
  on: 'lead',
  label: { zh: '按规则分配', en: 'Share out' },
  help: {
    zh: '分给线索池规则轮到的成员',
    en: 'To the member whose turn it is by the rule of its pool',
  },
  icon: 'PartitionOutlined',
  by: ['sales_manager', 'manager', 'marketing'],
  from: openStages,
  if: 'owner is empty',
  offered_if: 'pool.assign != "none"',
  run: async (ctx, lead) => {
    if (text(lead, 'owner') !== null) no('lead-has-owner')
    // Read without an owner before and with one after, a lead that was in no pool finds its own.
    const rules = rulesOf(ctx, await poolOf(ctx, lead, null))
    const { pool } = rules
    if (pool) await ctx.lock('lead_pool', [pool.id])
    const owner = await nextOwner(ctx, rules)
    if (!pool || owner === null) no('nobody-free')
    await ctx.change('lead', lead.id, { owner, given_how: 'rule', release_reason: null })
    await tellGiven(ctx, lead, owner, need(pool, 'name'))
    return { owner }
  },
})
