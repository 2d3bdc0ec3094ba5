// Is there a secret at each start, the same for all, readable by nobody else, and never one that ships with the program?
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { applyBase } from '#server/database/apply-schema.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { agreesOnSecret, openSecrets } from './secrets.ts'

let folder: string
let base: TestDatabase
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc 密钥 '))
  base = await testDatabase()
  await applyBase(base.db)
})
after(async () => {
  await rm(folder, { recursive: true })
  await base.drop()
})

test('processes that start together make one secret, readable by its owner alone', async () => {
  const data = join(folder, 'data')
  const all = await Promise.all(Array.from({ length: 8 }, () => openSecrets(data)))
  assert.equal(new Set(all.map((one) => one.login)).size, 1)
  assert.ok(all[0]!.login.length >= 64)
  assert.deepEqual(await readdir(data), ['secrets.json'])
  assert.equal((await stat(join(data, 'secrets.json'))).mode & 0o777, 0o600)
  assert.deepEqual(await openSecrets(data), all[0])
  assert.notDeepEqual(await openSecrets(join(folder, 'other')), all[0])
})

test('a secret from the environment must be long and no example', async () => {
  const given = 'k3Jx9-qWvT2_mZr8LpYb4NcDfGhSaEu7'
  assert.deepEqual(await openSecrets(folder, given), { login: given })
  for (const weak of [
    'short',
    'a'.repeat(64),
    'abababababababababababababababababab',
    'change-me-change-me-change-me-1234567890',
    'better-auth-secret-12345678901234567890',
  ])
    await assert.rejects(openSecrets(folder, weak), { code: 'secret-unsafe' }, weak)
})

test('a damaged file stops the start instead of signing everybody out unseen', async () => {
  for (const text of ['', '{', '{}', '{"login": 5}', '{"login": "short"}']) {
    await writeFile(join(folder, 'secrets.json'), text)
    await assert.rejects(openSecrets(folder), { code: 'secret-unreadable' }, text)
  }
})

test('processes with different secrets on one database notice it', async () => {
  const [one, two] = [{ login: 'a'.repeat(40) }, { login: 'b'.repeat(40) }]
  assert.equal(await agreesOnSecret(base.db, one), true)
  assert.equal(await agreesOnSecret(base.db, one), true)
  assert.equal(await agreesOnSecret(base.db, two), false)
})
