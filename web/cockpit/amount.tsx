// How does an overview amount stand on the cockpit? Short, its unit small beside it.
import { short, shortText } from '#kernel/money/written.ts'
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

export const brief = (value: string): string => shortText(value, language())

/** For drawing only: lengths, never sums. */
export const size = (value: string): number => Number(value)
