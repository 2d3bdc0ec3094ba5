// Who is asking, and how does one sign in? The one door between a request and a Who.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '#kernel/error.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { World } from '#server/records/world.ts'
import { clientAddress } from './client-address.ts'
import { bearerOf, cookieOf, tokenOf } from './cookie.ts'
import { endpoints, type Hands, sendCookies } from './endpoints.ts'
import { hashOf } from './hash.ts'
import { findKey, type FoundKey, keyShape, noteUse } from './keys.ts'
import { renewSeconds, signInLibrary } from './library.ts'
import { Remembered } from './remembered.ts'
import { refuseOtherSites, siteOf } from './same-origin.ts'
import { applyLogin, tidyLogin } from './tables.ts'
import { Tries } from './tries.ts'
import { Turnstile } from './turnstile.ts'
import { readWho } from './who.ts'

export interface LoginOptions {
  readonly world: World
  /** Signs the cookies; the same in all processes. See ./secrets.ts. */
  readonly secret: string
  /** The address people use. With https, cookies are always "Secure". */
  readonly baseUrl?: string
  /** Other origins whose pages may write, e.g. `https://crm.example.com` behind a proxy that changes Host. */
  readonly trustedOrigins?: readonly string[]
}

export interface Login {
  /**
   * The person behind the request, by `Authorization: Bearer` or session cookie; null = nobody. A bad key is
   * refused (`wrong-key`). Answers are up to 10 s old. With the reply, a session in use is made longer.
   */
  who(headers: IncomingHttpHeaders, reply?: FastifyReply): Promise<Who | null>
  /** Refuses (`other-site`) a write that another site's page sent with the person's cookie. */
  sameOrigin(request: FastifyRequest): void
  /** Answers `/api/auth/*`: sign-in/email, sign-out, get-session, change-password; anything else is not found. */
  handler(request: FastifyRequest, reply: FastifyReply): Promise<unknown>
  /** Persons, teams or keys changed: read them again. */
  forget(): void
  /** Ends the timers and writes what is still in hand. */
  close(): Promise<void>
}

interface Session {
  readonly person: string
  /** ms since 1970 */
  readonly updated: number
  readonly expires: number
}

const rememberMs = 10_000

/** Makes the sign-in's tables where they are missing, and opens the door. The tables of the objects must be there. */
export async function openLogin({
  world,
  secret,
  baseUrl,
  trustedOrigins = [],
}: LoginOptions): Promise<Login> {
  const { db } = world
  await applyLogin(db)
  const library = signInLibrary(db, secret)
  const persons = new Remembered<Who>(rememberMs)
  const sessions = new Remembered<Session>(rememberMs)
  const keys = new Remembered<FoundKey>(rememberMs)
  const used = new Set<string>()
  const trusted = [...trustedOrigins, ...(baseUrl ? [new URL(baseUrl).origin] : [])]
  const secure = (request: FastifyRequest): boolean =>
    baseUrl?.startsWith('https:') === true || request.protocol === 'https'

  const whoIs = (id: string) => persons.get(id, () => readWho(db, id))
  const forget = (): void => [persons, sessions, keys].forEach((one) => one.forget())

  const byKey = async (key: string): Promise<Who> => {
    const found = keyShape.test(key)
      ? await keys.get(hashOf(key), () => findKey(db, key, world.now()))
      : null
    if (
      !found ||
      (found.expires_at !== null && Date.parse(found.expires_at) <= world.now().getTime())
    )
      return refuse('wrong-key')
    const who = (await whoIs(found.person)) ?? refuse('wrong-key')
    used.add(found.id)
    return found.only_read ? { ...who, only_read: true } : who
  }

  const sessionOf = async (headers: IncomingHttpHeaders): Promise<Session | null> => {
    const cookie = cookieOf(headers.cookie)
    if (cookie === null) return null
    const session = await sessions.get(hashOf(cookie), async () => {
      const token = tokenOf(cookie, secret)
      const [row] =
        token === null
          ? []
          : await db.query<{ person: string; updated_at: string; expires_at: string }>(
              sql`select person, updated_at, expires_at from login_session where token_hash = ${hashOf(token)}`,
            )
      return row
        ? {
            person: row.person,
            updated: Date.parse(row.updated_at),
            expires: Date.parse(row.expires_at),
          }
        : null
    })
    return session && session.expires > Date.now() ? session : null
  }

  const renew = async (headers: IncomingHttpHeaders, reply: FastifyReply): Promise<void> => {
    const answer = await library.api.getSession({
      headers: new Headers({ cookie: headers.cookie ?? '' }),
      returnHeaders: true,
    })
    sendCookies(reply, answer.headers, secure(reply.request))
    sessions.forget(hashOf(cookieOf(headers.cookie) ?? ''))
  }

  const hands: Hands = {
    db,
    library,
    secret,
    secure,
    forget,
    addressOf: (request) =>
      clientAddress(
        request.socket.remoteAddress,
        request.headers['x-forwarded-for'],
        baseUrl !== undefined,
      ),
    tries: new Tries(db),
    passwords: new Turnstile(2, 200),
    personOf: async (headers) => (await sessionOf(headers))?.person ?? null,
    whoIs: async (id) => whoIs(id),
  }

  const note = async (): Promise<void> => {
    if (used.size === 0) return
    const ids = [...used]
    used.clear()
    await noteUse(db, ids, world.now())
  }
  // Neither keeps the process alive, and neither may end it: the next turn does what this one could not.
  const timers = [
    setInterval(() => void note().catch(() => {}), 60_000),
    setInterval(() => void tidyLogin(db).catch(() => {}), 3_600_000),
  ]
  timers.forEach((timer) => timer.unref())

  return {
    async who(headers, reply) {
      const key = bearerOf(headers.authorization)
      if (key !== null) return byKey(key)
      const session = await sessionOf(headers)
      if (!session) return null
      const who = await whoIs(session.person)
      // Should it fail, the session is still good and the next request tries again.
      if (who && reply && session.updated < Date.now() - renewSeconds * 1000)
        await renew(headers, reply).catch(() => {})
      return who
    },
    sameOrigin: (request) => refuseOtherSites(request, trusted),
    async handler(request, reply) {
      const path = request.url
        .split('?')[0]!
        .replace(/^\/api\/auth\//, '')
        .replace(/\/$/, '')
      const endpoint = Object.hasOwn(endpoints, path)
        ? endpoints[path]!
        : refuse('not-found', { what: { zh: '此地址', en: 'address' } })
      if (request.method !== endpoint.method)
        refuse('method-not-allowed', { method: request.method })
      // Here a program may stay silent: it brings no cookie that a foreign page could misuse.
      if (endpoint.method === 'POST' && siteOf(request, trusted) === 'other') refuse('other-site')
      reply.header('cache-control', 'no-store')
      return endpoint.run(hands, request, reply)
    },
    forget,
    async close() {
      timers.forEach((timer) => clearInterval(timer))
      await note()
    },
  }
}
