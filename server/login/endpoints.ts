// What can be asked of the sign-in over HTTP? Four calls; there is no fifth.
import { APIError } from 'better-auth/api'
import { verifyPassword } from 'better-auth/crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { Problems, refuse } from '#kernel/error.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Database } from '#server/database/pool.ts'
import { cookieOf, forgottenCookie, tokenOf } from './cookie.ts'
import { hashOf } from './hash.ts'
import type { SignInLibrary } from './library.ts'
import { hashPassword, storePassword } from './password.ts'
import { longestPassword, weaknessOf } from './password-rules.ts'
import { personAt } from './person-at.ts'
import { addressOf } from './store.ts'
import type { Tries } from './tries.ts'
import type { Turnstile } from './turnstile.ts'

/** What the calls have in their hands. */
export interface Hands {
  readonly db: Database
  readonly library: SignInLibrary
  readonly secret: string
  readonly tries: Tries
  readonly passwords: Turnstile
  /** Is this request's cookie to be sent over https alone? */
  secure(request: FastifyRequest): boolean
  /** From where the request comes, for counting. */
  addressOf(request: FastifyRequest): string
  /** The person of the session cookie; keys don't count here. */
  personOf(headers: IncomingHttpHeaders): Promise<string | null>
  whoIs(id: string): Promise<Who | null>
  forget(): void
}

export interface Endpoint {
  readonly method: 'GET' | 'POST'
  run(hands: Hands, request: FastifyRequest, reply: FastifyReply): Promise<unknown>
}

/** Address after `/api/auth/` → what it does. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  'sign-in/email': { method: 'POST', run: signIn },
  'sign-out': { method: 'POST', run: signOut },
  'get-session': { method: 'GET', run: getSession },
  'change-password': { method: 'POST', run: changePassword },
}

/** `{email, password}` → `{who}` and the cookie. Unknown, left and wrong are one and the same answer. */
async function signIn(
  hands: Hands,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { email, password } = texts(request.body, ['email', 'password'])
  const address = hands.addressOf(request)
  await hands.tries.take(address, email!)
  // Longer than any we ever took, so it is wrong for everybody alike.
  if (password!.length > longestPassword * 2 || email!.length > 254) refuse('wrong-credentials')
  const person = await personAt(hands.db, email!)
  const headers = await startSession(hands, request, person?.active ? person.id : null, password!)
  await hands.tries.forgive(address, email!)
  sendCookies(reply, headers, hands.secure(request))
  return {
    who: brief((await hands.whoIs(person!.id)) ?? refuse('wrong-credentials'), person!.email),
  }
}

/** Ends the session here and at PostgreSQL; 200 also where there was none. */
async function signOut(
  hands: Hands,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const cookie = cookieOf(request.headers.cookie)
  const token = cookie === null ? null : tokenOf(cookie, hands.secret)
  if (token !== null)
    await hands.db.query(sql`delete from login_session where token_hash = ${hashOf(token)}`)
  hands.forget()
  reply.header('set-cookie', forgottenCookie(hands.secure(request)))
  return { ok: true }
}

/** → `{who}` or `{who: null}`. */
async function getSession(hands: Hands, request: FastifyRequest): Promise<unknown> {
  const id = await hands.personOf(request.headers)
  const who = id === null ? null : await hands.whoIs(id)
  return { who: who && brief(who, null) }
}

/** `{currentPassword, newPassword}`: every other session ends, this one goes on under a new token. */
async function changePassword(
  hands: Hands,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const id = (await hands.personOf(request.headers)) ?? refuse('not-signed-in')
  const who = (await hands.whoIs(id)) ?? refuse('not-signed-in')
  const { currentPassword, newPassword } = texts(request.body, ['currentPassword', 'newPassword'])
  const address = hands.addressOf(request)
  await hands.tries.take(address, id)
  const [known] = await hands.db.query<{ password: string; email: string | null }>(
    sql`select a.password, p.email from login_account a join person p on p.id = a.person where a.person = ${id}::uuid`,
  )
  const problems = new Problems()
  const weakness = weaknessOf(newPassword!, [who.name, known?.email ?? ''])
  if (weakness) problems.add('newPassword', weakness.code, weakness.details)
  const right =
    known !== undefined &&
    currentPassword!.length <= longestPassword * 2 &&
    (await hands.passwords.pass(() =>
      verifyPassword({ hash: known.password, password: currentPassword! }),
    ))
  if (!right) problems.add('currentPassword', 'wrong-password')
  problems.done()
  const hash = await hands.passwords.pass(() => hashPassword(newPassword!))
  await hands.db.transaction((tx) => storePassword(tx, id, hash))
  hands.forget()
  await hands.tries.forgive(address, id)
  sendCookies(reply, await startSession(hands, request, id, newPassword!), hands.secure(request))
  return { ok: true }
}

/** The library looks at the password, as long for nobody as for somebody, and makes the session. */
async function startSession(
  hands: Hands,
  request: FastifyRequest,
  person: string | null,
  password: string,
): Promise<Headers> {
  try {
    const answer = await hands.passwords.pass(() =>
      hands.library.api.signInEmail({
        body: { email: addressOf(person), password },
        headers: new Headers({ 'user-agent': request.headers['user-agent'] ?? '' }),
        returnHeaders: true,
      }),
    )
    return answer.headers
  } catch (error) {
    if (error instanceof APIError && error.statusCode === 401) refuse('wrong-credentials')
    throw error
  }
}

/** Hands on the cookies of the library, for https alone where that is how we are reached. */
export function sendCookies(reply: FastifyReply, headers: Headers, secure: boolean): void {
  for (const line of headers.getSetCookie())
    reply.header('set-cookie', secure ? `${line}; Secure` : line)
}

const brief = (who: Who, email: string | null) => ({
  id: who.id,
  name: who.name,
  ...(email && { email }),
  roles: who.roles,
  language: who.language,
})

/** The named texts of a JSON body; every missing one is told at once. */
function texts(body: unknown, names: readonly string[]): Record<string, string> {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const problems = new Problems()
  const found: Record<string, string> = {}
  for (const name of names) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value === undefined || value === null || value === '') problems.add(name, 'required')
    else if (typeof value !== 'string' || !value.isWellFormed() || value.includes('\0'))
      problems.add(name, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
    else found[name] = value
  }
  problems.done()
  return found
}
