// What becomes of a role that is retired while people have it? They have it no more, also when another of that name comes some day.
import type { App } from '#kernel/app.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Tx } from '#server/database/pool.ts'
import type { World } from '#server/world/world.ts'

/** Takes retired roles from everybody, in the transaction of the publish; the log says from whom. */
export async function leaveRoles(
  tx: Tx,
  world: World,
  who: Who,
  was: App,
  will: App,
): Promise<void> {
  const gone = Object.keys(was.roles).filter((role) => !Object.hasOwn(will.roles, role))
  if (gone.length === 0) return
  const now = world.now().toISOString()
  await tx.query(sql`with had as (select id, roles from person where roles && ${gone}::text[] for update),
    left_with as (update person p set roles = array(select role from unnest(had.roles) with ordinality as each(role, n) where role <> all(${gone}::text[]) order by n),
        updated_at = ${now}::timestamptz, updated_by = ${who.id}::uuid, version = p.version + 1
      from had where had.id = p.id returning p.id, p.version, had.roles as before, p.roles as after)
    insert into event (at, who, deed, cause, object, record, version, model_version, changes)
    select ${now}::timestamptz, ${who.id}::uuid, 'change', 'system', 'person', id, version, ${will.version}::int, json_build_object('roles', json_build_array(before, after)) from left_with`)
  await tx.query(sql`select pg_notify('openltc_people', '')`)
}
