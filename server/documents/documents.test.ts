// Does each kind of document say what its record says, and nothing else?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitByPercent } from '#kernel/money/split.ts'
import { contractDocument } from './contract.ts'
import { figure, percentOf, quantity } from './figures.ts'
import { invoiceDocument } from './invoice.ts'
import type { DocumentModel } from './model.ts'
import { renderPdf } from './pdf.ts'
import { pdfText } from './pdf-text.ts'
import { quoteDocument } from './quote.ts'
import { sampleLines, setting } from './sample-lines.ts'

const printed = async (document: DocumentModel): Promise<string> =>
  pdfText((await renderPdf(document)).bytes)
    .join('\n')
    .replace(/\s/g, '')
const english = { ...setting, language: 'en' as const }

/** Every amount of every line, as it must stand on paper. */
const figures = (text: string, list: Iterable<string | null | undefined>, currency = 'CNY') => {
  for (const each of list) assert.ok(text.includes(figure(each, currency)), `${each} is there`)
}

test('a quote shows its lines, the tax of each rate, the total and the total in capitals', async () => {
  const quote = {
    ...sampleLines(3),
    number: 'Q-2026-0461',
    version_no: 3,
    valid_until: '2026-12-20',
  }
  const text = await printed(quoteDocument(quote, setting))
  for (const part of [
    '报价单',
    'Q-2026-0461v3',
    '示例客户有限公司',
    '2026年12月20日',
    '人民币CNY',
    '12%',
  ]) {
    assert.ok(text.includes(part), part)
  }
  figures(
    text,
    quote.lines.flatMap((line) => [line.unit_price, line.net]),
  )
  figures(text, [quote.net, quote.gross, ...quote.groups.map((group) => group.tax)])
  assert.equal(quote.gross, '2147810.00')
  assert.ok(text.includes('大写贰佰壹拾肆万柒仟捌佰壹拾元整'))
  assert.ok(!text.includes('草稿') && !text.includes('示例数据'))
})

test('prices with tax are named so, and stand beside amounts with tax', async () => {
  const quote = { ...sampleLines(3, 'USD', true), number: 'Q-7' }
  const text = await printed(quoteDocument(quote, english))
  figures(
    text,
    quote.lines.map((line) => line.gross),
    'USD',
  )
  for (const part of ['Quotation', 'Priceincl.tax', 'USDollar', 'Page1of1'])
    assert.ok(text.includes(part), part)
  assert.doesNotMatch(text, /[合计税率大写报价]{2}/)
})

test('yen have no cents and dinars three digits', async () => {
  const yen = sampleLines(2, 'JPY')
  assert.ok(
    (await printed(quoteDocument({ ...yen, number: 'Q-1' }, setting))).includes(
      figure(yen.gross, 'JPY'),
    ),
  )
  assert.equal(figure('1234.5', 'KWD'), '1,234.500')
  assert.equal(figure('1234567', 'JPY'), '1,234,567')
  assert.equal(figure('-1234.5', 'CNY'), '-1,234.50')
  assert.equal(figure('0.123456', 'CNY'), '0.123456')
  assert.equal(figure('12.5', '???'), '12.5')
  assert.equal(quantity('12.5000'), '12.5')
  assert.equal(percentOf('0.13'), '13%')
})

test('without a single value there is still a document', async () => {
  const bare = { language: 'zh' as const, company: {}, customer: {}, made_at: setting.made_at }
  for (const document of [
    quoteDocument({}, bare),
    contractDocument({}, bare),
    invoiceDocument({}, bare),
  ]) {
    const text = await printed(document)
    assert.ok(text.includes('第1页/共1页'))
    assert.doesNotMatch(text, /undefined|null|NaN/)
  }
})

test('taxes that do not add up to the tax of the record are not shown by rate', async () => {
  const quote = { ...sampleLines(3), tax: '0.01', number: 'Q-1' }
  const text = await printed(quoteDocument(quote, setting))
  assert.ok(text.includes('税额0.01'))
  assert.ok(!text.includes('税额13%'))
})

test('an invoice says what to pay, by when, to which account, and that it is no tax invoice', async () => {
  const sums = sampleLines(3)
  const invoice = {
    ...sums,
    number: 'INV-42',
    contract: 'HT-1',
    due_on: '2026-12-23',
    paid: '100.00',
    balance: '2147710.00',
  }
  const text = await printed(invoiceDocument(invoice, setting))
  for (const part of [
    '账单',
    'INV-42',
    'HT-1',
    '2026年12月23日',
    '示例银行',
    '00000001',
    '不是税务发票',
    '未付',
  ]) {
    assert.ok(text.includes(part), part)
  }
  figures(text, [...sums.lines.map((line) => line.tax), '100.00', '2147710.00'])
})

test('an invoice below 0 is a credit note and asks for no payment', async () => {
  const [line] = sampleLines(1).lines
  const turned = {
    ...line,
    quantity: '-2',
    net: '-1372800.00',
    tax: '-178464.00',
    gross: '-1551264.00',
  }
  const { net, tax, gross } = turned
  const text = await printed(
    invoiceDocument({ number: 'INV-43', net, tax, gross, lines: [turned] }, setting),
  )
  assert.ok(
    text.includes('红字账单') && text.includes('-1,551,264.00') && text.includes('负壹佰伍拾伍万'),
  )
  assert.ok(!text.includes('示例银行'))
})

test('a void invoice says so on its page', async () => {
  assert.ok(
    (await printed(invoiceDocument({ ...sampleLines(1), stage: 'void' }, setting))).includes(
      '已作废',
    ),
  )
})

test('a contract names both sides, the plan of payment with its sum, the terms, and room to sign', async () => {
  const sums = sampleLines(3)
  const parts = splitByPercent(sums.gross, ['30', '60', '10'], 'CNY')!
  const contract = {
    ...sums,
    number: 'HT-2026-0123',
    name: '示例产线采购',
    amount: sums.gross,
    starts_on: '2026-12-01',
    terms: '一、第一条\n二、第二条',
    billing_plan: parts.map((amount, at) => ({ name: `第${at + 1}期`, milestone: '终验', amount })),
  }
  const text = await printed(contractDocument(contract, setting))
  for (const part of [
    '销售合同',
    '示例产线采购',
    '甲方',
    '乙方',
    '付款计划',
    '第3期',
    '30%',
    '10%',
    '一、第一条',
    '签字',
  ]) {
    assert.ok(text.includes(part), part)
  }
  figures(text, [...parts, sums.gross])
  assert.ok(text.includes(`合计${figure(sums.gross, 'CNY')}`))
})

test('an agreed amount other than the lines come to is the one that counts', async () => {
  const contract = { ...sampleLines(3), amount: '2000000.00' }
  const text = await printed(contractDocument(contract, setting))
  assert.ok(text.includes('合同金额人民币2,000,000.00'))
  assert.ok(text.includes('大写贰佰万元整'))
})
