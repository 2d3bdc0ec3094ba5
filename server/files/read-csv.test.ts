// Is a file of text read whatever its encoding, separator and quotes?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { readTable, type TableOptions, type TableRow } from './read-table.ts'

async function read(content: string | Buffer, options?: TableOptions) {
  const table = await readTable({ bytes: Buffer.from(content) }, options)
  const rows: TableRow[] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows, cells: rows.map((row) => row.cells) }
}

test('the names of the columns stand under a title, however many notes lie between; a list of one column has none', async () => {
  const columns = async (text: string) => (await read(text)).columns
  assert.deepEqual(
    await columns('展会名单,,\n2024年整理,,\n姓名,公司,电话\n张三,甲,13800138000\n'),
    ['姓名', '公司', '电话'],
  )
  // Two columns of one name are no reason to take the title for the names.
  assert.deepEqual(
    await columns('设备台账,,,,\n编号,名称,"设备\n类别",备注,备注\nSB-1,挖掘机,大型,,\n'),
    ['编号', '名称', '设备类别', '备注', '备注 (2)'],
  )
  assert.deepEqual(await columns('Name\nAnn\nBob\n'), ['Name'])
  assert.deepEqual(await columns('Title,,\n1,2024-01-02,x\n'), ['Title', '列 2', '列 3'])
})

test('a sum under the rows is told to be one, and is no record', async () => {
  const { rows } = await read('名称,数量\n泵,2\n合计,1\n阀,3\n 合计：,6\n')
  assert.deepEqual(
    rows.map((row) => row.problems?.[0]?.code),
    [undefined, undefined, undefined, 'total-row'],
  )
})

test('the encoding of a CSV is found by itself', async () => {
  const chinese = '名称,金额\r\n北京某某科技有限公司,1\r\n上海贸易,2\r\n'
  const western = 'cidade,n\nSão Paulo,1\nBrasília,2\nMaceió,3\n'
  const late = `a,b\n${'x,1\n'.repeat(50_000)}`
  const cases: [string, Buffer, string, string][] = [
    ['utf-8', Buffer.from(chinese), 'utf-8', '北京某某科技有限公司'],
    ['with a mark', Buffer.from(`\ufeff${chinese}`), 'utf-8', '北京某某科技有限公司'],
    ['gbk', iconv.encode(chinese, 'gbk'), 'gb18030', '北京某某科技有限公司'],
    [
      'utf-16le with a mark',
      Buffer.from(`\ufeff${chinese}`, 'utf16le'),
      'utf-16le',
      '北京某某科技有限公司',
    ],
    ['utf-16le without', Buffer.from(chinese, 'utf16le'), 'utf-16le', '北京某某科技有限公司'],
    [
      'utf-16be',
      Buffer.from(`\ufeff${chinese}`, 'utf16le').swap16(),
      'utf-16be',
      '北京某某科技有限公司',
    ],
    ['windows-1252', iconv.encode(western, 'win1252'), 'windows-1252', 'São Paulo'],
    ['four bytes', iconv.encode('name,no\n㐀𠀀测试,1\n', 'gb18030'), 'gb18030', '㐀𠀀测试'],
    [
      'utf-16le without a mark, with letters like 一 (U+4E00)',
      Buffer.from('名称,数\n一一零号楼,1\n第一机床厂,2\n'.repeat(9), 'utf16le'),
      'utf-16le',
      '一一零号楼',
    ],
    [
      'big5',
      iconv.encode('姓名,公司\r\n陳雅婷,台北精密機械有限公司\r\n', 'big5'),
      'big5',
      '陳雅婷',
    ],
    ['one name in big5', iconv.encode('name,phone\n林志玲,1\n', 'big5'), 'big5', '林志玲'],
    [
      'traditional letters in gbk',
      iconv.encode('姓名,公司\n陳雅婷,台北精密機械有限公司\n', 'gbk'),
      'gb18030',
      '陳雅婷',
    ],
    ['rare names in gbk', iconv.encode('姓名\n喆昇堃\n龔錕\n', 'gbk'), 'gb18030', '喆昇堃'],
    ['gbk only in the last row', iconv.encode(`${late}周,2\n`, 'gbk'), 'gb18030', 'x'],
  ]
  for (const [what, bytes, encoding, first] of cases) {
    const table = await read(bytes)
    assert.equal(table.encoding, encoding, what)
    assert.equal(table.cells[0]?.[0], first, what)
  }
  assert.equal((await read(iconv.encode(`${late}周,2\n`, 'gbk'))).cells.at(-1)?.[0], '周')
  assert.equal(
    (await read(iconv.encode('a\n周\n', 'big5'), { encoding: 'big5' })).cells[0]?.[0],
    '周',
  )
})

test('the separator is found by itself, also beside decimal commas', async () => {
  assert.deepEqual((await read('a;b\n1,5;2,5\n3,5;4,5\n')).cells, [
    ['1,5', '2,5'],
    ['3,5', '4,5'],
  ])
  assert.deepEqual((await read('a\tb\n"1, 2"\t3\n')).cells, [['1, 2', '3']])
  assert.deepEqual((await read('a|b\n1|2')).cells, [['1', '2']])
  assert.deepEqual((await read('sep=;\r\na;b\r\n1;2\r\n')).cells, [['1', '2']])
  assert.deepEqual((await read('only\none, two\n')).columns, ['only', '列 2'].slice(0, 1))
  assert.deepEqual((await read('a,b;c\n1,2;3\n', { delimiter: ';' })).cells, [['1,2', '3']])
})

test('quotes, line ends inside of them and of all systems are understood, and lines are counted as in an editor', async () => {
  const { columns, rows } = await read('a,b\r\n"x\r\ny","say ""hi"""\r\n\r\n5" pipe,2\n"",3\n')
  assert.deepEqual(columns, ['a', 'b'])
  assert.deepEqual(rows, [
    { line: 2, cells: ['x\r\ny', 'say "hi"'] },
    { line: 5, cells: ['5" pipe', '2'] },
    { line: 6, cells: [null, '3'] },
  ])
})

test('a header, or every line, that is quoted as one field is read as if it were not', async () => {
  assert.deepEqual((await read('\ufeff"id,""name"",""n"""\n1,x,2\n3,y,4\n')).columns, [
    'id',
    'name',
    'n',
  ])
  const all = await read('"id,""name"""\n"1,""x, y"""\n"2,z"\n')
  assert.deepEqual(all.columns, ['id', 'name'])
  assert.deepEqual(all.cells, [
    ['1', 'x, y'],
    ['2', 'z'],
  ])
  assert.deepEqual((await read('address\n"Street 1, Town"\n"Street 2, Town"\n')).cells, [
    ['Street 1, Town'],
    ['Street 2, Town'],
  ])
})

test('a row with too few or too many cells is a problem of that row alone', async () => {
  const { rows } = await read('a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,\n,,\n7,8,9\n')
  assert.deepEqual(
    rows.map((row) => row.problems?.[0]?.details),
    [undefined, { found: 2, expected: 3 }, { found: 4, expected: 3 }, undefined, undefined],
  )
  assert.deepEqual(
    rows.map((row) => row.line),
    [2, 3, 4, 5, 7],
  )
})

test('a quote that is never closed is told once, and the rows before it are there', async () => {
  const { rows } = await read('a,b\n1,2\n3,"4\n5,6\n')
  assert.deepEqual(
    rows.map((row) => [row.line, row.problems?.[0]?.code]),
    [
      [2, undefined],
      [3, 'quote-not-closed'],
    ],
  )
  const endless = await read(`a,b\n1,2\n3,"${'x\n'.repeat(700_000)}`)
  assert.deepEqual(
    endless.rows.map((row) => row.problems?.[0]?.code),
    [undefined, 'row-too-long'],
  )
})

test('columns without a name or with the same one get their own', async () => {
  assert.deepEqual((await read('名称,,名称, 列 2 ,\n1,2,3,4,5\n')).columns, [
    '名称',
    '列 2 (2)',
    '名称 (2)',
    '列 2',
    '列 5',
  ])
})

test('the header may stand further down', async () => {
  const { columns, cells } = await read('Report,\nof 2026,\na,b\n1,2\n', { header_row: 3 })
  assert.deepEqual([columns, cells], [['a', 'b'], [['1', '2']]])
  await assert.rejects(read('a\n', { header_row: 9 }), { code: 'no-header' })
})

test('a gzip is unpacked, and its own bytes are what the hash is of', async () => {
  const packed = gzipSync('a,b\n1,2\n')
  const table = await read(packed)
  assert.deepEqual(table.cells, [['1', '2']])
  assert.notEqual(table.hash, (await read('a,b\n1,2\n')).hash)
  assert.equal(table.hash, (await read(packed)).hash)
})

test('rows may be walked twice, and left in the middle', async () => {
  const table = await readTable({ bytes: Buffer.from(`a\n${'x\n'.repeat(100_000)}`) })
  for await (const row of table.rows) if (row.line > 10) break
  let count = 0
  for await (const _row of table.rows) count++
  assert.equal(count, 100_000)
})

test('what is no table is refused in words', async () => {
  await assert.rejects(read(''), { code: 'no-header' })
  await assert.rejects(read('\n\n  \n'), { code: 'no-header' })
  await assert.rejects(read(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), {
    code: 'malformed',
  })
  await assert.rejects(read(Buffer.from('d0cf11e0a1b11ae1', 'hex')), {
    code: 'old-or-locked-workbook',
  })
  await assert.rejects(read(gzipSync('a,b\n1,2\n').subarray(0, 15)), { code: 'malformed' })
})
