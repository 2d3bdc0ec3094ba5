// Is a year written as a year wherever a whole number is shown, and a count with its commas?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FieldDef } from '#kernel/field.ts'
import { isGrouped } from '#kernel/fields/grouping.ts'
import { briefText, full } from '#kernel/chart/report-figures.ts'
import type { Report } from '#kernel/view/report.ts'
import { book } from '#ltc/index.ts'
import { written } from '#server/documents/write-value.ts'
import { sheetOf } from '#server/reports/report-sheet.ts'
import { runReport } from '#server/reports/run-report.ts'
import { type Company, company as open } from './spine-company.ts'

let it: Company
const founded: FieldDef = { kind: 'integer', label: { zh: '成立年份', en: 'Founded in' } }
const staff: FieldDef = { kind: 'integer', label: { zh: '员工数', en: 'Staff' } }

before(async () => {
  const { account } = book.objects
  it = await open('2026-11-26', {
    ...book,
    objects: {
      ...book.objects,
      account: { ...account!, fields: { ...account!.fields, founded, staff } },
    },
  })
  await it.system.create('account', { name: '示例一', founded: 2019, staff: 12000 })
  await it.system.create('account', { name: '示例二', founded: 2027, staff: 1500 })
})
after(() => it.close())

test('what is called a year, or knows no two alike, has no commas; the field may say otherwise', () => {
  const whole = (zh: string, en: string, more: Partial<FieldDef> = {}): boolean =>
    isGrouped({ kind: 'integer', label: { zh, en }, ...more } as FieldDef)
  for (const [zh, en] of [
    ['成立年份', 'Founded in'],
    ['年度', 'Fiscal year'],
    ['年', 'Year'],
    ['出厂年', 'Built'],
  ] as const)
    assert.equal(whole(zh, en), false, zh)
  for (const [zh, en] of [
    ['员工数', 'Staff'],
    ['使用年数', 'Years of service'],
    ['保修3年', 'Warranty'],
  ] as const)
    assert.equal(whole(zh, en), true, zh)
  assert.equal(whole('门店号', 'Shop', { unique: true }), false)
  assert.equal(whole('成立年份', 'Founded in', { grouping: true } as Partial<FieldDef>), true)
  assert.equal(whole('批次', 'Batch', { grouping: false } as Partial<FieldDef>), false)
})

test('reports, their files and papers write it as the field does', async () => {
  const report: Report = {
    label: { zh: '客户', en: 'Customers' },
    object: 'account',
    rows: [{ by: 'founded' }],
    columns: [{ by: 'bins(founded, 2020)' }],
    measures: {
      newest: { label: { zh: '最近', en: 'Newest' }, of: 'max(founded)' },
      staff: { label: { zh: '员工', en: 'Staff' }, of: 'sum(staff)' },
    },
    as: 'table',
  }
  const answer = await runReport(it.system.doing(), report)
  assert.deepEqual(
    answer.lines.map((line) => line.keys[0]!.label.en),
    ['2019', '2027'],
  )
  assert.deepEqual(
    answer.columns.map((one) => one.label.en),
    ['< 2020', '≥ 2020'],
  )
  const [newest, sum] = answer.measures
  assert.equal(full(answer.total.total[0]!, newest!.unit, null), '2027')
  assert.equal(briefText(answer.total.total[0]!, newest!.unit, 'en'), '2027')
  assert.equal(full(answer.total.total[1]!, sum!.unit, null), '13,500')
  const sheet = sheetOf(answer, 'en')
  assert.deepEqual(
    sheet.columns.slice(-2).map((one) => one.kind),
    ['integer', 'decimal'],
  )
  const manner = { language: 'zh', currency: 'CNY', zone: 'Asia/Shanghai', stages: {} } as const
  assert.equal(written({ value: 2027, field: founded }, manner), '2027')
  assert.equal(written({ value: 12000, field: staff }, manner), '12,000')
})
