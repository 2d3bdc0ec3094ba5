// Is a table written so that Excel opens it as it is?

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { streamXlsxRows } from 'hucre/xlsx'
import type { FieldDef, Kind } from '#kernel/field.ts'
import type { Cell } from '#kernel/import/cell.ts'
import { convertCell } from '#kernel/import/convert.ts'
import { guard, unguard } from './formula-guard.ts'
import { readTable } from './read-table.ts'
import type { OutColumn } from './sheet-cell.ts'
import { writeTable, type WriteOptions } from './write-table.ts'

async function written(
  kind: 'csv' | 'xlsx',
  columns: readonly OutColumn[],
  rows: Iterable<unknown[]>,
  options?: WriteOptions,
): Promise<Buffer> {
  const pieces: Buffer[] = []
  const to = new Writable({
    write: (piece: Buffer, _encoding, done) => void (pieces.push(piece), done()),
  })
  await writeTable(kind, columns, rows, to, options)
  return Buffer.concat(pieces)
}

async function readBack(
  bytes: Buffer,
): Promise<{ columns: readonly string[]; cells: (readonly Cell[])[] }> {
  const table = await readTable({ bytes }, { delimiter: ',' })
  const cells: (readonly Cell[])[] = []
  for await (const row of table.rows) cells.push(row.cells)
  return { columns: table.columns, cells }
}

const column = (kind: Kind, header: string = kind): OutColumn => ({ header, kind })
const label = { zh: '字段', en: 'Field' }
const columns = (
  ['integer', 'text', 'money', 'decimal', 'date', 'datetime', 'yes_no'] as const
).map((kind) => column(kind))
const zone = 'Asia/Shanghai'

const plainNumber = fc
  .tuple(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.nat({ max: 9 }))
  .map(([n, digits]) => {
    const text = n
      .toString()
      .replace('-', '')
      .padStart(digits + 1, '0')
    const plain = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
    const short = plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain
    return n < 0n && short !== '0' ? `-${short}` : short
  })
const moment = fc
  .integer({ min: Date.UTC(1950, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace('.000', ''))
const row = fc.tuple(
  fc.integer(),
  fc.option(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(
          '=',
          "'",
          '+',
          '@',
          '"',
          ',',
          ';',
          '\t',
          ' ',
          '中',
          '_x0041_',
          '😀',
          '&',
          '<',
        ),
      }),
    ),
    { nil: null },
  ),
  fc.option(plainNumber, { nil: null }),
  plainNumber,
  moment.map((text) => text.slice(0, 10)),
  moment.filter((text) => !text.startsWith('1986') && !text.startsWith('1991')),
  fc.boolean(),
)

for (const kind of ['csv', 'xlsx'] as const) {
  test(`whatever is written to a ${kind} is read again, digit by digit and letter by letter`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const back = await readBack(await written(kind, columns, rows, { zone }))
        const seen = back.cells.map((cells) =>
          cells.map((cell, i) => {
            const field = { kind: columns[i]!.kind, label } as FieldDef
            if (field.kind === 'text') return cell
            const done = convertCell(cell, { path: '', field }, { zone })
            return 'value' in done ? done.value : done.problem
          }),
        )
        const sound = (text: string | null) =>
          text?.toWellFormed().replace(/[\ufffe\uffff]/g, kind === 'xlsx' ? '\ufffd' : '$&') || null
        const lines = (text: string | null) =>
          kind === 'xlsx' ? (sound(text)?.replace(/\r\n?/g, '\n') ?? null) : sound(text)
        assert.deepEqual(
          seen,
          rows.map(([n, text, ...rest]) => [n, lines(text), ...rest]),
        )
      }),
      { numRuns: 150 },
    )
  })
}

test('a CSV has a mark, and texts that look like formulas are disarmed, numbers not', async () => {
  const bytes = await written(
    'csv',
    [column('text', '=cmd'), column('money', 'm'), column('text', 't')],
    [
      ['=1+1', '-5.00', '-5'],
      ['@x', 'abc', '\tx'],
      ['a"b', null, '+86 1'],
    ],
  )
  assert.equal(
    bytes.toString(),
    `\ufeff'=cmd,m,t\r\n'=1+1,-5.00,'-5\r\n'@x,abc,'\tx\r\n"a""b",,'+86 1\r\n`,
  )
  assert.deepEqual((await readBack(bytes)).cells[0], ['=1+1', '-5.00', '-5'])
})

test('the guard takes back exactly what it gave', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom("'", '=', '-', '=', 'a') }),
      ),
      (text) => assert.equal(unguard(guard(text)), text),
    ),
  )
})

test('a workbook has numbers that can be added and days that can be counted, but never a changed digit', async () => {
  const sheet = await written(
    'xlsx',
    [column('money', '金额'), column('date', 'd'), column('text', 't'), column('datetime', 'm')],
    [
      ['1234.50', '2019-07-09', '=1+1', '2026-11-23T08:00:00Z'],
      ['1234567890123.4567', '1850-01-01', '', null],
    ],
    { zone },
  )
  const rows: unknown[][] = []
  for await (const one of streamXlsxRows(sheet)) rows.push(one.values)
  assert.deepEqual(rows, [
    ['金额', 'd', 't', 'm'],
    [1234.5, new Date('2019-07-09'), '=1+1', new Date('2026-11-23T16:00:00Z')],
    ['1234567890123.4567', '1850-01-01', null, null],
  ])
})

test('a text longer than a cell may be is cut with a sign, so that the file opens', async () => {
  const { cells } = await readBack(
    await written('xlsx', [column('long_text')], [['x'.repeat(40_000)]]),
  )
  assert.equal(String(cells[0]?.[0]).length, 32_767)
  assert.ok(String(cells[0]?.[0]).endsWith('…'))
})

test('a file is written as its rows come, without keeping them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'table '))
  try {
    const path = join(folder, '导出.csv')
    let [made, written] = [0, 0]
    async function* rows() {
      for (; made < 50_000; made++) yield [`name ${made}`]
    }
    let ahead = 0
    const slow = new Writable({
      highWaterMark: 1024,
      write(piece: Buffer, _encoding, done) {
        written += piece.toString().split('\n').length - 1
        ahead = Math.max(ahead, made - written)
        setImmediate(done)
      },
    })
    await writeTable('csv', [column('text')], rows(), slow)
    assert.ok(ahead < 20_000, `${ahead} rows were made ahead`)
    await writeTable('csv', [column('text', 'a')], [['x']], path)
    assert.equal(await readFile(path, 'utf8'), '\ufeffa\r\nx\r\n')
  } finally {
    await rm(folder, { recursive: true })
  }
})
