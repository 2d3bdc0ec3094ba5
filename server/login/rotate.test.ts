// Does a new secret end what the old one signed, keep what it sealed, and survive a crash at every step?
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { newSecret, signatureOf, signedBy } from '#server/automations/hook-proof.ts'
import { applyBase } from '#server/database/apply-schema.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { finishRotation, rotate } from './rotate.ts'
import { seal, unseal } from './seal.ts'
import { openSecrets, storeSecrets } from './secrets.ts'
import { applyLogin } from './tables.ts'

let folder: string
let base: TestDatabase
const person = '019cac00-0000-7000-8000-000000000001'

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc-rotate-'))
  base = await testDatabase()
  await applyBase(base.db)
  await applyLogin(base.db)
})
after(async () => {
  await rm(folder, { recursive: true })
  await base.drop()
})

const kept = async (): Promise<string> =>
  (await base.db.text(sql`select secret from login_totp where person = ${person}::uuid`))!

test('what is sealed opens at its own place alone, and not after a bit was turned', () => {
  const secrets = { login: 'a'.repeat(40) }
  const sealed = seal(secrets, 'totp 1', 'KEY')
  assert.equal(unseal(secrets, 'totp 1', sealed), 'KEY')
  assert.throws(() => unseal(secrets, 'totp 2', sealed))
  assert.throws(() =>
    unseal(
      secrets,
      'totp 1',
      `${sealed.slice(0, -2)}${sealed.at(-2) === 'A' ? 'B' : 'A'}${sealed.at(-1)}`,
    ),
  )
  assert.equal(unseal({ login: 'b'.repeat(40) }, 'totp 1', sealed), null)
  assert.notEqual(seal(secrets, 'totp 1', 'KEY'), sealed)
})

test('a rotation ends every session, seals anew, and leaves one secret that its owner alone can read', async () => {
  const first = await openSecrets(folder)
  await base.db.query(
    sql`insert into login_totp (person, secret, step, created_at) values (${person}::uuid, ${seal(first, `totp ${person}`, 'KEY')}, 0, now())`,
  )
  await base.db.query(
    sql`insert into login_session (id, token_hash, person, way, second, created_at, updated_at, seen_at, expires_at) values (${person}::uuid, 'x', ${person}::uuid, 'password', false, now(), now(), now(), now() + interval '1 day')`,
  )
  const heard = new Promise<void>(
    (resolve) => void base.db.listen('openltc_secret', () => resolve()),
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  const signed = await newSecret(base.db, 'orders', true, () => first)
  await newSecret(base.db, 'others', false, () => first)
  assert.deepEqual(await rotate(base.db, folder, first), { sealed: 2, lost: 0, sessions: 1 })
  await heard
  const second = await openSecrets(folder)
  const said = { timestamp: '60', key: null, body: Buffer.from('{}') }
  const call = { ...said, signature: signatureOf(signed, said) }
  const at = new Date(60_000)
  assert.equal(await signedBy(base.db, 'orders', call, second, at), 'yes', 'signed calls go on')
  assert.equal(await signedBy(base.db, 'orders', call, first, at), 'no')
  assert.notEqual(second.login, first.login)
  assert.equal(second.before, undefined)
  assert.equal(unseal(second, `totp ${person}`, await kept()), 'KEY')
  assert.equal(unseal(first, `totp ${person}`, await kept()), null, 'the old secret opens nothing')
  assert.equal((await stat(join(folder, 'secrets.json'))).mode & 0o777, 0o600)
  assert.ok(!(await readFile(join(folder, 'secrets.json'), 'utf8')).includes(first.login))
})

test('a rotation that a crash cut off after its first step is finished by the next start', async () => {
  const old = await openSecrets(folder)
  await storeSecrets(folder, { login: 'n'.repeat(64), before: old.login })
  const after = await openSecrets(folder)
  assert.equal(unseal(after, `totp ${person}`, await kept()), 'KEY', 'nothing is lost meanwhile')
  await finishRotation(base.db, folder, after)
  assert.deepEqual(await openSecrets(folder), { login: 'n'.repeat(64) })
  assert.equal(unseal({ login: 'n'.repeat(64) }, `totp ${person}`, await kept()), 'KEY')
  assert.deepEqual(await finishRotation(base.db, folder, after), {
    sealed: 2,
    lost: 0,
    sessions: 0,
  })
})
