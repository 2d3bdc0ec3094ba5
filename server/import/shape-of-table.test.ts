// Are sheets, kinds, series and references of a workbook seen as a person sees them?
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writeBook, type BookSheet } from '#server/files/write-table.ts'
import { shapeOfTable } from './shape-of-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'openltc-shape-'))
after(() => rmSync(folder, { recursive: true }))

const sheet = (name: string, heads: string[], rows: unknown[][]): BookSheet => ({
  name,
  columns: heads.map((header) => ({ header, kind: 'text' })),
  rows,
})

/** Who works in the company. */
const people = new Set(['李雷', '韩梅梅'])

async function shapeOf(...sheets: BookSheet[]) {
  const path = join(folder, 'book.xlsx')
  writeFileSync(path, await writeBook(sheets, 'UTC'))
  const known = (names: readonly string[]) =>
    Promise.resolve(new Set(names.filter((one) => people.has(one))))
  return (await shapeOfTable({ path }, 'book.xlsx', known)).sheets
}

test('a column whose cells all name rows of another sheet refers to it, by whatever name', async () => {
  const [tickets, machines] = await shapeOf(
    sheet(
      '工单',
      ['工单号', '机器', '城市'],
      [
        ['FW-001', 'M-02', '苏州'],
        ['FW-002', 'M-01', '无锡'],
        ['FW-003', 'M-02', '苏州'],
      ],
    ),
    sheet(
      '设备',
      ['编号', '型号'],
      [
        ['M-01', '冲床'],
        ['M-02', '折弯机'],
      ],
    ),
  )
  assert.deepEqual(
    tickets!.columns.map((one) => one.refers),
    [undefined, { sheet: 1, column: '编号' }, undefined],
  )
  assert.deepEqual(
    machines!.columns.map((one) => one.refers),
    [undefined, undefined],
  )
  assert.deepEqual(
    [tickets!.columns[0]!.series, machines!.columns[0]!.series],
    ['FW-{000}', 'M-{00}'],
  )
  assert.deepEqual([tickets!.rows, machines!.rows], [3, 2])
})

test('one cell that names nothing there makes it a text', async () => {
  const [tickets] = await shapeOf(
    sheet(
      '工单',
      ['工单号', '机器'],
      [
        ['FW-001', 'M-02'],
        ['FW-002', 'M-09'],
        ['FW-003', 'M-02'],
      ],
    ),
    sheet('设备', ['编号'], [['M-01'], ['M-02']]),
  )
  assert.equal(tickets!.columns[1]!.refers, undefined)
})

test('empty sheets are left out', async () => {
  assert.deepEqual(
    (await shapeOf(sheet('空', [], []), sheet('设备', ['编号'], [['M-01']]))).map(
      (one) => one.name,
    ),
    ['设备'],
  )
})

test('a column of names that people of the company have is one of people; whom nobody knows is told', async () => {
  const [visits] = await shapeOf(
    sheet(
      '回访',
      ['编号', '经办人', '客户', '陪同'],
      [
        ['V1', '李雷', '甲厂', '李雷'],
        ['V2', '韩梅梅', '乙厂', '王五'],
        ['V3', '李雷', '乙厂', '赵六'],
        ['V4', '李雷', '乙厂', ''],
      ],
    ),
  )
  assert.deepEqual(
    visits!.columns.map((one) => one.people),
    [undefined, { unknown: [] }, undefined, undefined],
  )
  const [colleagues] = await shapeOf(
    sheet(
      '通讯录',
      ['姓名', '搭档'],
      [
        ['李雷', '韩梅梅'],
        ['韩梅梅', '王五'],
      ],
    ),
  )
  // The names by which the rows are told apart are what they are called.
  assert.deepEqual(
    colleagues!.columns.map((one) => one.people),
    [undefined, { unknown: ['王五'] }],
  )
})
