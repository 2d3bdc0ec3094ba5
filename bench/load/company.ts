// Who works in the company under load, and with which cookies? People of all roles, each with a session of their own.
import { sql } from '#kernel/sql.ts'
import { sessionCookie } from '#server/login/cookie.ts'
import { startSession } from '#server/login/session.ts'
import type { World } from '#server/world/world.ts'

export interface Session {
  readonly cookie: string
  /** Whose it is, for records of their own. */
  readonly person: string
  readonly role: string
  /** Own records to work on. */
  readonly leads: readonly string[]
  /** `moving`: a move was asked for and is not answered yet; nobody presses the same button twice at once. */
  readonly opportunities: readonly { readonly id: string; stage: string; moving?: boolean }[]
}

/** Of a hundred people: most sell, some lead, finance and viewers look at everything, one is an administrator. */
const roleOf = (i: number): string =>
  i % 100 === 0
    ? 'admin'
    : i % 50 === 7
      ? 'manager'
      : i % 25 === 3
        ? 'finance'
        : i % 20 === 5
          ? 'sales_manager'
          : i % 20 === 11
            ? 'marketing'
            : i % 50 === 13
              ? 'viewer'
              : 'sales'

const slow = { limitMs: 120_000 }

/** Gives each person a role, and a session as the sign-in would have made it */
export async function openSessions(world: World, many: number): Promise<Session[]> {
  const people = await world.db.query<{ id: string }>(
    sql`select id from person where email like 'seller%' order by id limit ${many}::bigint`,
  )
  await world.db.query(
    sql`update person p set roles = array[x.role] from unnest(${people.map((one) => one.id)}::uuid[], ${people.map((_, i) => roleOf(i))}::text[]) as x(id, role) where p.id = x.id`,
  )
  const ids = people.map((one) => one.id)
  const leads = new Map(
    (
      await world.db.query<{ owner: string; rows: string[] }>(
        sql`select p.id as owner,
    array(select id from lead where owner = p.id and removed_at is null order by id desc limit 40) as rows from person p where p.id = any(${ids}::uuid[])`,
        slow,
      )
    ).map((row) => [row.owner, row.rows]),
  )
  const opportunities = new Map(
    (
      await world.db.query<{ owner: string; rows: { id: string; stage: string }[] }>(
        sql`select p.id as owner,
    (select coalesce(json_agg(x), '[]') from (select id, stage from opportunity where owner = p.id and stage in ('discovery', 'needs', 'solution') and removed_at is null order by id desc limit 40) x) as rows
    from person p where p.id = any(${ids}::uuid[])`,
        slow,
      )
    ).map((row) => [row.owner, row.rows]),
  )
  // More sessions than people: some have a second window open.
  await world.db.query(sql`delete from login_session where user_agent = 'load'`)
  const sessions = await Promise.all(
    Array.from({ length: many }, async (_, i) => {
      const person = people[i % people.length]!.id
      return {
        person,
        role: roleOf(i % people.length),
        token: await startSession(
          world.db,
          person,
          { way: 'password', second: false },
          { agent: 'load', address: '127.0.0.1' },
        ),
      }
    }),
  )
  return sessions.map(({ person, role, token }) => ({
    person,
    role,
    leads: leads.get(person) ?? [],
    opportunities: opportunities.get(person) ?? [],
    cookie: sessionCookie(token, 3600, 'no').split(';')[0]!,
  }))
}
