// How many passwords are looked at together? Each costs 32 MB and a core for some time; the others wait.
import { refuse } from '#kernel/error.ts'

/** Lets `together` through at a time; refuses `busy` when `waiting` already stand in line. */
export class Turnstile {
  private inside = 0
  private readonly line: (() => void)[] = []
  private readonly together: number
  private readonly waiting: number

  constructor(together: number, waiting: number) {
    this.together = together
    this.waiting = waiting
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.together) {
      if (this.line.length >= this.waiting) refuse('busy')
      // The one who leaves hands over the place, so nobody slips in between.
      await new Promise<void>((go) => this.line.push(go))
    } else this.inside++
    try {
      return await work()
    } finally {
      const next = this.line.shift()
      if (next) next()
      else this.inside--
    }
  }
}
