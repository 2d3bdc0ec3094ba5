// Does the embedded PostgreSQL start, survive and end as it should, also under ugly circumstances?

import assert from 'node:assert/strict'
import { execFile, execFileSync, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { sql } from '#kernel/sql.ts'
import { startPostgres } from './embedded.ts'
import { openDatabase } from './pool.ts'
import { runningIn } from './running.ts'
import { StartRefused } from './start-refusal.ts'

let place: string
let dataDir: string
before(async () => {
  place = await mkdtemp(join(tmpdir(), 'openltc-embedded-'))
  await chmod(place, 0o755)
  const deep = '一个很深的 数据 目录/'.repeat(4)
  dataDir = join(place, deep, "it's data")
})
after(() => rm(place, { recursive: true, force: true }))

const isWindows = process.platform === 'win32'
const start = () => startPostgres({ dataDir })
const gone = async () => assert.equal(await runningIn(join(dataDir, 'database')), undefined)

test('a long path with blanks and Chinese, two starters at once: one starts, the other adopts', async () => {
  const [a, b] = await Promise.all([start(), start()])
  assert.equal(a.pid, b.pid)
  assert.deepEqual([a.adopted, b.adopted].sort(), [false, true])
  assert.match(a.version, /^18\./)
  assert.deepEqual(a.connection, b.connection)
  await a.stop()
  assert.equal((await runningIn(join(dataDir, 'database')))?.pid, b.pid, 'the other one needs it')
  await b.stop()
  await gone()
})

test(
  'it is safe: synced commits, checksums, Chinese letters known, nobody else let in',
  { skip: isWindows },
  async () => {
    const server = await start()
    const db = openDatabase({ connection: server.connection, schema: 'test' })
    const [row] = await db.query(sql`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync,
      current_setting('full_page_writes') as pages, current_setting('data_checksums') as sums,
      current_setting('listen_addresses') as tcp, pg_encoding_to_char(encoding) as encoding,
      (select count(*) from pg_hba_file_rules) as doors
    from pg_database where datname = current_database()`)
    assert.deepEqual(row, {
      fsync: 'on',
      sync: 'on',
      pages: 'on',
      sums: 'on',
      tcp: '',
      encoding: 'UTF8',
      doors: 1,
    })
    await db.query(sql`create schema test`)
    await db.query(sql`create extension pg_trgm`)
    assert.notEqual(await db.text(sql`select show_trgm('阿里巴巴')`), '{}')
    const socket = await stat(server.connection.host)
    assert.equal(socket.mode & 0o777, 0o700)
    await db.close()
    await server.stop()
  },
)

test(
  'after kill -9 of the server it runs again by itself and nothing answered is lost',
  { skip: isWindows },
  async () => {
    const server = await start()
    const db = openDatabase({ connection: server.connection, schema: 'test' })
    await db.query(sql`create table kept (n int)`)
    const answered: number[] = []
    let writing = true
    const writer = (async () => {
      for (let n = 0; writing; n++) {
        const done = await db.query(sql`insert into kept values (${n})`).then(
          () => true,
          (e) => {
            assert.equal(e.code, 'busy')
            return false
          },
        )
        if (done) answered.push(n)
        else await pause(20)
      }
    })()
    await pause(300)
    const before = server.pid
    const killedAt = performance.now()
    process.kill(before, 'SIGKILL')
    // A disk that is busy with other things makes it look through all files for long; how long is the bench's to say.
    const late = () => performance.now() - killedAt > 60_000
    while (server.pid === before && !late()) await pause(5)
    const count = answered.length
    while (answered.length === count && !late()) await pause(5)
    const back = performance.now() - killedAt
    writing = false
    await writer
    assert.ok(back < 60_000, `not back after ${back} ms`)
    assert.notEqual(server.pid, before)
    const rows = await db.query<{ n: number }>(sql`select n from kept`)
    const there = new Set(rows.map((row) => row.n))
    assert.deepEqual(
      answered.filter((n) => !there.has(n)),
      [],
    )
    await db.close()
    await server.stop()
    await gone()
  },
)

test(
  'when the program is killed the server stays, and the next start adopts it',
  { skip: isWindows },
  async () => {
    const code = `
    const { startPostgres } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)})
    console.log((await startPostgres({ dataDir: process.argv[1] })).pid)
    setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await child.stdout.take(1).toArray()) as Buffer[]
    child.kill('SIGKILL')
    const server = await start()
    assert.equal(server.pid, Number(line))
    assert.equal(server.adopted, true)
    await server.stop()
    await gone()
  },
)

test(
  'a note of a dead server, with the number of a living program, does not stop the start',
  { skip: process.platform !== 'linux' },
  async () => {
    const note = join(dataDir, 'database', 'postmaster.pid')
    const uid = (await stat(join(dataDir, 'database'))).uid
    const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid } : {})
    await writeFile(
      note,
      `${other.pid}\n${join(dataDir, 'database')}\n1\n5432\n/tmp\n\n\nready   \n`,
    )
    const server = await start()
    assert.equal(server.adopted, false)
    await server.stop()
    other.kill()
  },
)

test('a half-made database of an interrupted first start is thrown away', async () => {
  const fresh = join(place, 'interrupted')
  await mkdir(join(fresh, 'database.new-999999999', 'base'), { recursive: true })
  const server = await startPostgres({ dataDir: fresh })
  assert.deepEqual((await readdir(fresh)).sort(), ['database', 'postgres.log'])
  await server.stop()
})

test(
  'a Ctrl-C for the program does not reach the server',
  { skip: process.platform !== 'linux' },
  async () => {
    const server = await start()
    const { stdout } = await promisify(execFile)('ps', [
      '-o',
      'pgid=,sid=',
      '-p',
      String(server.pid),
    ]).catch(async () => ({
      stdout: (await readFile(`/proc/${server.pid}/stat`, 'utf8')).split(' ').slice(4, 6).join(' '),
    }))
    assert.deepEqual(stdout.trim().split(/\s+/).map(Number), [server.pid, server.pid])
    await server.stop()
  },
)

test('a data folder of another version, of something else, or not writable: one sentence', async () => {
  const make = async (name: string, version: string) => {
    const folder = join(place, name, 'database')
    await mkdir(folder, { recursive: true })
    if (version) await writeFile(join(folder, 'PG_VERSION'), `${version}\n`)
    else await writeFile(join(folder, 'holiday.jpg'), '')
    return startPostgres({ dataDir: join(place, name) }).then(
      () => assert.fail('it started'),
      (error: unknown) => {
        assert.ok(error instanceof StartRefused, String(error))
        assert.doesNotMatch(error.message + error.words.zh, /[{}\n]/)
        return error.code
      },
    )
  }
  assert.equal(await make('newer', '19'), 'newer-version')
  assert.equal(await make('older', '15'), 'older-version')
  assert.equal(await make('photos', ''), 'not-a-database')
  await writeFile(join(place, 'file'), '')
  await assert.rejects(startPostgres({ dataDir: join(place, 'file', 'data') }), {
    code: 'not-writable',
  })
})

test(
  'whoever ends while the server is being started again leaves none behind',
  { skip: isWindows },
  async () => {
    for (const ms of [20, 80, 250]) {
      const server = await start()
      process.kill(server.pid, 'SIGKILL')
      await pause(ms)
      await server.stop()
      await gone()
    }
  },
)

test(
  'a folder in which the system makes none, like /proc, is told at once',
  { skip: process.platform !== 'linux' },
  async () => {
    for (const dataDir of ['/proc/data/postgres', '/proc/postgres', '/proc/1/data'])
      await assert.rejects(startPostgres({ dataDir }), { code: 'not-writable' }, dataDir)
  },
)

const mayUnshare = (): boolean => {
  try {
    execFileSync('unshare', ['--user', '--map-user=1000', '--', 'true'], { stdio: 'ignore' })
    return process.getuid?.() === 0
  } catch {
    return false
  }
}

test(
  'root may start it in a folder that only root may enter',
  { skip: !mayUnshare() },
  async () => {
    const hidden = join(place, 'hidden')
    await mkdir(hidden, { mode: 0o700 })
    for (const adopted of [false, false]) {
      const server = await startPostgres({ dataDir: hidden })
      assert.equal(server.adopted, adopted)
      await server.stop()
    }
    assert.equal((await stat(join(hidden, 'database'))).uid, 0)
  },
)
