// Is everything that people do with files the same where they are kept in a store that speaks S3, also on its bad days?
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { Refusal } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import { refusals } from '#kernel/refusals.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { backup } from '#server/backup/backup.ts'
import { restore, restoreFiles } from '#server/backup/restore.ts'
import { tidyComing } from '#server/files/coming-files.ts'
import {
  type FileStore,
  importName,
  readWhole,
  uploadName,
  wholeBytes,
} from '#server/files/file-store.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { missingFiles } from '#server/files/missing-files.ts'
import { checkFiles, moveFiles } from '#server/files/move-files.ts'
import { s3Store } from '#server/files/s3-store.ts'
import { readStoreSetting } from '#server/files/store-setting.ts'
import { httpServer } from '#server/http/server.ts'
import type { QuickWork } from '#server/jobs/kinds.ts'
import { setArchive } from '#server/pitr/archive.ts'
import { storeFilesKind } from '#server/pitr/archive-jobs.ts'
import { registerUploads } from '#server/http/uploads.ts'
import { type Answer, type Attacked, attacked, formOf } from '../attacks/attacked.ts'
import { testDatabase } from '../database.ts'
import { type S3Server, s3Server } from './s3-server.ts'

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let folder: string
let store: S3Server
let it: Attacked
/** Another process on the same database, with a data folder of its own and the same setting. */
let second: FastifyInstance
const storeAt = (url: string): FileStore => s3Store(readStoreSetting(url)!)

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc-kept-'))
  store = await s3Server({ folder: join(folder, 's3') })
  it = await attacked(book, '2026-03-02', null, () => storeAt(store.url()))
  await it.hire('root', ['admin'])
  await it.hire('sal', ['sales'])
  await it.hire('stranger', ['sales'])
  second = httpServer(
    {
      world: it.firm.world,
      login: it.login,
      webFolder: null,
      dataFolder: join(folder, 'second'),
      files: storeAt(store.url()),
    },
    it.routes,
    pino({ level: 'silent' }),
  )
  await registerUploads(second)
  await second.ready()
})
after(async () => {
  await second?.close()
  await it?.close()
  await store?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function upload(
  who: string,
  bytes: string | Buffer,
  name = '合同 1.txt',
  type = 'text/plain',
): Promise<Answer> {
  const form = new FormData()
  form.append('file', new File([bytes as BlobPart], name, { type }))
  const made = new Response(form)
  return it.knock(who, {
    method: 'POST',
    url: '/api/v1/files',
    raw: Buffer.from(await made.arrayBuffer()),
    headers: { 'content-type': made.headers.get('content-type')! },
  })
}
const get = (who: string, url: string): Promise<Answer> => it.knock(who, { url: `/api/v1/${url}` })
const fromSecond = (url: string): Promise<Answer> =>
  second.inject({ url: `/api/v1/${url}`, headers: { authorization: `Bearer ${it.keys.root}` } })
const inBucket = async (): Promise<string[]> => {
  const names: string[] = []
  for await (const one of it.files.list('files/')) names.push(one.name)
  return names
}
const known = async (): Promise<number> =>
  (await it.firm.world.db.query<{ n: number }>(sql`select count(*)::int as n from file`))[0]!.n
const isAway = (answer: Answer): void => {
  assert.deepEqual([answer.statusCode, answer.json().code], [503, 'files-away'], answer.body)
  assert.equal(answer.headers['retry-after'], '5')
  assert.equal(answer.headers['content-disposition'], undefined)
  assert.doesNotMatch(answer.body, /TESTKEY|secret|127\.0\.0\.1/)
}

test('a file is uploaded, attached, fetched and shown as it is from a folder, and nothing of it lies here', async () => {
  const sent = await upload('sal', '盖章')
  assert.equal(sent.statusCode, 201, sent.body)
  const { id } = sent.json<{ id: string }>()
  await it.knock('root', {
    method: 'POST',
    url: '/api/v1/model/objects/account/fields',
    body: { name: 'paper', kind: 'file', label: 'Paper' },
  })
  const account = (
    await it.knock('root', { method: 'POST', url: '/api/v1/account', body: { name: 'Filed' } })
  ).json<Row>()
  const filed = await it.knock('root', {
    method: 'PATCH',
    url: `/api/v1/account/${String(account.id)}`,
    body: { paper: [{ id }] },
  })
  assert.deepEqual(filed.json<Row>().paper, [
    { id, name: '合同 1.txt', size: 6, type: 'text/plain' },
  ])
  const got = await get('sal', `files/${id}`)
  assert.equal(got.body, '盖章')
  for (const [name, value] of [
    ['content-type', 'text/plain; charset=utf-8'],
    ['content-length', '6'],
    ['cache-control', 'private, max-age=31536000, immutable'],
    ['x-content-type-options', 'nosniff'],
  ] as const)
    assert.equal(got.headers[name], value)
  assert.match(
    String(got.headers['content-disposition']),
    /^inline; filename="__ 1.txt"; filename\*=/,
  )
  const head = await it.knock('sal', { method: 'HEAD', url: `/api/v1/files/${id}` })
  assert.deepEqual([head.statusCode, head.headers['content-length'], head.body], [200, '6', ''])
  const shown = (await upload('sal', picture, 'a.png', 'image/png')).json<{ id: string }>()
  const image = await get('sal', `files/${shown.id}`)
  assert.deepEqual(image.rawPayload, picture)
  assert.equal(image.headers['content-type'], 'image/png')
  const page = (await upload('sal', '<script>', 'a.html', 'text/html')).json<{ id: string }>()
  const saved = await get('sal', `files/${page.id}`)
  assert.equal(saved.headers['content-type'], 'application/octet-stream')
  assert.match(String(saved.headers['content-disposition']), /^attachment/)
  assert.equal((await get('stranger', `files/${shown.id}`)).json().code, 'not-found')
  assert.deepEqual(await inBucket(), [id, shown.id, page.id].map(uploadName).sort())
  assert.deepEqual(await readdir(it.folder), ['tmp'])
  assert.deepEqual(await readdir(join(it.folder, 'tmp')), [])
})

test('names that lead elsewhere lead nowhere', async () => {
  for (const name of [
    '../../etc/passwd',
    '..\\..\\x',
    '/etc/passwd',
    '%2e%2e%2f',
    'a\r\nx-evil: 1',
  ]) {
    const sent = await upload('sal', 'x', name, '../../image/png')
    if (sent.statusCode !== 201) continue
    const { id } = sent.json<{ id: string }>()
    assert.ok((await inBucket()).includes(uploadName(id)))
    const got = await get('sal', `files/${id}`)
    assert.equal(got.headers['x-evil'], undefined)
    assert.match(String(got.headers['content-disposition']), /^attachment/)
  }
  for (const id of ['..%2f..%2fetc%2fpasswd', '..', 'files', `${'0'.repeat(36)}`, '%00'])
    assert.ok((await get('sal', `files/${id}`)).statusCode < 500, id)
  for (const one of store.heard)
    assert.match(one, /^\w+ \/company-files\/(\?|files\/|imports\/|jobs\/)/)
})

test('what one process takes in, another gives out, and what one imports another finds', async () => {
  const { id } = (await upload('root', 'for all')).json<{ id: string }>()
  assert.equal((await fromSecond(`files/${id}`)).body, 'for all')
  const form = await formOf(
    { mapping: JSON.stringify({ columns: { Name: 'name', Amount: 'amount' } }) },
    { name: 'leads.csv', type: 'text/csv', text: 'Name,Amount\nImported one,5\n,7\n' },
  )
  const sent = await second.inject({
    method: 'POST',
    url: '/api/v1/lead/import',
    payload: form.raw as Buffer,
    headers: { ...form.headers, authorization: `Bearer ${it.keys.root}` },
  })
  assert.ok(sent.statusCode === 202, sent.body)
  const { job } = sent.json<{ job: string }>()
  let card = (await fromSecond(`jobs/${job}`)).json<Row>()
  for (let turn = 0; card.stage !== 'done' && turn < 200; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    card = (await fromSecond(`jobs/${job}`)).json<Row>()
  }
  const result = card.result as Row
  assert.deepEqual([result.created, result.refused], [1, 1], JSON.stringify(card))
  const refused = await fromSecond(`jobs/${job}/file`)
  assert.match(refused.body, /,7,/)
  assert.equal(refused.headers['content-type'], 'text/csv; charset=utf-8')
  for await (const one of it.files.list('imports/')) assert.fail(`left over: ${one.name}`)
})

test('a store that is down: files are refused for a while in a clear sentence, and everything else works', async () => {
  const { id } = (await upload('root', 'before')).json<{ id: string }>()
  const [files, logged] = [await known(), it.log.length]
  for (const ill of ['stopped', 503] as const) {
    if (ill === 'stopped') await store.stop()
    else store.ill = ill
    isAway(await upload('root', 'now'))
    isAway(await get('root', `files/${id}`))
    const form = await formOf(
      { mapping: JSON.stringify({ columns: { Name: 'name' } }) },
      { name: 'a.csv', type: 'text/csv', text: 'Name\nNot now\n' },
    )
    isAway(await it.knock('root', { method: 'POST', url: '/api/v1/lead/import', ...form }))
    assert.equal(
      (
        await it.knock('root', {
          method: 'POST',
          url: '/api/v1/account',
          body: { name: `On ${ill}` },
        })
      ).statusCode,
      201,
    )
    assert.equal((await get('root', 'account')).statusCode, 200)
    if (ill === 'stopped') await store.start()
    else store.ill = null
    assert.equal((await get('root', `files/${id}`)).body, 'before', 'and it is back by itself')
  }
  assert.equal(await known(), files, 'what was refused is not known')
  assert.deepEqual(await readdir(join(it.folder, 'tmp')), [])
  assert.doesNotMatch(it.log.slice(logged).join(''), /"bug"|TESTKEY|secret/)
  assert.equal((await upload('root', 'after')).statusCode, 201)
})

test('a download that is cut off is a broken one, never a short one', async () => {
  const address = await second.listen({ port: 0, host: '127.0.0.1' })
  const { id } = (await upload('root', 'x'.repeat(500_000))).json<{ id: string }>()
  store.ill = 'cut'
  const ask = { headers: { authorization: `Bearer ${it.keys.root}` } }
  await assert.rejects(
    fetch(`${address}/api/v1/files/${id}`, ask).then(async (answer) => {
      const body = await answer.text()
      // Nothing had been sent yet: then it is refused in words.
      if (answer.status === 503) throw new Error('refused')
      return body
    }),
  )
  store.ill = null
  const whole = await fetch(`${address}/api/v1/files/${id}`, ask)
  assert.equal((await whole.text()).length, 500_000)
})

test('a key that is taken back is told as a store that says no, without a word of it', async () => {
  const other = storeAt(store.url({ secret: 'some-other-secret' }))
  const wrong = httpServer(
    { world: it.firm.world, login: it.login, webFolder: null, dataFolder: folder, files: other },
    it.routes,
    pino(
      { level: 'info' },
      { write: (line) => assert.doesNotMatch(line, /TESTKEY|some-other|"bug"/) },
    ),
  )
  await registerUploads(wrong)
  const [row] = await it.firm.world.db.query<{ id: string }>(sql`select id from file limit 1`)
  isAway(
    await wrong.inject({
      url: `/api/v1/files/${row!.id}`,
      headers: { authorization: `Bearer ${it.keys.root}` },
    }),
  )
  await wrong.close()
})

test('a file whose database fell silent at the last moment stays until it is certain that nobody knows it', async () => {
  const before = await inBucket()
  const real = it.firm.world.db.transaction
  const failing = (code: 'busy' | 'outcome-unknown') => {
    it.firm.world.db.transaction = (async () => {
      throw new Refusal(code, refusals[code])
    }) as typeof real
  }
  try {
    failing('busy')
    assert.equal((await upload('root', 'not known')).statusCode, 503)
    assert.deepEqual(await inBucket(), before, 'it is not known, so it goes at once')
    failing('outcome-unknown')
    assert.equal((await upload('root', 'perhaps known')).statusCode, 503)
  } finally {
    it.firm.world.db.transaction = real
  }
  const { db } = it.firm.world
  const stayed = (await inBucket()).filter((name) => !before.includes(name))
  assert.equal(stayed.length, 1)
  await tidyComing(db, it.files)
  assert.equal((await inBucket()).length, before.length + 1, 'a day is waited')
  await db.query(sql`update file_coming set at = at - interval '2 days'`)
  await tidyComing(db, it.files)
  assert.deepEqual(await inBucket(), before)
  assert.deepEqual(await db.query(sql`select 1 from file_coming`), [])
  assert.equal(await missingFiles(db, it.files), 0)
})

test('a backup has every file, and they come back into another store, into a folder, or stay where they are', async () => {
  const { world } = it.firm
  const path = join(folder, 'whole.oltc')
  const summary = await backup(world, it.files, path)
  assert.deepEqual([summary.files, summary.missing], [await known(), 0])
  const from = { path, passphrase: null }
  const other = await s3Server({ folder: join(folder, 'other-s3'), bucket: 'another-bucket' })
  const base = await testDatabase({ schema: 'openltc' })
  try {
    const elsewhere = storeAt(other.url({ folder: 'new/company' }))
    await restore(base.db, 'openltc', book, folder, elsewhere, from)
    const all = { files: summary.files, missing: 0 }
    assert.deepEqual(await checkFiles(base.db, elsewhere, assert.fail), all)
    const disk = folderStore(join(folder, 'restored'))
    for (const [files, count] of [
      [disk, summary.files],
      [it.files, 0],
    ] as const) {
      const written: string[] = []
      await restoreFiles(from, folder, files, written)
      assert.equal(written.length, count)
      assert.deepEqual(await checkFiles(world.db, files, assert.fail), all)
    }
  } finally {
    await base.drop()
    await other.stop()
  }
  const [row] = await world.db.query<{ id: string }>(sql`select id from file order by id limit 1`)
  const name = uploadName(row!.id)
  const kept = (await readWhole(it.files, name))!
  await it.files.remove(name)
  assert.equal(await missingFiles(world.db, it.files), 1)
  const lacking = await backup(world, it.files, join(folder, 'lacking.oltc'))
  assert.deepEqual(
    [lacking.files, lacking.missing],
    [summary.files - 1, 1],
    'it says what it lacks',
  )
  // Another file under that name is nobody's to write over.
  await it.files.put(name, wholeBytes('other bytes'))
  await assert.rejects(restoreFiles(from, folder, it.files, []), { code: 'not-empty' })
  assert.equal(String(await readWhole(it.files, name)), 'other bytes')
  await it.files.put(name, wholeBytes(kept))
})

test('each minute the archive of the log gets the files that are new, from the store as well', async () => {
  const { world } = it.firm
  const [data, archive] = [join(folder, 'archived'), join(folder, 'archive')]
  await setArchive(join(data, 'postgres'), archive)
  await storeFilesKind(data, it.files).run({ world } as QuickWork)
  assert.equal(await missingFiles(world.db, folderStore(archive)), 0)
  assert.deepEqual(await checkFiles(world.db, folderStore(archive), assert.fail), {
    files: await known(),
    missing: 0,
  })
})

test('files move from a folder into the store and back; the old ones go only when the new ones are proven', async () => {
  const { db } = it.firm.world
  const disk = folderStore(join(folder, 'moved'))
  const said: string[] = []
  const there = (await inBucket()).length
  await it.files.put(importName('01a20922-7b29-73c0-89b8-bff98750c7a3'), wholeBytes(''))
  const back = await moveFiles(db, it.files, disk, (text) => said.push(text))
  assert.deepEqual(back, { files: await known(), copied: there, missing: 0 })
  assert.deepEqual(await inBucket(), [])
  assert.equal(await missingFiles(db, disk), 0)
  const [first, ...others] = await db.query<{ id: string }>(sql`select id from file order by id`)
  await disk.put(uploadName(first!.id), wholeBytes('!'))
  const forth = await moveFiles(db, disk, it.files, (text) => said.push(text))
  assert.deepEqual(forth, { files: others.length + 1, copied: others.length, missing: 1 })
  assert.equal(await disk.size(uploadName(first!.id)), 1, 'what is not sound stays where it is')
  assert.equal(said.length, 1)
  assert.equal(await it.files.size(importName('01a20922-7b29-73c0-89b8-bff98750c7a3')), 0)
})
