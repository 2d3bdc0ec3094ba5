// Is a file that was made to harm refused, with little memory and in little time?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Refusal } from '#kernel/error.ts'
import { unfoldLimits } from './inflate.ts'
import { readTable, type TableOptions } from './read-table.ts'
import { bookOf, bookParts, zipOf } from './sample-workbook.fixtures.ts'

async function count(bytes: Uint8Array, options?: TableOptions): Promise<number> {
  let rows = 0
  for await (const _row of (await readTable({ bytes }, options)).rows) rows++
  return rows
}

const sheet = '<sheetData><row><c t="str"><v>a</v></c></row><row><c><v>1</v></c></row></sheetData>'
const small = { ...unfoldLimits, entry: 1024 * 1024, total: 2 * 1024 * 1024 }
const refusedAs = (code: string) => ({ name: 'Refusal', code })
const blank = (length: number) => Buffer.alloc(length, ' ')

test('a bomb is refused before it has gone off', async () => {
  const bomb = bookOf(`<sheetData>${' '.repeat(40_000_000)}</sheetData>`)
  assert.ok(bomb.length < 100_000)
  await assert.rejects(count(bomb), refusedAs('too-large'))
  await assert.rejects(
    count(bookOf(sheet, { texts: ' '.repeat(30_000_000) })),
    refusedAs('too-large'),
  )
  await assert.rejects(
    count(bookOf(`${sheet}${' '.repeat(1_100_000)}`), { limits: small }),
    refusedAs('too-large'),
  )
  await assert.rejects(count(gzipSync(blank(40_000_000))), refusedAs('too-large'))
  const parts = [
    ...bookParts(sheet),
    ...[1, 2, 3].map((n) => ({ name: `media/${n}.png`, text: blank(900_000) })),
  ]
  await assert.rejects(count(zipOf(parts), { limits: small }), refusedAs('too-large'))
})

test('a directory that lies about sizes is believed in nothing', async () => {
  const parts = bookParts(sheet)
  const lying = (claims: object) =>
    zipOf([
      ...parts.slice(0, -1),
      { name: 'xl/worksheets/one.xml', text: `<worksheet>${sheet}</worksheet>`, claims },
    ])
  assert.equal(await count(lying({})), 1)
  for (const claims of [
    { size: 5 },
    { size: 500_000 },
    { crc: 1 },
    { stored: 20 },
    { stored: 400_000_000 },
    { flags: 1 },
  ]) {
    await assert.rejects(count(lying(claims)), refusedAs('malformed'), JSON.stringify(claims))
  }
  await assert.rejects(count(lying({ size: 4_000_000_000 })), refusedAs('too-large'))
})

test('names that lead out of the archive, or are there twice, are refused', async () => {
  for (const name of [
    '../../etc/passwd',
    '/etc/passwd',
    'xl\\..\\a.xml',
    'C:/a.xml',
    'xl/./a',
    'a\0b',
    'xl/workbook.xml',
  ]) {
    await assert.rejects(
      count(zipOf([...bookParts(sheet), { name, text: 'x' }])),
      refusedAs('malformed'),
      name,
    )
  }
})

test('entities are neither fetched nor expanded', async () => {
  const types = [
    '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
    '<!ENTITY a "b">',
  ]
  for (const type of types) {
    const parts = bookParts(sheet).map((part) =>
      part.name.endsWith('one.xml') ? { ...part, text: type + String(part.text) } : part,
    )
    await assert.rejects(count(zipOf(parts)), refusedAs('malformed'))
  }
  for (const entity of ['&a;', '&constructor;', '&#x110000;', '&#99999999999;', '& ']) {
    await assert.rejects(
      count(bookOf(`<sheetData><row><c t="str"><v>${entity}</v></c></row></sheetData>`)),
      refusedAs('malformed'),
      entity,
    )
  }
})

test('a document type that hides behind another encoding is not found by anybody', async () => {
  const typed = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
  const hidden = typed.replaceAll('<', '+ADw-').replaceAll('>', '+AD4-')
  for (const [encoding, bytes] of [
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-7', (text: string) => Buffer.from(text.replace(typed, hidden))],
    [
      'ISO-10646-UCS-4',
      (text: string) => Buffer.from([...text].flatMap((sign) => [0, 0, 0, sign.charCodeAt(0)])),
    ],
  ] as const) {
    const parts = bookParts(sheet.replace('>a<', '>&a;<')).map((part) =>
      part.name.endsWith('one.xml')
        ? {
            ...part,
            text: bytes(`<?xml version="1.0" encoding="${encoding}"?>${typed}${String(part.text)}`),
          }
        : part,
    )
    let told = ''
    try {
      const table = await readTable({ bytes: zipOf(parts) })
      told = table.columns.join()
      for await (const row of table.rows) told += JSON.stringify(row)
    } catch (error) {
      assert.ok(error instanceof Refusal, String(error))
    }
    assert.doesNotMatch(told, /root:|aaaa/, encoding)
  }
})

test('columns and sheets may be called what every object has, and change nothing for anybody', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__', '']
  const table = await readTable({ bytes: Buffer.from(`${names.join()}\n1,2,3,4,5,6\n`) })
  const rows = []
  for await (const row of table.rows) rows.push(row)
  assert.equal(table.columns.length, names.length)
  assert.equal(rows.length, 1)
  assert.equal(({} as { 0?: unknown })[0], undefined)
  assert.deepEqual(Object.keys(Object.prototype), [])
})

test('cells and texts without end are refused', async () => {
  const row = (cell: string) => bookOf(`<sheetData><row>${cell}</row></sheetData>`)
  await assert.rejects(count(row('<c r="XFD1"><v>1</v></c>')), refusedAs('too-large'))
  await assert.rejects(count(row('<c r="ZZZZZZ1"><v>1</v></c>')), refusedAs('malformed'))
  await assert.rejects(count(row('<c t="s"><v>99</v></c>')), refusedAs('malformed'))
  const noise = Array.from({ length: 400_000 }, (_, i) => (i * 7919).toString(36)).join('')
  await assert.rejects(count(row(`<c t="str"><v>${noise}</v></c>`)), refusedAs('too-large'))
  await assert.rejects(count(row(`<c r="${noise}"/>`)), refusedAs('too-large'))
  const merges = Array.from({ length: 3000 }, () => '<mergeCell ref="A1:ZZ9"/>').join('')
  await assert.rejects(
    count(bookOf(`${sheet}<mergeCells>${merges}</mergeCells>`), { fill_merged: true }),
    refusedAs('malformed'),
  )
})

test('a target outside of the archive is not opened', async () => {
  const parts = bookParts(sheet).map((part) => ({
    ...part,
    text: String(part.text).replace('worksheets/one.xml', '../../../../../../etc/passwd'),
  }))
  await assert.rejects(count(zipOf(parts)), refusedAs('no-header'))
})

test('a workbook with any bytes changed or cut is read or refused, and nothing else', async () => {
  const sound = bookOf(sheet)
  const tried = async (bytes: Buffer): Promise<void> => {
    try {
      await count(bytes)
    } catch (error) {
      assert.ok(error instanceof Refusal, String(error))
    }
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(sound.length),
      async (changes, cut) => {
        const bytes = Buffer.from(sound)
        for (const [at, to] of changes) bytes[at] = to
        await tried(bytes)
        await tried(sound.subarray(0, cut))
      },
    ),
    { numRuns: 150 },
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => tried(Buffer.from(bytes))),
    { numRuns: 200 },
  )
})
