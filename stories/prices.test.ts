// Where does the price of a line come from? The lists, their tiers and days, floors and who may know them.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import { sentence } from '#kernel/sentence.ts'
import type { Row, Values } from '#kernel/object.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { exportTable } from '#server/import/export-table.ts'
import { importTable } from '#server/import/import-table.ts'
import { previewImport } from '#server/import/preview-import.ts'
import { historyOf } from '#server/reading/history.ts'
import { bindContext, contextOf } from '#server/world/context-of.ts'
import { change } from '#server/writing/write.ts'
import { type Company, company, type Person, refused } from './spine-company.ts'

let it: Company
let folder: string
let ann: Person
let lead: Person
let boss: Person
let mill: Row
let hours: Row
let standard: Row
let strategic: Row
let deal: Row

before(async () => {
  it = await company('2026-03-02')
  folder = await mkdtemp(join(tmpdir(), 'openltc-prices-'))
  const north = await it.system.create('team', { name: '北区' })
  const hire = (name: string, role: string) =>
    it.hire(name, { roles: [role], team: north.id, email: `${name}@example.com` })
  lead = await hire('lead', 'sales_manager')
  boss = await hire('boss', 'manager')
  ann = await hire('ann', 'sales')
  await it.system.change('team', north.id, { lead: lead.who.id })
  mill = await lead.create('product', {
    name: '五轴机',
    list_price: '1000',
    cost: '600',
    tax_rate: '0.13',
  })
  hours = await lead.create('product', { name: '培训', list_price: '200', tax_rate: '0.06' })
  standard = await lead.create('price_list', { name: '标准价' })
  strategic = await lead.create('price_list', {
    name: '战略客户价',
    audience: 'segment',
    levels: ['a'],
    valid_from: '2026-03-01',
    valid_until: '2026-12-31',
  })
  const prices: Values[] = [
    { price_list: standard.id, price: '980', floor_price: '900' },
    { price_list: standard.id, min_quantity: '10', price: '940', floor_price: '880' },
    { price_list: standard.id, price: '990', floor_price: '910', valid_from: '2026-07-01' },
    { price_list: strategic.id, min_quantity: '5', price: '870', floor_price: '800' },
  ]
  for (const one of prices) await lead.create('price_line', { product: mill.id, ...one })
  const account = await ann.create('account', { name: '甲公司', level: 'c' })
  deal = await ann.create('opportunity', { name: '项目', account: account.id })
})
after(async () => {
  await it?.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => it.at('2026-03-02'))

const quoted = async (lines: Values[], more: Values = {}, who = ann): Promise<Row> => {
  const { quote } = await who.act('opportunity', deal.id, 'create_quote', { lines, ...more })
  return who.get('quote', quote as string)
}
const lines = (row: Row): Row[] => row.lines as Row[]
const prices = (row: Row): unknown[] =>
  lines(row).map((line) => [String(Number(line.unit_price)), line.price_by])
/** Changes the first line of a quote. */
const changed = (row: Row, values: Values, who = ann): Promise<Row> =>
  who.change('quote', row.id, {
    lines: lines(row).map(({ id }, at) => (at === 0 ? { id, ...values } : { id })),
  })

test('a line without a price gets that of the list, and says which; what no list has costs what the product says', async () => {
  const quote = await quoted([
    { product: mill.id, quantity: '2' },
    { product: mill.id, quantity: '10' },
    { product: hours.id, quantity: '1' },
    { product: mill.id, quantity: '1', unit_price: '955' },
  ])
  assert.deepEqual(prices(quote), [
    ['980', 'list'],
    ['940', 'list'],
    ['200', 'product'],
    ['955', 'hand'],
  ])
  assert.deepEqual(
    lines(quote).map((line) => line.price_list),
    [standard.id, standard.id, null, null],
  )
  assert.equal(quote.priced_on, '2026-03-02')
})

test('a quantity over a tier brings the tier’s price; a price written by hand stays', async () => {
  const quote = await quoted([{ product: mill.id, quantity: '2' }])
  assert.deepEqual(prices(await changed(quote, { quantity: '12' })), [['940', 'list']])
  assert.deepEqual(prices(await changed(quote, { quantity: '3' })), [['980', 'list']])
  assert.deepEqual(prices(await changed(quote, { unit_price: '950' })), [['950', 'hand']])
  assert.deepEqual(prices(await changed(quote, { quantity: '12' })), [['950', 'hand']])
  assert.deepEqual(prices(await changed(quote, { unit_price: null })), [['940', 'list']])
  assert.deepEqual(prices(await changed(quote, { product: hours.id })), [['200', 'product']])
})

test('a customer’s level and its own list decide before everyone’s list', async () => {
  const other = await ann.create('account', { name: '乙公司', level: 'a' })
  const big = await ann.create('opportunity', { name: '大项目', account: other.id })
  const ask = async (): Promise<unknown> => {
    const { quote } = await ann.act('opportunity', big.id, 'create_quote', {
      lines: [
        { product: mill.id, quantity: '5' },
        { product: mill.id, quantity: '4' },
      ],
    })
    return prices(await ann.get('quote', quote as string))
  }
  assert.deepEqual(await ask(), [
    ['870', 'list'],
    ['980', 'list'],
  ])
  const own = await lead.create('price_list', { name: '乙公司专用', audience: 'named' })
  await lead.create('price_line', { price_list: own.id, product: mill.id, price: '850' })
  assert.deepEqual((await refused(ann.change('account', other.id, { price_list: own.id }))).paths, [
    'price_list',
  ])
  await lead.change('account', other.id, { price_list: own.id })
  assert.deepEqual(await ask(), [
    ['850', 'list'],
    ['850', 'list'],
  ])
})

test('a quote keeps the prices of its day until it is asked to take those of today', async () => {
  const quote = await quoted([
    { product: mill.id, quantity: '2' },
    { product: mill.id, quantity: '1', unit_price: '955' },
  ])
  it.at('2026-07-02')
  // Whatever else is saved, no price moves by itself.
  assert.deepEqual(prices(await ann.change('quote', quote.id, { terms: '款到发货' })), [
    ['980', 'list'],
    ['955', 'hand'],
  ])
  assert.deepEqual(prices(await changed(quote, { quantity: '3' })), [
    ['980', 'list'],
    ['955', 'hand'],
  ])
  assert.deepEqual(await ann.act('quote', quote.id, 'reprice'), {
    changed: 1,
    priced_on: '2026-07-02',
  })
  const now = await ann.get('quote', quote.id)
  assert.deepEqual(prices(now), [
    ['990', 'list'],
    ['955', 'hand'],
  ])
  assert.equal(now.priced_on, '2026-07-02')
  await ann.act('quote', quote.id, 'reprice', { hand_too: true })
  assert.deepEqual(prices(await ann.get('quote', quote.id)), [
    ['990', 'list'],
    ['990', 'list'],
  ])
})

test('a new version keeps the prices and where they came from', async () => {
  const quote = await quoted([{ product: mill.id, quantity: '2' }])
  await ann.act('quote', quote.id, 'submit')
  const { quote: next } = await ann.act('quote', quote.id, 'new_version')
  const copy = await ann.get('quote', next as string)
  assert.deepEqual(prices(copy), [['980', 'list']])
  assert.equal(lines(copy)[0]!.price_list, standard.id)
})

test('prices with tax and without are converted to what the quote is; changing the quote converts them, too', async () => {
  const quote = await quoted([{ product: mill.id, quantity: '1' }], { tax_inclusive: true })
  assert.deepEqual(prices(quote), [['1107.4', 'list']])
  const without = await ann.change('quote', quote.id, { tax_inclusive: false })
  assert.deepEqual(prices(without), [['980', 'list']])
  assert.equal(without.gross, '1107.40')
})

test('in a currency without a list there is no price but the one that is written', async () => {
  const no = await refused(
    ann.create('quote', {
      opportunity: deal.id,
      currency: 'USD',
      lines: [{ product: mill.id, quantity: '1' }],
    }),
  )
  assert.deepEqual(no, { code: 'not-valid', paths: ['lines[0].unit_price'] })
})

test('nobody says by hand where a price comes from', async () => {
  const forged = { product: mill.id, quantity: '1', unit_price: '1', price_by: 'list' }
  assert.deepEqual(prices(await quoted([forged])), [['1', 'hand']])
  const quote = await quoted([{ product: mill.id, quantity: '1' }])
  const own = { unit_price: '1', price_by: 'product', below_floor: null }
  const { paths } = await refused(changed(quote, own))
  assert.deepEqual(paths, ['lines[0].price_by', 'lines[0].below_floor'])
  assert.deepEqual(prices(await changed(quote, { unit_price: '1', price_by: 'list' })), [
    ['1', 'hand'],
  ])
})

test('a line below the floor asks the superior and then the general manager, whatever its discount', async () => {
  const quote = await quoted([{ product: mill.id, quantity: '2', discount_percent: '8' }])
  assert.equal(lines(quote)[0]!.below_floor, false)
  const low = await changed(quote, { discount_percent: '9' })
  assert.equal(lines(low)[0]!.below_floor, true)
  const gate = (await ann.page('quote', quote.id)).moves.find((one) => one.name === 'submit')!
  assert.deepEqual(
    gate.checklist.flatMap((line) => (line.ok ? [] : [[line.says.zh, line.advice]])),
    [['没有低于底价的行，否则须总经理审批', true]],
  )
  assert.equal(gate.open, true)
  assert.equal((await ann.act('quote', quote.id, 'submit')).stage, 'in_approval')
  assert.equal((await lead.act('quote', quote.id, 'approve')).stage, 'in_approval')
  assert.equal((await boss.act('quote', quote.id, 'approve')).stage, 'approved')
})

test('exactly at the floor nobody is asked, also where tax is converted', async () => {
  const floor = '900'
  assert.equal(
    lines(await quoted([{ product: mill.id, quantity: '1', unit_price: floor }]))[0]!.below_floor,
    false,
  )
  const taxed = await lead.create('price_list', {
    name: '含税价',
    tax_inclusive: true,
    sequence: 1,
  })
  await lead.create('price_line', {
    price_list: taxed.id,
    product: hours.id,
    price: '100',
    floor_price: '100',
  })
  const quote = await quoted([{ product: hours.id, quantity: '1' }])
  assert.deepEqual(prices(quote), [['94.339623', 'list']])
  assert.equal(lines(quote)[0]!.below_floor, false)
  assert.equal((await ann.act('quote', quote.id, 'submit')).stage, 'approved')
  await lead.change('price_list', taxed.id, { active: false })
})

test('cost, margin and floor are there for those who may know them, and nowhere for the others', async () => {
  const quote = await quoted([{ product: mill.id, quantity: '2', discount_percent: '9' }])
  const [mine] = lines(quote)
  for (const field of ['floor_price', 'cost']) assert.equal(field in mine!, false)
  for (const field of ['cost', 'margin', 'margin_percent']) assert.equal(field in quote, false)
  const [hers] = lines(await lead.get('quote', quote.id))
  assert.deepEqual([Number(hers!.floor_price), Number(hers!.cost)], [900, 600])
  const told = JSON.stringify(
    await it.world.db.transaction((tx) => historyOf(ann.doing(tx), 'quote', quote.id, {})),
  )
  assert.equal(told.includes('floor_price'), false)
  assert.equal(told.includes('below_floor'), true)
  const [listed] = await ann.list('price_line', `price_list = "${standard.id}"`)
  assert.equal('floor_price' in listed!, false)
  assert.equal((await refused(ann.list('price_line', 'floor_price > 1'))).code, 'not-valid')
})

const said = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return sentence(error.row.zh, error.details, 'zh')
    throw error
  }
  throw new Error('nothing was refused')
}

test('a second price for the same list, product, quantity and day is refused with the one that is there', async () => {
  const same = { price_list: standard.id, product: mill.id, price: '1' }
  assert.equal(
    await said(lead.create('price_line', same)),
    '「标准价」里「五轴机」已有价格 980（任何数量，生效日 —）。请改那一条，或换一个生效日。',
  )
  assert.equal(
    await said(lead.create('price_line', { ...same, min_quantity: '10.0' })),
    '「标准价」里「五轴机」10 起已有价格 940（生效日 —）。请改那一条，或换一个数量或生效日。',
  )
  const [ten] = await lead.list('price_line', `price_list = "${standard.id}" and min_quantity = 10`)
  await assert.rejects(lead.change('price_line', ten!.id, { min_quantity: '0' }))
  const both = await Promise.allSettled(
    [1, 2].map(() => lead.create('price_line', { ...same, min_quantity: '77' })),
  )
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
  const [made] = await lead.list('price_line', 'min_quantity = 77')
  await lead.remove('price_line', made!.id)
  // A floor is never above its price, a list never ends before it begins, and one for a kind names the kind.
  for (const [object, values, path] of [
    ['price_line', { ...same, min_quantity: '3', floor_price: '2' }, 'floor_price'],
    [
      'price_list',
      { name: 'x', valid_from: '2026-02-01', valid_until: '2026-01-01' },
      'valid_until',
    ],
    ['price_list', { name: 'y', audience: 'segment' }, 'audience'],
  ] as const)
    assert.deepEqual(await refused(lead.create(object, values)), {
      code: 'not-valid',
      paths: [path],
    })
})

test('a write asks once for the products and the prices of all its lines', async () => {
  const quote = await quoted([
    { product: mill.id, quantity: '1' },
    { product: hours.id, quantity: '2' },
  ])
  const asked: string[] = []
  await it.world.db.transaction(async (tx) => {
    const doing = ann.doing(tx)
    const hands = contextOf(doing)
    bindContext(doing, {
      ...hands,
      find: (object, equal, more) => {
        asked.push(object)
        return hands.find(object, equal, more)
      },
    })
    const [first, second] = lines(quote)
    const anew = [{ id: first!.id, quantity: '7' }, { id: second!.id }]
    await change(doing, 'quote', quote.id, { lines: anew }, 'person')
  })
  assert.deepEqual(
    asked.filter((object) => ['product', 'price_list', 'price_line'].includes(object)).sort(),
    ['price_line', 'price_list', 'product'],
  )
})

const imported = async (text: string, who = lead.who) => {
  const file = { bytes: new TextEncoder().encode(text) }
  const { mapping } = await previewImport(it.world, who, 'price_line', file, 'prices.csv', null)
  const errorsTo = join(folder, 'errors.csv')
  return importTable(it.world, who, 'price_line', file, mapping, { errorsTo })
}

test('prices come in as CSV by list and product, twice without a change, and changed ones are changed', async () => {
  const file = (price: string) => `价格表,产品,起订数量,单价,底价,生效日
标准价,培训,,190,150,
标准价,培训,10,${price},140,
标准价,培训,10,${price},140,2026-09-01
标准价,没有的,1,5,,
`
  const first = await imported(file('180'))
  assert.deepEqual([first.created, first.refused], [3, 1])
  const again = await imported(file('180'))
  assert.deepEqual([again.created, again.changed, again.unchanged], [0, 0, 3])
  const dearer = await imported(file('185'))
  assert.deepEqual([dearer.created, dearer.changed, dearer.unchanged], [0, 2, 1])
  const twice = await imported('价格表,产品,起订数量,单价\n标准价,培训,20,1\n标准价,培训,20,2\n')
  assert.equal(twice.created, 1)
  assert.deepEqual(prices(await quoted([{ product: hours.id, quantity: '10' }])), [['185', 'list']])
})

test('what goes out as CSV comes in again without a change', async () => {
  const path = join(folder, 'out.csv')
  await exportTable(it.world, lead.who, { from: 'price_line' }, 'csv', path, 'zh')
  const { mapping } = await previewImport(it.world, lead.who, 'price_line', { path }, path, null)
  const {
    rows,
    created,
    changed,
    unchanged,
    refused: bad,
  } = await importTable(it.world, lead.who, 'price_line', { path }, mapping)
  assert.ok(rows > 5)
  assert.deepEqual([created, changed, unchanged, bad], [0, 0, rows, 0])
})

test('every sentence about money still holds of all of it', async () => {
  for await (const one of reconcile(it.world))
    assert.equal(one.broken, 0, `${one.id} ${one.says.en}`)
})
