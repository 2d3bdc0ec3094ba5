// Is a workbook read cell by cell, exactly?

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { writeXlsx } from 'hucre/xlsx'
import { readTable, type TableOptions, type TableRow } from './read-table.ts'
import { bookOf } from './sample-workbook.fixtures.ts'

async function read(bytes: Uint8Array, options?: TableOptions) {
  const table = await readTable({ bytes }, options)
  const rows: TableRow[] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows, cells: rows.map((row) => row.cells) }
}

const header = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'

/** Reads cells that stand in column A, one a row. */
const column = async (cells: string, more?: Parameters<typeof bookOf>[1]) => {
  const rows = cells
    .split('\n')
    .map((cell, i) => `<row r="${i + 2}">${cell}<c r="B${i + 2}" t="b"><v>1</v></c></row>`)
  return (await read(bookOf(`<sheetData>${header}${rows.join('')}</sheetData>`, more))).cells.map(
    (row) => row[0],
  )
}

test('numbers of a workbook are what a person sees in it', async () => {
  assert.deepEqual(
    await column(
      '<c><v>0.30000000000000004</v></c>\n<c><v>1E21</v></c>\n<c><v>1.3800138E10</v></c>\n<c t="n"><v>123456789012345678</v></c>',
    ),
    [
      { number: '0.3' },
      { number: '1000000000000000000000' },
      { number: '13800138000' },
      { number: '123456789012345678' },
    ],
  )
})

test('formats tell dates, times and shares from numbers', async () => {
  const codes = [
    'yyyy"年"m"月"d"日"',
    '0.00%',
    '[h]:mm',
    '[$-804]yyyy/m/d h:mm;@',
    '0.00"days"',
    '#,##0.00_);[Red](#,##0.00)',
    'General',
  ]
  const formats = `<numFmts>${codes.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${codes.map((_, i) => `<xf xfId="0" numFmtId="${200 + i}"/>`).join('')}<xf numFmtId="14"/><xf numFmtId="57"/></cellXfs>`
  const cells = ['43655', '0.13', '1.5', '43655.75', '43655', '43655', '43655', '43655', '60'].map(
    (value, i) => `<c s="${i + 1}"><v>${value}</v></c>`,
  )
  assert.deepEqual(await column(cells.join('\n'), { formats }), [
    { date: '2019-07-09' },
    { number: '0.13', percent: true },
    '36:00:00',
    { date: '2019-07-09T18:00:00' },
    { number: '43655' },
    { number: '43655' },
    { number: '43655' },
    { date: '2019-07-09' },
    '1900-02-29',
  ])
  const calculated = [5, 6, 7, 2].map((style) => `<c s="${style}"><f>A1*2</f><v>12.34567</v></c>`)
  assert.deepEqual(await column(calculated.join('\n'), { formats }), [
    { number: '12.34567', places: 2 },
    { number: '12.34567', places: 2 },
    { number: '12.34567' },
    { number: '12.34567', percent: true },
  ])
  // What somebody typed has all the digits that they typed.
  assert.deepEqual(await column('<c s="5"><v>12.34567</v></c>', { formats }), [
    { number: '12.34567' },
  ])
  assert.deepEqual(
    await column('<c s="1"><v>42193</v></c>', { formats, book: '<workbookPr date1904="1"/>' }),
    [{ date: '2019-07-09' }],
  )
})

test('texts, runs, escapes, yes/no, errors and results of formulas are told apart', async () => {
  const texts =
    '<si><t xml:space="preserve"> 甲 &amp; 乙 </t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r><rPh sb="0" eb="1"><t>aid</t></rPh></si>'
  assert.deepEqual(
    await column(
      [
        '<c t="s"><v>0</v></c>',
        '<c t="s"><v>1</v></c>',
        '<c t="inlineStr"><is><t>a_x000D_b&#x4e2d;</t></is></c>',
        '<c t="b"><v>0</v></c>',
        '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c><f>A1*2</f><v>42</v></c>',
        '<c t="str"><f>"x"</f><v>x</v></c>',
        '<c><f>NOW()</f></c>',
        '<c t="s"/>',
        '<c t="d"><v>2019-07-09T00:00:00Z</v></c>',
        '<c t="str"><v><![CDATA[<b>]]></v></c>',
      ].join('\n'),
      { texts },
    ),
    [
      ' 甲 & 乙 ',
      'rich',
      'a\rb中',
      { yes: false },
      { error: '#DIV/0!' },
      { number: '42' },
      'x',
      { error: '#UNCALCULATED' },
      null,
      { date: '2019-07-09' },
      '<b>',
    ],
  )
})

test('merged cells count for all rows that they cover, if that is asked for', async () => {
  const sheet = `<sheetData>${header}<row r="2"><c r="A2" t="str"><v>order 1</v></c><c r="B2"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row><row r="4"/><row r="5"><c r="B5"><v>3</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>`
  const plain = await read(bookOf(sheet))
  const filled = await read(bookOf(sheet), { fill_merged: true })
  assert.deepEqual(
    plain.cells.map((row) => row[0]),
    ['order 1', null, null],
  )
  assert.deepEqual(
    filled.cells.map((row) => row[0]),
    ['order 1', 'order 1', null],
  )
  assert.deepEqual(
    filled.rows.map((row) => row.line),
    [2, 3, 5],
  )
})

test('a title that is merged over the sheet is no name of columns, filled or not', async () => {
  const cell = (at: string, text: string) => `<c r="${at}" t="str"><v>${text}</v></c>`
  const sheet = `<sheetData><row r="1">${cell('A1', '2026 年台账')}</row><row r="2">${cell('A2', '名称')}${cell('B2', '客户')}${cell('C2', '备注')}</row><row r="3">${cell('A3', '甲')}${cell('B3', '乙')}</row></sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>`
  for (const fill_merged of [false, true]) {
    const { columns, cells } = await read(bookOf(sheet), { fill_merged })
    assert.deepEqual(columns, ['名称', '客户', '备注'])
    assert.equal(cells.length, 1)
  }
})

test('columns without a header are named, blank rows left out, and rows without numbers counted', async () => {
  const { columns, rows } = await read(
    bookOf(
      `<sheetData><row/>${header.replace(/r="\w+" ?/g, '')}<row><c/><c t="str"><v> </v></c></row><row><c><v>1</v></c><c/><c><v>3</v></c></row></sheetData>`,
    ),
  )
  assert.deepEqual(columns, ['a', 'b', '列 3'])
  assert.deepEqual(rows, [{ line: 4, cells: [{ number: '1' }, null, { number: '3' }] }])
})

test('a workbook of another program is read alike, sheet by sheet', async () => {
  const bytes = await writeXlsx({
    sheets: [
      { name: 'Empty', rows: [] },
      { name: 'Hidden', hidden: true, rows: [['x'], [1]] },
      {
        name: '客户',
        rows: [
          ['名称', 'n', 'day', 'ok'],
          ['甲', 1.5, new Date('2019-07-09T00:00:00Z'), true],
          ['甲', -2, null, false],
        ],
      },
      { name: 'Other', rows: [['k'], ['v']] },
    ],
  })
  const first = await read(bytes)
  assert.deepEqual([first.sheet, first.sheets], ['客户', ['Empty', '客户', 'Other']])
  assert.deepEqual(first.cells, [
    ['甲', { number: '1.5' }, { date: '2019-07-09' }, { yes: true }],
    ['甲', { number: '-2' }, null, { yes: false }],
  ])
  assert.deepEqual((await read(bytes, { sheet: 'Other' })).columns, ['k'])
  assert.deepEqual((await read(bytes, { sheet: 2 })).columns, ['名称', 'n', 'day', 'ok'])
  assert.deepEqual((await read(bytes, { sheet: 'Hidden' })).columns, ['x'])
  await assert.rejects(read(bytes, { sheet: 'None' }), { code: 'no-such-sheet' })
  await assert.rejects(read(bytes, { sheet: 'Empty' }), { code: 'no-header' })
})

/**
 * Another process, so that nothing but the reading is measured; a slow taker, for whom rows would
 * pile up if read ahead.
 */
const measured = `
  const { readTable } = await import(process.argv[1])
  gc()
  const before = process.memoryUsage().rss
  let [count, most, last] = [0, 0, null]
  for await (const row of (await readTable({ path: process.argv[2] })).rows) {
    last = row.cells[0]
    if (++count % 2000 !== 0) continue
    await new Promise(done => setTimeout(done, 5))
    most = Math.max(most, process.memoryUsage().rss - before)
  }
  console.log(JSON.stringify({ count, last, megabytes: most / 1024 / 1024 }))`

test('a hundred thousand rows come in little memory, as slowly as they are taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'book-'))
  try {
    const cells = (i: number) =>
      Array.from({ length: 12 }, (_, n) =>
        n % 2 ? `<c><v>${i}.25</v></c>` : `<c t="s"><v>${i * 6 + n / 2}</v></c>`,
      ).join('')
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `<row r="${i + 2}">${cells(i)}</row>`,
    ).join('')
    const texts = Array.from({ length: 600_000 }, (_, i) => `<si><t>客户 ${i}</t></si>`).join('')
    const path = join(folder, 'book.xlsx')
    await writeFile(
      path,
      bookOf(
        `<sheetData><row r="1">${'<c t="str"><v>h</v></c>'.repeat(12)}</row>${rows}</sheetData>`,
        { texts },
      ),
    )
    const args = [
      '--expose-gc',
      '--input-type=module',
      '-e',
      measured,
      join(import.meta.dirname, 'read-table.ts'),
      path,
    ]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    const { count, last, megabytes } = JSON.parse(stdout) as {
      count: number
      last: string
      megabytes: number
    }
    assert.deepEqual([count, last], [100_000, '客户 599994'])
    assert.ok(megabytes < 100, `${megabytes} MB`)
  } finally {
    await rm(folder, { recursive: true })
  }
})
