// What exactly was sent? Its bytes, for those addresses at which a signature speaks of them.
import type { FastifyRequest } from 'fastify'

const bodies = new WeakMap<FastifyRequest, Buffer>()

/** Keeps the bytes of a request that may be signed; of all others nobody asks. */
export function keepRaw(request: FastifyRequest, body: Buffer): void {
  if (request.routeOptions.url === '/api/v1/hooks/:name') bodies.set(request, body)
}

export const rawOf = (request: FastifyRequest): Buffer => bodies.get(request) ?? Buffer.alloc(0)
