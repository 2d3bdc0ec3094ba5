// Does an import that is interrupted at any point end with each row once?
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Refusal, refusals } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { addCard, cardOf } from '#server/jobs/card.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import type { LongKind } from '#server/jobs/kinds.ts'
import { runLong } from '#server/jobs/run-long.ts'
import { openWorld } from '#server/records/open-world.ts'
import { systemWho, type World } from '#server/records/world.ts'
import { uuid7 } from '#server/records/uuid7.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { importName } from '#server/files/file-store.ts'
import { importKind } from './import-job.ts'

let base: TestDatabase
let world: World
let folder: string
let kind: LongKind

before(async () => {
  base = await testDatabase({ schema: 'openltc' })
  world = await openWorld(base.db, 'openltc', book, () => new Date())
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

async function begun(name: string): Promise<string> {
  const [id, upload] = [uuid7(Date.now()), uuid7(Date.now())]
  await writeFile(
    join(folder, importName(upload)),
    `Name\n${Array.from({ length: 4100 }, (_, i) => `${name} ${i}\n`).join('')}`,
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
