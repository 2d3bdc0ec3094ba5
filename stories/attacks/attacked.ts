// What do the attacks knock at? The whole server on a real database, with a company in it and a key for everybody.
import { mkdtemp, rm } from 'node:fs/promises'
import { channel } from 'node:diagnostics_channel'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import type { Book } from '#kernel/app.ts'
import { ident, join as joined, sql } from '#kernel/sql.ts'
import { book as standard } from '#ltc/index.ts'
import type { FileStore } from '#server/files/file-store.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { allRoutes } from '#server/http/all-routes.ts'
import type { Route } from '#server/http/routes.ts'
import { httpServer } from '#server/http/server.ts'
import { registerUploads } from '#server/http/uploads.ts'
import { openWork } from '#server/jobs/open-work.ts'
import { createKey } from '#server/login/keys.ts'
import { type Login, openLogin } from '#server/login/login.ts'
import { setPassword } from '#server/login/people.ts'
import { systemWho } from '#server/world/world.ts'
import { company, type Company, type Person } from '../spine-company.ts'
import { loginSecret } from '../first-company.ts'

export type Answer = LightMyRequestResponse
export type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'OPTIONS'

export interface Knock {
  readonly method?: Method
  readonly url: string
  readonly body?: unknown
  /** Sent as it is; `body` is made to JSON. */
  readonly raw?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export interface Attacked {
  readonly firm: Company
  readonly server: FastifyInstance
  readonly login: Login
  /** Where the server keeps its files. */
  readonly dataFolder: string
  readonly routes: readonly Route[]
  /** Every address that the server really has, `GET /api/v1/:object`. */
  readonly doors: readonly string[]
  /** Where uploads lie. */
  readonly folder: string
  readonly files: FileStore
  /** What the server wrote into its log. */
  readonly log: readonly string[]
  readonly people: Readonly<Record<string, Person>>
  readonly keys: Readonly<Record<string, string>>
  hire(name: string, roles: readonly string[], team?: string | null): Promise<Person>
  /** Knocks as the person named, or as nobody. */
  knock(who: string | null, knock: Knock): Promise<Answer>
  close(): Promise<void>
}

/** Of the one person who can sign in by it: first@sample.example. */
export const password = 'Sturdy-Bridge-42'

export async function attacked(
  book: Book = standard,
  start = '2026-03-02',
  smtpUrl: string | null = null,
  place: (folder: string) => FileStore = folderStore,
  baseUrl: string | null = null,
): Promise<Attacked> {
  const firm = await company(start, book)
  const folder = await mkdtemp(join(tmpdir(), 'openltc-attacked-'))
  const files = place(folder)
  const login = await openLogin({ world: firm.world, secret: loginSecret })
  const work = await openWork(
    firm.world,
    book,
    { connection: firm.base.connection },
    { schema: 'test', dataFolder: folder, files, smtpUrl, baseUrl },
  )
  const routes = allRoutes({ book, version: '0', fill: async () => '', work: work.routes })
  const doors: string[] = []
  const log: string[] = []
  // The framework says when an address is added, whoever adds it.
  const watch = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of Array.isArray(method) ? method : [method]) doors.push(`${one} ${url}`)
    })
  }
  const births = channel('fastify.initialization')
  births.subscribe(watch)
  const server = httpServer(
    {
      world: firm.world,
      login,
      webFolder: null,
      dataFolder: folder,
      files,
      letters: work.letters,
    },
    routes,
    pino({ level: 'info' }, { write: (line) => void log.push(line) }),
  )
  births.unsubscribe(watch)
  await registerUploads(server)
  await server.ready()
  // Somebody can sign in, so that the first page is over.
  const first = await firm.hire('First', { email: 'first@sample.example', roles: ['admin'] })
  await setPassword(firm.world, first.who.id, password, systemWho)
  const people: Record<string, Person> = {}
  const keys: Record<string, string> = {}
  return {
    firm,
    server,
    login,
    dataFolder: folder,
    routes,
    doors,
    folder,
    files,
    log,
    people,
    keys,
    async hire(name, roles, team = null) {
      const person = await firm.hire(name, { email: `${name}@sample.example`, roles, team })
      people[name] = person
      keys[name] = await createKey(firm.world.db, person.who.id, 'test', { now: firm.world.now() })
      return person
    },
    knock: (who, { method = 'GET', url, body, raw, headers = {} }) =>
      server.inject({
        method,
        url,
        headers: {
          ...(who === null ? {} : { authorization: `Bearer ${keys[who]}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(raw !== undefined
          ? { payload: raw }
          : body !== undefined
            ? { payload: JSON.stringify(body) }
            : {}),
      }),
    async close() {
      await server.close()
      await work.jobs.stop(1000)
      await login.close()
      await firm.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A form with one file, as a browser sends it. */
export async function formOf(
  fields: Readonly<Record<string, string>>,
  file?: { name: string; type: string; text: string },
): Promise<Pick<Knock, 'raw' | 'headers'>> {
  const form = new FormData()
  if (file) form.append('file', new File([file.text], file.name, { type: file.type }))
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const made = new Response(form)
  return {
    raw: Buffer.from(await made.arrayBuffer()),
    headers: { 'content-type': made.headers.get('content-type')! },
  }
}

/** Everything that left the server in an answer, as one text. */
export const allOf = (answer: Answer): string => `${JSON.stringify(answer.headers)}\n${answer.body}`

/** All that is stored about records, as a hash; a refused call leaves it as it was. */
export async function stored(firm: Company, objects: readonly string[]): Promise<string> {
  const parts = objects.map(
    (name) =>
      sql`select md5(coalesce(string_agg(t::text, '|' order by t.id), '')) as h from ${ident(name)} t`,
  )
  const rows = await firm.world.db.query<{ h: string }>(joined(parts, ' union all '))
  const [events] = await firm.world.db.query<{ n: string }>(
    sql`select count(*)::text as n from event`,
  )
  return `${rows.map((row) => row.h).join()} ${events!.n}`
}
