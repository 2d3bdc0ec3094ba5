// When is a page answered again without being made again, and is it then always what it would have been?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Changes } from '#kernel/app.ts'
import { merge } from '#kernel/merge.ts'
import type { Row, Values } from '#kernel/object.ts'
import type { Ask } from '#kernel/query/ask.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { list, listAgain } from '#server/reading/read.ts'
import { circumstances } from '#server/world/world.ts'
import { type Company, company, type Person } from './spine-company.ts'

const namesakes = {
  objects: {
    opportunity: {
      fields: {
        k0: { kind: 'text', label: { zh: '甲', en: 'K0' } },
        x: { kind: 'text', label: { zh: '乙', en: 'X' } },
      },
    },
  },
} as unknown as Changes

let it: Company
let ann: Person
let bob: Person
let accounts: Row[]
let deals: Row[]
before(async () => {
  it = await company('2026-03-02', merge(book, namesakes))
  const team = await it.system.create('team', { name: '华东' })
  bob = await it.hire('bob', { roles: ['sales_manager'], email: 'bob@example.com', team: team.id })
  await it.system.change('team', team.id, { lead: bob.who.id })
  ann = await it.hire('ann', { roles: ['sales'], email: 'ann@example.com', team: team.id })
  accounts = []
  deals = []
  for (const name of ['甲', '乙']) accounts.push(await ann.create('account', { name }))
  for (let i = 0; i < 6; i++)
    deals.push(
      await ann.create('opportunity', {
        name: `商机${i}`,
        account: accounts[i % 2]!.id,
        amount: `${1000 + i}`,
        close_date: '2026-06-30',
      }),
    )
})
after(() => it.close())

const asked = (person: Person, ask: Ask) =>
  [it.world.db, permit(it.world.app, person.who), circumstances(it.world, person.who), ask] as const
const again = (person: Person, ask: Ask) => listAgain(...asked(person, ask))
/** The same page made anew. */
const anew = (person: Person, ask: Ask) => list(...asked(person, ask))
/** Asks until the page is remembered. */
async function remembered(person: Person, ask: Ask) {
  await again(person, ask)
  return again(person, ask)
}

test('a page whose rows are as they were is the very page of before', async () => {
  const ask: Ask = { from: 'opportunity', where: 'amount > 0', sort: '-amount', limit: 4 }
  const page = await remembered(ann, ask)
  assert.equal(await again(ann, ask), page)
  assert.deepEqual(page, await anew(ann, ask))
  assert.equal(page.rows.length, 4)
  assert.notEqual(page.next, null)
})

test('people with the same roles share it, where it does not depend on who they are', async () => {
  const ask: Ask = { from: 'product', sort: 'name', select: ['id', 'name', 'list_price'] }
  await it.system.create('product', { name: '泵', unit: '台', list_price: '10', tax_rate: '0.13' })
  const cai = await it.hire('cai', { roles: ['sales'], email: 'cai@example.com' })
  const page = await remembered(ann, ask)
  assert.equal(await again(cai, ask), page)
})

test('the page knows of a name that it shows of another record, and of its own rows written past the program', async () => {
  const ask: Ask = {
    from: 'opportunity',
    sort: 'name',
    select: ['name', 'account.name', 'owner.name'],
  }
  for (const person of [it.system, bob]) {
    await remembered(person, ask)
    await it.world.db.query(
      sql`update account set name = name || '厂' where id = ${accounts[0]!.id}::uuid`,
    )
    assert.deepEqual(await again(person, ask), await anew(person, ask))
    await it.world.db.query(
      sql`update opportunity set name = name || '!' where id = ${deals[0]!.id}::uuid`,
    )
    assert.deepEqual(await again(person, ask), await anew(person, ask))
  }
})

test('where the next page begins is known, too, when another record says it', async () => {
  const ask: Ask = { from: 'opportunity', sort: 'account.name', select: ['name'], limit: 1 }
  await remembered(it.system, ask)
  await it.world.db.query(sql`update account set name = '0' || name`)
  assert.deepEqual(await again(it.system, ask), await anew(it.system, ask))
})

test('what sums up the rows of other records, shown or as an order, is made anew when these change', async () => {
  const leads = []
  for (const name of ['甲', '乙', '丙'])
    leads.push(await ann.create('lead', { name, company: `${name}公司` }))
  const asks: Ask[] = [
    { from: 'lead', sort: 'name' },
    { from: 'lead', sort: '-last_follow_up_at,name', select: ['name'], limit: 1 },
  ]
  for (const ask of asks) await remembered(ann, ask)
  for (const [i, { id }] of leads.entries()) {
    it.at(`2026-03-0${3 + i}`)
    await ann.create('activity', {
      kind: 'call',
      subject: '回访',
      lead: id,
      done_at: `2026-03-0${3 + i}T01:00:00Z`,
    })
    for (const ask of asks) assert.deepEqual(await again(ann, ask), await anew(ann, ask))
  }
})

test('whoever loses the right to a row does not see it on a page of before', async () => {
  const ask: Ask = { from: 'opportunity', sort: 'name' }
  await remembered(ann, ask)
  const [deal] = deals
  await it.system.change('opportunity', deal!.id, { owner: bob.who.id })
  assert.deepEqual(await again(ann, ask), await anew(ann, ask))
  await it.system.change('opportunity', deal!.id, { owner: ann.who.id })
})

test('a field may be called whatever the statement calls its own columns', async () => {
  const ask: Ask = { from: 'opportunity', sort: '-k0,x', select: ['name', 'k0', 'x'], limit: 2 }
  await ann.change('opportunity', deals[3]!.id, { k0: '甲', x: '乙' })
  const page = await remembered(ann, ask)
  assert.deepEqual(JSON.parse(page.rows[0]!), { name: '商机3', k0: '甲', x: '乙' })
  assert.deepEqual(page, await anew(ann, ask))
})

test('whatever is written in between, the page is what it would be if it were made anew', async () => {
  const asks: Ask[] = [
    { from: 'opportunity', sort: '-amount', limit: 3 },
    {
      from: 'opportunity',
      where: 'stage = "discovery"',
      sort: 'name',
      select: ['name', 'account.name'],
    },
    { from: 'opportunity', where: 'owner = me', sort: '-id', limit: 2 },
    { from: 'account', sort: '-name' },
    { from: 'opportunity', sort: 'account.name,-amount', select: ['number'], limit: 2 },
    { from: 'lead', sort: '-last_follow_up_at', select: ['name'], limit: 1 },
  ]
  const one = fc.record({
    what: fc.constantFrom(
      'amount',
      'name',
      'account',
      'rename',
      'create',
      'remove',
      'owner',
      'nothing',
    ),
    which: fc.nat(5),
    n: fc.integer({ min: 1, max: 9999 }),
  })
  const write = async ({ what, which, n }: { what: string; which: number; n: number }) => {
    const open = await ann.list('opportunity', 'owner = me')
    const deal = open[which % Math.max(open.length, 1)]
    const account = accounts[which % 2]!
    if (what === 'create' || !deal)
      await ann.create('opportunity', { name: `新${n}`, account: account.id, amount: `${n}` })
    else if (what === 'amount') await ann.change('opportunity', deal.id, { amount: `${n}` })
    else if (what === 'name') await ann.change('opportunity', deal.id, { name: `名${n}` })
    else if (what === 'account') await ann.change('opportunity', deal.id, { account: account.id })
    else if (what === 'rename') await ann.change('account', account.id, { name: `客户${n}` })
    else if (what === 'remove') await it.system.remove('opportunity', deal.id)
    else if (what === 'owner') await it.system.change('opportunity', deal.id, { owner: bob.who.id })
  }
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const step of steps) {
        await write(step)
        for (const person of [ann, bob, it.system])
          for (const ask of asks) {
            const page = await again(person, ask)
            assert.deepEqual(page, await anew(person, ask), JSON.stringify([step, ask]))
          }
      }
    }),
    { numRuns: 12 },
  )
})

test('a page that changes whenever somebody looks is seldom tried, and good again once it rests', async () => {
  const ask: Ask = { from: 'opportunity', sort: '-updated_at', limit: 2 }
  const deal = await ann.create('opportunity', { name: '常改', account: accounts[0]!.id })
  await remembered(ann, ask)
  for (let i = 0; i < 6; i++) {
    const values: Values = { amount: `${20_000 + i}` }
    await ann.change('opportunity', deal.id, values)
    assert.deepEqual(await again(ann, ask), await anew(ann, ask))
  }
  const pages = []
  for (let i = 0; i < 12; i++) pages.push(await again(ann, ask))
  assert.equal(pages.at(-1), pages.at(-2))
})
