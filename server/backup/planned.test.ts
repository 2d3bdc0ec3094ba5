// Does a planned backup come back, is a bad one never called good, and does a restored company keep silent until it may speak?
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { openWork, type Work } from '#server/jobs/open-work.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import { applyLogin } from '#server/login/tables.ts'
import { appOf, openWorld } from '#server/records/open-world.ts'
import { circumstances, type Doing, systemWho, type World } from '#server/world/world.ts'
import { create } from '#server/writing/write.ts'
import { sealNow } from '#server/seal/seal.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import type { Task } from '../jobs/kinds.ts'
import { backup } from './backup.ts'
import { type BackupHands, backupKind } from './backup-job.ts'
import { drill } from './drill.ts'
import { makePassphrase } from './passphrase.ts'
import { outsidePaused, resumeOutside } from './pause.ts'
import { lastResult, planOf, setPlan } from './plan.ts'
import { restore } from './restore.ts'

let base: TestDatabase
let other: TestDatabase
let world: World
let place: string
let passphrase: string
let hands: BackupHands
let work: Work | undefined
const calls: string[] = []
const words = (text: string) => ({ zh: text, en: text })
const telling = {
  ...book,
  automations: {
    tell: {
      label: words('tell'),
      when: { on: 'create' as const, object: 'lead' },
      steps: [{ do: 'webhook' as const, url: 'https://hooks.example/in', fields: ['name'] }],
    },
  },
}

before(async () => {
  place = await mkdtemp(join(tmpdir(), 'openltc-planned-'))
  ;({ base, world } = await freshWorld(() => new Date(), { schema: 'openltc' }))
  other = await testDatabase({ schema: 'openltc' })
  await applyLogin(base.db)
  await ensureSystemPerson(world)
  world.app = appOf(telling, {}, 1)
  passphrase = await makePassphrase(place)
  hands = {
    target: { connection: base.connection },
    book,
    dataFolder: place,
    files: folderStore(place),
    passphrase: null,
  }
  await lead(world, 'before')
  await sealNow(world, null)
  await setPlan(world.db, planOf({ at: '02:30', folder: join(place, 'backups'), keep: 2 }))
})
after(async () => {
  await work?.jobs.stop(2000)
  await Promise.all([base?.drop(), other?.drop()])
  await rm(place, { recursive: true, force: true })
})

const doing = (w: World, tx: Doing['tx']): Doing => ({
  world: w,
  app: w.app,
  tx,
  who: systemWho,
  at: circumstances(w, systemWho),
  cause: { kind: 'system' },
  action: null,
})
const lead = (w: World, name: string): Promise<string> =>
  w.db.transaction((tx) => create(doing(w, tx), 'lead', { name }, 'action'))
const plan = (): Promise<unknown> =>
  backupKind(hands).run({ world, signal: new AbortController().signal } as Task)
const files = async (): Promise<string[]> => (await readdir(join(place, 'backups'))).sort()

test('a planned backup is sealed, read again from disk and restored once a week; the oldest go', async () => {
  await plan()
  const last = (await lastResult(world.db))!
  assert.deepEqual([last.error, last.verified, last.restored_at !== null], [null, true, true])
  assert.equal((await readFile(last.file!)).includes('before'), false)
  await writeFile(join(place, 'backups', 'openltc-20200101-000000.oltc'), 'old')
  await writeFile(join(place, 'backups', 'openltc-20200101-000001.oltc.part'), 'half')
  await writeFile(join(place, 'backups', 'holiday.jpg'), 'not ours')
  await new Promise((resolve) => setTimeout(resolve, 1100))
  await plan()
  const names = await files()
  assert.equal(names.length, 3, names.join())
  assert.equal(names.includes('openltc-20200101-000000.oltc'), false)
  const again = (await lastResult(world.db))!
  assert.equal(again.restored_at, last.restored_at, 'not again within the week')
  assert.equal(
    (await world.db.query(sql`select 1 from pg_namespace where nspname like 'drill%'`)).length,
    0,
  )
})

test('one that fails is never called good, and administrators hear of it', async () => {
  const before = await files()
  await world.db.query(
    sql`insert into person (id, name, active, roles, created_at, updated_at, version) values ('00000000-0000-7000-8000-000000000077', 'Root', true, '{admin}', now(), now(), 1)`,
  )
  const stopped = new AbortController()
  stopped.abort()
  await assert.rejects(backupKind(hands).run({ world, signal: stopped.signal } as Task))
  const last = (await lastResult(world.db))!
  assert.deepEqual([last.verified, last.file], [false, null])
  assert.match(last.error!.en, /^The backup failed/)
  assert.deepEqual(await files(), before)
  const [notice] = await world.db.query<{ n: number }>(
    sql`select count(*)::int as n from notice where person = '00000000-0000-7000-8000-000000000077'`,
  )
  assert.equal(notice!.n, 1)
})

test('a file that is known and not in its place ends no backup, but administrators hear what it lacks', async () => {
  await new Promise((resolve) => setTimeout(resolve, 1100))
  await world.db.query(
    sql`insert into file (id, name, type, size, sha256, by) values ('01a20922-7b29-73c0-89b8-bff98750c7a3', 'gone.txt', 'text/plain', 4, '', ${systemWho.id}::uuid)`,
  )
  await plan()
  const last = (await lastResult(world.db))!
  assert.deepEqual([last.verified, last.file !== null, last.files], [true, true, 0])
  assert.match(last.error!.en, /files that are known were not in their place and are not in it: 1/)
  const [notice] = await world.db.query<{ n: number }>(
    sql`select count(*)::int as n from notice where person = '00000000-0000-7000-8000-000000000077'`,
  )
  assert.equal(notice!.n, 2)
  await world.db.query(sql`delete from file`)
})

test('a backup is proven by restoring it: cut off, of another passphrase or with sums that do not hold it is refused', async () => {
  const path = join(place, 'one.oltc')
  await backup(world, folderStore(place), path, { passphrase })
  await assert.rejects(
    drill({ connection: base.connection }, book, { path, passphrase: 'another' }),
    { code: 'wrong-passphrase' },
  )
  await assert.rejects(drill({ connection: base.connection }, book, { path, passphrase: null }), {
    code: 'backup-sealed',
  })
  await truncate(path, 2000)
  await assert.rejects(drill({ connection: base.connection }, book, { path, passphrase }), {
    code: 'backup-damaged',
  })
  await world.db
    .query(sql`insert into payment (id, number, account, amount, currency, stage, stage_since, received_on, created_at, updated_at, version) values
    (gen_random_uuid(), 'P1', null, 5.001, 'CNY', 'received', now(), now(), now(), now(), 1)`)
  await backup(world, folderStore(place), path, { passphrase })
  await assert.rejects(drill({ connection: base.connection }, book, { path, passphrase }), {
    code: 'backup-not-sound',
  })
  await world.db.transaction(async (tx) => {
    await tx.query(sql`set local session_replication_role = replica`)
    await tx.query(sql`delete from payment`)
  })
})

test('after a restore nothing goes out before an administrator says so; what was under way can be ended', async () => {
  const path = join(place, 'two.oltc')
  await world.db.query(
    sql`insert into automation_run (id, automation, event, object, record, due_at, created_at) select gen_random_uuid(), 'tell', 'old', 'lead', id, now(), now() - interval '1 hour' from lead where name = 'before'`,
  )
  await backup(world, folderStore(place), path, { passphrase })
  await restore(other.db, 'openltc', book, join(place, 'b'), folderStore(join(place, 'b')), {
    path,
    passphrase,
  })
  const again = await openWorld(other.db, 'openltc', book, () => new Date())
  again.app = appOf(telling, {}, 1)
  work = await openWork(
    again,
    telling,
    { connection: other.connection },
    {
      schema: 'openltc',
      dataFolder: join(place, 'b'),
      files: folderStore(join(place, 'b')),
      smtpUrl: null,
      call: async (address) => {
        calls.push(address)
        return { status: 200, type: '', text: '' }
      },
    },
  )
  const id = await lead(again, 'after')
  const runs = () =>
    other.db.query<{ event: string; stage: string; due: boolean }>(
      sql`select case when event = 'old' then event else 'new' end as event, stage, due_at > now() as due from automation_run where event = 'old' or record = ${id}::uuid order by 1`,
    )
  await until(async () => (await runs())[0]!.due, 'the run stands aside')
  assert.ok(await outsidePaused(other.db))
  assert.deepEqual(calls, [])
  assert.deepEqual(await resumeOutside(other.db, new Date(), true), { discarded: 1 })
  await other.db.query(sql`update openltc_jobs.job set start_after = now() where state = 'created'`)
  await other.db.query(sql`update automation_run set due_at = now() where stage = 'waiting'`)
  await until(async () => calls.length > 0, 'the call goes out')
  await until(async () => (await runs())[0]!.stage === 'done', 'the run ends')
  assert.deepEqual(
    (await runs()).map((one) => [one.event, one.stage]),
    [
      ['new', 'done'],
      ['old', 'stopped'],
    ],
  )
  assert.equal(calls.length, 1)
})

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 40_000
  while (!(await holds())) {
    assert.ok(performance.now() < end, `in time: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
