// Which gate does each address pass? Every route is declared here with its gate; nothing else adds one.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '#kernel/error.ts'
import { mayAdminister, type Who } from '#kernel/permission.ts'
import { takeKey } from './at-most-once.ts'
import type { Machine } from './machine.ts'
import { previewed } from './preview.ts'
import { languageOf } from './problem.ts'

/** open: anybody · signed-in: a person or a key · session: a person at their own browser, never a key · admin: an administrator. */
export type Gate = 'open' | 'signed-in' | 'session' | 'admin'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly url: string
  readonly gate: Gate
  /** What OpenAPI says of it. */
  readonly says: string
  readonly run: (call: Call) => Promise<unknown>
  readonly bodyLimit?: number
  /** Changes how somebody signs in: a session that began a while ago has to prove its person again. */
  readonly fresh?: true
  /** A POST that only asks: keys that only read may use it. */
  readonly reads?: boolean
  /** It looks after an `Idempotency-Key` itself: in its own transaction (`once`), or once it knows the file. */
  readonly keyed?: boolean
  /** Its answer holds a secret that is kept nowhere. */
  readonly secret?: boolean
}

export interface Call {
  readonly machine: Machine
  /** Signed-in routes always have one; on open routes it is the caller if they are known. */
  readonly who: Who
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly language: 'zh' | 'en'
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Adds the routes; the gate is asked before the body of any of them runs. */
export function addRoutes(server: FastifyInstance, machine: Machine, routes: readonly Route[]): void {
  for (const route of routes)
    server.route({
      method: route.method,
      url: route.url,
      ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
      handler: async (request, reply) => {
        const who = route.gate === 'open' ? nobody : await whoOf(machine, request, reply)
        if (route.gate === 'admin' && !mayAdminister(who)) refuse('not-allowed', { deed: { zh: '管理', en: 'administer' } })
        if (who.only_read && route.method !== 'GET' && !route.reads) refuse('not-allowed', { deed: { zh: '用只读密钥写入', en: 'write with a key that only reads' } })
        if (route.gate === 'session' && request.headers.authorization) refuse('not-allowed', { deed: { zh: '用密钥管理自己的登录', en: 'manage sign-in with a key' } })
        if (route.gate !== 'open' && route.method !== 'GET') machine.login.sameOrigin(request)
        if (route.fresh) await machine.login.mustBeFresh(request.headers)
        const seen = await previewed(machine, who, request, route)
        const call: Call = {
          ...seen, request, reply,
          params: request.params as Record<string, string>,
          query: flat(request.query),
          body: request.body,
          language: request.headers['accept-language'] ? languageOf(request.headers['accept-language']) : seen.who.language,
        }
        if (route.gate !== 'open' && !route.keyed && (await takeKey(call, call.body, route.secret))) return reply
        return route.run(call)
      },
    })
}

const nobody: Who = { id: '', name: '', roles: [], team: null, teams: [], people: [], language: 'zh' }

async function whoOf(machine: Machine, request: FastifyRequest, reply: FastifyReply): Promise<Who> {
  const who = (await machine.login.who(request.headers, reply)) ?? refuse('not-signed-in')
  known.set(request, who.id)
  return who
}

const known = new WeakMap<FastifyRequest, string>()

/** The id of who asked, for the log; null where nobody is known. */
export const askedBy = (request: FastifyRequest): string | null => known.get(request) ?? null

/** A parameter given twice is read as its last value; objects never come in through the query string. */
function flat(query: unknown): Record<string, string> {
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>))
    result[name] = String(Array.isArray(value) ? value.at(-1) : value)
  return result
}
