// Whose are the reports and dashboards that people make for themselves, who else may open them, and with which rights?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import type { Board } from '#kernel/view/board.ts'
import type { Report } from '#kernel/view/report.ts'
import type { Doing } from '#server/world/world.ts'
import { openBoard, openReport, ownViews } from '#server/reports/own-views.ts'
import { runReport } from '#server/reports/run-report.ts'
import { type Company, company as open, type Person, refused } from './spine-company.ts'

let it: Company
const people: Record<string, Person> = {}
let north: string

const doing = (name: string): Doing => people[name]!.doing()
const has = async (name: string, id: string): Promise<boolean> => {
  const { reports, dashboards } = (await ownViews(doing(name))).cards
  return Object.hasOwn(reports, id) || Object.hasOwn(dashboards, id)
}
const opens = async (name: string, id: string): Promise<boolean> => {
  try {
    await openReport(doing(name), id)
    return true
  } catch (error) {
    assert.ok(error instanceof Refusal && error.code === 'not-found', String(error))
    return false
  }
}

const byOwner: Report = {
  label: { zh: '各人金额', en: 'Amount by owner' },
  object: 'opportunity',
  rows: [{ by: 'owner' }],
  measures: { sum: { label: { zh: '金额', en: 'Amount' }, of: 'sum(amount)' } },
  as: 'bar',
}
const text = JSON.stringify
const boardOf = (report: string, more: Partial<Board> = {}): string =>
  text({
    label: { zh: '晨会', en: 'Morning' },
    blocks: { one: { kind: 'report', report, at: { x: 0, y: 0, w: 6, h: 9 } } },
    ...more,
  })

before(async () => {
  it = await open('2026-11-26')
  const make = async (name: string) => (await it.system.create('team', { name })).id
  north = await make('北区')
  const south = await make('南区')
  for (const [name, roles, team] of [
    ['root', ['admin'], north],
    ['boss', ['manager'], south],
    ['ann', ['sales'], north],
    ['bob', ['sales'], north],
    ['cid', ['sales'], south],
    ['fay', ['finance'], south],
    ['mat', ['marketing'], south],
  ] as const)
    people[name] = await it.hire(name, { roles, team, email: `${name}@example.com` })
  for (const [owner, amount] of [
    ['ann', '100.10'],
    ['bob', '20.05'],
  ] as const)
    await it.system.create('opportunity', {
      name: `${owner}的`,
      owner: people[owner]!.who.id,
      amount,
    })
})
after(() => it.close())

test('what somebody makes for themselves is theirs alone until they share it, and theirs alone to change', async () => {
  const made = await people.ann!.create('own_report', { definition: text(byOwner) })
  assert.deepEqual(
    [made.name, made.object, made.shared, made.in_menu],
    ['各人金额', 'opportunity', 'nobody', true],
  )
  for (const [name, sees] of [
    ['ann', true],
    ['bob', false],
    ['boss', false],
    // An administrator's own menu is not filled with what others keep for themselves.
    ['root', false],
  ] as const)
    assert.equal(await has(name, made.id), sees, name)
  assert.equal((await refused(people.bob!.get('own_report', made.id))).code, 'not-found')
  assert.equal(await opens('bob', made.id), false)

  const share = (values: Record<string, unknown>) =>
    people.ann!.change('own_report', made.id, values)
  const seers = async () => {
    const found: string[] = []
    for (const name of ['bob', 'boss', 'cid', 'fay', 'root'])
      if (await has(name, made.id)) found.push(name)
    return found
  }
  await share({ shared: 'team', team: north })
  assert.deepEqual(await seers(), ['bob', 'root'])
  await share({ shared: 'role', role: 'sales' })
  assert.deepEqual(await seers(), ['bob', 'cid'])
  await share({ shared: 'everybody' })
  assert.deepEqual(await seers(), ['bob', 'boss', 'cid', 'fay', 'root'])
  for (const values of [
    { definition: text(byOwner) },
    { shared: 'nobody' },
    { owner: people.bob!.who.id },
  ])
    assert.equal(
      (await refused(people.bob!.change('own_report', made.id, { in_menu: false, ...values })))
        .code,
      'not-allowed',
    )
  assert.equal((await refused(people.bob!.remove('own_report', made.id))).code, 'not-allowed')
  assert.deepEqual(await refused(share({ shared: 'team', team: null })), {
    code: 'not-valid',
    paths: ['team'],
  })
  await people.ann!.remove('own_report', made.id)
  assert.deepEqual(await seers(), [])
  assert.equal(await opens('ann', made.id), false)
})

test('a shared report counts what its viewer may see, and is not there for whom it asks of what they may not', async () => {
  const { id } = await people.boss!.create('own_report', {
    definition: text(byOwner),
    shared: 'everybody',
  })
  const sum = async (name: string) => {
    const answer = await runReport(doing(name), await openReport(doing(name), id))
    return [answer.total.total[0], answer.partial]
  }
  assert.deepEqual(await sum('boss'), ['120.15', false])
  assert.deepEqual(await sum('ann'), ['100.10', true])
  const costs = await people.root!.create('own_report', {
    definition: text({
      ...byOwner,
      object: 'product',
      rows: [],
      measures: { cost: { label: byOwner.label, of: 'avg(cost)' } },
      as: 'number',
    }),
    shared: 'everybody',
  })
  const seesCost = it.world.app.objects.product!.fields.cost!.read!
  const blind = Object.entries(people).find(
    ([name, { who }]) => name !== 'root' && !who.roles.some((role) => seesCost.includes(role)),
  )![0]
  assert.equal(await opens('root', costs.id), true)
  assert.equal(await opens(blind, costs.id), false)
  assert.equal(await has(blind, costs.id), false)
})

test('what stands on a shared dashboard is shared with it, if it is of the same person', async () => {
  const mine = await people.ann!.create('own_report', { definition: text(byOwner) })
  const bobs = await people.bob!.create('own_report', { definition: text(byOwner) })
  // Nobody puts what they may not see on a dashboard.
  assert.deepEqual(
    await refused(people.ann!.create('own_dashboard', { definition: boardOf(bobs.id) })),
    { code: 'not-valid', paths: ['definition.blocks.one.report'] },
  )
  const board = await people.ann!.create('own_dashboard', {
    definition: boardOf(mine.id),
    shared: 'team',
    team: north,
  })
  assert.equal((await openBoard(doing('bob'), board.id))!.label.zh, '晨会')
  assert.equal(await opens('bob', mine.id), true)
  assert.equal(await has('bob', mine.id), false, 'the report by itself is in nobody else’s menu')
  assert.equal(await openBoard(doing('cid'), board.id), null)
  assert.equal(await opens('cid', mine.id), false)

  // What Bob shared with Ann and takes back is gone from her dashboard, whoever looks at it.
  await people.bob!.change('own_report', bobs.id, { shared: 'team', team: north })
  const borrowed = await people.ann!.create('own_dashboard', {
    definition: boardOf(bobs.id),
    shared: 'everybody',
  })
  assert.equal(await opens('cid', bobs.id), false)
  await people.bob!.change('own_report', bobs.id, { shared: 'nobody' })
  assert.ok(await openBoard(doing('ann'), borrowed.id))
  assert.equal(await opens('ann', bobs.id), false)
})

test('what does not fit is refused with each of its places, and what no longer fits is left to its maker to mend', async () => {
  const bad = (definition: unknown) =>
    refused(
      people.ann!.create('own_report', {
        definition: typeof definition === 'string' ? definition : text(definition),
      }),
    )
  assert.deepEqual(await bad('{"label":'), { code: 'not-valid', paths: ['definition'] })
  assert.deepEqual(await bad('[]'), { code: 'not-valid', paths: ['definition'] })
  assert.deepEqual(await bad({ ...byOwner, label: { zh: ' ', en: '' } }), {
    code: 'not-valid',
    paths: ['definition.label'],
  })
  assert.deepEqual(
    await bad({ ...byOwner, rows: [{ by: 'nothing' }], sort: '-gone', filter: 'amount >' }),
    {
      code: 'not-valid',
      paths: ['definition.sort', 'definition.rows[0].by', 'definition.filter'],
    },
  )
  // An object that one may not know of is one that is not there.
  const definition = text({ ...byOwner, object: 'journal_entry' })
  assert.deepEqual(await refused(people.mat!.create('own_report', { definition })), {
    code: 'not-valid',
    paths: ['definition.object'],
  })

  const { id } = await people.ann!.create('own_report', {
    definition: text({ ...byOwner, rows: [{ by: 'lost_reason' }] }),
    shared: 'everybody',
  })
  const before = it.world.app
  const { opportunity } = before.objects
  const { lost_reason: _, ...fields } = opportunity!.fields
  it.world.app = {
    ...before,
    objects: { ...before.objects, opportunity: { ...opportunity!, fields } },
  }
  try {
    const own = await ownViews(doing('ann'))
    assert.deepEqual(own.cards.reports[id]!.unfit?.rows, [{ by: 'lost_reason' }])
    assert.equal(Object.hasOwn(own.reports, id), false)
    assert.equal(await has('bob', id), false)
    // It may still be taken back or thrown away as it is.
    await people.ann!.change('own_report', id, { shared: 'nobody' })
  } finally {
    it.world.app = before
  }
})
