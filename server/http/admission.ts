// What happens when more is asked than can be done? Only so many requests are worked on; more are sent away at once.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuse } from '#kernel/error.ts'

/**
 * Requests under way. At a millisecond or two each, the last of them waits a quarter of a second; a longer queue would
 * not get more done, it would only make everybody wait, until those who waited have gone and the work was for nobody.
 */
const most = 128

/** So many at once, and each waits for the others: what can be spared is spared (see shared-answer.ts). */
export const isCrowded = (underWay: number): boolean => underWay > most / 10

/** Health has to answer whoever asks; a stream of events is silence; an upload waits for its sender, not for us. */
const isFree = (request: FastifyRequest): boolean =>
  request.url === '/api/health' ||
  request.url.startsWith('/api/v1/events') ||
  request.headers['content-type']?.startsWith('multipart/') === true

/** Sends away (`busy`, with Retry-After) what comes in while too much is under way; answers how much that is now. */
export function limitWork(server: FastifyInstance): () => number {
  let underWay = 0
  server.addHook('onRequest', (request, _reply, done) => {
    if (underWay >= most && !isFree(request)) refuse('busy')
    done()
  })
  // From here on the body is there: who sends it slowly takes nobody's place.
  server.addHook('preHandler', (request, reply, done) => {
    if (!isFree(request)) {
      underWay++
      reply.raw.once('close', () => underWay--)
    }
    done()
  })
  return () => underWay
}
