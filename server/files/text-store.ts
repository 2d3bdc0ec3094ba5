// How are hundreds of thousands of shared texts kept in little memory?

/**
 * Texts by number, held as UTF-8 in one buffer: a JS string for each would take several times as
 * much.
 */
export class TextStore {
  #bytes = Buffer.alloc(64 * 1024)
  #ends = new Uint32Array(1024)
  #count = 0

  get count(): number {
    return this.#count
  }

  add(text: string): void {
    const start = this.#count === 0 ? 0 : (this.#ends[this.#count - 1] ?? 0)
    const end = start + Buffer.byteLength(text)
    if (end > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], Math.max(end, this.#bytes.length * 2))
    if (this.#count === this.#ends.length) {
      const wider = new Uint32Array(this.#ends.length * 2)
      wider.set(this.#ends)
      this.#ends = wider
    }
    this.#bytes.write(text, start)
    this.#ends[this.#count] = end
    this.#count += 1
  }

  /** The text of that number; undefined where there is none. */
  get(number: number): string | undefined {
    if (!Number.isInteger(number) || number < 0 || number >= this.#count) return undefined
    return this.#bytes.toString(
      'utf8',
      number === 0 ? 0 : this.#ends[number - 1],
      this.#ends[number],
    )
  }
}
