// What do the routes have in their hands? The world, the sign-in and the log file.
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { Who } from '#kernel/permission.ts'
import type { World } from '#server/records/world.ts'
import type { Requests } from './metrics.ts'

/** What the routes need of the sign-in. */
export interface Gatekeeper {
  who(headers: FastifyRequest['headers'], reply?: FastifyReply): Promise<Who | null>
  /** Refuses a write that another site's page sent with the person's cookie. */
  sameOrigin(request: FastifyRequest): void
  handler(request: FastifyRequest, reply: FastifyReply): Promise<unknown>
  /** Persons or teams changed: read them again. */
  forget(): void
}

export interface Machine {
  readonly world: World
  readonly login: Gatekeeper
  readonly log: FastifyBaseLogger
  readonly requests: Requests
  /** Folder of the built window, or null where it was not built. */
  readonly webFolder: string | null
  readonly dataFolder: string
}
