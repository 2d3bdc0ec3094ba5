// Who does what would hold up everybody? A thread, one piece of work after the other, each within its time and memory.
import { Worker } from 'node:worker_threads'
import { refuse, type RefusalCode, type Refusal } from '#kernel/error.ts'

export interface Bounds {
  /** Milliseconds until a piece of work is given up as too large. */
  readonly patience: number
  readonly megabytes: number
}

/** What the thread says of a piece of work. */
export type Answer<Done> =
  | { readonly done: Done }
  | { readonly refusal: { readonly code: string; readonly details: Refusal['details'] } }
  | { readonly failed: string }

/** What a thread has loaded goes when nobody has needed it for so long. */
const idle = 60_000

/**
 * Work that the thread in `file` does (see `answers`). It begins with the first order; a refusal over there is a refusal
 * here, and whoever asks for too much is refused alone: the thread is ended, the process is not.
 */
export function threadOf<Order, Done>(
  file: URL,
  { patience, megabytes }: Bounds,
): (order: Order) => Promise<Done> {
  let thread: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  let leaving: NodeJS.Timeout | undefined
  const dismiss = (worker: Worker | undefined): void => {
    if (thread === worker) thread = undefined
    void worker?.terminate()
  }
  const ask = async (order: Order): Promise<Done> => {
    clearTimeout(leaving)
    const worker = (thread ??= new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    }))
    worker.ref()
    try {
      const answer = await new Promise<Answer<Done>>((settle, fail) => {
        const end = (work: () => void): void => {
          clearTimeout(late)
          worker.off('message', told).off('error', broke)
          work()
        }
        const tooLarge = (limit: string): void => {
          dismiss(worker)
          settle({ refusal: { code: 'too-large', details: { limit } } })
        }
        const late = setTimeout(() => end(() => tooLarge(`${patience / 1000} s`)), patience)
        const told = (said: Answer<Done>): void => end(() => settle(said))
        const broke = (error: Error): void =>
          end(() => {
            if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY')
              return tooLarge(`${megabytes} MB`)
            dismiss(worker)
            fail(error)
          })
        worker.on('message', told).on('error', broke)
        worker.postMessage(order)
      })
      if ('refusal' in answer)
        return refuse(answer.refusal.code as RefusalCode, answer.refusal.details)
      if ('failed' in answer) throw new Error(answer.failed)
      return answer.done
    } finally {
      worker.unref()
      leaving = setTimeout(() => dismiss(thread), idle).unref()
    }
  }
  return (order) => {
    const mine = last.then(() => ask(order))
    last = mine.catch(() => undefined)
    return mine
  }
}
