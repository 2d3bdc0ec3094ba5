// Which lines of a document belong together as one position? A bundle's line and, right below it, those of its components.
import type { Values } from '#kernel/object.ts'
import { text, yes } from '../read.ts'

export interface Block {
  /** Place of the line of the bundle, or of a line by itself. */
  readonly head: number
  /** Places of the lines under it. */
  readonly under: readonly number[]
}

/** A line with `bundle` stands under the nearest one above without. Pure; the first line is never under another. */
export function blocksOf(lines: readonly Values[]): Block[] {
  const blocks: { head: number; under: number[] }[] = []
  lines.forEach((line, at) => {
    const last = blocks.at(-1)
    if (text(line, 'bundle') !== null && last) last.under.push(at)
    else blocks.push({ head: at, under: [] })
  })
  return blocks
}

/** Place of the line that another stands under; itself where it stands by itself. */
export function headsOf(lines: readonly Values[]): number[] {
  const heads: number[] = []
  for (const { head, under } of blocksOf(lines)) for (const at of [head, ...under]) heads[at] = head
  return heads
}

/** It is only offered: told with its price, and in no sum. */
export const isOption = (line: Values): boolean => yes(line, 'optional')

/** Lines that count. */
export const counting = (lines: readonly Values[]): Values[] =>
  lines.filter((line) => !isOption(line))

/** The lines, each under its bundle or, where that went, by itself. */
export function standing<Line extends Values>(lines: readonly Line[]): Line[] {
  const heads = headsOf(lines)
  return lines.map((line, at) => {
    const isUnder = heads[at] !== at && text(lines[heads[at]!]!, 'product') === text(line, 'bundle')
    return isUnder ? line : { ...line, bundle: null }
  })
}
