// Can the embedded database be brought back to a second between two writes?
import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { outsidePaused } from '#server/backup/pause.ts'
import type { FileStore } from '#server/files/file-store.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { s3Store } from '#server/files/s3-store.ts'
import { readStoreSetting } from '#server/files/store-setting.ts'
import { type Postgres, startPostgres } from '#server/database/embedded.ts'
import { type Database, openDatabase } from '#server/database/pool.ts'
import { s3Server } from '../../stories/files/s3-server.ts'
import { archiveOf, setArchive } from './archive.ts'
import { baseCopy, basesIn, dropOldBases } from './base-copy.ts'
import { bringBack } from './bring-back.ts'

let place: string
let archive: string
let first: Postgres
let db: Database
const moments: Record<string, Date> = {}

before(async () => {
  place = await mkdtemp(join(tmpdir(), 'openltc-pitr-'))
  // Whoever runs the database may come in here; where we are root, that is somebody else.
  await chmod(place, 0o755)
  archive = join(place, 'archive')
  await mkdir(join(place, 'a', 'postgres'), { recursive: true })
  await setArchive(join(place, 'a', 'postgres'), archive)
  first = await startPostgres({ dataDir: join(place, 'a', 'postgres') })
  db = openDatabase({ connection: first.connection, schema: 'openltc' })
  await db.query(sql`create schema openltc`)
  await db.query(sql`create table setting (name text primary key, value json not null)`)
  await db.query(sql`create table note (n int primary key)`)
  await write(1)
  await baseCopy(
    first.connection,
    join(place, 'a', 'postgres', 'database'),
    (await archiveOf(join(place, 'a', 'postgres')))!,
  )
  await write(2)
  moments.between = await moment()
  await write(3)
  moments.late = await moment()
  await db.query(sql`delete from note`)
  await write(9)
  await db.query(sql`select pg_switch_wal()`)
  for (
    let turn = 0;
    (await db.text(
      sql`select count(*) from pg_ls_archive_statusdir() where name like '%.ready'`,
    )) !== '0';
    turn++
  ) {
    assert.ok(turn < 600, 'the log is stored')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await mkdir(join(archive, 'files', 'a3'))
  await writeFile(join(archive, 'files', 'a3', 'some-file'), 'uploaded')
})
after(async () => {
  await db?.close()
  await first?.stop()
  await rm(place, { recursive: true, force: true })
})

const write = (n: number): Promise<unknown> =>
  db.query(sql`insert into note (n) values (${n}::int)`)
/** Between the write before and the one after there is a whole second. */
async function moment(): Promise<Date> {
  await new Promise((resolve) => setTimeout(resolve, 600))
  const at = new Date((await db.text(sql`select clock_timestamp()`))!)
  await new Promise((resolve) => setTimeout(resolve, 600))
  return at
}

async function namesIn(store: FileStore): Promise<string[]> {
  const names: string[] = []
  for await (const one of store.list('files/')) names.push(one.name)
  return names
}

async function broughtBack(
  name: string,
  to: Date | null,
  files: (folder: string) => FileStore = folderStore,
): Promise<{ notes: unknown[]; paused: boolean; files: string[] }> {
  const folder = join(place, name)
  await bringBack(folder, files(folder), 'openltc', archive, to)
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
  const back = openDatabase({ connection: postgres.connection, schema: 'openltc' })
  try {
    const notes = await back.query<{ n: number }>(sql`select n from note order by n`)
    await back.query(sql`insert into note values (77)`)
    return {
      notes: notes.map((row) => row.n),
      paused: (await outsidePaused(back)) !== null,
      files: await namesIn(files(folder)),
    }
  } finally {
    await back.close()
    await postgres.stop()
  }
}

test('it comes back as it was at that second, takes writes again, keeps silent, and has its files', async () => {
  assert.deepEqual(await broughtBack('b', moments.between!), {
    notes: [1, 2],
    paused: true,
    files: ['files/a3/some-file'],
  })
  assert.deepEqual(await broughtBack('c', moments.late!), {
    notes: [1, 2, 3],
    paused: true,
    files: ['files/a3/some-file'],
  })
})

test('without a moment it comes back with everything that was stored, its files into the store of the setting', async () => {
  const server = await s3Server({ folder: join(place, 's3') })
  const store = s3Store(readStoreSetting(server.url())!)
  const back = await broughtBack('d', null, () => store)
  assert.deepEqual([back.notes, back.files], [[9], ['files/a3/some-file']])
  await server.stop()
})

test('a moment before the first whole copy, and a folder with a database, are refused', async () => {
  await assert.rejects(
    bringBack(
      join(place, 'e'),
      folderStore(join(place, 'e')),
      'openltc',
      archive,
      new Date('2020-01-01'),
    ),
    {
      code: 'not-found',
    },
  )
  await assert.rejects(
    bringBack(
      join(place, 'g'),
      folderStore(join(place, 'g')),
      'openltc',
      archive,
      new Date(Date.now() + 3_600_000),
    ),
    { code: 'not-archived' },
  )
  await assert.rejects(
    bringBack(join(place, 'b'), folderStore(join(place, 'b')), 'openltc', archive, null),
    { code: 'not-empty' },
  )
})

test('old copies go, and the log that only they needed', async () => {
  const cluster = join(place, 'a', 'postgres', 'database')
  await write(10)
  const name = await baseCopy(first.connection, cluster, { folder: archive })
  const before = (await readdir(join(archive, 'wal'))).length
  await dropOldBases(archive, 1)
  assert.deepEqual(
    (await basesIn(archive)).map((one) => one.name),
    [name],
  )
  const wal = await readdir(join(archive, 'wal'))
  assert.ok(wal.length < before)
  assert.deepEqual((await broughtBack('f', null)).notes, [9, 10])
})
