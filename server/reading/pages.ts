// Which pages of records does this process remember, so that they need not be made again?
import type { Sql } from '#kernel/sql.ts'

export interface Page {
  /** Each record as the JSON text that PostgreSQL made. */
  readonly rows: readonly string[]
  readonly next: string | null
}

interface Known {
  readonly page: Page
  /** Of which rows it was made, as `printAgain` says it. */
  readonly made: string
  readonly size: number
  /** How often in a row it would have been of no use. */
  readonly missed: number
}

/** Letters of all remembered pages together; the longest unused leave first. */
const most = 4_000_000
/** A page that was of no use so often changes faster than it is looked at: from then on it is seldom tried. */
const patience = { misses: 3, thenOneIn: 8 }

/** Pages by their statements: the same one for as long as the question means the same (kernel/query/keep.ts). */
export class Pages {
  readonly #known = new Map<Sql, Known>()
  /** What was asked before: what is asked only once is not worth the room. */
  readonly #asked = new WeakSet<Sql>()
  #size = 0

  /** The page that was answered last, if it is worth a try; it is good where `same` finds the rows that it was made of. */
  async again(statement: Sql, same: () => Promise<string | null>): Promise<Page | null> {
    const known = this.#known.get(statement)
    if (!known) return null
    const { misses, thenOneIn } = patience
    if (known.missed >= misses && known.missed % thenOneIn !== 0) return null
    if ((await same()) !== known.made) return null
    this.#put(statement, { ...known, missed: 0 })
    return known.page
  }

  /** Remembers the page that was made instead. @param made of which rows; null = that can't be told */
  keep(statement: Sql, page: Page, made: string | null): void {
    const before = this.#known.get(statement)
    if (made === null) return
    if (!before && !this.#asked.has(statement)) {
      this.#asked.add(statement)
      return
    }
    const size = page.rows.reduce((sum, row) => sum + row.length, made.length)
    this.#put(statement, { page, made, size, missed: before ? before.missed + 1 : 0 })
    for (const [oldest, { size: its }] of this.#known) {
      if (this.#size <= most) return
      this.#known.delete(oldest)
      this.#size -= its
    }
  }

  #put(statement: Sql, known: Known): void {
    this.#size += known.size - (this.#known.get(statement)?.size ?? 0)
    this.#known.delete(statement)
    this.#known.set(statement, known)
  }
}
