// What does whoever runs the server live through with FILES_URL? Wrong words, a move, a kill at the worst moment.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from '#kernel/sql.ts'
import { startPostgres } from '#server/database/embedded.ts'
import { openDatabase } from '#server/database/pool.ts'
import { tidyComing } from '#server/files/coming-files.ts'
import { type FileStore, uploadName } from '#server/files/file-store.ts'
import { s3Store } from '#server/files/s3-store.ts'
import { readStoreSetting } from '#server/files/store-setting.ts'
import { compiledBefore } from '../compiled-before.ts'
import { type S3Server, s3Server } from './s3-server.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const admin = { ADMIN_EMAIL: 'root@sample.example', ADMIN_PASSWORD: 'Sturdy-Bridge-42' }
let folder: string
let store: S3Server
let files: FileStore

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc-files-url-'))
  store = await s3Server({ folder: join(folder, 's3') })
  files = s3Store(readStoreSetting(store.url())!)
})
after(async () => {
  for (const one of running) one.child.kill('SIGKILL')
  const postgres = await startPostgres({ dataDir: join(folder, 'data', 'postgres') })
  await postgres.stop()
  await store.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Running {
  readonly child: ChildProcess
  /** Everything that it has said, to people and into its log. */
  said: string
  readonly ended: Promise<number | null>
}
const running: Running[] = []

function run(script: string, words: string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, [join(repository, script), ...words], {
    cwd: repository,
    env: { ...compiledBefore, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const one: Running = {
    child,
    said: '',
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  }
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (data) => (one.said += String(data)))
  running.push(one)
  return one
}

let port = 20_000 + (process.pid % 20_000)
/** A server that has said where it listens. */
async function started(env: Record<string, string> = {}): Promise<Running & { at: string }> {
  const own = String(++port)
  const one = run('server/main.ts', [], { PORT: own, ...admin, ...env })
  let over = false
  void one.ended.then(() => (over = true))
  while (!one.said.includes(`:${own}`)) {
    assert.ok(!over, one.said)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return Object.assign(one, { at: `http://127.0.0.1:${own}/api/v1/` })
}
async function stopped(one: Running): Promise<void> {
  one.child.kill('SIGTERM')
  assert.equal(await one.ended, 0, one.said)
}

let cookie = ''
async function signIn(at: string): Promise<void> {
  const answer = await fetch(`${new URL(at).origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: admin.ADMIN_EMAIL, password: admin.ADMIN_PASSWORD }),
  })
  assert.ok(answer.ok, await answer.text())
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}
async function upload(at: string, text: string): Promise<string> {
  const form = new FormData()
  form.append('file', new File([text], 'a.txt', { type: 'text/plain' }))
  const answer = await fetch(`${at}files`, { method: 'POST', headers: { cookie }, body: form })
  const { id } = (await answer.json()) as { id: string }
  assert.equal(answer.status, 201)
  return id
}
const fetched = async (at: string, id: string): Promise<string> =>
  (await fetch(`${at}files/${id}`, { headers: { cookie } })).text()
const secrets = /TESTKEY|a%2Fsecret|a\/secret/

test('a setting that makes no sense, or that the store does not accept, ends the start in one sentence', async () => {
  for (const [url, says] of [
    ['s3://nonsense', /FILES_URL 应形如 .* \/ FILES_URL must look like/],
    [
      store.url({ secret: 'a/secret-of-yesterday' }),
      /不接受 FILES_URL 中的密钥（SignatureDoesNotMatch）.* \/ .*does not accept the key/,
    ],
    [store.url({ bucket: 'not-made' }), /桶不存在.* \/ There is no such bucket/],
  ] as const) {
    const one = run('server/main.ts', [], { PORT: String(++port), FILES_URL: url })
    assert.equal(await one.ended, 1, one.said)
    assert.match(one.said, says)
    assert.equal(one.said.trim().split('\n').length, 1, one.said)
    assert.doesNotMatch(one.said, secrets)
  }
})

test('a company with files in its folder is given a store: it is told what to do, one command does it, and everybody finds everything', async () => {
  const first = await started()
  await signIn(first.at)
  const ids = [await upload(first.at, '第一'), await upload(first.at, '第二')]
  await stopped(first)

  const given = await started({ FILES_URL: store.url() })
  assert.match(
    given.said,
    /文件还在 .* files move \/ Files are still in .* run: npm run openltc -- files move/,
  )
  const answer = await fetch(`${given.at}files/${ids[0]}`, { headers: { cookie } })
  assert.deepEqual(
    [answer.status, ((await answer.json()) as { code: string }).code],
    [404, 'file-elsewhere'],
  )
  const moved = run('server/cli/openltc.ts', ['files', 'move'], { FILES_URL: store.url() })
  assert.equal(await moved.ended, 0, moved.said)
  assert.match(moved.said, /\{"files":2,"copied":2,"missing":0\}/)
  assert.equal(await fetched(given.at, ids[0]!), '第一')
  assert.equal(await files.size(uploadName(ids[1]!)), 6)
  const left = await readdir(join(folder, 'data', 'files'), {
    recursive: true,
    withFileTypes: true,
  })
  assert.deepEqual(
    left.filter((one) => one.isFile()),
    [],
  )
  const checked = run('server/cli/openltc.ts', ['files', 'check'], { FILES_URL: store.url() })
  assert.equal(await checked.ended, 0, checked.said)
  assert.match(checked.said, /\{"files":2,"missing":0\}/)

  // Killed when the store has the file and the database does not know of it yet.
  const killed = new Promise<void>((resolve) => {
    store.afterPut = async () => {
      store.afterPut = null
      given.child.kill('SIGKILL')
      await given.ended
      resolve()
    }
  })
  await assert.rejects(upload(given.at, '没有人知道'))
  await killed
  const names: string[] = []
  for await (const one of files.list('files/')) names.push(one.name)
  assert.equal(names.length, 3, 'it is in the store')

  // The store is down at the next start: the company works all the same.
  await store.stop()
  const again = await started({ FILES_URL: store.url() })
  assert.match(again.said, /没有应答.*does not answer/)
  await signIn(again.at)
  assert.equal((await fetch(`${again.at}lead`, { headers: { cookie } })).status, 200)
  assert.equal((await fetch(`${again.at}files/${ids[0]}`, { headers: { cookie } })).status, 503)
  await store.start()
  assert.equal(await fetched(again.at, ids[1]!), '第二')
  const id = await upload(again.at, '第三')
  await stopped(again)

  const postgres = await startPostgres({ dataDir: join(folder, 'data', 'postgres') })
  const db = openDatabase({ connection: postgres.connection, schema: 'openltc' })
  await db.query(sql`update file_coming set at = at - interval '2 days'`)
  await tidyComing(db, files)
  await db.close()
  await postgres.stop()
  const after: string[] = []
  for await (const one of files.list('files/')) after.push(one.name)
  assert.deepEqual(
    after,
    [...ids, id].map(uploadName).sort(),
    'what nobody knows is gone, and nothing else',
  )
  for (const one of running) assert.doesNotMatch(one.said, secrets)
})
