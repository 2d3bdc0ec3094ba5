// How does a QR code look on the page? As it will be printed, so that a phone can read it from the screen already.
import { encode } from 'uqr'
import { say } from '#web/words.ts'

const words = {
  code: { zh: '二维码：{text}', en: 'QR code: {text}' },
  too_long: { zh: '内容太长，放不进二维码', en: 'Too long for a QR code' },
} as const

/** The dark squares as one path, row by row; null where the text is more than a code can hold. */
function squaresOf(text: string): { side: number; path: string } | null {
  try {
    const { data } = encode(text, { ecc: 'M', border: 2 })
    const path = data.flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
    )
    return { side: data.length, path: path.join('') }
  } catch {
    return null
  }
}

export function QrSquares({ text }: { text: string }) {
  const code = squaresOf(text)
  if (!code) return <p className="small bad">{say(words.too_long)}</p>
  return (
    <svg
      role="img"
      aria-label={say(words.code, { text })}
      viewBox={`0 0 ${code.side} ${code.side}`}
      shapeRendering="crispEdges"
    >
      <path d={code.path} fill="#000" />
    </svg>
  )
}
