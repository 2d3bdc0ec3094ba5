// Which addresses does somebody need who is not signed in yet? Each is one step of coming in; nothing else is open.
import { Refusal, refuse } from '#kernel/error.ts'
import type { SignInWays } from '#kernel/api/sign-in.ts'
import { listProviders } from '#server/login/providers.ts'
import {
  askPasskey,
  askSecondPasskey,
  beginEnrol,
  byPassword,
  byPasskey,
  bySecond,
  changePassword,
  endEnrol,
  leave,
  setByLink,
} from '#server/login/sign-in.ts'
import { comeBack, goAway, ownPath } from '#server/login/sso.ts'
import { awayCookie } from '#server/login/cookie.ts'
import { look } from '#server/login/tickets.ts'
import { sql } from '#kernel/sql.ts'
import { bodyOf, textsOf } from './given.ts'
import type { Call, Route } from './routes.ts'

/** An open write of the sign-in: nobody is to be signed in by another site's page. */
const open = (url: string, says: string, run: (call: Call) => Promise<unknown>): Route => ({
  method: 'POST',
  url,
  gate: 'open',
  says,
  run: async (call) => {
    call.machine.login.ownPage(call.request)
    return run(call)
  },
})

/** Whether letters can be sent is known by whoever wires them. */
export const signInRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/auth/ways',
    gate: 'open',
    says: 'How can one sign in here?',
    run: async (call): Promise<SignInWays> => {
      const providers = await listProviders(call.machine.world.db)
      return {
        sso: providers
          .filter((one) => !one.settings.paused)
          .map(({ name, label }) => ({ name, label })),
        recovery: call.machine.letters === true,
      }
    },
  },
  open(
    '/api/auth/sign-in/email',
    'E-mail and password: who is in, or what is asked next',
    async (call) => {
      const { email, password } = textsOf(call, 'email', 'password')
      return byPassword(call.machine.login.hands, call, email, password)
    },
  ),
  open(
    '/api/auth/sign-in/second',
    'The second step: {ticket, code | recovery | passkey}',
    async (call) => {
      const { ticket } = textsOf(call, 'ticket')
      const given = bodyOf(call)
      if (given.passkey !== undefined)
        return bySecond(call.machine.login.hands, call, ticket, { passkey: given.passkey })
      if (given.recovery !== undefined)
        return bySecond(call.machine.login.hands, call, ticket, textsOf(call, 'recovery'))
      return bySecond(call.machine.login.hands, call, ticket, textsOf(call, 'code'))
    },
  ),
  open(
    '/api/auth/sign-in/second/passkey',
    'The challenge for a passkey as second step',
    async (call) =>
      askSecondPasskey(call.machine.login.hands, call.request, textsOf(call, 'ticket').ticket),
  ),
  open(
    '/api/auth/sign-in/enrol',
    'The key of an authenticator app, where a second factor is required and missing',
    async (call) => beginEnrol(call.machine.login.hands, textsOf(call, 'ticket').ticket),
  ),
  open(
    '/api/auth/sign-in/enrol/confirm',
    'The app’s first code: who is in, and codes for paper',
    async (call) => {
      const { ticket, code } = textsOf(call, 'ticket', 'code')
      return endEnrol(call.machine.login.hands, call, ticket, code)
    },
  ),
  open(
    '/api/auth/sign-in/passkey/challenge',
    'A challenge for a passkey as the whole sign-in',
    async (call) => askPasskey(call.machine.login.hands, call.request),
  ),
  open('/api/auth/sign-in/passkey', 'A passkey as the whole sign-in: who is in', async (call) => {
    const { ticket } = textsOf(call, 'ticket')
    return byPasskey(call.machine.login.hands, call, ticket, bodyOf(call).passkey)
  }),
  open('/api/auth/sign-out', 'End this session', async (call) => {
    await leave(call.machine.login.hands, call)
    return { ok: true }
  }),
  {
    method: 'GET',
    url: '/api/auth/get-session',
    gate: 'open',
    says: 'Who is signed in by the cookie, or null',
    run: async (call) => {
      const { authorization: _, ...headers } = call.request.headers
      const who = await call.machine.login.who(headers)
      return {
        who: who && { id: who.id, name: who.name, roles: who.roles, language: who.language },
      }
    },
  },
  {
    method: 'POST',
    url: '/api/auth/change-password',
    gate: 'session',
    says: 'A new password of one’s own; every other session ends',
    run: async (call) => {
      const { currentPassword, newPassword } = textsOf(call, 'currentPassword', 'newPassword')
      const session =
        (await call.machine.login.sessionOf(call.request.headers)) ?? refuse('not-signed-in')
      await changePassword(call.machine.login.hands, call, session, currentPassword, newPassword)
      return { ok: true }
    },
  },
  open(
    '/api/auth/link',
    'Is this link for a password still good, and whose is it?',
    async (call) => {
      const ticket =
        (await look(
          call.machine.world.db,
          ['recovery', 'invitation'],
          textsOf(call, 'token').token,
        )) ?? refuse('link-over')
      const [person] = await call.machine.world.db.query<{ name: string; email: string }>(
        sql`select name, email from person where id = ${ticket.person}::uuid and active and removed_at is null`,
      )
      return person ? { purpose: ticket.purpose, ...person } : refuse('link-over')
    },
  ),
  open(
    '/api/auth/password',
    'A first or a new password by a link that counts once',
    async (call) => {
      const { token, password } = textsOf(call, 'token', 'password')
      return setByLink(call.machine.login.hands, call.request, token, password)
    },
  ),
  {
    method: 'GET',
    url: '/api/auth/sso/:name',
    gate: 'open',
    says: 'Go to another house to sign in there',
    run: async (call) =>
      away(call, () =>
        goAway(
          call.machine.login.hands,
          call.request,
          call.reply,
          call.params.name!,
          call.query.next ?? '/',
          call.query.again === '1',
        ),
      ),
  },
  {
    method: 'GET',
    url: '/api/auth/sso/:name/callback',
    gate: 'open',
    says: 'Back from another house',
    run: async (call) =>
      away(call, async () => {
        const { login } = call.machine
        const { step, next } = await comeBack(
          login.hands,
          call.request,
          call.reply,
          call.params.name!,
        )
        call.reply.header('set-cookie', awayCookie(null, login.hands.safe(call.request)))
        // What is still asked stands behind the #, which no server and no next page gets to see.
        return 'who' in step
          ? next
          : `/sign-in?${new URLSearchParams({ next }).toString()}#${Buffer.from(JSON.stringify(step)).toString('base64url')}`
      }),
  },
]

/** Sends the browser on; a refusal is told on the sign-in page, since a person stands before it. */
async function away(call: Call, where: () => Promise<string>): Promise<unknown> {
  call.reply.header('referrer-policy', 'no-referrer')
  try {
    return call.reply.redirect(await where(), 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const asked = new URLSearchParams({ problem: error.code, next: ownPath(call.query.next) })
    if (typeof error.details.provider === 'string') asked.set('provider', error.details.provider)
    return call.reply.redirect(`/sign-in?${asked.toString()}`, 303)
  }
}
