// Who is asking? The one door between a request and a Who: by session cookie or by key, as narrow as either is.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '#kernel/error.ts'
import type { Who } from '#kernel/permission.ts'
import type { World } from '#server/world/world.ts'
import { clientAddress } from './client-address.ts'
import { bearerOf, cookieOf, type Safe, sessionCookie, tokenOf } from './cookie.ts'
import { narrowed } from './keys.ts'
import { openKnown } from './known.ts'
import { refuseOtherSites, siteOf } from './same-origin.ts'
import type { SealSecrets } from './seal.ts'
import { needsSecond } from './second-factor.ts'
import { findSession, renewSeconds, renewSession, type Session } from './session.ts'
import type { Hands } from './sign-in.ts'
import { applyLogin } from './tables.ts'
import { Tries } from './tries.ts'
import { Turnstile } from './turnstile.ts'
import { noteUses } from './uses.ts'

export interface LoginOptions {
  readonly world: World
  /** Signs the cookies and seals secrets; the same in all processes. See ./secrets.ts. */
  readonly secret: string
  /** The address people use. With https, cookies are always "Secure". */
  readonly baseUrl?: string
  /** Other origins whose pages may write, e.g. `https://crm.example.com` behind a proxy that changes Host. */
  readonly trustedOrigins?: readonly string[]
}

export interface Login {
  /**
   * The person behind the request, by `Authorization: Bearer` or session cookie; null = nobody. A bad key is
   * refused (`wrong-key`). With the reply, a session in use is made longer. What is taken back counts at once in
   * every process; should the word of it be lost, after 10 s.
   */
  who(headers: IncomingHttpHeaders, reply?: FastifyReply): Promise<Who | null>
  /** The session of the cookie; a key is none. */
  sessionOf(headers: IncomingHttpHeaders): Promise<Session | null>
  /** Refuses (`prove-again`) a request whose session began too long ago for what it wants; keys are exempt. */
  mustBeFresh(headers: IncomingHttpHeaders): Promise<void>
  /** Refuses (`other-site`) a write that another site's page sent with the person's cookie. */
  sameOrigin(request: FastifyRequest): void
  /** The same for sign-in itself, where there is no cookie yet. A program may stay silent. */
  ownPage(request: FastifyRequest): void
  /** What the steps of a sign-in need. */
  readonly hands: Hands
  /** Persons, teams or keys changed: read them again. */
  forget(): void
  /** Calls back whenever something may have been taken back. Answers how to stop that. */
  whenForgotten(tell: () => void): () => void
  /** The secret was rotated: from now on the new one counts. */
  useSecret(secrets: SealSecrets): void
  /** Ends the timers and writes what is still in hand. */
  close(): Promise<void>
}

/** For so long nobody is asked again, whatever they do. */
const freshMs = 15 * 60_000

/** Makes the sign-in's tables where they are missing, and opens the door. The tables of the objects must be there. */
export async function openLogin({
  world,
  secret,
  baseUrl,
  trustedOrigins = [],
}: LoginOptions): Promise<Login> {
  const { db } = world
  await applyLogin(db)
  let secrets: SealSecrets = { login: secret }
  const known = await openKnown(db)
  const uses = noteUses(db, () => world.now())
  const base = baseUrl === undefined ? null : new URL(baseUrl)
  const trusted = [...trustedOrigins, ...(base ? [base.origin] : [])]

  const byKey = async (key: string): Promise<Who> => {
    const found = await known.key(key, world.now())
    if (
      !found ||
      (found.expires_at !== null && Date.parse(found.expires_at) <= world.now().getTime())
    )
      return refuse('wrong-key')
    const who = (await known.person(found.person)) ?? refuse('wrong-key')
    uses.key(found.id)
    return narrowed(who, found)
  }

  const sessionOf = async (headers: IncomingHttpHeaders): Promise<Session | null> => {
    const cookie = cookieOf(headers.cookie)
    if (cookie === null) return null
    const session = await known.session(cookie, async () => {
      const token = tokenOf(cookie)
      return token === null ? null : findSession(db, token)
    })
    return session && session.expires > Date.now() ? session : null
  }

  const safe = (request: FastifyRequest): Safe =>
    base?.protocol === 'https:' ? 'always' : request.protocol === 'https' ? 'now' : 'no'
  const addressOf = (request: FastifyRequest): string =>
    clientAddress(request.socket.remoteAddress, request.headers['x-forwarded-for'], base !== null)

  const renew = async (
    session: Session,
    headers: IncomingHttpHeaders,
    reply: FastifyReply,
  ): Promise<void> => {
    const cookie = cookieOf(headers.cookie)!
    const token = tokenOf(cookie)
    const seconds = token === null ? 0 : await renewSession(db, session.id)
    if (seconds > 0) reply.header('set-cookie', sessionCookie(token!, seconds, safe(reply.request)))
    known.forgetSession(cookie)
  }

  const hands: Hands = {
    world,
    db,
    safe,
    whoIs: (id) => known.person(id),
    sessionOf,
    tries: new Tries(db),
    passwords: new Turnstile(2, 200),
    baseUrl: base?.origin ?? null,
    secrets: () => secrets,
    rules: () => known.rules(),
    deviceOf: (request) => ({
      agent: request.headers['user-agent'] ?? '',
      address: addressOf(request),
    }),
    siteOf: (request) => {
      // Without a configured address this is a machine of one's own, and the browser holds the passkey to the name anyway.
      const origin =
        base?.origin ??
        (siteOf(request, trusted) === 'ours' && request.headers.origin
          ? request.headers.origin
          : `${request.protocol}://${request.host}`)
      return { name: world.company.name || 'OpenLTC', host: new URL(origin).hostname, origin }
    },
    changed: () => known.changed(),
  }

  return {
    async who(headers, reply) {
      const key = bearerOf(headers.authorization)
      if (key !== null) return byKey(key)
      const session = await sessionOf(headers)
      if (!session) return null
      const who = await known.person(session.person)
      // A rule made today counts for the session of yesterday: it ends as if it had never been.
      if (!who || (!session.second && needsSecond(await known.rules(), who.roles))) return null
      uses.session(session.id)
      // Should it fail, the session is still good and the next request tries again.
      if (reply && session.updated < Date.now() - renewSeconds * 1000)
        await renew(session, headers, reply).catch(() => {})
      return who
    },
    sessionOf,
    async mustBeFresh(headers) {
      if (bearerOf(headers.authorization) !== null) return
      const session = await sessionOf(headers)
      if (!session || session.created < Date.now() - freshMs) refuse('prove-again')
    },
    sameOrigin: (request) => refuseOtherSites(request, trusted),
    ownPage: (request) => {
      if (siteOf(request, trusted) === 'other') refuse('other-site')
    },
    hands,
    forget: () => known.forget(),
    whenForgotten: (tell) => known.whenForgotten(tell),
    useSecret(next) {
      secrets = next
      known.forget()
    },
    async close() {
      await known.close()
      await uses.close()
    },
  }
}
