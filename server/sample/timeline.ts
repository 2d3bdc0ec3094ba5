// In which order do many stories happen? By their clocks, a few side by side, until today.

/** Yields the instants (ms) at which it wants to go on; between two of them it acts. */
export type Story = Told<void>
export type Told<T> = AsyncGenerator<number, T>

interface Waiting {
  readonly at: number
  /** Of two at the same moment the one that was told first goes first. */
  readonly turn: number
  readonly story: Story
}

/** Stories this far apart may happen side by side: the order of the log is right to this. */
const together = 2 * 3_600_000

export class Timeline {
  readonly #waiting: Waiting[] = []
  #turn = 0

  /** A story begins to act at this instant. */
  add(at: number, story: Story): void {
    this.#push({ at, turn: this.#turn++, story })
  }

  /**
   * Plays everything up to `end`; what would happen later never does. `lanes` stories act at a time. `passed`
   * hears about every percent how far time is; what it throws ends the play.
   */
  async play(
    start: number,
    end: number,
    lanes: number,
    passed: (share: number) => Promise<void>,
  ): Promise<void> {
    const acting = new Map<Promise<void>, number>()
    let failed: { error: unknown } | null = null
    let told = 0
    const act = async ({ at, story }: Waiting): Promise<void> => {
      const next = await story.next()
      if (!next.done) this.#push({ at: Math.max(next.value, at), turn: this.#turn++, story })
    }
    for (;;) {
      const first = this.#waiting[0]
      const earliest = Math.min(...acting.values())
      if (
        first &&
        first.at <= end &&
        acting.size < lanes &&
        first.at <= earliest + together &&
        !failed
      ) {
        this.#pop()
        const work: Promise<void> = act(first)
          .catch((error: unknown) => void (failed ??= { error }))
          .finally(() => acting.delete(work))
        acting.set(work, first.at)
        const share = Math.floor(((first.at - start) / (end - start)) * 100)
        if (share > told) {
          told = share
          await passed(share / 100)
        }
      } else if (acting.size > 0) await Promise.race(acting.keys())
      else break
    }
    if (failed) throw (failed as { error: unknown }).error
  }

  // A heap: the earliest is first.
  #push(one: Waiting): void {
    const heap = this.#waiting
    let at = heap.push(one) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!sooner(one, heap[above]!)) break
      heap[at] = heap[above]!
      at = above
    }
    heap[at] = one
  }

  #pop(): void {
    const heap = this.#waiting
    const last = heap.pop()!
    if (heap.length === 0) return
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && sooner(heap[below + 1]!, heap[below]!)) below++
      if (!sooner(heap[below]!, last)) break
      heap[at] = heap[below]!
      at = below
    }
    heap[at] = last
  }
}

const sooner = (a: Waiting, b: Waiting): boolean =>
  a.at < b.at || (a.at === b.at && a.turn < b.turn)
