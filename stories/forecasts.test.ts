// Does a forecast keep who said what when, and on which deals, and is it seen by whom it may be?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { sum } from '#kernel/money/sum.ts'
import { forecastAutomations } from '#ltc/forecasts/forecast-automations.ts'
import { forecastDeals, parts } from '#server/desks/forecast-deals.ts'
import { forecastDesk } from '#server/desks/forecast.ts'
import { forecastAccuracy, forecastHistory } from '#server/desks/forecast-history.ts'
import { readCompany } from '#server/records/open-world.ts'
import { readWho } from '#server/login/who.ts'
import { company, refused, type Company, type Person } from './spine-company.ts'

let firm: Company
let boss: Person
let lea: Person
let ann: Person
let bob: Person
let cai: Person

/** A person as they are once the teams stand. */
async function grown(one: Person): Promise<Person> {
  const now = await readWho(firm.world.db, one.who.id)
  Object.assign(one.who, now)
  return one
}

before(async () => {
  firm = await company('2026-01-06')
  const office = await firm.system.create('team', { name: '总部' })
  const east = await firm.system.create('team', { name: '东区', parent: office.id })
  const west = await firm.system.create('team', { name: '西区', parent: office.id })
  const hire = (name: string, roles: string[], team: string) =>
    firm.hire(name, { email: `${name}@example.cn`, roles, team })
  boss = await hire('boss', ['manager'], office.id)
  lea = await hire('lea', ['sales_manager'], east.id)
  ann = await hire('ann', ['sales'], east.id)
  bob = await hire('bob', ['sales'], east.id)
  cai = await hire('cai', ['sales'], west.id)
  await firm.system.change('team', office.id, { lead: boss.who.id })
  await firm.system.change('team', east.id, { lead: lea.who.id })
  for (const one of [boss, lea, ann, bob, cai]) await grown(one)
})
after(() => firm.close())

let count = 0
const deal = async (who: Person, amount: string, values: Values = {}) =>
  who.create('opportunity', {
    name: `示例商机 ${++count}`,
    account: (await who.create('account', { name: `示例客户 ${count}` })).id,
    amount,
    close_date: '2026-03-20',
    ...values,
  })

const rowOf = async (as: Person, whom: Person, week: string | null = null) => {
  const desk = await forecastDesk(as.doing(), null, week)
  return desk.rows.find((row) => row.speaks && row.person === whom.who.id)
}

test('how sure a deal is follows its probability until its owner says otherwise', async () => {
  const one = await deal(ann, '1000', { close_date: null })
  assert.equal(one.forecast, 'pipeline')
  const likely = await ann.change('opportunity', one.id, { probability: '85' })
  assert.equal(likely.forecast, 'commit')
  await ann.change('opportunity', one.id, { forecast: 'best' })
  const less = await ann.change('opportunity', one.id, { probability: '10' })
  assert.equal(less.forecast, 'best')
  assert.equal(
    (await deal(ann, '1', { close_date: null, forecast: 'omitted' })).forecast,
    'omitted',
  )
})

test('the desk adds up deals by owner and team, and each figure opens exactly its rows', async () => {
  await deal(ann, '100000.01', { forecast: 'commit', probability: '80' })
  await deal(ann, '50000.02', { forecast: 'best', probability: '33.33' })
  await deal(ann, '7777', { forecast: 'omitted' })
  await deal(ann, '999', { close_date: '2026-04-01' })
  await deal(bob, '30000', { forecast: 'pipeline', probability: '10' })
  await deal(lea, '20000', { forecast: 'commit', probability: '90' })
  await deal(cai, '400000', { forecast: 'commit', probability: '90' })
  const quick = await deal(bob, '12345.67')
  await bob.act('opportunity', quick.id, 'move', { to: 'won' })
  const mine = await rowOf(ann, ann)
  assert.deepEqual(mine!.figures, {
    won: '0.00',
    commit: '100000.01',
    best: '50000.02',
    pipeline: '0.00',
    weighted: '96665.02',
  })
  const desk = await forecastDesk(boss.doing(), null, null)
  assert.deepEqual(
    desk.rows.map((row) => [row.name, row.scope, row.depth, row.figures!.commit]),
    [
      ['boss', 'team', 0, '520000.01'],
      ['lea', 'team', 1, '120000.01'],
      ['lea', 'own', 2, '20000.00'],
      ['ann', 'own', 2, '100000.01'],
      ['bob', 'own', 2, '0.00'],
      ['cai', 'own', 1, '400000.00'],
    ],
  )
  for (const row of desk.rows)
    for (const part of ['won', 'commit', 'best', 'pipeline', 'weighted'] as const) {
      const opened = await forecastDeals(boss.doing(), null, { ...row, part })
      assert.equal(opened.amount, row.figures![part], `${row.name} ${part}`)
      assert.equal(
        sum(
          opened.rows.map((one) => (part === 'weighted' ? one.weighted : one.amount)),
          'CNY',
        ),
        opened.amount,
      )
    }
})

test('a seller sees what is theirs, a lead what is of their team, and nobody more by asking for it', async () => {
  const names = async (as: Person) =>
    (await forecastDesk(as.doing(), null, null)).rows
      .filter((row) => row.speaks)
      .map((row) => row.name)
  assert.deepEqual(await names(ann), ['ann'])
  assert.deepEqual(await names(lea), ['lea', 'ann', 'bob'])
  for (const part of parts)
    for (const scope of ['own', 'team'] as const) {
      const asked = { person: cai.who.id, scope, part }
      assert.equal((await forecastDeals(ann.doing(), null, asked)).count, 0)
      assert.equal((await forecastDeals(lea.doing(), null, asked)).count, 0)
    }
})

test('what is said once stands with its deals as they were: nobody says it again, and no hand changes it', async () => {
  firm.at('2026-01-09')
  await ann.act('person', ann.who.id, 'submit_forecast', {
    amount: '150000',
    note: '两单都谈到价格',
  })
  const again = ann.act('person', ann.who.id, 'submit_forecast', { amount: '1' })
  assert.equal((await refused(again)).code, 'forecast-said')
  const forOthers = firm.system.act('person', ann.who.id, 'submit_forecast', { amount: '1' })
  assert.equal((await refused(forOthers)).code, 'forecast-own-only')
  assert.equal(
    (await refused(ann.act('person', bob.who.id, 'submit_forecast', { amount: '1' }))).code,
    'not-allowed',
  )
  const over = ann.act('person', ann.who.id, 'submit_forecast', { amount: '1', on: '2025-12-31' })
  assert.equal((await refused(over)).code, 'forecast-period-over')
  const [kept] = await ann.list('forecast')
  const deals = kept!.deals as Values[]
  assert.deepEqual(deals.map((one) => [one.category, one.amount]).sort(), [
    ['best', '50000.02'],
    ['commit', '100000.01'],
    ['omitted', '7777.00'],
  ])
  assert.equal(kept!.late, false)
  for (const table of ['forecast', 'forecast_deal'] as const)
    for (const deed of [
      sql`update forecast set amount = 1`,
      sql`delete from forecast`,
      sql`update forecast_deal set amount = 1`,
      sql`delete from forecast_deal`,
    ])
      await assert.rejects(firm.base.db.query(deed), /only ever added/, table)
  assert.equal(
    (await refused(firm.system.change('forecast', kept!.id, { note: 'x' }))).code,
    'not-allowed',
  )
  assert.equal((await bob.list('forecast')).length, 0)
  assert.equal((await lea.list('forecast')).length, 1)
})

test('a lead sees what was reported beside the sum, says their own, and who is missing is told', async () => {
  const before = await rowOf(lea, lea)
  assert.deepEqual(before!.reported, { amount: '150000.00', said: 1, of: 2 })
  assert.equal((await rowOf(lea, bob))!.said, null)
  await lea.act('person', lea.who.id, 'submit_forecast', { amount: '160000' })
  const [team] = await lea.list('forecast', 'scope = "team"')
  assert.deepEqual(
    [team!.amount, team!.reported, team!.unreported, team!.won, team!.commit],
    ['160000.00', '150000.00', 1, '12345.67', '120000.01'],
  )
  // After the day on which it is due it is still taken, and told as late.
  firm.at('2026-01-10')
  await bob.act('person', bob.who.id, 'submit_forecast', { amount: '20000' })
  assert.equal((await rowOf(lea, bob))!.said!.late, true)
})

test('whoever is missing is reminded in the morning of the day that the company says', async () => {
  const [own] = await firm.system.list('company')
  const due = async (day: string): Promise<boolean> => {
    firm.at(day)
    return (await firm.system.list('company', forecastAutomations.forecast_due!.if)).length > 0
  }
  assert.deepEqual([await due('2026-01-16'), await due('2026-01-15')], [true, false])
  await firm.system.change('company', own!.id, { forecast_day: 'thu' })
  assert.deepEqual([await due('2026-01-16'), await due('2026-01-15')], [false, true])
  await firm.system.change('company', own!.id, { forecast_day: 'fri' })
  await readCompany(firm.world)
  firm.at('2026-01-10')
  assert.deepEqual(await firm.system.act('company', own!.id, 'remind_forecasts'), { reminded: 2 })
  const told = await firm.system.list(
    'notice',
    'text_en = "Please submit your forecast of this week today"',
  )
  assert.deepEqual(told.map((one) => one.person).sort(), [boss.who.id, cai.who.id].sort())
})

test('from week to week each deal is told by what became of it, and it adds up to the cent', async () => {
  firm.at('2026-01-14')
  const [commit] = await ann.list('opportunity', 'forecast = "commit" and close_date is not empty')
  const [best] = await ann.list('opportunity', 'forecast = "best" and close_date is not empty')
  await ann.change('opportunity', commit!.id, { amount: '110000.01' })
  await ann.act('opportunity', commit!.id, 'move', { to: 'won' })
  await ann.change('opportunity', best!.id, { close_date: '2026-05-01' })
  await deal(ann, '8000.50', { forecast: 'best' })
  const [later] = await ann.list('opportunity', 'close_date = "2026-04-01"')
  await ann.change('opportunity', later!.id, { close_date: '2026-03-31' })
  firm.at('2026-01-16')
  await ann.act('person', ann.who.id, 'submit_forecast', { amount: '118000' })
  await lea.act('person', lea.who.id, 'submit_forecast', { amount: '150000' })
  for (const [as, whom] of [
    [ann, ann],
    [lea, lea],
    [boss, lea],
  ] as const) {
    const { rows } = await forecastHistory(as.doing(), null, whom.who.id)
    assert.equal(rows.length, 2)
    for (const { change, figures } of rows) {
      const open = sum([figures.commit, figures.best, figures.pipeline], 'CNY')
      assert.equal(change.end, open)
      assert.equal(sum([change.start, ...change.steps.map((one) => one.amount)], 'CNY'), change.end)
    }
    assert.deepEqual(
      Object.fromEntries(rows[0]!.change.steps.map((one) => [one.step, one.amount])),
      {
        new: '8000.50',
        moved_in: '999.00',
        up: '10000.00',
        down: '0.00',
        moved_out: '-50000.02',
        won: '-110000.01',
        lost: '0.00',
        left_out: '0.00',
      },
    )
  }
  assert.deepEqual((await forecastHistory(bob.doing(), null, ann.who.id)).rows, [])
  // The week before still says what it said.
  assert.equal((await rowOf(lea, ann, '2026-01-05'))!.figures!.commit, '100000.01')
  assert.equal((await rowOf(lea, ann))!.before, '150000.00')
})

test('a deal that is removed or given away stays in what was said of it, and is told as gone the week after', async () => {
  firm.at('2026-01-19')
  const [fresh] = await ann.list('opportunity', 'amount = 8000.50')
  await firm.system.change('opportunity', fresh!.id, { owner: cai.who.id })
  const [moved] = await ann.list('opportunity', 'amount = 999')
  await firm.system.remove('opportunity', moved!.id)
  await ann.act('person', ann.who.id, 'submit_forecast', { amount: '112000' })
  const { change } = (await forecastHistory(ann.doing(), null, ann.who.id)).rows[0]!
  assert.equal(change.steps.find((one) => one.step === 'left_out')!.amount, '-8999.50')
  assert.equal(change.end, '0.00')
})

test('when the period is over, what was said stands beside what became of it', async () => {
  firm.at('2026-04-02')
  const told = await forecastAccuracy(boss.doing(), '2026-01-01')
  assert.equal(told.over, true)
  assert.deepEqual(told.weeks, ['2026-01-05', '2026-01-12', '2026-01-19'])
  const row = (whom: Person) => told.rows.find((one) => one.person === whom.who.id)!
  assert.deepEqual(
    [row(ann).became, row(ann).said, row(ann).wape, row(ann).bias],
    ['110000.01', ['150000.00', '118000.00', '112000.00'], '15.2', '15.2'],
  )
  assert.equal(row(lea).became, '122345.68')
  const [first] = told.by_week
  assert.deepEqual([first!.people, first!.wape], [2, '39.0'])
  assert.deepEqual(
    (await forecastAccuracy(cai.doing(), '2026-01-01')).rows.map((one) => one.name),
    [],
  )
})

test('a quarter ahead may be said early, and nobody is waited for in it', async () => {
  firm.at('2026-01-20')
  await bob.act('person', bob.who.id, 'submit_forecast', { amount: '5000', on: '2026-04-01' })
  const { rows } = await forecastDesk(lea.doing(), '2026-05-05', null)
  assert.deepEqual(
    rows.filter((row) => row.speaks).map((row) => [row.name, row.expected, row.said?.amount]),
    [
      ['lea', false, undefined],
      ['ann', false, undefined],
      ['bob', false, '5000.00'],
    ],
  )
})

test('what somebody said stays when they have left', async () => {
  firm.at('2026-04-02')
  await firm.system.change('person', bob.who.id, { active: false })
  const told = await forecastAccuracy(boss.doing(), '2026-01-01')
  assert.ok(told.rows.some((row) => row.name === 'bob' && row.said[0] === '20000.00'))
  const desk = await forecastDesk(boss.doing(), '2026-01-01', '2026-01-05')
  assert.ok(desk.rows.some((row) => row.name === 'bob' && row.said?.amount === '20000.00'))
})
