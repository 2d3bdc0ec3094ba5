// What happens when two records turn out to be the same customer, and who may talk about it?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { comment, commentsOf } from '#server/records/comments.ts'
import { duplicatesOf } from '#server/reading/duplicates.ts'
import { merge } from '#server/writing/merge.ts'
import type { Doing } from '#server/world/world.ts'
import { type Company, company, type Person } from './spine-company.ts'

let it: Company
let ann: Person
let cai: Person
before(async () => {
  it = await company('2026-03-02')
  ann = await it.hire('ann', { roles: ['sales'], email: 'ann@example.com' })
  cai = await it.hire('cai', { roles: ['sales'], email: 'cai@example.com' })
})
after(() => it.close())

const as = <T>(person: Person, work: (d: Doing) => Promise<T>): Promise<T> =>
  it.world.db.transaction((tx) => work(person.doing(tx)))
const refused = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code

test('the same phone written in another way is found as a duplicate', async () => {
  const one = await ann.create('lead', { name: '王', company: '甲公司', phone: '138 0000 1111' })
  const two = await ann.create('lead', {
    name: '王先生',
    company: '乙公司',
    phone: '+86 138-0000-1111',
  })
  const { data } = await as(ann, (d) => duplicatesOf(d, 'lead', one.id))
  assert.deepEqual(
    data.map((row) => [row.id, row.same]),
    [[two.id, ['phone']]],
  )
})

test('a merge moves all that pointed at the second, fills blanks of the first and leaves both in the log', async () => {
  const keep = await ann.create('account', { name: '远轨装备' })
  const gone = await ann.create('account', {
    name: '远轨装备有限公司',
    tax_number: '91320400MA00000001',
    industry: null,
  })
  const contact = await ann.create('contact', { name: '孙', account: gone.id })
  await as(it.system, (d) => merge(d, 'account', keep.id, gone.id))
  assert.equal((await ann.get('contact', contact.id)).account, keep.id)
  const [moved] = await it.world.db.query(
    sql`select deed, version, changes from event where record = ${contact.id}::uuid order by seq desc limit 1`,
  )
  assert.deepEqual(moved, {
    deed: 'change',
    version: 2,
    changes: { account: [gone.id, keep.id] },
  })
  assert.equal((await ann.get('account', keep.id)).tax_number, '91320400MA00000001')
  await assert.rejects(ann.get('account', gone.id), refused('not-found'))
  await assert.rejects(
    as(it.system, (d) => merge(d, 'account', keep.id, keep.id)),
    refused('not-allowed'),
  )
})

test('documents and milestones are never merged: each keeps its number, its lines and what was agreed', async () => {
  const { system } = it
  const account = await system.create('account', { name: '单据' })
  const lines = [{ description: 'x', quantity: '1', unit_price: '10' }]
  const deal = await system.create('opportunity', { name: '单据', account: account.id })
  const made = async (object: string, values: object): Promise<string> =>
    (
      await system.create(object, {
        ...values,
        ...(object === 'milestone' ? {} : { account: account.id }),
      })
    ).id
  for (const [object, values] of [
    ['quote', { opportunity: deal.id, lines }],
    ['contract', { name: 'x', lines }],
    ['invoice', { lines }],
    ['payment', { amount: '5' }],
    ['opportunity', { name: 'x' }],
    ['project', { name: 'x' }],
    ['milestone', { name: 'x', project: (await system.create('project', { name: 'x' })).id }],
  ] as const) {
    const [one, two] = [await made(object, values), await made(object, values)]
    await assert.rejects(
      as(system, (d) => merge(d, object, one, two)),
      refused('not-allowed'),
      object,
    )
  }
})

test('a product in the lines of a document that stands keeps its place there', async () => {
  const { system } = it
  const [keep, drafted, sold] = await Promise.all(
    ['甲机', '乙机', '丙机'].map((name) => system.create('product', { name, list_price: '7' })),
  )
  const account = await system.create('account', { name: '产品' })
  const invoice = async (product: string): Promise<string> =>
    (await system.create('invoice', { account: account.id, lines: [{ product }] })).id
  const draft = await invoice(drafted!.id)
  await system.act('invoice', await invoice(sold!.id), 'issue')
  await as(system, (d) => merge(d, 'product', keep!.id, drafted!.id))
  const [line] = (await system.get('invoice', draft)).lines as { product: string }[]
  assert.equal(line!.product, keep!.id)
  await assert.rejects(
    as(system, (d) => merge(d, 'product', keep!.id, sold!.id)),
    refused('still-used'),
  )
  await as(system, (d) => merge(d, 'product', sold!.id, keep!.id))
})

test('the answers of two leads that become one give its score', async () => {
  const { system } = it
  const question = async (text: string): Promise<string> =>
    (await system.create('question', { text, kind: 'yes_no', weight: 1 })).id
  const lead = async (answer: string): Promise<string> =>
    (
      await system.create('lead', {
        name: '分',
        qualification: [{ question: await question(answer + Math.random()), answer }],
      })
    ).id
  const [yes, no] = [await lead('yes'), await lead('no')]
  assert.equal((await system.get('lead', yes)).score, 100)
  await as(system, (d) => merge(d, 'lead', yes, no))
  assert.equal((await system.get('lead', yes)).score, 50)
})

test('two merges the opposite way at once leave one of the two', async () => {
  const [a, b] = [
    await ann.create('account', { name: '甲' }),
    await ann.create('account', { name: '乙' }),
  ]
  const ends = await Promise.allSettled([
    as(it.system, (d) => merge(d, 'account', a.id, b.id)),
    as(it.system, (d) => merge(d, 'account', b.id, a.id)),
  ])
  assert.equal(ends.filter((end) => end.status === 'fulfilled').length, 1)
})

test('whoever may read a record reads its comments, and nobody else', async () => {
  const account = await ann.create('account', { name: '丙' })
  await as(ann, (d) => comment(d, 'account', account.id, '请 @cai 看一下'))
  assert.equal(
    (await as(it.system, (d) => commentsOf(d, 'account', account.id))).data[0]?.text,
    '请 @cai 看一下',
  )
  await assert.rejects(
    as(cai, (d) => commentsOf(d, 'account', account.id)),
    refused('not-found'),
  )
  await assert.rejects(
    as(cai, (d) => comment(d, 'account', account.id, '?')),
    refused('not-found'),
  )
})
