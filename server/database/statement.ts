// How does a statement travel through the driver: with no more words than needed, alone or together with others?

import pg from 'pg'

/** What the driver sends, and what it knows to be prepared on the connection, by name. */
interface Link extends pg.Connection {
  readonly submittedNamedStatements: Record<string, string>
}

/** What the driver asks of a query, for those who extend its own. */
interface Traveller {
  name: string | undefined
  text: string
  submit(link: Link): unknown
  handleRowDescription(message: Shape): void
  handleDataRow(message: { readonly fields: readonly unknown[] }): void
  handleCommandComplete(message: { readonly text: string }, link: Link): void
  handleEmptyQuery(link: Link): void
  handleError(error: unknown, link: Link): void
  handleReadyForQuery(link: Link): void
}

interface Shape {
  readonly fields: readonly unknown[]
}

/** What the driver's own query is made of. */
export interface Wording extends pg.QueryConfig<unknown[]> {
  readonly queryMode: 'extended'
  readonly rowMode?: 'array'
}

/** The rows and the command that was done. */
export interface Answered {
  readonly command: string
  readonly rows: unknown[]
}

/** Told once: what went wrong, or the answer. */
export type Done<T> = (error: unknown, answer?: T) => void

const Query = pg.Query as unknown as new (config: object) => Traveller

/** Which columns a prepared statement answers, by its name on this connection. */
export type Shapes = Map<string, Shape>

/**
 * A statement that asks for its columns once per connection: a prepared form never answers others (PostgreSQL refuses
 * it as stale instead), so each further time spares both sides a message.
 */
export class Statement extends Query {
  readonly #shapes: Shapes

  constructor(wording: Wording, shapes: Shapes, callback: Done<Answered>) {
    super({ ...wording, callback })
    this.#shapes = shapes
  }

  override submit(link: Link): unknown {
    const known = this.name && this.#shapes.get(this.name)
    if (!known) return super.submit(link)
    super.handleRowDescription(known)
    return super.submit(without(link, 'describe'))
  }

  override handleRowDescription(shape: Shape): void {
    if (this.name) this.#shapes.set(this.name, shape)
    super.handleRowDescription(shape)
  }
}

/** One of several that travelled together could not be done, so none was. */
export class NotTogether extends Error {
  /** Which one; as many as there were = all were done, and their commit could not be. */
  readonly at: number

  constructor(at: number, cause: unknown) {
    super('one of several statements could not be done', { cause })
    this.at = at
  }
}

/** Several statements as one transaction: PostgreSQL commits at the end, answers in one packet, or does none of them. */
export class Together extends Query {
  readonly #parts: readonly Statement[]
  readonly #done: (error: NotTogether | null) => void
  #at = 0

  /** @param done after each of the parts was told its answer, or instead */
  constructor(parts: readonly Statement[], done: (error: NotTogether | null) => void) {
    super({ text: '' })
    this.#parts = parts
    this.#done = done
  }

  /** The driver notes under its name what PostgreSQL has parsed just now. */
  override get name(): string | undefined {
    return this.#now?.name
  }
  override set name(_: string | undefined) {
    // The driver's own constructor names every query.
  }
  override get text(): string {
    return this.#now?.text ?? ''
  }
  override set text(_: string) {
    // As above.
  }

  get #now(): Statement | undefined {
    return this.#parts?.[this.#at]
  }

  override submit(link: Link): unknown {
    link.stream.cork()
    const last = this.#parts.length - 1
    const errors = this.#parts.map((part, i) =>
      part.submit(i < last ? without(link, 'sync') : link),
    )
    link.stream.uncork()
    return errors.find(Boolean) ?? null
  }

  override handleRowDescription(message: Shape): void {
    this.#now?.handleRowDescription(message)
  }

  override handleDataRow(message: { readonly fields: readonly unknown[] }): void {
    this.#now?.handleDataRow(message)
  }

  override handleCommandComplete(message: { readonly text: string }, link: Link): void {
    this.#now?.handleCommandComplete(message, link)
    this.#at++
  }

  override handleEmptyQuery(): void {
    this.#at++
  }

  override handleError(error: unknown, link: Link): void {
    // PostgreSQL leaves out all that comes after it, also what it should have prepared.
    for (const { name } of this.#parts.slice(this.#at))
      if (name) delete link.submittedNamedStatements[name]
    this.#done(new NotTogether(this.#at, error))
  }

  override handleReadyForQuery(link: Link): void {
    this.#parts.forEach((part) => part.handleReadyForQuery(link))
    this.#done(null)
  }
}

/** The same connection, but one of the driver's messages is not sent. */
const without = (link: Link, message: 'describe' | 'sync'): Link =>
  Object.create(link, { [message]: { value: () => {} } }) as Link
