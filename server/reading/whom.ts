// Which people are meant? Roles, fields and superiors of a record become people who work here.
import type { Words } from '#kernel/error.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import type { Whom } from '#kernel/lifecycle/whom.ts'
import { sql } from '#kernel/sql.ts'
import { type Given, readFormulas } from './read-formulas.ts'
import type { Doing } from '#server/world/world.ts'

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

/** Why there is nobody among those that are meant, as it is with this record. */
export async function whyNobody(
  doing: Doing,
  object: string,
  record: string | null,
  list: readonly Whom[],
  given: Given = null,
): Promise<Words> {
  const whys: Words[] = []
  for (const one of list) {
    const field = 'field' in one ? one.field : 'superior_of' in one ? 'owner' : null
    const [value] = field ? await readFormulas(doing, object, record, [field], given) : []
    if (field && !value) whys.push(emptyField(doing, object, field))
    else if ('superior_of' in one)
      whys.push({ zh: '负责人没有上级', en: 'the owner has no superior' })
    else if ('role' in one) {
      const role = doing.app.roles[one.role]?.label ?? { zh: one.role, en: one.role }
      whys.push({ zh: `没有人有角色「${role.zh}」`, en: `nobody has the role “${role.en}”` })
    } else whys.push({ zh: '此人已停用', en: 'that person has left' })
  }
  const told = [...new Map(whys.map((one) => [one.en, one])).values()]
  return {
    zh: told.map((one) => one.zh).join('；') || '没有写给谁',
    en: told.map((one) => one.en).join('; ') || 'nobody is named',
  }
}

/** Without an owner is what people say of a record; of any other field that it is empty. */
function emptyField(doing: Doing, object: string, path: string): Words {
  if (path === 'owner') return { zh: '没有负责人', en: 'it has no owner' }
  const labels: Words[] = []
  let at: string | null = object
  for (const step of path.split('.')) {
    const field: FieldDef | undefined =
      at === null ? undefined : doing.app.objects[at]?.fields[step]
    labels.push(field?.label ?? { zh: step, en: step })
    at = field ? targetOf(field) : null
  }
  return {
    zh: `「${labels.map((one) => one.zh).join('的')}」是空的`,
    en: `“${labels.map((one) => one.en).join(': ')}” is empty`,
  }
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
