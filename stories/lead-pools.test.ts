// Are leads shared out, held and taken back by the rules of their pool, whichever way somebody comes by them?

import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { importTable } from '#server/import/import-table.ts'
import { readCompany } from '#server/records/open-world.ts'
import { company, refused, type Company, type Person } from './spine-company.ts'

let firm: Company
let admin: Person
let boss: Person
let ann: Person
let bob: Person
let cai: Person

before(async () => {
  firm = await company('2026-03-02')
  admin = await firm.hire('Admin', { email: 'admin@example.cn', roles: ['admin'] })
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['sales_manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
  bob = await firm.hire('Bob', { email: 'bob@example.cn', roles: ['sales'] })
  cai = await firm.hire('Cai', { email: 'cai@example.cn', roles: ['sales'] })
  await rules(true)
})
beforeEach(() => firm.at('2026-03-02'))
after(() => firm.close())

/** Turns the rules of pools on or off. */
async function rules(pools: boolean): Promise<void> {
  const [own] = await admin.list('company')
  await admin.change('company', own!.id, { pools })
  await readCompany(firm.world)
}

let count = 0
/** A lead that nobody has, of a region that only one pool takes. */
const fresh = (region: string, values: Values = {}): Promise<Row> =>
  admin.create('lead', { name: `访客${++count}`, region, owner: null, ...values })

const pool = (name: string, region: string, values: Values = {}): Promise<Row> =>
  boss.create('lead_pool', { name, regions: region, sequence: 1, ...values })

const members = (...people: Person[]): Values[] => people.map(({ who }) => ({ person: who.id }))

test('a new lead falls into the first pool that takes its source and region', async () => {
  const east = await pool('华东展会', '苏州、无锡', { sources: ['exhibition'] })
  const rest = await pool('华东其余', '苏州', { sequence: 5 })
  const at = async (values: Values) => (await fresh('江苏苏州', values)).pool
  assert.equal(await at({ source: 'exhibition' }), east.id)
  assert.equal(await at({ source: 'website' }), rest.id)
  assert.equal((await fresh('昆明', { source: 'website' })).pool, null)
  await boss.change('lead_pool', east.id, { active: false })
  assert.equal(await at({ source: 'exhibition' }), rest.id)
})

test('leads imported for nobody come into the pool that takes them, shared out where it shares out; without a word they are the importer’s', async () => {
  const open = await pool('展会线索', '舟山')
  const shares = await pool('分给成员', '台州', { assign: 'turn', members: members(cai) })
  const file = (name: string) => ({
    bytes: new TextEncoder().encode(
      `姓名,地区,负责人\n${name}一,舟山,\n${name}二,台州,\n${name}三,舟山,Bob\n`,
    ),
  })
  const bring = async (name: string, columns: object, more: object): Promise<unknown[]> => {
    const folder = await mkdtemp(join(tmpdir(), 'openltc-leads-'))
    const errorsTo = join(folder, 'errors.csv')
    const mapping = { columns: { 姓名: 'name', 地区: 'region', ...columns }, ...more }
    const end = await importTable(firm.world, boss.who, 'lead', file(name), mapping, { errorsTo })
    await rm(folder, { recursive: true })
    assert.deepEqual([end.created, end.refused], [3, 0])
    const rows = await admin.list('lead', `left(name, 1) = "${name}"`)
    return ['一', '二', '三'].map((which) => {
      const { owner, pool } = rows.find((one) => one.name === name + which)!
      return [owner, pool]
    })
  }
  assert.deepEqual(await bring('甲', {}, {}), [
    [boss.who.id, open.id],
    [boss.who.id, shares.id],
    [boss.who.id, open.id],
  ])
  assert.deepEqual(await bring('乙', {}, { owner: 'nobody' }), [
    [null, open.id],
    [cai.who.id, shares.id],
    [null, open.id],
  ])
  assert.deepEqual(await bring('丙', { 负责人: 'owner' }, { owner: 'nobody' }), [
    [null, open.id],
    [cai.who.id, shares.id],
    [bob.who.id, open.id],
  ])
})

test('a closed pool is seen by its members and those above them, and claimed by them', async () => {
  const closed = await pool('大客户', '厦门', { for_all: false, members: members(ann) })
  const lead = await fresh('厦门')
  assert.equal(lead.pool, closed.id)
  assert.equal((await ann.get('lead', lead.id)).id, lead.id)
  assert.equal((await boss.get('lead', lead.id)).id, lead.id)
  assert.equal((await refused(bob.get('lead', lead.id))).code, 'not-found')
  assert.equal((await refused(bob.act('lead', lead.id, 'claim'))).code, 'not-found')
  const seen = async (one: Person) => (await one.list('lead', 'region = "厦门"')).length
  assert.deepEqual([await seen(ann), await seen(bob)], [1, 0])
  await ann.act('lead', lead.id, 'claim')
})

test('nobody claims more in a day than the pool allows', async () => {
  await pool('日限', '青岛', { claim_cap: 2 })
  const leads = [await fresh('青岛'), await fresh('青岛'), await fresh('青岛')]
  await ann.act('lead', leads[0]!.id, 'claim')
  await ann.act('lead', leads[0]!.id, 'release', { reason: '不合适' })
  await ann.act('lead', leads[1]!.id, 'claim')
  // What was given back again counts: it is the claims of the day.
  assert.equal((await refused(ann.act('lead', leads[2]!.id, 'claim'))).code, 'pool-claimed')
  await bob.act('lead', leads[2]!.id, 'claim')
  await bob.act('lead', leads[2]!.id, 'release', { reason: '不合适' })
  firm.at('2026-03-03')
  await ann.act('lead', leads[2]!.id, 'claim')
})

test('nobody holds more at once than the pool allows, by claim, by hand, by import or new', async () => {
  await pool('持有', '济南', { hold_cap: 2, members: [{ person: bob.who.id, hold_cap: 1 }] })
  const own = await ann.create('lead', { name: '自建', region: '济南' })
  assert.equal(own.given_how, 'created')
  const next = await fresh('济南')
  assert.equal((await ann.act('lead', next.id, 'claim')).owner, ann.who.id)
  const full = await fresh('济南')
  assert.equal((await refused(ann.act('lead', full.id, 'claim'))).code, 'pool-held')
  const to = (one: Person) => ({ owner: one.who.id })
  assert.equal((await refused(boss.act('lead', full.id, 'assign', to(ann)))).code, 'pool-held')
  assert.equal((await refused(boss.change('lead', full.id, to(ann)))).code, 'pool-held')
  const brought = { name: '导入', region: '济南', ...to(ann) }
  assert.equal((await refused(boss.create('lead', brought))).code, 'pool-held')
  // A member's own number comes before that of the pool.
  await bob.act('lead', full.id, 'claim')
  const other = await fresh('济南')
  assert.equal((await refused(bob.act('lead', other.id, 'claim'))).code, 'pool-held')
  // What is given up or converted is held no more.
  await ann.act('lead', own.id, 'disqualify', { reason: '无需求' })
  await ann.act('lead', other.id, 'claim')
})

test('of two who take the last one of somebody at once, one is refused', async () => {
  await pool('同时', '烟台', { hold_cap: 1 })
  const [one, two] = [await fresh('烟台'), await fresh('烟台')]
  const both = await Promise.allSettled([
    ann.act('lead', one.id, 'claim'),
    boss.act('lead', two.id, 'assign', { owner: ann.who.id }),
  ])
  assert.equal(both.filter((each) => each.status === 'fulfilled').length, 1)
})

test('who gave a lead back waits before claiming it again; others need not, nor does who is given it', async () => {
  await pool('冷却', '大连', { cool_days: 7 })
  const lead = await fresh('大连')
  await ann.act('lead', lead.id, 'claim')
  await ann.act('lead', lead.id, 'release', { reason: '联系不上' })
  assert.equal((await admin.get('lead', lead.id)).former_owner, ann.who.id)
  assert.equal((await refused(ann.act('lead', lead.id, 'claim'))).code, 'lead-cools')
  await bob.act('lead', lead.id, 'claim')
  await bob.act('lead', lead.id, 'release', { reason: '联系不上' })
  await ann.act('lead', lead.id, 'claim')
  await ann.act('lead', lead.id, 'release', { reason: '联系不上' })
  firm.at('2026-03-08')
  assert.equal((await refused(ann.act('lead', lead.id, 'claim'))).code, 'lead-cools')
  firm.at('2026-03-09')
  await ann.act('lead', lead.id, 'claim')
  await ann.act('lead', lead.id, 'release', { reason: '联系不上' })
  assert.equal((await boss.act('lead', lead.id, 'assign', { owner: ann.who.id })).owner, ann.who.id)
})

test('a lead is kept as long as its pool says, warned of before, and no follow-up keeps it past the last day', async () => {
  await pool('期限', '长春', { keep_days: 5, deal_days: 12, warn_days: 3 })
  const lead = await fresh('长春')
  const dates = async () => {
    const now = await admin.get('lead', lead.id)
    return [now.keep_until, now.warn_on, now.deal_by]
  }
  assert.deepEqual(await dates(), [null, null, null])
  await ann.act('lead', lead.id, 'claim')
  assert.deepEqual(await dates(), ['2026-03-07', '2026-03-04', '2026-03-14'])
  firm.at('2026-03-06')
  const follow = async () => {
    const done_at = `${firm.world.now().toISOString()}`
    const call = await ann.create('activity', { subject: '电话', lead: lead.id, done_at })
    await firm.system.act('activity', call.id, 'keep_lead')
  }
  await follow()
  assert.deepEqual(await dates(), ['2026-03-11', '2026-03-08', '2026-03-14'])
  firm.at('2026-03-11')
  await follow()
  assert.deepEqual(await dates(), ['2026-03-14', '2026-03-11', '2026-03-14'])
  const [holding] = (await admin.get('lead', lead.id)).holdings as Row[]
  assert.equal(holding!.first_at, '2026-03-06T01:00:00+00:00')
})

test('an owner extends a lead as often as the pool allows', async () => {
  await pool('延期', '沈阳', { keep_days: 5, deal_days: 9, extend_days: 4, extend_max: 1 })
  const lead = await fresh('沈阳')
  await ann.act('lead', lead.id, 'claim')
  const reason = { reason: '客户出差' }
  const more = await ann.act('lead', lead.id, 'extend', reason)
  assert.deepEqual(
    [more.keep_until, more.deal_by, more.extensions],
    ['2026-03-11', '2026-03-15', 1],
  )
  assert.equal((await refused(ann.act('lead', lead.id, 'extend', reason))).code, 'no-extension')
  // The next holder has extensions of their own.
  await ann.act('lead', lead.id, 'release', { reason: '放弃' })
  await bob.act('lead', lead.id, 'claim')
  assert.equal((await bob.act('lead', lead.id, 'extend', reason)).extensions, 1)
})

test('each holding is a row that says how it was got and how it ended', async () => {
  await pool('记录', '西安')
  const lead = await fresh('西安')
  await ann.act('lead', lead.id, 'claim')
  await ann.act('lead', lead.id, 'release', { reason: '放弃' })
  await boss.act('lead', lead.id, 'assign', { owner: bob.who.id })
  await boss.act('lead', lead.id, 'assign', { owner: cai.who.id })
  firm.at('2026-03-30')
  await firm.system.act('lead', lead.id, 'release', { reason: '超期' })
  await bob.act('lead', lead.id, 'claim')
  await bob.act('lead', lead.id, 'disqualify', { reason: '无需求' })
  firm.at('2026-03-31')
  await bob.act('lead', lead.id, 'reopen')
  const told = ((await admin.get('lead', lead.id)).holdings as Row[]).map((one) => [
    one.person,
    one.how,
    one.ended,
  ])
  assert.deepEqual(told, [
    [ann.who.id, 'claimed', 'returned'],
    [bob.who.id, 'given', 'passed'],
    [cai.who.id, 'given', 'expired'],
    [bob.who.id, 'claimed', 'disqualified'],
    [bob.who.id, 'reopened', null],
  ])
})

const shared = async (region: string, n: number): Promise<unknown[]> => {
  const owners: unknown[] = []
  for (let at = 0; at < n; at++) owners.push((await fresh(region)).owner)
  return owners
}

test('new leads are shared out in turn; who is away is left out, and says so by a date', async () => {
  const turn = await pool('轮流', '成都', { assign: 'turn', members: members(ann, bob, cai) })
  const [a, b, c] = [ann.who.id, bob.who.id, cai.who.id]
  assert.deepEqual(await shared('成都', 4), [a, b, c, a])
  const rows = (await boss.get('lead_pool', turn.id)).members as Row[]
  await boss.change('lead_pool', turn.id, {
    members: rows.map(({ id, person }) => ({
      id,
      ...(person === b ? { away_until: '2026-03-02' } : {}),
    })),
  })
  assert.deepEqual(await shared('成都', 2), [c, a])
  firm.at('2026-03-03')
  assert.deepEqual(await shared('成都', 2), [b, c])
  firm.at('2026-03-02')
  const told = (await cai.list('notice')).at(-1)
  assert.match(String(told!.text_zh), /「轮流」按规则把线索「访客\d+」分配给了您/)
})

test('by weight, who weighs three gets three of four', async () => {
  await pool('权重', '重庆', {
    assign: 'weight',
    members: [
      { person: ann.who.id, weight: 3 },
      { person: bob.who.id, weight: 1 },
    ],
  })
  const owners = await shared('重庆', 8)
  assert.equal(owners.filter((one) => one === ann.who.id).length, 6)
  assert.equal(owners.filter((one) => one === bob.who.id).length, 2)
})

test('whoever holds fewest gets the next; where all are full the lead waits, and is shared out later', async () => {
  await pool('最少', '贵阳', { assign: 'least', hold_cap: 2, members: members(ann, bob) })
  await ann.create('lead', { name: '自建', region: '贵阳' })
  const [a, b] = [ann.who.id, bob.who.id]
  assert.deepEqual(await shared('贵阳', 4), [b, a, b, null])
  const [waits] = await boss.list('lead', 'region = "贵阳" and owner is empty')
  assert.equal((await refused(boss.act('lead', waits!.id, 'allocate'))).code, 'nobody-free')
  const [held] = await bob.list('lead', 'region = "贵阳" and owner = me')
  await bob.act('lead', held!.id, 'disqualify', { reason: '无需求' })
  assert.equal((await boss.act('lead', waits!.id, 'allocate')).owner, b)
  assert.equal((await admin.get('lead', waits!.id)).given_how, 'rule')
})

test('without the rules of pools a lead is in none, and its days are the company’s', async () => {
  await rules(false)
  const lead = await ann.create('lead', { name: '无池', region: '成都' })
  assert.deepEqual([lead.pool, lead.keep_until, lead.warn_on], [null, '2026-03-17', '2026-03-15'])
  assert.deepEqual(lead.holdings, [])
})
