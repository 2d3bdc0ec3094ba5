// Who is this person now: with which roles, teams and people?
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { systemWho } from '#server/world/world.ts'

interface Found {
  readonly name: string
  readonly roles: string[] | null
  readonly team: string | null
  readonly language: string | null
  readonly teams: string[]
  readonly people: string[]
}

/** The person as rights see them; null where they have left, were removed or are the system itself. */
export async function readWho(asks: Asks, id: string): Promise<Who | null> {
  // `union` ends at a team that was met before, so teams in a circle do no harm.
  const [row] = await asks.query<Found>(sql`with recursive led as (
      select id from team where lead = ${id}::uuid and removed_at is null
      union select t.id from team t join led on t.parent = led.id where t.removed_at is null)
    select p.name, p.roles, p.team, p.language,
      array(select id from led union select p.team where p.team is not null) as teams,
      array(select m.id from person m join led on m.team = led.id where m.active and m.removed_at is null and m.id <> p.id) as people
    from person p where p.id = ${id}::uuid and p.active and p.removed_at is null and p.id <> ${systemWho.id}::uuid`)
  if (!row) return null
  return {
    id,
    name: row.name,
    roles: row.roles ?? [],
    team: row.team,
    teams: row.teams,
    people: [id, ...row.people],
    language: row.language === 'en' ? 'en' : 'zh',
  }
}
