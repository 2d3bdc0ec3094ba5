// Does a company's own Word file come out as the PDF that its author meant, and does a hostile one come out as a refusal?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#kernel/error.ts'
import { pdfPlaces, pdfText } from '../pdf-text.fixtures.ts'
import { qrPicture } from '../qr-picture.ts'
import { cell, picture, say, table, wordFile, type WordParts } from './word-file.fixtures.ts'
import { written } from './numbers.ts'
import { wordPdf } from './word-pdf.ts'

const about = {
  title: '合同',
  company: '示例',
  language: 'zh',
  made_at: '2026-11-23T08:00:00Z',
  marks: [],
} as const
const drawn = (body: string, more: WordParts = {}, marks: readonly string[] = []) =>
  wordPdf(wordFile(body, more), { ...about, marks })
const textOf = async (body: string, more: WordParts = {}): Promise<string> =>
  pdfText((await drawn(body, more)).bytes).join('\n')
const flat = (text: string): string => text.replace(/\s/g, '')
const refused = (work: Promise<unknown>, code: string, what: string): Promise<void> =>
  assert.rejects(work, (error: unknown) => error instanceof Refusal && error.code === code, what)

test('Chinese text, in any look, is selected and searched as it was written', async () => {
  const text = await textOf(
    [
      say(
        '甲方应于到货后十个工作日内完成验收。',
        '<w:b/><w:sz w:val="32"/><w:color w:val="C00000"/>',
        '<w:jc w:val="center"/>',
      ),
      say(
        '下划线 12,345.67',
        '<w:u w:val="single"/><w:strike/><w:highlight w:val="yellow"/>',
        '<w:ind w:left="420" w:firstLine="420"/><w:spacing w:before="120" w:line="360" w:lineRule="auto"/>',
      ),
      say('小写 abc', '<w:caps/>'),
      say('看不见', '<w:vanish/>'),
    ].join(''),
  )
  for (const part of ['甲方应于到货后十个工作日内完成验收。', '下划线12,345.67', '小写ABC'])
    assert.ok(flat(text).includes(part), part)
  assert.ok(!text.includes('看不见'))
})

test('styles, their bases and the defaults of the file decide where a run says nothing itself', async () => {
  const styles = `<w:docDefaults><w:rPrDefault><w:rPr><w:caps/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:styleId="base"><w:rPr><w:caps w:val="0"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="base"/></w:style>
    <w:style w:type="paragraph" w:styleId="round"><w:basedOn w:val="round"/></w:style>`
  const text = await textOf(
    say('plain') +
      say('based', '', '<w:pStyle w:val="own"/>') +
      say('loop', '', '<w:pStyle w:val="round"/>'),
    { styles },
  )
  for (const part of ['PLAIN', 'based', 'LOOP']) assert.ok(text.includes(part), part)
})

test('lists count as Word counts: in Chinese, by level, and begin anew where they are told to', async () => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:pPr><w:ind w:left="840" w:hanging="840"/></w:pPr></w:lvl>`
  const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '第%1条')}${level(1, 'decimal', '%2）')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '\uf0b7')}</w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`
  const item = (id: number, at: number, text: string) =>
    say(text, '', `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`)
  const text = flat(
    await textOf(
      [
        item(1, 0, '标的'),
        item(1, 1, '甲'),
        item(1, 1, '乙'),
        item(1, 0, '付款'),
        item(1, 1, '丙'),
        item(2, 0, '点'),
        item(3, 0, '新'),
      ].join(''),
      { numbering },
    ),
  )
  for (const part of ['第一条标的', '1）甲', '2）乙', '第二条付款', '1）丙', '•点', '第一条新'])
    assert.ok(text.includes(part), part)
  assert.deepEqual(
    [12, 20, 105, 110].map((n) => written(n, 'chineseCounting')),
    ['十二', '二十', '一百零五', '一百一十'],
  )
  assert.deepEqual(
    [
      written(28, 'upperLetter'),
      written(1994, 'upperRoman'),
      written(3, 'decimalEnclosedCircle'),
      written(15, 'chineseLegalSimplified'),
    ],
    ['BB', 'MCMXCIV', '③', '壹拾伍'],
  )
})

test('a table keeps its rows, its merged cells and its head on every page', async () => {
  const head = `<w:trPr><w:tblHeader/></w:trPr>${cell(say('品名'))}${cell(say('金额'))}`
  const rows = Array.from({ length: 90 }, (_, i) => cell(say(`第${i + 1}项`)) + cell(say('1.00')))
  const merged = table(
    [2000, 2000, 2000],
    cell(say('跨行'), '<w:vMerge w:val="restart"/>') + cell(say('跨列'), '<w:gridSpan w:val="2"/>'),
    cell(say(''), '<w:vMerge/>') + cell(say('乙')) + cell(say('丙')),
  )
  const pages = pdfText((await drawn(merged + say('') + table([4000, 3000], head, ...rows))).bytes)
  assert.ok(pages.length > 1)
  for (const page of pages) assert.ok(flat(page).includes('品名金额'))
  const all = flat(pages.join(''))
  for (const part of ['跨行', '跨列', '乙', '丙', '第1项', '第90项'])
    assert.ok(all.includes(part), part)
})

test('tabs reach their stops: a right one ends at the margin, dots lead to it', async () => {
  const tabbed = (leader: string) =>
    `<w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="8000" ${leader}/></w:tabs></w:pPr><w:r><w:t>左</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>右</w:t></w:r></w:p>`
  const { bytes } = await drawn(tabbed('') + tabbed('w:leader="dot"'))
  // 8000 twips are 400 points from the left margin of 90; the last letter is 10 wide.
  assert.equal(pdfPlaces(bytes).filter((x) => Math.abs(x - 480) < 1).length, 2)
  assert.match(pdfText(bytes).join(''), /\.{40}/)
})

test('heads and feet stand on every page and know which it is; sections have paper of their own', async () => {
  const field = (code: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>99</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
  const heads =
    '<w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
  const { bytes } = await drawn(
    `${say('一')}<w:p><w:r><w:br w:type="page"/></w:r></w:p>${say('二')}<w:p><w:pPr><w:sectPr>${heads}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>${say('三')}<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>`,
    {
      header: say('页眉公司'),
      footer: `<w:p><w:r><w:t>第</w:t></w:r>${field('PAGE')}<w:r><w:t>页共</w:t></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>99</w:t></w:r></w:fldSimple></w:p>`,
    },
    ['草稿'],
  )
  const pages = pdfText(bytes).map(flat)
  assert.equal(pages.length, 3)
  pages.forEach((page, at) => {
    for (const part of ['页眉公司', `第${at + 1}页共3`, '草稿', '一二三'[at]!])
      assert.ok(page.includes(part), `${part} in ${page}`)
    assert.ok(!page.includes('99'))
  })
  assert.match(bytes.toString('latin1'), /MediaBox \[0 0 841\.9 595\.3\]/)
})

test('pictures are drawn; what cannot be drawn is told by name, never left out in silence', async () => {
  const shape =
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/></wp:inline></w:drawing></w:r><m:oMath/></w:p>'
  const link =
    '<w:p><w:hyperlink r:id="x"><w:r><w:t>官网</w:t></w:r></w:hyperlink><w:del><w:r><w:delText>旧价</w:delText></w:r></w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
  const { bytes, leftOut } = await drawn(
    picture('ok.png') +
      picture('bad.png') +
      picture('other.emf') +
      picture('nowhere') +
      shape +
      link,
    {
      media: {
        'ok.png': qrPicture('示例')!,
        'bad.png': Buffer.from('\x89PNG\r\n\x1a\nxxxxxxxxxxxxxxxx', 'latin1'),
        'other.emf': Buffer.from('EMF'),
      },
    },
  )
  assert.match(bytes.toString('latin1'), /\/Subtype \/Image/)
  assert.deepEqual([...leftOut].sort(), [
    'deleted',
    'formula',
    'link',
    'note',
    'picture_bad',
    'picture_kind',
    'shape',
  ])
  const text = flat(pdfText(bytes).join(''))
  assert.ok(text.includes('官网') && !text.includes('旧价'))
  assert.doesNotMatch(bytes.toString('latin1'), /\/URI|\/Launch|\/JavaScript|\/EmbeddedFile/)
})

test('a text box stands in the flow; the page of a picture with false sizes still comes', async () => {
  const box = `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wp:extent cx="2540000" cy="635000"/><w:txbxContent>${say('框内')}</w:txbxContent></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>`
  const { bytes, leftOut } = await drawn(box + picture('p.png', 1e6), {
    media: { 'p.png': qrPicture('x')! },
  })
  assert.deepEqual(leftOut, ['box'])
  assert.ok(flat(pdfText(bytes).join('')).includes('框内'))
})

test('a hostile file is refused, each for what it is', async () => {
  await refused(wordPdf(Buffer.from('no zip at all'), about), 'malformed', 'no zip')
  await refused(drawn(' '.repeat(40_000_000)), 'too-large', 'a bomb')
  await refused(
    drawn('', {
      document:
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:body>&e;</w:body></w:document>',
    }),
    'malformed',
    'an entity',
  )
  await refused(
    drawn('<w:sdt>'.repeat(1000) + '</w:sdt>'.repeat(1000)),
    'malformed',
    'nested a thousand deep',
  )
  const nested = (depth: number): string =>
    depth === 0 ? say('x') : table([2000], cell(nested(depth - 1) + say('')))
  await refused(drawn(nested(1000)), 'malformed', 'tables in tables')
  await refused(drawn('<w:p><w:r></w:p></w:r>'), 'malformed', 'broken XML')
  await refused(drawn('<w:p>'), 'malformed', 'XML without an end')
  await refused(drawn('', { document: '<w:html xmlns:w="w"/>' }), 'malformed', 'another document')
  await refused(drawn('<w:p/>'.repeat(30_000)), 'too-large', 'too many paragraphs')
  await refused(
    drawn(table([100], cell(say('x'), '<w:gridSpan w:val="999999999"/>'))),
    'too-large',
    'a cell over a billion columns',
  )
})

test('numbers beyond all measure are held within the page', async () => {
  const vast = '999999999999'
  const { bytes } = await drawn(
    [
      say('甲', `<w:sz w:val="${vast}"/>`),
      say(
        '乙',
        '<w:sz w:val="-5"/><w:spacing w:val="-99999999"/>',
        `<w:ind w:left="${vast}" w:hanging="${vast}"/><w:spacing w:before="${vast}" w:line="0"/>`,
      ),
      table(
        [0, -5, 99_999_999],
        cell(say('丙'), '<w:vMerge/>') + cell(say('丁'), '<w:gridSpan w:val="-3"/>') + cell(''),
      ),
      '<w:tbl/>',
      '<w:tbl><w:tr/></w:tbl>',
      `<w:sectPr><w:pgSz w:w="${vast}" w:h="1"/><w:pgMar w:top="${vast}" w:left="-1" w:right="${vast}" w:header="${vast}"/><w:cols w:num="3"/></w:sectPr>`,
    ].join(''),
  )
  assert.ok(pdfText(bytes).length < 40)
})

test('whatever stands in a file, there is a PDF or a refusal', async () => {
  const tag = fc.constantFrom(
    'w:p',
    'w:r',
    'w:t',
    'w:tbl',
    'w:tr',
    'w:tc',
    'w:tcPr',
    'w:pPr',
    'w:rPr',
    'w:sdt',
    'w:sdtContent',
    'w:tab',
    'w:br',
    'w:drawing',
    'wp:anchor',
    'w:pict',
    'w:fldChar',
    'w:vMerge',
    'w:gridSpan',
    'w:sectPr',
    'w:hyperlink',
    'w:numPr',
    'w:tblGrid',
    'w:gridCol',
    'w:tabs',
    'w:txbxContent',
    'w:ind',
    'w:jc',
    'w:trPr',
    'w:tblHeader',
  )
  const value = fc.constantFrom(
    '',
    'w:val="center"',
    'w:val="-1"',
    'w:val="restart"',
    'w:w="-700"',
    'w:w="70000"',
    'w:type="page"',
    'w:fldCharType="begin"',
    'w:fldCharType="end"',
    'w:left="-9000"',
    'w:pos="9000" w:val="right"',
    'w:val="3"',
  )
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 7, withCrossShrink: true },
      fc.constantFrom('字', 'a', ''),
      fc
        .tuple(tag, value, fc.array(tie('node'), { maxLength: 4 }))
        .map(([name, attributes, inside]) => `<${name} ${attributes}>${inside.join('')}</${name}>`),
    ),
  }))
  await fc.assert(
    fc.asyncProperty(fc.array(node, { minLength: 1, maxLength: 6 }), async (body) => {
      try {
        assert.equal((await drawn(body.join(''))).bytes.subarray(0, 5).toString(), '%PDF-')
      } catch (error) {
        assert.ok(error instanceof Refusal, String(error))
      }
    }),
    { numRuns: 120 },
  )
})
