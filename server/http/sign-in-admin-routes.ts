// Which addresses decide how a company signs in? Rules, other houses that vouch, people's sessions and factors, and what happened at the door.
import { refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { systemWho } from '#server/world/world.ts'
import { sql } from '#kernel/sql.ts'
import { passkeysOf } from '#server/login/passkeys.ts'
import { loseSecond } from '#server/login/people.ts'
import {
  addProvider,
  changeProvider,
  listProviders,
  type Provider,
  providerAt,
  providerOf,
  removeProvider,
} from '#server/login/providers.ts'
import { factorsOf, mustHaveUsedIt, rulesOf, storeRules } from '#server/login/second-factor.ts'
import { endSession, sessionsOf } from '#server/login/session.ts'
import { happeningsOf, noteLogin } from '#server/login/sign-in-log.ts'
import { checkProvider } from '#server/login/sso.ts'
import { idOf } from './calls.ts'
import type { Call, Route } from './routes.ts'

const rolesOf = (call: Call): string[] => Object.keys(call.machine.world.app.roles)

async function personOf(call: Call): Promise<string> {
  const id = idOf(call, 'person')
  const rows = await call.machine.world.db.query(
    sql`select 1 from person where id = ${id}::uuid and removed_at is null and id <> ${systemWho.id}::uuid`,
  )
  return rows.length ? id : refuse('not-found', { what: { zh: '人员', en: 'person' } })
}

async function knownProvider(call: Call): Promise<Provider & { client_secret: string | null }> {
  const { db } = call.machine.world
  return (
    (await providerAt(db, call.machine.login.hands.secrets(), call.params.name!)) ??
    refuse('not-found', { what: { zh: '单点登录', en: 'provider' } })
  )
}

export const signInAdminRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/sign-in/rules',
    gate: 'admin',
    says: 'Who has to sign in with a second factor?',
    run: async (call) => call.machine.login.hands.rules(),
  },
  {
    method: 'PUT',
    url: '/api/v1/sign-in/rules',
    gate: 'admin',
    fresh: true,
    says: 'Say which roles sign in with a second factor; sessions without one end at once',
    run: async (call) => {
      const { hands } = call.machine.login
      const rules = rulesOf(call.body, [...rolesOf(call), 'admin'])
      const session = await call.machine.login.sessionOf(call.request.headers)
      mustHaveUsedIt(rules, call.who.roles, session === null || session.second)
      await hands.db.transaction(async (tx) => {
        await storeRules(tx, rules)
        await noteLogin(tx, {
          kind: 'rules_changed',
          person: call.who.id,
          more: { second_factor_roles: rules.second_factor_roles.join(' ') },
        })
      })
      await hands.changed()
      return rules
    },
  },
  {
    method: 'GET',
    url: '/api/v1/sign-in/providers',
    gate: 'admin',
    says: 'Which other houses vouch for people; secrets are never shown',
    run: async (call) => ({
      data: await listProviders(call.machine.world.db),
      callback: `${call.machine.login.hands.baseUrl ?? ''}/api/auth/sso/`,
    }),
  },
  {
    method: 'POST',
    url: '/api/v1/sign-in/providers',
    gate: 'admin',
    fresh: true,
    says: 'Another house that vouches (OpenID Connect)',
    run: async (call) => {
      const { hands } = call.machine.login
      const given = providerOf(call.body, rolesOf(call), null)
      await checkProvider({ ...given, client_secret: given.client_secret ?? null })
      await hands.db.transaction(async (tx) => {
        await addProvider(tx, hands.secrets(), given)
        await noteLogin(tx, {
          kind: 'provider_changed',
          person: call.who.id,
          more: { provider: given.name },
        })
      })
      call.reply.code(201)
      return { name: given.name }
    },
  },
  {
    method: 'PATCH',
    url: '/api/v1/sign-in/providers/:name',
    gate: 'admin',
    fresh: true,
    says: 'Change how another house is asked and how far it is believed',
    run: async (call) => {
      const { hands } = call.machine.login
      const { client_secret, ...before } = await knownProvider(call)
      const given = providerOf(call.body, rolesOf(call), before)
      // One that is paused may be away.
      if (!given.settings.paused)
        await checkProvider({ ...given, client_secret: given.client_secret ?? client_secret })
      await hands.db.transaction(async (tx) => {
        await changeProvider(tx, hands.secrets(), given)
        await noteLogin(tx, {
          kind: 'provider_changed',
          person: call.who.id,
          more: { provider: given.name },
        })
      })
      return { name: given.name }
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/sign-in/providers/:name',
    gate: 'admin',
    fresh: true,
    says: 'This house vouches no more; everybody’s link to it ends',
    run: async (call) => {
      const { db } = call.machine.world
      const { name } = await knownProvider(call)
      await db.transaction(async (tx) => {
        await removeProvider(tx, name)
        // Whoever came in by it has to come in another way.
        await tx.query(sql`delete from login_session where way = ${`sso ${name}`}`)
        await noteLogin(tx, {
          kind: 'provider_removed',
          person: call.who.id,
          more: { provider: name },
        })
      })
      await call.machine.login.hands.changed()
      return call.reply.code(204).send()
    },
  },
  {
    method: 'GET',
    url: '/api/v1/sign-in/log',
    gate: 'admin',
    says: 'What happened at the door, newest first; ?person=, ?before=',
    run: async (call) => {
      const { person, before } = call.query
      if (person !== undefined && !isUuid(person)) refuse('malformed', { reason: '?person' })
      if (before !== undefined && !isUuid(before)) refuse('malformed', { reason: '?before' })
      return { data: await happeningsOf(call.machine.world.db, person ?? null, before ?? null) }
    },
  },
  {
    method: 'GET',
    url: '/api/v1/people/:id/sign-in',
    gate: 'admin',
    says: 'How a person signs in, and where they are signed in',
    run: async (call) => {
      const { db } = call.machine.world
      const id = await personOf(call)
      const [factors, passkeys, sessions] = await Promise.all([
        factorsOf(db, id),
        passkeysOf(db, id),
        sessionsOf(db, id),
      ])
      return {
        totp: factors.totp,
        recovery_left: factors.recovery,
        passkeys: passkeys.length,
        sessions,
      }
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/people/:id/second-factor',
    gate: 'admin',
    fresh: true,
    says: 'Take a person’s second factor away, when it is lost; their sessions end',
    run: async (call) => {
      const id = await personOf(call)
      await loseSecond(call.machine.world, id, call.who)
      await call.machine.login.hands.changed()
      return call.reply.code(204).send()
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/people/:id/sessions/:session',
    gate: 'admin',
    says: 'End one session of a person',
    run: async (call) => {
      const { db } = call.machine.world
      const id = await personOf(call)
      if (!isUuid(call.params.session)) refuse('not-found', { what: { zh: '登录', en: 'session' } })
      await endSession(db, id, call.params.session!)
      await noteLogin(db, { kind: 'session_ended', person: id, by: call.who.id })
      await call.machine.login.hands.changed()
      return call.reply.code(204).send()
    },
  },
]
