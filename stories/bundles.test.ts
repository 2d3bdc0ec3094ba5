// How is a machine sold with what belongs to it? Bundles, options, what goes together, and what becomes of them in contract and shipment.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { exportTable } from '#server/import/export-table.ts'
import { importTable } from '#server/import/import-table.ts'
import { previewImport } from '#server/import/preview-import.ts'
import { type Company, company, type Person, refused } from './spine-company.ts'

let it: Company
let folder: string
let ann: Person
let lead: Person
let boss: Person
let deal: Row
let set: Row
const made: Record<string, Row> = {}

const product = async (name: string, values: Values): Promise<void> => {
  made[name] = await lead.create('product', { name, tax_rate: '0.13', ...values })
}
const idOf = (name: string): string => made[name]!.id

before(async () => {
  it = await company('2026-03-02')
  folder = await mkdtemp(join(tmpdir(), 'openltc-bundles-'))
  const north = await it.system.create('team', { name: '北区' })
  const hire = (name: string, role: string) =>
    it.hire(name, { roles: [role], team: north.id, email: `${name}@example.com` })
  lead = await hire('lead', 'sales_manager')
  boss = await hire('boss', 'manager')
  ann = await hire('ann', 'sales')
  await it.system.change('team', north.id, { lead: lead.who.id })
  await product('加工中心', { list_price: '1000', cost: '600' })
  await product('冷却系统', { list_price: '100', cost: '50' })
  await product('控制器 A', { list_price: '200', cost: '120' })
  await product('控制器 B', { list_price: '300', cost: '180' })
  await product('备件包', { list_price: '80', cost: '30' })
  await product('机械臂', { list_price: '400', cost: '250' })
  await product('安装调试', {
    list_price: '50',
    cost: '20',
    tax_rate: '0.06',
    no_shipping: true,
  })
  set = await lead.create('product', {
    name: '加工中心套餐',
    list_price: '1500',
    cost: '0',
    tax_rate: '0.13',
    no_shipping: true,
    groups: [{ name: '控制器' }],
    components: [
      { product: idOf('加工中心') },
      { product: idOf('冷却系统'), quantity: '2' },
      { product: idOf('控制器 A'), taken: 'standard', group_name: '控制器' },
      {
        product: idOf('控制器 B'),
        taken: 'option',
        group_name: '控制器',
        price_mode: 'own',
      },
      { product: idOf('备件包'), taken: 'option', price_mode: 'own', discount_percent: '10' },
      { product: idOf('安装调试'), taken: 'standard', price_mode: 'own' },
    ],
  })
  const account = await ann.create('account', { name: '甲公司' })
  deal = await ann.create('opportunity', { name: '项目', account: account.id })
})
after(async () => {
  await it?.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => it.at('2026-03-02'))

const quoted = async (lines: Values[]): Promise<Row> => {
  const { quote } = await ann.act('opportunity', deal.id, 'create_quote', { lines })
  return ann.get('quote', quote as string)
}
const withSet = async (input: Values = {}): Promise<Row> => {
  const { id } = await quoted([{ product: idOf('备件包'), quantity: '1' }])
  await ann.act('quote', id, 'add_bundle', { product: set.id, ...input })
  return ann.get('quote', id)
}
const lines = (row: Row): Row[] => row.lines as Row[]
const plain = (value: unknown): string => exact(String(value)).toFixed()
const told = (row: Row): unknown[] =>
  lines(row).map((line) => [
    line.description,
    plain(line.quantity),
    plain(line.unit_price),
    line.price_by,
    line.bundle === null ? '' : 'under',
  ])
const lineOf = (row: Row, name: string): Row =>
  lines(row).find((line) => line.description === name && line.bundle !== null)!
/** The lines as they are, some of them with other values. */
const changed = (row: Row, values: Readonly<Record<string, Values>>): Promise<Row> =>
  ann.change('quote', row.id, {
    lines: lines(row).map(({ id }) => ({ id, ...values[id] })),
  })
const sound = async (): Promise<void> => {
  for await (const one of reconcile(it.world))
    assert.equal(one.broken, 0, `${one.id} ${one.says.en}`)
}

test('a bundle comes in as one position: its line, then what it requires and has by default, at their prices', async () => {
  const quote = await withSet()
  assert.deepEqual(told(quote), [
    ['备件包', '1', '80', 'product', ''],
    ['加工中心套餐', '1', '1500', 'product', ''],
    ['加工中心', '1', '0', 'bundle', 'under'],
    ['冷却系统', '2', '0', 'bundle', 'under'],
    ['控制器 A', '1', '0', 'bundle', 'under'],
    ['安装调试', '1', '50', 'product', 'under'],
  ])
  assert.equal(plain(lines(quote)[1]!.block_net), '1550')
  assert.equal(plain(quote.net), '1630')
  // What is included costs us something all the same: 30 + 600 + 2 × 50 + 120 + 20.
  const seen = await lead.get('quote', quote.id)
  assert.deepEqual([plain(seen.cost), plain(seen.margin)], ['870', '760'])
  await sound()
})

test('what is chosen comes in the order of the bundle, with its discount, so many for each of the bundles', async () => {
  const quote = await withSet({
    quantity: '2',
    choices: [{ product: idOf('备件包'), quantity: '3' }, { product: idOf('控制器 B') }],
  })
  assert.deepEqual(told(quote).slice(1), [
    ['加工中心套餐', '2', '1500', 'product', ''],
    ['加工中心', '2', '0', 'bundle', 'under'],
    ['冷却系统', '4', '0', 'bundle', 'under'],
    ['控制器 B', '2', '300', 'product', 'under'],
    ['备件包', '6', '80', 'product', 'under'],
  ])
  assert.equal(plain(lines(quote)[5]!.discount_percent), '10')
  assert.equal(plain(lines(quote)[1]!.block_net), '4032')
  assert.deepEqual(
    await refused(
      ann.act('quote', quote.id, 'add_bundle', {
        product: set.id,
        choices: [{ product: idOf('机械臂') }],
      }),
    ),
    { code: 'not-valid', paths: ['choices[0].product'] },
  )
})

test('more of a component than comes with so many bundles has its own price, and with more bundles it is included again', async () => {
  const quote = await withSet()
  const cooling = lineOf(quote, '冷却系统')
  const more = await changed(quote, { [cooling.id]: { quantity: '3' } })
  assert.deepEqual(
    [plain(lineOf(more, '冷却系统').unit_price), lineOf(more, '冷却系统').price_by],
    ['100', 'product'],
  )
  const head = lines(more)[1]!
  const two = await changed(more, { [head.id]: { quantity: '2' } })
  assert.equal(lineOf(two, '冷却系统').price_by, 'bundle')
  const fewer = await changed(two, { [head.id]: { quantity: '1' } })
  assert.deepEqual(
    [plain(lineOf(fewer, '冷却系统').unit_price), lineOf(fewer, '冷却系统').price_by],
    ['100', 'product'],
  )
  await sound()
})

test('nobody says by hand that something is included, and a component stands nowhere but under its bundle', async () => {
  const quote = await quoted([
    { product: idOf('机械臂'), price_by: 'bundle', included_per: '1', unit_price: '0.01' },
  ])
  assert.equal(lines(quote)[0]!.price_by, 'hand')
  assert.deepEqual(await refused(quoted([{ product: idOf('加工中心'), bundle: set.id }])), {
    code: 'not-valid',
    paths: ['lines[0].bundle'],
  })
  assert.deepEqual(
    await refused(
      quoted([
        { product: set.id },
        { product: idOf('加工中心'), bundle: set.id },
        { product: idOf('机械臂') },
        { product: idOf('控制器 A'), bundle: set.id },
      ]),
    ),
    { code: 'not-valid', paths: ['lines[3].bundle'] },
  )
})

test('a bundle that lacks something, or has too much of a group, is not submitted: each line says what', async () => {
  const quote = await quoted([
    { product: set.id, quantity: '2' },
    { product: idOf('加工中心'), bundle: set.id, quantity: '1' },
    { product: idOf('控制器 A'), bundle: set.id, quantity: '2' },
    { product: idOf('控制器 B'), bundle: set.id, quantity: '2' },
  ])
  const [head] = lines(quote)
  assert.deepEqual([head!.missing, head!.excess], ['加工中心、冷却系统', '控制器 2/1'])
  assert.deepEqual(await refused(ann.act('quote', quote.id, 'submit')), {
    code: 'not-valid',
    paths: ['lines[0].missing', 'lines[0].excess'],
  })
  const checklist = (await ann.page('quote', quote.id)).moves
    .find((move) => move.via === 'submit')!
    .checklist.filter((line) => !line.ok)
  assert.deepEqual(
    checklist.map((line) => line.says.en),
    [
      'Bundles are complete, and what products require is there',
      'No group of choices has too many',
    ],
  )
  const whole = await ann.change('quote', quote.id, {
    lines: [
      { product: set.id, quantity: '2' },
      { product: idOf('加工中心'), bundle: set.id, quantity: '2' },
      { product: idOf('冷却系统'), bundle: set.id, quantity: '4' },
      { product: idOf('控制器 A'), bundle: set.id, quantity: '2' },
    ],
  })
  assert.deepEqual([lines(whole)[0]!.missing, lines(whole)[0]!.excess], [null, null])
  assert.equal((await ann.act('quote', quote.id, 'submit')).stage, 'approved')
})

test('products that require or exclude each other say so; a recommendation is in nobody’s way', async () => {
  await product('主轴', { list_price: '70' })
  await product('刀库', { list_price: '60' })
  await lead.change('product', idOf('机械臂'), {
    relations: [
      { kind: 'requires', other: idOf('主轴') },
      { kind: 'excludes', other: idOf('刀库') },
      { kind: 'recommends', other: idOf('备件包') },
    ],
  })
  const quote = await quoted([{ product: idOf('机械臂') }, { product: idOf('刀库') }])
  const [arm] = lines(quote)
  assert.deepEqual([arm!.missing, arm!.clashes, arm!.advised], ['主轴', '刀库', '备件包'])
  assert.deepEqual(await refused(ann.act('quote', quote.id, 'submit')), {
    code: 'not-valid',
    paths: ['lines[0].missing', 'lines[0].clashes'],
  })
  const ready = await ann.change('quote', quote.id, {
    lines: [{ id: arm!.id }, { product: idOf('主轴') }, { product: idOf('刀库'), optional: true }],
  })
  assert.deepEqual(
    [lines(ready)[0]!.missing, lines(ready)[0]!.clashes, lines(ready)[0]!.advised],
    [null, null, '备件包'],
  )
  assert.equal((await ann.act('quote', quote.id, 'submit')).stage, 'approved')
})

test('an option has its price and is in no sum; taken over it counts, and its discount is asked for either way', async () => {
  const quote = await withSet({
    choices: [
      { product: idOf('控制器 A') },
      { product: idOf('控制器 B'), optional: true },
      { product: idOf('备件包'), optional: true },
    ],
  })
  const spare = lineOf(quote, '备件包')
  assert.deepEqual(
    [spare.net, spare.tax, spare.gross, spare.offer_net, spare.offer_gross].map(plain),
    ['0', '0', '0', '72', '81.36'],
  )
  assert.deepEqual([plain(quote.net), lines(quote)[1]!.excess], ['1580', null])
  const taken = await changed(quote, { [spare.id]: { optional: false } })
  assert.deepEqual([plain(taken.net), lineOf(taken, '备件包').offer_net], ['1652', null])
  const low = await changed(taken, { [spare.id]: { optional: true, discount_percent: '40' } })
  assert.equal((await ann.act('quote', low.id, 'submit')).stage, 'in_approval')
  await sound()
})

test('a bundle that is only offered has all of it only offered, and asks for nothing', async () => {
  const quote = await quoted([
    { product: idOf('机械臂'), unit_price: '1' },
    { product: idOf('主轴') },
    { product: set.id, optional: true },
    { product: idOf('控制器 B'), bundle: set.id },
  ])
  assert.equal(lines(quote)[3]!.optional, true)
  assert.deepEqual([plain(quote.net), lines(quote)[2]!.missing], ['71', null])
  const only = await quoted([{ product: idOf('备件包'), optional: true }])
  assert.equal((await refused(ann.act('quote', only.id, 'submit'))).code, 'no-lines')
})

test('a definition that changes leaves quotes as they are, drafts too, and the next one has the new', async () => {
  const quote = await withSet()
  const was = await lead.get('product', set.id)
  const parts = was.components as Row[]
  await lead.change('product', set.id, {
    components: [
      ...parts.map(({ id, product: of }) =>
        of === idOf('冷却系统') ? { id, price_mode: 'own' } : { id },
      ),
      { product: idOf('机械臂'), taken: 'required' },
    ],
  })
  const same = await ann.change('quote', quote.id, { terms: '货到付款' })
  assert.deepEqual(told(same), told(quote))
  const next = await withSet()
  assert.deepEqual(
    [lineOf(next, '冷却系统').price_by, lineOf(next, '机械臂').price_by],
    ['product', 'bundle'],
  )
  assert.equal((await ann.act('quote', quote.id, 'submit')).stage, 'approved')
  await ann.act('quote', quote.id, 'send')
  // A new version is the old one, word for word.
  const { quote: version } = await ann.act('quote', quote.id, 'new_version')
  assert.deepEqual(told(await ann.get('quote', version as string)), told(quote))
  await lead.change('product', set.id, {
    components: parts.map(({ id, price_mode }) => ({ id, price_mode })),
  })
})

test('the contract has what counts, in its blocks; what is shipped are the goods, and what is billed comes to it', async () => {
  const quote = await withSet({
    quantity: '2',
    choices: [
      { product: idOf('控制器 A') },
      { product: idOf('安装调试') },
      { product: idOf('备件包'), optional: true },
    ],
  })
  await ann.act('quote', quote.id, 'submit')
  await ann.act('quote', quote.id, 'send')
  await ann.act('quote', quote.id, 'accept')
  const { contract } = await ann.act('quote', quote.id, 'create_contract')
  const id = contract as string
  const signed = await ann.get('contract', id)
  assert.deepEqual(
    lines(signed).map((line) => [line.description, line.bundle === null, line.no_shipping]),
    [
      ['备件包', true, false],
      ['加工中心套餐', true, true],
      ['加工中心', false, false],
      ['冷却系统', false, false],
      ['控制器 A', false, false],
      ['安装调试', false, true],
    ],
  )
  assert.equal(signed.amount, quote.gross)
  const stage = (await boss.act('contract', id, 'sign')).stage
  assert.equal(stage, 'signed')
  await boss.act('contract', id, 'activate')
  const { shipment } = await boss.act('contract', id, 'plan_shipment')
  const goods = await boss.get('shipment', shipment as string)
  assert.deepEqual(
    lines(goods).map((line) => [line.description, plain(line.quantity)]),
    [
      ['备件包', '1'],
      ['加工中心', '2'],
      ['冷却系统', '4'],
      ['控制器 A', '2'],
    ],
  )
  await boss.act('shipment', goods.id, 'ship')
  // A renewal offers the same bundle again.
  await it.system.change('contract', id, { ends_on: '2026-12-31' })
  const { opportunity } = await boss.act('contract', id, 'renew')
  const { quote: renewed } = await boss.act('opportunity', opportunity as string, 'create_quote')
  assert.deepEqual(
    told(await boss.get('quote', renewed as string)).slice(1),
    told(quote)
      .slice(1)
      .filter((_, at) => lines(quote)[at + 1]!.optional !== true)
      .map((line) =>
        (line as unknown[]).with(3, (line as unknown[])[3] === 'bundle' ? 'bundle' : 'hand'),
      ),
  )
  assert.equal((await refused(boss.act('contract', id, 'plan_shipment'))).code, 'nothing-to-ship')
  const offer = (await boss.page('contract', id)).actions.find(
    (one) => one.name === 'plan_shipment',
  )
  assert.equal(offer?.open, false)
  await sound()
})

test('a definition holds together: groups that exist, nothing twice, no bundle inside another', async () => {
  assert.deepEqual(
    await refused(
      lead.create('product', {
        name: '坏套餐',
        groups: [{ name: 'A' }, { name: 'A' }],
        components: [
          { product: idOf('备件包'), group_name: 'B' },
          { product: idOf('备件包') },
          { product: set.id },
        ],
      }),
    ),
    {
      code: 'not-valid',
      paths: [
        'groups[1].name',
        'components[0].group_name',
        'components[1].product',
        'components[2].product',
      ],
    },
  )
  assert.deepEqual(
    await refused(
      lead.change('product', idOf('加工中心'), { components: [{ product: idOf('备件包') }] }),
    ),
    { code: 'not-valid', paths: ['components'] },
  )
})

test('components of bundles go out to a file, and come in again changed where the file was', async () => {
  for (const object of ['bundle_component', 'bundle_group', 'product_relation', 'quote_line']) {
    const path = join(folder, `${object}.csv`)
    await exportTable(it.world, lead.who, { from: object }, 'csv', path, 'zh')
    const { mapping } = await previewImport(it.world, lead.who, object, { path }, path, null)
    const {
      rows,
      changed,
      unchanged,
      refused: bad,
    } = await importTable(it.world, lead.who, object, { path }, mapping)
    assert.ok(rows > 0)
    assert.deepEqual([object, changed, unchanged, bad], [object, 0, rows, 0])
  }
  const path = join(folder, 'new.csv')
  await product('钻铣套餐', { list_price: '900' })
  await writeFile(
    path,
    `套餐,产品,每套数量,选配方式,价格
钻铣套餐,冷却系统,2,必带,含在套餐价内
钻铣套餐,备件包,1,可选,按自身价格
`,
  )
  const { mapping } = await previewImport(
    it.world,
    lead.who,
    'bundle_component',
    { path },
    path,
    null,
  )
  const { created } = await importTable(it.world, lead.who, 'bundle_component', { path }, mapping)
  assert.equal(created, 2)
  const bundle = await lead.get('product', idOf('钻铣套餐'))
  assert.deepEqual(
    (bundle.components as Row[]).map((one) => [one.taken, plain(one.quantity), one.price_mode]),
    [
      ['required', '2', 'included'],
      ['option', '1', 'own'],
    ],
  )
})

const pick = fc.record({
  what: fc.constantFrom('加工中心', '冷却系统', '控制器 A', '备件包', '机械臂'),
  quantity: fc.constantFrom('1', '2', '0.5', '3'),
  discount_percent: fc.constantFrom('0', '5', '33.3333'),
  under: fc.boolean(),
  optional: fc.boolean(),
})
test('whatever is chosen: the quote is the sum of what counts, an option is worth nothing, a bundle is the sum of its block', async () => {
  const { id: anew } = await ann.create('opportunity', { name: '项目 2', account: deal.account })
  const { quote: drafted } = await ann.act('opportunity', anew, 'create_quote')
  const id = drafted as string
  await fc.assert(
    fc.asyncProperty(
      fc.array(pick, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      fc.constantFrom('1', '2', '3'),
      async (picks, whole, many) => {
        const quote = await ann.change('quote', id, {
          lines: [
            { product: set.id, quantity: many, optional: whole },
            ...picks.map(({ what, under, ...one }) => ({
              ...one,
              product: idOf(what),
              bundle: under ? set.id : null,
            })),
          ].filter(
            (line, at, all) =>
              !('bundle' in line) ||
              line.bundle === null ||
              all.slice(1, at).every((other) => (other as Values).bundle !== null),
          ),
        })
        const total = (rows: readonly Row[], field: string): string =>
          rows.reduce((sum, line) => sum.plus(String(line[field])), exact('0')).toFixed()
        const counted = lines(quote).filter((line) => line.optional !== true)
        for (const field of ['net', 'tax', 'gross'])
          assert.equal(plain(quote[field]), total(counted, field))
        const block = lines(quote).filter((line, at) => at === 0 || line.bundle !== null)
        for (const line of lines(quote)) {
          if (line.optional === true) assert.equal(plain(line.gross), '0')
          if (line.price_by === 'bundle') assert.equal(plain(line.unit_price), '0')
        }
        const head = lines(quote)[0]!
        if (head.block_net !== null)
          assert.equal(
            plain(head.block_net),
            total(
              block.filter((line) => line.optional !== true),
              'net',
            ),
          )
      },
    ),
    { numRuns: 25 },
  )
  await sound()
})
