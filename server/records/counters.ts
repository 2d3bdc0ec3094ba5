// Which number comes next in a series?
import { sql } from '#kernel/sql.ts'
import { numberIn, seriesOf } from '#kernel/fields/auto-number.ts'
import type { Asks, Database } from '#server/database/pool.ts'

/**
 * A gapless number: the series' row stays locked until the caller's transaction ends, so a rolled-back issue
 * leaves no hole (reliability I3).
 */
export async function gapless(tx: Asks, pattern: string, day: string): Promise<string> {
  const series = seriesOf(pattern, day)
  const [row] = await tx.query<{ last: string | number }>(
    sql`insert into counter (series, last) values (${series}, 1) on conflict (series) do update set last = counter.last + 1 returning last`)
  return numberIn(series, Number(row!.last))
}

interface Block {
  next: number
  end: number
  size: number
  takenAt: number
  fetching: Promise<void> | null
}

/** Numbers that may have gaps: each process takes blocks, so that writers never wait for one another. */
export function blocks(db: Database): (pattern: string, day: string) => Promise<string> | string {
  const held = new Map<string, Block>()
  return function next(pattern: string, day: string): Promise<string> | string {
    const series = seriesOf(pattern, day)
    let block = held.get(series)
    if (!block) held.set(series, (block = { next: 1, end: 0, size: 1, takenAt: -Infinity, fetching: null }))
    if (block.next <= block.end) return numberIn(series, block.next++)
    block.fetching ??= take(db, series, block)
    return block.fetching.then(() => next(pattern, day))
  }
}

// A quiet company sees 1, 2, 3 without jumps: blocks grow only where numbers are used up within a second.
async function take(db: Database, series: string, block: Block): Promise<void> {
  const size = performance.now() - block.takenAt < 1000 ? Math.min(512, block.size * 4) : 1
  try {
    const [row] = await db.query<{ last: number }>(
      sql`insert into counter (series, last) values (${series}, ${size}::bigint) on conflict (series) do update set last = counter.last + ${size}::bigint returning last`)
    Object.assign(block, { end: row!.last, next: row!.last - size + 1, size, takenAt: performance.now() })
  } finally {
    block.fetching = null
  }
}
