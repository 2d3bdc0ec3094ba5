// How does a QR code become a picture? Its squares as a PNG of black and white, for what cannot draw squares itself.
import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

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
  const row = Math.ceil(side / 8)
  const raw = Buffer.alloc(side * (row + 1))
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (!squares[Math.floor(y / each)]![Math.floor(x / each)])
        raw[y * (row + 1) + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** https://www.w3.org/TR/png-3/#5Chunk-layout */
function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, sum])
}
