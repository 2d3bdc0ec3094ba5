// Is a mapping checked whole before a row is read?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { guessMapping } from './guess-mapping.ts'
import { checkMapping, missingColumns, readMapping, type Fields } from './mapping.ts'

const text = (zh: string, en: string) => ({ kind: 'text', label: { zh, en } }) as const
const fields: Fields = {
  external_id: text('外部编号', 'External ID'),
  name: text('名称', 'Name'),
  amount: { kind: 'money', label: { zh: '金额', en: 'Amount' } },
  close_date: { kind: 'date', label: { zh: '预计成交日期', en: 'Close date' } },
  phone: { kind: 'phone', label: { zh: '手机号码', en: 'Phone' } },
  stage: { kind: 'stage', label: { zh: '阶段', en: 'Stage' } },
  total: { kind: 'formula', label: { zh: '合计', en: 'Total' }, formula: 'amount' },
  gone: null,
}

const codes = (mapping: unknown, headers?: string[]): string[] =>
  checkMapping(mapping, fields, headers).list.map((one) => `${one.path} ${one.code}`)

test('a mapping with all that it may say is sound', () => {
  const mapping = {
    key: 'external_id',
    columns: {
      id: 'external_id',
      deal_stage: 'stage',
      value: 'amount',
      Sector: { field: 'sector', new: 'choice' },
      Notes: null,
    },
    values: { stage: { Won: 'won', Lost: 'lost' } },
    create_missing: ['sector'],
    rows: 'all',
    owner: 'nobody',
    dates: 'M/D/YYYY',
    decimal: '.',
    encoding: 'auto',
    delimiter: ';',
    sheet: 1,
    header_row: 2,
    fill_merged: true,
    empty: ['-'],
    zone: 'Asia/Shanghai',
    history: true,
  }
  assert.deepEqual(codes(mapping, ['id', 'deal_stage', 'value', 'Sector', 'Notes']), [])
  assert.deepEqual(readMapping(mapping, fields), mapping)
})

test('dates and encodings are understood however other programs spell them', () => {
  const read = (dates: string, encoding: string) => {
    const said = readMapping({ columns: { a: 'amount' }, dates, encoding }, fields)
    return [said.dates, said.encoding]
  }
  assert.deepEqual(read('MM/DD/YYYY', 'UTF-8'), ['M/D/YYYY', 'utf-8'])
  assert.deepEqual(read('DD.MM.YYYY', 'GB18030'), ['D/M/YYYY', 'gb18030'])
  assert.deepEqual(read('yyyy年M月d日', 'GB2312'), ['YYYY-MM-DD', 'gbk'])
  assert.deepEqual(read('YYYYMMDD', 'utf-8-sig'), ['YYYY-MM-DD', 'utf-8'])
  assert.deepEqual(read('m/d/yy HH:mm', 'UTF-16'), ['M/D/YYYY', 'auto'])
  assert.deepEqual(read('auto', 'auto'), ['auto', 'auto'])
  for (const dates of ['M/D', 'D/D/YYYY', 'soon', '', 'constructor'])
    assert.deepEqual(codes({ columns: { a: 'amount' }, dates }), ['dates not-a-choice'], dates)
  for (const encoding of ['ebcdic', '', 'constructor'])
    assert.deepEqual(codes({ columns: { a: 'amount' }, encoding }), ['encoding not-a-choice'])
})

test('everything wrong with a mapping is told at once', () => {
  const mapping = {
    key: 'name',
    columns: {
      a: 'amount',
      b: 'amount',
      c: 'nothing',
      d: { field: 'sector', new: 'wish', colour: 1 },
      e: 5,
      f: 'gone',
      g: { field: 'Bad Name', new: 'text' },
      h: 'constructor',
    },
    values: { stage: { a: 1 }, none: {} },
    create_missing: ['amount', 'nobody'],
    dates: 'D-M-D',
    decimal: ';',
    zone: 'Mars/Base',
    sheet: 0,
    colour: 'red',
    history: 'yes',
  }
  assert.deepEqual(
    codes(mapping, ['a', 'b', 'c', 'd', 'e', 'f', 'g']).sort(),
    [
      'colour unknown-key',
      'columns.b mapped-twice',
      'columns.c unknown-field',
      'columns.d.colour unknown-key',
      'columns.d.new not-a-choice',
      'columns.e wrong-type',
      'columns.f unknown-field',
      'columns.g.field wrong-type',
      'columns.h no-such-column',
      'columns.h unknown-field',
      'create_missing[1] unknown-field',
      'dates not-a-choice',
      'decimal not-a-choice',
      'history wrong-type',
      'key not-mapped',
      'sheet wrong-type',
      'values.none unknown-field',
      'values.stage not-mapped',
      'values.stage wrong-type',
      'zone wrong-type',
    ].sort(),
  )
  assert.throws(() => readMapping(mapping, fields), { code: 'not-valid' })
})

test('a column is found however large, wide or spaced its name is written; one for a new field may be absent', () => {
  const mapping = {
    columns: {
      NAME: 'name',
      ' Close  Date': 'close_date',
      ａｍｏｕｎｔ: 'amount',
      Sector: { field: 'sector', new: 'choice' },
    },
  }
  assert.deepEqual(readMapping(mapping, fields, ['Name', 'Close Date', 'amount']).columns, {
    Name: 'name',
    'Close Date': 'close_date',
    amount: 'amount',
  })
  assert.deepEqual(missingColumns(mapping, ['Name', 'Close Date', 'amount']), ['Sector'])
  assert.deepEqual(
    readMapping(mapping, fields, ['name', 'NAME', 'close date', 'Amount', 'sector']).columns.sector,
    {
      field: 'sector',
      new: 'choice',
    },
  )
  assert.deepEqual(codes({ columns: { Name: 'name', nAME: 'amount' } }, ['Name']), [
    'columns.nAME no-such-column',
  ])
})

test('whatever is sent as a mapping is answered, never an exception', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void checkMapping(value, fields)))
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (value) =>
        void checkMapping(
          { columns: value, values: value, create_missing: value, key: value },
          fields,
        ),
    ),
  )
  assert.deepEqual(codes({}), ['columns required'])
})

test('columns find their fields by name, label, usual words and the object’s own name', () => {
  const guess = (headers: string[]) =>
    guessMapping(headers, fields, {
      label: { zh: '客户', en: 'Account' },
      synonyms: { amount: ['close_value'] },
    })
  assert.deepEqual(
    guess([
      'External_ID',
      'close value',
      'Close Date*',
      '手机',
      '状态',
      '客户名称',
      '合计',
      '备注',
    ]),
    {
      External_ID: 'external_id',
      'close value': 'amount',
      'Close Date*': 'close_date',
      手机: 'phone',
      状态: 'stage',
      客户名称: 'name',
      合计: null,
      备注: null,
    },
  )
  assert.deepEqual(guess(['ID', '金额(元)', 'AccountName']), {
    ID: 'external_id',
    '金额(元)': 'amount',
    AccountName: 'name',
  })
})

test('whoever sells is the owner', () => {
  const lead: Fields = { owner: { kind: 'person', label: { zh: '负责人', en: 'Owner' } } }
  for (const header of ['销售', '业务员', 'Sales rep', '負責人'])
    assert.deepEqual(guessMapping([header], lead), { [header]: 'owner' })
})

test('a label is found without the object’s own name, and with “名称” behind it', () => {
  const lead: Fields = {
    company: text('公司', 'Company'),
    heat: { kind: 'choice', label: { zh: '线索热度', en: 'Heat' }, choices: {} },
  }
  assert.deepEqual(
    guessMapping(['公司名称', '热度'], lead, { label: { zh: '线索', en: 'Lead' } }),
    { 公司名称: 'company', 热度: 'heat' },
  )
})

test('a column whose cells show what they are is the one field for them, whatever stands over it', () => {
  const person: Fields = {
    phone: { kind: 'phone', label: { zh: '电话', en: 'Phone' } },
    email: { kind: 'email', label: { zh: '邮箱', en: 'E-mail' } },
  }
  const kinds = { Reach: 'phone', 'Write to': 'email', Size: 'integer' } as const
  const guess = (fields: Fields) => guessMapping(Object.keys(kinds), fields, { kinds })
  assert.deepEqual(guess(person), { Reach: 'phone', 'Write to': 'email', Size: null })
  const two = { ...person, fax: { kind: 'phone', label: { zh: '传真', en: 'Fax' } } } as const
  assert.equal(guess(two).Reach, null)
})

test('a reference is found by its own name with “name” behind it, whatever its label', () => {
  const deal: Fields = {
    account: { kind: 'ref', object: 'account', label: { zh: '客户', en: 'Customer' } },
  }
  for (const header of ['Account name', 'Customer Name', '客户名称'])
    assert.deepEqual(guessMapping([header], deal), { [header]: 'account' })
})

test('a part of a label finds its field where no other label has that part; of days it does not', () => {
  const lead: Fields = {
    amount: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '预计金额', en: 'Expected amount' },
    },
    need: text('需求描述', 'Need'),
    street: text('街道地址', 'Street'),
    delivery: text('送货地址', 'Delivery place'),
    close_date: { kind: 'date', label: { zh: '预计日期', en: 'Expected date' } },
  }
  assert.deepEqual(guessMapping(['金额(元)', '需求', '地址', '日期', '描述求'], lead), {
    '金额(元)': 'amount',
    需求: 'need',
    地址: null,
    日期: null,
    描述求: null,
  })
  assert.deepEqual(
    guessMapping(['預計日', '手機', '金額', '備註'], {
      ...lead,
      mobile: { kind: 'phone', label: { zh: '座机', en: 'Line' } },
    }),
    {
      預計日: 'close_date',
      金額: 'amount',
      備註: null,
      手機: 'mobile',
    },
  )
  assert.deepEqual(guessMapping(['The expected date'], lead), { 'The expected date': 'close_date' })
  assert.deepEqual(guessMapping(['Amount', 'Place', 'Date', 'Expect'], lead), {
    Amount: 'amount',
    Place: 'delivery',
    Date: null,
    Expect: null,
  })
})

test('a field is given to one column only, the one that fits best', () => {
  assert.deepEqual(guessMapping(['编号', 'external_id', 'Amount', '金额'], fields), {
    编号: null,
    external_id: 'external_id',
    Amount: 'amount',
    金额: null,
  })
})

test('a guessed mapping is always sound', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.oneof(fc.constantFrom('Name', 'name', '金额', 'ID', 'Phone', '手机'), fc.string()),
      ),
      (headers) => {
        fc.pre(!headers.includes('__proto__'))
        assert.deepEqual(codes({ columns: guessMapping(headers, fields) }, headers), [])
      },
    ),
  )
})
