// In which unit does the whole picture speak? One unit for all numbers of a view.
import { language } from '#web/words.ts'

export interface Scale {
  /** Sizes are divided by it before they are written. */
  readonly per: number
  readonly unit: string
  readonly digits: number
}

/** The unit in which the largest number has at least three digits before the point, or the smallest there is. */
export function scaleOf(largest: number, measure: 'amount' | 'count'): Scale {
  if (measure === 'count') return { per: 1, unit: '', digits: 0 }
  if (language() === 'zh' && largest >= 1_000_000_000_000)
    return { per: 100_000_000, unit: '亿', digits: 1 }
  if (language() === 'zh')
    return largest >= 1_000_000
      ? { per: 10_000, unit: '万', digits: largest >= 10_000_000 ? 0 : 1 }
      : plain(largest)
  if (largest >= 100_000_000)
    return { per: 1_000_000, unit: 'M', digits: largest >= 10_000_000_000 ? 0 : 1 }
  return largest >= 100_000 ? { per: 1000, unit: 'k', digits: 0 } : plain(largest)
}

/** Of little money every cent is said. */
const plain = (largest: number): Scale => ({
  per: 1,
  unit: '',
  digits: largest > 0 && largest < 1000 ? 2 : 0,
})

/** Is anything of it left in figures? A little of something large is not told as a warning of 0. */
export const isWritten = (size: number, { per, digits }: Scale): boolean =>
  Math.round((size / per) * 10 ** digits) > 0

/** "48,620"; sizes between two periods are no exact amounts, so a float may be written here. */
export const figures = (size: number, { per, digits }: Scale): string =>
  (size / per).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })

/** With its unit: "48,620 万", "48.6M". */
export const withUnit = (size: number, scale: Scale): string => {
  const text = figures(size, scale)
  return scale.unit === ''
    ? text
    : language() === 'zh'
      ? `${text} ${scale.unit}`
      : text + scale.unit
}

/**
 * Rounds parts so that they add up to the rounded whole: each down, then the largest remainders up, as one
 * writes percentages that make 100.
 * @param fixed stands elsewhere on the page as well, so it is rounded as it is there
 */
export function roundedParts(
  whole: number,
  fixed: number,
  parts: readonly number[],
  { per, digits }: Scale,
): { whole: number; fixed: number; parts: number[] } {
  const step = per / 10 ** digits
  const all = Math.round(whole / step)
  const kept = Math.round(fixed / step)
  const target = all - kept
  const low = parts.map((part) => Math.floor(part / step))
  const order = parts
    .map((part, i) => ({ i, rest: part / step - low[i]! }))
    .sort((a, b) => b.rest - a.rest)
  const missing = Math.max(
    0,
    Math.min(order.length, target - low.reduce((sum, part) => sum + part, 0)),
  )
  for (const { i } of order.slice(0, missing)) low[i]! += 1
  return { whole: all * step, fixed: kept * step, parts: low.map((part) => part * step) }
}
