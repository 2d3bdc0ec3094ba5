// Which addresses ask for a letter? A new password for whoever typed an e-mail, and an invitation by an administrator.
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { noteLogin } from '#server/login/sign-in-log.ts'
import { endTickets, issue } from '#server/login/tickets.ts'
import { idOf } from './calls.ts'
import { textsOf } from './given.ts'
import type { Call, Route } from './routes.ts'

export const letterRoutes = (jobs: Jobs): readonly Route[] => [
  {
    method: 'POST',
    url: '/api/auth/recover',
    gate: 'open',
    says: 'A link for a new password, by mail, if the e-mail is somebody’s',
    run: async (call) => {
      const { login, world } = call.machine
      login.ownPage(call.request)
      const { email } = textsOf(call, 'email')
      if (!call.machine.letters) refuse('no-mail')
      const { address, agent } = login.hands.deviceOf(call.request)
      await login.hands.tries.takeAsking(address)
      // Whose it is, is looked up by the job: here known and unknown cost the same and are answered the same.
      await world.db.transaction((tx) =>
        jobs.enqueue(tx, 'recover', {
          email: email.slice(0, 254),
          address,
          agent: agent.slice(0, 300),
        }),
      )
      call.reply.code(202)
      return { ok: true }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/people/:id/invitation',
    gate: 'admin',
    fresh: true,
    secret: true,
    says: 'Invite a person to choose a password: {by: "mail" | "link"}; the link is answered this once',
    run: async (call) => {
      const id = idOf(call, 'person')
      const { by } = textsOf(call, 'by')
      const [person] = await call.machine.world.db.query<{ email: string | null }>(
        sql`select email from person where id = ${id}::uuid and active and removed_at is null`,
      )
      if (!person?.email) refuse('not-found', { what: { zh: '人员', en: 'person' } })
      await noteLogin(call.machine.world.db, { kind: 'invited', person: id, by: call.who.id })
      return by === 'mail' ? byMail(call, jobs, id) : byLink(call, id)
    },
  },
]

async function byMail(call: Call, jobs: Jobs, person: string): Promise<{ mailed: true }> {
  if (!call.machine.letters) refuse('no-mail')
  await call.machine.world.db.transaction((tx) => jobs.enqueue(tx, 'invite', { person }))
  return { mailed: true }
}

/** The token alone: the page of whoever asked knows under which address it stands. */
async function byLink(call: Call, person: string): Promise<{ token: string; expires_at: string }> {
  await endTickets(call.machine.world.db, ['invitation'], person)
  return issue(call.machine.world.db, 'invitation', person)
}
