// How does a sentence hold something other than text in its braces?
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import type { Words } from '#kernel/error.ts'
import { language } from '#web/words.ts'

/** The sentence in the language spoken now, its braces filled with elements. */
export function Sentence({
  words,
  parts,
}: {
  words: Words
  parts: Readonly<Record<string, ReactNode>>
}) {
  return words[language()]
    .split(/(\{\w+\})/)
    .map((piece, i) => (
      <Fragment key={i}>{piece.startsWith('{') ? parts[piece.slice(1, -1)] : piece}</Fragment>
    ))
}
