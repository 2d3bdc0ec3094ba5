// How does a call become one transaction? With the person, the moment, the cause, and at most once per key.
import { refuse, type Words } from '#kernel/error.ts'
import type { Ask } from '#kernel/query/ask.ts'
import { permit, type View } from '#kernel/query/view.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks, Tx } from '#server/database/pool.ts'
import type { OnceUnder } from '#server/writing/at-once.ts'
import type { Seen } from '#server/writing/if-seen.ts'
import { type Cause, circumstances, type Doing } from '#server/world/world.ts'
import { freeFor, hashOf, keptUnder, keyOf, placeOf } from './at-most-once.ts'
import type { Call } from './routes.ts'

export const viewOf = (call: Call): View => permit(call.machine.world.app, call.who)
export const atOf = (call: Call) => circumstances(call.machine.world, call.who)

export function doingOf(call: Call, tx: Tx | Asks): Doing {
  const { world } = call.machine
  const cause: Cause = call.who.key ? { kind: 'api', id: call.who.key } : { kind: 'person' }
  return {
    world,
    app: world.app,
    tx,
    who: call.who,
    at: circumstances(world, call.who),
    cause,
    action: null,
  }
}

/**
 * The id in the address, or "no such": what is no id can't be a record.
 * @param what the name of an object, or what else it would be the id of
 */
export const idOf = (call: Call, what: string | Words): string =>
  isUuid(call.params.id)
    ? call.params.id.toLowerCase()
    : refuse('not-found', {
        what:
          typeof what === 'string' ? (call.machine.world.app.objects[what]?.label ?? what) : what,
      })

export interface Answer {
  readonly status: number
  /** JSON text. */
  readonly body: string
  readonly version?: number
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Runs the work in a transaction. With an `Idempotency-Key` the answer is stored with the effect, so that the same
 * key and body give the same answer, another body is refused, and a call still running is told so.
 */
export const once = async (call: Call, work: (doing: Doing) => Promise<Answer>): Promise<unknown> =>
  send(call, await answerOnce(call, work))

/** The same without sending it. `content` is what the key stands for, where that is not the body: a file, say. */
export function answerOnce(
  call: Call,
  work: (doing: Doing) => Promise<Answer>,
  content: unknown = call.body,
): Promise<Answer> {
  const key = keyOf(call)
  return call.machine.world.db.transaction(async (tx) => {
    const doing = doingOf(call, tx)
    return key === null ? work(doing) : keyed(call, tx, key, content, () => work(doing))
  })
}

async function keyed(
  call: Call,
  tx: Tx,
  key: string,
  content: unknown,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const place = placeOf(call, key)
  const { who, route } = place
  const hash = hashOf(content)
  const [lock] = await tx.query<{ free: boolean }>(sql`select ${freeFor(place)} as free`)
  if (!lock!.free) refuse('still-running')
  const known = await keptUnder(tx, place, hash)
  if (known) return { status: known.status, body: known.answer, headers: known.headers ?? {} }
  const answer = await work()
  await tx.query(sql`insert into idempotency (who, route, key, body_hash, status, answer, headers, at) values
    (${who}::uuid, ${route}, ${key}, ${hash}, ${answer.status}::int, ${answer.body}, ${JSON.stringify(headersOf(answer))}::json, ${call.machine.world.now().toISOString()}::timestamptz)`)
  return answer
}

/**
 * The same for a change that is one statement. Where the key is known already nothing is changed, and whoever goes the
 * long way finds its answer.
 */
export function onceUnder(call: Call, id: string): OnceUnder | undefined {
  const key = keyOf(call)
  if (key === null) return undefined
  const place = placeOf(call, key)
  const { who, route } = place
  return {
    free: sql`not exists (select 1 from idempotency i where i.who = ${who}::uuid and i.route = ${route} and i.key = ${key}) and ${freeFor(place)}`,
    kept: (version) =>
      sql`insert into idempotency (who, route, key, body_hash, status, answer, headers, at) select ${who}::uuid, ${route}, ${key}, ${hashOf(call.body)}, 200,
        case when s.seen then s.j else ${JSON.stringify({ id })} end, case when s.seen then ${JSON.stringify({ etag: `"${version}"` })} else '{}' end::json, ${call.machine.world.now().toISOString()}::timestamptz from s`,
  }
}

const headersOf = ({ version, headers }: Answer): Readonly<Record<string, string>> => ({
  ...headers,
  ...(version !== undefined && { etag: `"${version}"` }),
})

export function send(call: Call, answer: Answer): unknown {
  call.reply.code(answer.status)
  call.reply.headers(headersOf(answer))
  if (answer.body === '') return call.reply.send()
  return call.reply.header('content-type', 'application/json; charset=utf-8').send(answer.body)
}

export const json = (status: number, value: unknown): Answer => ({
  status,
  body: JSON.stringify(value),
})

/**
 * `If-Match` as the versions that the caller may have seen (RFC 9110: one tag, several, or `*` for whatever is there). A
 * tag that is none of ours is of no version. What a proxy made weak (it packs the answer, W/"3") means the same version:
 * ours count every change. A number without quotes is taken, too.
 */
export function ifMatch(call: Call): Seen {
  const header = call.request.headers['if-match']?.trim()
  if (header === undefined || header === '*') return undefined
  const tag = /(?:W\/)?"[\x21\x23-\x7e\x80-\uffff]*"/
  if (!new RegExp(`^(?:\\d{1,9}|${tag.source}(?:[ \t]*,(?:[ \t]*${tag.source})?)*)$`).test(header))
    refuse('malformed', { reason: 'If-Match' })
  return header.match(/(?<=^|")[1-9]\d{0,8}(?=$|")/g)?.map(Number) ?? []
}

const listWords = new Set([
  'filter',
  'sort',
  'select',
  'limit',
  'after',
  'search',
  'count',
  'removed',
])

/** The question in the query string of a list. */
export function askOf(call: Call, from: string, more: readonly string[] = []): Ask {
  for (const name of Object.keys(call.query))
    if (!listWords.has(name) && !more.includes(name))
      refuse('malformed', { reason: `?${name.slice(0, 60)}` })
  const { filter, sort, select, limit, after, search, removed } = call.query
  if (removed !== undefined && removed !== 'true' && removed !== 'false')
    refuse('malformed', { reason: 'removed' })
  return {
    from,
    ...(filter ? { where: filter } : {}),
    ...(sort ? { sort } : {}),
    ...(select
      ? {
          select: select
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean),
        }
      : {}),
    ...(limit !== undefined ? { limit: /^\d{1,6}$/.test(limit) ? Number(limit) : 0 } : {}),
    ...(after ? { after } : {}),
    ...(search ? { search } : {}),
    ...(removed === 'true' ? { removed: true } : {}),
  }
}
