// How does a QR code become a picture? Its squares as a PNG of black and white, for what cannot draw squares itself.
import { encode } from 'uqr'
import { pngOf } from './png.ts'

/** Pixels to a square: sharp on paper at the size that we print. */
const each = 8

/** A PNG with the quiet edge that cameras need; undefined where the text is more than a code can hold. */
export function qrPicture(text: string): Buffer | undefined {
  let squares: readonly (readonly boolean[])[]
  try {
    squares = encode(text, { ecc: 'M', border: 2 }).data
  } catch {
    return undefined
  }
  const side = squares.length * each
  return pngOf(side, side, (x, y) => squares[Math.floor(y / each)]![Math.floor(x / each)]!)
}
