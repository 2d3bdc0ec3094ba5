// Who sets Word files, so that a long one holds up nobody? A thread of its own; this is what runs in it.
import { parentPort } from 'node:worker_threads'
import { Refusal } from '#kernel/error.ts'
import { type About, wordPdf } from './word-pdf.ts'

export interface Order {
  readonly bytes: Uint8Array
  readonly about: About
}

export type Answer =
  | { readonly bytes: Uint8Array; readonly missing: readonly string[]; readonly leftOut: readonly string[] }
  | { readonly refusal: { readonly code: string; readonly details: Refusal['details'] } }
  | { readonly failed: string }

parentPort!.on('message', ({ bytes, about }: Order) => {
  wordPdf(Buffer.from(bytes), about).then(
    done => parentPort!.postMessage({ ...done, bytes: new Uint8Array(done.bytes) } satisfies Answer),
    (error: unknown) => parentPort!.postMessage((error instanceof Refusal ? { refusal: { code: error.code, details: error.details } } : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }) satisfies Answer),
  )
})
