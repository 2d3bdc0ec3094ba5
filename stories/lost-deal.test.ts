// What becomes of the quotes of a deal that is lost? None waits for an approval or an answer any more.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { act } from '#server/records/act.ts'
import { type Company, company, type Person, refused } from './spine-company.ts'

let it: Company
let ann: Person
let lead: Person
let product: Row
let deal: Row

before(async () => {
  it = await company('2026-03-02')
  const north = await it.system.create('team', { name: '北区' })
  const hire = (name: string, role: string) =>
    it.hire(name, { roles: [role], team: north.id, email: `${name}@example.com` })
  ann = await hire('ann', 'sales')
  lead = await hire('lead', 'sales_manager')
  await it.system.change('team', north.id, { lead: lead.who.id })
  product = await it.system.create('product', {
    name: '五轴机',
    unit: '台',
    list_price: '1000',
    tax_rate: '0.13',
  })
})
after(() => it.close())

beforeEach(async () => {
  const account = await ann.create('account', { name: `客户${Math.random()}` })
  deal = await ann.create('opportunity', { name: '项目', account: account.id, amount: '800' })
})

const quoted = async (discount_percent: string): Promise<string> => {
  const lines = [{ product: product.id, quantity: '1', discount_percent }]
  const made = await ann.act('opportunity', deal.id, 'create_quote', { lines })
  return made.quote as string
}
const lose = () => lead.act('opportunity', deal.id, 'lose', { reason: '预算取消' })
const stage = async (quote: string): Promise<unknown> => (await ann.get('quote', quote)).stage
const offers = async (quote: string): Promise<string[]> =>
  (await ann.page('quote', quote)).actions.filter((one) => one.open).map((one) => one.name)

test('nobody is asked any more about a quote of a lost deal; whoever asked hears why', async () => {
  const quote = await quoted('20')
  await ann.act('quote', quote, 'submit')
  assert.equal(await stage(quote), 'in_approval')
  await lose()
  assert.equal(await stage(quote), 'draft')
  assert.deepEqual(await lead.list('approval_task', 'stage = "waiting"'), [])
  const [told] = await ann.list('notice', `record_id = "${quote}"`)
  const number = (await ann.get('quote', quote)).number as string
  assert.equal(told?.text_zh, `lead 撤回了「报价折扣审批」：${number}，意见：商机输单（预算取消）`)
  assert.equal((await refused(ann.act('quote', quote, 'submit'))).code, 'opportunity-closed')
  assert.equal((await offers(quote)).includes('submit'), false)
})

test('what was approved or sent expires with the deal', async () => {
  const [approved, sent] = [await quoted('0'), await quoted('5')]
  for (const quote of [approved, sent]) await ann.act('quote', quote, 'submit')
  await ann.act('quote', sent, 'send')
  await lose()
  assert.deepEqual([await stage(approved), await stage(sent)], ['expired', 'expired'])
  assert.equal((await offers(sent)).includes('new_version'), false)
  // Alive again, the deal is offered anew by a new version.
  await ann.act('opportunity', deal.id, 'reopen')
  assert.ok((await offers(sent)).includes('new_version'))
})

test('what the customer had accepted stays accepted', async () => {
  const quote = await quoted('0')
  for (const step of ['submit', 'send', 'accept']) await ann.act('quote', quote, step)
  await lose()
  assert.equal(await stage(quote), 'accepted')
})

test('a deal is lost in one way, by which its quotes end', async () => {
  await ann.change('opportunity', deal.id, { lost_reason: '价格' })
  const move = ann.act('opportunity', deal.id, 'move', { to: 'lost' })
  assert.equal((await refused(move)).code, 'no-such-move')
})

test('who accepts a quote of a deal that somebody holds does not hold the quote meanwhile', async () => {
  const quote = await quoted('0')
  await ann.act('quote', quote, 'submit')
  await ann.act('quote', quote, 'send')
  let accepting: Promise<unknown> | null = null
  await it.world.db.transaction(async (tx) => {
    await tx.query(sql`select 1 from opportunity where id = ${deal.id}::uuid for update`)
    const [me] = await tx.query<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    accepting = ann.act('quote', quote, 'accept')
    await waiting(me!.pid)
    await tx.query(sql`select 1 from quote where id = ${quote}::uuid for update nowait`)
  })
  await accepting
  assert.equal(await stage(quote), 'accepted')
})

test('lost and accepted at once: one after the other, and nobody has to begin anew', async () => {
  let runs = 0
  const once = (person: Person, object: string, id: string, name: string, input: Values) =>
    it.world.db.transaction((tx) => {
      runs++
      return act(person.doing(tx), object, id, name, input)
    })
  for (let turn = 0; turn < 8; turn++) {
    const account = await ann.create('account', { name: `同时${turn}` })
    deal = await ann.create('opportunity', { name: '项目', account: account.id, amount: '800' })
    const quote = await quoted('0')
    await ann.act('quote', quote, 'submit')
    await ann.act('quote', quote, 'send')
    await Promise.allSettled([
      once(lead, 'opportunity', deal.id, 'lose', { reason: '预算取消' }),
      once(ann, 'quote', quote, 'accept', {}),
    ])
    assert.equal((await ann.get('opportunity', deal.id)).stage, 'lost')
    assert.ok(['accepted', 'expired'].includes(String(await stage(quote))))
  }
  assert.equal(runs, 16)
})

/** Until somebody waits for a lock of this process of the database. */
async function waiting(pid: number): Promise<void> {
  for (;;) {
    const [row] = await it.base.db.query<{ n: number }>(
      sql`select count(*)::int as n from pg_stat_activity where ${pid}::int = any(pg_blocking_pids(pid))`,
    )
    if (row!.n > 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
