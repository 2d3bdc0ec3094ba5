// Which port can be listened on, now and after an end and a new start?
import { createServer } from 'node:net'

/**
 * Below those that systems give to outgoing connections (from 32,768 on Linux, from 49,152 elsewhere): such a
 * connection of any program would hold the port for as long as it lasts, also between our end and our new start.
 */
const lowest = 20_000
const highest = 32_000

/** A port of this machine on which nobody listens. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest))
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
