// How does a sign-in go, from the first proof to a session? One way in, whatever somebody proves themselves with.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { Problems, refuse } from '#kernel/error.ts'
import { invariant } from '#kernel/invariant.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Database } from '#server/database/pool.ts'
import type { World } from '#server/world/world.ts'
import { cookieOf, forgottenCookies, type Safe, sessionCookie, tokenOf } from './cookie.ts'
import { hashOf } from './hash.ts'
import { askForAny, personOfPasskey, type Site } from './passkeys.ts'
import { hashPassword, passwordFits, storePassword } from './password.ts'
import { longestPassword, weaknessOf } from './password-rules.ts'
import { personAt } from './person-at.ts'
import type { SealSecrets } from './seal.ts'
import { factorsOf, hasSecond, needsSecond, type SignInRules } from './second-factor.ts'
import { type Device, type Proof, type Session, sessionSeconds, startSession } from './session.ts'
import { noteLogin } from './sign-in-log.ts'
import { issue, look, take, tryWith } from './tickets.ts'
import { addTotp, newRecoveryCodes, newTotp, sealTotp, takeRecoveryCode, totpFits } from './totp.ts'
import type { Tries } from './tries.ts'
import type { Turnstile } from './turnstile.ts'

/** What every part of the sign-in has in its hands. */
export interface Hands {
  readonly world: World
  readonly db: Database
  readonly tries: Tries
  readonly passwords: Turnstile
  /** The address people use, where it was told. */
  readonly baseUrl: string | null
  secrets(): SealSecrets
  rules(): Promise<SignInRules>
  /** Does this request's cookie go over https alone? */
  safe(request: FastifyRequest): Safe
  deviceOf(request: FastifyRequest): Device
  /** The site that passkeys and other houses' answers are bound to. */
  siteOf(request: FastifyRequest): Site
  /** The session of the cookie; keys don't count here. */
  sessionOf(headers: IncomingHttpHeaders): Promise<Session | null>
  whoIs(id: string): Promise<Who | null>
  /** What is remembered of people, sessions and rules is read anew, in every process. */
  changed(): Promise<void>
}

/** Who is in, as the window wants it first. */
export interface Came {
  readonly who: {
    readonly id: string
    readonly name: string
    readonly email?: string
    readonly roles: readonly string[]
    readonly language: 'zh' | 'en'
  }
}
export type Way = 'totp' | 'passkey' | 'recovery'
/** In, or what is still asked: the second factor, or to set one up first. */
export type Step =
  | Came
  | { readonly next: 'second'; readonly ticket: string; readonly ways: readonly Way[] }
  | { readonly next: 'enrol'; readonly ticket: string }

interface At {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** E-mail and password. Unknown, left and wrong are one and the same answer. */
export async function byPassword(
  hands: Hands,
  at: At,
  email: string,
  password: string,
): Promise<Step> {
  const device = hands.deviceOf(at.request)
  await hands.tries.take(device.address, email)
  // Longer than any we ever took, so it is wrong for everybody alike.
  if (password.length > longestPassword * 2 || email.length > 254) refuse('wrong-credentials')
  const person = await personAt(hands.db, email)
  const [known] = person?.active
    ? await hands.db.query<{ password: string }>(
        sql`select password from login_account where person = ${person.id}::uuid`,
      )
    : []
  const fits = await hands.passwords.pass(() => passwordFits(known?.password ?? null, password))
  if (!fits || !person) {
    await noteLogin(hands.db, { kind: 'wrong_password', person: person?.id ?? null, device })
    return refuse('wrong-credentials')
  }
  await hands.tries.forgive(device.address, email)
  return afterFirst(hands, at, person.id, { way: 'password', second: false })
}

/** The first proof is good: is a second one needed? */
export async function afterFirst(
  hands: Hands,
  at: At,
  person: string,
  proof: Proof,
): Promise<Step> {
  const who = (await hands.whoIs(person)) ?? refuse('wrong-credentials')
  if (proof.second) return comeIn(hands, at, who, proof)
  const factors = await factorsOf(hands.db, person)
  if (hasSecond(factors)) {
    const { token } = await issue(hands.db, 'second', person, { way: proof.way })
    const ways: Way[] = [
      ...(factors.passkeys ? (['passkey'] as const) : []),
      ...(factors.totp ? (['totp'] as const) : []),
      ...(factors.recovery ? (['recovery'] as const) : []),
    ]
    return { next: 'second', ticket: token, ways }
  }
  if (!needsSecond(await hands.rules(), who.roles)) return comeIn(hands, at, who, proof)
  return {
    next: 'enrol',
    ticket: (await issue(hands.db, 'enrol', person, { way: proof.way })).token,
  }
}

/** The second step: a code of the app, a code from paper, or a passkey's answer. */
export async function bySecond(
  hands: Hands,
  at: At,
  token: string,
  given: { code?: string; recovery?: string; passkey?: unknown },
): Promise<Step> {
  const device = hands.deviceOf(at.request)
  const ticket = (await tryWith(hands.db, ['second'], token)) ?? refuse('sign-in-over')
  const person = ticket.person!
  if (given.passkey !== undefined) {
    const challenge = ticket.data.challenge
    if (
      typeof challenge !== 'string' ||
      (await personOfPasskey(hands.db, hands.siteOf(at.request), challenge, given.passkey)) !==
        person
    )
      refuse('wrong-passkey')
  } else {
    // Whoever comes here knows the password, so counting by account locks no stranger's victim out.
    await hands.tries.takeSecond(person)
    const fits =
      given.code !== undefined
        ? await totpFits(hands.db, hands.secrets(), person, given.code.replace(/\s/g, ''))
        : await hands.passwords.pass(() => takeRecoveryCode(hands.db, person, given.recovery ?? ''))
    if (!fits) {
      await noteLogin(hands.db, { kind: 'wrong_second', person, device })
      refuse('wrong-code')
    }
    await hands.tries.forgiveSecond(person)
    if (given.code === undefined)
      await noteLogin(hands.db, { kind: 'recovery_code_used', person, device })
  }
  if (!(await take(hands.db, ['second'], token))) refuse('sign-in-over')
  const who = (await hands.whoIs(person)) ?? refuse('wrong-credentials')
  return comeIn(hands, at, who, { way: String(ticket.data.way), second: true })
}

/** The challenge for a passkey as second step; it is kept with the step's ticket. */
export async function askSecondPasskey(
  hands: Hands,
  request: FastifyRequest,
  token: string,
): Promise<unknown> {
  const ticket = (await look(hands.db, ['second'], token)) ?? refuse('sign-in-over')
  const options = await askForAny(hands.db, hands.siteOf(request), ticket.person)
  await hands.db.query(
    sql`update login_ticket set data = ${JSON.stringify({ ...ticket.data, challenge: options.challenge })}::json where hash = ${hashOf(token)}`,
  )
  return options
}

/** Somebody whose role needs a second factor has none: the key of an app, shown before there is a session. */
export async function beginEnrol(
  hands: Hands,
  token: string,
): Promise<{ secret: string; url: string }> {
  const ticket = (await look(hands.db, ['enrol'], token)) ?? refuse('sign-in-over')
  const [person] = await hands.db.query<{ email: string }>(
    sql`select email from person where id = ${ticket.person}::uuid`,
  )
  const made = newTotp(person?.email ?? '')
  const secret = sealTotp(hands.secrets(), ticket.person!, made.secret)
  await hands.db.query(
    sql`update login_ticket set data = ${JSON.stringify({ ...ticket.data, secret })}::json where hash = ${hashOf(token)}`,
  )
  return made
}

/** The app's first code is right: in, with ten codes for paper. */
export async function endEnrol(
  hands: Hands,
  at: At,
  token: string,
  code: string,
): Promise<Came & { recovery: string[] }> {
  const ticket = (await tryWith(hands.db, ['enrol'], token)) ?? refuse('sign-in-over')
  const person = ticket.person!
  const { secret } = ticket.data
  const recovery = await hands.db.transaction(async (tx) => {
    if (
      typeof secret !== 'string' ||
      !(await addTotp(tx, hands.secrets(), person, secret, code.replace(/\s/g, '')))
    )
      return null
    return (await take(tx, ['enrol'], token)) ? newRecoveryCodes(tx, person) : null
  })
  if (!recovery) return refuse('wrong-code')
  await noteLogin(hands.db, { kind: 'totp_added', person, device: hands.deviceOf(at.request) })
  const who = (await hands.whoIs(person)) ?? refuse('wrong-credentials')
  return {
    ...(await comeIn(hands, at, who, { way: String(ticket.data.way), second: true })),
    recovery,
  }
}

/** A passkey as the whole sign-in: the challenge. */
export async function askPasskey(
  hands: Hands,
  request: FastifyRequest,
): Promise<{ ticket: string; options: unknown }> {
  const options = await askForAny(hands.db, hands.siteOf(request), null)
  return {
    ticket: (await issue(hands.db, 'passkey', null, { challenge: options.challenge })).token,
    options,
  }
}

/** A passkey as the whole sign-in: the device has asked who is there, so it is two factors at once. */
export async function byPasskey(
  hands: Hands,
  at: At,
  token: string,
  answer: unknown,
): Promise<Step> {
  const ticket = (await take(hands.db, ['passkey'], token)) ?? refuse('sign-in-over')
  const person = await personOfPasskey(
    hands.db,
    hands.siteOf(at.request),
    String(ticket.data.challenge),
    answer,
  )
  return afterFirst(hands, at, person, { way: 'passkey', second: true })
}

/** Begins the session and ends the one that this browser had before. */
async function comeIn(hands: Hands, { request, reply }: At, who: Who, proof: Proof): Promise<Came> {
  const device = hands.deviceOf(request)
  await endOwn(hands, request)
  const token = await startSession(hands.db, who.id, proof, device)
  await noteLogin(hands.db, {
    kind: 'signed_in',
    person: who.id,
    device,
    more: { way: proof.way, second: proof.second },
  })
  reply.header('set-cookie', sessionCookie(token, sessionSeconds, hands.safe(request)))
  const [row] = await hands.db.query<{ email: string | null }>(
    sql`select email from person where id = ${who.id}::uuid`,
  )
  return {
    who: {
      id: who.id,
      name: who.name,
      ...(row?.email && { email: row.email }),
      roles: who.roles,
      language: who.language,
    },
  }
}

/** Ends the session that the request brings; 200 also where there is none. */
export async function leave(hands: Hands, { request, reply }: At): Promise<void> {
  const person = await endOwn(hands, request)
  if (person) {
    await noteLogin(hands.db, { kind: 'signed_out', person, device: hands.deviceOf(request) })
    await hands.changed()
  }
  reply.header('set-cookie', forgottenCookies(hands.safe(request)))
}

async function endOwn(hands: Hands, request: FastifyRequest): Promise<string | null> {
  const cookie = cookieOf(request.headers.cookie)
  const token = cookie === null ? null : tokenOf(cookie)
  if (token === null) return null
  const [row] = await hands.db.query<{ person: string }>(
    sql`delete from login_session where token_hash = ${hashOf(token)} returning person`,
  )
  return row?.person ?? null
}

/** A new password in place of the old one: every session ends, and this browser has a new one with the same proof. */
export async function changePassword(
  hands: Hands,
  at: At,
  session: Session,
  current: string,
  next: string,
): Promise<void> {
  const who = (await hands.whoIs(session.person)) ?? refuse('not-signed-in')
  const device = hands.deviceOf(at.request)
  await hands.tries.take(device.address, who.id)
  const [known] = await hands.db.query<{ password: string; email: string | null }>(
    sql`select a.password, p.email from login_account a join person p on p.id = a.person where a.person = ${who.id}::uuid`,
  )
  const problems = new Problems()
  const weakness = weaknessOf(next, [who.name, known?.email ?? '', hands.world.company.name])
  if (weakness) problems.add('newPassword', weakness.code, weakness.details)
  const fits =
    current.length <= longestPassword * 2 &&
    (await hands.passwords.pass(() => passwordFits(known?.password ?? null, current)))
  if (!fits) problems.add('currentPassword', 'wrong-password')
  problems.done()
  const hash = await hands.passwords.pass(() => hashPassword(next))
  await hands.db.transaction(async (tx) => {
    await storePassword(tx, who.id, hash)
    await noteLogin(tx, { kind: 'password_set', person: who.id, device })
  })
  await hands.changed()
  await hands.tries.forgive(device.address, who.id)
  const fresh = (await hands.whoIs(who.id)) ?? refuse('not-signed-in')
  await comeIn(hands, at, fresh, { way: session.way, second: session.second })
}

/** A first or a new password by a link that counts once. The second factor, where there is one, is still asked for at the sign-in. */
export async function setByLink(
  hands: Hands,
  request: FastifyRequest,
  token: string,
  password: string,
): Promise<{ email: string }> {
  const ticket = (await look(hands.db, ['recovery', 'invitation'], token)) ?? refuse('link-over')
  const [person] = await hands.db.query<{ name: string; email: string | null }>(
    sql`select name, email from person where id = ${ticket.person}::uuid and active and removed_at is null`,
  )
  if (!person?.email) return refuse('link-over')
  const problems = new Problems()
  const weakness = weaknessOf(password, [person.name, person.email, hands.world.company.name])
  if (weakness) problems.add('password', weakness.code, weakness.details)
  problems.done()
  const hash = await hands.passwords.pass(() => hashPassword(password))
  await hands.db.transaction(async (tx) => {
    if (!(await take(tx, [ticket.purpose], token))) refuse('link-over')
    invariant(ticket.person, 'a link for a password is somebody’s')
    await storePassword(tx, ticket.person, hash)
    await noteLogin(tx, {
      kind: 'password_set',
      person: ticket.person,
      device: hands.deviceOf(request),
      more: { by: ticket.purpose },
    })
  })
  await hands.changed()
  return { email: person.email }
}
