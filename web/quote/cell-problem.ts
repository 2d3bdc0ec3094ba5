// What is wrong with a cell, in words?
import { problems } from '#kernel/problems.ts'
import { say } from '#web/words.ts'
import type { LineResult } from './calculated.ts'
import type { DraftLine, Fill } from './draft-line.ts'
import { words } from './words.ts'

export function cellProblem(
  fill: Fill | null,
  line: DraftLine | undefined,
  told: LineResult | undefined,
): string | undefined {
  const code = fill ? told?.problems[fill] : undefined
  if (!code) return undefined
  if (code === 'no_product') return say(words.choose_product, { words: line?.wanted ?? '' })
  if (code === 'price_missing' || code === 'above_zero') return say(words[code])
  if (code === 'not-a-number' || code === 'wrong-type') return say(words.not_number)
  return say(problems[code], { min: '0', max: '100', digits: 6, value: '' })
}
