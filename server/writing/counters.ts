// Which number comes next in a series?
import { sql } from '#kernel/sql.ts'
import { countIn, numberIn, seriesOf } from '#kernel/fields/auto-number.ts'
import type { Asks, Database } from '#server/database/pool.ts'

/**
 * A gapless number: the series' row stays locked until the caller's transaction ends, so a rolled-back issue
 * leaves no hole (reliability I3).
 */
export async function gapless(tx: Asks, pattern: string, day: string): Promise<string> {
  const series = seriesOf(pattern, day)
  const [row] = await tx.query<{ last: string | number }>(
    sql`insert into counter (series, last) values (${series}, 1) on conflict (series) do update set last = counter.last + 1 returning last`,
  )
  return numberIn(series, Number(row!.last))
}

/** Numbers that may have gaps, as a process hands them out. */
export interface Numbers {
  readonly next: (pattern: string, day: string) => Promise<string> | string
  /** Numbers that somebody brought along: what comes next stands behind them. */
  readonly passed: (pattern: string, day: string, brought: readonly string[]) => Promise<void>
}

interface Block {
  next: number
  end: number
  /** The highest that somebody brought along. */
  floor: number
  size: number
  takenAt: number
  fetching: Promise<void> | null
}

/** Each process takes blocks, so that writers never wait for one another. */
export function blocks(db: Database): Numbers {
  const held = new Map<string, Block>()
  const blockOf = (series: string): Block => {
    let block = held.get(series)
    if (!block)
      held.set(
        series,
        (block = { next: 1, end: 0, floor: 0, size: 1, takenAt: -Infinity, fetching: null }),
      )
    return block
  }
  function next(pattern: string, day: string): Promise<string> | string {
    const series = seriesOf(pattern, day)
    const block = blockOf(series)
    block.next = Math.max(block.next, block.floor + 1)
    if (block.next <= block.end) return numberIn(series, block.next++)
    block.fetching ??= take(db, series, block)
    return block.fetching.then(() => next(pattern, day))
  }
  async function passed(pattern: string, day: string, brought: readonly string[]): Promise<void> {
    const series = seriesOf(pattern, day)
    const highest = brought.reduce((most, one) => Math.max(most, countIn(series, one) ?? 0), 0)
    if (highest === 0) return
    const block = blockOf(series)
    block.floor = Math.max(block.floor, highest)
    await db.query(
      sql`insert into counter (series, last) values (${series}, ${highest}::bigint) on conflict (series) do update set last = greatest(counter.last, excluded.last)`,
    )
  }
  return { next, passed }
}

// A quiet company sees 1, 2, 3 without jumps: blocks grow only where numbers are used up within a second.
async function take(db: Database, series: string, block: Block): Promise<void> {
  const size = performance.now() - block.takenAt < 1000 ? Math.min(512, block.size * 4) : 1
  try {
    const [row] = await db.query<{ last: number }>(
      sql`insert into counter (series, last) values (${series}, ${size}::bigint) on conflict (series) do update set last = counter.last + ${size}::bigint returning last`,
    )
    Object.assign(block, {
      end: row!.last,
      next: row!.last - size + 1,
      size,
      takenAt: performance.now(),
    })
  } finally {
    block.fetching = null
  }
}
