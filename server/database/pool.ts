// How does the program talk to PostgreSQL? Through this one value.

import { refuse } from '#kernel/error.ts'
import type { Sql } from '#kernel/sql.ts'
import type { Asks, StatementOptions } from './asks.ts'
import { Connection } from './connection.ts'
import { Convoy } from './convoy.ts'
import { isBroken, outcomeUnknown, refusalOf, type Rules } from './errors.ts'
import { giveWay } from './give-way.ts'
import { Lanes } from './lanes.ts'
import { listener } from './listen.ts'
import { limits, type Target } from './settings.ts'
import { Seats } from './seats.ts'
import { runTransaction, type TransactionOptions, type Tx } from './transaction.ts'

export type { Asks, StatementOptions } from './asks.ts'
export type { ConnectionSettings, Target } from './settings.ts'
export type { TransactionOptions, Tx } from './transaction.ts'

export interface Load {
  /** Shared connections, and single statements under way on them. */
  readonly shared: number
  readonly asked: number
  /** Connections that carry a transaction, that rest, and transactions that wait for one. */
  readonly taken: number
  readonly idle: number
  readonly waiting: number
  /** Patient transactions under way, and waiting. */
  readonly patient: number
}

export interface Database extends Asks {
  /**
   * begin, work, commit. When another transaction collides (serialization failure, deadlock) the
   * whole work runs again, up to five times: it must have no other effect than through `tx`.
   * Refuses `busy` when it can't be done now.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>
  /**
   * One statement that is a whole piece of work: it writes and commits by itself, and waits for locks hardly at all (an
   * error that `isNotHad` knows). Where the link breaks meanwhile it is refused as one that may have happened.
   */
  alone<T>(statement: Sql): Promise<T[]>
  /**
   * Hears what is notified on a channel. `null` means that the connection was lost and made again:
   * something may have been missed. Answers the function that ends it.
   */
  listen(channel: string, hear: (payload: string | null) => void): Promise<() => Promise<void>>
  /** How busy the connections are now, for whoever watches the machine. */
  load(): Load
  /** Ends all connections after what is under way. */
  close(): Promise<void>
}

export type DatabaseOptions = Target & {
  /** The workspace: every name without a schema is looked up there. It need not exist yet. */
  readonly schema: string
  /** Sentences for named check constraints. */
  readonly rules?: Rules
  /** Shared connections for single statements. */
  readonly lanes?: number
  /** Connections for transactions and long statements. */
  readonly seats?: number
  /** PostgreSQL is on this machine and ours: its processes are told to give way (see give-way.ts). */
  readonly giveWay?: boolean
}

/** Connections for patient transactions, and how long one waits for one of them. */
const patient = { seats: 2, waitMs: 60_000 }

/** Statements stand in line behind one that waits, so it gives up soon; who waits for locks has a connection of their own. */
const aloneLockMs = 100

/** Opens nothing yet: connections are made when first needed and made again when lost. */
export function openDatabase(options: DatabaseOptions): Database {
  const { schema, rules } = options
  const open =
    (name: string, share: 'people' | 'patient' = 'people') =>
    async () => {
      const connection = await Connection.open(options, schema, `openltc ${name}`)
      if (options.giveWay) giveWay(connection.pid, share)
      return connection
    }
  const lanes = new Lanes(open('shared'), options.lanes ?? 6)
  const seats = new Seats(open('transaction'), options.seats ?? 16)
  const writing = new Convoy(
    new Lanes(async () => {
      const connection = await open('write')()
      await connection.command(`set lock_timeout = ${aloneLockMs}`)
      return connection
    }, options.lanes ?? 6),
  )
  const patientSeats = new Seats(open('patient', 'patient'), patient.seats, patient.waitMs)
  const ear = listener(open('listen'))
  let closed = false

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) refuse('busy')
    try {
      return await work()
    } catch (error) {
      throw refusalOf(error, rules)
    }
  }
  const single = <T>(ask: (c: Connection) => Promise<T>, limitMs: number | undefined) =>
    guarded(async () =>
      limitMs === undefined || limitMs <= limits.statementMs
        ? heard(ask(await lanes.take()))
        : seats.use((connection) => heard(long(connection, limitMs, ask))),
    )

  return {
    query: <T>(statement: Sql, { limitMs }: StatementOptions = {}) =>
      single((connection) => connection.rows(statement, true) as Promise<T[]>, limitMs),
    text: (statement, { limitMs } = {}) =>
      single((connection) => connection.text(statement, true), limitMs),
    transaction: (work, how = {}) =>
      guarded(() => runTransaction(how.patient ? patientSeats : seats, work, how, rules)),
    alone: (statement) => guarded(() => writing.send(statement)),
    listen: (channel, hear) => guarded(() => ear.listen(channel, hear)),
    load: () => {
      const { taken, waiting } = patientSeats.load()
      return { ...lanes.load(), ...seats.load(), patient: taken + waiting }
    },
    async close() {
      closed = true
      await Promise.all([
        lanes.close(),
        writing.close(),
        seats.close(),
        patientSeats.close(),
        ear.close(),
      ])
    },
  }
}

/** It was sent, and is a transaction of its own: where no answer comes it may have had its effect all the same. */
const heard = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    throw isBroken(error) ? outcomeUnknown(error) : error
  })

async function long<T>(
  connection: Connection,
  limitMs: number,
  ask: (connection: Connection) => Promise<T>,
): Promise<T> {
  connection.patience(limitMs + limits.silenceMs)
  const set = connection.command(`set statement_timeout = ${Math.ceil(limitMs)}`)
  const [, answer] = await Promise.allSettled([
    set,
    ask(connection),
    connection.command('reset statement_timeout'),
  ])
  connection.patience(limits.silenceMs)
  if (answer.status === 'rejected') throw answer.reason
  return answer.value
}
