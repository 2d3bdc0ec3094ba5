// Which session does the browser name in its cookie, and which key does a program send?
import { createHmac, timingSafeEqual } from 'node:crypto'

const plainName = 'openltc_session'
/** Where https is sure, the browser itself sees to it that only this very host over https wrote the cookie. */
const hostName = `__Host-${plainName}`
/** Of a sign-in that is away at another house; it comes back with the answer. */
const awayName = 'openltc_away'

/** The signed value of our cookie as the browser sent it, or null. */
export const cookieOf = (header: string | undefined): string | null =>
  valueOf(header, hostName) ?? valueOf(header, plainName)

/** What was kept while the person is away to prove who they are. */
export const awayOf = (header: string | undefined): string | null => valueOf(header, awayName)

function valueOf(header: string | undefined, name: string): string | null {
  if (!header || header.length > 16_384) return null
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}

/** The token in a signed cookie (`token.base64`, percent-encoded), or null where the signature is not ours. */
export function tokenOf(cookie: string, secret: string): string | null {
  let plain: string
  try {
    plain = decodeURIComponent(cookie)
  } catch {
    return null
  }
  const at = plain.lastIndexOf('.')
  if (at < 1) return null
  const token = plain.slice(0, at)
  const ours = signature(token, secret)
  const theirs = Buffer.from(plain.slice(at + 1), 'base64')
  return theirs.length === ours.length && timingSafeEqual(ours, theirs) ? token : null
}

const signature = (token: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(token).digest()

/** What follows `Authorization: Bearer`, or null. Other schemes belong to whoever stands in front of us. */
export const bearerOf = (header: string | undefined): string | null =>
  header === undefined
    ? null
    : (/^bearer(?:\s+(.*))?$/is
        .exec(header)
        ?.slice(1)
        .map((key) => key?.trim() ?? '')[0] ?? null)

/** https on the way to us: `always` where the configured address says so, `now` where only this request came by it. */
export type Safe = 'always' | 'now' | 'no'

/** The line that gives the browser its session. */
export function sessionCookie(token: string, secret: string, seconds: number, safe: Safe): string {
  const value = encodeURIComponent(`${token}.${signature(token, secret).toString('base64')}`)
  return line(safe === 'always' ? hostName : plainName, value, seconds, '/', safe)
}

/** Lines that make the browser forget the session, under whichever name it has it. */
export const forgottenCookies = (safe: Safe): string[] =>
  (safe === 'always' ? [hostName, plainName] : [plainName]).map((name) =>
    line(name, '', 0, '/', safe),
  )

/** The line that binds an answer from another house to this browser; without `token` it is forgotten. */
export const awayCookie = (token: string | null, safe: Safe): string =>
  line(awayName, token ?? '', token === null ? 0 : 600, '/api/auth/sso', safe)

const line = (name: string, value: string, seconds: number, path: string, safe: Safe): string =>
  `${name}=${value}; Max-Age=${seconds}; Path=${path}; HttpOnly; SameSite=Lax${safe === 'no' ? '' : '; Secure'}`
