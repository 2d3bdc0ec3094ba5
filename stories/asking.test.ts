// Do lists, pages, searches and groups answer what was asked, and only what the asker may see?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import { permit } from '#kernel/query/view.ts'
import { searchText } from '#kernel/query/search-text.ts'
import { insertMany } from '#server/writing/columns.ts'
import type { Ask } from '#kernel/query/ask.ts'
import type { Row } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import { searchAll } from '#server/reading/search-all.ts'
import { group, list } from '#server/reading/read.ts'
import { circumstances } from '#server/world/world.ts'
import { type Company, company as open, type Person } from './spine-company.ts'

let company: {
  world: Company['world']
  people: Record<string, Who>
  as: (
    name: string,
  ) => Person & { list: (ask: Ask) => Promise<{ rows: Row[]; next: string | null }> }
}
let close: () => Promise<void>
const leads: { name: string; owner: string | null; amount: string | null }[] = []

before(async () => {
  const it = await open('2026-03-02')
  close = it.close
  const north = await it.system.create('team', { name: '北区' })
  const staff: Record<string, Person> = { root: it.system }
  for (const [name, role, team] of [
    ['boss', 'manager', null],
    ['lead', 'sales_manager', north.id],
    ['ann', 'sales', north.id],
    ['bob', 'sales', north.id],
    ['cai', 'sales', null],
    ['fay', 'finance', null],
  ] as const)
    staff[name] = await it.hire(name, { roles: [role], team, email: `${name}@example.com` })
  const people = Object.fromEntries(Object.entries(staff).map(([name, one]) => [name, one.who]))
  company = {
    world: it.world,
    people,
    as: (name) => ({
      ...staff[name]!,
      list: (async (ask: Ask) => {
        const page = await list(
          it.world.db,
          permit(it.world.app, people[name]!),
          circumstances(it.world, people[name]!),
          ask,
        )
        return { rows: page.rows.map((text) => JSON.parse(text) as Row), next: page.next }
      }) as never,
    }),
  }
  const owners = ['ann', 'bob', 'cai', null]
  for (let i = 0; i < 60; i++) {
    const owner = owners[i % 4]!
    const one = {
      name: `客户${i % 7}号${i}`,
      owner: owner && company.people[owner]!.id,
      amount: i % 5 === 0 ? null : String((i * 37) % 11),
    }
    leads.push(one)
    await company.as('root').create('lead', {
      ...one,
      company: i % 3 ? '重庆云启科技有限公司' : 'Nova Star Ltd',
      phone: `1380013${String(8000 + i)}`,
    })
  }
})
after(() => close())

const refused = (code: string) => (error: unknown) =>
  error instanceof Refusal &&
  (error.code === code || error.problems.some((one) => one.code === code))

test('paging visits every row exactly once, in the order asked, with blanks and equal values', async () => {
  for (const sort of [
    '-id',
    'id',
    'amount',
    '-amount',
    '-amount,name',
    'name',
    '-created_at',
    'owner.name,-amount',
    '-owner.roles,name',
    'stage',
  ]) {
    const seen: string[] = []
    let next: string | null = null
    do {
      const page: { rows: Row[]; next: string | null } = await company.as('root').list({
        from: 'lead',
        sort,
        limit: 7,
        select: ['id', 'name'],
        ...(next ? { after: next } : {}),
      })
      seen.push(...page.rows.map((row) => row.id))
      next = page.next
    } while (next)
    const whole = await company.as('root').list({ from: 'lead', sort, limit: 1000, select: ['id'] })
    assert.equal(new Set(seen).size, 60, sort)
    assert.deepEqual(
      seen,
      whole.rows.map((row) => row.id),
      sort,
    )
  }
})

test('the mark of the next page is good for its own list alone, not for another order or other records', async () => {
  const pages = { from: 'lead', sort: '-amount,name', limit: 7, select: ['id'] } as const
  const { next } = await company.as('root').list(pages)
  const more = (ask: Partial<Ask>): Promise<unknown> =>
    company.as('root').list({ ...pages, after: next!, ...ask })
  await more({ sort: ' -amount , +name,-amount,id' })
  for (const other of [
    { sort: 'amount,name' },
    { sort: '-amount,company' },
    { sort: 'name' },
    { from: 'account', sort: '-credit_limit,name' },
    { from: 'opportunity' },
  ])
    await assert.rejects(
      more(other),
      (error) => error instanceof Refusal && error.problems[0]!.path === 'after',
      JSON.stringify(other),
    )
})

test('largest first never begins with blanks', async () => {
  const { rows } = await company
    .as('root')
    .list({ from: 'lead', sort: '-amount', limit: 60, select: ['amount'] })
  const amounts = rows.map((row) => row.amount as string | null)
  assert.notEqual(amounts[0], null)
  assert.deepEqual(amounts.slice(-12), Array(12).fill(null))
})

test('a seller sees their own leads and the pool, their lead sees the team, the manager sees all', async () => {
  const count = async (who: string): Promise<number> =>
    (await company.as(who).list({ from: 'lead', limit: 1000, select: ['id'] })).rows.length
  assert.equal(await count('ann'), 30)
  assert.equal(await count('lead'), 60)
  assert.equal(await count('boss'), 60)
  await assert.rejects(count('fay'), refused('not-found'))
})

test('any part of a name is found, in Chinese, Latin, pinyin initials and digits', async () => {
  const found = async (search: string): Promise<number> =>
    (await company.as('root').list({ from: 'lead', search, limit: 1000, select: ['id'] })).rows
      .length
  const nova = leads.filter((_, i) => i % 3 === 0).length
  assert.equal(await found('启科'), 60 - nova)
  assert.equal(await found('云'), 60 - nova)
  assert.equal(await found('cqyq'), 60 - nova)
  assert.equal(await found('ova'), nova)
  assert.equal(await found('n'), nova)
  assert.equal(
    await found('NOVA 客户1号'),
    leads.filter((one, i) => i % 3 === 0 && one.name.startsWith('客户1号')).length,
  )
  assert.equal(await found('13800138007'), 1)
  assert.equal(await found('没有这家'), 0)
  assert.equal(await found('%'), 0)
})

test('a name that begins with Latin letters is found by the pinyin of what follows', () => {
  assert.equal(
    searchText(company.world.app.objects.lead!, { name: 'ABC云启' }).search,
    'abc云启\nabcyq',
  )
})

test('the search over everything knows a name by its whole spelling too, and no other of the same initials', async () => {
  const root = company.as('root')
  for (const name of ['华东重工', '恒达重工']) await root.create('account', { name })
  const { world, people } = company
  const found = async (words: string): Promise<string[]> =>
    (await searchAll(world, permit(world.app, people.root!), words)).map((one) => one.title)
  assert.deepEqual(await found('huadong'), ['华东重工'])
  assert.deepEqual(await found('hengdazhonggong'), ['恒达重工'])
  assert.deepEqual((await found('hd')).sort(), ['华东重工', '恒达重工'].sort())
})

test('a filter is a formula over fields and paths', async () => {
  const names = async (where: string): Promise<number> =>
    (await company.as('root').list({ from: 'lead', where, limit: 1000, select: ['id'] })).rows
      .length
  assert.equal(
    await names('amount > 5 and owner.name = "ann"'),
    leads.filter((one, i) => i % 4 === 0 && Number(one.amount ?? 0) > 5).length,
  )
  assert.equal(await names('owner is empty'), 15)
  assert.equal(await names(`owner = "${company.people.bob!.id}"`), 15)
  assert.equal(await names('stage in ("new","contacting") and company contains "云启"'), 40)
  assert.equal(await names('owner = "no id at all"'), 0)
})

test('a filter that makes no sense is refused with its place, never answered', async () => {
  const ask = (more: object) => company.as('root').list({ from: 'lead', ...more })
  await assert.rejects(ask({ where: 'amont > 5' }), refused('formula'))
  await assert.rejects(ask({ where: 'amount >' }), refused('formula'))
  await assert.rejects(ask({ sort: 'nothing' }), refused('unknown-field'))
  await assert.rejects(ask({ select: ['name', 'owner.password'] }), refused('unknown-field'))
  await assert.rejects(ask({ limit: 5000 }), refused('not-valid'))
  await assert.rejects(ask({ after: 'xyz' }), refused('not-valid'))
  await assert.rejects(company.as('root').list({ from: 'constructor' }), refused('not-found'))
})

test('groups add up to the rows that the asker may see', async () => {
  const ask = async (
    who: string,
  ): Promise<{ n: number; total: string | null; owner?: string | null }[]> => {
    const { world, people } = company
    const rows = await group(
      world.db,
      permit(world.app, people[who]!),
      circumstances(world, people[who]!),
      { from: 'lead', by: ['owner'], measure: { n: 'count()', total: 'sum(amount)' } },
    )
    return rows.map((row) => JSON.parse(row) as { n: number; total: string | null })
  }
  const all = await ask('root')
  assert.equal(
    all.reduce((sum, row) => sum + row.n, 0),
    60,
  )
  assert.equal(
    all.reduce((sum, row) => sum + Number(row.total), 0),
    leads.reduce((sum, one) => sum + Number(one.amount ?? 0), 0),
  )
  assert.equal(
    (await ask('ann')).reduce((sum, row) => sum + row.n, 0),
    30,
  )
})

test('a question for neither groups nor measures is refused, not answered once per record', async () => {
  const { world, people } = company
  const ask = (more: object) =>
    group(world.db, permit(world.app, people.root!), circumstances(world, people.root!), {
      from: 'lead',
      ...more,
    })
  await assert.rejects(ask({ measure: {} }), refused('required'))
  await assert.rejects(ask({ by: [], measure: {} }), refused('required'))
  assert.deepEqual(
    (await ask({ by: ['owner'], measure: {} })).length,
    (await ask({ by: ['owner'] })).length,
  )
})

test('the sum of nothing is 0, of nothing else anything, as in every formula', async () => {
  const measure = {
    n: 'count()',
    sum: 'sum(amount)',
    part: 'sumif(stage = "converted", amount)',
    less: 'sum(amount) - 5',
    mean: 'avg(amount)',
    middle: 'median(amount)',
    most: 'max(amount)',
    each: 'sum(amount) / count()',
  }
  const ask = async (where: string, by: string[]): Promise<unknown[]> =>
    (
      await group(
        company.world.db,
        permit(company.world.app, company.people.boss!),
        circumstances(company.world, company.people.boss!),
        { from: 'lead', where, by, measure },
      )
    ).map((row) => JSON.parse(row))
  const none = { sum: '0', part: '0', less: '-5', mean: null, middle: null, most: null }
  assert.deepEqual(await ask('amount is empty', ['stage']), [
    { stage: 'new', n: 12, ...none, each: '0' },
  ])
  assert.deepEqual(await ask('name = "nobody"', []), [{ n: 0, ...none, each: null }])
  assert.deepEqual(await ask('name = "nobody"', ['stage']), [])
})

test('time is grouped in the company’s zone', async () => {
  const { world, people } = company
  const rows = await group(
    world.db,
    permit(world.app, people.root!),
    circumstances(world, people.root!),
    { from: 'lead', by: ['month(created_at)', 'day(created_at)'], measure: { n: 'count()' } },
  )
  assert.deepEqual(
    rows.map((row) => JSON.parse(row) as unknown),
    [{ 'month(created_at)': '2026-03', 'day(created_at)': '2026-03-02', n: 60 }],
  )
})

test('what may not be read is not there: not in select, filter, sort, group, search or error texts', async () => {
  await company.as('root').create('product', {
    name: '五轴机',
    unit: '台',
    list_price: '100',
    cost: '61.37',
    tax_rate: '0.13',
  })
  const ann = company.as('ann')
  const { rows } = await ann.list({ from: 'product' })
  assert.equal('cost' in rows[0]!, false)
  for (const more of [{ select: ['cost'] }, { where: 'cost > 1' }, { sort: 'cost' }]) {
    await assert.rejects(ann.list({ from: 'product', ...more }), (error: unknown) => {
      assert.ok(error instanceof Refusal)
      assert.doesNotMatch(JSON.stringify(error.problems), /61\.37|成本|Cost/)
      return true
    })
  }
  const { world, people } = company
  await assert.rejects(
    group(world.db, permit(world.app, people.ann!), circumstances(world, people.ann!), {
      from: 'product',
      measure: { x: 'max(cost)' },
    }),
    refused('formula'),
  )
})

/** The ids of all leads that a word finds, in the order of their pages. */
async function pageByPage(who: string, search: string, limit: number): Promise<string[]> {
  const ids: string[] = []
  let next: string | null = null
  do {
    const page: { rows: Row[]; next: string | null } = await company.as(who).list({
      from: 'lead',
      search,
      limit,
      select: ['id'],
      ...(next ? { after: next } : {}),
    })
    ids.push(...page.rows.map((row) => row.id))
    next = page.next
  } while (next)
  return ids
}

test('a word finds the newest first among the rows of all whose rows one may read, however few of one of them have it', async () => {
  const { world, people } = company
  const at = '2026-03-02T03:00:00.000Z'
  // In tens: those of Ann have the word, of Bob's only the older third.
  const rows = Array.from({ length: 900 }, (_, i) => {
    const owner = Math.floor(i / 10) % 2 ? 'ann' : 'bob'
    return {
      id: `019cb100-0000-7000-8000-${String(i).padStart(12, '0')}`,
      version: 1,
      created_at: at,
      created_by: people.root!.id,
      updated_at: at,
      updated_by: people.root!.id,
      owner: people[owner]!.id,
      number: `TWO-${i}`,
      name: owner === 'ann' || i < 300 ? `交替铜陵${i}` : `无关${i}`,
      stage: 'new',
      stage_since: at,
      currency: 'CNY',
    }
  })
  await world.db.query(insertMany(world.app.objects.lead!, rows))
  const expected = rows
    .filter((row) => row.name.includes('铜陵'))
    .map((row) => row.id)
    .reverse()
  for (const [who, mine] of [
    ['lead', expected],
    ['bob', expected.filter((id) => rows.find((row) => row.id === id)!.owner === people.bob!.id)],
  ] as const)
    for (const limit of [5, 60]) assert.deepEqual(await pageByPage(who, '铜陵', limit), mine)
})

test('words that stand in thousands of rows find the same rows, newest first, page by page', async () => {
  const { world, people } = company
  const at = '2026-03-02T02:00:00.000Z'
  const object = world.app.objects.lead!
  const rows = Array.from({ length: 2100 }, (_, i) => ({
    id: `019cb000-0000-7000-8000-${String(i).padStart(12, '0')}`,
    version: 1,
    created_at: at,
    created_by: people.root!.id,
    updated_at: at,
    updated_by: people.root!.id,
    owner: people.ann!.id,
    number: `MANY-${i}`,
    name: `同名${i}`,
    company: '遍地开花智能装备有限公司',
    stage: 'new',
    stage_since: at,
    currency: 'CNY',
  }))
  await world.db.query(insertMany(object, rows))
  assert.deepEqual(await pageByPage('ann', '智能装备', 700), rows.map((row) => row.id).reverse())
  assert.equal(
    (await company.as('cai').list({ from: 'lead', search: '智能装备', select: ['id'] })).rows
      .length,
    0,
  )
  assert.equal(
    (
      await company
        .as('root')
        .list({ from: 'lead', search: '智能装备 同名77', limit: 1000, select: ['id'] })
    ).rows.length,
    11,
  )
})
