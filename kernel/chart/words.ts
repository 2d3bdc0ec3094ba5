// Which words does a chart itself say?
import type { Words } from '../error.ts'

export const words = {
  before: { zh: '对比期', en: 'Before' },
  of_goal: { zh: '目标 {goal}', en: 'of {goal}' },
} as const satisfies Record<string, Words>
