// What do the routes have in their hands? The world, the sign-in and the log file.
import type { FastifyBaseLogger } from 'fastify'
import type { FileStore } from '#server/files/file-store.ts'
import type { Login } from '#server/login/login.ts'
import type { World } from '#server/world/world.ts'
import type { Requests } from './metrics.ts'

export interface Machine {
  readonly world: World
  readonly login: Login
  readonly log: FastifyBaseLogger
  readonly requests: Requests
  /** How many requests are being worked on just now. */
  readonly underWay: () => number
  /** Folder of the built window, or null where it was not built. */
  readonly webFolder: string | null
  readonly dataFolder: string
  /** What people upload and jobs make. */
  readonly files: FileStore
  /** People reach us by https (BASE_URL): browsers are told to keep to it. */
  readonly https?: boolean
  /** Can letters with links be sent (SMTP_URL and BASE_URL)? */
  readonly letters?: boolean
}
