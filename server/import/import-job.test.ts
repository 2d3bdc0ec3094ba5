// Does an import that is interrupted at any point end with each row once?
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import { refusals } from '#kernel/refusals.ts'
import { sql } from '#kernel/sql.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { addCard, cancelCard, cardOf, wakeCard } from '#server/jobs/card.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import type { LongKind } from '#server/jobs/kinds.ts'
import { runLong } from '#server/jobs/run-long.ts'
import { systemWho, type World } from '#server/world/world.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import type { TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import { importName, jobName } from '#server/files/file-store.ts'
import { importKind } from './import-job.ts'

let base: TestDatabase
let world: World
let folder: string
let kind: LongKind

before(async () => {
  ;({ base, world } = await freshWorld(() => new Date(), { schema: 'openltc' }))
  await base.db.query(
    sql`insert into person (id, name, active, created_at, updated_at, version) values (${systemWho.id}::uuid, 'OpenLTC', true, now(), now(), 1)`,
  )
  folder = await mkdtemp(join(tmpdir(), 'openltc-import-'))
  await mkdir(join(folder, 'imports'))
  kind = importKind({ dataFolder: folder, files: folderStore(folder) }, async () => ({
    version: 1,
  }))
})
after(async () => {
  await base?.drop()
  await rm(folder, { recursive: true, force: true })
})

async function begun(name: string, first = ''): Promise<string> {
  const [id, upload] = [uuid7(Date.now()), uuid7(Date.now())]
  await writeFile(
    join(folder, importName(upload)),
    `Name\n${first}${Array.from({ length: 4100 }, (_, i) => `${name} ${i}\n`).join('')}`,
  )
  await addCard(base.db, {
    id,
    kind: 'import',
    label: kind.label,
    by: systemWho.id,
    key: null,
    now: new Date(),
    input: {
      object: 'lead',
      upload,
      file: 'a.csv',
      mapping: { columns: { Name: 'name' } },
      dry_run: false,
    },
  })
  return id
}
const run = (id: string, how: LongKind, in_world = world, attempt = 1): Promise<void> =>
  runLong({
    world: in_world,
    jobs: {} as Jobs,
    kind: how,
    id,
    whoOf: async () => systemWho,
    signal: new AbortController().signal,
    attempt,
    problem: () => {},
  })
const rows = async (name: string): Promise<unknown> =>
  (
    await base.db.query(
      sql`select count(*)::int as n, count(distinct name)::int as names from lead where name like ${`${name} %`}`,
    )
  )[0]

test('the database goes away in the middle: the next attempt goes on with the file', async () => {
  const id = await begun('broken')
  let batches = 0
  const broken: World = {
    ...world,
    db: {
      ...world.db,
      transaction: (work, how) =>
        ++batches > 1
          ? Promise.reject(new Refusal('busy', refusals.busy))
          : world.db.transaction(work, how),
    },
  }
  await assert.rejects(run(id, kind, broken), { code: 'busy' })
  await run(id, kind)
  assert.deepEqual(
    [(await cardOf(base.db, systemWho, id)).stage, await rows('broken')],
    ['done', { n: 4100, names: 4100 }],
  )
})

test('the process dies after the last row and before the job is told as done: the next attempt finds all done', async () => {
  const id = await begun('late')
  const dying: LongKind = {
    ...kind,
    run: async (task) => {
      await kind.run(task)
      throw new Error('killed')
    },
  }
  await assert.rejects(run(id, dying), /killed/)
  await run(id, kind)
  const card = await cardOf(base.db, systemWho, id)
  assert.deepEqual(
    [card.stage, card.result?.created, await rows('late')],
    ['done', 4100, { n: 4100, names: 4100 }],
  )
})

/** Cancels while the batch after the first `n` is being written. */
const cancelling = (kind: LongKind, id: string, n: number): LongKind => ({
  ...kind,
  run: (task) => {
    let steps = 0
    return kind.run({
      ...task,
      progress: async (...step) => {
        if (++steps === n + 1) await cancelCard(base.db, systemWho, id, new Date())
        return task.progress(...step)
      },
    })
  },
})

test('cancelled on its way it says what is in, has the refused rows, and goes on from there when asked to', async () => {
  const id = await begun('stopped', 'stopped 5,x\n')
  await run(id, cancelling(kind, id, 2))
  const card = await cardOf(base.db, systemWho, id)
  assert.equal(card.stage, 'cancelled')
  assert.match(card.error!.zh, /已处理前 2000 行（共 4101 行）：新增 1999，更新 0，未变 0，拒绝 1/)
  assert.match(card.error!.en, /first 2000 rows of 4101.*1999 new.*“Go on”/)
  assert.equal(card.result?.errors_file, `/api/v1/jobs/${id}/file`)
  assert.match(
    await readFile(join(folder, jobName(id, 'csv')), 'utf8'),
    /stopped 5,[^,]*列[^\n]*,x/,
  )
  assert.deepEqual(await rows('stopped'), { n: 1999, names: 1999 })

  assert.equal(await wakeCard(base.db, systemWho, id), 'import')
  await run(id, kind)
  const end = await cardOf(base.db, systemWho, id)
  assert.deepEqual(
    [end.stage, end.error, end.result?.created, end.result?.refused, await rows('stopped')],
    ['done', null, 4100, 1, { n: 4100, names: 4100 }],
  )
  assert.equal(await wakeCard(base.db, systemWho, id), null, 'what is done does not go on')
})

test('a trial is cancelled like anything else, and says that nothing was written', async () => {
  const id = await begun('trial')
  await base.db.query(
    sql`update job set input = jsonb_set(input::jsonb, '{dry_run}', 'true')::json where id = ${id}::uuid`,
  )
  await run(id, cancelling(kind, id, 1))
  const card = await cardOf(base.db, systemWho, id)
  assert.equal(card.stage, 'cancelled')
  assert.match(card.error!.zh, /没有写入任何数据/)
  await wakeCard(base.db, systemWho, id)
  await run(id, kind)
  const end = await cardOf(base.db, systemWho, id)
  assert.deepEqual([end.stage, end.result?.created], ['done', 4100])
  assert.deepEqual(await rows('trial'), { n: 0, names: 0 })
})

test('where the file is broken further down, it says what is in beside what is wrong', async () => {
  const id = await begun('torn', `${'x'.repeat(2_000_000)}\n`)
  await run(id, kind)
  const card = await cardOf(base.db, systemWho, id)
  assert.equal(card.stage, 'done')
  assert.equal(card.result?.refused, 1)
})

test('it may be disturbed often, and still ends well; its own faults end it soon', async () => {
  const id = await begun('often')
  const away: LongKind = {
    ...kind,
    run: async () => {
      throw new Refusal('busy', refusals.busy)
    },
  }
  await assert.rejects(run(id, away, world, 20), { code: 'busy' })
  await run(id, kind, world, 21)
  assert.deepEqual(
    [(await cardOf(base.db, systemWho, id)).stage, await rows('often')],
    ['done', { n: 4100, names: 4100 }],
  )
  const bad = await begun('bad')
  await assert.rejects(
    run(
      bad,
      {
        ...kind,
        run: async () => {
          throw new Error('a bug')
        },
      },
      world,
      7,
    ),
    /a bug/,
  )
  assert.equal((await cardOf(base.db, systemWho, bad)).stage, 'failed')
})

test('the file goes when the job has ended, done or refused', async () => {
  assert.deepEqual(await readdir(join(folder, 'imports')), [])
  const id = await begun('refused')
  await base.db.query(
    sql`update job set input = jsonb_set(input::jsonb, '{mapping,columns,Name}', '"no_such_field"')::json where id = ${id}::uuid`,
  )
  await run(id, kind)
  assert.equal((await cardOf(base.db, systemWho, id)).stage, 'failed')
  assert.deepEqual(await readdir(join(folder, 'imports')), [])
  assert.deepEqual(await readdir(join(folder, 'tmp')), [], 'and so does what was read to and fro')
})
