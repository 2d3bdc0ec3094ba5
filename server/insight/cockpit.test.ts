// Are the figures beside the river the sums of the rows that they open to?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Decimal } from 'decimal.js'
import type { Cockpit } from '#kernel/api.ts'
import type { Who } from '#kernel/permission.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { group } from '#server/reading/read.ts'
import { cockpitOf } from './cockpit.ts'
import { openForecast } from './forecast.ts'
import { riverOf } from './river.ts'
import { openPart } from './river-open.ts'
import {
  insertRows,
  randomChains,
  type Rows,
  type SampleWorld,
  sampleWorld,
} from '../../stories/sample-chains.ts'

let sample: SampleWorld
let rows: Rows
let cockpit: Omit<Cockpit, 'as_of'>

before(async () => {
  sample = await sampleWorld()
  assert.equal((await cockpitOf(sample.doing())).empty, true)
  rows = randomChains(400, 11)
  await insertRows(sample.world, rows)
  cockpit = await cockpitOf(sample.doing())
})
after(() => sample.base.drop())

const sum = (amounts: readonly unknown[]): string =>
  amounts.reduce((all: Decimal, one) => all.plus(String(one)), new Decimal(0)).toFixed(2)
const listed = async (from: string, where: string, field: string): Promise<[string, number]> => {
  const { world } = sample
  const [row] = (
    await group(world.db, permit(world.app, sample.doing().who), sample.doing().at, {
      from,
      where,
      measure: { total: `sum(${field})`, n: 'count()' },
    })
  ).map((text) => JSON.parse(text) as { total: string | null; n: number })
  return [sum([row!.total ?? 0]), Number(row!.n)]
}

test('an empty company is told apart from one whose rows are hidden', async () => {
  assert.equal(cockpit.empty, false)
  const nobody: Who = {
    id: '01900000-0000-7000-8000-00000000000b',
    name: '示例',
    roles: [],
    team: null,
    teams: [],
    people: [],
    language: 'zh',
  }
  const seen = await cockpitOf(sample.doing(nobody))
  assert.deepEqual(
    [seen.empty, seen.collected, seen.pipeline, seen.ageing, seen.forecast],
    [false, null, null, null, null],
  )
})

test('what came in this month is the sum of its days and of the list it opens', async () => {
  const it = cockpit.collected!
  const own = rows.payment!.filter((one) => String(one.received_on).startsWith('2026-11'))
  assert.ok(own.length > 2)
  assert.equal(it.total, sum(own.map((one) => one.amount)))
  assert.equal(it.total, sum(it.days.map((one) => one.amount)))
  assert.equal((await listed('payment', it.filter, 'amount'))[0], it.total)
  assert.equal(
    it.last_total,
    sum(
      rows
        .payment!.filter((one) => String(one.received_on).startsWith('2026-10'))
        .map((one) => one.amount),
    ),
  )
  assert.ok(new Decimal(it.expected).gte(it.total))
})

test('the buckets of age are the open receivables of the river, each with the list of its sum', async () => {
  const it = cockpit.ageing!
  const cash = (await riverOf(sample.doing(), { months: 12, measure: 'amount', until: null })).now
    .reaches[5]!
  assert.deepEqual(
    [it.total, it.overdue, it.count_overdue],
    [cash.stay.amount, cash.stuck.amount, cash.stuck.count],
  )
  assert.equal(sum(it.buckets.map((one) => one.amount)), it.total)
  for (const one of it.buckets)
    assert.deepEqual(
      await listed('invoice', one.filter, 'balance'),
      [one.amount, one.count],
      one.name,
    )
  assert.deepEqual(await listed('invoice', it.filter, 'balance'), [it.overdue, it.count_overdue])
  assert.ok(it.dso! > 0)
})

test('the pipeline is what stays in the reach of opportunities, and each stage opens to its rows', async () => {
  const it = cockpit.pipeline!
  const reach = (await riverOf(sample.doing(), { months: 12, measure: 'amount', until: null })).now
    .reaches[2]!
  assert.deepEqual([it.open, it.count], [reach.stay.amount, reach.stay.count])
  for (const one of it.stages) {
    const open = await openPart(sample.doing(), {
      reach: 'opportunity',
      part: 'stay',
      reason: null,
      stage: one.stage,
      months: 12,
      measure: 'amount',
      until: null,
      period: 'now',
      after: 0,
    })
    assert.deepEqual([open.amount, open.count], [one.amount, one.count], one.stage)
    // Every sample opportunity says 40 % of its own, so that is what counts and not the stage's.
    assert.ok(
      new Decimal(one.amount)
        .times('0.4')
        .minus(one.weighted)
        .abs()
        .lte(0.005 * one.count),
    )
  }
})

test('each month of the forecast opens to the documents that it is the sum of', async () => {
  const it = cockpit.forecast!
  assert.deepEqual(
    it.months.map((one) => one.month),
    ['2026-12', '2027-01', '2027-02'],
  )
  assert.equal(sum(it.months.map((one) => one.total)), it.total)
  assert.ok(new Decimal(it.total).gt(0))
  for (const one of it.months) {
    const open = await openForecast(sample.doing(), cockpit.today, one.month)
    assert.equal(open.amount, one.total)
    assert.equal(
      sum(open.rows.filter((row) => row.object === 'invoice').map((row) => row.amount)),
      one.invoiced,
    )
  }
  const due = rows.invoice!.filter(
    (one) =>
      ['issued', 'partly_credited', 'partly_paid'].includes(String(one.stage)) &&
      String(one.due_on).startsWith('2026-12'),
  )
  const paid = (id: unknown) =>
    rows.allocation!.filter((one) => one.invoice === id).map((one) => one.amount)
  const credited = (id: unknown) =>
    rows.invoice!.filter((one) => one.credits === id).map((one) => one.gross)
  assert.equal(
    it.months[0]!.invoiced,
    sum(
      due.map((one) =>
        new Decimal(String(one.gross)).minus(sum(paid(one.id))).plus(sum(credited(one.id))),
      ),
    ),
  )
})

test('the win rate counts deals by the day they closed, in whatever currency, also where no rate is known', async () => {
  const { db } = sample.world
  await db.query(
    sql`update opportunity set currency = 'GBP' where id in (select id from opportunity where lost_at is not null order by lost_at desc limit 5)`,
  )
  const since = new Date(sample.doing().at.now)
  since.setUTCDate(since.getUTCDate() - 365)
  const closed = (field: string): number =>
    rows.opportunity!.filter(
      (one) => one[field] && String(one[field]) > since.toISOString().slice(0, 10) + 'T16',
    ).length
  const [won, lost] = [closed('won_at'), closed('lost_at')]
  assert.ok(won > 5 && lost > 5)
  assert.equal(
    (await cockpitOf(sample.doing())).pipeline!.win_rate,
    new Decimal(won).div(won + lost).toFixed(4),
  )
})
