// What follows for a lead from its pool: may this person have it, until when, and who has had it? Asked inside every
// write, so that no import, no bulk change and no automation slips past the rules.
import { localTime } from '#kernel/import/local-time.ts'
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { daysAfter } from '../days.ts'
import { need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'
import { heldBy, nextOwner } from './next-owner.ts'
import { assigns, holdCap, isOpen, poolOf, rulesOf } from './pool-rules.ts'
import type { PoolRules } from './pool-rules.ts'

/** Without a pool only the company's days of grace: nothing is asked then, and no holding is written. */
export async function held(ctx: Context, row: Values, before: Row | null): Promise<Values> {
  const pool = await poolOf(ctx, row, before)
  const rules = rulesOf(ctx, pool)
  if (!pool) return term(ctx, row, before, rules)
  const lead = { ...row, pool: pool.id }
  const given = await sharedOut(ctx, lead, before, rules)
  const now = { ...lead, ...given }
  if (gets(now, before) && isOpen(now)) await mayHold(ctx, now, before, rules)
  const kept = term(ctx, now, before, rules)
  return { pool: pool.id, ...given, ...kept, ...holdings(ctx, { ...now, ...kept }, before) }
}

/** Has the lead another owner than before this write, or its first? */
const gets = (lead: Values, before: Row | null): boolean =>
  text(lead, 'owner') !== null && text(lead, 'owner') !== (before && text(before, 'owner'))

/** Nobody's lead that comes into a pool that shares out is given to the next; where nobody has room it waits. */
async function sharedOut(
  ctx: Context,
  lead: Values,
  before: Row | null,
  rules: PoolRules,
): Promise<Values> {
  const { pool } = rules
  const arrives = text(lead, 'pool') !== (before && text(before, 'pool'))
  if (!pool || !arrives || text(lead, 'owner') !== null || !isOpen(lead) || !assigns(pool))
    return {}
  await ctx.lock('lead_pool', [pool.id])
  const owner = await nextOwner(ctx, rules)
  if (owner === null) return {}
  await tellGiven(ctx, lead, owner, need(pool, 'name'))
  return { owner, given_how: 'rule' }
}

/** Says to whoever the rule gave a lead that it is theirs. */
export async function tellGiven(
  ctx: Context,
  lead: Values,
  owner: string,
  pool: string,
): Promise<void> {
  const name = text(lead, 'company') ?? text(lead, 'name') ?? ''
  await ctx.notify([owner], {
    zh: `「${pool}」按规则把线索「${name}」分配给了您`,
    en: `By the rule of “${pool}” the lead “${name}” is yours`,
    object: 'lead',
    record: need(lead, 'id'),
  })
}

/** The limits of the pool, counted while it is locked: of two who take their last one at once, one is refused. */
async function mayHold(
  ctx: Context,
  lead: Values,
  before: Row | null,
  rules: PoolRules,
): Promise<void> {
  const { pool, claim_cap, cool_days } = rules
  const owner = need(lead, 'owner')
  const claims = wayOf(ctx, lead, before) === 'claimed'
  if (claims && before && text(before, 'former_owner') === owner) {
    const until = daysAfter(dayOf(ctx, text(before, 'released_at')), cool_days)
    if (ctx.today < until) no('lead-cools', { date: until })
  }
  const cap = holdCap(rules, owner)
  const most = claims ? claim_cap : null
  if (cap === null && most === null) return
  await ctx.lock('lead_pool', [pool!.id])
  const name = need(pool!, 'name')
  if (cap !== null && (await heldBy(ctx, pool!.id, owner)) >= cap) {
    const [person] = await ctx.find('person', { id: owner })
    no('pool-held', { name: text(person ?? {}, 'name') ?? '', pool: name, cap })
  }
  const today = { pool: pool!.id, person: owner, how: 'claimed', day: ctx.today }
  if (most !== null && (await ctx.count('lead_holding', today)) >= most)
    no('pool-claimed', { pool: name, cap: most })
}

/** How somebody comes by the lead in this write. */
function wayOf(ctx: Context, lead: Values, before: Row | null): string {
  const how = text(lead, 'given_how')
  if (how === 'rule' && how !== (before && text(before, 'given_how'))) return how
  if (text(lead, 'owner') !== ctx.who.id) return 'given'
  return before ? 'claimed' : 'created'
}

/** The day of an instant where the company is; today where there is none. */
const dayOf = (ctx: Context, instant: string | null): string =>
  instant === null ? ctx.today : localTime(Date.parse(instant), ctx.zone).slice(0, 10)

const nobodys: Values = {
  keep_until: null,
  warn_on: null,
  deal_by: null,
  given_at: null,
  given_how: null,
  extensions: null,
}

/** Until when its owner may keep it; the pool keeps nobody's. */
function term(ctx: Context, row: Values, before: Row | null, rules: PoolRules): Values {
  const was = before && text(before, 'owner')
  if (text(row, 'owner') === null) {
    if (before && was === null) return {}
    return {
      ...nobodys,
      ...(was ? { former_owner: was, released_at: ctx.now.toISOString() } : {}),
    }
  }
  const got = gets(row, before)
  const begins = got || (rules.pool && rules.pool.id !== (before && text(before, 'pool')))
  const deal_by = begins
    ? dealBy(ctx, got ? null : text(row, 'given_at'), rules)
    : text(row, 'deal_by')
  const keep_until = earlier(
    got ? daysAfter(ctx.today, rules.keep_days) : text(row, 'keep_until'),
    deal_by,
  )
  if (!begins && keep_until === (before && text(before, 'keep_until'))) return {}
  return {
    keep_until,
    warn_on: keep_until && daysAfter(keep_until, -rules.warn_days),
    ...(rules.pool && begins ? begun(ctx, row, before, got) : {}),
    ...(rules.pool ? { deal_by } : {}),
  }
}

const dealBy = (ctx: Context, given_at: string | null, { deal_days }: PoolRules): string | null =>
  deal_days === null ? null : daysAfter(dayOf(ctx, given_at), deal_days)

const begun = (ctx: Context, row: Values, before: Row | null, got: boolean): Values => ({
  given_at: (got ? null : text(row, 'given_at')) ?? ctx.now.toISOString(),
  given_how: (got ? null : text(row, 'given_how')) ?? wayOf(ctx, row, before),
  extensions: 0,
})

const earlier = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : one < other ? one : other

/** The row of whoever holds it begins and ends with their holding. */
function holdings(ctx: Context, lead: Values, before: Row | null): Values {
  const list = rows(lead, 'holdings')
  const person = isOpen(lead) ? text(lead, 'owner') : null
  const pool = text(lead, 'pool')
  const open = list.find((one) => text(one, 'ended_at') === null)
  if (open ? text(open, 'person') === person && text(open, 'pool') === pool : person === null)
    return {}
  const ended = list.map((one) =>
    one === open
      ? { ...one, ended_at: ctx.now.toISOString(), ended: endOf(ctx, lead, before) }
      : one,
  )
  if (person === null) return { holdings: ended }
  const reopened = before !== null && !isOpen(before) && text(before, 'owner') === person
  const how = reopened ? 'reopened' : (text(lead, 'given_how') ?? 'given')
  const began = { day: ctx.today, began_at: ctx.now.toISOString() }
  return { holdings: [...ended, { pool, person, how, ...began }] }
}

function endOf(ctx: Context, lead: Values, before: Row | null): string {
  const stage = text(lead, 'stage')
  if (stage === 'converted' || stage === 'disqualified') return stage
  if (text(lead, 'owner') !== null) return 'passed'
  return (text(before ?? {}, 'keep_until') ?? ctx.today) < ctx.today ? 'expired' : 'returned'
}
