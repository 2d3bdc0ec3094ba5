// Is a company that was backed up the same one, row by row, after it was restored elsewhere?
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql, ident } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { folderStore } from '#server/files/folder-store.ts'
import type { Database } from '#server/database/pool.ts'
import { uploadName } from '#server/files/file-store.ts'
import { importTable } from '#server/import/import-table.ts'
import { applyLogin } from '#server/login/tables.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import { publish } from '#server/model/publish.ts'
import { openWorld } from '#server/records/open-world.ts'
import { circumstances, systemWho, type World } from '#server/world/world.ts'
import { create } from '#server/writing/write.ts'
import { proveSeals } from '#server/seal/prove-seals.ts'
import { sealNow } from '#server/seal/seal.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

let from: TestDatabase
let to: TestDatabase
let world: World
let folder: string
const file = '01a20922-7b29-73c0-89b8-bff98750c7a3'

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc-backup-'))
  ;({ base: from, world } = await freshWorld(() => new Date('2026-11-23T02:00:00Z'), {
    schema: 'openltc',
  }))
  to = await testDatabase({ schema: 'openltc' })
  await applyLogin(from.db)
  await ensureSystemPerson(world)
  await publish(
    world,
    book,
    systemWho,
    {
      objects: {
        lead: { fields: { wish: { kind: 'decimal', label: { zh: '愿望', en: 'Wish' } } } },
      },
    },
    { note: 'a field of the company' },
  )
  const rows = Array.from({ length: 1100 }, (_, i) => `样例 ${i},${i}.0125\n`).join('')
  await importTable(
    world,
    systemWho,
    'lead',
    { bytes: new TextEncoder().encode(`Name,Wish\n${rows}`) },
    { columns: { Name: 'name', Wish: 'wish' } },
  )
  await publish(
    world,
    book,
    systemWho,
    {
      objects: {
        lead: { fields: { gone: { kind: 'text', label: { zh: '旧', en: 'Old' } } } },
        old_thing: {
          label: { zh: '旧物', en: 'Old thing' },
          title: 'name',
          fields: { name: { kind: 'text', label: { zh: '名', en: 'Name' } } },
          allow: [],
        },
      },
    },
    { note: 'to be retired' },
  )
  for (const object of ['lead', 'old_thing'])
    await importTable(
      world,
      systemWho,
      object,
      { bytes: new TextEncoder().encode('A,B\n旧的,留着\n') },
      { columns: object === 'lead' ? { A: 'name', B: 'gone' } : { A: 'name' } },
    )
  await publish(
    world,
    book,
    systemWho,
    { objects: { lead: { fields: { gone: null } }, old_thing: null } },
    { note: 'retired' },
  )
  await world.db.transaction(async (tx) => {
    const doing = {
      world,
      app: world.app,
      tx,
      who: systemWho,
      at: circumstances(world, systemWho),
      cause: { kind: 'system' as const },
      action: null,
    }
    const lead = await create(doing, 'lead', { name: 'Circle' }, 'action')
    const account = await create(doing, 'account', { name: 'Circle (sample)', lead }, 'action')
    await tx.query(sql`update lead set account = ${account}::uuid where id = ${lead}::uuid`)
  })
  await mkdir(dirname(join(folder, 'a', uploadName(file))), { recursive: true })
  await writeFile(join(folder, 'a', uploadName(file)), Buffer.from([0, 1, 2, 255]))
  await from.db.query(
    sql`insert into file (id, name, type, size, sha256, by) values (${file}::uuid, 'a.bin', 'application/octet-stream', 4, '3d1f57c984978ef98a18378c8166c1cb8ede02c03eeb6aee7e2f121dfeee3e56', ${systemWho.id}::uuid)`,
  )
})
after(async () => {
  await Promise.all([from?.drop(), to?.drop()])
  await rm(folder, { recursive: true, force: true })
})

const plain = (path: string) => ({ path, passphrase: null })

/** A hash of all rows of each table; the log's transaction is of its own database, and only a restored company is silent. */
async function hashes(db: Database): Promise<Record<string, string>> {
  const tables = await db.query<{ name: string }>(
    sql`select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' order by 1`,
  )
  const result: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await db.query<{ hash: string }>(
      sql`select count(*) || ' ' || coalesce(md5(string_agg(line, '' order by line)), '') as hash from (select (to_jsonb(t) - 'xact' - 'past')::text as line from ${ident(name)} t where not (to_jsonb(t) @> '{"name": "outside_paused"}')) x`,
    )
    result[name] = row!.hash
  }
  return result
}

test('every row and every file comes back', async () => {
  const path = join(folder, 'whole.ltc')
  await sealNow(world, null)
  const summary = await backup(world, folderStore(join(folder, 'a')), path)
  assert.equal(summary.files, 1)
  await restore(
    to.db,
    'openltc',
    book,
    join(folder, 'b'),
    folderStore(join(folder, 'b')),
    plain(path),
  )
  assert.deepEqual(await hashes(to.db), await hashes(from.db))
  assert.deepEqual(await readFile(join(folder, 'b', uploadName(file))), Buffer.from([0, 1, 2, 255]))
  const again = await openWorld(to.db, 'openltc', book, () => new Date())
  assert.equal(again.app.version, 4, 'with its own model')
  const [old] = await to.db.query(
    sql`select l.gone, o.name from lead l, old_thing o where l.gone is not null`,
  )
  assert.deepEqual(
    old,
    { gone: '留着', name: '旧的' },
    'and what its retired fields and objects held',
  )
  const doing = {
    world: again,
    app: again.app,
    tx: to.db,
    who: systemWho,
    at: circumstances(again, systemWho),
    cause: { kind: 'system' as const },
    action: null,
  }
  await create(doing, 'lead', { name: 'After' }, 'action')
  const [row] = await to.db.query(
    sql`select count(*)::int as n, count(distinct number)::int as numbers from lead`,
  )
  assert.deepEqual(row, { n: 1103, numbers: 1103 }, 'numbers and the log go on where they were')
  assert.deepEqual(await proveSeals(again, null), [], 'the seals hold')
  await sealNow(again, null)
  assert.deepEqual(await proveSeals(again, null), [], 'and go on')
})

test('it is only restored where there is nothing', async () => {
  await assert.rejects(
    restore(
      to.db,
      'openltc',
      book,
      join(folder, 'c'),
      folderStore(join(folder, 'c')),
      plain(join(folder, 'whole.ltc')),
    ),
    { code: 'not-empty' },
  )
})

test('a backup that was changed or cut off is refused before anything happens', async () => {
  const text = gunzipSync(await readFile(join(folder, 'whole.ltc'))).toString()
  const path = join(folder, 'broken.ltc')
  for (const other of [
    text.replace('样例 77"', '样例 78"'),
    text.slice(0, text.lastIndexOf('{"whole"')),
    text.replace('openltc-backup', 'other'),
  ]) {
    assert.notEqual(other, text)
    await writeFile(path, gzipSync(other))
    await assert.rejects(
      restore(
        to.db,
        'openltc',
        book,
        join(folder, 'c'),
        folderStore(join(folder, 'c')),
        plain(path),
      ),
      {
        code: 'backup-damaged',
      },
    )
  }
  await writeFile(path, (await readFile(join(folder, 'whole.ltc'))).subarray(0, 5000))
  await assert.rejects(
    restore(to.db, 'openltc', book, join(folder, 'c'), folderStore(join(folder, 'c')), plain(path)),
    {
      code: 'backup-damaged',
    },
  )
  assert.equal((await to.db.query(sql`select 1 from lead limit 1`)).length, 1)
})
