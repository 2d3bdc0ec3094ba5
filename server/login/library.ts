// How is the sign-in library set up? Password and session only, nothing leaves the house, nothing is reachable by itself.
import { betterAuth } from 'better-auth/minimal'
import type { Database } from '#server/database/pool.ts'
import { cookieName } from './cookie.ts'
import { longestPassword } from './password-rules.ts'
import { loginStore } from './store.ts'

export const sessionSeconds = 30 * 86_400
/** A session in use is made longer once a day. */
export const renewSeconds = 86_400

/** The library's functions; its own HTTP routes are not mounted, we call what we need. */
export const signInLibrary = (db: Database, secret: string) =>
  betterAuth({
    appName: 'OpenLTC',
    // Only for links, of which it makes none; it must not guess one from a request.
    baseURL: 'http://openltc.invalid',
    secrets: [{ version: 1, value: secret }],
    database: loginStore(db),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: longestPassword,
    },
    session: {
      expiresIn: sessionSeconds,
      updateAge: renewSeconds,
      cookieCache: { enabled: false },
    },
    advanced: {
      // "Secure" is added where the request came by https, which only the request knows.
      useSecureCookies: false,
      cookies: { session_token: { name: cookieName } },
      ipAddress: { disableIpTracking: true },
    },
    // Tries are counted by ./tries.ts: per address and account, which the library can't.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // It would write e-mails and stack traces to the console.
    logger: { disabled: true },
  })

export type SignInLibrary = ReturnType<typeof signInLibrary>
