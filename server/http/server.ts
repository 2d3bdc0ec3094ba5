// How does a request become an answer? One Fastify server: limits, safety headers, routes by their gates, refusals.
import { randomUUID } from 'node:crypto'
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Logger } from 'pino'
import { Refusal } from '#kernel/error.ts'
import { refusals } from '#kernel/refusals.ts'
import { sql } from '#kernel/sql.ts'
import { addRoutes, askedBy } from './add-routes.ts'
import { isKept, settle } from './at-most-once.ts'
import { endStreams } from './event-routes.ts'
import { limitWork } from './admission.ts'
import type { Machine } from './machine.ts'
import { Requests } from './metrics.ts'
import { bugOf, inLabels, languageOf, problemOf } from './problem.ts'
import { keepRaw } from './raw-body.ts'
import { readJson, textOf } from './read-json.ts'
import type { Route } from './routes.ts'
import { safetyHeaders, sitesFor } from './safety-headers.ts'
import { serveWindow } from './static.ts'

/** A server that is not listening yet; `routes` is every address of the API. */
export function httpServer(
  machine: Omit<Machine, 'log' | 'requests' | 'underWay'>,
  routes: readonly Route[],
  logger: Logger,
): FastifyInstance {
  const server = fastify({
    loggerInstance: logger,
    bodyLimit: 5_000_000,
    trustProxy: 'loopback',
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: refuseUnread,
    frameworkErrors: refuseAddress,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    // What is said of a request names it; a log of its own for each would say its number a second time.
    childLoggerFactory: (all) => all,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    // What has not come whole by then never will: 50 MB take seven minutes on a line of one megabit.
    requestTimeout: 600_000,
  }) as unknown as FastifyInstance
  server.removeContentTypeParser('text/plain')
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      keepRaw(request, body)
      return readJson(textOf(body))
    },
  )
  const underWay = limitWork(server)
  const requests = new Requests()
  server.addHook('onSend', (request, reply, payload, done) => {
    for (const [name, value] of safetyHeaders(reply.getHeader('content-type'), sitesFor(reply)))
      reply.header(name, value)
    if (machine.https || request.protocol === 'https')
      reply.header('strict-transport-security', 'max-age=31536000')
    if (request.url.startsWith('/api/') && !reply.getHeader('cache-control'))
      reply.header('cache-control', 'no-store')
    if (isKept(request)) settle(request, reply, payload).then(() => done(null, payload), done)
    else done(null, payload)
  })
  server.addHook('preClose', async () => endStreams(machine.world))
  server.addHook('onResponse', (request, reply, done) => {
    letGo(request.raw)
    const route = request.routeOptions.url ?? 'none'
    requests.note(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    const level = isRefusedAccess(request, reply) ? 'warn' : 'info'
    if (logger.isLevelEnabled(level))
      logger[level](
        {
          id: request.id,
          method: request.method,
          route,
          // The address without its question: filters and searches are people's data.
          path: request.url.split('?')[0]!.slice(0, 200),
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime * 10) / 10,
          who: askedBy(request),
        },
        'request',
      )
    done()
  })
  server.setErrorHandler(async (error, request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const found = error instanceof Refusal ? error : frameworkRefusal(error, request)
    const refusal = found && inLabels(found, machine.world.app.objects)
    // What was said of an answer that did not come is not said of this one.
    for (const name of ['cache-control', 'content-disposition', 'content-length'])
      reply.removeHeader(name)
    reply.header('content-type', 'application/problem+json; charset=utf-8')
    if (!refusal) {
      request.log.error(
        { err: error, id: request.id, method: request.method, url: request.url },
        'bug',
      )
      return reply.code(500).send(JSON.stringify(bugOf(request.id, language)))
    }
    if (refusal.code === 'too-many')
      reply.header('retry-after', String(refusal.details.seconds ?? 60))
    if (refusal.code === 'busy' || refusal.code === 'outcome-unknown')
      reply.header('retry-after', '1')
    if (refusal.code === 'files-away') reply.header('retry-after', '5')
    if (refusal.status === 401) reply.header('www-authenticate', 'Bearer')
    if (refusal.code === 'moved') reply.header('etag', `"${String(refusal.details.version)}"`)
    if (refusal.status === 413) await drained(request.raw)
    return reply.code(refusal.status).send(JSON.stringify(problemOf(refusal, language)))
  })
  server.setNotFoundHandler((request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const allowed = methodsAt(routes, request.url)
    // Asked in a way in which it can be asked, it has a part that is longer than any name.
    const isAnotherWay = allowed.length > 0 && !allowed.includes(request.method)
    const refusal = isAnotherWay
      ? new Refusal('method-not-allowed', refusals['method-not-allowed'], {
          method: request.method,
        })
      : new Refusal('not-found', refusals['not-found'], { what: { zh: '这个地址', en: 'address' } })
    if (isAnotherWay) reply.header('allow', allowed.join(', '))
    return reply
      .code(refusal.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemOf(refusal, language)))
  })
  const whole: Machine = { ...machine, log: server.log, requests, underWay }
  server.get('/api/health', async () => {
    await machine.world.db.query(sql`select 1`)
    return { status: 'ok', model_version: machine.world.app.version }
  })
  addRoutes(server, whole, routes)
  serveWindow(server, machine.webFolder)
  return server
}

/** A known person who reached for what is not theirs, or a key that is none: told also where requests are not logged. */
const isRefusedAccess = (request: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  statusCode === 401
    ? request.headers.authorization !== undefined
    : (statusCode === 403 || statusCode === 404) && askedBy(request) !== null

/** An address that is written wrongly (`%zz`) fits no route. */
function refuseAddress(
  _error: unknown,
  { headers }: { readonly headers: FastifyRequest['headers'] },
  reply: Pick<FastifyReply, 'code'>,
): void {
  const refusal = new Refusal('malformed', refusals.malformed, {
    reason: { zh: '地址', en: 'address' },
  })
  void reply
    .code(refusal.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(refusal, languageOf(headers['accept-language']))))
}

/** What Node could not read as a request at all: an address or headers beyond its limit, or no HTTP. */
function refuseUnread(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const refusal =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new Refusal('too-large', refusals['too-large'], {
          limit: { zh: '地址与请求头共 16 KB', en: '16 KB for address and headers' },
        })
      : new Refusal('malformed', refusals.malformed, { reason: 'HTTP' })
  const body = JSON.stringify(problemOf(refusal, 'en'))
  socket.end(
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

/**
 * Takes in what is still being sent, up to a limit, before it is refused as too large: a client that is cut off while it
 * sends never reads why.
 */
async function drained(request: IncomingMessage): Promise<void> {
  if (request.complete) return
  let size = 0
  await new Promise<void>((resolve) => {
    const enough = setTimeout(resolve, 10_000)
    const end = (): void => {
      clearTimeout(enough)
      resolve()
    }
    request.on('data', (piece: Buffer) => {
      if ((size += piece.length) > 100_000_000) end()
    })
    request.on('end', end).on('close', end).on('error', end)
    request.resume()
  })
}

/**
 * Lets pass what is still coming of a call that was answered before it was whole, an upload that found no room say: as
 * long as it lies there, the next call on the same line waits behind it. Node does so only where nothing was read yet.
 */
function letGo(request: IncomingMessage): void {
  if (!request.complete) request.unpipe().resume()
}

/** The methods that an address knows, for whoever came with another one. */
function methodsAt(routes: readonly Route[], url: string): string[] {
  const path = url.split('?')[0]!
  const fits = ({ url: pattern }: Route): boolean =>
    new RegExp(
      `^${pattern.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+').replace('*', '.+')}$`,
    ).test(path)
  return [...new Set(routes.filter(fits).map((route) => route.method))]
}

/** 200,000 → `200 KB`. */
const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${bytes / 1000} KB` : `${bytes / 1_000_000} MB`

/** What the framework itself refuses: too large, wrong content type, broken body. */
function frameworkRefusal(error: unknown, request: FastifyRequest): Refusal | null {
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  const type = request.headers['content-type'] ?? ''
  if (statusCode === 413)
    return new Refusal('too-large', refusals['too-large'], {
      limit: sizeWords(request.routeOptions.bodyLimit),
    })
  if (statusCode === 415)
    return new Refusal('wrong-media-type', refusals['wrong-media-type'], {
      type: type.slice(0, 80),
    })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Refusal('malformed', refusals.malformed, { reason: code ?? 'request' })
  return null
}
