// Is a folder and a store that speaks S3 the same to everybody who keeps files in it?
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import { storeDoor } from '#server/outgoing/store-door.ts'
import { publicDoor, sendOut, streamOut } from '#server/outgoing/send-out.ts'
import { type S3Server, s3Server } from '../../stories/files/s3-server.ts'
import {
  type FileStore,
  importName,
  jobName,
  readWhole,
  sumOf,
  uploadName,
  wholeBytes,
} from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { proveStore } from './open-store.ts'
import { s3Store, StoreFault } from './s3-store.ts'
import { readStoreSetting } from './store-setting.ts'

const id = '01a20922-7b29-73c0-89b8-bff98750c7a3'
const other = '01a20922-7b29-73c0-89b8-bff98750c7a4'
let folder: string
let server: S3Server
let both: readonly FileStore[]
const storeAt = (url: string, told?: (fault: StoreFault) => void): FileStore =>
  s3Store(readStoreSetting(url)!, told)

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc-stores-'))
  server = await s3Server({ folder: join(folder, 's3'), page: 3 })
  both = [
    folderStore(join(folder, 'disk')),
    storeAt(server.url()),
    storeAt(server.url({ folder: 'company/one' })),
  ]
})
after(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const reasonOf = (error: unknown): string =>
  error instanceof Refusal && error.code === 'files-away' && error.cause instanceof StoreFault
    ? error.cause.reason
    : String(error)
const reason = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', reasonOf)
async function namesIn(store: FileStore, beginning: 'files/' | 'imports/'): Promise<string[]> {
  const names: string[] = []
  for await (const one of store.list(beginning)) names.push(`${one.name} ${one.size}`)
  return names.sort()
}

test('what is kept is found, read, listed, written anew and removed, in every place alike', async () => {
  for (const store of both) {
    const name = uploadName(id)
    assert.deepEqual(
      [await store.size(name), await store.open(name), await readWhole(store, name)],
      [null, null, null],
      store.place,
    )
    await store.put(name, wholeBytes('合同 v1'))
    await store.put(name, wholeBytes('合同 v2!'))
    await store.put(importName(other), wholeBytes(''))
    assert.equal(await store.size(name), 10)
    assert.equal(String(await readWhole(store, name)), '合同 v2!')
    assert.equal(await sumOf(store, importName(other)), wholeBytes('').sha256)
    assert.deepEqual(await namesIn(store, 'files/'), [`${name} 10`])
    assert.deepEqual(await namesIn(store, 'imports/'), [`${importName(other)} 0`])
    await store.remove(name)
    await store.remove(name)
    assert.deepEqual(
      [await store.size(name), await namesIn(store, 'files/')],
      [null, []],
      'and it bears to be told twice',
    )
  }
})

test('a list of many pages is a whole one', async () => {
  for (const store of both) {
    const names = Array.from({ length: 8 }, (_, i) => uploadName(`${id.slice(0, -1)}${i}`))
    for (const name of names) await store.put(name, wholeBytes('x'))
    assert.deepEqual(
      await namesIn(store, 'files/'),
      names.map((name) => `${name} 1`),
      store.place,
    )
    for (const name of names) await store.remove(name)
  }
})

test('bytes that are not what was said are not kept', async () => {
  for (const store of both) {
    await assert.rejects(
      store.put(uploadName(id), { ...wholeBytes('one'), sha256: wholeBytes('two').sha256 }),
    )
    assert.equal(await store.size(uploadName(id)), null, store.place)
    const cut = Readable.from(
      (function* () {
        yield Buffer.from('on')
        throw new Error('the disk is gone')
      })(),
    )
    await assert.rejects(store.put(uploadName(id), { ...wholeBytes('one'), bytes: () => cut }))
    assert.equal(await store.size(uploadName(id)), null, store.place)
  }
})

test('no name leads out of the place', () => {
  for (const name of ['../../etc/passwd', `${id}/../x`, '', 'a', `..%2f${id}`, `${id}\n`, `${id}?`])
    for (const make of [uploadName, importName, (one: string) => jobName(one, 'csv')])
      assert.throws(() => make(name), { code: 'not-found' }, name)
})

test('a file of fifty megabytes goes through in pieces: nothing runs far ahead of who takes it', async () => {
  const [piece, count] = [Buffer.alloc(64 * 1024, 7), 800]
  const all = createHash('sha256')
  for (let n = 0; n < count; n++) all.update(piece)
  const large = { size: piece.length * count, sha256: all.digest('hex') }
  const [before, much] = [server.received, 16 * 1024 * 1024]
  let ahead = 0
  const [, store] = both as [FileStore, FileStore]
  await store.put(uploadName(id), {
    ...large,
    bytes: () =>
      Readable.from(
        (function* () {
          for (let n = 1; n <= count; n++) {
            ahead = Math.max(ahead, n * piece.length - (server.received - before))
            yield piece
          }
        })(),
      ),
  })
  assert.ok(ahead < much, `on the way in: ${ahead}`)
  const sent = server.sent
  const { bytes } = (await store.open(uploadName(id)))!
  const sum = createHash('sha256')
  let taken = 0
  for await (const one of bytes) {
    if (taken === 0) await new Promise((resolve) => setTimeout(resolve, 200))
    taken += (one as Buffer).length
    sum.update(one as Buffer)
    assert.ok(server.sent - sent - taken < much, `on the way out: ${server.sent - sent - taken}`)
  }
  assert.equal(sum.digest('hex'), large.sha256)
  await store.remove(uploadName(id))
})

test('what is opened and given up before its first byte holds no connection', async () => {
  const store = storeAt(server.url())
  await store.put(uploadName(id), wholeBytes(Buffer.alloc(20 * 1024 * 1024)))
  const before = await server.open()
  for (let n = 0; n < 10; n++) (await store.open(uploadName(id)))!.bytes.destroy()
  for (let turn = 0; (await server.open()) > before; turn++) {
    assert.ok(turn < 200, `held: ${await server.open()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await store.remove(uploadName(id))
})

test('a store that falls silent is told once, refused for a while, and works when it is back', async () => {
  const told: string[] = []
  const setting = readStoreSetting(server.url())!
  const store = s3Store(setting, (fault) => told.push(fault.reason), {
    ...storeDoor(setting.origin),
    timeMs: 1200,
  })
  await store.put(uploadName(id), wholeBytes('here'))
  server.ill = 'silent'
  assert.equal(await reason(store.size(uploadName(id))), 'ETIMEDOUT')
  const asked = server.heard.length
  assert.equal(await reason(readWhole(store, uploadName(id))), 'ETIMEDOUT')
  assert.equal(server.heard.length, asked, 'nobody else waits for the same silence')
  server.ill = null
  await new Promise((resolve) => setTimeout(resolve, 600))
  assert.equal(String(await readWhole(store, uploadName(id))), 'here')
  await server.stop()
  assert.equal(await reason(store.put(uploadName(id), wholeBytes('again'))), 'ECONNREFUSED')
  assert.equal(await reason(store.size(uploadName(id))), 'ECONNREFUSED')
  await server.start()
  assert.equal(String(await readWhole(store, uploadName(id))), 'here')
  assert.deepEqual(told, ['ETIMEDOUT', 'ECONNREFUSED'])
})

test('what is cut off half way is never taken for the whole; a store that has much to do is asked again', async () => {
  const store = storeAt(server.url())
  await store.put(uploadName(id), wholeBytes('x'.repeat(300_000)))
  server.ill = 'cut'
  assert.match(await reason(readWhole(store, uploadName(id))), /^ECONNRESET|IncompleteBody$/)
  server.ill = 503
  setTimeout(() => (server.ill = null), 150)
  assert.equal((await readWhole(store, uploadName(id)))?.length, 300_000)
  server.ill = null
  await store.remove(uploadName(id))
})

test('what is wrong with a setting is found at the start, and told without what is secret', async () => {
  assert.equal(await proveStore(both[0]!), true)
  assert.equal(await proveStore(both[1]!), true)
  assert.equal(await proveStore(both[2]!), true)
  for (const [what, code, says] of [
    [{ key: 'ANOTHERKEY' }, 'files-login', /InvalidAccessKeyId/],
    [{ secret: 'not-the-secret' }, 'files-login', /SignatureDoesNotMatch/],
    [{ bucket: 'no-such-bucket' }, 'files-no-bucket', /no-such-bucket/],
    [{ region: 'eu-9' }, 'files-unfit', /AuthorizationHeaderMalformed/],
  ] as const)
    await assert.rejects(
      proveStore(storeAt(server.url(what))),
      (error: Error & { code: string }) => {
        assert.equal(error.code, code)
        assert.match(error.message, says)
        assert.doesNotMatch(
          JSON.stringify([error, error.message, String(error.cause)]),
          /KEY1|secret/,
        )
        return true
      },
    )
  const unencrypted = server.url().replace('s3+http:', 's3:')
  await assert.rejects(proveStore(storeAt(unencrypted)), { code: 'files-unfit' })
  const nowhere = server.url().replace('127.0.0.1', 'store.invalid')
  await assert.rejects(proveStore(storeAt(nowhere)), { code: 'files-unfit' })
  await server.stop()
  assert.equal(await proveStore(storeAt(server.url())), false, 'a store that is down passes')
  await server.start()
})

test('a setting says where, what bucket and folder, and by which key; anything else is refused in words without it', () => {
  const given = 's3://KEY:a%2Fb%2Bc@s3.example.com:9000/my-bucket/some/folder?region=cn-north-1'
  assert.deepEqual(readStoreSetting(given), {
    origin: 'https://s3.example.com:9000',
    bucket: 'my-bucket',
    path: '/my-bucket/some/folder/',
    folder: 'some/folder/',
    region: 'cn-north-1',
    key: 'KEY',
    secret: 'a/b+c',
    place: 's3://s3.example.com:9000/my-bucket/some/folder',
  })
  const inHost = readStoreSetting('s3://K:S@oss.example.com/bucket?address=host')!
  assert.deepEqual([inHost.origin, inHost.path], ['https://bucket.oss.example.com', '/'])
  assert.equal(
    readStoreSetting('s3+http://K:S@[fd00::1]:9000/bucket')?.origin,
    'http://[fd00::1]:9000',
  )
  for (const text of [
    'https://K:S@s3.example.com/bucket',
    's3://s3.example.com/bucket',
    's3://K@s3.example.com/bucket',
    's3://K:S@s3.example.com',
    's3://K:S@s3.example.com/',
    's3://K:S@/bucket',
    's3://K:S@s3.example.com/Bucket!',
    's3://K:S@s3.example.com/bucket/a//b',
    's3://K:S@s3.example.com/bucket?regoin=x',
    's3://K:S@s3.example.com/bucket?region=a b',
    's3://K:S@s3.example.com/bucket?address=both',
    's3://K:S@s3.example.com/bucket#x',
    's3://K:a/b@s3.example.com/bucket',
    's3://K:%zz@s3.example.com/bucket',
    's3://K:密@s3.example.com/bucket',
    'files',
    '',
  ])
    assert.equal(readStoreSetting(text), null, text)
})

test('the door of the store leads to the store, and no other door leads there', async () => {
  const own = server.origin
  const door = storeDoor(own)
  const ask = { method: 'GET', headers: {} } as const
  assert.equal((await streamOut(`${own}/`, ask, door)).resume().statusCode, 403, 'it answers')
  const elsewhere = await s3Server({ folder: join(folder, 'elsewhere') })
  for (const address of [
    elsewhere.origin,
    `${own.replace('127.0.0.1', 'localhost')}/`,
    `${own.replace('127.0.0.1', '127.0.0.2')}/`,
    own.replace('http:', 'https:'),
    'http://169.254.169.254/latest/meta-data',
    'https://example.com/',
  ])
    await assert.rejects(streamOut(address, ask, door), { code: 'address-refused' }, address)
  assert.deepEqual(elsewhere.heard, [])
  await elsewhere.stop()
  await assert.rejects(sendOut(`${own}/`, {}, publicDoor), { code: 'address-refused' })
  await assert.rejects(streamOut(`${own}/`, ask, publicDoor), { code: 'address-refused' })
  const metadata = storeDoor('http://169.254.169.254')
  await assert.rejects(streamOut('http://169.254.169.254/', ask, metadata), {
    code: 'address-refused',
  })
})
