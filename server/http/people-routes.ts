// Which addresses manage who may come in? People with their sign-in, and the keys of programs.
import { Problems, refuse } from '#kernel/error.ts'
import { isAdmin } from '#kernel/permission.ts'
import { createKey, listKeys, revokeKey } from '#server/login/keys.ts'
import { createPerson, type NewPerson, setPassword, signInStates, signOutEverywhere } from '#server/login/people.ts'
import { idOf } from './calls.ts'
import type { Call, Route } from './routes.ts'

const person = { zh: '人员', en: 'person' }

type Given = Readonly<Record<string, unknown>>
const bodyOf = (call: Call): Given =>
  typeof call.body === 'object' && call.body !== null && !Array.isArray(call.body) ? (call.body as Given) : {}

/** A text of the body; what is no text is a problem, what is absent is "". */
function textOf(given: Given, name: string, problems: Problems): string {
  const value = given[name]
  if (value === undefined || value === null) return ''
  if (typeof value === 'string' && value.isWellFormed() && !value.includes('\0')) return value
  problems.add(name, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
  return ''
}

function newPerson(call: Call): NewPerson {
  const given = bodyOf(call)
  const problems = new Problems()
  for (const name of Object.keys(given))
    if (!['name', 'email', 'roles', 'team', 'password', 'language'].includes(name)) problems.add(name.slice(0, 60), 'unknown-field', { name: name.slice(0, 60) })
  const [name, email, password] = (['name', 'email', 'password'] as const).map(one => textOf(given, one, problems)) as [string, string, string]
  const team = textOf(given, 'team', problems)
  const roles = given.roles ?? []
  if (!Array.isArray(roles) || !roles.every(one => typeof one === 'string')) problems.add('roles', 'wrong-type', { expected: '["…"]' })
  problems.done()
  return { name, email, password, roles: roles as string[], team: team || null, ...(given.language === 'en' || given.language === 'zh' ? { language: given.language } : {}) }
}

/** The wish for a key, with every problem at once. */
function newKey(call: Call): { name: string; onlyRead: boolean; expiresAt?: Date } {
  const given = bodyOf(call)
  const problems = new Problems()
  for (const one of Object.keys(given)) if (!['name', 'only_read', 'expires_at'].includes(one)) problems.add(one.slice(0, 60), 'unknown-field', { name: one.slice(0, 60) })
  const name = textOf(given, 'name', problems).trim()
  if (!name && !problems.list.some(one => one.path === 'name')) problems.add('name', 'required')
  if ([...name].length > 100) problems.add('name', 'too-long', { max: 100 })
  const onlyRead = given.only_read ?? false
  if (typeof onlyRead !== 'boolean') problems.add('only_read', 'wrong-type', { expected: 'true / false' })
  const expires = textOf(given, 'expires_at', problems)
  const at = Date.parse(expires)
  if (expires && !(at > call.machine.world.now().getTime() && at < Date.parse('9999-01-01T00:00:00Z'))) problems.add('expires_at', 'wrong-type', { expected: { zh: '将来的时间', en: 'a moment to come' } })
  problems.done()
  return { name, onlyRead: onlyRead === true, ...(expires ? { expiresAt: new Date(at) } : {}) }
}

/** A key that only reads changes nothing, itself included. */
function mustWrite(call: Call): void {
  if (call.who.only_read) refuse('not-allowed', { deed: { zh: '管理密钥', en: 'manage keys' } })
}

export const peopleRoutes: readonly Route[] = [
  {
    method: 'GET', url: '/api/v1/people', gate: 'admin', says: 'Who can sign in, and was here last when',
    run: async call => ({ data: await signInStates(call.machine.world, call.who) }),
  },
  {
    method: 'POST', url: '/api/v1/people', gate: 'admin', says: 'A person with roles, team and a password to sign in with',
    run: async call => {
      const id = await createPerson(call.machine.world, newPerson(call), call.who)
      call.machine.login.forget()
      call.reply.code(201)
      return { id }
    },
  },
  {
    method: 'POST', url: '/api/v1/people/:id/password', gate: 'admin', says: 'Give a person a new password; their sessions end',
    run: async call => {
      const id = idOf(call, person.zh)
      const problems = new Problems()
      const password = textOf(bodyOf(call), 'password', problems)
      problems.done()
      await setPassword(call.machine.world, id, password, call.who)
      call.machine.login.forget()
      return { id }
    },
  },
  {
    method: 'POST', url: '/api/v1/people/:id/sign-out', gate: 'admin', says: 'End every session of a person',
    run: async call => {
      const ended = await signOutEverywhere(call.machine.world, idOf(call, person.zh), call.who)
      call.machine.login.forget()
      return { ended }
    },
  },
  {
    method: 'GET', url: '/api/v1/keys', gate: 'signed-in', says: 'Your API keys; ?all=true: everybody’s, for administrators',
    run: async call => {
      const all = call.query.all === 'true'
      if (all && !isAdmin(call.who)) refuse('not-allowed', { deed: { zh: '查看所有密钥', en: 'see all keys' } })
      return { data: await listKeys(call.machine.world.db, all ? null : call.who.id) }
    },
  },
  {
    method: 'POST', url: '/api/v1/keys', gate: 'signed-in', secret: true, says: 'A new key of your own; the answer is the only place where it is ever shown',
    run: async call => {
      mustWrite(call)
      const { name, ...options } = newKey(call)
      const { world } = call.machine
      const key = await createKey(world.db, call.who.id, name, { ...options, now: world.now() })
      call.reply.code(201)
      return { key, name, start: key.slice(0, 9) }
    },
  },
  {
    method: 'DELETE', url: '/api/v1/keys/:id', gate: 'signed-in', says: 'End a key of yours; of anybody, for administrators',
    run: async call => {
      mustWrite(call)
      const { world } = call.machine
      await revokeKey(world.db, idOf(call, '密钥'), isAdmin(call.who) ? null : call.who.id, world.now())
      call.machine.login.forget()
      return call.reply.code(204).send()
    },
  },
]
