// How are notifications of PostgreSQL heard, also after the connection was lost?

import { compile, ident } from '#kernel/sql.ts'
import type { Connection } from './connection.ts'

type Hear = (payload: string | null) => void

interface Ear {
  listen(channel: string, hear: Hear): Promise<() => Promise<void>>
  close(): Promise<void>
}

const pauseMs = 250
const probeMs = 10_000

/** One connection for all channels, made when first needed, made again whenever it is lost. */
export function listener(open: () => Promise<Connection>): Ear {
  const channels = new Map<string, Set<Hear>>()
  let connection: Promise<Connection> | undefined
  let probe: NodeJS.Timeout | undefined
  let closed = false

  const command = (word: 'listen' | 'unlisten', channel: string): string =>
    `${word} ${compile(ident(channel)).text}`

  const connect = async (): Promise<Connection> => {
    const made = await open()
    made.onNotice = (channel, payload) => channels.get(channel)?.forEach((hear) => hear(payload))
    made.onEnd = lost
    for (const channel of channels.keys()) await made.command(command('listen', channel))
    return made
  }

  const lost = (): void => {
    connection = undefined
    if (!closed && channels.size > 0) setTimeout(again, pauseMs).unref()
  }

  const again = async (): Promise<void> => {
    if (closed || connection) return
    try {
      await (connection = connect())
      for (const ears of channels.values()) ears.forEach((hear) => hear(null))
    } catch {
      lost()
    }
  }

  const ready = (): Promise<Connection> => {
    // A link that died without a word is noticed by asking something now and then.
    probe ??= setInterval(() => {
      connection?.then((c) => c.command('select 1')).catch(() => {})
    }, probeMs).unref()
    return (connection ??= connect().catch((error: unknown) => {
      connection = undefined
      throw error
    }))
  }

  return {
    async listen(channel, hear) {
      const ears = channels.get(channel) ?? new Set()
      channels.set(channel, ears.add(hear))
      try {
        await (await ready()).command(command('listen', channel))
      } catch (error) {
        ears.delete(hear)
        if (ears.size === 0) channels.delete(channel)
        throw error
      }
      return async () => {
        ears.delete(hear)
        if (ears.size > 0 || channels.get(channel) !== ears) return
        channels.delete(channel)
        await connection?.then((c) => c.command(command('unlisten', channel))).catch(() => {})
      }
    },
    async close() {
      closed = true
      clearInterval(probe)
      await connection?.then((c) => c.close()).catch(() => {})
    },
  }
}
