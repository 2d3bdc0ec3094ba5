// How does OpenLTC start? All wiring, read from top to bottom; nothing else reads the environment or opens a door.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Logger, pino } from 'pino'
import { Refusal, type Words } from '#kernel/error.ts'
import { book } from '#ltc/index.ts'
import { type Postgres, startPostgres } from '#server/database/embedded.ts'
import { checkExternal } from '#server/database/external.ts'
import { makeFolder } from '#server/database/make-folder.ts'
import { type Database, openDatabase, type Target } from '#server/database/pool.ts'
import { StartRefused, startRefusalOf } from '#server/database/start-refusal.ts'
import type { FileStore } from '#server/files/file-store.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { missingFiles } from '#server/files/missing-files.ts'
import { openStore, proveStore } from '#server/files/open-store.ts'
import { allRoutes } from '#server/http/all-routes.ts'
import { listen } from '#server/http/listen.ts'
import { httpServer } from '#server/http/server.ts'
import { registerUploads } from '#server/http/uploads.ts'
import { openLogin } from '#server/login/login.ts'
import { finishRotation, secretChannel } from '#server/login/rotate.ts'
import { agreesOnSecret, openSecrets } from '#server/login/secrets.ts'
import { ensureSystemPerson, setupFromEnvironment, setupNeeded } from '#server/login/setup.ts'
import { follow } from '#server/model/publish.ts'
import { openWork } from '#server/jobs/open-work.ts'
import { wordsOf } from '#server/jobs/run-long.ts'
import { openWorld, readCompany } from '#server/records/open-world.ts'
import { beginSample, sampleAtStart } from '#server/sample/demo-job.ts'
import { readSettings, type Settings } from '#server/settings.ts'
import { tidyAfterStart } from '#server/tidy-memory.ts'

const version = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
).version
const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** One sentence, and an exit status that scripts see. */
function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

async function start(settings: Settings): Promise<void> {
  const log = pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: false }))
  makeFolder(settings.dataFolder, 0o700)
  const files = openStore(settings, (fault) =>
    log.warn({ place: files.place, reason: fault.reason }, 'the store of files does not answer'),
  )
  const answers = settings.store === null || (await proveStore(openStore(settings)))
  if (settings.databaseUrl) await checkExternal(settings.databaseUrl)
  const postgres = settings.databaseUrl
    ? null
    : await startPostgres({ dataDir: join(settings.dataFolder, 'postgres') })
  const open: { close(): Promise<unknown> }[] = []
  try {
    await serve(settings, log, postgres, { files, answers }, open)
  } catch (error) {
    // Whoever can't serve leaves nothing running behind.
    for (const one of open.reverse()) await one.close().catch(() => {})
    await postgres?.stop().catch(() => {})
    throw error
  }
}

/** Where the newest files are not in their place: what is wrong, and what to do. */
async function tellMissing(
  db: Database,
  files: FileStore,
  settings: Settings,
  log: Logger,
): Promise<void> {
  const missing = await missingFiles(db, files)
  if (missing === 0) return
  if (settings.store && (await missingFiles(db, folderStore(settings.dataFolder))) < missing)
    return say(
      `文件还在 ${settings.dataFolder}，不在 ${files.place}：请运行 npm run openltc -- files move / Files are still in ${settings.dataFolder}, not in ${files.place}; run: npm run openltc -- files move`,
    )
  log.warn(
    `uploaded files of this database are not in ${files.place} (of the newest: ${missing}): give every process on it the same DATA_DIR (a shared disk where they run on several machines) or the same FILES_URL; backups made here would lack them`,
  )
}

const sayAway = ({ place }: FileStore): void =>
  say(
    `${place} 没有应答；在它应答之前，文件不能上传和下载 / ${place} does not answer; until it does, files can be neither uploaded nor fetched`,
  )

/** `open` gathers what has to be closed where the start fails. */
async function serve(
  settings: Settings,
  log: Logger,
  postgres: Postgres | null,
  { files, answers }: { readonly files: FileStore; readonly answers: boolean },
  open: { close(): Promise<unknown> }[],
): Promise<void> {
  const target: Target = postgres
    ? { connection: postgres.connection }
    : { url: settings.databaseUrl! }
  const db = openDatabase({ ...target, schema: settings.schema, giveWay: postgres !== null })
  open.push(db)
  const world = await openWorld(db, settings.schema, book, () => new Date())
  await ensureSystemPerson(world)
  const secretsNow = () => openSecrets(settings.dataFolder, settings.secret, settings.secretBefore)
  const secrets = await secretsNow()
  const login = await openLogin({
    world,
    secret: secrets.login,
    ...(settings.baseUrl ? { baseUrl: settings.baseUrl } : {}),
  })
  open.push(login)
  if (secrets.before)
    await finishRotation(db, settings.secret ? null : settings.dataFolder, secrets)
  if (!(await agreesOnSecret(db, secrets)))
    log.warn(
      'this database was last opened with another secret: after a restore elsewhere, authenticator apps and providers are set up anew (codes for paper still count); where another process runs on it, give both the same OPENLTC_SECRET',
    )
  if (answers) await tellMissing(db, files, settings, log)
  else sayAway(files)
  if (settings.admin) await setupFromEnvironment(world, settings.admin)
  await readCompany(world)
  const problem = (error: unknown): void => log.error({ err: error }, 'work failed')
  const work = await openWork(world, book, target, {
    schema: settings.schema,
    dataFolder: settings.dataFolder,
    files,
    smtpUrl: settings.smtpUrl,
    backupPassphrase: settings.backupPassphrase,
    baseUrl: settings.baseUrl,
    works: settings.works,
    problem,
  })
  open.push({ close: () => work.jobs.stop(2000) })
  await db.listen(
    secretChannel,
    () =>
      void secretsNow()
        .then((next) => login.useSecret(next))
        .catch((error: unknown) => log.error({ err: error }, 'secret not read')),
  )
  await db.listen('openltc_company', () => {
    const { zone } = world.company
    void readCompany(world)
      .then(() => (world.company.zone === zone ? undefined : work.clockChanged()))
      .catch((error: unknown) => log.error({ err: error }, 'company not read'))
  })
  // Another process may publish a model or rename the company: this one takes it over at once.
  await db.listen(
    'openltc_model',
    () =>
      void follow(world, book)
        .then(() => work.clockChanged())
        .catch((error: unknown) => log.error({ err: error }, 'model not taken over')),
  )

  const routes = allRoutes({
    book,
    version,
    fill: (w, by) => beginSample(w, work.jobs, by),
    work: work.routes,
  })
  const web = fileURLToPath(new URL('../dist/web', import.meta.url))
  const server = httpServer(
    {
      world,
      login,
      webFolder: existsSync(web) ? web : null,
      dataFolder: settings.dataFolder,
      files,
      letters: work.letters,
      https: settings.baseUrl?.startsWith('https:') === true,
    },
    routes,
    log,
  )
  await registerUploads(server)
  await listen(server, settings)
  say(`OpenLTC ${version}  http://${settings.host}:${settings.port}`)
  if (await setupNeeded(world))
    say(
      '用浏览器打开这个地址，填公司和管理员就能用 / open it in a browser: its first page sets it up',
    )
  tidyAfterStart()
  if (settings.sample && (await sampleAtStart(world, work.jobs)) === 'not-empty')
    say('SAMPLE=demo：公司里已有数据，没有生成示例 / there is data already, no sample was made')

  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await server.close()
    await work.jobs.stop(2000)
    await login.close()
    await db.close()
    await postgres?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => void stop().catch((error: unknown) => giveUp(String(error))))
}

/** What the environment calls a place of the administrator. */
function variableOf(path: string): Words {
  const name = ['email', 'password'].includes(path) ? `ADMIN_${path.toUpperCase()}` : path
  return { zh: name, en: name }
}

const answer = readSettings(process.env)
if ('wrong' in answer) giveUp(answer.wrong.join('\n'))
try {
  await start(answer.settings)
} catch (error) {
  const refused = startRefusalOf(error, answer.settings.dataFolder)
  if (refused instanceof StartRefused) giveUp(`${refused.words.zh} / ${refused.words.en}`)
  // What the environment says was refused (an address of the administrator that is none, say), or the database is busy.
  if (error instanceof Refusal)
    giveUp(`${wordsOf(error, variableOf).zh} / ${wordsOf(error, variableOf).en}`)
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(1)
}
