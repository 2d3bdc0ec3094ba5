// Which gate does each call pass before its code runs? All of them here; nothing else adds an address.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '#kernel/error.ts'
import { mayAdminister, type Who } from '#kernel/permission.ts'
import { onlyAsked } from '#server/database/errors.ts'
import { takeKey } from './at-most-once.ts'
import type { Machine } from './machine.ts'
import { previewed } from './preview.ts'
import { languageOf } from './problem.ts'
import type { Call, Route } from './routes.ts'

/** Adds the routes; the gate is asked before the body of any of them runs. */
export function addRoutes(
  server: FastifyInstance,
  machine: Machine,
  routes: readonly Route[],
): void {
  for (const route of routes)
    server.route({
      method: route.method,
      url: route.url,
      ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
      handler: async (request, reply) => {
        // Nothing is done at the gate, nor by what only asks.
        const call = await onlyAsking(passGate(machine, route, request, reply))
        if (route.gate !== 'open' && !route.keyed && (await takeKey(call, call.body, route.secret)))
          return reply
        const work = route.run(call)
        return route.method === 'GET' || route.reads ? onlyAsking(work) : work
      },
    })
}

const onlyAsking = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw onlyAsked(error)
  })

/** Who calls, and what they ask; refused where they may not. */
async function passGate(
  machine: Machine,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Call> {
  const who = route.gate === 'open' ? nobody : await whoOf(machine, request, reply)
  if (route.gate === 'admin' && !mayAdminister(who))
    refuse('not-allowed', { deed: { zh: '管理', en: 'administer' } })
  if (who.only_read && route.method !== 'GET' && !route.reads)
    refuse('not-allowed', {
      deed: { zh: '用只读密钥写入', en: 'write with a key that only reads' },
    })
  if (route.gate === 'session' && request.headers.authorization)
    refuse('not-allowed', {
      deed: { zh: '用密钥管理自己的登录', en: 'manage sign-in with a key' },
    })
  if (route.gate !== 'open' && route.method !== 'GET') machine.login.sameOrigin(request)
  const type = request.headers['content-type']
  if (type?.toLowerCase().startsWith('multipart/') && !route.form)
    refuse('wrong-media-type', { type: type.slice(0, 80) })
  if (route.fresh) await machine.login.mustBeFresh(request.headers)
  const seen = await previewed(machine, who, request, route)
  return {
    ...seen,
    request,
    reply,
    params: request.params as Record<string, string>,
    query: flat(request.query),
    body: request.body,
    language: request.headers['accept-language']
      ? languageOf(request.headers['accept-language'])
      : seen.who.language,
  }
}

const nobody: Who = {
  id: '',
  name: '',
  roles: [],
  team: null,
  teams: [],
  people: [],
  language: 'zh',
}

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
