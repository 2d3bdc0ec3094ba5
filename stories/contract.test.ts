// Does the API answer programs as its contract says, also where they come with what it does not know?
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Row } from '#kernel/object.ts'
import { modelExamples } from '#server/http/openapi-model.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { uploadName } from '#server/files/file-store.ts'
import { missingFiles } from '#server/files/missing-files.ts'
import { type Answer, type Attacked, attacked, formOf, type Knock } from './attacks/attacked.ts'

let it: Attacked
let address: string

before(async () => {
  it = await attacked()
  await it.hire('root', ['admin'])
  address = await it.server.listen({ port: 0, host: '127.0.0.1' })
})
after(() => it.close())

const ask = (
  method: Knock['method'],
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Answer> =>
  it.knock('root', {
    ...(method && { method }),
    url: `/api/v1/${url}`,
    ...(body !== undefined && { body }),
    ...(headers && { headers }),
  })

test('a known address that is asked in another way says in which ways it can be asked', async () => {
  const id = '00000000-0000-7000-8000-000000000000'
  for (const [method, url, allow] of [
    ['PUT', `lead/${id}`, 'GET, PATCH, DELETE'],
    ['DELETE', 'lead', 'GET, POST'],
    ['PATCH', 'query', 'GET, POST'],
  ] as const) {
    const answer = await it.knock('root', {
      method: method as 'DELETE',
      url: `/api/v1/${url}`,
      body: {},
    })
    assert.equal(answer.statusCode, 405, url)
    for (const one of allow.split(', '))
      assert.ok(
        String(answer.headers.allow).includes(one),
        `${url} ${String(answer.headers.allow)}`,
      )
  }
  assert.equal((await it.knock('root', { url: '/api/v2/lead' })).statusCode, 404)
  // Longer than any id: it may be asked so, but nothing is there.
  const long = await it.knock('root', { url: `/api/v1/lead/${'x'.repeat(300)}` })
  assert.deepEqual([long.statusCode, long.headers.allow], [404, undefined])
})

test('what is in use already is told by the labels of its fields', async () => {
  const names = { name: '只有一个' }
  const make = (language: string) =>
    it.knock('root', {
      method: 'POST',
      url: '/api/v1/team',
      body: names,
      headers: { 'accept-language': language },
    })
  assert.equal((await make('zh')).statusCode, 201)
  assert.equal((await make('zh')).json().detail, '名称：「只有一个」已被使用。')
  const answer = (await make('en')).json()
  assert.equal(answer.detail, 'Name: “只有一个” is already in use.')
  assert.deepEqual(answer.errors[0].path, 'name')
})

test('what is too large is taken in and then refused, so that its sender reads why, with the limit of the address', async () => {
  for (const [path, size, limit] of [
    ['lead', 8_000_000, '5 MB'],
    ['hooks/any', 300_000, '200 KB'],
  ] as const) {
    const answer = await fetch(`${address}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${it.keys.root}`,
        'content-type': 'application/json',
        'accept-language': 'en',
      },
      body: JSON.stringify({ name: 'x'.repeat(size) }),
    })
    assert.equal(answer.status, 413)
    const { code, detail } = (await answer.json()) as { code: string; detail: string }
    assert.deepEqual([code, detail], ['too-large', `Too large; the limit is ${limit}.`])
  }
})

test('a batch is told what to create and to change, or is one list; anything else is refused, never silently nothing', async () => {
  const two = await ask('POST', 'product/batch', { create: [{ name: 'One' }, { name: 'Two' }] })
  const [one] = two.json<{ data: Row[] }>().data
  const list = await ask('POST', 'product/batch', [{ name: 'Three' }, { id: one!.id, name: 'Uno' }])
  assert.deepEqual(
    list.json<{ data: Row[] }>().data.map((row) => row.name),
    ['Three', 'Uno'],
  )
  const bad = await ask('POST', 'product/batch', [{ name: 'Four' }, { nope: 1 }])
  assert.deepEqual(
    bad.json<{ errors: { path: string }[] }>().errors.map((error) => error.path),
    ['[1].nope', '[1].name'],
  )
  for (const body of [{}, null, 5, { creat: [] }, { create: {} }])
    assert.equal((await ask('POST', 'product/batch', body)).statusCode, 422, JSON.stringify(body))
  assert.equal(
    (await ask('GET', 'product?filter=name%20%3D%20%22Four%22&count=exact')).json<{
      count: number
    }>().count,
    0,
  )
})

test('an input that is refused always has at least one error with its code', async () => {
  const account = (await ask('POST', 'account', { name: 'Sample Works' })).json<Row>()
  const payment = (await ask('POST', 'payment', { account: account.id, amount: '5' })).json<Row>()
  const answer = await ask('POST', `payment/${payment.id}/actions/refund`, { amount: '6' })
  assert.deepEqual(
    [answer.statusCode, answer.json().errors],
    [422, [{ path: '', code: 'more-than-unallocated', detail: answer.json().title }]],
  )
})

test('what is not there is called by its label, in the language of whoever asks', async () => {
  const gone = '01a00000-0000-7000-8000-00000000dead'
  for (const [method, url] of [
    ['GET', gone],
    ['GET', 'x'],
    ['GET', `${gone}/history`],
    ['GET', 'x/chain'],
    ['PATCH', gone],
    ['DELETE', 'x'],
    ['POST', `${gone}/actions/move`],
    ['POST', 'x/restore'],
  ] as const)
    for (const [language, says] of [
      ['en', /No such Lead/],
      ['zh-CN', /没有找到线索/],
    ] as const) {
      const answer = await it.knock('root', {
        method,
        url: `/api/v1/lead/${url}`,
        headers: { 'accept-language': language },
        ...(method !== 'GET' && method !== 'DELETE' && { body: {} }),
      })
      assert.equal(answer.statusCode, 404)
      assert.match(answer.json().detail, says, `${method} ${url}`)
    }
  const draft = await it.knock('root', {
    url: '/api/v1/model/drafts/x',
    headers: { 'accept-language': 'en' },
  })
  assert.match(draft.json().detail, /^[ -~]+$/)
})

test('a new record says where it is, and whoever changes an old version learns the new one', async () => {
  const made = await ask('POST', 'lead', { name: 'Place' })
  const lead = made.json<Row>()
  assert.equal(made.headers.location, `/api/v1/lead/${lead.id}`)
  await ask('PATCH', `lead/${lead.id}`, { title: 'a' })
  const moved = await ask('PATCH', `lead/${lead.id}`, { title: 'b' }, { 'if-match': '"1"' })
  assert.deepEqual([moved.statusCode, moved.headers.etag, moved.json().version], [412, '"2"', 2])
})

test('whoever changes may name several versions they have seen; a tag that is none of ours is of none', async () => {
  const lead = (await ask('POST', 'lead', { name: 'Seen' })).json<Row>()
  const change = async (tags: string, title: string): Promise<[number, unknown]> => {
    const answer = await ask('PATCH', `lead/${lead.id}`, { title }, { 'if-match': tags })
    return [answer.statusCode, answer.json().version]
  }
  assert.deepEqual(await change('"9", "1"', 'a'), [200, 2])
  assert.deepEqual(await change('*', 'b'), [200, 3])
  assert.deepEqual(await change('W/"3"', 'c'), [200, 4])
  assert.deepEqual(await change('"x,y" ,W/"4",', 'd'), [200, 5])
  for (const tags of ['"4", "3"', '"five"', '"5x"', '""', 'W/"4"'])
    assert.deepEqual(await change(tags, 'e'), [412, 5], tags)
  for (const tags of ['five', '"5', '5"', '"5" "4"', '*, "5"'])
    assert.equal((await change(tags, 'e'))[0], 400, tags)
})

test('an amount that is calculated has the digits of its currency, as the written ones have', async () => {
  const account = (await ask('POST', 'account', { name: 'Yen Works' })).json<Row>()
  for (const [currency, price, gross, none] of [
    ['JPY', '1000', '1130', '0'],
    ['KWD', '1.234', '1.394', '0.000'],
    ['CNY', '10', '11.30', '0.00'],
  ]) {
    const invoice = (
      await ask('POST', 'invoice', {
        account: account.id,
        currency,
        lines: [{ description: 'Pump', quantity: '1', unit_price: price, tax_rate: '0.13' }],
      })
    ).json<Row>()
    assert.deepEqual([invoice.gross, invoice.balance, invoice.paid], [gross, gross, none], currency)
    const list = await ask('GET', `invoice?select=balance&filter=id%20%3D%20%22${invoice.id}%22`)
    assert.equal(list.json().data[0].balance, gross)
    const payment = (
      await ask('POST', 'payment', { account: account.id, currency, amount: gross })
    ).json<Row>()
    assert.equal(payment.unallocated, gross)
  }
})

test('lines go out as a file of their own, for whoever may take their documents out', async () => {
  await it.hire('fay', ['finance'])
  await it.hire('ann', ['sales'])
  const account = (await ask('POST', 'account', { name: 'Out Works' })).json<Row>()
  const invoice = (
    await ask('POST', 'invoice', {
      account: account.id,
      external_id: 'out-1',
      lines: [{ description: 'Press', quantity: '2', unit_price: '10', tax_rate: '0.13' }],
    })
  ).json<Row>()
  const answer = await it.knock('fay', {
    url: `/api/v1/invoice_line/export?select=invoice.external_id,description,quantity,gross&filter=${encodeURIComponent(`invoice = "${invoice.id}"`)}`,
    headers: { 'accept-language': 'en' },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.match(
    answer.body.replace(/^\uFEFF/, ''),
    /^Invoice \/ External id,Description,Quantity,Gross\r?\nout-1,Press,2,22\.60/,
  )
  assert.equal((await it.knock('ann', { url: '/api/v1/invoice_line/export' })).statusCode, 403)
})

test('whoever listens again is told first what came in between, in order and once, and only what they may see', async () => {
  await it.hire('lis', ['sales'])
  const made = async (name: string): Promise<string> =>
    (await it.knock('lis', { method: 'POST', url: '/api/v1/lead', body: { name } })).json<Row>().id
  const hear = async (
    after: string | null,
    enough: (heard: readonly Row[]) => boolean,
  ): Promise<{ id: string; data: Row }[]> => {
    const end = new AbortController()
    const answer = await fetch(`${address}/api/v1/events`, {
      signal: AbortSignal.any([end.signal, AbortSignal.timeout(60_000)]),
      headers: {
        authorization: `Bearer ${it.keys.lis}`,
        ...(after !== null && { 'last-event-id': after }),
      },
    })
    const heard: { id: string; data: Row }[] = []
    let text = ''
    for await (const part of answer.body!) {
      text += Buffer.from(part).toString()
      if (after === null) await made('First')
      after ??= ''
      heard.length = 0
      for (const [, id, data] of text.matchAll(/^id: (\d+)\nevent: change\ndata: (.+)$/gm))
        heard.push({ id: id!, data: JSON.parse(data!) as Row })
      if (text.includes('event: reload') || enough(heard.map((one) => one.data))) break
    }
    end.abort()
    return text.includes('event: reload') ? [{ id: 'reload', data: {} as Row }] : heard
  }
  const [first] = await hear(null, (heard) => heard.length > 0)
  const missed = [await made('Second'), await made('Third')]
  await ask('POST', 'product', { name: 'Seen by all' })
  const { id: hidden } = (await ask('POST', 'lead', { name: 'Not theirs' })).json<Row>()
  const last = await made('Fourth')
  const again = await hear(first!.id, (heard) => heard.some((one) => one.id === last))
  assert.deepEqual(
    again.map((one) => one.data.id).filter((id) => id !== hidden && [...missed, last].includes(id)),
    [...missed, last],
  )
  assert.equal(
    again.some((one) => one.data.id === hidden || one.id === first!.id),
    false,
  )
  assert.deepEqual(await hear('999999999', (heard) => heard.length > 0), [
    { id: 'reload', data: {} },
  ])
})

test('an object that gets stages later has its records in the first of them', async () => {
  const label = { zh: '设备', en: 'Device' }
  await ask('POST', 'model/objects', {
    name: 'device',
    label,
    title: 'name',
    fields: { name: { kind: 'text', label } },
    allow: [],
  })
  const old = (await ask('POST', 'device', { name: 'Old' })).json<Row>()
  const stages = { open: { label }, shut: { label, kind: 'won' } }
  assert.equal(
    (
      await ask('PATCH', 'model/objects/device', {
        lifecycle: { first: 'open', stages, moves: { shut: { from: ['open'], to: 'shut' } } },
      })
    ).statusCode,
    200,
  )
  const moved = await ask('POST', `device/${old.id}/actions/move`, { to: 'shut' })
  assert.deepEqual([moved.statusCode, moved.json().stage], [200, 'shut'], moved.body)
})

test('the first stage that is added to an object begins its lifecycle; the next ones join it', async () => {
  await ask('POST', 'model/objects', { name: 'crate', label: '箱' })
  const old = (await ask('POST', 'crate', { name: 'Old' })).json<Row>()
  for (const name of ['packed', 'gone']) {
    const added = await ask('POST', 'model/objects/crate/lifecycle/stages', { name, label: name })
    assert.equal(added.statusCode, 201, added.body)
  }
  const seen = (await ask('GET', `crate/${old.id}`)).json<Row>()
  assert.equal(seen['stage'], 'packed')
  const moved = await ask('POST', `crate/${old.id}/actions/move`, { to: 'gone' })
  assert.deepEqual([moved.statusCode, moved.json().stage], [200, 'gone'], moved.body)
  const none = await ask('POST', 'model/objects/nothing/lifecycle/stages', { name: 'a' })
  assert.equal(none.statusCode, 404)
})

test('a saved list that names what is not there is refused', async () => {
  const view = (more: object) =>
    ask('POST', 'model/views', {
      name: 'seen',
      object: 'lead',
      label: { zh: '看', en: 'Seen' },
      ...more,
    })
  for (const more of [
    { filter: 'nope > 1' },
    { filter: 'name' },
    { columns: ['name', 'nope'] },
    { columns: ['owner.nope'] },
    { sort: '-nope' },
    { group: 'nope' },
  ])
    assert.equal((await view(more)).statusCode, 422, JSON.stringify(more))
  assert.equal(
    (
      await view({
        filter: 'amount > 1',
        columns: ['name', 'owner.name', 'account.owner.team'],
        sort: '-created_at,name',
        group: 'stage',
      })
    ).statusCode,
    201,
  )
})

test('the reference names every call that an object has, with its inputs', async () => {
  const { paths } = (await it.knock('root', { url: '/api/openapi.json' })).json<{
    paths: Record<string, Record<string, { requestBody?: unknown }>>
  }>()
  for (const [url, method] of [
    ['lead/batch', 'post'],
    ['lead/import', 'post'],
    ['lead/export', 'get'],
    ['lead/{id}/history', 'get'],
    ['lead/{id}/chain', 'get'],
    ['lead/{id}/restore', 'post'],
    ['lead/{id}/duplicates', 'get'],
    ['lead/{id}/merge', 'post'],
    ['lead/{id}/comments', 'post'],
    ['lead/bulk', 'post'],
    ['lead/import/preview', 'post'],
    ['invoice/{id}/pdf', 'get'],
    ['hooks/{name}', 'post'],
    ['opportunity/{id}/actions/move', 'post'],
    ['query', 'post'],
  ] as const)
    assert.ok(paths[`/api/v1/${url}`]?.[method], url)
  for (const url of ['lead/batch', 'lead/import', 'query'])
    assert.ok(paths[`/api/v1/${url}`]!.post!.requestBody, url)
  assert.match(JSON.stringify(paths['/api/v1/model/rollback']), /"required":\["to"\]/)
  assert.ok(!paths['/api/v1/lead/{id}/pdf'], 'there is no paper of a lead')
})

test('whatever is born of the chain shows it whole: the account of a lead, the milestone of a project', async () => {
  const lead = (
    await ask('POST', 'lead', { name: 'Chain', company: 'Chain Works', phone: '13800138011' })
  ).json<Row>()
  await ask('POST', `lead/${lead.id}/actions/qualify`)
  const { account, opportunity } = (await ask('POST', `lead/${lead.id}/actions/convert`, {})).json<{
    account: string
    opportunity: string
  }>()
  const contract = (
    await ask('POST', 'contract', { name: 'Chain', account, opportunity })
  ).json<Row>()
  const project = (
    await ask('POST', 'project', { name: 'Chain', contract: contract.id, account })
  ).json<Row>()
  const milestone = (
    await ask('POST', 'milestone', { name: 'Chain', project: project.id })
  ).json<Row>()
  const chain = async (object: string, id: unknown): Promise<string[]> =>
    (await ask('GET', `${object}/${id as string}/chain`))
      .json<{ nodes: { object: string; kind: string }[] }>()
      .nodes.map((one) => `${one.object}${one.kind === 'current' ? '*' : ''}`)
  assert.deepEqual(await chain('milestone', milestone.id), [
    'lead',
    'opportunity',
    'contract',
    'project',
    'milestone*',
  ])
  assert.deepEqual(await chain('account', account), [
    'lead',
    'account*',
    'opportunity',
    'contract',
    'project',
  ])
  assert.deepEqual(await chain('project', project.id), [
    'lead',
    'opportunity',
    'contract',
    'project*',
  ])
})

test('each place of an input is told once, and a batch tells which of its records are not there', async () => {
  const bad = await ask('POST', 'lead', { name: 5, company: {} })
  assert.deepEqual(
    bad
      .json<{ errors: { path: string; code: string }[] }>()
      .errors.map((one) => `${one.path} ${one.code}`),
    ['name wrong-type', 'company wrong-type'],
  )
  const account = (await ask('POST', 'account', { name: 'Place Co (sample)' })).json<Row>().id
  const money = await ask('POST', 'payment', { account, amount: '1e2' })
  assert.deepEqual(
    money
      .json<{ errors: { path: string; code: string }[] }>()
      .errors.map((one) => `${one.path} ${one.code}`),
    ['amount wrong-type'],
  )
  const opportunity = (
    await ask('POST', 'opportunity', { name: 'Place deal', account })
  ).json<Row>()
  const said = async (url: string, body: unknown): Promise<string[]> => {
    const answer = await ask('POST', url, body)
    assert.equal(answer.statusCode, 422, answer.body)
    return answer
      .json<{ errors: { path: string; code: string }[] }>()
      .errors.map((one) => `${one.path} ${one.code}`)
  }
  const lines = [{ quantity: 'x' }, 5, null, [], { unit_price: '1', nope: 1 }]
  const told = [
    'lines[0].quantity wrong-type',
    'lines[1] wrong-type',
    'lines[2] wrong-type',
    'lines[3] wrong-type',
    'lines[4].nope unknown-field',
  ]
  assert.deepEqual(await said('quote', { opportunity: opportunity.id, lines }), told)
  assert.deepEqual(
    await said(`opportunity/${opportunity.id}/actions/create_quote`, { lines }),
    told,
  )
  assert.deepEqual(await said('lead', []), [' wrong-type'])
  assert.deepEqual(await said('lead/batch', [7]), ['[0] wrong-type'])
  const paid = (await ask('POST', 'payment', { account, amount: '5' })).json<Row>().id
  assert.deepEqual(await said(`payment/${paid}/actions/allocate`, { allocations: [7] }), [
    'allocations[0] wrong-type',
  ])
  assert.deepEqual(await said('query', { from: 'lead', where: 'nope = 1' }), ['where formula'])
  const none = '00000000-0000-7000-8000-000000000000'
  const batch = await ask('POST', 'lead/batch', {
    create: [{}],
    change: [{ id: none, title: 'x' }, { title: 'y' }],
  })
  assert.deepEqual(
    [
      batch.statusCode,
      batch
        .json<{ errors: { path: string; code: string }[] }>()
        .errors.map((one) => `${one.path} ${one.code}`),
    ],
    [422, ['create[0].name required', 'change[0].id no-such-record', 'change[1].id required']],
  )
})

test('a choice may be said in the words that people see, and is kept and answered as its code', async () => {
  const account = (await ask('POST', 'account', { name: 'Words Co (sample)' })).json<Row>().id
  for (const method of ['bank', 'bank_transfer', 'Bank transfer', '银行转账']) {
    const made = await ask('POST', 'payment', { account, amount: '5', method })
    assert.deepEqual([made.statusCode, made.json<Row>()['method']], [201, 'bank'], method)
  }
  for (const method of ['transfers', '', 'constructor', 5, ['bank']]) {
    const made = await ask('POST', 'payment', { account, amount: '5', method })
    assert.equal(made.statusCode, method === '' ? 201 : 422, String(method))
  }
})

test('an address that is too long is refused in the same words as everything else', async () => {
  const answer = await fetch(`${address}/api/v1/lead?filter=${'a'.repeat(40_000)}`, {
    headers: { authorization: `Bearer ${it.keys.root}` },
  })
  assert.deepEqual(
    [
      answer.status,
      answer.headers.get('content-type'),
      ((await answer.json()) as { code: string }).code,
    ],
    [413, 'application/problem+json; charset=utf-8', 'too-large'],
  )
})

test('the rows of an action’s input are told with all else that is wrong, at the caller’s own places, and write what the person may', async () => {
  await it.hire('rita', ['sales'])
  const field = { kind: 'text', label: { zh: '内部', en: 'Internal' } }
  await ask('POST', 'model/objects/quote_line/fields', { name: 'kept', ...field, write: ['admin'] })
  await ask('POST', 'model/objects/quote_line/fields', { name: 'hid', ...field, read: ['admin'] })
  const deal = (
    await it.knock('rita', {
      method: 'POST',
      url: '/api/v1/opportunity',
      body: { name: 'rows' },
    })
  ).json<Row>()
  const quote = async (who: string, body: object): Promise<string[]> => {
    const answer = await it.knock(who, {
      method: 'POST',
      url: `/api/v1/opportunity/${deal.id}/actions/create_quote`,
      body,
    })
    const { errors = [] } = answer.json<{ errors?: { path: string; code: string }[] }>()
    return [String(answer.statusCode), ...errors.map((one) => `${one.path} ${one.code}`)]
  }
  assert.deepEqual(
    await quote('rita', {
      valid_until: '2026-02-30',
      lines: [
        { description: 'x', quantity: 'y', unit_price: '-1' },
        { product: 'nothing', what: 1, kept: 'k', hid: 'h' },
      ],
    }),
    [
      '422',
      'lines[0].quantity wrong-type',
      'lines[0].unit_price too-small',
      'lines[1].product no-such-record',
      'lines[1].what unknown-field',
      'lines[1].kept read-only',
      'lines[1].hid unknown-field',
      'valid_until wrong-type',
    ],
  )
  assert.deepEqual(
    await quote('root', { lines: [{ description: 'x', unit_price: '1', kept: 'k', hid: 'h' }] }),
    ['200'],
  )
  const lead = (await ask('POST', 'lead', { name: 'rows', phone: '13800001234' })).json<Row>()
  assert.deepEqual(
    (await ask('POST', `lead/${lead.id}/actions/qualify`, { answers: [{ question: 'x' }] }))
      .json<{ errors: { path: string }[] }>()
      .errors.map((one) => one.path),
    ['answers[0].question'],
  )
})

test('a computed field gives one of the kinds there are', async () => {
  const answer = await ask('POST', 'model/objects/lead/fields', {
    name: 'twice',
    kind: 'formula',
    label: 'Twice',
    formula: 'amount * 2',
    gives: 'number',
  })
  assert.deepEqual(
    [
      answer.statusCode,
      answer.json<{ errors: { path: string }[] }>().errors.map((one) => one.path),
    ],
    [422, ['objects.lead.fields.twice.gives']],
  )
})

test('the reference tells what each part of the model is made of, with an example that can be sent as it stands', async () => {
  const { paths, components } = (await it.knock('root', { url: '/api/openapi.json' })).json<{
    paths: Record<
      string,
      Record<
        string,
        {
          requestBody?: {
            content: Record<
              string,
              { schema: { examples?: unknown[]; allOf?: { required?: string[] }[] } }
            >
          }
        }
      >
    >
    components: { schemas: Record<string, { required?: string[] }> }
  }>()
  assert.deepEqual(
    paths['/api/v1/model/roles']!.post!.requestBody!.content['application/json']!.schema.examples,
    modelExamples()
      .filter((one) => one.url === 'model/roles')
      .map((one) => one.body),
  )
  for (const { url, body } of modelExamples()) {
    const added = await ask('POST', url, body)
    assert.equal(added.statusCode, 201, `${url} ${added.body}`)
    assert.equal((await ask('DELETE', `${url}/${String(body.name)}`)).statusCode, 200, url)
  }
  // A record as it is answered may lack what a new one needs: lines do not name the record that they stand in.
  assert.deepEqual(
    paths['/api/v1/lead']!.post!.requestBody!.content['application/json']!.schema.allOf![1]!
      .required,
    ['name'],
  )
  assert.equal(components.schemas.quote_line!.required, undefined)
})

test('the company is never told a time zone that nobody knows, so that it can go on writing', async () => {
  const [company] = (await ask('GET', 'company')).json<{ data: Row[] }>().data
  for (const zone of ['Mars/Base', 'UTC+8', '+08:00', 'Asia']) {
    const answer = await ask('PATCH', `company/${company!.id}`, { zone })
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'zone-not-known'], zone)
  }
  for (const zone of ['America/New_York', 'utc', null, 'Asia/Shanghai']) {
    const answer = await ask('PATCH', `company/${company!.id}`, { zone })
    assert.equal(answer.statusCode, 200, answer.body)
    assert.equal((await ask('POST', 'account', { name: `In ${zone}` })).statusCode, 201)
  }
})

test('a query has each name in its answer once', async () => {
  const answer = await ask('POST', 'query', {
    from: 'lead',
    by: ['stage', 'source', 'stage'],
    measure: { n: 'count()', source: 'count()' },
  })
  assert.deepEqual(
    answer
      .json<{ errors: { path: string; code: string }[] }>()
      .errors.map((one) => [one.path, one.code]),
    [
      ['by[2]', 'already-used'],
      ['measure.source', 'already-used'],
    ],
  )
})

test('a body whose bytes are no UTF-8 is refused, not kept with question marks', async () => {
  const answer = await fetch(`${address}/api/v1/lead`, {
    method: 'POST',
    headers: { authorization: `Bearer ${it.keys.root}`, 'content-type': 'application/json' },
    body: Buffer.concat([
      Buffer.from('{"name":"'),
      Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]),
      Buffer.from('"}'),
    ]),
  })
  assert.deepEqual(
    [answer.status, ((await answer.json()) as { code: string }).code],
    [400, 'malformed'],
  )
})

test('the language is the one that a client would rather have, by its weights', async () => {
  for (const [header, word] of [
    ['en;q=0.3, zh-CN;q=0.9', '没有找到'],
    ['fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5', 'No such'],
    ['zh;q=0, en', 'No such'],
    ['zhx, enx', '没有找到'],
  ])
    assert.ok(
      (await ask('GET', 'nothing', undefined, { 'accept-language': header! }))
        .json()
        .title.includes(word),
      header,
    )
})

test('an address and files are answered in their parts, and sent back as they came they change nothing', async () => {
  const made = await ask('POST', 'account', {
    name: 'Parts',
    address: { province: '浙江省', city: '杭州市', street: '文一路 1 号' },
  })
  const account = made.json<Row>()
  assert.deepEqual(account.address, { province: '浙江省', city: '杭州市', street: '文一路 1 号' })
  const again = await ask('PATCH', `account/${account.id}`, { address: account.address })
  assert.deepEqual([again.json<Row>().address, again.json<Row>().version], [account.address, 1])
  const [found] = (
    await ask('GET', `account?filter=${encodeURIComponent('address contains "文一路"')}`)
  ).json<{ data: Row[] }>().data
  assert.deepEqual(found!.address, account.address)
  const out = await ask('GET', 'account/export?select=name,address&filter=name%20%3D%20%22Parts%22')
  assert.match(out.body, /Parts,浙江省杭州市文一路 1 号/)
  const line = await ask('PATCH', `account/${account.id}`, { address: '浙江省杭州市文一路 1 号' })
  assert.deepEqual(line.json<Row>().address, account.address, 'its own line is no other address')
  await ask('PATCH', `account/${account.id}`, { address: '滨江区' })
  const { data } = (await ask('GET', `account/${account.id}/history`)).json<{
    data: { changes: Record<string, unknown> }[]
  }>()
  assert.deepEqual(data[0]!.changes, { address: [account.address, { street: '滨江区' }] })
})

test('a file that a record names is answered with its name, size and kind, as the store knows it', async () => {
  await it.knock('root', {
    method: 'POST',
    url: '/api/v1/model/objects/account/fields',
    body: { name: 'paper', kind: 'file', label: 'Paper' },
  })
  const form = new FormData()
  form.append('file', new File(['%PDF-1.4 x'], '报价 1.pdf', { type: 'application/pdf' }))
  const stored = (await (
    await fetch(`${address}/api/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${it.keys.root}` },
      body: form,
    })
  ).json()) as Row
  const account = (await ask('POST', 'account', { name: 'Filed' })).json<Row>()
  const filed = (
    await ask('PATCH', `account/${account.id}`, { paper: [{ id: stored.id, name: 'forged.exe' }] })
  ).json<Row>()
  assert.deepEqual(filed.paper, [
    { id: stored.id, name: '报价 1.pdf', size: 10, type: 'application/pdf' },
  ])
  const again = await ask('PATCH', `account/${account.id}`, { paper: filed.paper })
  assert.equal(again.json<Row>().version, filed.version)
})

test('one text serves both languages, wherever the model has words, and what is read of it can be sent back', async () => {
  const made = await ask('POST', 'model/objects/competitor/fields', {
    name: 'rank',
    kind: 'choice',
    label: '排名',
    help: '行业内',
    choices: { a: '第一', b: { label: '第二' } },
  })
  assert.equal(made.statusCode, 201, made.body)
  const field = (await ask('GET', 'model/objects/competitor/fields/rank')).json<Row>()
  assert.deepEqual(
    [field.help, field.choices],
    [
      { zh: '行业内', en: '行业内' },
      { a: { label: { zh: '第一', en: '第一' } }, b: { label: { zh: '第二', en: '第二' } } },
    ],
  )
  const renamed = await ask('PATCH', 'model/objects/competitor/fields/rank', { label: '名次' })
  assert.equal(renamed.statusCode, 200, renamed.body)
  const object = (await ask('GET', 'model/objects/competitor')).json()
  const back = await ask('PATCH', 'model/objects/competitor', object)
  assert.equal(back.statusCode, 200, back.body)
  assert.deepEqual((await ask('GET', 'model/objects/competitor')).json(), object)
})

test('a file that another process has in a folder of its own is not taken for one that never was', async () => {
  const form = await formOf({}, { name: '合同.txt', type: 'text/plain', text: '盖章' })
  const sent = await it.knock('root', { method: 'POST', url: '/api/v1/files', ...form })
  const { id } = sent.json<{ id: string }>()
  assert.equal((await ask('GET', `files/${id}`)).body, '盖章')
  assert.equal(await missingFiles(it.firm.world.db, folderStore(it.folder)), 0)
  assert.notEqual(await missingFiles(it.firm.world.db, folderStore(`${it.folder}/other`)), 0)
  await rm(join(it.folder, uploadName(id)))
  const gone = await ask('GET', `files/${id}`)
  assert.deepEqual([gone.statusCode, gone.json().code], [404, 'file-elsewhere'])
  assert.equal(
    (await ask('GET', `files/${id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`)).json()
      .code,
    'not-found',
  )
})

test('a sentence that must always be true is told where it is broken, by the record alone or with its rows', async () => {
  const said = { zh: '不能为负', en: 'Not below 0' }
  const whole = { zh: '明细合计须等于数量', en: 'The rows come to the number' }
  const name = (kind: string) => ({ kind, label: { zh: '名', en: 'Name' } })
  const made = await it.knock('root', {
    method: 'POST',
    url: '/api/v1/model/publish',
    body: {
      changes: {
        objects: {
          crate: {
            label: { zh: '箱', en: 'Crate' },
            title: 'name',
            fields: {
              name: name('text'),
              n: name('integer'),
              parts: { ...name('lines'), object: 'crate_part', by: 'crate' },
            },
            allow: [{ role: '*', deeds: ['read', 'create', 'change', 'import'] }],
            always: {
              sign: { if: 'n is empty or n >= 0', says: said },
              whole: {
                if: 'COUNT(parts) = 0 or SUM(parts.n) = n',
                says: whole,
                through: ['parts'],
              },
            },
          },
          crate_part: {
            label: { zh: '箱内', en: 'Part' },
            title: 'n',
            parent: 'crate',
            fields: { crate: { ...name('ref'), object: 'crate' }, n: name('integer') },
            allow: [],
          },
        },
      },
    },
  })
  assert.equal(made.statusCode, 200, made.body)
  const good = (
    await ask('POST', 'crate', { name: 'A', n: 3, parts: [{ n: 1 }, { n: 2 }] })
  ).json<Row>()
  for (const answer of [
    await ask('POST', 'crate', { name: 'B', n: -1 }),
    await ask('PATCH', `crate/${good.id}`, { n: -3, parts: [] }),
    await ask('POST', 'crate/batch', [
      { name: 'C', n: 1 },
      { name: 'D', n: -1 },
    ]),
  ]) {
    assert.equal(answer.statusCode, 422, answer.body)
    const [error] = answer.json().errors
    assert.deepEqual([error.path.split('.').at(-1), error.detail], ['n', said.zh])
  }
  for (const answer of [
    await ask('PATCH', `crate/${good.id}`, { n: 4 }),
    await ask('POST', 'crate', { name: 'E', n: 1, parts: [{ n: 2 }] }),
  ]) {
    assert.deepEqual(
      [answer.statusCode, answer.json().code, answer.json().detail],
      [422, 'rule-broken', whole.zh],
      answer.body,
    )
  }
  const form = await formOf(
    { mapping: JSON.stringify({ columns: { name: 'name', n: 'n' } }) },
    {
      name: 'a.csv',
      type: 'text/csv',
      text: 'name,n\nF,5\nG,-5\n',
    },
  )
  const sent = await it.knock('root', { method: 'POST', url: '/api/v1/crate/import', ...form })
  const { created, refused } = sent.json().summary
  assert.deepEqual([created, refused], [1, 1])
})

test('a line of an invoice takes nothing away, so that no draft breaks a sentence about money', async () => {
  const account = (await ask('POST', 'account', { name: 'Below Works' })).json<Row>()
  const line = { description: 'Press', quantity: '2', unit_price: '5', tax_rate: '0.13' }
  const back = { ...line, quantity: '-1' }
  const made = await ask('POST', 'invoice', { account: account.id, lines: [line, back] })
  assert.deepEqual(
    [made.statusCode, made.json().errors.map((one: { path: string }) => one.path)],
    [422, ['lines[1].quantity']],
  )
  const invoice = (await ask('POST', 'invoice', { account: account.id, lines: [line] })).json<Row>()
  const id = (invoice.lines as Row[])[0]!.id
  const changed = await ask('PATCH', `invoice/${invoice.id}`, { lines: [{ id, quantity: '-1' }] })
  assert.equal(changed.statusCode, 422, changed.body)
  await ask('POST', `invoice/${invoice.id}/actions/issue`)
  assert.equal((await ask('POST', `invoice/${invoice.id}/actions/credit`)).statusCode, 200)
  const broken = []
  for await (const one of reconcile(it.firm.world)) if (one.broken) broken.push(one)
  assert.deepEqual(broken, [])
})

test('what comes out of the recycle bin names nothing that is still in it', async () => {
  const account = (await ask('POST', 'account', { name: 'Bin Works' })).json<Row>()
  const contact = (await ask('POST', 'contact', { name: 'Ben', account: account.id })).json<Row>()
  assert.equal((await ask('DELETE', `account/${account.id}`)).statusCode, 409)
  await ask('DELETE', `contact/${contact.id}`)
  assert.equal((await ask('DELETE', `account/${account.id}`)).statusCode, 204)
  const early = await ask('POST', `contact/${contact.id}/restore`)
  assert.deepEqual(
    [early.statusCode, early.json().errors[0].path, early.json().errors[0].code],
    [422, 'account', 'in-recycle-bin'],
  )
  await ask('POST', `account/${account.id}/restore`)
  assert.equal((await ask('POST', `contact/${contact.id}/restore`)).statusCode, 200)
  assert.equal((await ask('GET', 'contact?removed=perhaps')).statusCode, 400)
})
