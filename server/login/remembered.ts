// How is an answer of the database kept for some seconds, without keeping what was taken back meanwhile?

interface Kept<T> {
  readonly value: T
  readonly until: number
}

/** Answers that may be a little old. What is asked by many at once is loaded once; "nothing" is never kept. */
export class Remembered<T> {
  private readonly kept = new Map<string, Kept<T>>()
  private readonly loading = new Map<string, Promise<T | null>>()
  private age = 0
  private readonly keepMs: number
  private readonly most: number

  constructor(keepMs: number, most = 10_000) {
    this.keepMs = keepMs
    this.most = most
  }

  /** The value kept under the key, else what `load` finds. */
  get(key: string, load: () => Promise<T | null>): Promise<T | null> | T {
    const known = this.kept.get(key)
    if (known && known.until > performance.now()) return known.value
    const under = this.loading.get(key)
    if (under) return under
    const { age } = this
    const work = load()
      .then((value) => {
        // Something changed while it was loading: it may be the old one.
        if (value !== null && age === this.age) this.keep(key, value)
        return value
      })
      .finally(() => {
        if (this.loading.get(key) === work) this.loading.delete(key)
      })
    this.loading.set(key, work)
    return work
  }

  /** Forgets one key, or everything. */
  forget(key?: string): void {
    this.age++
    this.loading.clear()
    if (key === undefined) this.kept.clear()
    else this.kept.delete(key)
  }

  private keep(key: string, value: T): void {
    this.kept.delete(key)
    this.kept.set(key, { value, until: performance.now() + this.keepMs })
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value!)
  }
}
