// How does a piece of work become one transaction that either happens wholly or not at all?

import type { Sql } from '#kernel/sql.ts'
import type { Asks } from './asks.ts'
import type { Connection } from './connection.ts'
import {
  isBroken,
  isCollision,
  isLost,
  isStale,
  outcomeUnknown,
  refusalOf,
  sqlState,
  type Rules,
} from './errors.ts'
import type { Seats } from './seats.ts'
import { limits } from './settings.ts'

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readonly readOnly?: boolean
  /** How long one statement may run and wait for a lock, in ms. */
  readonly statementMs?: number
  readonly lockMs?: number
  /**
   * For what only reads, takes seconds and may wait: on connections of its own, and where PostgreSQL is ours it takes
   * the processor only as far as nobody else wants it. Never more than two at once.
   */
  readonly patient?: boolean
}

export interface Tx extends Asks {
  /**
   * The last statement: the commit travels with it, and becomes a rollback where it fails; one that is the first as well
   * is a transaction by itself. Whoever asks anything afterwards has made a mistake.
   */
  last<T>(statement: Sql): Promise<T[]>
  /** Called once this transaction has committed, and never where it has not. The same function is called once. */
  afterCommit(call: () => void): void
  /** Work that may fail without the rest: what it did is undone, what came before stays. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
}

const turnsMax = 6
/** A transaction in which something failed already takes nothing more. */
const afterFailure = '25P02'

/** Runs the work in a transaction; runs it again, up to five times, when another was in the way. */
export async function runTransaction<T>(
  seats: Seats,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions,
  rules: Rules | undefined,
): Promise<T> {
  for (let turn = 1; ; turn++) {
    const end = await seats.use((connection) => once(connection, work, options, rules))
    if (end.ok) return end.value
    if (!end.again || turn === turnsMax) throw refusalOf(end.error, rules)
    // A random pause, so that two that met do not meet again.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 8 * 2 ** turn))
  }
}

type End<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly again: boolean; readonly error: unknown }

async function once<T>(
  connection: Connection,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions,
  rules: Rules | undefined,
): Promise<End<T>> {
  let collision: unknown
  let failed: unknown
  let over = false
  let begun: Promise<string> | undefined
  const ask = async <R>(run: () => Promise<R>): Promise<R> => {
    if (over) throw new Error('a statement was sent after its transaction had ended')
    if (!begun) {
      // Not awaited: it travels together with the first statement of the work.
      begun = connection.command(beginning(options))
      begun.catch(() => {})
    }
    return told(run)
  }
  const told = async <R>(run: () => Promise<R>): Promise<R> => {
    try {
      return await run()
    } catch (error) {
      if (isCollision(sqlState(error)) || isStale(error)) collision ??= error
      // What stood behind the one that failed says only that one did: its reason is the reason of all.
      if (sqlState(error) !== afterFailure) failed = error
      throw refusalOf(failed ?? error, rules)
    }
  }
  let points = 0
  let committed: Promise<void> | undefined
  const calls = new Set<() => void>()
  const tx: Tx = {
    async last<R>(statement: Sql) {
      if (!begun && isUsual(options)) {
        over = true
        const rows = told(() => alone<R>(connection, statement))
        committed = rows.then(() => {})
        committed.catch(() => {})
        return rows
      }
      const rows = ask(() => connection.rows(statement, false) as Promise<R[]>)
      over = true
      committed = collision === undefined ? commit(connection) : Promise.reject(collision)
      const [answer, end] = await Promise.allSettled([rows, committed])
      const isCut = answer.status === 'rejected' && isBroken((answer.reason as Error).cause)
      if (answer.status === 'rejected' && !isCut) throw answer.reason
      if (end.status === 'rejected') throw end.reason
      if (answer.status === 'rejected') throw answer.reason
      return answer.value
    },
    afterCommit: (call) => void calls.add(call),
    query: <R>(statement: Sql) => ask(() => connection.rows(statement, false) as Promise<R[]>),
    text: (statement) => ask(() => connection.text(statement, false)),
    async savepoint(inner) {
      const name = `p${++points}`
      const set = ask(() => connection.command(`savepoint ${name}`))
      try {
        const [, value] = await Promise.all([set, inner()])
        await ask(() => connection.command(`release savepoint ${name}`))
        return value
      } catch (error) {
        await ask(() => connection.command(`rollback to savepoint ${name}`))
        throw error
      }
    },
  }

  if (options.statementMs !== undefined) connection.patience(options.statementMs + limits.silenceMs)
  try {
    const value = await work(tx)
    over = true
    await begun
    // A savepoint may have hidden it, and taken it for a fault of the input.
    if (collision !== undefined) throw collision
    await (committed ?? (begun && commit(connection)))
    calls.forEach((call) => call())
    return { ok: true, value }
  } catch (error) {
    over = true
    if (begun) await connection.command('rollback').catch(() => connection.cut())
    return { ok: false, again: collision !== undefined || isCollision(sqlState(error)), error }
  } finally {
    if (options.statementMs !== undefined) connection.patience(limits.silenceMs)
  }
}

/** One statement that is a whole transaction: it commits by itself, without a word before and after it. */
export async function alone<R>(connection: Connection, statement: Sql): Promise<R[]> {
  try {
    return (await connection.rows(statement, true)) as R[]
  } catch (error) {
    throw isLost(error) ? outcomeUnknown(error) : error
  }
}

/** Commits, or says that it is not known whether it did: then the same key must be asked again. */
async function commit(connection: Connection): Promise<void> {
  let done: string
  try {
    done = await connection.command('commit')
  } catch (error) {
    throw isLost(error) ? outcomeUnknown(error) : error
  }
  // PostgreSQL answers a commit of a failed transaction with a rollback and no error.
  if (done !== 'COMMIT') throw new Error('a failed statement was overlooked: nothing was committed')
}

const isUsual = ({ isolation, readOnly, statementMs, lockMs }: TransactionOptions): boolean =>
  !isolation && !readOnly && statementMs === undefined && lockMs === undefined

function beginning({ isolation, readOnly, statementMs, lockMs }: TransactionOptions): string {
  const mode = [isolation && ` isolation level ${isolation}`, readOnly && ' read only']
  const parts = [`begin${mode.filter(Boolean).join('')}`]
  if (lockMs !== undefined) parts.push(`set local lock_timeout = ${Math.ceil(lockMs)}`)
  if (statementMs !== undefined)
    parts.push(`set local statement_timeout = ${Math.ceil(statementMs)}`)
  return parts.join('; ')
}
