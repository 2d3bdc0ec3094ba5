// How is a Word file set without holding up the others? By one thread, one file after the other, each within its time.
import { Worker } from 'node:worker_threads'
import { refuse, type RefusalCode } from '#kernel/error.ts'
import type { LeftOut } from '#kernel/view/left-out.ts'
import type { About, WordPdf } from './word-pdf.ts'
import type { Answer, Order } from './word-worker.ts'

/** A contract takes half a second, two hundred pages ten. */
const patience = 30_000
/** The thread and its fonts take 90 MB: they go when nobody prints. */
const idle = 60_000

let thread: Worker | undefined
let last: Promise<unknown> = Promise.resolve()
let leaving: NodeJS.Timeout | undefined

/** The PDF of a Word file; refused as `wordPdf` refuses, and as too large where it takes too long. */
export function setWord(bytes: Buffer, about: About): Promise<WordPdf> {
  const mine = last.then(() => ask({ bytes: new Uint8Array(bytes), about: { title: about.title, company: about.company, language: about.language, made_at: about.made_at, marks: about.marks } }))
  last = mine.catch(() => undefined)
  return mine
}

async function ask(order: Order): Promise<WordPdf> {
  clearTimeout(leaving)
  const worker = (thread ??= started())
  worker.ref()
  try {
    const answer = await new Promise<Answer>((settle, fail) => {
      const late = setTimeout(() => {
        dismiss(worker)
        settle({ refusal: { code: 'too-large', details: { limit: `${patience / 1000} s` } } })
      }, patience)
      const done = (work: () => void): void => {
        clearTimeout(late)
        worker.removeAllListeners()
        work()
      }
      worker.once('message', (said: Answer) => done(() => settle(said)))
      // Out of memory: that thread is gone, the process is not.
      worker.once('error', error => done(() => {
        dismiss(worker)
        if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY') settle({ refusal: { code: 'too-large', details: { limit: '512 MB' } } })
        else fail(error)
      }))
      worker.postMessage(order)
    })
    if ('refusal' in answer) return refuse(answer.refusal.code as RefusalCode, answer.refusal.details)
    if ('failed' in answer) throw new Error(answer.failed)
    return { bytes: Buffer.from(answer.bytes), missing: answer.missing, leftOut: answer.leftOut as readonly LeftOut[] }
  } finally {
    worker.unref()
    if (thread) leaving = setTimeout(() => dismiss(thread), idle).unref()
  }
}

function started(): Worker {
  return new Worker(new URL('./word-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 512 } })
}

function dismiss(worker: Worker | undefined): void {
  if (thread === worker) thread = undefined
  void worker?.terminate()
}
