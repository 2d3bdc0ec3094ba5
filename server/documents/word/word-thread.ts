// What runs in the thread that sets Word files?
import { answers } from '#server/threads/answers.ts'
import { type About, type WordPdf, wordPdf } from './word-pdf.ts'

export interface WordOrder {
  readonly bytes: Uint8Array
  readonly about: About
}

answers<WordOrder, WordPdf>(({ bytes, about }) => wordPdf(Buffer.from(bytes), about))
