// How are compressed bytes read without trusting what they claim to become?
import { Readable, type Transform, pipeline } from 'node:stream'
import { refuse, Refusal } from '#kernel/error.ts'

/**
 * How far a file may unfold, in bytes. A spreadsheet's XML shrinks 10 to 50 fold; a bomb, a
 * thousand.
 */
export interface UnfoldLimits {
  readonly entry: number
  readonly total: number
  /** Highest ratio of unfolded to stored bytes, once `free` bytes have come out. */
  readonly ratio: number
  readonly free: number
}

const MB = 1024 * 1024
export const unfoldLimits: UnfoldLimits = {
  entry: 200 * MB,
  total: 1024 * MB,
  ratio: 200,
  free: 8 * MB,
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / MB)} MB`

/**
 * The bytes that `stored` unfolds to. Refuses `too-large` as soon as more than `most` have come out
 * or their ratio to `size` (the stored bytes) is that of a bomb, and `malformed` for damaged data;
 * never more than a chunk is held.
 */
export async function* unfold(
  stored: AsyncIterable<Uint8Array>,
  inflater: Transform,
  { size, most, limits, what }: { size: number; most: number; limits: UnfoldLimits; what: string },
): AsyncGenerator<Uint8Array> {
  let out = 0
  // Errors arrive through the loop below; the callback only keeps them from being thrown twice.
  const inflated = pipeline(Readable.from(stored), inflater, () => {})
  try {
    for await (const piece of inflated as AsyncIterable<Uint8Array>) {
      out += piece.length
      if (out > most) refuse('too-large', { limit: megabytes(most) })
      if (out > limits.free && out > size * limits.ratio) {
        refuse('too-large', { limit: `${limits.ratio} : 1` })
      }
      yield piece
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    refuse('malformed', { reason: `${what}: compressed data` })
  }
}
