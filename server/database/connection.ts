// What is one connection to PostgreSQL: how does it run statements, and how is it known to be dead?

import { Socket } from 'node:net'
import pg from 'pg'
import { compile, type Sql } from '#kernel/sql.ts'
import { isBroken, isStale, sqlState } from './errors.ts'
import { clientConfig, limits, type Target } from './settings.ts'
import {
  type Answered,
  type Done,
  NotTogether,
  type Shapes,
  Statement,
  Together,
  type Wording,
} from './statement.ts'
import { StatementNames } from './statement-names.ts'
import { parameter, parsed, untouched } from './values.ts'

/**
 * A connection that sends statements without waiting for earlier answers. An error of one does not
 * touch its neighbours: each carries its own sync. When something was asked and nothing is heard
 * for `silenceMs`, the link is cut, and everything under way ends with an error.
 */
export class Connection {
  readonly #client: pg.Client
  readonly #socket: Socket
  readonly #names = new StatementNames()
  readonly #shapes: Shapes = new Map()
  #watch: NodeJS.Timeout | undefined
  #silenceMs: number = limits.silenceMs
  #asked = 0
  /** When the statement that PostgreSQL works on now came to its turn. */
  #turnSince = 0
  #dead = false
  #held = false
  /** Called once when the link is lost. */
  onEnd: () => void = () => {}
  onNotice: (channel: string, payload: string) => void = () => {}

  private constructor(target: Target, schema: string | null, name: string) {
    this.#socket = new Socket()
    this.#client = new pg.Client({
      ...clientConfig(target, schema, name),
      stream: () => this.#socket,
      connectionTimeoutMillis: limits.connectMs,
    })
    this.#client.on('error', () => this.#end())
    this.#client.on('end', () => this.#end())
    this.#client.on('notification', (note) => this.onNotice(note.channel, note.payload ?? ''))
  }

  /**
   * Connects. A server that is just starting or restarting is waited for, up to `waitMs`.
   * @param name shown in pg_stat_activity
   */
  static async open(
    target: Target,
    schema: string | null,
    name: string,
    waitMs: number = limits.connectMs,
  ): Promise<Connection> {
    const until = performance.now() + waitMs
    for (;;) {
      const connection = new Connection(target, schema, name)
      try {
        await connection.#client.connect()
        return connection
      } catch (error) {
        connection.cut()
        const state = sqlState(error)
        const mayPass = isBroken(error) || state === '57P03' || state === '53300'
        if (!mayPass || performance.now() + 50 > until) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }

  get asked(): number {
    return this.#asked
  }

  /** For how long what was asked first has been worked on, ms: all that comes after it waits. */
  get heldMs(): number {
    return this.#asked === 0 ? 0 : performance.now() - this.#turnSince
  }

  /** The process of PostgreSQL that works for this connection. */
  get pid(): number {
    return (this.#client as unknown as { processID: number }).processID
  }

  get usable(): boolean {
    return !this.#dead
  }

  /** A worn connection still works, but a fresh one would work better. */
  get worn(): boolean {
    return this.#names.worn
  }

  /**
   * @param alone not inside a transaction: then a prepared form that went stale is simply made anew;
   * inside, the transaction has failed by that and has to run again
   */
  async rows(statement: Sql, alone: boolean): Promise<unknown[]> {
    return (await this.#prepared(statement, alone, false)).rows
  }

  /** The first column of the first row, exactly as PostgreSQL wrote it. */
  async text(statement: Sql, alone: boolean): Promise<string | null> {
    const [first] = (await this.#prepared(statement, alone, true)).rows
    return Array.isArray(first) ? (first[0] as string | null) : null
  }

  /** Program text without parameters: begin, commit, set. Answers the command that was really done. */
  async command(text: string): Promise<string> {
    this.#hold()
    const { command } = await this.#send<Answered>((done) => new pg.Query({ text }, done))
    return command
  }

  /**
   * Several statements that write, as one transaction in one packet: all of them are done or none (`NotTogether`).
   * Answers the rows of each.
   */
  async together(statements: readonly Sql[]): Promise<unknown[][]> {
    const wordings = statements.map((one) => this.#worded(one, false))
    try {
      return await this.#send<unknown[][]>((done) => {
        const answers: unknown[][] = []
        const parts = wordings.map(
          (one) =>
            new Statement(one, this.#shapes, (error, answer) =>
              error ? done(error) : answers.push(answer!.rows),
            ),
        )
        return new Together(parts, (error) => done(error, answers))
      })
    } catch (error) {
      if (error instanceof NotTogether && isStale(error.cause))
        this.#names.forget(wordings[error.at]!.text)
      throw error
    }
  }

  /** For a statement that may take longer: how long silence is no sign of death. */
  patience(silenceMs: number): void {
    this.#silenceMs = silenceMs
    clearTimeout(this.#watch)
    this.#watch = undefined
  }

  /** Says goodbye after what is under way. */
  async close(): Promise<void> {
    this.onEnd = () => {}
    if (this.#dead) return
    const gone = new Promise<void>((resolve) => this.#client.once('end', () => resolve()))
    void this.#client.end()
    const late = setTimeout(() => this.cut(), limits.silenceMs)
    await gone
    clearTimeout(late)
  }

  /** Ends the link now; everything under way fails. */
  cut(): void {
    this.#socket.destroy()
    this.#end()
  }

  /** The process may end although this connection is open. */
  unref(): void {
    this.#socket.unref()
  }

  async #prepared(statement: Sql, alone: boolean, raw: boolean): Promise<Answered> {
    const wording = this.#worded(statement, raw)
    const send = (one: Wording): Promise<Answered> => {
      this.#hold()
      return this.#send((done) => new Statement(one, this.#shapes, done))
    }
    try {
      return await send(wording)
    } catch (error) {
      if (!isStale(error)) throw error
      this.#names.forget(wording.text)
      if (!alone) throw error
      return send({ ...wording, name: undefined })
    }
  }

  #worded(statement: Sql, raw: boolean): Wording {
    const { text, values } = compile(statement)
    return {
      text,
      values: values.map(parameter),
      types: raw ? untouched : parsed,
      // Extended even without parameters: it takes exactly one statement, so nothing can be stacked.
      queryMode: 'extended',
      name: this.#names.nameOf(text),
      ...(raw ? { rowMode: 'array' as const } : {}),
    }
  }

  async #send<T>(query: (done: Done<T>) => object): Promise<T> {
    if (this.#asked++ === 0) this.#turnSince = performance.now()
    this.#listen()
    try {
      return await new Promise<T>((resolve, reject) => {
        const done: Done<T> = (error, answer) => (error ? reject(error) : resolve(answer!))
        this.#client.query(query(done) as pg.Submittable)
      })
    } catch (error) {
      // Where it was asked says more than where it was read.
      if (error instanceof Error) Error.captureStackTrace(error)
      // The server has said goodbye; nothing more may be sent here, although the link still stands.
      const said = error instanceof NotTogether ? error.cause : error
      if (sqlState(said)?.startsWith('57P')) this.cut()
      throw error
    } finally {
      this.#asked--
      this.#turnSince = performance.now()
      this.#watch?.refresh()
    }
  }

  /**
   * What is sent in one turn of the event loop leaves in one packet. Each packet of its own costs a call of the
   * kernel and wakes PostgreSQL; that was more than half of the processor time of a write.
   */
  #hold(): void {
    if (this.#held) return
    this.#held = true
    this.#socket.cork()
    setImmediate(() => {
      this.#held = false
      this.#socket.uncork()
    })
  }

  #listen(): void {
    if (this.#watch === undefined) {
      this.#watch = setTimeout(() => {
        this.#watch = undefined
        if (this.#asked > 0) this.#lastCall()
      }, this.#silenceMs)
      this.#watch.unref()
    } else if (this.#asked === 1) this.#watch.refresh()
  }

  /** A process that stood still itself (a laptop that slept, a busy machine) first hears what came meanwhile. */
  #lastCall(): void {
    const heard = this.#socket.bytesRead
    setTimeout(() => {
      if (this.#asked === 0) return
      if (this.#socket.bytesRead === heard) this.cut()
      else this.#listen()
    }, 100).unref()
  }

  #end(): void {
    if (this.#dead) return
    this.#dead = true
    clearTimeout(this.#watch)
    this.onEnd()
  }
}
