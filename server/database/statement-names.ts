// Which statements does PostgreSQL keep prepared on one connection?

const namedMax = 500
const onceMax = 1_000
const passedMax = 5_000

/**
 * A text gets a name the second time it is seen, so that one-off statements take no memory on
 * either side. When all names are taken, others run without one; a connection on which that
 * happened often is worn: its names no longer fit the work and a fresh one should take its place.
 */
export class StatementNames {
  readonly #names = new Map<string, string>()
  readonly #once = new Set<string>()
  #given = 0
  #passed = 0

  nameOf(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined) return name
    if (!this.#once.delete(text)) {
      if (this.#once.size >= onceMax) this.#once.clear()
      this.#once.add(text)
      return undefined
    }
    if (this.#names.size >= namedMax) {
      this.#passed++
      this.#once.add(text)
      return undefined
    }
    const fresh = `s${++this.#given}`
    this.#names.set(text, fresh)
    return fresh
  }

  /** After the prepared form turned out stale: the next use prepares again under a new name. */
  forget(text: string): void {
    if (this.#names.delete(text)) this.#passed += 10
  }

  get worn(): boolean {
    return this.#passed > passedMax
  }
}
