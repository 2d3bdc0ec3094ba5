// Is it kept apart, from product to credit note, why a line bears no tax?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { documentTotals } from '#kernel/money/document.ts'
import { contentHash } from '#ltc/quotes/content-hash.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { documentOf } from '#server/documents/print-record.ts'
import { circumstances } from '#server/world/world.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let boss: Person
let account: string
let opportunity: string
let products: Readonly<Record<string, string>>

before(async () => {
  firm = await company('2026-03-02')
  boss = await firm.hire('Bo', {
    email: 'bo@example.cn',
    roles: ['admin', 'sales_manager', 'manager', 'finance'],
  })
  account = (await boss.create('account', { name: '海外机械' })).id
  opportunity = (await boss.create('opportunity', { name: '出口', account, amount: '1' })).id
  const make = async (name: string, more: Values) =>
    [name, (await boss.create('product', { name, list_price: '100', ...more })).id] as const
  products = Object.fromEntries([
    await make('standard', {}),
    await make('export', { tax_category: 'zero_rated' }),
    await make('book', { tax_category: 'exempt' }),
  ])
})
after(() => firm.close())

const offered = [
  () => ({ product: products.standard }),
  () => ({ product: products.export }),
  () => ({ product: products.book, quantity: '2' }),
  () => ({ description: '代收款', unit_price: '7', tax_category: 'not_taxable' }),
  () => ({ description: 'Service', unit_price: '9.99', tax_category: 'reverse_charge' }),
  () => ({ description: '赠品', unit_price: '5', tax_rate: '0' }),
]
const linesOf = (row: Row) => row.lines as Row[]
const treated = (row: Row) =>
  linesOf(row).map((line) => [line.tax_category, String(Number(line.tax_rate)), line.tax])
const expected = [
  [null, '0.13', '13.00'],
  ['zero_rated', '0', '0.00'],
  ['exempt', '0', '0.00'],
  ['not_taxable', '0', '0.00'],
  ['reverse_charge', '0', '0.00'],
  [null, '0', '0.00'],
]

test('a product brings its treatment; from the quote on it goes to contract, invoice and credit note', async () => {
  const quote = await boss.create('quote', { opportunity, lines: offered.map((line) => line()) })
  assert.deepEqual(treated(quote), expected)
  assert.deepEqual([quote.net, quote.tax, quote.gross], ['421.99', '13.00', '434.99'])
  await boss.act('quote', quote.id, 'submit')
  await boss.act('quote', quote.id, 'send')
  await boss.act('quote', quote.id, 'accept')
  const { contract } = (await boss.act('quote', quote.id, 'create_contract')) as {
    contract: string
  }
  const plan = [{ name: '全款', due_on: '2026-03-02', amount: '434.99' }]
  await boss.change('contract', contract, { billing_plan: plan })
  await boss.act('contract', contract, 'sign')
  await boss.act('contract', contract, 'activate')
  assert.deepEqual(treated(await boss.get('contract', contract)), expected)
  const { invoices } = (await boss.act('contract', contract, 'bill')) as { invoices: string[] }
  await boss.act('invoice', invoices[0]!, 'issue')
  const invoice = await boss.get('invoice', invoices[0]!)
  assert.deepEqual(treated(invoice), expected)
  const { credit_note } = (await boss.act('invoice', invoice.id, 'credit')) as {
    credit_note: string
  }
  const note = await boss.get('invoice', credit_note)
  assert.deepEqual(
    linesOf(note).map((line) => line.tax_category),
    expected.map(([why]) => why),
  )
  assert.deepEqual([note.net, note.tax, note.gross], ['-421.99', '-13.00', '-434.99'])
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
})

test('a new version of a quote keeps them, and another treatment is another content', async () => {
  const quote = await boss.create('quote', {
    opportunity: (await boss.create('opportunity', { name: 'V', account })).id,
    lines: [offered[2]!()],
  })
  await boss.act('quote', quote.id, 'submit')
  const submitted = await boss.get('quote', quote.id)
  const { quote: next } = (await boss.act('quote', quote.id, 'new_version')) as { quote: string }
  assert.deepEqual(treated(await boss.get('quote', next)), [expected[2]])
  assert.equal(await contentHash(submitted), submitted.hash)
  const other = {
    ...submitted,
    lines: linesOf(submitted).map((line) => ({ ...line, tax_category: 'zero_rated' })),
  }
  assert.notEqual(await contentHash(other), submitted.hash)
})

test('a line that says why it bears no tax has no rate; one that says a rate is taxed whatever its product is', async () => {
  const contradicting = boss.create('quote', {
    opportunity,
    lines: [
      { description: 'x', unit_price: '1', tax_rate: '0.13', tax_category: 'exempt' },
      { product: products.book, tax_rate: '0.09' },
    ],
  })
  assert.deepEqual(await refused(contradicting), {
    code: 'not-valid',
    paths: ['lines[0].tax_rate'],
  })
  const taxed = await boss.create('quote', {
    opportunity,
    lines: [{ product: products.book, tax_rate: '0.09' }],
  })
  assert.deepEqual(treated(taxed), [[null, '0.09', '9.00']])
})

test('five ways of bearing no tax are five groups on paper, in both languages', async () => {
  const invoice = await boss.create('invoice', { account, lines: offered.map((line) => line()) })
  const paper = async (language: 'zh' | 'en') => {
    const model = await documentOf(
      {
        asks: firm.world.db,
        app: firm.world.app,
        who: boss.who,
        at: circumstances(firm.world, boss.who),
        company: firm.world.company,
        made_at: firm.world.now().toISOString(),
        language,
      },
      'invoice',
      invoice.id,
    )
    const totals = model.blocks.find((block) => block.kind === 'totals')
    const table = model.blocks.find((block) => block.kind === 'table')
    assert.ok(totals?.kind === 'totals' && table?.kind === 'table')
    const at = table.columns.findIndex(
      (column) => column.label === { zh: '税率', en: 'Tax' }[language],
    )
    return [
      table.rows.map((row) => row[at]),
      totals.rows.map(({ label, text }) => `${label} ${text}`),
    ]
  }
  assert.deepEqual(await paper('zh'), [
    ['13%', '零税率', '免税', '不征税', '购买方缴税', '0%'],
    [
      '不含税金额 421.99',
      '税额 13% 13.00',
      '税额 零税率 0.00',
      '税额 免税 0.00',
      '税额 不征税 0.00',
      '税额 购买方缴税 0.00',
      '税额 0% 0.00',
      '价税合计 人民币 CNY 434.99',
    ],
  ])
  assert.deepEqual((await paper('en'))[0], [
    '13%',
    'Zero-rated',
    'Exempt',
    'Not taxable',
    'Reverse charge',
    '0%',
  ])
})

test('the sums of the groups are those of the document (golden)', () => {
  const at = (net: string, tax: string, tax_rate: string, tax_category: string | null) => ({
    net,
    tax,
    gross: (Number(net) + Number(tax)).toFixed(2),
    tax_rate,
    tax_category,
  })
  const { groups, net, tax, gross } = documentTotals(
    [
      at('100.00', '13.00', '0.13', null),
      at('10.00', '0.00', '0', 'exempt'),
      at('0.05', '0.01', '0.130', null),
      at('20.00', '0.00', '0', 'zero_rated'),
      at('1.00', '0.00', '0', 'exempt'),
      at('3.00', '0.00', '0', null),
    ],
    'CNY',
  )
  assert.deepEqual([net, tax, gross], ['134.05', '13.01', '147.06'])
  assert.deepEqual(
    groups.map((group) => [group.tax_rate, group.tax_category, group.net, group.lines]),
    [
      ['0', null, '3.00', [5]],
      ['0', 'exempt', '11.00', [1, 4]],
      ['0', 'zero_rated', '20.00', [3]],
      ['0.13', null, '100.05', [0, 2]],
    ],
  )
})
