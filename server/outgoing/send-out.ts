// How does the server call an address that people gave it? Through this one door, which knows where it must not go.
import { lookup } from 'node:dns/promises'
import { type Agent, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as safeRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type Readable, pipeline } from 'node:stream'
import { Refusal, refuse } from '#kernel/error.ts'
import { refusals } from '#kernel/refusals.ts'
import { isPrivate } from './private-address.ts'

export interface Outgoing {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** False: a redirect is an answer like any other. */
  readonly follow?: boolean
}
export interface Answered {
  readonly status: number
  /** Its content type. */
  readonly type: string
  /** At most `most` bytes of it. */
  readonly text: string
}
export interface Door {
  readonly resolve: (
    host: string,
  ) => Promise<readonly { readonly address: string; readonly family: number }[]>
  /** May this address not be called? `url` is what was asked for, before its name was resolved. */
  readonly forbidden: (address: string, url: URL) => boolean
  readonly timeMs: number
  readonly most: number
  /** Keeps connections for the next call: only for a door to one place. */
  readonly agent?: Agent
}

export const publicDoor: Door = {
  resolve: (host) => lookup(host, { all: true }),
  forbidden: isPrivate,
  timeMs: 10_000,
  most: 256 * 1024,
}

const mostTurns = 3

/**
 * Calls an http(s) address. The name is resolved once, here, every address of it is checked, and the connection is
 * made to what was checked; each redirect begins anew. Refuses what is private, too slow or no address.
 */
export async function sendOut(
  address: string,
  what: Outgoing = {},
  door: Door = publicDoor,
): Promise<Answered> {
  const end = AbortSignal.timeout(door.timeMs)
  let [to, how] = [address, what]
  for (let turn = 0; ; turn++) {
    const url = addressOf(to)
    const places = await placesOf(url, door)
    const answer = await call(url, how, places, end, door)
    if (answer.redirect === null || how.follow === false)
      return { status: answer.status, type: answer.type, text: answer.text }
    if (turn === mostTurns) return refuse('address-refused', { address: url.host })
    const next = new URL(answer.redirect, url)
    // What was said to one host in confidence is not said to another; after 303 only the answer is fetched.
    const { headers, ...rest } = how
    how =
      next.origin === url.origin
        ? how
        : { ...rest, headers: { 'content-type': headers?.['content-type'] ?? 'application/json' } }
    if (answer.status === 303) how = { method: 'GET' }
    to = next.href
  }
}

function addressOf(text: string): URL {
  const url = readAddress(text)
  return url ?? refuse('address-refused', { address: text.slice(0, 100) })
}

function readAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  return url && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password
    ? url
    : null
}

/**
 * True where the words of an address say already that the door stays shut: no http(s) address, a private one written in
 * any way, or this machine by its own name (RFC 6761). Other names may still lead to one; that is asked at the call.
 */
export function neverCalled(text: string, door: Pick<Door, 'forbidden'> = publicDoor): boolean {
  const url = readAddress(text)
  if (!url) return true
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (/(^|\.)localhost\.?$/.test(host)) return door.forbidden('127.0.0.1', url)
  return isIP(host) !== 0 && door.forbidden(host, url)
}

async function placesOf(url: URL, door: Door): Promise<Places> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const kind = isIP(host)
  let why: unknown
  const places = kind
    ? [{ address: host, family: kind }]
    : await door.resolve(host).catch((error: unknown) => {
        why = error
        return []
      })
  if (places.length > 0 && !places.some((one) => door.forbidden(one.address, url))) return places
  const no = new Refusal('address-refused', refusals['address-refused'], { address: url.host })
  no.cause = why
  throw no
}

export interface Streamed {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Readable
}

/** Sends and takes bytes as they come, as many as there are. A redirect is an answer; silence for `timeMs` is the end. */
export async function streamOut(
  address: string,
  { method, headers, body }: Streamed,
  door: Door,
): Promise<IncomingMessage> {
  try {
    const url = addressOf(address)
    return await dial(url, { method, headers }, await placesOf(url, door), door, body)
  } catch (error) {
    body?.destroy()
    throw error
  }
}

type Places = readonly { address: string; family: number }[]

/** Connects to one of the addresses that were checked, and to no other. */
function dial(
  url: URL,
  how: { method: string; headers: Readonly<Record<string, string>>; signal?: AbortSignal },
  places: Places,
  door: Door,
  body?: string | Readable,
): Promise<IncomingMessage> {
  const pinned: LookupFunction = (_host, options, done) => {
    if (options.all)
      done(
        null,
        places.map((one) => ({ ...one })),
      )
    else done(null, places[0]!.address, places[0]!.family)
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? safeRequest : plainRequest)(
      url,
      { ...how, lookup: pinned, agent: door.agent ?? false },
      (response) => {
        // Whoever takes the bytes may be slow, too: that is not the other side's silence.
        if (!how.signal) request.setTimeout(door.timeMs * 6)
        resolve(response)
      },
    )
    request.on('error', reject)
    if (!how.signal)
      request.setTimeout(door.timeMs, () =>
        request.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })),
      )
    if (body === undefined || typeof body === 'string') request.end(body)
    else pipeline(body, request, (error) => error && reject(error))
  })
}

async function call(
  url: URL,
  { method = 'POST', headers = {}, body }: Outgoing,
  places: Places,
  signal: AbortSignal,
  door: Door,
): Promise<Answered & { redirect: string | null }> {
  const length: Record<string, string> =
    body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const response = await dial(
    url,
    {
      method,
      signal,
      headers: { 'user-agent': 'OpenLTC', accept: 'application/json', ...headers, ...length },
    },
    places,
    door,
    body,
  )
  const status = response.statusCode ?? 0
  const pieces: Buffer[] = []
  let size = 0
  // Leaving the loop ends the connection: what is too much is never taken in.
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece)
    if ((size += piece.length) >= door.most) break
  }
  return {
    status,
    type: response.headers['content-type'] ?? '',
    text: Buffer.concat(pieces).subarray(0, door.most).toString('utf8'),
    redirect: [301, 302, 303, 307, 308].includes(status)
      ? (response.headers.location ?? null)
      : null,
  }
}
