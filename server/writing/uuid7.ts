// Which id does a new record get? A UUID of version 7 (RFC 9562): ordered by time, so that newest is last.
import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(10 * 512)
let used = pool.length
let lastMs = 0
let count = 0

/** Ids made in one process rise strictly, also within a millisecond (12 bits of counter). */
export function uuid7(now: number): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  if (now > lastMs) {
    lastMs = now
    count = pool.readUInt16BE(used) & 0x3ff
  } else if (++count > 0xfff) {
    lastMs++
    count = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const random = pool.toString('hex', used + 2, used + 10)
  used += 10
  const variant = ((parseInt(random[0]!, 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${variant}${random.slice(1, 4)}-${random.slice(4, 16)}`
}
