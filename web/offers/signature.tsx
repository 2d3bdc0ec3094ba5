// How does a signature look that was drawn with a finger? The lines as they were, in the ink of the page.
import { plate, signatureIn } from '#kernel/view/public-offer.ts'

function linesOf(text: string): readonly (readonly number[])[] {
  try {
    return signatureIn(JSON.parse(text)) ?? []
  } catch {
    return []
  }
}

export function Signature({ lines, label }: { lines: string; label: string }) {
  const drawn = linesOf(lines)
  if (drawn.length === 0) return null
  return (
    <svg
      className="offer-sign"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${plate.wide} ${plate.high}`}
    >
      {drawn.map((line, i) => (
        <polyline
          key={i}
          points={(line.length === 2 ? [...line, line[0]! + 1, line[1]!] : line).join(' ')}
        />
      ))}
    </svg>
  )
}
