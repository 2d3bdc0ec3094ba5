// What stands between two ends of a link, so that the link can be cut, delayed or silenced while both ends live?

import { createConnection, createServer, type NetConnectOpts, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface Proxy {
  readonly port: number
  /** Ends every connection without a goodbye. New ones are taken again. */
  cut(): void
  /** While silent, nothing passes in either direction and nobody is told: packets that are lost. */
  silent(yes: boolean): void
  /** Questions still go through but no answer comes back: the asker never learns what was done. */
  swallow(yes: boolean): void
  /** New connections are refused. */
  closed(yes: boolean): void
  /** Each piece is held back this long. */
  delay(ms: number): void
  end(): Promise<void>
}

/** @param to where a new connection goes; null: nobody is there to answer */
export async function proxy(to: () => NetConnectOpts | null): Promise<Proxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  const how = { silent: false, swallow: false, closed: false, delay: 0 }
  const kept: (() => void)[] = []

  const pass = (from: Socket, into: Socket, answers: boolean): void => {
    from.on('data', (piece: Buffer) => {
      const send = (): void => void (into.destroyed || into.write(piece))
      if (how.swallow && answers) return
      if (how.silent) kept.push(send)
      else if (how.delay > 0) setTimeout(send, how.delay)
      else send()
    })
  }
  const server = createServer((near) => {
    const goal = how.closed ? null : to()
    if (!goal) return void near.resetAndDestroy()
    const far = createConnection(goal)
    const pair = [near, far] as const
    pairs.add(pair)
    pass(near, far, false)
    pass(far, near, true)
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('error', () => {})
      one.on('close', () => {
        pairs.delete(pair)
        // A reset here is a reset there: nobody is left waiting for an answer that cannot come.
        if (!how.silent) other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.resetAndDestroy()
      far.destroy()
    }
    pairs.clear()
    kept.length = 0
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    silent(yes) {
      how.silent = yes
      if (!yes) for (const send of kept.splice(0)) send()
    },
    swallow: (yes) => void (how.swallow = yes),
    closed: (yes) => void (how.closed = yes),
    delay: (ms) => void (how.delay = ms),
    async end() {
      cut()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
