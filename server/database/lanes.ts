// Who carries single statements? A few shared connections, each with many statements under way.

import { refuse } from '#kernel/error.ts'
import type { Connection } from './connection.ts'

/** More than this under way on every lane: new work is refused at once, so that no pile builds up. */
const askedMax = 256
/** A lane whose statement takes longer than this keeps those behind it waiting: others are taken first. */
const heldMs = 20

export class Lanes {
  readonly #open: () => Promise<Connection>
  readonly #lanes: (Connection | undefined)[]
  readonly #opening: (Promise<Connection> | undefined)[]

  constructor(open: () => Promise<Connection>, count: number) {
    this.#open = open
    this.#lanes = Array.from({ length: count }, () => undefined)
    this.#opening = Array.from({ length: count }, () => undefined)
  }

  /** The connection where one waits least; opens another one when all are busy and there is room. */
  async take(): Promise<Connection> {
    let best: Connection | undefined
    let room = -1
    this.#lanes.forEach((lane, i) => {
      if (!lane?.usable || lane.worn) {
        if (lane?.worn) this.#retire(i)
        room = i
      } else if (!best || isBefore(lane, best)) best = lane
    })
    if (best && (best.asked === 0 || room < 0)) {
      if (best.asked >= askedMax) refuse('busy')
      return best
    }
    const opening = this.#opened(room)
    if (!best || best.heldMs > heldMs) return opening
    opening.catch(() => {})
    return best
  }

  /** Connections open and statements under way on them. */
  load(): { shared: number; asked: number } {
    const open = this.#lanes.filter((lane) => lane?.usable)
    return { shared: open.length, asked: open.reduce((sum, lane) => sum + lane!.asked, 0) }
  }

  async close(): Promise<void> {
    await Promise.all(this.#opening.map((opening) => opening?.catch(() => {})))
    await Promise.all(this.#lanes.map((lane) => lane?.close()))
  }

  #opened(i: number): Promise<Connection> {
    return (this.#opening[i] ??= this.#open()
      .then((connection) => (this.#lanes[i] = connection))
      .finally(() => (this.#opening[i] = undefined)))
  }

  #retire(i: number): void {
    void this.#lanes[i]?.close()
    this.#lanes[i] = undefined
  }
}

/** One that is held up comes after all that go on; among equals the one with less to do. */
function isBefore(a: Connection, b: Connection): boolean {
  const [heldA, heldB] = [a.heldMs > heldMs, b.heldMs > heldMs]
  return heldA === heldB ? a.asked < b.asked : heldB
}
