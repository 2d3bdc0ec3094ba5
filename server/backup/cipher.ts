// How is a backup kept from eyes that should not read it? AES-256-GCM over frames, under a key that scrypt makes of a passphrase.
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { refuse } from '#kernel/error.ts'

/** The first bytes of a sealed file; a gzip stream begins otherwise. */
const magic = Buffer.from('OLTCSEAL1\n')
/** scrypt with N = 2^17, r = 8: 128 MiB and a third of a second for each guess. It stands in the file, so that it can grow. */
const usualCost = 17
const mostCost = 20
const saltBytes = 16
const startBytes = 1 + saltBytes
const frameBytes = 256 * 1024
const tagBytes = 16

const keyOf = (passphrase: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      32,
      { N: 2 ** cost, r: 8, p: 1, maxmem: 2 ** cost * 1024 + 64 * 1024 * 1024 },
      (error, key) => (error ? reject(error) : resolve(key)),
    ),
  )

/** The key is of this file only (its salt is random), so a frame's place is a nonce that never comes again. */
function nonce(frame: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(frame, 6, 6)
  return bytes
}

/** What stands before a frame: its length and whether it is the last. It is proven together with the frame. */
function headOf(length: number, last: boolean): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(length + (last ? 0x8000_0000 : 0))
  return head
}

/** Turns bytes into a sealed file: each frame is proven by itself, and the last one says that it is the last. */
export async function* sealed(
  bytes: AsyncIterable<Buffer>,
  passphrase: string,
  cost = usualCost,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes)
  const key = await keyOf(passphrase, salt, cost)
  yield Buffer.concat([magic, Buffer.from([cost]), salt])
  let rest: Buffer = Buffer.alloc(0)
  let frame = 0
  const seal = (plain: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(frame++), { authTagLength: tagBytes })
    const head = headOf(plain.length, last)
    cipher.setAAD(head)
    return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  for await (const piece of bytes) {
    rest = rest.length ? Buffer.concat([rest, piece]) : piece
    while (rest.length > frameBytes) {
      yield seal(rest.subarray(0, frameBytes), false)
      rest = rest.subarray(frameBytes)
    }
  }
  yield seal(rest, true)
}

/** The bytes of a backup, sealed or not. Refuses what was changed, cut off, or is sealed with another passphrase. */
export async function* opened(path: string, passphrase: string | null): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: frameBytes }) as AsyncIterable<Buffer>
  let rest: Buffer = Buffer.alloc(0)
  let key: Buffer | null = null
  let state: 'start' | 'plain' | 'frames' | 'ended' = 'start'
  let frame = 0
  for await (const piece of file) {
    rest = rest.length ? Buffer.concat([rest, piece]) : piece
    if (state === 'start') {
      if (rest.length < magic.length + startBytes) continue
      if (!rest.subarray(0, magic.length).equals(magic)) state = 'plain'
      else {
        if (passphrase === null) refuse('backup-sealed')
        const cost = rest[magic.length]!
        if (cost > mostCost) refuse('backup-damaged', { why: 'head' })
        key = await keyOf(
          passphrase,
          rest.subarray(magic.length + 1, magic.length + startBytes),
          cost,
        )
        rest = rest.subarray(magic.length + startBytes)
        state = 'frames'
      }
    }
    if (state === 'plain') {
      yield rest
      rest = Buffer.alloc(0)
      continue
    }
    while (rest.length >= 4) {
      if (state === 'ended') refuse('backup-damaged', { why: 'more after the end' })
      const said = rest.readUInt32BE(0)
      const last = said >= 0x8000_0000
      const length = said % 0x8000_0000
      if (length > frameBytes) refuse('backup-damaged', { why: `frame ${frame}` })
      const end = 4 + length + tagBytes
      if (rest.length < end) break
      yield plainOf(
        key!,
        frame,
        rest.subarray(0, 4),
        rest.subarray(4, 4 + length),
        rest.subarray(4 + length, end),
      )
      frame++
      if (last) state = 'ended'
      rest = rest.subarray(end)
    }
  }
  if (state === 'start') yield rest
  else if (state === 'frames' || (state === 'ended' && rest.length))
    refuse('backup-damaged', { why: 'cut off' })
}

function plainOf(key: Buffer, frame: number, head: Buffer, text: Buffer, tag: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, nonce(frame), { authTagLength: tagBytes })
  cipher.setAAD(head)
  cipher.setAuthTag(tag)
  try {
    return Buffer.concat([cipher.update(text), cipher.final()])
  } catch {
    // The first frame tells a wrong passphrase from a damaged file as little as any other.
    return refuse(frame === 0 ? 'wrong-passphrase' : 'backup-damaged', { why: `frame ${frame}` })
  }
}

/** Eight groups of five letters and digits that look like no others: 198 random bits, fit to be written down. */
export function newPassphrase(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const text = [...randomBytes(40)].map((byte) => letters[byte % 32]!).join('')
  return text.match(/.{5}/g)!.join('-')
}

/** Tells whether two passphrases are the same one, without telling either. */
export const fingerprint = (passphrase: string): string =>
  createHash('sha256').update(`openltc backup ${passphrase}`).digest('hex').slice(0, 8)
