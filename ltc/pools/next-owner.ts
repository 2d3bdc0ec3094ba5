// Whose turn is it? The member of the pool who gets the next lead, by the pool's own way of sharing out.
import type { Context } from '#kernel/context.ts'
import type { Values } from '#kernel/object.ts'
import { need, rows, text } from '../read.ts'
import { holdCap, openStages } from './pool-rules.ts'
import type { PoolRules } from './pool-rules.ts'

interface Member {
  readonly person: string
  readonly weight: number
}

/**
 * Null where nobody has room. The pool must be locked: whose turn it is follows from what was given out before.
 * Nothing is kept for it but the holdings themselves, so that anybody can count after it.
 */
export async function nextOwner(ctx: Context, rules: PoolRules): Promise<string | null> {
  const { pool } = rules
  if (!pool) return null
  const here = await present(ctx, rows(pool, 'members'))
  const free: (Member & { held: number })[] = []
  for (const member of here) {
    const cap = holdCap(rules, member.person)
    const held = await heldBy(ctx, pool.id, member.person)
    if (cap === null || held < cap) free.push({ ...member, held })
  }
  const by = text(pool, 'assign')
  const marks = new Map<string, string | number>()
  for (const member of free)
    marks.set(
      member.person,
      by === 'least'
        ? member.held
        : by === 'weight'
          ? (await givenThisMonth(ctx, pool.id, member.person)) / member.weight
          : await lastGiven(ctx, pool.id, member.person),
    )
  return (
    free.reduce<Member | null>(
      (best, one) =>
        best === null || marks.get(one.person)! < marks.get(best.person)! ? one : best,
      null,
    )?.person ?? null
  )
}

async function present(ctx: Context, members: readonly Values[]): Promise<Member[]> {
  const here = members.filter((one) => (text(one, 'away_until') ?? '') < ctx.today)
  if (here.length === 0) return []
  const people = await ctx.find('person', {
    id: here.map((one) => need(one, 'person')),
    active: true,
  })
  const active = new Set(people.map((one) => one.id))
  return here
    .filter((one) => active.has(need(one, 'person')))
    .map((one) => ({ person: need(one, 'person'), weight: Number(one.weight ?? 1) }))
}

/** How many open leads of the pool somebody holds. */
export const heldBy = (ctx: Context, pool: string, owner: string): Promise<number> =>
  ctx.count('lead', { pool, owner, stage: openStages })

const givenThisMonth = (ctx: Context, pool: string, person: string): Promise<number> => {
  const days = Array.from(
    { length: Number(ctx.today.slice(8)) },
    (_, at) => `${ctx.today.slice(0, 8)}${String(at + 1).padStart(2, '0')}`,
  )
  return ctx.count('lead_holding', { pool, person, how: 'rule', day: days })
}

/** The last that somebody was given, later ones with greater ids; whoever never was given one comes first. */
async function lastGiven(ctx: Context, pool: string, person: string): Promise<string> {
  const equal = { pool, person, how: 'rule' }
  const [last] = await ctx.find('lead_holding', equal, { sort: '-id', limit: 1 })
  return last?.id ?? ''
}
