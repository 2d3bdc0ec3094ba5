// How does a command reach the company? The database that runs on the data folder, or one that it starts and ends itself.
import { access, constants, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Book } from '#kernel/app.ts'
import { book } from '#ltc/index.ts'
import { startPostgres } from '#server/database/embedded.ts'
import { checkExternal } from '#server/database/external.ts'
import { makeFolder } from '#server/database/make-folder.ts'
import { type Database, openDatabase, type Target } from '#server/database/pool.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import { applyLogin } from '#server/login/tables.ts'
import type { FileStore } from '#server/files/file-store.ts'
import { openStore } from '#server/files/open-store.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { openWork } from '#server/jobs/open-work.ts'
import { openWorld } from '#server/records/open-world.ts'
import type { World } from '#server/world/world.ts'
import { readSettings, type Settings } from '#server/settings.ts'

export interface Base {
  readonly db: Database
  readonly target: Target
  readonly settings: Settings
  readonly book: Book
  readonly files: FileStore
}
export interface Open extends Base {
  readonly world: World
  readonly jobs: Jobs
}

/** Progress, for people; never mixed with results. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`)
/** A result, for programs. */
export const tell = (text: string): void => void process.stdout.write(`${text}\n`)

export function settingsOrWrong(): Settings {
  const answer = readSettings(process.env)
  if ('wrong' in answer) throw new Wrong(answer.wrong.join('\n'))
  return answer.settings
}

/** Says before the work that its file can't be written. */
export async function mustBeWritable(path: string): Promise<void> {
  const no = (code: string): never => {
    throw new Wrong(`无法写入 ${path}（${code}）/ ${path} can’t be written (${code})`)
  }
  await access(dirname(resolve(path)), constants.W_OK).catch((error: NodeJS.ErrnoException) =>
    no(error.code ?? ''),
  )
  if ((await stat(path).catch(() => null))?.isDirectory()) no('EISDIR')
}

/** The database alone, as `restore` needs it. */
export async function withDatabase<T>(work: (base: Base) => Promise<T>): Promise<T> {
  const settings = settingsOrWrong()
  makeFolder(settings.dataFolder, 0o700)
  if (settings.databaseUrl) await checkExternal(settings.databaseUrl)
  const postgres = settings.databaseUrl
    ? null
    : await startPostgres({ dataDir: join(settings.dataFolder, 'postgres') })
  const target: Target = postgres
    ? { connection: postgres.connection }
    : { url: settings.databaseUrl! }
  const db = openDatabase({ ...target, schema: settings.schema })
  try {
    return await work({ db, target, settings, book, files: openStore(settings) })
  } finally {
    await db.close()
    await postgres?.stop()
  }
}

/** The company as it is, ready to be worked on. Work for later is left to the server, or to its next start. */
export const withWorld = <T>(work: (open: Open) => Promise<T>): Promise<T> =>
  withDatabase(async (base) => {
    const { db, settings } = base
    const world = await openWorld(db, settings.schema, base.book, () => new Date())
    await applyLogin(db)
    await ensureSystemPerson(world)
    const { jobs } = await openWork(world, base.book, base.target, {
      schema: settings.schema,
      dataFolder: settings.dataFolder,
      files: base.files,
      smtpUrl: settings.smtpUrl,
      works: false,
      problem: (error) => say(String(error)),
    })
    try {
      return await work({ ...base, world, jobs })
    } finally {
      await jobs.stop()
    }
  })

/** What is wrong with a command, in words; the exit status is 1. */
export class Wrong extends Error {}
