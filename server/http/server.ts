// How does a request become an answer? One Fastify server: limits, safety headers, routes by their gates, refusals.
import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import { Refusal, refusals } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { endStreams } from './event-routes.ts'
import type { Machine } from './machine.ts'
import { Requests } from './metrics.ts'
import { bugOf, languageOf, problemOf } from './problem.ts'
import { readJson } from './read-json.ts'
import { addRoutes, askedBy, type Route } from './routes.ts'
import { safetyHeaders } from './safety-headers.ts'
import { serveWindow } from './static.ts'

/** A server that is not listening yet; `routes` is every address of the API. */
export function httpServer(machine: Omit<Machine, 'log' | 'requests'>, routes: readonly Route[], logger: Logger): FastifyInstance {
  const server = fastify({
    loggerInstance: logger, bodyLimit: 5_000_000, trustProxy: 'loopback', logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 }, requestIdHeader: false, genReqId: () => randomUUID(), return503OnClosing: true, forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance
  server.removeContentTypeParser('text/plain')
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser('application/json', { parseAs: 'string' }, async (_request: unknown, body: string) => readJson(body))
  const requests = new Requests()
  server.addHook('onSend', async (request, reply, payload) => {
    for (const [name, value] of safetyHeaders(reply.getHeader('content-type'))) reply.header(name, value)
    if (request.url.startsWith('/api/') && !reply.getHeader('cache-control')) reply.header('cache-control', 'no-store')
    return payload
  })
  server.addHook('preClose', async () => endStreams(machine.world))
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requests.note(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    // The address without its question: filters and searches are people's data.
    request.log.info({ id: request.id, method: request.method, route, path: request.url.split('?')[0]!.slice(0, 200), status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, who: askedBy(request) }, 'request')
  })
  server.setErrorHandler((error, request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const refusal = error instanceof Refusal ? error : frameworkRefusal(error)
    reply.header('content-type', 'application/problem+json; charset=utf-8')
    if (!refusal) {
      request.log.error({ err: error, id: request.id, method: request.method, url: request.url }, 'bug')
      return reply.code(500).send(JSON.stringify(bugOf(request.id, language)))
    }
    if (refusal.code === 'too-many') reply.header('retry-after', String(refusal.details.seconds ?? 60))
    if (refusal.code === 'busy') reply.header('retry-after', '1')
    if (refusal.status === 401) reply.header('www-authenticate', 'Bearer')
    return reply.code(refusal.status).send(JSON.stringify(problemOf(refusal, language)))
  })
  server.setNotFoundHandler((request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const refusal = new Refusal('not-found', refusals['not-found'], { what: { zh: '这个地址', en: 'address' } })
    return reply.code(404).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problemOf(refusal, language)))
  })
  const whole: Machine = { ...machine, log: server.log, requests }
  server.get('/api/health', async () => {
    await machine.world.db.query(sql`select 1`)
    return { status: 'ok', model_version: machine.world.app.version }
  })
  addRoutes(server, whole, routes)
  serveWindow(server, machine.webFolder)
  return server
}

/** What the framework itself refuses: too large, wrong content type, broken body. */
function frameworkRefusal(error: unknown): Refusal | null {
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode === 413) return new Refusal('too-large', refusals['too-large'], { limit: '5 MB' })
  if (statusCode === 415) return new Refusal('wrong-media-type', refusals['wrong-media-type'], { type: '' })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Refusal('malformed', refusals.malformed, { reason: code ?? 'request' })
  return null
}
