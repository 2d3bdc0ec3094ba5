// Can anything that a caller sends make the server fail, wait, or tell more than it should?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row } from '#kernel/object.ts'
import { orderOf } from '#kernel/query/ask.ts'
import { sql } from '#kernel/sql.ts'
import { type Answer, type Attacked, attacked, type Knock } from './attacked.ts'

/** All of what can be combined, or, on every run, the same small part of it. `OPENLTC_LONG=1` tries all. */
const whole = Number(process.env.OPENLTC_LONG ?? '0') > 0
let turn = 0
const now = (oneIn: number): boolean => whole || turn++ % oneIn === 0

let it: Attacked
let lead: Row
let product: Row
let account: Row
const canary = 'KANARI7742'

before(async () => {
  it = await attacked()
  await it.hire('root', ['admin'])
  const ann = await it.hire('ann', ['sales'])
  await it.hire('bob', ['sales'])
  product = await it.firm.system.create('product', {
    name: 'Press',
    list_price: '100',
    cost: '60',
    tax_rate: '0.13',
  })
  account = await it.firm.system.create('account', {
    name: 'Sample Works',
    owner: it.people.bob!.who.id,
  })
  lead = await it.people.bob!.create('lead', { name: 'Own', phone: '13800138001' })
  await ann.create('lead', { name: canary, company: canary })
})
after(() => it.close())

/** Fourteen seconds are for a loaded machine; alone each takes a few milliseconds. */
const patience = 14_000
async function never500(who: string | null, knock: Knock): Promise<Answer> {
  const begun = performance.now()
  const answer = await it.knock(who, knock)
  const label = `${knock.method ?? 'GET'} ${knock.url.slice(0, 300)} ${(knock.raw?.toString() ?? JSON.stringify(knock.body) ?? '').slice(0, 300)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  assert.ok(
    answer.statusCode < 500,
    `${label}\n${it.log.findLast((line) => line.includes('"bug"')) ?? ''}`,
  )
  assert.ok(performance.now() - begun < patience, `slow: ${label}`)
  if (who !== 'root') assert.equal(answer.body.includes(canary), false, label)
  // No stack, no SQL, no path of the machine.
  assert.doesNotMatch(
    answer.body,
    /\bat .+\.ts:\d+|node_modules|file:\/\/|select .+ from "|syntax error at/i,
    label,
  )
  return answer
}

const deep = (open: string, close: string, n: number): string => open.repeat(n) + close.repeat(n)
const hostile: readonly string[] = [
  "'",
  '"',
  '\\',
  '`',
  ';',
  '--',
  '/*',
  "' or '1'='1",
  "'; drop table lead; --",
  '") or true --',
  "\\'; select pg_sleep(9) --",
  '$1',
  '$$',
  '%',
  '_',
  '{}',
  '{0}',
  '{{7*7}}',
  '${7*7}',
  '<%= 7*7 %>',
  '#{7*7}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066',
  '\ufeff',
  '🦄'.repeat(50),
  'é',
  'e\u0301',
  '﹙',
  '１２３',
  'Ａ',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__lookupGetter__',
  'valueOf',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '0x10',
  '1e3',
  '9'.repeat(400),
  '-'.repeat(200),
  ' ',
  '\t\n\r',
  '',
  ',',
  '.',
  '..',
  '.id',
  'id.',
  'id.id.id.id.id.id.id.id',
  'owner.password',
  't.id',
  'lead.name',
  'search',
  'grams',
  'same',
  'removed_at',
  'j1.name',
  'NAME',
  'name ',
  'ｎａｍｅ',
  'pg_sleep(9)',
  'true',
  'not',
  '(',
  ')',
  '[',
  'lines',
  'lines.id',
  'owner.owner.owner',
  'account.parent.parent.parent.parent.name',
  'true) or (true',
  '1=1',
  'id is not empty',
  'name contains ""',
  'REPT("x", 1000000000) = ""',
  'LEN(REPT("x", 32767)) > 1',
  '10 ^ 1000000 > 1',
  '2 ^ 0.5 ^ 100 > 1',
  '1 / 0 = 1',
  'DATE(99999, 1, 1) > today()',
  'EDATE(today(), 999999) > today()',
  'SQRT(-1) > 0',
  'FACT(1000) > 1',
  'LEFT(name, -1) = ""',
  'MID(name, 0, 999999999999) = ""',
  'SUBSTITUTE(name, "", "x") = ""',
  deep('(', ')', 60),
  deep('(', ')', 3000),
  deep('not (', ')', 60),
  'not '.repeat(1500) + 'true',
  `${'1+'.repeat(1900)}1 > 0`,
  `${'1+'.repeat(4900)}1 > 0`,
  `name in (${'"x",'.repeat(1900)}"y")`,
  'IF('.repeat(60) + '1',
  `"${'x'.repeat(9000)}" = name`,
  'ANY(answers, '.repeat(20) + 'true',
  '/* ' + 'x'.repeat(500),
  'name = "\\"',
  "name = 'x",
  'name = “x”',
  'name = "a\u0000b"',
]
const types: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  // As far as whole numbers are exact, and one further.
  2 ** 53 + 2,
  '',
  'x',
  [],
  [[]],
  [null],
  {},
  { a: 1 },
  { id: null },
  [{ id: 'x' }],
  [{ id: '019cac00-0000-7000-8000-000000000001' }],
  { toString: 1 },
  'x'.repeat(200_000),
  '\u0000',
  '\ud800',
  '019cac00-0000-7000-8000-000000000001',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59-14:00',
  '0001-01-01T00:00:00+14:00',
  Array.from({ length: 1500 }, () => ({})),
  Array.from({ length: 2000 }, () => 'x'),
]

/** Both ways of writing what belongs into an address: percent-encoded, and as bare as an address can be. */
const coded = (text: string): string[] => {
  const plain = text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
  const bare = text.replace(/[^\x21-\x7e]|[#%]/g, '')
  return [plain, ...(bare && bare !== plain ? [bare] : [])].filter((one) => one.length < 15_000)
}

test('filters, sorts, selects, cursors and the other words of a list never fail and never tell', async () => {
  for (const word of [
    'filter',
    'sort',
    'select',
    'limit',
    'after',
    'search',
    'count',
    'removed',
    'nothing',
  ])
    for (const text of hostile)
      for (const one of coded(text))
        if (word === 'filter' || now(3))
          await never500('bob', { url: `/api/v1/lead?${word}=${one}` })
  for (const url of [
    '/api/v1/lead?limit=1&limit=2',
    '/api/v1/lead?filter[a]=b',
    '/api/v1/lead?__proto__=1',
    '/api/v1/lead?=&&&=',
    '/api/v1/lead?%',
    '/api/v1/lead?filter=%ff%fe',
    '/api/v1/lead?filter=%',
    `/api/v1/lead?${'a=1&'.repeat(3000)}`,
  ])
    await never500('bob', { url })
})

test('a cursor made by hand pages through nothing but what the list itself shows', async () => {
  // Values as a cursor of that very list would hold them, and whatever else is no cursor at all.
  const cursor = (value: unknown, sort = ''): string =>
    Buffer.from(
      JSON.stringify(
        Array.isArray(value)
          ? [orderOf({ from: 'lead', ...(sort && { sort }) }), ...(value as unknown[])]
          : value,
      ),
    ).toString('base64url')
  for (const value of [
    [null],
    ['x'],
    [''],
    ['\u0000'],
    ['nothing'],
    ['ffffffff-ffff-ffff-ffff-ffffffffffff'],
    [null, null],
    [1],
    {},
    'x',
    [['x']],
    [`' or true --`],
  ])
    for (const sort of ['', 'name', '-created_at', 'amount', 'owner.name', 'stage,-amount'])
      await never500('bob', {
        url: `/api/v1/lead?after=${cursor(value, sort)}${sort && `&sort=${sort}`}`,
      })
  for (const values of [
    ['x', 'y'],
    [null, 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ['NaN', 'x'],
    ['1e999', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ['Infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ])
    for (const sort of ['amount', '-amount', 'created_at', 'owner.name', 'converted_at'])
      await never500('bob', { url: `/api/v1/lead?sort=${sort}&after=${cursor(values, sort)}` })
})

test('addresses with hostile objects, ids, actions and files never fail', async () => {
  for (const text of hostile)
    for (const one of coded(text).map((part) => part.replaceAll('/', '%2F')))
      for (const url of [
        `/api/v1/${one}`,
        `/api/v1/lead/${one}`,
        `/api/v1/lead/${one}/history`,
        `/api/v1/${one}/${lead.id}/chain`,
        `/api/v1/lead/${lead.id}/${one}`,
        `/api/v1/files/${one}`,
        `/api/v1/jobs/${one}`,
        `/api/v1/search?q=${one}`,
        `/api/v1/lead/${lead.id}/history?limit=${one}&after=${one}`,
        `/api/v1/lead/export?filter=${one}`,
        `/api/v1/cockpit/forecast?month=${one}`,
        `/api/v1/river?months=${one}`,
        `/${one}`,
      ]) {
        if (url.length < 15_000 && now(3) && URL.canParse(url, 'http://localhost'))
          await never500('bob', { url })
      }
  for (const text of hostile)
    for (const one of coded(text)
      .map((part) => part.replaceAll('/', '%2F'))
      .filter((part) => part.length < 200))
      await never500('bob', {
        method: 'POST',
        url: `/api/v1/lead/${lead.id}/actions/${one}`,
        body: {},
      })
})

test('a group question of any shape never fails', async () => {
  const ask = (body: unknown): Promise<Answer> =>
    never500('bob', { method: 'POST', url: '/api/v1/query', body })
  for (const text of hostile) {
    for (const part of ['from', 'where', 'search', 'sort'] as const)
      await ask({ from: 'lead', [part]: text })
    await ask({ from: 'lead', by: [text] })
    await ask({ from: 'lead', by: [`month(${text})`] })
    await ask({
      from: 'lead',
      by: [`IF(name = "${text.replaceAll('"', '')}", "a", "${text.replaceAll('"', '')}")`],
    })
    await ask({ from: 'lead', measure: { n: text } })
    await ask({ from: 'lead', measure: { n: `sum(${text})` } })
    await ask({ from: 'lead', measure: { [text]: 'count()' } })
  }
  for (const value of types)
    for (const part of ['from', 'where', 'search', 'sort', 'by', 'measure', 'limit'])
      await ask({ from: 'lead', [part]: value })
  for (const value of types) await ask(value)
  await ask({ from: 'lead', by: Array.from({ length: 10_000 }, () => 'name') })
  await ask({
    from: 'lead',
    measure: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`m${i}`, 'count()'])),
  })
})

test('a body of any type for any field is refused with its path, or stored as it is', async () => {
  const { app } = it.firm.world
  for (const object of [
    'lead',
    'account',
    'contact',
    'opportunity',
    'quote',
    'contract',
    'invoice',
    'payment',
    'product',
    'activity',
    'solution',
    'person',
    'company',
    'saved_view',
    'campaign',
    'task',
  ])
    for (const [name, field] of Object.entries(app.objects[object]!.fields)) {
      for (const value of types)
        if (now(13) && !(field.kind === 'lines' && Array.isArray(value) && value.length > 1000))
          await never500('root', {
            method: 'POST',
            url: `/api/v1/${object}`,
            body: { name: 'x', [name]: value, ...(name === 'email' ? {} : { external_id: null }) },
          })
    }
})

test('bodies that are no object, too deep, too many keys or broken never fail', async () => {
  const calls = [
    ['POST', '/api/v1/lead'],
    ['PATCH', `/api/v1/lead/${lead.id}`],
    ['POST', '/api/v1/lead/batch'],
    ['POST', '/api/v1/query'],
    ['POST', `/api/v1/lead/${lead.id}/actions/qualify`],
    ['POST', `/api/v1/lead/${lead.id}/actions/move`],
    ['POST', '/api/v1/keys'],
    ['POST', '/api/v1/people'],
    ['POST', '/api/setup'],
    ['POST', '/api/auth/sign-in/email'],
    ['POST', '/api/auth/change-password'],
    ['POST', '/api/v1/model/check'],
    ['POST', '/api/v1/model/rollback'],
    ['POST', '/api/v1/files'],
    ['POST', '/api/v1/lead/import'],
  ] as const
  const raws = [
    '',
    ' ',
    '{',
    '}',
    '[',
    'null',
    '1',
    '"x"',
    '[]',
    '[[[]]]',
    '{"a":1,"a":2}',
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"\\u005f_proto__":{"polluted":1}}',
    '\u0000',
    '{"name":"\\u0000"}',
    '{"name":"\\ud800"}',
    '{"amount":1e999}',
    '{"amount":-0}',
    '{"name":NaN}',
    "{'name':1}",
    deep('[', ']', 60),
    deep('[', ']', 5000),
    deep('[', ']', 200_000),
    `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    `${'{"a":'.repeat(63)}1${'}'.repeat(63)}`,
    `{${Array.from({ length: 10_000 }, (_, i) => `"k${i}":1`).join()}}`,
    `{"name":"${'x'.repeat(4_000_000)}"}`,
    `{"create":${deep('[', ']', 50)}}`,
    `{"create":[${'{},'.repeat(999)}{}]}`,
    `{"create":[${'null,'.repeat(1500)}null]}`,
    '{"create":[1,"x",null,[]],"change":[1,"x",null,{"id":1}]}',
    `{"changes":{"objects":${'{"a":'.repeat(50)}1${'}'.repeat(50)}}}`,
  ]
  for (const [method, url] of calls)
    for (const raw of raws)
      for (const type of [
        'application/json',
        'application/json; charset=utf-8',
        'APPLICATION/JSON',
      ]) {
        if ((type !== 'application/json' && raw.length > 1000) || !now(3)) continue
        const answer = await never500('root', {
          method,
          url,
          raw,
          headers: { 'content-type': type },
        })
        if (answer.statusCode === 429) break
      }
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'application/json\tx',
    'application/json;application/xml',
    'text/plain;application/json',
    '',
    ',',
    'application/jsonx',
  ])
    for (const raw of ['name=x', '{"name":"x"}', '--x\r\n\r\n']) {
      const answer = await never500('root', {
        method: 'POST',
        url: '/api/v1/lead',
        raw,
        headers: { 'content-type': type },
      })
      if (!/^application\/json(;|$)/i.test(type))
        assert.ok(
          [400, 415, 422].includes(answer.statusCode),
          `${type} ${answer.statusCode} ${answer.body}`,
        )
    }
  assert.equal(({} as { polluted?: unknown }).polluted, undefined)
})

test('headers of any kind never fail', async () => {
  const values = [
    '',
    '*',
    '"1"',
    'W/"1"',
    '"x"',
    '1',
    '"9999999999"',
    '-1',
    'x'.repeat(256),
    'x'.repeat(8000),
    "' or 1=1",
    '\t',
    'é',
    '%00',
    '"1", "2"',
    '${7*7}',
    'oltc_',
    'Bearer',
    'Bearer ',
    'Basic eDp4',
    'openltc_session=x.y; openltc_session=%',
    'openltc_session=%E0%A4%A',
    'zh;q=0,en;q=abc',
    '127.0.0.1, 10.0.0.1',
    'null',
    'https://evil.example',
  ]
  for (const name of [
    'if-match',
    'if-none-match',
    'idempotency-key',
    'accept',
    'accept-language',
    'accept-encoding',
    'cookie',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'host',
    'origin',
    'referer',
    'range',
    'content-length-x',
    'x-http-method-override',
    'x-request-id',
    'user-agent',
  ])
    for (const value of values)
      for (const knock of [
        { url: `/api/v1/lead/${lead.id}` },
        { method: 'PATCH' as const, url: `/api/v1/lead/${lead.id}`, body: { name: 'Own' } },
        { method: 'POST' as const, url: '/api/v1/query', body: { from: 'lead' } },
        { url: '/' },
      ].filter(() => now(5)))
        await never500('bob', { ...knock, headers: { [name]: value } })
  for (const value of values)
    await never500(null, { url: '/api/v1/lead', headers: { authorization: value } })
})

test('money is taken as it is written or refused: never rounded, never guessed', async () => {
  const wrong: readonly unknown[] = [
    '1e3',
    '1E3',
    'NaN',
    'Infinity',
    '-Infinity',
    '0x10',
    '0b1',
    '0o7',
    '1,000',
    '1 000',
    '１２３',
    '１２.５',
    '9'.repeat(300),
    `0.${'1'.repeat(300)}`,
    '1.',
    '.5',
    '+5',
    '--5',
    '1.2.3',
    '¥5',
    '5元',
    '5%',
    ' 5',
    '5 ',
    '١٢٣',
    '1_000',
    '1.005',
    '0.001',
    0.1,
    1.5,
    0.30000000000000004,
    1e21,
    1e-7,
    true,
    [],
    {},
    ['5'],
    '9007199254740993.123',
  ]
  for (const [object, field, rest] of [
    ['opportunity', 'amount', { name: 'x', account: account.id }],
    ['payment', 'amount', { account: account.id, received_on: '2026-03-02' }],
    ['account', 'credit_limit', { name: 'x' }],
  ] as const)
    for (const value of wrong) {
      const answer = await never500('root', {
        method: 'POST',
        url: `/api/v1/${object}`,
        body: { ...rest, [field]: value },
      })
      assert.equal(
        answer.statusCode,
        422,
        `${object}.${field} ${JSON.stringify(value)} ${answer.body}`,
      )
      assert.equal((answer.json() as { errors: { path: string }[] }).errors[0]?.path, field)
    }
  for (const value of wrong.filter((one) => one !== '1.005' && one !== '0.001' && one !== '5%')) {
    const lines = [{ product: product.id, quantity: '1', unit_price: value }]
    const answer = await never500('root', {
      method: 'POST',
      url: '/api/v1/quote',
      body: { account: account.id, lines },
    })
    assert.equal(answer.statusCode, 422, `unit_price ${JSON.stringify(value)} ${answer.body}`)
  }
  // Numbers of JSON that a double would round: the text decides.
  for (const raw of ['12345678901234567890', '1.0000000000000001', '0.1', '1e400'])
    assert.equal(
      (
        await never500('root', {
          method: 'POST',
          url: '/api/v1/opportunity',
          raw: `{"name":"x","account":"${account.id}","amount":${raw}}`,
          headers: { 'content-type': 'application/json' },
        })
      ).statusCode,
      422,
      raw,
    )
  for (const raw of ['9007199254740993', '1.00000000000000001']) {
    const answer = await never500('root', {
      method: 'POST',
      url: '/api/v1/quote',
      raw: `{"account":"${account.id}","lines":[{"product":"${product.id}","quantity":${raw},"unit_price":"1"}]}`,
      headers: { 'content-type': 'application/json' },
    })
    if (answer.statusCode === 201)
      assert.equal(
        (answer.json() as { lines: { quantity: string }[] }).lines[0]!.quantity,
        raw,
        'exactly as written',
      )
    else assert.equal(answer.statusCode, 422, answer.body)
  }
  for (const [raw, kept] of [
    ['9007199254740993', '9007199254740993.00'],
    ['123456789012345678.12', '123456789012345678.12'],
  ] as const) {
    const large = await never500('root', {
      method: 'POST',
      url: '/api/v1/opportunity',
      raw: `{"name":"x","account":"${account.id}","amount":${raw}}`,
      headers: { 'content-type': 'application/json' },
    })
    assert.equal((large.json() as Row).amount, kept, 'more than a double holds')
  }
  for (const [given, kept] of [
    ['-0', '0.00'],
    ['0', '0.00'],
    ['5', '5.00'],
    ['5.5', '5.50'],
    ['005.10', '5.10'],
    ['123456789012345.67', '123456789012345.67'],
    [7, '7.00'],
  ] as const) {
    const answer = await never500('root', {
      method: 'POST',
      url: '/api/v1/opportunity',
      body: { name: 'x', account: account.id, amount: given },
    })
    if (answer.statusCode === 201) assert.equal((answer.json() as Row).amount, kept)
    else assert.equal(answer.statusCode, 422, answer.body)
  }
})

test('model addresses and patches of any shape are refused in words or published whole', async () => {
  for (const text of hostile)
    for (const one of coded(text).filter((part) => part.length < 190)) {
      await never500('root', { url: `/api/v1/model/${one}` })
      await never500('root', { url: `/api/v1/model/objects/${one}/fields` })
      await never500('root', { url: `/api/v1/model/versions/${one.replaceAll('/', '%2F')}/diff/1` })
    }
  await never500('root', { url: '/api/v1/model/objects/%25' })
  await never500('root', { url: '/api/v1/model/objects/%25zz' })
  const check = (changes: unknown): Promise<Answer> =>
    never500('root', { method: 'POST', url: '/api/v1/model/check', body: { changes } })
  const shapes: readonly unknown[] = [
    null,
    true,
    0,
    1.5,
    '',
    'x',
    [],
    [1],
    [null],
    {},
    { zh: 1 },
    { zh: 'x', en: 'x' },
    { a: null },
    { a: 1 },
    { a: 'x' },
    { a: [] },
    { a: {} },
    { a: { b: { c: {} } } },
    'x'.repeat(3000),
    '\u0000',
    'name = ',
    '__proto__',
  ]
  const places = [
    'objects',
    'roles',
    'approvals',
    'automations',
    'views',
    'areas',
    'actions',
    'nothing',
    'objects.lead',
    'objects.thing',
    'objects.lead.fields',
    'objects.lead.fields.note2',
    'objects.lead.fields.name',
    'objects.lead.fields.name.label',
    'objects.lead.fields.name.kind',
    'objects.lead.fields.name.read',
    'objects.lead.fields.name.max',
    'objects.lead.fields.name.default',
    'objects.lead.fields.source.choices',
    'objects.lead.fields.source.choices.a',
    'objects.lead.allow',
    'objects.lead.rules',
    'objects.lead.rules.a',
    'objects.lead.lifecycle',
    'objects.lead.lifecycle.stages',
    'objects.lead.lifecycle.stages.new',
    'objects.lead.lifecycle.moves',
    'objects.lead.lifecycle.moves.x',
    'objects.lead.lifecycle.first',
    'objects.lead.title',
    'objects.lead.label',
    'objects.lead.duplicates',
    'objects.lead.indexes',
    'objects.lead.unique',
    'objects.lead.frozen',
    'objects.lead.list',
    'objects.lead.key_fields',
    'objects.lead.chain',
    'objects.lead.parent',
    'objects.lead.area',
    'roles.sales',
    'roles.x',
    'approvals.quote_discount',
    'approvals.quote_discount.steps',
    'approvals.x',
    'automations.x',
    'views.x',
    'reports.win_rate',
    'reports.win_rate.rows',
    'reports.win_rate.measures',
    'reports.x',
    'dashboards.sales',
    'dashboards.sales.blocks',
    'dashboards.sales.filters',
    'pages.x',
    'areas.sales',
    'areas.sales.items',
  ]
  for (const place of places)
    for (const shape of shapes)
      if (now(4))
        await check(
          place.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), shape),
        )
  const field = (def: unknown): unknown => ({ objects: { lead: { fields: { extra: def } } } })
  for (const kind of [
    'text',
    'money',
    'ref',
    'lines',
    'choice',
    'multi_choice',
    'formula',
    'rollup',
    'auto_number',
    'decimal',
    'person',
    'nothing',
    'constructor',
    null,
    1,
    {},
  ])
    for (const more of [
      {},
      { object: 1 },
      { object: 'nothing' },
      { object: '__proto__' },
      { by: 1 },
      { choices: null },
      { choices: [1, null, 'a'] },
      { choices: { a: null } },
      { choices: { a: 'x' } },
      { formula: 1 },
      { formula: 'nothing + 1' },
      { formula: null },
      { pattern: 1 },
      { pattern: '{0'.repeat(100) },
      { digits: 'x' },
      { min: {} },
      { max: -1 },
      { default: 5 },
      { default: 'name =' },
      { required_if: 7 },
      { shown_if: {} },
      { read: 'x' },
      { read: [1] },
      { write: null },
      { column: 'a"b' },
      { column: 5 },
      { section: [] },
      { label: null },
      { label: 5 },
    ])
      if (now(3)) await check(field({ kind, label: { zh: 'x', en: 'x' }, ...more }))
  for (const [method, url] of [
    ['POST', 'objects'],
    ['POST', 'objects/lead/fields'],
    ['POST', 'objects/lead/fields/source/choices'],
    ['POST', 'views'],
    ['POST', 'roles'],
    ['PATCH', 'objects/lead/fields/name'],
    ['PATCH', 'objects/lead'],
    ['POST', 'objects/lead'],
    ['DELETE', 'objects'],
    ['DELETE', 'objects/nothing'],
  ] as const)
    for (const shape of [
      ...shapes,
      { name: 'x', fields: { a: null } },
      { name: 'x', fields: { a: 1 } },
      { name: 'x', fields: [] },
      { name: 'a b', kind: 'text' },
      { name: 'x', kind: 'choice', choices: [null, 1, {}] },
      { name: 'x'.repeat(100), kind: 'text' },
      { name: 'x', kind: 'text', label: [] },
    ]) {
      // What is sound may be published: only refusals are asked here.
      const answer = await it.knock('root', { method, url: `/api/v1/model/${url}`, body: shape })
      assert.ok(
        answer.statusCode < 500,
        `${method} ${url} ${JSON.stringify(shape)} ${answer.body}\n${it.log.findLast((line) => line.includes('"bug"')) ?? ''}`,
      )
    }
  assert.equal(
    (await it.knock('root', { url: '/api/v1/lead' })).statusCode,
    200,
    'the model still stands',
  )
})

test('two rows of a batch that fall over the same unique value are refused in words', async () => {
  const answer = await never500('root', {
    method: 'POST',
    url: '/api/v1/lead/batch',
    body: {
      create: [
        { name: 'a', external_id: 'twice' },
        { name: 'b', external_id: 'twice' },
        { name: 'c' },
        { name: 'd', amount: 'x' },
      ],
    },
  })
  assert.ok([409, 422].includes(answer.statusCode), answer.body)
  const [row] = await it.firm.world.db.query<{ n: number }>(
    sql`select count(*)::int as n from lead where external_id = 'twice'`,
  )
  assert.equal(row!.n, 0)
})
