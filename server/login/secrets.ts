// With which secret is sealed what the database may not tell, and where does it come from?
import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '#kernel/sql.ts'
import type { Database } from '#server/database/pool.ts'
import { StartRefused, startRefusalOf } from '#server/database/start-refusal.ts'

export interface Secrets {
  /** Seals what the database may not tell. */
  readonly login: string
  /** The secret before, while a rotation is not finished; it opens what it sealed and seals nothing. */
  readonly before?: string
}

/**
 * OPENLTC_SECRET where it is given, else `secrets.json` in the data folder, made at the first start with 0600.
 * There is no secret that ships with the program. Processes that start together agree on one.
 * @param given OPENLTC_SECRET; at least 32 characters, and not one that reads like an example
 * @param before OPENLTC_SECRET_BEFORE, for one start after OPENLTC_SECRET was replaced
 */
export async function openSecrets(
  dataDir: string,
  given: string | null = null,
  before: string | null = null,
): Promise<Secrets> {
  if (given) return { login: sound(given), ...(before && before !== given ? { before } : {}) }
  const path = join(dataDir, 'secrets.json')
  try {
    return (await read(path)) ?? (await make(dataDir, path))
  } catch (error) {
    throw startRefusalOf(error, dataDir)
  }
}

/**
 * Do the processes on this database seal alike? False where the last one that started had another secret: then
 * second factors that one of them took are unknown to the other. Stores only a fingerprint.
 */
export async function agreesOnSecret(db: Database, { login }: Secrets): Promise<boolean> {
  const print = JSON.stringify(
    createHash('sha256').update(`openltc fingerprint ${login}`).digest('hex').slice(0, 16),
  )
  const [row] = await db.query<{
    before: string | null
  }>(sql`with old as (select value from setting where name = 'secret_fingerprint'),
    new as (insert into setting (name, value) values ('secret_fingerprint', ${print}::json) on conflict (name) do update set value = excluded.value)
    select (select value::text from old) as before`)
  return row?.before == null || row.before === print
}

async function read(path: string): Promise<Secrets | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  let login: unknown
  let before: unknown
  try {
    ;({ login, before } = JSON.parse(text) as { login?: unknown; before?: unknown })
  } catch {
    // Told below, like any other content that is none.
  }
  if (typeof login !== 'string' || login.length < 32)
    throw new StartRefused('secret-unreadable', { file: path })
  return { login, ...(typeof before === 'string' ? { before } : {}) }
}

/** Puts other secrets in the place of those that are there: all of them or, after a crash, the old ones. */
export async function storeSecrets(dataDir: string, secrets: Secrets): Promise<void> {
  const path = join(dataDir, 'secrets.json')
  const aside = await writeAside(path, secrets)
  try {
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

/** Written to the disk under a name of its own, readable by its owner alone. */
async function writeAside(path: string, secrets: Secrets): Promise<string> {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return aside
}

/** Written aside and linked into place: another process sees all of it or nothing, and the first one stays. */
async function make(dataDir: string, path: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const aside = await writeAside(path, { login: randomBytes(48).toString('base64url') })
  try {
    await link(aside, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(aside, { force: true })
  }
  const made = await read(path)
  if (!made) throw new StartRefused('secret-unreadable', { file: path })
  return made
}

function sound(secret: string): string {
  if (
    secret.length < 32 ||
    new Set(secret).size < 10 ||
    /change.?me|secret|example|default|password|openltc/i.test(secret)
  )
    throw new StartRefused('secret-unsafe', { from: 'OPENLTC_SECRET' })
  return secret
}
