// How does a thread answer its orders? With what was done, a refusal, or what went wrong: never by dying of it.
import { parentPort } from 'node:worker_threads'
import { Refusal } from '#kernel/error.ts'
import type { Answer } from './thread.ts'

/** The one thing that a thread's file calls. */
export function answers<Order, Done>(work: (order: Order) => Promise<Done>): void {
  const tell = (answer: Answer<Done>): void => parentPort!.postMessage(answer)
  parentPort!.on('message', (order: Order) => {
    work(order).then(
      (done) => tell({ done }),
      (error: unknown) =>
        tell(
          error instanceof Refusal
            ? { refusal: { code: error.code, details: error.details } }
            : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) },
        ),
    )
  })
}
