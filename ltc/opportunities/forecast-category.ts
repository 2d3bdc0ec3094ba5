// How sure is a deal for the forecast? What its owner says, and until then what its probability says.
import { exact } from '#kernel/money/exact.ts'
import { text } from '../read.ts'
import type { Values } from '#kernel/object.ts'

export const forecastCategories = {
  commit: { label: { zh: '承诺', en: 'Commit' }, colour: 'green' },
  best: { label: { zh: '乐观', en: 'Best case' }, colour: 'blue' },
  pipeline: { label: { zh: '漏斗', en: 'Pipeline' } },
  omitted: { label: { zh: '不计', en: 'Left out' }, colour: 'gray' },
} as const

/** From 80 % on a deal is committed, from 50 % on it is the best case; standard stages say the same. */
export function usualCategory(row: Values): 'commit' | 'best' | 'pipeline' {
  const chance = exact(text(row, 'probability') ?? '0')
  return chance.gte(80) ? 'commit' : chance.gte(50) ? 'best' : 'pipeline'
}
