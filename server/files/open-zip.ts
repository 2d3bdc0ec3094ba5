// Which parts does a zip hold, and how is one read without falling for a hostile archive?
import { crc32, createInflateRaw } from 'node:zlib'
import { refuse } from '#kernel/error.ts'
import type { ByteSource } from './byte-source.ts'
import { megabytes, unfold, type UnfoldLimits } from './inflate.ts'

interface Entry {
  readonly method: number
  readonly crc: number
  readonly stored: number
  readonly size: number
  readonly at: number
}

export interface Zip {
  readonly names: readonly string[]
  readonly has: (name: string) => boolean
  /** The bytes of a part, unfolded piece by piece; size and checksum are verified at its end. */
  readonly stream: (name: string) => AsyncGenerator<Uint8Array>
}

const damaged = (what: string): never => refuse('malformed', { reason: `zip: ${what}` })

const mostEntries = 10_000
const mostDirectory = 4 * 1024 * 1024

/**
 * Reads the directory of a zip. Refuses `malformed` for what is no sound zip, for names that lead
 * out of it, names given twice, parts that overlap and locked parts; `too-large` where the
 * directory already says so.
 */
export async function openZip(source: ByteSource, limits: UnfoldLimits): Promise<Zip> {
  const { count, at, length } = await findDirectory(source)
  if (count > mostEntries || length > mostDirectory)
    refuse('too-large', { limit: `${mostEntries}` })
  if (at + length > source.size) damaged('directory')
  const entries = readDirectory(await source.read(at, length), count, at)
  let [stored, total] = [0, 0]
  for (const entry of entries.values()) {
    stored += entry.stored
    total += entry.size
    if (entry.size > limits.entry) refuse('too-large', { limit: megabytes(limits.entry) })
  }
  if (total > limits.total) refuse('too-large', { limit: megabytes(limits.total) })
  // Parts that share their bytes are how a small file claims to hold a large one.
  if (stored > source.size) damaged('parts overlap')
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    stream: (name) =>
      streamEntry(source, name, entries.get(name) ?? damaged(`part ${name.slice(0, 60)}`), limits),
  }
}

async function findDirectory(
  source: ByteSource,
): Promise<{ count: number; at: number; length: number }> {
  const tailAt = Math.max(0, source.size - 65_557)
  const tail = await source.read(tailAt, 65_557)
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > tail.length) return damaged('directory')
  const small = {
    count: tail.readUInt16LE(end + 10),
    length: tail.readUInt32LE(end + 12),
    at: tail.readUInt32LE(end + 16),
  }
  if (small.count !== 0xffff && small.length !== 0xffffffff && small.at !== 0xffffffff) return small
  if (end < 20 || tail.readUInt32LE(end - 20) !== 0x07064b50) return small
  const record = await source.read(wide(tail, end - 12), 56)
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) return damaged('directory')
  return { count: wide(record, 32), length: wide(record, 40), at: wide(record, 48) }
}

/** A 64-bit count; beyond what a number holds exactly, the file lies. */
function wide(buffer: Buffer, at: number): number {
  if (at + 8 > buffer.length) return damaged('directory')
  const value = buffer.readBigUInt64LE(at)
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? damaged('directory') : Number(value)
}

function readDirectory(directory: Buffer, count: number, directoryAt: number): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50)
      damaged('directory')
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((from) =>
      directory.readUInt16LE(at + from),
    ) as [number, number, number]
    const next = at + 46 + nameLength + extraLength + noteLength
    if (next > directory.length) damaged('directory')
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
    checkName(name)
    if (entries.has(name)) damaged('a part that is there twice')
    if (directory.readUInt16LE(at + 8) & 1) damaged('a locked part')
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const [size, stored, from] = sizes(directory, at, extra)
    if (from + stored > directoryAt) damaged('directory')
    entries.set(name, {
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      stored,
      size,
      at: from,
    })
    at = next
  }
  return entries
}

/**
 * Size, stored size and place of an entry; where they don't fit into 32 bits they stand in the
 * extra field.
 */
function sizes(directory: Buffer, at: number, extra: Buffer): [number, number, number] {
  const small = [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ]
  if (!small.includes(0xffffffff)) return small as [number, number, number]
  let field = 0
  while (field + 4 <= extra.length && extra.readUInt16LE(field) !== 1)
    field += 4 + extra.readUInt16LE(field + 2)
  let from = field + 4
  return small.map((value) => {
    if (value !== 0xffffffff) return value
    from += 8
    return wide(extra, from - 8)
  }) as [number, number, number]
}

function checkName(name: string): void {
  const steps = name.split('/')
  if (
    name === '' ||
    /[\0\\:]/.test(name) ||
    name.startsWith('/') ||
    steps.includes('..') ||
    steps.includes('.')
  ) {
    damaged('a part name that leads out of the file')
  }
}

async function* streamEntry(
  source: ByteSource,
  name: string,
  entry: Entry,
  limits: UnfoldLimits,
): AsyncGenerator<Uint8Array> {
  const head = await source.read(entry.at, 30)
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) damaged(`part ${name}`)
  const start = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const stored = source.stream(start, Math.min(entry.stored, source.size - start))
  if (entry.method !== 0 && entry.method !== 8) damaged(`part ${name}: compression ${entry.method}`)
  const pieces =
    entry.method === 0
      ? stored
      : unfold(stored, createInflateRaw({ chunkSize: 64 * 1024 }), {
          size: entry.stored,
          most: limits.entry,
          limits,
          what: name,
        })
  let [crc, size] = [0, 0]
  for await (const piece of pieces) {
    crc = crc32(piece, crc)
    size += piece.length
    if (size > entry.size) damaged(`part ${name}: larger than it says`)
    yield piece
  }
  if (size !== entry.size || crc !== entry.crc) damaged(`part ${name}: checksum`)
}
