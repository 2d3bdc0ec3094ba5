// How does a test ask over HTTP? By a server of its own, without a window and without a log.
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { FileStore } from '#server/files/file-store.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { httpServer } from '#server/http/server.ts'
import type { Login } from '#server/login/login.ts'
import type { World } from '#server/world/world.ts'

/** What a server serves; `folder` is where it keeps its files, which most tests have none of. */
export interface Served {
  readonly world: World
  readonly login: Login
  readonly folder?: string
  readonly files?: FileStore
}

export const quietServer = (
  { world, login, folder = '', files = folderStore(folder) }: Served,
  routes: Parameters<typeof httpServer>[1],
): FastifyInstance =>
  httpServer(
    { world, login, files, dataFolder: folder, webFolder: null },
    routes,
    pino({ level: 'silent' }),
  )
