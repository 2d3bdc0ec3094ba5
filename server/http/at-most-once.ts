// How does a call with an `Idempotency-Key` happen once, also where its effect is more than one transaction?
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '#kernel/error.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Call } from './routes.ts'

/** An answer as it is stored. */
export interface Kept {
  readonly status: number
  /** Empty where it held a secret, which is shown once and kept nowhere. */
  readonly answer: string
  readonly headers: Readonly<Record<string, string>> | null
}

/** The same for whoever must be told apart: a key belongs to one person at one address. */
interface Place {
  readonly who: string
  readonly route: string
  readonly key: string
}

/** A call that has taken its key and is still at work. */
interface Claim extends Place {
  readonly asks: Asks
  readonly secret: boolean
  readonly beat: NodeJS.Timeout
}

const claims = new WeakMap<FastifyRequest, Claim>()
/** A running call says so this often; one that has not for `lostAfter` died with its process. */
const beatMs = 15_000
const lostAfter = '60 seconds'
/** How long an answer is kept at least. */
const keptDays = 7

/** What has an effect that a second call would have again, or would find in its way. */
const repeatable = new Set(['POST', 'PATCH', 'DELETE'])

/** The key of the call; null where it has none. */
export function keyOf(call: Call): string | null {
  const key = call.request.headers['idempotency-key']
  if (key === undefined || !repeatable.has(call.request.method)) return null
  if (typeof key !== 'string' || key.length === 0 || key.length > 255)
    refuse('malformed', { reason: 'Idempotency-Key' })
  return key
}

export const placeOf = (call: Call, key: string): Place => ({
  who: call.who.id,
  route: call.request.url,
  key,
})
/** Nobody is at work under the key; from now on until the transaction ends this one is. */
export const freeFor = ({ who, route, key }: Place): Sql =>
  sql`pg_try_advisory_xact_lock(hashtextextended(${`${who} ${route} ${key}`}, 7))`
export const hashOf = (content: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(content ?? null))
    .digest('hex')

/** What stands under the key; refuses another content and a call that still runs. */
export async function keptUnder(
  asks: Asks,
  { who, route, key }: Place,
  hash: string,
): Promise<Kept | null> {
  const [known] = await asks.query<Kept & { body_hash: string }>(
    sql`select body_hash, status, answer, headers from idempotency where who = ${who}::uuid and route = ${route} and key = ${key}`,
  )
  if (!known) return null
  if (known.status === running) refuse('still-running')
  if (known.body_hash !== hash) refuse('key-reused')
  if (known.answer === '' && known.status !== nothingToSay) refuse('shown-once')
  return known
}

const running = 0
/** The answer of what is gone. */
const nothingToSay = 204

/**
 * Takes the key for this call, before its effect. Answers true where the stored answer was sent instead. What the call
 * answers is stored on its way out (`settle`); a refusal stores nothing, so that it may be put right under the same key.
 * @param content what makes the call this one: its body, or the hash of its file
 */
export async function takeKey(call: Call, content: unknown, secret = false): Promise<boolean> {
  const key = keyOf(call)
  if (key === null) return false
  const asks = call.machine.world.db
  const place = placeOf(call, key)
  const hash = hashOf(content)
  const { who, route } = place
  const [taken] =
    await asks.query(sql`insert into idempotency as i (who, route, key, body_hash, status, answer, at) values (${who}::uuid, ${route}, ${key}, ${hash}, ${running}::int, '', now())
    on conflict (who, route, key) do update set at = now(), body_hash = excluded.body_hash
    where i.status = ${running}::int and i.at < now() - ${lostAfter}::interval returning 1 as one`)
  if (!taken) {
    const kept = await keptUnder(asks, place, hash)
    if (kept) replay(call.reply, kept)
    return kept !== null || takeKey(call, content, secret)
  }
  const beat = setInterval(
    () =>
      void asks
        .query(
          sql`update idempotency set at = now() where who = ${who}::uuid and route = ${route} and key = ${key} and status = ${running}::int`,
        )
        .catch(() => {}),
    beatMs,
  )
  claims.set(call.request, { ...place, asks, secret, beat: beat.unref() })
  return false
}

/**
 * Writes what the call will answer under the key it took, in the transaction of its effect: whoever asks again after a
 * crash finds both or neither. Refuses where the key is no longer this call's, because its process stood still so long
 * that another has taken it over: of the two only one has an effect.
 */
export async function settleWith(
  tx: Asks,
  call: Call,
  status: number,
  answer: unknown,
): Promise<void> {
  const claim = claims.get(call.request)
  if (!claim) return
  const { who, route, key, secret } = claim
  const [mine] =
    await tx.query(sql`update idempotency set status = ${status}::int, answer = ${secret ? '' : JSON.stringify(answer)}, at = now()
    where who = ${who}::uuid and route = ${route} and key = ${key} and status = ${running}::int returning 1 as one`)
  if (!mine) refuse('still-running')
}

export function replay(reply: FastifyReply, { status, answer, headers }: Kept): void {
  reply.code(status).headers({ ...headers })
  void (status === nothingToSay
    ? reply.send()
    : reply.header('content-type', 'application/json; charset=utf-8').send(answer))
}

const told = ['etag', 'location'] as const

const headersOf = (reply: FastifyReply): string | null => {
  const headers = Object.fromEntries(
    told.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
  )
  return Object.keys(headers).length ? JSON.stringify(headers) : null
}

/** Is the answer to be kept under the key of its call? */
export const isKept = (request: FastifyRequest): boolean => claims.has(request)

/** Stores what is about to be answered, unless that was done with its effect; or gives the key back where it is a refusal. */
export async function settle(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  const claim = claims.get(request)
  if (!claim) return
  claims.delete(request)
  clearInterval(claim.beat)
  const { asks, who, route, key, secret } = claim
  const said = reply.statusCode === nothingToSay ? '' : payload
  if (reply.statusCode >= 400 || typeof said !== 'string')
    await asks.query(
      sql`delete from idempotency where who = ${who}::uuid and route = ${route} and key = ${key} and status = ${running}::int`,
    )
  else
    await asks.query(sql`update idempotency set status = ${reply.statusCode}::int, answer = ${secret ? '' : said}, headers = ${headersOf(reply)}::json, at = now()
      where who = ${who}::uuid and route = ${route} and key = ${key} and status = ${running}::int`)
}

/** Forgets answers that nobody can still be waiting for. */
export async function tidyKeys(asks: Asks, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000).toISOString()
  await asks.query(sql`delete from idempotency where at < ${before}::timestamptz`, {
    limitMs: 60_000,
  })
}
