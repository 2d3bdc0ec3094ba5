// Which pictures of a Word file can be printed? PNG and JPEG that are what they say, and not too large to hold.
import { inflateSync } from 'node:zlib'
import type { LeftOut } from '#kernel/view/left-out.ts'
import type { Part, WordPackage } from './package.ts'

export interface Pictures {
  /** As the typesetter takes it, or why it cannot. */
  readonly of: (part: Part, id: string) => string | LeftOut
}

const mostPoints = 24_000_000
const mostBytes = 20 * 1024 * 1024
const mostPictures = 200

/** Reads the pictures of these parts, each once. */
export async function readPictures(file: WordPackage, parts: readonly Part[]): Promise<Pictures> {
  const known = new Map<Part, Map<string, string | LeftOut>>()
  let count = 0
  let bytes = 0
  for (const part of parts) {
    const found = new Map<string, string | LeftOut>()
    known.set(part, found)
    for (const [id, target] of part.targets) {
      if (target.type !== 'image') continue
      const given = (count += 1) <= mostPictures ? await file.bytes(part, id) : undefined
      const kind = given && kindOf(given)
      bytes += given?.length ?? 0
      found.set(
        id,
        !given || bytes > mostBytes || kind === 'bad'
          ? 'picture_bad'
          : kind === 'other'
            ? 'picture_kind'
            : `data:image/${kind};base64,${given.toString('base64')}`,
      )
    }
  }
  return { of: (part, id) => known.get(part)?.get(id) ?? 'picture_bad' }
}

function kindOf(bytes: Buffer): 'png' | 'jpeg' | 'bad' | 'other' {
  if (bytes.length > 8 && bytes.readUInt32BE(0) === 0x89504e47)
    return soundPng(bytes) ? 'png' : 'bad'
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return soundJpeg(bytes) ? 'jpeg' : 'bad'
  return 'other'
}

/** Chunks that lie inside the file, and image data that unfolds to exactly the picture that the head promises. */
function soundPng(bytes: Buffer): boolean {
  const data: Buffer[] = []
  let at = 8
  let need = 0
  let ended = false
  while (at + 12 <= bytes.length && !ended) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > bytes.length) return false
    if (type === 'IHDR') {
      if (need || length !== 13) return false
      const [wide, high] = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)]
      const [depth, colour, interlace] = [bytes[at + 16]!, bytes[at + 17]!, bytes[at + 20]!]
      const channels = ({ 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as Readonly<Record<number, number>>)[
        colour
      ]
      if (
        !channels ||
        ![1, 2, 4, 8, 16].includes(depth) ||
        interlace !== 0 ||
        !wide ||
        !high ||
        wide * high > mostPoints
      )
        return false
      need = high * (1 + Math.ceil((wide * depth * channels) / 8))
    } else if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length))
    else if (type === 'IEND') ended = true
    at += 12 + length
  }
  if (!ended || !need) return false
  try {
    return inflateSync(Buffer.concat(data), { maxOutputLength: need + 64 }).length >= need
  } catch {
    return false
  }
}

/** Segments up to the frame, with a size that can be held. */
function soundJpeg(bytes: Buffer): boolean {
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [high, wide] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)]
      return wide > 0 && high > 0 && wide * high <= mostPoints && [1, 3, 4].includes(bytes[at + 9]!)
    }
    if (marker === 0xd9 || marker === 0xda) return false
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return false
}
