// How does an overview amount stand on the cockpit? Short, its unit small beside it.
import { short, shortIn, shortText } from '#kernel/money/written.ts'
import { language } from '#web/words.ts'

export function Big({ value }: { value: string }) {
  const { figures, unit } = short(value, language())
  return (
    <span className="big">
      <b>{figures}</b>
      {unit && <span className="unit">{unit}</span>}
    </span>
  )
}

/**
 * How the parts of a figure are written below it: in its unit and without repeating it, as long as that says
 * enough of each of them.
 */
export function partsBelow(figure: string, parts: readonly string[]): (part: string) => string {
  const { unit } = short(figure, language())
  const told = (part: string) => size(part) === 0 || /[1-9]/.test(shortIn(part, unit))
  return unit !== '' && parts.every(told) ? (part) => shortIn(part, unit) : brief
}

export const brief = (value: string): string => shortText(value, language())

/** For drawing only: lengths, never sums. */
export const size = (value: string): number => Number(value)
