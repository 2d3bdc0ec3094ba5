// Which addresses does somebody need for their own safety? Sessions, second factor and passkeys; for a person at their browser, never for a key.
import { Problems, refuse } from '#kernel/error.ts'
import type { Security } from '#kernel/api/sign-in.ts'
import { sql } from '#kernel/sql.ts'
import { addPasskey, askForNew, passkeysOf, removePasskey } from '#server/login/passkeys.ts'
import { factorsOf, hasSecond, needsSecond, tidyRecovery } from '#server/login/second-factor.ts'
import { endSession, endSessions, type Session, sessionsOf } from '#server/login/session.ts'
import { type Happening, happeningsOf, noteLogin } from '#server/login/sign-in-log.ts'
import { endTickets, issue, take, tryWith } from '#server/login/tickets.ts'
import { addTotp, newRecoveryCodes, newTotp, sealTotp } from '#server/login/totp.ts'
import type { Asks } from '#server/database/pool.ts'
import { idOf } from './calls.ts'
import { bodyOf, textsOf } from './given.ts'
import type { Call, Route } from './routes.ts'

const sessionOf = async (call: Call): Promise<Session> =>
  (await call.machine.login.sessionOf(call.request.headers)) ?? refuse('not-signed-in')
const note = (
  call: Call,
  asks: Asks,
  kind: Happening,
  more?: Readonly<Record<string, string | number>>,
) =>
  noteLogin(asks, {
    kind,
    person: call.who.id,
    device: call.machine.login.hands.deviceOf(call.request),
    ...(more && { more }),
  })
const emailOf = async (call: Call): Promise<string> =>
  (
    await call.machine.world.db.query<{ email: string | null }>(
      sql`select email from person where id = ${call.who.id}::uuid`,
    )
  )[0]?.email ?? ''

/** Whoever comes with a second factor now counts as such, and need not sign in anew. */
const nowSecond = (tx: Asks, session: Session): Promise<unknown> =>
  tx.query(sql`update login_session set second = true where id = ${session.id}::uuid`)

/** The last one stays where the company asks for one. */
async function mayLose(call: Call, tx: Asks): Promise<void> {
  const { hands } = call.machine.login
  if (
    !hasSecond(await factorsOf(tx, call.who.id)) &&
    needsSecond(await hands.rules(), call.who.roles)
  )
    refuse('second-factor-needed')
}

export const securityRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/security',
    gate: 'session',
    says: 'How do I sign in, where am I signed in, and what happened lately?',
    run: async (call): Promise<Security> => {
      const { db } = call.machine.world
      const { hands } = call.machine.login
      const session = await sessionOf(call)
      const [factors, passkeys, sessions, lately, [account], linked, rules] = await Promise.all([
        factorsOf(db, call.who.id),
        passkeysOf(db, call.who.id),
        sessionsOf(db, call.who.id),
        happeningsOf(db, call.who.id, null, 12),
        db.query<{ at: string }>(
          sql`select updated_at as at from login_account where person = ${call.who.id}::uuid`,
        ),
        db.query<{ name: string; label: string }>(
          sql`select p.name, p.label from login_identity i join login_provider p on p.name = i.provider where i.person = ${call.who.id}::uuid and coalesce(p.settings ->> 'paused', 'false') <> 'true' order by p.label`,
        ),
        hands.rules(),
      ])
      return {
        password_at: account?.at ?? null,
        totp: factors.totp,
        recovery_left: factors.recovery,
        passkeys: [...passkeys],
        sso: [...linked],
        required: needsSecond(rules, call.who.roles),
        sessions: sessions.map((one) => ({ ...one, current: one.id === session.id })),
        lately: [...lately],
      }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/security/totp',
    gate: 'session',
    fresh: true,
    secret: true,
    says: 'A key for an authenticator app; it counts once a code of it was shown',
    run: async (call) => {
      const made = newTotp(await emailOf(call))
      const { db } = call.machine.world
      await endTickets(db, ['totp'], call.who.id)
      const sealed = sealTotp(call.machine.login.hands.secrets(), call.who.id, made.secret)
      const { token } = await issue(db, 'totp', call.who.id, { secret: sealed })
      return { ...made, ticket: token }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/security/totp/confirm',
    gate: 'session',
    fresh: true,
    secret: true,
    says: 'The app’s first code: it counts from now on; answers codes for paper, this once',
    run: async (call) => {
      const { ticket, code } = textsOf(call, 'ticket', 'code')
      const { db } = call.machine.world
      const known = (await tryWith(db, ['totp'], ticket)) ?? refuse('sign-in-over')
      if (known.person !== call.who.id) refuse('sign-in-over')
      const session = await sessionOf(call)
      const recovery = await db.transaction(async (tx) => {
        if (
          !(await addTotp(
            tx,
            call.machine.login.hands.secrets(),
            call.who.id,
            String(known.data.secret),
            code.replace(/\s/g, ''),
          ))
        )
          return null
        if (!(await take(tx, ['totp'], ticket))) return null
        await nowSecond(tx, session)
        await note(call, tx, 'totp_added')
        return newRecoveryCodes(tx, call.who.id)
      })
      if (!recovery) return refuse('wrong-code')
      await call.machine.login.hands.changed()
      return { recovery }
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/security/totp',
    gate: 'session',
    fresh: true,
    says: 'The authenticator app counts no more',
    run: async (call) => {
      await call.machine.world.db.transaction(async (tx) => {
        await tx.query(sql`delete from login_totp where person = ${call.who.id}::uuid`)
        await mayLose(call, tx)
        await tidyRecovery(tx, call.who.id)
        await note(call, tx, 'totp_removed')
      })
      return call.reply.code(204).send()
    },
  },
  {
    method: 'POST',
    url: '/api/v1/security/recovery',
    gate: 'session',
    fresh: true,
    secret: true,
    says: 'Ten new codes for paper, shown this once; the old ones end',
    run: async (call) => {
      const { db } = call.machine.world
      if (!hasSecond(await factorsOf(db, call.who.id))) refuse('second-factor-first')
      return db.transaction(async (tx) => {
        await note(call, tx, 'recovery_codes_made')
        return { recovery: await newRecoveryCodes(tx, call.who.id) }
      })
    },
  },
  {
    method: 'POST',
    url: '/api/v1/security/passkeys/challenge',
    gate: 'session',
    fresh: true,
    secret: true,
    says: 'What the browser needs to make a passkey',
    run: async (call) => {
      const { db } = call.machine.world
      const options = await askForNew(db, call.machine.login.hands.siteOf(call.request), {
        id: call.who.id,
        name: call.who.name,
        email: await emailOf(call),
      })
      const { token } = await issue(db, 'new_passkey', call.who.id, {
        challenge: options.challenge,
      })
      return { ticket: token, options }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/security/passkeys',
    gate: 'session',
    fresh: true,
    secret: true,
    says: 'The passkey that the browser has made, with a name for it',
    run: async (call) => {
      const { ticket, name } = textsOf(call, 'ticket', 'name')
      const problems = new Problems()
      if ([...name].length > 60) problems.add('name', 'too-long', { max: 60 })
      problems.done()
      const { db } = call.machine.world
      const known = (await take(db, ['new_passkey'], ticket)) ?? refuse('sign-in-over')
      if (known.person !== call.who.id) refuse('sign-in-over')
      const session = await sessionOf(call)
      const site = call.machine.login.hands.siteOf(call.request)
      const recovery = await db.transaction(async (tx) => {
        const before = await factorsOf(tx, call.who.id)
        await addPasskey(
          tx,
          site,
          call.who.id,
          String(known.data.challenge),
          name.trim(),
          bodyOf(call).passkey,
        )
        await nowSecond(tx, session)
        await note(call, tx, 'passkey_added', { name: name.trim() })
        // With the first second factor come the codes for when it is lost.
        return before.recovery === 0 ? newRecoveryCodes(tx, call.who.id) : null
      })
      await call.machine.login.hands.changed()
      call.reply.code(201)
      return { recovery }
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/security/passkeys/:key',
    gate: 'session',
    fresh: true,
    says: 'A passkey counts no more',
    run: async (call) => {
      await call.machine.world.db.transaction(async (tx) => {
        const name = await removePasskey(tx, call.who.id, call.params.key!)
        await mayLose(call, tx)
        await tidyRecovery(tx, call.who.id)
        await note(call, tx, 'passkey_removed', { name })
      })
      return call.reply.code(204).send()
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/security/sessions/:id',
    gate: 'session',
    says: 'End a session of one’s own, here or elsewhere',
    run: async (call) => {
      const { db } = call.machine.world
      await endSession(db, call.who.id, idOf(call, { zh: '登录', en: 'session' }))
      await note(call, db, 'session_ended')
      await call.machine.login.hands.changed()
      return call.reply.code(204).send()
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/security/sessions',
    gate: 'session',
    says: 'End every other session of one’s own',
    run: async (call) => {
      const { db } = call.machine.world
      const ended = await endSessions(db, call.who.id, (await sessionOf(call)).id)
      await note(call, db, 'sessions_ended', { n: ended })
      await call.machine.login.hands.changed()
      return { ended }
    },
  },
]
