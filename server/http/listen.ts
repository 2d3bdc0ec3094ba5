// Where are connections taken in, also when very many want to come at once?
import { createServer, type ListenOptions, type Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { StartRefused } from '#server/database/start-refusal.ts'

/**
 * So many connections may wait to be taken in (the system has a limit of its own): a thousand windows that come back at
 * once after a pause are not turned away, only to try again seconds later.
 */
const backlog = 4096

/**
 * The loop of Node takes in one connection per turn and listening socket. In a flood a turn lasts a tenth of a second:
 * ten new connections a second, while those that are there already are answered again and again, and whoever is new
 * (the health check of a load balancer) waits until the flood is over. So there are many doors to the one house.
 */
const doors = 32

/** Listens; refuses to start (`port-in-use`) where somebody else does. What goes with the server ends with it. */
export async function listen(
  server: FastifyInstance,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<void> {
  const at = { port, host, backlog }
  if (process.platform !== 'linux')
    return patiently(port, async () => void (await server.listen(at)))
  // Sockets that share a port would share it with another program of ours, too: first alone, to see whether it is free.
  await patiently(port, async () => close(await open(createServer(), at)))
  const others = Array.from({ length: doors - 1 }, () =>
    createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      server.server.emit('connection', socket),
    ),
  )
  server.addHook('preClose', async () => others.forEach((door) => void door.close()))
  const shared = { ...at, reusePort: true }
  await server.listen(shared)
  await Promise.all(others.map((door) => open(door, shared)))
}

const open = (door: Server, at: ListenOptions): Promise<Server> =>
  new Promise((resolve, reject) => {
    door.once('error', reject)
    door.listen(at, () => resolve(door))
  })

const close = (door: Server): Promise<void> => new Promise((resolve) => door.close(() => resolve()))

/** A program that is just ending may still hold the port for a moment. */
async function patiently(port: number, work: () => Promise<void>): Promise<void> {
  for (let turn = 1; ; turn++) {
    try {
      return await work()
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken) throw error
      if (turn === 4) throw new StartRefused('port-in-use', { port })
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
