// Do our PDFs hold the text they show, whatever they are given, and open no door?

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import fc from 'fast-check'
import pdfmake from 'pdfmake'
import { fonts } from './fonts.ts'
import { printable } from './ink.ts'
import type { Block } from '#kernel/view/paper.ts'
import { renderPdf } from './pdf.ts'
import { pdfPlaces, pdfText } from './pdf-text.fixtures.ts'
import { sampleModel, sampleTable } from './sample-model.fixtures.ts'

const prose = (text: string): Block => ({ kind: 'prose', title: '条款', text })
const joined = (pages: string[]): string => pages.join('\n').replace(/\s/g, '')

test('Chinese text comes out of the PDF as it went in', async () => {
  const text = '喆昇堃犇龘㙍,甲方应于到货后十个工作日内完成验收。Größe Ünï 1,234.50 ¥€'
  const { bytes, missing } = await renderPdf(sampleModel([prose(text)]))
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
  assert.deepEqual(missing, [])
  assert.ok(joined(pdfText(bytes)).includes(text.replace(/\s/g, '')))
})

test('a letter that no font has is told and shown as 〓, never as nothing', async () => {
  const { bytes, missing } = await renderPdf(sampleModel([prose('𠮷野家、𨭎、👨‍👩‍👧、ก')]))
  assert.deepEqual(missing, ['𠮷', '𨭎', '👨👩👧', 'ก'])
  assert.ok(joined(pdfText(bytes)).includes('〓野家、〓、〓、〓'))
})

test('what is printable has a glyph for every letter, and nothing invisible', async () => {
  const { shows } = await fonts()
  const text = fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1 }),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    ),
  })
  fc.assert(
    fc.property(text, (value) => {
      const missing: string[] = []
      const out = printable(value, shows, (letter) => missing.push(letter))
      for (const letter of out) assert.ok(letter === '\n' || shows(letter.codePointAt(0)!), letter)
      assert.doesNotMatch(out, /(?!\n)[\p{Cc}\p{Cf}]/u)
      assert.equal([...out].filter((letter) => letter === '〓').length >= missing.length, true)
    }),
  )
  assert.equal(printable('a\u202eb\ufe0f\tc\r\nd', shows, assert.fail), 'ab c\nd')
  assert.equal(printable('e\u0301', shows, assert.fail), 'é')
  // A compatibility character of a name stays itself where the font has it.
  if (shows(0xf900)) assert.equal(printable('\uf900', shows, assert.fail), '\uf900')
})

test('two hundred lines: every page has the head of the table, its number, and the marks', async () => {
  const { bytes } = await renderPdf(
    sampleModel([sampleTable(200)], { marks: ['草稿', '示例数据'] }),
  )
  const pages = pdfText(bytes)
  assert.ok(pages.length > 3)
  pages.forEach((page, at) => {
    const flat = page.replace(/\s/g, '')
    assert.ok(flat.includes(`第${at + 1}页/共${pages.length}页`))
    assert.ok(flat.includes('示例数据'))
    assert.ok(flat.includes('草稿'))
    if (/第\d+项/.test(flat)) assert.ok(flat.includes('未税单价'), `page ${at + 1} has the head`)
  })
  const all = joined(pages)
  for (let line = 1; line <= 200; line++) assert.ok(all.includes(`第${line}项`), `line ${line}`)
})

test('the same document gives the same bytes', async () => {
  const document = sampleModel([sampleTable(3)])
  const [first, second] = [await renderPdf(document), await renderPdf(document)]
  assert.ok(first.bytes.equals(second.bytes))
})

test('nothing that stands in a document is fetched or read from disk', async () => {
  let asked = 0
  const server = createServer((_, answer) => {
    asked += 1
    answer.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.png`
  const bait = JSON.stringify({ image: address, link: address, src: '/etc/hostname' })
  try {
    const { bytes } = await renderPdf(
      sampleModel(
        [
          prose(bait),
          { kind: 'table', columns: [{ label: bait, align: 'left', wide: true }], rows: [[bait]] },
        ],
        {
          company: address,
          letterhead: ['file:///etc/hostname', '/etc/hostname'],
        },
      ),
    )
    assert.ok(joined(pdfText(bytes)).includes('/etc/hostname'))
    assert.doesNotMatch(bytes.toString('latin1'), /\/URI|\/Launch|\/JavaScript|\/EmbeddedFile/)
    // Not even a page description that asks for it gets it.
    for (const src of [address, '/etc/hostname', 'file:///etc/hostname']) {
      const font = { font: 'Document' }
      const defined = { defaultStyle: font, content: [{ image: 'x' }], images: { x: src } }
      await assert.rejects(pdfmake.createPdf(defined).getBuffer(), /denied/, src)
    }
    assert.equal(asked, 0)
  } finally {
    server.close()
  }
})

test('names without end stay on the paper', async () => {
  const endless = 'A'.repeat(300)
  const long = '很长的名称'.repeat(60)
  const amount = '999999999999999.99'
  const { bytes } = await renderPdf(
    sampleModel(
      [
        {
          kind: 'facts',
          left: [{ label: endless, text: endless, strong: true }],
          right: [{ label: long, text: long }],
        },
        {
          kind: 'table',
          columns: [
            { label: long, align: 'left', wide: true },
            { label: '数量', align: 'right' },
            { label: '单价', align: 'right' },
            { label: '金额', align: 'right' },
          ],
          rows: [[{ text: endless, note: long }, '999,999,999,999,999.99', amount, amount]],
        },
        { kind: 'totals', rows: [{ label: long, text: amount, strong: true }] },
      ],
      { number: endless, company: long, letterhead: [endless] },
    ),
  )
  // Every text position lies between the edges of A4.
  const places = pdfPlaces(bytes)
  assert.ok(places.length > 100)
  for (const x of places) assert.ok(x >= 47 && x < 548, `text at ${x}`)
  assert.ok(joined(pdfText(bytes)).includes('999,999,999,999,999.99'))
})

test('the label of a total stands on one line: the amount takes only the room it needs', async () => {
  // A second line begins where the first does.
  const begun = async (label: string): Promise<number> => {
    const rows = [{ label, text: '96,700,880.00', strong: true }]
    const { bytes } = await renderPdf(sampleModel([{ kind: 'totals', rows }]))
    const places = pdfPlaces(bytes)
    return places.length - new Set(places).size
  }
  assert.equal(await begun('Total Chinese Yuan CNY'), await begun('Total'))
})

test('texts of any kind make a PDF', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(text, text, text, async (company, name, terms) => {
      const { bytes } = await renderPdf(
        sampleModel(
          [
            {
              kind: 'table',
              columns: [{ label: name, align: 'left', wide: true }],
              rows: [[{ text: name, note: terms }]],
            },
            { kind: 'prose', text: terms },
            ...(name ? [{ kind: 'qr' as const, text: name }] : []),
          ],
          { number: name, company },
        ),
      )
      assert.ok(bytes.length > 1000)
    }),
    { numRuns: 25 },
  )
})

test('a landscape page is wider than high, and its text stays between its edges', async () => {
  const { bytes } = await renderPdf(sampleModel([sampleTable(3)], { paper: 'a4_landscape' }))
  assert.match(bytes.toString('latin1'), /MediaBox \[0 0 841\.89 595\.28\]/)
  for (const x of pdfPlaces(bytes)) assert.ok(x >= 47 && x < 795, `text at ${x}`)
})
