// How does someone come to be able to sign in? A person record and a password, together or not at all.
import { Problems, Refusal, refuse } from '#kernel/error.ts'
import { isAdmin, type Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Tx } from '#server/database/pool.ts'
import { circumstances, type Doing, systemWho, type World } from '#server/world/world.ts'
import { create } from '#server/writing/write.ts'
import { hashPassword, storePassword } from './password.ts'
import { weaknessOf } from './password-rules.ts'
import { type PersonAt, personAt } from './person-at.ts'
import { removeSecond } from './second-factor.ts'
import { endSessions } from './session.ts'
import { noteLogin } from './sign-in-log.ts'
import { endTickets, issue } from './tickets.ts'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  /** Null: they choose one by an invitation, or come in by another house. */
  readonly password: string | null
  readonly team?: string | null
  readonly language?: 'zh' | 'en'
  /** At the command line, who owns the machine may take any password. */
  readonly weakAllowed?: boolean
}

/**
 * Makes the person and their login; answers the person's id. Only administrators and the system may. Every
 * problem is told at once: of the record and of the password.
 * @param within what is written with the person, in the same transaction
 */
export async function createPerson(
  world: World,
  input: NewPerson,
  by: Who,
  within?: (tx: Tx, id: string) => Promise<void>,
): Promise<string> {
  mustManage(by)
  const { password } = input
  const problems = password === null ? new Problems() : passwordProblems({ ...input, password })
  if (!input.email) problems.add('email', 'required')
  const hash = password === null ? null : await hashPassword(password)
  return world.db.transaction(async (tx) => {
    const id = await withProblems(problems, () =>
      create(doingOf(world, tx, by), 'person', recordOf(input), 'person'),
    )
    if (hash !== null) await storePassword(tx, id, hash)
    await within?.(tx, id)
    return id
  })
}

/** Gives the person a new password, or a first one; their sessions end. Only administrators and the system may. */
export async function setPassword(
  world: World,
  person: string,
  password: string,
  by: Who,
  weakAllowed = false,
): Promise<void> {
  mustManage(by)
  const [found] = await world.db.query<{ name: string; email: string | null }>(
    sql`select name, email from person where id = ${person}::uuid and removed_at is null and id <> ${systemWho.id}::uuid`,
  )
  if (!found) refuse('not-found', { what: { zh: '人员', en: 'person' } })
  const problems = passwordProblems({
    name: found.name,
    email: found.email ?? '',
    password,
    weakAllowed,
  })
  if (!found.email) problems.add('email', 'required')
  problems.done()
  const hash = await hashPassword(password)
  await world.db.transaction(async (tx) => {
    await storePassword(tx, person, hash)
    await noteLogin(tx, { kind: 'password_set', person, by: by.id })
  })
}

/**
 * A link by which the person chooses a new password, to be handed over; it counts once. Their sessions end now. Only
 * administrators and the system may.
 */
export async function passwordLink(
  world: World,
  person: string,
  by: Who,
): Promise<{ token: string; expires_at: string }> {
  mustManage(by)
  return world.db.transaction(async (tx) => {
    await endTickets(tx, ['recovery'], person)
    await endSessions(tx, person)
    await noteLogin(tx, { kind: 'recovery_asked', person, by: by.id })
    return issue(tx, 'recovery', person)
  })
}

/** Takes the second factor away where it was lost; their sessions end. Only administrators and the system may. */
export async function loseSecond(world: World, person: string, by: Who): Promise<boolean> {
  mustManage(by)
  return world.db.transaction(async (tx) => {
    const had = await removeSecond(tx, person)
    await endSessions(tx, person)
    await noteLogin(tx, { kind: 'second_removed', person, by: by.id })
    return had
  })
}

/** Ends every session of the person, here and on all devices. Only administrators and the system may. */
export async function signOutEverywhere(world: World, person: string, by: Who): Promise<number> {
  mustManage(by)
  const ended = await endSessions(world.db, person)
  await noteLogin(world.db, { kind: 'sessions_ended', person, by: by.id, more: { n: ended } })
  return ended
}

/** What administrators see of a person's sign-in beside the record. */
export interface SignInState {
  readonly id: string
  /** Has a password, a passkey or another house that vouches for them. */
  readonly can_sign_in: boolean
  /** Has a second factor. */
  readonly second_factor: boolean
  /** Was invited and has not come yet. */
  readonly invited: boolean
  /** Sessions that are open now. */
  readonly sessions: number
  /** Last renewal of an open session or use of a key, null = not known. */
  readonly last_seen_at: string | null
}

/** Of everybody but the system itself. Only administrators and the system may ask. */
export function signInStates(world: World, by: Who): Promise<SignInState[]> {
  if (!isAdmin(by)) refuse('not-allowed', { deed: { zh: '管理人员', en: 'manage people' } })
  return world.db.query<SignInState>(sql`select p.id,
    a.person is not null or k2.person is not null or exists (select 1 from login_identity i where i.person = p.id) as can_sign_in,
    k2.person is not null or exists (select 1 from login_totp t where t.person = p.id) as second_factor,
    exists (select 1 from login_ticket t where t.person = p.id and t.purpose = 'invitation' and t.expires_at > now()) as invited, coalesce(s.n, 0) as sessions, greatest(s.seen, k.seen) as last_seen_at
    from person p left join login_account a on a.person = p.id
    left join (select person, count(*)::int as n, max(seen_at) as seen from login_session where expires_at > now() group by person) s on s.person = p.id
    left join (select distinct person from login_passkey) k2 on k2.person = p.id
    left join (select person, max(last_used_at) as seen from api_key group by person) k on k.person = p.id
    where p.removed_at is null and p.id <> ${systemWho.id}::uuid order by p.id`)
}

/** The person with this e-mail, or null. */
export const findByEmail = (world: Pick<World, 'db'>, email: string): Promise<PersonAt | null> =>
  personAt(world.db, email)

function mustManage(by: Who): void {
  if (!isAdmin(by) || by.only_read)
    refuse('not-allowed', { deed: { zh: '管理人员', en: 'manage people' } })
}

const recordOf = ({ name, email, roles, team, language }: NewPerson) => ({
  name,
  email,
  roles,
  team: team ?? null,
  active: true,
  owner: null,
  ...(language && { language }),
})

function passwordProblems({
  name,
  email,
  password,
  weakAllowed = false,
}: Pick<NewPerson, 'name' | 'email' | 'weakAllowed'> & { password: string }): Problems {
  const problems = new Problems()
  const weakness = weaknessOf(password, [name, email])
  if (password === '') problems.add('password', 'required')
  else if (weakness && (!weakAllowed || weakness.code === 'too-long'))
    problems.add('password', weakness.code, weakness.details)
  return problems
}

/** Tells the problems of the record and those already known together. */
async function withProblems<T>(known: Problems, work: () => Promise<T>): Promise<T> {
  try {
    const value = await work()
    known.done()
    return value
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not-valid' || error.problems === known.list)
      throw error
    const all = new Problems()
    for (const { path, code, details } of [...error.problems, ...known.list])
      if (!all.list.some((one) => one.path === path && one.code === code))
        all.add(path, code, details)
    all.done()
    throw error
  }
}

/** One piece of work in the person's name, as the record room wants it. */
export const doingOf = (world: World, tx: Tx, who: Who): Doing => ({
  world,
  app: world.app,
  tx,
  who,
  at: circumstances(world, who),
  cause: { kind: who.id === systemWho.id ? 'system' : 'person' },
  action: null,
})
