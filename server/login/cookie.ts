// Which session does the browser name in its cookie, and which key does a program send?

const plainName = 'openltc_session'
/** Where https is sure, the browser itself sees to it that only this very host over https wrote the cookie. */
const hostName = `__Host-${plainName}`
/** Of a sign-in that is away at another house; it comes back with the answer. */
const awayName = 'openltc_away'

/** The value of our cookie as the browser sent it, or null. */
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

/** The token in our cookie, or null where it has not the form of one. */
export const tokenOf = (cookie: string): string | null =>
  /^[A-Za-z0-9_-]{43}$/.test(cookie) ? cookie : null

/** What follows `Authorization: Bearer`, or null. Other schemes belong to whoever stands in front of us. */
export const bearerOf = (header: string | undefined): string | null =>
  header !== undefined && /^bearer(?!\S)/i.test(header) ? header.slice(6).trim() : null

/** https on the way to us: `always` where the configured address says so, `now` where only this request came by it. */
export type Safe = 'always' | 'now' | 'no'

/**
 * The line that gives the browser its session. The token is 256 random bits and known by its hash: a signature would
 * prove nothing more, and would have to be made alike by every process on the database.
 */
export const sessionCookie = (token: string, seconds: number, safe: Safe): string =>
  line(safe === 'always' ? hostName : plainName, token, seconds, '/', safe)

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
