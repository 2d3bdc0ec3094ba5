// How does the server call an address that people gave it? Through this one door, which knows where it must not go.
import { lookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request as safeRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { refuse } from '#kernel/error.ts'
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
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    return refuse('address-refused', { address: text.slice(0, 100) })
  return url
}

async function placesOf(
  url: URL,
  door: Door,
): Promise<readonly { address: string; family: number }[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const kind = isIP(host)
  const places = kind ? [{ address: host, family: kind }] : await door.resolve(host).catch(() => [])
  if (places.length === 0 || places.some((one) => door.forbidden(one.address, url)))
    refuse('address-refused', { address: url.host })
  return places
}

function call(
  url: URL,
  { method = 'POST', headers = {}, body }: Outgoing,
  places: readonly { address: string; family: number }[],
  end: AbortSignal,
  door: Door,
): Promise<Answered & { redirect: string | null }> {
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
      {
        method,
        lookup: pinned,
        signal: end,
        agent: false,
        headers: {
          'user-agent': 'OpenLTC',
          accept: 'application/json',
          ...headers,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => {
        const pieces: Buffer[] = []
        let size = 0
        const status = response.statusCode ?? 0
        const done = (): void => {
          response.destroy()
          resolve({
            status,
            type: response.headers['content-type'] ?? '',
            text: Buffer.concat(pieces).subarray(0, door.most).toString('utf8'),
            redirect: [301, 302, 303, 307, 308].includes(status)
              ? (response.headers.location ?? null)
              : null,
          })
        }
        response.on('data', (piece: Buffer) => {
          pieces.push(piece)
          size += piece.length
          if (size >= door.most) done()
        })
        response.on('end', done)
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}
