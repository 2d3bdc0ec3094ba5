// Which session does the browser name in its cookie, and which key does a program send?
import { createHmac, timingSafeEqual } from 'node:crypto'

export const cookieName = 'openltc_session'

/** The signed value of our cookie as the browser sent it, or null. */
export function cookieOf(header: string | undefined): string | null {
  if (!header || header.length > 16_384) return null
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === cookieName) return part.slice(at + 1).trim()
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
  const ours = createHmac('sha256', secret).update(token).digest()
  const theirs = Buffer.from(plain.slice(at + 1), 'base64')
  return theirs.length === ours.length && timingSafeEqual(ours, theirs) ? token : null
}

/** What follows `Authorization: Bearer`, or null. Other schemes belong to whoever stands in front of us. */
export const bearerOf = (header: string | undefined): string | null =>
  header === undefined
    ? null
    : (/^bearer(?:\s+(.*))?$/is
        .exec(header)
        ?.slice(1)
        .map((key) => key?.trim() ?? '')[0] ?? null)

/** A line that makes the browser forget the session. */
export const forgottenCookie = (secure: boolean): string =>
  `${cookieName}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
