// Does each printed document say what its record says, and nothing that its reader may not know?
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { compileApp } from '#kernel/compile/compile-app.ts'
import type { Row } from '#kernel/object.ts'
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { book } from '#ltc/index.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { uploadName, wholeBytes } from '#server/files/file-store.ts'
import { s3Store } from '#server/files/s3-store.ts'
import { readStoreSetting } from '#server/files/store-setting.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import { circumstances } from '#server/world/world.ts'
import { docxText } from './docx-text.fixtures.ts'
import { s3Server } from '../../stories/files/s3-server.ts'
import { type Company, company, type Person } from '../../stories/spine-company.ts'
import { figure, percentOf, quantity } from './figures.ts'
import { type Filling, fillTemplate } from './fill-template.ts'
import type { DocumentModel } from '#kernel/view/paper.ts'
import { pdfText } from './pdf-text.fixtures.ts'
import { documentOf, printPdf, printRecord } from './print-record.ts'
import { fillWord } from './fill-word.ts'
import { renderDocx } from './docx.ts'
import { Refusal } from '#kernel/error.ts'
import { Document, Packer, Paragraph } from 'docx'

let it: Company
let boss: Person
let seller: Person
let quote: Row
let contract: Row
before(async () => {
  it = await company('2026-11-23')
  boss = await it.hire('示例经理', {
    roles: ['admin', 'manager', 'sales_manager', 'finance'],
    email: 'boss@example.com',
  })
  seller = await it.hire('示例销售', { roles: ['sales'], email: 'seller@example.com' })
  const [ours] = await it.system.list('company')
  await it.system.change('company', ours!.id, {
    address: { province: '江苏省', city: '苏州市', street: '示例路 1 号' },
    phone: '0512-66880000',
    bank: '示例银行 0000 0001',
  })
  const account = await seller.create('account', {
    name: '示例客户有限公司',
    tax_number: '91320594MA1XXXXX0X',
    address: { province: '上海市', city: '上海市', street: '示例大道 8 号' },
  })
  const products = await Promise.all([
    boss.create('product', {
      number: 'VMC-1160',
      name: '五轴加工中心',
      unit: '台',
      list_price: '780000',
      cost: '500000',
      tax_rate: '0.13',
    }),
    boss.create('product', {
      number: 'MES-DC',
      name: '数据采集接口',
      unit: '项',
      list_price: '86000',
      cost: '1000',
      tax_rate: '0.06',
    }),
  ])
  const opportunity = await seller.create('opportunity', {
    name: '示例产线',
    account: account.id,
    amount: '1',
  })
  quote = await seller.create('quote', {
    opportunity: opportunity.id,
    account: account.id,
    valid_until: '2026-12-20',
    terms: '一、第一条\n二、第二条',
    lines: [
      { product: products[0]!.id, quantity: '2', discount_percent: '12', description: '含安装' },
      { product: products[1]!.id, quantity: '3' },
    ],
  })
  contract = await seller.create('contract', {
    name: '示例产线采购',
    account: account.id,
    starts_on: '2026-12-01',
    terms: '一、第一条',
    lines: [{ product: products[0]!.id, quantity: '1', unit_price: '100000', tax_rate: '0.13' }],
    billing_plan: [
      { name: '预付款', percent: '30' },
      { name: '到货款', percent: '60' },
      { name: '质保金', percent: '10' },
    ],
  })
})
after(() => it.close())

const filling = (person: Person, more: Partial<Filling> = {}): Filling => ({
  asks: it.world.db,
  app: it.world.app,
  who: person.who,
  at: circumstances(it.world, person.who),
  company: it.world.company,
  made_at: it.world.now().toISOString(),
  language: 'zh',
  ...more,
})
const printed = async (model: DocumentModel): Promise<string> =>
  pdfText((await printPdf(model)).bytes)
    .join('\n')
    .replace(/\s/g, '')
const paper = async (
  person: Person,
  object: string,
  row: Row,
  more: Partial<Filling> = {},
): Promise<string> => printed(await documentOf(filling(person, more), object, row.id))

test('a quote shows its lines, the tax of each rate, the total and the total in capitals', async () => {
  const text = await paper(seller, 'quote', quote)
  const whole = await seller.get('quote', quote.id)
  for (const part of [
    '报价单',
    String(whole.number),
    'v1',
    '示例客户有限公司',
    '上海市示例大道8号',
    '2026年12月20日',
    '人民币CNY',
    'VMC-1160五轴加工中心',
    '含安装',
    '2台',
    '12%',
    '税额13%',
    '税额6%',
    '江苏省苏州市示例路1号',
    '一、第一条',
    '草稿',
  ])
    assert.ok(text.includes(part), part)
  for (const line of whole.lines as Row[])
    for (const amount of [line.unit_price, line.net])
      assert.ok(text.includes(figure(amount as string, 'CNY')), String(amount))
  for (const amount of [whole.net, whole.gross])
    assert.ok(text.includes(figure(amount as string, 'CNY')))
  assert.ok(text.includes('大写壹佰捌拾贰万肆仟柒佰肆拾肆元整'), text.slice(-200))
})

test('in English no Chinese word of the template is left', async () => {
  const text = await paper(seller, 'quote', quote, { language: 'en' })
  for (const part of ['Quotation', 'Unitprice', 'Tax13%', 'Draft', '20December2026', 'Page1of1'])
    assert.ok(text.includes(part), part)
  assert.doesNotMatch(text, /[合计税率大写报价草稿]{2}/)
})

test('prices with tax are named so, and stand beside amounts with tax', async () => {
  const inclusive = await seller.create('quote', {
    opportunity: quote.opportunity,
    account: quote.account,
    tax_inclusive: true,
    lines: [{ description: '服务', quantity: '3', unit_price: '33.33', tax_rate: '0.13' }],
  })
  const text = await paper(seller, 'quote', inclusive)
  assert.ok(text.includes('含税单价') && text.includes('含税小计') && text.includes('99.99'))
  assert.ok(!text.includes('未税单价') && !text.includes('未税小计') && !text.includes('折扣'))
})

test('a contract names both sides, the plan of payment with shares and sum, the terms, and room to sign', async () => {
  const text = await paper(seller, 'contract', contract)
  for (const part of [
    '销售合同',
    '示例产线采购',
    '甲方（买方）',
    '乙方（卖方）',
    '示例机械有限公司',
    '付款计划',
    '质保金',
    '30%',
    '10%',
    '67,800.00',
    '合计113,000.00',
    '合同金额人民币CNY113,000.00',
    '大写壹拾壹万叁仟元整',
    '2026年12月1日',
    '签字',
  ])
    assert.ok(text.includes(part), part)
})

test('an invoice says what to pay, by when, to which account, and that it is no tax invoice', async () => {
  const invoice = await boss.create('invoice', {
    account: quote.account,
    due_on: '2026-12-23',
    note: '请按时付款',
    lines: [{ description: '服务费', quantity: '1', unit_price: '1000', tax_rate: '0.06' }],
  })
  let text = await paper(boss, 'invoice', invoice)
  for (const part of [
    '账单',
    '2026年12月23日',
    '示例银行00000001',
    '不是税务发票',
    '1,060.00',
    '请按时付款',
    '税额6%60.00',
    '草稿',
  ])
    assert.ok(text.includes(part), part)
  assert.ok(!text.includes('未付'), 'nothing was paid yet')
  await boss.act('invoice', invoice.id, 'issue')
  const payment = await boss.create('payment', {
    account: quote.account,
    amount: '60.00',
    received_on: '2026-11-23',
  })
  await boss.act('payment', payment.id, 'allocate')
  text = await paper(boss, 'invoice', invoice)
  assert.ok(text.includes('已付60.00') && text.includes('未付1,000.00') && !text.includes('草稿'))
  const credit = (await boss.act('invoice', invoice.id, 'credit')) as {
    invoice?: string
    credit_note?: string
  }
  const [note] = await boss.list('invoice', `credits = "${invoice.id}"`)
  assert.ok(note, JSON.stringify(credit))
  text = await paper(boss, 'invoice', note!)
  assert.ok(text.includes('红字账单') && text.includes('被红冲账单') && !text.includes('示例银行'))
})

test('a delivery note lists what is in the shipment, with room to count and to sign, and no price', async () => {
  if (contract.stage === 'draft') await boss.act('contract', contract.id, 'sign')
  const planned = await boss.act('contract', contract.id, 'plan_shipment')
  const shipment = await boss.get('shipment', String(planned.shipment))
  const text = await printed(
    await documentOf(filling(boss), 'shipment', shipment.id, 'delivery_note'),
  )
  for (const part of [
    '送货单',
    String(shipment.number),
    '示例客户有限公司',
    'VMC-1160五轴加工中心',
    '1台',
    '实收数量',
    '收货方（签章）',
  ])
    assert.ok(text.includes(part), part)
  assert.ok(!text.includes('100,000'))
  const english = await printed(
    await documentOf(filling(boss, { language: 'en' }), 'shipment', shipment.id, 'delivery_note'),
  )
  assert.ok(english.includes('DeliveryNote') && english.includes('Received'))
  await boss.act('shipment', shipment.id, 'ship')
  await boss.act('shipment', shipment.id, 'receive', { signer: '示例收货人' })
  const back = await boss.act('shipment', shipment.id, 'take_back', { reason: '示例' })
  await assert.rejects(
    documentOf(filling(boss), 'shipment', String(back.shipment), 'delivery_note'),
    (error: unknown) => error instanceof Refusal && error.code === 'not-found',
  )
})

test('a field that a role may not read stays empty on its paper', async () => {
  const template: DocumentTemplate = {
    object: 'quote',
    label: { zh: '成本单', en: 'Costs' },
    title: { zh: '成本单', en: 'Costs' },
    blocks: [
      { kind: 'prose', text: { zh: '成本 {cost} 单位 {SUM(lines.cost)} 完', en: 'x' } },
      {
        kind: 'table',
        of: 'lines',
        columns: [
          { label: { zh: '成本', en: 'Cost' }, value: { zh: '{cost}|{product.cost}', en: '' } },
        ],
      },
    ],
  }
  const read = async (person: Person) =>
    JSON.stringify((await fillTemplate(filling(person), template, quote.id))!.blocks)
  assert.match(await read(boss), /1,003,000\.00.*500,000\.00\|500,000\.00/)
  assert.doesNotMatch(await read(seller), /\d{3}/)
})

test('a template is checked when it is published: every brace, in both languages, at its place', () => {
  const answer = compileApp(
    book,
    {
      documents: {
        quote: {
          title: { zh: '{numbr}', en: '{number|loud}' },
          blocks: [{ kind: 'table', of: 'account', columns: [] }, { kind: 'poem' }],
        },
      },
    },
    1,
  )
  assert.ok('problems' in answer)
  assert.deepEqual(
    answer.problems.map((one) => one.path),
    ['documents.quote.blocks[1].kind', 'documents.quote.title.zh', 'documents.quote.title.en'],
  )
  const named = compileApp(
    book,
    {
      documents: {
        quote: {
          title: { zh: '{numbr}', en: '{number|loud}' },
          blocks: [
            { kind: 'table', of: 'account', columns: [] },
            { kind: 'prose', if: 'gross >', text: { zh: '{our.nme}', en: '' } },
          ],
        },
      },
    },
    1,
  )
  assert.ok('problems' in named)
  assert.deepEqual(
    named.problems.map((one) => one.path),
    [
      'documents.quote.title.zh',
      'documents.quote.title.en',
      'documents.quote.blocks[0].of',
      'documents.quote.blocks[1].if',
      'documents.quote.blocks[1].text.zh',
    ],
  )
  assert.equal(named.problems[0]!.at, 1)
})

test('the same document as .docx has the same words and figures', async () => {
  const model = await documentOf(filling(seller), 'contract', contract.id)
  const text = docxText(await renderDocx(model)).replace(/\s/g, '')
  for (const part of ['销售合同', '示例客户有限公司', '67,800.00', '大写壹拾壹万叁仟元整', '签字'])
    assert.ok(text.includes(part), part)
})

test('a company’s own Word file is filled: fields, rows, conditions, and nothing of a value is read as a field again', async () => {
  const file = async (...lines: string[]) =>
    Buffer.from(
      await Packer.toBuffer(
        new Document({ sections: [{ children: lines.map((text) => new Paragraph(text)) }] }),
      ),
    )
  const template: DocumentTemplate = {
    object: 'quote',
    label: { zh: '报价', en: 'Q' },
    title: { zh: '报价', en: 'Q' },
    blocks: [],
  }
  const named = await seller.create('account', { name: '{net} & <客户>' })
  const deal = await seller.create('opportunity', { name: '项目', account: named.id })
  const own = await seller.create('quote', {
    opportunity: deal.id,
    account: named.id,
    lines: [{ description: '安装', quantity: '2', unit_price: '50', tax_rate: '0.06' }],
  })
  const fill = async (row: Row, ...lines: string[]) =>
    docxText((await fillWord(filling(seller), template, row.id, await file(...lines)))!).replace(
      /\s+/g,
      ' ',
    )
  assert.match(
    await fill(
      own,
      '{account} 共 {gross|capital}',
      '{#lines}',
      '{row}. {description} {quantity} × {unit_price} = {net} {currency}',
      '{/lines}',
      '{#gross > 1000}大单{/}{^gross > 1000}小单{/}',
      '{our.name}{cost}完',
    ),
    /\{net\} & <客户> 共 壹佰零陆元整 1\. 安装 2 × 50\.00 = 100\.00 人民币 小单 示例机械有限公司完/,
  )
  assert.equal(
    (await fill(quote, '{#lines}', '{product.name};', '{/lines}')).trim(),
    '五轴加工中心; 数据采集接口;',
  )
  // Whoever writes the file knows what stands on the screen.
  assert.match(
    await fill(
      own,
      '{客户} 共 {价税合计|capital}',
      '{#报价明细}',
      '{row}. {说明} {数量} {币种}',
      '{/报价明细}',
      '{our.公司名称}完',
    ),
    /<客户> 共 壹佰零陆元整 1\. 安装 2 人民币 示例机械有限公司完/,
  )
  const bad = (work: Promise<unknown>) =>
    assert.rejects(work, (error: unknown) => error instanceof Refusal && error.code === 'malformed')
  await bad(fill(own, '{#lines} never closed'))
  await bad(fillWord(filling(seller), template, own.id, Buffer.from('no zip at all')))
})

test('a company’s own Word file also comes as a PDF, filled, whose text is selected; its head says what it is', async () => {
  const own = await Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            '致 {account.name}',
            '{#lines}',
            '{row}. {product.name} {net}',
            '{/lines}',
            '共 {gross|capital}',
          ].map((text) => new Paragraph(text)),
        },
      ],
    }),
  )
  const id = uuid7(it.world.now().getTime())
  const folder = await mkdtemp(join(tmpdir(), 'paper-'))
  const server = await s3Server({ folder: join(folder, 's3') })
  const name = uploadName(id)
  try {
    const template: DocumentTemplate = {
      object: 'quote',
      label: { zh: '自己的报价', en: 'Own' },
      title: { zh: '自己的报价', en: 'Own' },
      number: { zh: '{number}', en: '{number}' },
      blocks: [],
      word: id,
    }
    const asked = { ...filling(seller), app: { ...it.world.app, documents: { own: template } } }
    for (const files of [folderStore(folder), s3Store(readStoreSetting(server.url())!)]) {
      const print = (as: 'pdf' | 'docx') => printRecord(asked, 'quote', quote.id, 'own', as, files)
      await files.put(name, wholeBytes(own))
      const { type, bytes, leftOut } = await print('pdf')
      assert.equal(type, 'application/pdf')
      assert.deepEqual(leftOut, [])
      const text = pdfText(bytes).join('').replace(/\s/g, '')
      for (const part of [
        '致示例客户有限公司',
        '1.五轴加工中心',
        '2.数据采集接口',
        '共壹佰捌拾贰万肆仟柒佰肆拾肆元整',
      ])
        assert.ok(text.includes(part), part)
      assert.ok((await print('docx')).type.includes('wordprocessingml'))
      await files.put(name, wholeBytes('no zip at all'))
      await assert.rejects(
        print('pdf'),
        (error: unknown) => error instanceof Refusal && error.code === 'malformed',
      )
      await files.remove(name)
      await assert.rejects(
        print('pdf'),
        (error: unknown) => error instanceof Refusal && error.code === 'not-found',
      )
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
})

test('in Word a QR code is a picture that a camera reads, not the text of it', async () => {
  const { bytes } = await printRecord(
    {
      ...filling(seller),
      app: {
        ...it.world.app,
        documents: {
          qr: {
            object: 'quote',
            label: { zh: '码', en: 'Code' },
            title: { zh: '码', en: 'Code' },
            blocks: [
              {
                kind: 'qr',
                text: { zh: 'https://example.com/{number}', en: '' },
                caption: { zh: '扫一扫', en: '' },
              },
            ],
          },
        },
      },
    },
    'quote',
    quote.id,
    'qr',
    'docx',
    folderStore(''),
  )
  assert.match(bytes.toString('latin1'), /word\/media\/[\w]+\.png/)
  const text = docxText(bytes)
  assert.ok(text.includes('扫一扫') && !text.includes('https://'))
})

test('yen have no cents and dinars three digits', () => {
  assert.equal(figure('1234.5', 'KWD'), '1,234.500')
  assert.equal(figure('1234567', 'JPY'), '1,234,567')
  assert.equal(figure('-1234.5', 'CNY'), '-1,234.50')
  assert.equal(figure('0.123456', 'CNY'), '0.123456')
  assert.equal(figure('12.5', '???'), '12.5')
  assert.equal(quantity('12.5000'), '12.5')
  assert.equal(percentOf('0.13'), '13%')
})
