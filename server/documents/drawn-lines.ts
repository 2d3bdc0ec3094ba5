// How do lines that a hand has drawn stand on paper? As a picture that we make ourselves of their points.
import { plate, signatureIn } from '#kernel/view/public-offer.ts'
import { pngOf } from './png.ts'

/** Half the width of a line, in dots. */
const pen = 4

/** A PNG of the lines in the text, as a signature is kept; null where it holds none. */
export function drawnLines(text: string): Buffer | null {
  const lines = linesIn(text)
  if (!lines?.length) return null
  const { wide, high } = plate
  const ink = new Uint8Array(wide * high)
  const dot = (cx: number, cy: number): void => {
    for (let y = Math.max(0, cy - pen); y <= Math.min(high - 1, cy + pen); y++)
      for (let x = Math.max(0, cx - pen); x <= Math.min(wide - 1, cx + pen); x++)
        if ((x - cx) ** 2 + (y - cy) ** 2 <= pen ** 2) ink[y * wide + x] = 1
  }
  for (const line of lines)
    for (let i = 0; i < line.length; i += 2) {
      const [x, y] = [line[i]!, line[i + 1]!]
      const [fromX, fromY] = i === 0 ? [x, y] : [line[i - 2]!, line[i - 1]!]
      const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / pen))
      for (let n = 0; n <= steps; n++)
        dot(
          Math.round(fromX + ((x - fromX) * n) / steps),
          Math.round(fromY + ((y - fromY) * n) / steps),
        )
    }
  return pngOf(wide, high, (x, y) => ink[y * wide + x] === 1)
}

function linesIn(text: string): readonly (readonly number[])[] | null {
  try {
    return signatureIn(JSON.parse(text))
  } catch {
    return null
  }
}
