// How do dots of black and white become a PNG? Without a library: https://www.w3.org/TR/png-3/
import { crc32, deflateSync } from 'node:zlib'

/** One bit to a dot; `isDark` is asked of each. */
export function pngOf(
  wide: number,
  high: number,
  isDark: (x: number, y: number) => boolean,
): Buffer {
  const row = Math.ceil(wide / 8)
  const raw = Buffer.alloc(high * (row + 1))
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++)
      if (!isDark(x, y)) raw[y * (row + 1) + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(wide, 0)
  head.writeUInt32BE(high, 4)
  head[8] = 1
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, sum])
}
