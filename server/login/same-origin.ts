// Did this request come from a page of ours, or did another site's page send it with the person's cookie?
import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '#kernel/error.ts'
import { bearerOf, cookieOf } from './cookie.ts'

export interface Sent {
  readonly headers: IncomingHttpHeaders
  /** Name and port under which the caller reached us. */
  readonly host: string
}

export type Site = 'ours' | 'other' | 'unknown'

/** What the browser says of the page that sent the request; programs say nothing. */
export function siteOf({ headers, host }: Sent, trusted: readonly string[]): Site {
  const origin = headers.origin
  if (origin !== undefined && (trusted.includes(origin) || isHost(origin, host))) return 'ours'
  const said = headers['sec-fetch-site']
  if (said !== undefined)
    return (said === 'same-origin' || said === 'none') && origin !== 'null' ? 'ours' : 'other'
  return origin === undefined ? 'unknown' : 'other'
}

/**
 * Refuses a write that a session cookie would carry where the browser says that another site's page sent it.
 * A key (`Bearer`) is exempt: no other site's page can send one. So is a request without our cookie, which
 * writes nothing in anybody's name.
 */
export function refuseOtherSites(sent: Sent, trusted: readonly string[]): void {
  if (bearerOf(sent.headers.authorization) !== null || cookieOf(sent.headers.cookie) === null)
    return
  // A browser always says where a write comes from; a program that keeps a cookie of its own says nothing.
  if (siteOf(sent, trusted) === 'other') refuse('other-site')
}

/** Is the origin this host? Ports that the scheme implies may be written or not. */
function isHost(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, host: theirs } = new URL(origin)
  const ours = `${protocol}//${host}`
  return URL.canParse(ours) && new URL(ours).host === theirs
}
