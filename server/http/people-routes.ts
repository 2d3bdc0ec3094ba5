// Which addresses manage who may come in? People with their sign-in, and the keys of programs.
import { Problems, refuse } from '#kernel/error.ts'
import { type Deed, deeds, isAdmin, mayAdminister } from '#kernel/permission.ts'
import { createKey, type KeyOptions, listKeys, revokeKey } from '#server/login/keys.ts'
import {
  createPerson,
  type NewPerson,
  setPassword,
  signInStates,
  signOutEverywhere,
} from '#server/login/people.ts'
import { noteLogin } from '#server/login/sign-in-log.ts'
import { settleWith } from './at-most-once.ts'
import { idOf, viewOf } from './calls.ts'
import { bodyOf, textOf } from './given.ts'
import type { Call, Route } from './routes.ts'
import type { Json } from '#kernel/json.ts'

const person = { zh: '人员', en: 'person' }

function newPerson(call: Call): NewPerson {
  const given = bodyOf(call)
  const problems = new Problems()
  problems.onlyKnown(given, ['name', 'email', 'roles', 'team', 'password', 'invite', 'language'])
  const [name, email, password] = (['name', 'email', 'password'] as const).map((one) =>
    textOf(given, one, problems),
  ) as [string, string, string]
  const team = textOf(given, 'team', problems)
  const roles = given.roles ?? []
  if (!Array.isArray(roles) || !roles.every((one) => typeof one === 'string'))
    problems.add('roles', 'wrong-type', { expected: '["…"]' })
  const invite = given.invite ?? false
  if (typeof invite !== 'boolean')
    problems.add('invite', 'wrong-type', { expected: 'true / false' })
  problems.done()
  return {
    name,
    email,
    password: invite === true ? null : password,
    roles: roles as string[],
    team: team || null,
    ...(given.language === 'en' || given.language === 'zh' ? { language: given.language } : {}),
  }
}

/** The wish for a key, with every problem at once. */
function newKey(call: Call): { name: string } & Omit<KeyOptions, 'now'> {
  const given = bodyOf(call)
  const problems = new Problems()
  problems.onlyKnown(given, ['name', 'only_read', 'roles', 'objects', 'expires_at'])
  const name = textOf(given, 'name', problems).trim()
  if (!name && !problems.list.some((one) => one.path === 'name')) problems.add('name', 'required')
  if ([...name].length > 100) problems.add('name', 'too-long', { max: 100 })
  const onlyRead = given.only_read ?? false
  if (typeof onlyRead !== 'boolean')
    problems.add('only_read', 'wrong-type', { expected: 'true / false' })
  const roles = rolesOf(given, call.who.roles, problems)
  const objects = objectsOf(given, call, problems)
  const expires = textOf(given, 'expires_at', problems)
  const at = Date.parse(expires)
  if (
    expires &&
    !(at > call.machine.world.now().getTime() && at < Date.parse('9999-01-01T00:00:00Z'))
  )
    problems.add('expires_at', 'wrong-type', {
      expected: { zh: '将来的时间', en: 'a moment to come' },
    })
  problems.done()
  return {
    name,
    onlyRead: onlyRead === true,
    roles,
    objects,
    ...(expires ? { expiresAt: new Date(at) } : {}),
  }
}

/** Some of one's own roles. */
function rolesOf(given: Json, own: readonly string[], problems: Problems): string[] | null {
  const roles = given.roles ?? null
  if (roles === null) return null
  if (!Array.isArray(roles)) problems.add('roles', 'wrong-type', { expected: '["…"]' })
  else
    for (const [i, role] of roles.entries())
      if (!own.includes(role as string))
        problems.add(`roles[${i}]`, 'not-a-choice', { value: String(role).slice(0, 60) })
  return Array.isArray(roles) ? [...new Set(roles as string[])] : null
}

/** `{"lead": ["read", "create"]}`: objects that one sees, each with deeds. */
function objectsOf(given: Json, call: Call, problems: Problems): Record<string, Deed[]> | null {
  const objects = given.objects ?? null
  if (objects === null) return null
  if (typeof objects !== 'object' || Array.isArray(objects)) {
    problems.add('objects', 'wrong-type', { expected: '{"lead": ["read"]}' })
    return null
  }
  const seen = viewOf(call).objects
  const found: [string, Deed[]][] = []
  for (const [name, list] of Object.entries(objects)) {
    const path = `objects.${name.slice(0, 60)}`
    if (!Object.hasOwn(seen, name)) problems.add(path, 'not-a-choice', { value: name.slice(0, 60) })
    else if (!Array.isArray(list) || list.length === 0) problems.add(path, 'required')
    else {
      for (const [i, deed] of list.entries())
        if (!deeds.includes(deed as Deed))
          problems.add(`${path}[${i}]`, 'not-a-choice', { value: String(deed).slice(0, 60) })
      found.push([name, [...new Set(list as Deed[])]])
    }
  }
  if (found.length === 0 && Object.keys(objects).length === 0) problems.add('objects', 'required')
  return Object.fromEntries(found)
}

/** A key that only reads changes nothing, itself included. */
function mustWrite(call: Call): void {
  if (call.who.only_read || call.who.only)
    refuse('not-allowed', { deed: { zh: '管理密钥', en: 'manage keys' } })
}

export const peopleRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/people',
    gate: 'admin',
    says: 'Who can sign in, and was here last when',
    run: async (call) => ({ data: await signInStates(call.machine.world, call.who) }),
  },
  {
    method: 'POST',
    url: '/api/v1/people',
    gate: 'admin',
    fresh: true,
    says: 'A person with roles, team and a password to sign in with, or `invite: true`',
    run: async (call) => {
      const id = await createPerson(call.machine.world, newPerson(call), call.who, (tx, made) =>
        settleWith(tx, call, 201, { id: made }),
      )
      await call.machine.login.hands.changed()
      call.reply.code(201)
      return { id }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/people/:id/password',
    gate: 'admin',
    fresh: true,
    says: 'Give a person a new password; their sessions end',
    run: async (call) => {
      const id = idOf(call, person)
      const problems = new Problems()
      const password = textOf(bodyOf(call), 'password', problems)
      problems.done()
      await setPassword(call.machine.world, id, password, call.who)
      await call.machine.login.hands.changed()
      return { id }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/people/:id/sign-out',
    gate: 'admin',
    says: 'End every session of a person',
    run: async (call) => {
      const ended = await signOutEverywhere(call.machine.world, idOf(call, person), call.who)
      await call.machine.login.hands.changed()
      return { ended }
    },
  },
  {
    method: 'GET',
    url: '/api/v1/keys',
    gate: 'signed-in',
    says: 'Your API keys; ?all=true: everybody’s, for administrators',
    run: async (call) => {
      const all = call.query.all === 'true'
      if (call.who.only || (all && !mayAdminister(call.who)))
        refuse('not-allowed', { deed: { zh: '查看这些密钥', en: 'see these keys' } })
      return { data: await listKeys(call.machine.world.db, all ? null : call.who.id) }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/keys',
    gate: 'session',
    fresh: true,
    secret: true,
    says: 'A new key of your own, as narrow as you like; the answer is the only place where it is ever shown',
    run: async (call) => {
      const { name, ...options } = newKey(call)
      const { world } = call.machine
      const made = await world.db.transaction(async (tx) => {
        const key = await createKey(tx, call.who.id, name, { ...options, now: world.now() })
        await noteLogin(tx, {
          kind: 'key_made',
          person: call.who.id,
          device: call.machine.login.hands.deviceOf(call.request),
          more: { name },
        })
        const answer = { key, name, start: key.slice(0, 9) }
        await settleWith(tx, call, 201, answer)
        return answer
      })
      call.reply.code(201)
      return made
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/keys/:id',
    gate: 'signed-in',
    says: 'End a key of yours; of anybody, for administrators',
    run: async (call) => {
      mustWrite(call)
      const { world } = call.machine
      const { person: whose, name } = await revokeKey(
        world.db,
        idOf(call, { zh: '密钥', en: 'key' }),
        isAdmin(call.who) ? null : call.who.id,
        world.now(),
      )
      await noteLogin(world.db, {
        kind: 'key_ended',
        person: whose,
        by: call.who.id,
        more: { name },
      })
      await call.machine.login.hands.changed()
      return call.reply.code(204).send()
    },
  },
]
