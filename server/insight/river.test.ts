// Is the river what one gets by following every chain by hand?
import { limitOf } from '#kernel/lifecycle/lifecycle.ts'
import { dueAt } from '#kernel/time/working-time.ts'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Decimal } from 'decimal.js'
import type { River, RiverPeriod } from '#kernel/api.ts'
import { brokenIdentities } from '#kernel/insight/identities.ts'
import { otherReasons, type ReachName, reachNames } from '#kernel/insight/flow.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import { riverOf, type RiverWish } from './river.ts'
import { openPart } from './river-open.ts'
import {
  insertRows,
  randomChains,
  type Rows,
  type SampleWorld,
  sampleNow,
  sampleWorld,
} from '../../stories/sample-chains.ts'

let sample: SampleWorld
let rows: Rows

before(async () => {
  sample = await sampleWorld()
  rows = randomChains(600, 20261123)
  await insertRows(sample.world, rows)
})
after(() => sample.base.drop())

type Row = Rows[string][number]
interface Piece {
  reach: number
  ending: 'stay' | 'lost' | 'received'
  amount: Decimal
  stuck: Decimal
  reason: string
  ended: number
}
const D = (value: unknown): Decimal => new Decimal(String(value ?? 0))
const zero = D(0)

/** What one finds by hand: chain after chain, document after document, as it stood at the end of a day. */
class ByHand {
  readonly chains: Piece[][] = []
  readonly at: number
  readonly today: string
  readonly past: boolean
  readonly from: number
  constructor(from: string, at: number, today: string, past: boolean) {
    this.at = at
    this.today = today
    this.past = past
    this.from = Date.parse(`${from}T00:00:00+08:00`)
    const linked = new Set<Row>()
    for (const lead of this.born('lead')) {
      const mine = this.born('opportunity').filter((one) => one.lead === lead.id)
      if (mine.length === 0) this.lead(lead)
      for (const one of mine) {
        linked.add(one)
        this.opportunity(one, lead)
      }
    }
    for (const one of this.born('opportunity')) if (!linked.has(one)) this.opportunity(one, null)
    for (const one of this.born('contract')) if (one.opportunity === null) this.contract(one, zero)
    for (const one of this.inForce()) if (one.contract === null) this.keep(this.invoice(one))
  }
  /** Asked of every chain, so found once. */
  private readonly known = new Map<string, Row[]>()
  born = (table: string): Row[] => {
    const found =
      this.known.get(table) ??
      rows[table]!.filter((one) => Date.parse(String(one.created_at)) < this.at)
    this.known.set(table, found)
    return found
  }
  come = (day: unknown): boolean =>
    day !== null && (this.past ? String(day) < this.today : String(day) <= this.today)
  inForce = (): Row[] => {
    const found =
      this.known.get('in force') ??
      rows.invoice!.filter((one) => one.kind === 'normal' && this.holds(one))
    this.known.set('in force', found)
    return found
  }
  holds = (one: Row): boolean =>
    one.stage !== 'draft' &&
    this.come(one.issued_on) &&
    !(one.stage === 'void' && Date.parse(String(one.stage_since)) < this.at)
  /** The stage a record was in, by its visits. */
  stageOf(row: Row): { stage: string; since: number } {
    const since = Date.parse(String(row.stage_since))
    if (since < this.at) return { stage: String(row.stage), since }
    const visit = rows.stage_visit!.find(
      (one) =>
        one.record === row.id &&
        Date.parse(String(one.entered_at)) < this.at &&
        Date.parse(String(one.left_at)) >= this.at,
    )!
    return { stage: String(visit.stage), since: Date.parse(String(visit.entered_at)) }
  }
  over = (object: string, stage: string, since: number): boolean => {
    const limit = limitOf(sample.world.app.objects[object]!.lifecycle!.stages[stage])
    return (
      limit !== null &&
      dueAt(sample.world.company.calendar, new Date(since), limit).getTime() <= this.at
    )
  }
  keep(chain: Piece[]): void {
    if (chain.some((one) => one.ending === 'stay') || chain.some((one) => one.ended >= this.from))
      this.chains.push(chain)
  }
  one = (
    reach: number,
    ending: Piece['ending'],
    amount: Decimal,
    stuck: boolean | Decimal = false,
    reason: unknown = '',
    ended = 0,
  ): Piece => ({
    reach,
    ending,
    amount,
    stuck: stuck === true ? amount : stuck === false ? zero : stuck,
    reason: String(reason ?? ''),
    ended,
  })

  lead(row: Row): void {
    const { stage, since } = this.stageOf(row)
    if (stage === 'converted') return
    const reach =
      stage === 'qualified' || (stage === 'disqualified' && row.qualified_at !== null) ? 2 : 1
    this.keep([
      stage === 'disqualified'
        ? this.one(reach, 'lost', D(row.amount), false, row.disqualified_reason, since)
        : this.one(reach, 'stay', D(row.amount), this.over('lead', stage, since)),
    ])
  }
  opportunity(row: Row, lead: Row | null): void {
    const quotes = this.born('quote')
      .filter((one) => one.opportunity === row.id)
      .sort((a, b) => Number(b.version_no) - Number(a.version_no))
    const amount =
      [quotes[0]?.gross, row.amount, lead?.amount].map(D).find((one) => !one.isZero()) ?? zero
    const mine = this.born('contract').filter((one) => one.opportunity === row.id)
    if (mine.length) return mine.forEach((one) => this.contract(one, amount))
    const { stage, since } = this.stageOf(row)
    if (stage === 'lost') this.keep([this.one(3, 'lost', amount, false, row.lost_reason, since)])
    else
      this.keep([
        this.one(
          stage === 'won' ? 4 : 3,
          'stay',
          amount,
          stage === 'won'
            ? this.over('contract', 'draft', since)
            : this.over('opportunity', stage, since),
        ),
      ])
  }
  contract(row: Row, estimate: Decimal): void {
    const amount = D(row.amount).isZero() ? estimate : D(row.amount)
    const { stage, since } = this.stageOf(row)
    const wasActive =
      stage === 'active' ||
      rows.stage_visit!.some(
        (one) =>
          one.record === row.id &&
          one.stage === 'active' &&
          Date.parse(String(one.entered_at)) < this.at,
      )
    const invoices = this.inForce().filter((one) => one.contract === row.id)
    const pieces = invoices.flatMap((one) => this.invoice(one))
    const plan = rows.billing_plan_line!.filter((one) => one.contract === row.id)
    const unbilled = plan.filter((line) => !invoices.some((one) => one.plan_line === line.id))
    const rest =
      wasActive && plan.length
        ? unbilled.reduce((sum, line) => sum.plus(D(line.amount)), zero)
        : Decimal.max(0, amount.minus(invoices.reduce((sum, one) => sum.plus(D(one.gross)), zero)))
    if (!rest.isZero() || invoices.length === 0) {
      const late = plan.length
        ? unbilled
            .filter((line) => String(line.due_on) < this.today)
            .reduce((sum, line) => sum.plus(D(line.amount)), zero)
        : zero
      if (stage === 'terminated')
        pieces.push(this.one(wasActive ? 5 : 4, 'lost', rest, false, row.terminated_reason, since))
      else
        pieces.push(
          wasActive
            ? this.one(5, 'stay', rest, late)
            : this.one(4, 'stay', rest, this.over('contract', stage, since)),
        )
    }
    this.keep(pieces)
  }
  invoice(row: Row): Piece[] {
    const paid = rows.allocation!.filter(
      (one) => one.invoice === row.id && this.come(one.allocated_on),
    )
    const notes = rows.invoice!.filter((one) => one.credits === row.id && this.holds(one))
    const gone = rows.write_off!.filter(
      (one) => one.invoice === row.id && this.come(one.written_on),
    )
    const [got, credited, written] = [
      paid.reduce((sum, one) => sum.plus(D(one.amount)), zero),
      notes.reduce((sum, one) => sum.minus(D(one.gross)), zero),
      gone.reduce((sum, one) => sum.plus(D(one.amount)), zero),
    ]
    const open = D(row.gross).minus(got).minus(credited).minus(written)
    const start = (day: unknown): number => Date.parse(`${String(day)}T00:00:00+08:00`)
    return [
      ...(open.isZero()
        ? []
        : [this.one(6, 'stay', open, row.due_on !== null && String(row.due_on) < this.today)]),
      ...(got.isZero()
        ? []
        : [
            this.one(
              6,
              'received',
              got,
              false,
              '',
              start(
                paid
                  .map((one) => one.allocated_on)
                  .sort()
                  .at(-1),
              ),
            ),
          ]),
      ...(credited.isZero()
        ? []
        : [this.one(6, 'lost', credited, false, notes[0]!.reason, start(notes[0]!.issued_on))]),
      ...(written.isZero()
        ? []
        : [this.one(6, 'lost', written, false, gone[0]!.reason, start(gone[0]!.written_on))]),
    ]
  }
  sum(
    reach: number,
    ending: Piece['ending'],
    of: 'amount' | 'stuck' = 'amount',
    reason?: string,
  ): string {
    const found = this.chains
      .flat()
      .filter(
        (one) =>
          one.ending === ending &&
          (ending === 'received' || one.reach === reach) &&
          (reason === undefined || one.reason === reason),
      )
    return found.reduce((sum, one) => sum.plus(one[of]), zero).toFixed(2)
  }
}

const wish = (
  months: number,
  measure: 'amount' | 'count',
  until: string | null = null,
): RiverWish => ({ months, measure, until })

const periods = (river: Pick<River, 'now' | 'before'>): [RiverPeriod, ByHand][] => [
  [river.now, new ByHand('2025-11-23', sampleNow.getTime(), '2026-11-23', false)],
  [
    river.before,
    new ByHand('2024-11-23', Date.parse('2025-11-23T00:00:00+08:00'), '2025-11-23', true),
  ],
]

test('the river until a day that is over is the one that is shown as the period before, and its parts open to the same rows', async () => {
  const { before } = await riverOf(sample.doing(), wish(12, 'amount'))
  const then = await riverOf(sample.doing(), wish(12, 'amount', '2025-11-22'))
  // Which reasons have a stream of their own follows from both periods that are shown; their sum does not.
  const plain = (period: RiverPeriod) => ({
    ...period,
    reaches: period.reaches.map(({ lost, ...reach }) => ({
      ...reach,
      lost: lost.reduce((sum, one) => sum.plus(one.amount), zero).toFixed(2),
      times: lost.reduce((sum, one) => sum + one.count, 0),
    })),
  })
  assert.deepEqual(plain(then.now), plain(before))
  assert.equal(then.before.to, '2024-11-22')
  for (const reach of then.now.reaches) {
    const { amount, count } = await openPart(sample.doing(), {
      reach: reach.name,
      part: 'stay',
      reason: null,
      stage: null,
      ...wish(12, 'amount', '2025-11-22'),
      period: 'now',
      after: 0,
    })
    assert.deepEqual({ amount, count }, reach.stay, reach.name)
  }
})

test('where nothing flows, it is told when something last did', async () => {
  const dry = await riverOf(sample.doing(), wish(1, 'amount', '2001-01-31'))
  assert.match(dry.latest ?? '', /^202[56]-\d\d-\d\d$/)
  assert.equal((await riverOf(sample.doing(), wish(12, 'amount'))).latest, null)
})

test('each sum is what following every chain by hand gives, now and as it stood a year ago', async () => {
  const river = await riverOf(sample.doing(), wish(12, 'amount'))
  for (const [period, hand] of periods(river)) {
    assert.ok(hand.chains.length > 100)
    period.reaches.forEach((reach, i) => {
      const place = `${period.to} ${reach.name}`
      assert.equal(reach.stay.amount, hand.sum(i + 1, 'stay'), `${place} stay`)
      assert.equal(reach.stuck.amount, hand.sum(i + 1, 'stay', 'stuck'), `${place} stuck`)
      for (const one of reach.lost)
        if (one.reason !== otherReasons)
          assert.equal(
            one.amount,
            hand.sum(i + 1, 'lost', 'amount', one.reason),
            `${place} ${one.reason}`,
          )
      const lost = reach.lost.reduce((sum, one) => sum.plus(one.amount), zero)
      assert.equal(lost.toFixed(2), hand.sum(i + 1, 'lost'), `${place} lost`)
      const through = hand.chains.filter((chain) =>
        chain.some((one) => one.ending === 'received' || one.reach > i),
      )
      assert.equal(reach.enter.count, through.length, `${place} chains`)
    })
    assert.equal(period.received.amount, hand.sum(6, 'received'))
    assert.ok(Number(period.received.amount) > 0)
    assert.ok(
      period.reaches.every((one) => Number(one.stay.amount) > 0),
      `money is everywhere in ${period.to}`,
    )
  }
})

test('it adds up at each gate and over the whole, by amount and by count', async () => {
  for (const measure of ['amount', 'count'] as const)
    for (const months of [1, 3, 12]) {
      const river = await riverOf(sample.doing(), wish(months, measure))
      assert.deepEqual(brokenIdentities(river.now, measure), [])
      assert.deepEqual(brokenIdentities(river.before, measure), [])
    }
})

test('by count each chain stands in one place', async () => {
  const river = await riverOf(sample.doing(), wish(12, 'count'))
  for (const [period, hand] of periods(river))
    assert.equal(period.reaches[0]!.enter.count, hand.chains.length)
})

test('open receivables and overdue are the stay and the stuck of the last reach', async () => {
  const { now } = await riverOf(sample.doing(), wish(24, 'amount'))
  const [row] = await sample.world.db.query<{
    open: string
    overdue: string
  }>(sql`select sum(b)::text as open, sum(b) filter (where due_on < '2026-11-23')::text as overdue from (
    select i.due_on, i.gross - coalesce((select sum(amount) from allocation a where a.invoice = i.id), 0) + coalesce((select sum(gross) from invoice n where n.credits = i.id), 0) - coalesce((select sum(amount) from write_off w where w.invoice = i.id), 0) as b
    from invoice i where i.kind = 'normal' and i.stage in ('issued', 'partly_credited', 'partly_paid')) x`)
  const cash = now.reaches[5]!
  assert.deepEqual([cash.stay.amount, cash.stuck.amount], [row!.open, row!.overdue])
})

test('every part opens to rows with exactly its sum and number', async () => {
  for (const measure of ['amount', 'count'] as const) {
    const river = await riverOf(sample.doing(), wish(12, measure))
    for (const [period, { reaches }] of Object.entries({
      now: river.now,
      before: river.before,
    }) as ['now' | 'before', RiverPeriod][])
      for (const reach of measure === 'count' && period === 'before' ? [] : reaches) {
        const open = (
          part: 'enter' | 'stay' | 'stuck' | 'lost' | 'on',
          reason: string | null = null,
        ) =>
          openPart(sample.doing(), {
            reach: reach.name,
            part,
            reason,
            stage: null,
            ...wish(12, measure),
            period,
            after: 0,
          })
        for (const part of ['enter', 'stay', 'stuck', 'on'] as const) {
          const { amount, count } = await open(part)
          assert.deepEqual({ amount, count }, reach[part], `${period} ${reach.name} ${part}`)
        }
        for (const one of reach.lost) {
          const { amount, count, rows: shown } = await open('lost', one.reason)
          assert.deepEqual(
            { amount, count },
            { amount: one.amount, count: one.count },
            `${period} ${reach.name} ${one.reason}`,
          )
          assert.ok(shown.every((row) => row.title !== ''))
        }
      }
  }
})

test('what a completed contract never billed is not owed', async () => {
  const before = await riverOf(sample.doing(), wish(12, 'amount'))
  await sample.world.db
    .query(sql`insert into contract (id, name, account, amount, currency, stage, stage_since, signed_on, created_at, updated_at, version)
    select gen_random_uuid(), '示例', id, 500, 'CNY', 'completed', '2026-11-01', '2026-10-01', '2026-10-01', now(), 1 from account limit 1`)
  assert.deepEqual((await riverOf(sample.doing(), wish(12, 'amount'))).now, before.now)
})

test('a seller’s river is made of the seller’s own rows and says that it is a part', async () => {
  const id = '01900000-0000-7000-8000-00000000000a'
  await sample.world.db.query(
    sql`insert into person (id, name, active, created_at, updated_at, version) values (${id}::uuid, '示例销售', true, now(), now(), 1)`,
  )
  const seller: Who = {
    id,
    name: '示例销售',
    roles: ['sales'],
    team: null,
    teams: [],
    people: [id],
    language: 'zh',
  }
  await sample.world.db.query(
    sql`update opportunity set owner = ${id}::uuid where id in (select id from opportunity where stage in ('discovery', 'needs') limit 5)`,
  )
  await sample.world.db.query(
    sql`update lead set owner = (select id from person where id <> ${id}::uuid limit 1)`,
  )
  const { now, partial } = await riverOf(sample.doing(seller), wish(12, 'amount'))
  assert.equal(partial, true)
  assert.equal((await riverOf(sample.doing(), wish(12, 'amount'))).partial, false)
  const opportunity = now.reaches[2]!
  assert.equal(opportunity.stay.count, 5)
  const { rows: shown } = await openPart(sample.doing(seller), {
    reach: 'opportunity',
    part: 'stay',
    reason: null,
    stage: null,
    ...wish(12, 'amount'),
    period: 'now',
    after: 0,
  })
  const owners = await sample.world.db.query<{ n: number }>(
    sql`select count(*) as n from opportunity where owner = ${id}::uuid and id = any(${shown.map((row) => row.id)}::uuid[])`,
  )
  assert.deepEqual([shown.length, Number(owners[0]!.n)], [5, 5])
})

test('nobody without a right sees any of it', async () => {
  const nobody: Who = {
    id: '01900000-0000-7000-8000-00000000000b',
    name: '示例',
    roles: [],
    team: null,
    teams: [],
    people: [],
    language: 'zh',
  }
  const { now } = await riverOf(sample.doing(nobody), wish(12, 'amount'))
  assert.equal(now.reaches[0]!.enter.count, 0)
  const reach: ReachName = reachNames[0]
  assert.equal(
    (
      await openPart(sample.doing(nobody), {
        reach,
        part: 'enter',
        reason: null,
        stage: null,
        ...wish(12, 'amount'),
        period: 'now',
        after: 0,
      })
    ).count,
    0,
  )
})

test('documents in another currency are left out and counted', async () => {
  const before = await riverOf(sample.doing(), wish(12, 'amount'))
  await sample.world.db.query(
    sql`insert into lead (id, name, amount, currency, stage, stage_since, created_at, updated_at, version) values (gen_random_uuid(), '示例', 5, 'USD', 'new', '2026-11-20', '2026-11-20', '2026-11-20', 1)`,
  )
  const river = await riverOf(sample.doing(), wish(12, 'amount'))
  assert.equal(river.left_out, before.left_out + 1)
  assert.deepEqual(river.now.reaches[0]!.enter, before.now.reaches[0]!.enter)
})
