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
 * where every byte keeps its rules; the rest is Chinese, GB18030 of the mainland or Big5 of Taiwan
 * and Hong Kong, unless its high bytes mostly stand alone as accented letters of Western Europe do.
 * The whole file, because the first 周 may come in the last row. Refuses what is no text.
 */
export async function guessEncoding(bytes: AsyncIterable<Uint8Array>): Promise<KnownEncoding> {
  let utf8: TextDecoder | null = new TextDecoder('utf-8', { fatal: true })
  let first = true
  let zero = false
  const pairs = { after: 0, digit: false, chinese: 0, western: 0 }
  const common = { lead: 0, all: 0, mainland: 0, taiwan: 0, stranger: 0 }
  for await (const piece of bytes) {
    if (first) {
      const marked = markedEncoding(piece)
      if (marked) return marked
      first = false
    }
    zero ||= piece.includes(0)
    utf8 &&= stillUtf8(utf8, piece)
    countPairs(piece, pairs)
    countCommon(piece, common)
  }
  // UTF-16 was told by its first bytes; other zeros are a picture, a database, anything but a
  // table.
  if (zero)
    return refuse('malformed', {
      reason: {
        zh: '既不是文本表格，也不是 Excel 工作簿',
        en: 'neither a text file nor a workbook',
      },
    })
  if (utf8 && endsWell(utf8)) return 'utf-8'
  if (isBig5(common)) return 'big5'
  return pairs.chinese >= pairs.western ? 'gb18030' : 'windows-1252'
}

function markedEncoding(start: Uint8Array): KnownEncoding | undefined {
  const [a, b, c] = start
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  // Without a mark: rows have separators, of which one half is zero; the letters at their places in the other half do
  // not exist. (A zero alone says nothing: 一 is U+4E00.)
  const sample = start.subarray(0, 4096)
  let [little, big, empty] = [0, 0, 0]
  for (let i = 0; i + 1 < sample.length; i += 2) {
    const [first, second] = [sample[i]!, sample[i + 1]!]
    if (first === 0 && second === 0) empty++
    else if (second === 0 && separators.has(first)) little++
    else if (first === 0 && separators.has(second)) big++
  }
  const enough = sample.length / 400
  if (empty === 0 && little > enough && big * 8 < little) return 'utf-16le'
  if (empty === 0 && big > enough && little * 8 < big) return 'utf-16be'
  return undefined
}

const separators: ReadonlySet<number> = new Set([...'\t\n\r,;|"'].map((one) => one.charCodeAt(0)))

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

interface Common {
  /** The first byte of a letter that is not whole yet. */
  lead: number
  all: number
  /** Letters that everybody uses stand together in either encoding: here those of GB2312, here those of Big5. */
  mainland: number
  taiwan: number
  /** What Big5 has no letter for. */
  stranger: number
}

function countCommon(piece: Uint8Array, seen: Common): void {
  for (const byte of piece) {
    if (seen.lead === 0) {
      if (byte >= 0x81) seen.lead = byte
      continue
    }
    const { lead } = seen
    const high = byte >= 0xa1 && byte <= 0xfe
    const low = byte >= 0x40 && byte <= 0x7e
    seen.lead = 0
    seen.all++
    if (lead >= 0xb0 && lead <= 0xd7 && high) seen.mainland++
    if (lead < 0xa1 || lead > 0xf9 || !(high || low)) seen.stranger++
    else if (lead >= 0xa4 && lead <= 0xc6) seen.taiwan++
  }
}

/**
 * Texts of the mainland keep to its common letters, so they have far fewer of Taiwan's; traditional letters in GB18030
 * have first bytes that Big5 never has, and so have accented letters of Western Europe second ones.
 */
const isBig5 = ({ all, mainland, taiwan, stranger }: Common): boolean =>
  taiwan >= 2 && taiwan > mainland && taiwan * 4 >= all * 3 && stranger * 50 <= all

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
