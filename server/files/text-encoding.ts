// In which encoding is a text file written?
import { createHash } from 'node:crypto'
import { createGunzip } from 'node:zlib'
import { refuse } from '#kernel/error.ts'
import type { Encoding } from '#kernel/import/mapping.ts'
import type { ByteSource } from './byte-source.ts'
import { unfold, type UnfoldLimits } from './inflate.ts'

export type KnownEncoding = Exclude<Encoding, 'auto'>

/** The SHA-256 of a file's own bytes, compressed as it may be. */
export async function fileHash(source: ByteSource): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of source.stream()) hash.update(piece)
  return hash.digest('hex')
}

/** The bytes of a text file, unpacked where it is packed by gzip. */
export function plainBytes(
  source: ByteSource,
  packed: boolean,
  limits: UnfoldLimits,
): AsyncIterable<Uint8Array> {
  if (!packed) return source.stream()
  return unfold(source.stream(), createGunzip({ chunkSize: 64 * 1024 }), {
    size: source.size,
    most: limits.total,
    limits,
    what: 'gzip',
  })
}

/**
 * Reads a whole file once to tell its encoding: a byte order mark, or the zeros of UTF-16, or UTF-8
 * where every byte keeps its rules; the rest is Chinese (GB18030), unless its high bytes mostly
 * stand alone as accented letters of Western Europe do. The whole file, because the first 周 may
 * come in the last row. Refuses what is no text.
 */
export async function guessEncoding(bytes: AsyncIterable<Uint8Array>): Promise<KnownEncoding> {
  let utf8: TextDecoder | null = new TextDecoder('utf-8', { fatal: true })
  let first = true
  let zero = false
  const pairs = { after: 0, digit: false, chinese: 0, western: 0 }
  for await (const piece of bytes) {
    if (first) {
      const marked = markedEncoding(piece)
      if (marked) return marked
      first = false
    }
    zero ||= piece.includes(0)
    utf8 &&= stillUtf8(utf8, piece)
    countPairs(piece, pairs)
  }
  // UTF-16 was told by its first bytes; other zeros are a picture, a database, anything but a
  // table.
  if (zero) return refuse('malformed', { reason: 'not a text file' })
  if (utf8 && endsWell(utf8)) return 'utf-8'
  return pairs.chinese >= pairs.western ? 'gb18030' : 'windows-1252'
}

function markedEncoding(start: Uint8Array): KnownEncoding | undefined {
  const [a, b, c] = start
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  // Without a mark: headers have ASCII letters or separators, of which every second byte is then
  // zero.
  const sample = start.subarray(0, 4096)
  const zeros = (parity: number): number =>
    sample.reduce((sum, byte, i) => (byte === 0 && i % 2 === parity ? sum + 1 : sum), 0)
  const [even, odd] = [zeros(0), zeros(1)]
  if (odd > sample.length / 20 && even === 0) return 'utf-16le'
  if (even > sample.length / 20 && odd === 0) return 'utf-16be'
  return undefined
}

function stillUtf8(decoder: TextDecoder, piece: Uint8Array): TextDecoder | null {
  try {
    decoder.decode(piece, { stream: true })
    return decoder
  } catch {
    return null
  }
}

function endsWell(decoder: TextDecoder): boolean {
  try {
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/**
 * A high byte before another high byte is as in Chinese; before an ASCII one as in "São". Rare characters have four
 * bytes, of which the second and the last are digits.
 */
function countPairs(
  piece: Uint8Array,
  pairs: { after: number; digit: boolean; chinese: number; western: number },
): void {
  for (const byte of piece) {
    const digit = byte >= 0x30 && byte <= 0x39
    if (pairs.after === 0) {
      if (byte >= 0x81) pairs.after = byte
      else pairs.digit = false
    } else if (digit && pairs.digit) {
      pairs.western--
      pairs.chinese++
      pairs.after = 0
      pairs.digit = false
    } else {
      if (byte >= 0xa1) pairs.chinese++
      else pairs.western++
      pairs.after = 0
      pairs.digit = digit
    }
  }
}

/**
 * Decodes piece by piece; the byte order mark is dropped, bytes that mean nothing become U+FFFD.
 */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  encoding: KnownEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}
