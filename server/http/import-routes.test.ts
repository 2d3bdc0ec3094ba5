// Does a file come in over HTTP, as a job, and rows go out again, by the rights of whoever asks?
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Who } from '#kernel/permission.ts'
import { compile, sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { openWork, type Work } from '#server/jobs/open-work.ts'
import { systemWho, type World } from '#server/world/world.ts'
import type { Login } from '#server/login/login.ts'
import type { TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import { quietServer } from '../../stories/quiet-server.ts'
import { recordRoutes } from './record-routes.ts'
import { registerUploads } from './uploads.ts'

let base: TestDatabase
let world: World
let work: Work
let server: FastifyInstance
let folder: string
let who: Who

const admin: Who = {
  ...systemWho,
  id: '00000000-0000-7000-8000-000000000009',
  name: 'Ada',
  language: 'en',
}
const other: Who = {
  ...admin,
  id: '00000000-0000-7000-8000-000000000008',
  roles: ['sales'],
  people: ['00000000-0000-7000-8000-000000000008'],
}

before(async () => {
  ;({ base, world } = await freshWorld(() => new Date('2026-11-23T02:00:00Z'), {
    schema: 'openltc',
  }))
  for (const one of [systemWho, admin, other])
    await base.db
      .query(sql`insert into person (id, name, language, roles, active, version, created_at, created_by, updated_at, updated_by) values
      (${one.id}::uuid, ${one.name}, 'en', ${[...one.roles]}::text[], true, 1, now(), ${systemWho.id}::uuid, now(), ${systemWho.id}::uuid)`)
  folder = await mkdtemp(join(tmpdir(), 'openltc-http-'))
  work = await openWork(
    world,
    book,
    { connection: base.connection },
    { schema: 'openltc', dataFolder: folder, files: folderStore(folder), smtpUrl: null },
  )
  const login = {
    who: async () => who,
    sameOrigin: () => {},
    forget: () => {},
    mustBeFresh: async () => {},
  } as unknown as Login
  server = quietServer({ world, login, folder }, [...work.routes, ...recordRoutes])
  await registerUploads(server)
  who = admin
})
after(async () => {
  await server?.close()
  await work?.jobs.stop(1000)
  await base?.drop()
  await rm(folder, { recursive: true, force: true })
})

async function send(
  url: string,
  fields: Record<string, string>,
  file?: { name: string; type: string; text: string },
  more: Record<string, string> = {},
) {
  const form = new FormData()
  if (file) form.append('file', new File([file.text], file.name, { type: file.type }))
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const made = new Response(form)
  return server.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': made.headers.get('content-type')!,
      'accept-language': 'en',
      ...more,
    },
    payload: Buffer.from(await made.arrayBuffer()),
  })
}
const leads = {
  name: 'leads.csv',
  type: 'text/csv',
  text: 'Name,Company,External id,Amount\nTest One,Acme (sample),h1,12\nTest Two,=Beta,h2,x\n',
}
const mapping = JSON.stringify({
  key: 'external_id',
  columns: { Name: 'name', Company: 'company', 'External id': 'external_id', Amount: 'amount' },
})

test('the preview guesses the mapping and tells what is wrong in the first rows', async () => {
  const answer = await send('/api/v1/lead/import/preview', {}, leads)
  assert.equal(answer.statusCode, 200, answer.body)
  const body = answer.json()
  assert.deepEqual(body.mapping.columns, {
    Name: 'name',
    Company: 'company',
    'External id': 'external_id',
    Amount: 'amount',
  })
  assert.equal(body.rows, 2)
  assert.deepEqual(body.first[1].problems, [
    { column: 'Amount', says: { zh: '「x」不是可以识别的数字', en: '“x” is not a number' } },
  ])
})

test('the preview tells how the file was read, and reads it in another way where that is all that is said', async () => {
  const text = 'Leads of the fair;2026\nName;Company\nTest One;Acme (sample)\n'
  const file = { ...leads, text }
  const found = (await send('/api/v1/lead/import/preview', {}, file)).json()
  assert.deepEqual(found.read, { kind: 'csv', encoding: 'utf-8', delimiter: ';', header_row: 1 })
  const said = { header_row: 2, encoding: 'windows-1252' }
  const again = (
    await send('/api/v1/lead/import/preview', { mapping: JSON.stringify(said) }, file)
  ).json()
  assert.deepEqual(again.read, {
    kind: 'csv',
    encoding: 'windows-1252',
    delimiter: ';',
    header_row: 2,
  })
  assert.deepEqual(again.mapping, { ...said, columns: { Name: 'name', Company: 'company' } })
  const wrong = { mapping: JSON.stringify({ encoding: 'klingon' }) }
  assert.equal((await send('/api/v1/lead/import/preview', wrong, file)).statusCode, 422)
})

test('the list of a small firm is understood, and told who would be in it twice', async () => {
  const text = [
    'Customer,Contact person,Mobile no.,E-mail addr,Where from,Remarks',
    'Example Works,Ann,+44 20 7946 0990,ann@works.example.com,Website,wants a quote',
    'Example Works,Bob,+44 20 7946 0991,bob@works.example.com,Website,',
    'Example Works,Ann,+44 (20) 7946 0990,,Website,called again',
  ].join('\n')
  const asked = async (data: Record<string, string>) =>
    (await send('/api/v1/lead/import/preview', data, { ...leads, text })).json()
  const { mapping, repeats } = await asked({})
  assert.deepEqual(mapping.columns, {
    Customer: 'company',
    'Contact person': 'name',
    'Mobile no.': 'phone',
    'E-mail addr': 'email',
    'Where from': 'source',
    Remarks: 'need',
  })
  assert.deepEqual(repeats, [{ field: 'phone', rows: 1 }])
  const keyed = JSON.stringify({ ...mapping, key: 'phone' })
  assert.deepEqual((await asked({ mapping: keyed })).repeats, [])
})

test('the preview marks what the field itself would refuse', async () => {
  const text = 'Name,E-mail\nTest One,one@example.com\nTest Two,no address\n'
  const answer = await send('/api/v1/lead/import/preview', {}, { ...leads, text })
  assert.deepEqual(
    answer.json().first.map((row: { problems: unknown }) => row.problems),
    [[], [{ column: 'E-mail', says: { zh: '应为邮箱', en: 'should be e-mail' } }]],
  )
})

test('an import answers 202 with its job, and the refused rows can be fetched by its owner alone', async () => {
  const answer = await send('/api/v1/lead/import', { mapping }, leads)
  assert.equal(answer.statusCode, 202, answer.body)
  const { job } = answer.json()
  let card
  for (let turn = 0; turn < 100; turn++) {
    card = (await server.inject({ url: `/api/v1/jobs/${job}` })).json()
    if (card.stage !== 'waiting' && card.stage !== 'running') break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.deepEqual(
    [card.stage, card.done, card.total, card.result.created, card.result.refused],
    ['done', 2, 2, 1, 1],
  )
  const file = await server.inject({
    url: card.result.errors_file,
    headers: { 'accept-language': 'en' },
  })
  assert.equal(file.statusCode, 200)
  assert.match(file.body, /Reason\r\nTest Two,'=Beta,h2,x,Amount: “x” is not a number/)
  who = other
  assert.equal((await server.inject({ url: card.result.errors_file })).statusCode, 404)
  assert.equal((await server.inject({ url: `/api/v1/jobs/${job}` })).statusCode, 404)
  who = admin
  assert.deepEqual(await readdir(join(folder, 'tmp')), [], 'nothing is left of the upload')
})

test('a mapping that is not sound is refused at once, with every problem', async () => {
  const answer = await send(
    '/api/v1/lead/import',
    { mapping: JSON.stringify({ key: 'nope', columns: { Name: 'nam', Gone: 'company' } }) },
    leads,
  )
  assert.equal(answer.statusCode, 422, answer.body)
  assert.deepEqual(
    answer
      .json()
      .errors.map((one: { path: string }) => one.path)
      .sort(),
    ['columns.Gone', 'columns.Name', 'key'],
  )
})

test('a mapping may come as a file, a trial be asked for in the address, and without a mapping it is guessed', async () => {
  const form = new FormData()
  form.append(
    'mapping',
    new File([JSON.stringify({ columns: { name: 'name' } })], 'map.json', {
      type: 'application/json',
    }),
  )
  form.append('file', new File(['Name\nFrom a file\n'], 'a.csv', { type: 'text/csv' }))
  const made = new Response(form)
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/lead/import?dry_run=true',
    headers: { 'content-type': made.headers.get('content-type')! },
    payload: Buffer.from(await made.arrayBuffer()),
  })
  assert.equal(answer.statusCode, 202, answer.body)
  assert.deepEqual([answer.json().summary.created, answer.json().summary.dry_run], [1, true])
  const guessed = await send(
    '/api/v1/lead/import',
    {},
    { name: 'b.csv', type: 'text/csv', text: 'Name,公司名称\nGuessed,甲公司\n' },
  )
  assert.deepEqual([guessed.statusCode, guessed.json().summary.created], [202, 1], guessed.body)
  const { data } = (
    await server.inject({
      url: `/api/v1/lead?select=name,company&filter=${encodeURIComponent('name in ("Guessed", "From a file")')}`,
    })
  ).json()
  assert.deepEqual(data, [{ name: 'Guessed', company: '甲公司' }])
})

test('what is no form, no file or no JSON is refused in words', async () => {
  assert.equal(
    (await server.inject({ method: 'POST', url: '/api/v1/lead/import', payload: { a: 1 } }))
      .statusCode,
    415,
  )
  assert.equal((await send('/api/v1/lead/import', { mapping })).statusCode, 400)
  assert.equal((await send('/api/v1/lead/import', { mapping: '{' }, leads)).statusCode, 400)
  assert.equal((await send('/api/v1/nothing/import', { mapping }, leads)).statusCode, 404)
})

test('an export has labels, titles of references, and no formula that runs', async () => {
  await server.inject({
    method: 'POST',
    url: '/api/v1/lead',
    payload: { name: '=1+1', source: 'exhibition', owner: admin.id },
  })
  const answer = await server.inject({
    url: '/api/v1/lead/export?format=csv&select=name,source,stage,owner,amount&sort=name',
    headers: { 'accept-language': 'zh' },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.body.split('\r\n')[0], '\ufeff姓名,线索来源,阶段,负责人,预计金额')
  assert.match(answer.body, /'=1\+1,展会,[^,]+,Ada,/)
  who = { ...other, roles: ['viewer'] }
  assert.equal((await server.inject({ url: '/api/v1/lead/export' })).statusCode, 403)
  who = admin
  assert.equal(
    (await server.inject({ url: '/api/v1/lead/export?filter=nope%20%3D%201' })).statusCode,
    422,
  )
})

test('what went out as a file comes back as it is: its records are known by their numbers', async () => {
  for (const name of ['Out One', '-Out Two'])
    await server.inject({ method: 'POST', url: '/api/v1/lead', payload: { name } })
  const out = await server.inject({
    url: `/api/v1/lead/export?format=csv&select=number,name,external_id&filter=${encodeURIComponent('name contains "Out "')}`,
    headers: { 'accept-language': 'en' },
  })
  const file = { name: 'out.csv', type: 'text/csv', text: out.body.replace('Out One', 'Out First') }
  const { mapping } = (await send('/api/v1/lead/import/preview', {}, file)).json()
  assert.equal(mapping.key, 'number')
  const tried = await send('/api/v1/lead/import?dry_run=true', {}, file)
  const { rows, created, changed, unchanged, refused } = tried.json().summary
  assert.deepEqual([rows, created, changed, unchanged, refused], [2, 0, 1, 1, 0], tried.body)
  assert.equal((await server.inject({ url: '/api/v1/lead/export?limit=1' })).statusCode, 400)
})

test('an uploaded picture is shown, a drawing that could hold a script is only saved, and strangers find neither', async () => {
  const png = (
    await send('/api/v1/files', {}, { name: 'a.png', type: 'image/png', text: 'x' })
  ).json()
  const svg = (
    await send('/api/v1/files', {}, { name: '图.svg', type: 'image/svg+xml', text: '<svg/>' })
  ).json()
  const shown = await server.inject({ url: `/api/v1/files/${png.id}` })
  assert.match(String(shown.headers['content-disposition']), /^inline/)
  const saved = await server.inject({ url: `/api/v1/files/${svg.id}` })
  assert.match(
    String(saved.headers['content-disposition']),
    /^attachment; filename="_.svg"; filename\*=UTF-8''%E5%9B%BE.svg$/,
  )
  assert.deepEqual(
    [saved.headers['content-type'], saved.headers['x-content-type-options'], saved.body],
    ['application/octet-stream', 'nosniff', '<svg/>'],
  )
  who = other
  assert.equal((await server.inject({ url: `/api/v1/files/${png.id}` })).statusCode, 404)
  who = admin
  await server.inject({
    method: 'POST',
    url: '/api/v1/product',
    payload: { name: 'Sample', image: [{ id: png.id }] },
  })
  who = other
  assert.equal(
    (await server.inject({ url: `/api/v1/files/${png.id}` })).statusCode,
    200,
    'a reader of the product sees its picture',
  )
  who = admin
})

test('a form that is sent twice with one key is one import; with another file the key is refused', async () => {
  const file = { name: 'twice.csv', type: 'text/csv', text: 'Name\nSent twice\n' }
  const fields = { mapping: JSON.stringify({ columns: { Name: 'name' } }) }
  const first = await send('/api/v1/lead/import', fields, file, { 'idempotency-key': 'import-1' })
  const second = await send('/api/v1/lead/import', fields, file, { 'idempotency-key': 'import-1' })
  assert.deepEqual(
    [first.statusCode, second.statusCode, second.json().job],
    [202, 202, first.json().job],
  )
  const other = await send(
    '/api/v1/lead/import',
    fields,
    { ...file, text: 'Name\nSent once\n' },
    { 'idempotency-key': 'import-1' },
  )
  assert.deepEqual([other.statusCode, other.json().code], [422, 'key-reused'])
  await ended(first.json().job)
  const [row] = await base.db.query(
    sql`select count(*)::int as n from lead where name like 'Sent %'`,
  )
  assert.deepEqual(row, { n: 1 })
  assert.deepEqual(await readdir(join(folder, 'tmp')), [], 'and no file is left')
})

test('a job that was begun keeps its file, also when the database goes away before its sender is answered', async () => {
  const { query } = world.db
  let away = 0
  Object.assign(world.db, {
    query: (...given: Parameters<typeof query>) => {
      if (!/ from job j /.test(compile(given[0]).text)) return query.apply(world.db, given)
      away++
      return Promise.reject(new Error('read ECONNRESET'))
    },
  })
  try {
    const begun = await send(
      '/api/v1/lead/import',
      { mapping: JSON.stringify({ columns: { Name: 'name' } }) },
      { name: 'kept.csv', type: 'text/csv', text: 'Name\nKept\n' },
    )
    assert.equal(begun.statusCode, 202, begun.body)
    assert.ok(away > 0)
    Object.assign(world.db, { query })
    assert.equal((await ended(begun.json().job)).stage, 'done')
  } finally {
    Object.assign(world.db, { query })
  }
})

async function ended(
  id: string,
): Promise<{ stage: string; result: Record<string, unknown> | null }> {
  for (let turn = 0; turn < 400; turn++) {
    const card = (await server.inject({ url: `/api/v1/jobs/${id}` })).json()
    if (!['waiting', 'running'].includes(card.stage)) return card
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it did not end')
}
