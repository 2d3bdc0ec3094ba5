// How is a Word file set without holding up the others? In a thread: a contract takes half a second, two hundred pages ten.
import { threadOf } from '#server/threads/thread.ts'
import type { About, WordPdf } from './word-pdf.ts'
import type { WordOrder } from './word-thread.ts'

const order = threadOf<WordOrder, WordPdf>(new URL('./word-thread.ts', import.meta.url), {
  patience: 30_000,
  megabytes: 512,
})

/** The PDF of a Word file; refused as `wordPdf` refuses, and as too large where it takes too long. */
export async function setWord(
  bytes: Buffer,
  { title, company, language, made_at, marks }: About,
): Promise<WordPdf> {
  const done = await order({
    bytes: new Uint8Array(bytes),
    about: { title, company, language, made_at, marks },
  })
  return { ...done, bytes: Buffer.from(done.bytes) }
}
