// Which people are meant? Roles, fields and superiors of a record become people who work here.
import type { Whom } from '#kernel/lifecycle/whom.ts'
import { sql } from '#kernel/sql.ts'
import { type Given, readFormulas } from './read-formulas.ts'
import type { Doing } from './world.ts'

/** Active people, in the order in which they are named, each once. */
export async function peopleOf(
  doing: Doing,
  object: string,
  record: string | null,
  list: readonly Whom[],
  given: Given = null,
): Promise<string[]> {
  const fields = list.flatMap((one) => ('field' in one ? [one.field] : []))
  const above = list.some((one) => 'superior_of' in one)
  const values =
    fields.length || above
      ? await readFormulas(doing, object, record, [...fields, ...(above ? ['owner'] : [])], given)
      : []
  const owner = above ? values.at(-1) : null
  const found: string[] = []
  let field = 0
  for (const one of list) {
    if ('field' in one) {
      const value = values[field++]
      if (typeof value === 'string' && uuid.test(value)) found.push(value)
    } else if ('person' in one) found.push(one.person)
    else if ('superior_of' in one)
      found.push(
        ...(await superior(doing, typeof owner === 'string' ? owner : null, one.level ?? 1)),
      )
    else found.push(...(await withRole(doing, one.role)))
  }
  const rows = await doing.tx.query<{ id: string }>(
    sql`select id from person where id = any(${found}::uuid[]) and active and removed_at is null`,
  )
  const here = new Set(rows.map((row) => row.id))
  return [...new Set(found)].filter((id) => here.has(id))
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const withRole = async (doing: Doing, role: string): Promise<string[]> => {
  const rows = await doing.tx.query<{ id: string }>(
    sql`select id from person where roles @> array[${role}]::text[] and active and removed_at is null order by id limit 50`,
  )
  return rows.map((row) => row.id)
}

/** The lead of the person's team; a lead's own superior is the lead of the team above. */
export async function superior(
  doing: Doing,
  person: string | null,
  level: number,
): Promise<string[]> {
  if (!person) return []
  const rows = await doing.tx.query<{ lead: string; depth: number }>(sql`with recursive up as (
      select t.id, t.parent, t.lead, 1 as depth from person p join team t on t.id = p.team where p.id = ${person}::uuid
      union all select t.id, t.parent, t.lead, depth + 1 from team t join up on t.id = up.parent where depth < 20)
    select up.lead, depth from up join person p on p.id = up.lead where up.lead <> ${person}::uuid and p.active order by depth`)
  const found = rows[level - 1]
  return found ? [found.lead] : []
}

/** Whoever is away has named somebody who answers for them between two days. */
export async function withDelegates(
  doing: Doing,
  people: readonly string[],
  today: string,
): Promise<string[]> {
  const rows = await doing.tx.query<{
    id: string
    delegate: string
  }>(sql`select p.id, p.delegate from person p join person d on d.id = p.delegate and d.active
    where p.id = any(${people}::uuid[]) and (p.delegate_from is null or p.delegate_from <= ${today}::date) and (p.delegate_until is null or p.delegate_until >= ${today}::date)`)
  const instead = new Map(rows.map((row) => [row.id, row.delegate]))
  return [...new Set(people.map((one) => instead.get(one) ?? one))]
}

/** Names of people, in the order given. */
export async function namesOf(doing: Doing, people: readonly string[]): Promise<string[]> {
  const rows = await doing.tx.query<{ id: string; name: string | null }>(
    sql`select id, name from person where id = any(${people}::uuid[])`,
  )
  const names = new Map(rows.map((row) => [row.id, row.name ?? '']))
  return people.map((one) => names.get(one) ?? '')
}
