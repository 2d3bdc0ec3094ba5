// Who carries transactions? A bounded set of connections, one transaction at a time on each.

import { refuse } from '#kernel/error.ts'
import type { Connection } from './connection.ts'
import { limits } from './settings.ts'

/** More than this many waiting: refused at once. */
const waitingMax = 200
const idleMs = 30_000

interface Waiter {
  give(connection: Connection | undefined): void
}

export class Seats {
  readonly #open: () => Promise<Connection>
  readonly #max: number
  readonly #waitMs: number
  readonly #idle: { connection: Connection; since: number }[] = []
  readonly #waiting: Waiter[] = []
  readonly #sweep: NodeJS.Timeout
  #taken = 0
  #closed: (() => void) | undefined

  /** @param waitMs how long one waits for a connection before it is given up */
  constructor(open: () => Promise<Connection>, max: number, waitMs: number = limits.connectMs) {
    this.#open = open
    this.#max = max
    this.#waitMs = waitMs
    this.#sweep = setInterval(() => this.#dropIdle(), idleMs / 2).unref()
  }

  /** Lends a connection to the work and takes it back; a broken or worn one is not lent again. */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#take()
    try {
      return await work(connection)
    } finally {
      this.#give(connection)
    }
  }

  /** Connections lent, connections at rest, and who waits for one. */
  load(): { taken: number; idle: number; waiting: number } {
    return { taken: this.#taken, idle: this.#idle.length, waiting: this.#waiting.length }
  }

  async close(): Promise<void> {
    clearInterval(this.#sweep)
    if (this.#taken > 0)
      await Promise.race([
        new Promise<void>((resolve) => (this.#closed = resolve)),
        new Promise((resolve) => setTimeout(resolve, 10_000)),
      ])
    await Promise.all(this.#idle.splice(0).map(({ connection }) => connection.close()))
  }

  async #take(): Promise<Connection> {
    while (this.#idle.length) {
      const { connection } = this.#idle.pop()!
      if (connection.usable) {
        this.#taken++
        return connection
      }
    }
    if (this.#taken >= this.#max) {
      const given = await this.#wait()
      if (given) return given
    } else this.#taken++
    try {
      return await this.#open()
    } catch (error) {
      this.#leave()
      throw error
    }
  }

  /** Resolves with a connection, or with nothing: the place is free and a connection is to be made. */
  #wait(): Promise<Connection | undefined> {
    if (this.#waiting.length >= waitingMax) refuse('busy')
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        give(connection) {
          clearTimeout(late)
          resolve(connection)
        },
      }
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        reject(new Error('timeout expired'))
      }, this.#waitMs)
      this.#waiting.push(waiter)
    })
  }

  #give(connection: Connection): void {
    if (connection.usable && !connection.worn) {
      const next = this.#waiting.shift()
      if (next) return next.give(connection)
      this.#taken--
      this.#idle.push({ connection, since: performance.now() })
      if (this.#taken === 0) this.#closed?.()
    } else {
      if (connection.usable) void connection.close()
      this.#leave()
    }
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next) return next.give(undefined)
    this.#taken--
    if (this.#taken === 0) this.#closed?.()
  }

  #dropIdle(): void {
    const now = performance.now()
    while (this.#idle[0] && now - this.#idle[0].since > idleMs)
      void this.#idle.shift()!.connection.close()
  }
}
