// A field changes its kind: how do its values come over, without a writer waiting and without one being lost?
//
// The new kind gets a column of its own and the old column stays as it is, so that a rollback finds every value. A
// trigger carries over what is written meanwhile; the rows are filled in short steps; the publish then only switches.
import type { App } from '#kernel/app.ts'
import type { Words } from '#kernel/error.ts'
import type { FieldDef } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { asText, converted } from '#kernel/schema/convert.ts'
import { compile, ident, join, literal, raw, type Sql, sql } from '#kernel/sql.ts'
import { endCarries, readCatalog } from '#server/database/apply-schema.ts'
import type { Asks, Database, Tx } from '#server/database/pool.ts'

export interface Carry {
  readonly object: string
  readonly field: string
  readonly label: Words
  readonly from: FieldDef
  readonly to: FieldDef
  readonly source: string
  readonly target: string
}

/** The fields whose values must come into another column. */
export function carriesOf(was: App, will: App): Carry[] {
  return Object.values(will.objects).flatMap((object) =>
    Object.entries(object.fields).flatMap(([field, to]) => {
      const from = was.objects[object.name]?.fields[field]
      if (!from || kindOf(from).column === null || kindOf(to).column === null) return []
      const [source, target] = [from.column ?? field, to.column ?? field]
      return source === target
        ? []
        : [{ object: object.name, field, label: to.label, from, to, source, target }]
    }),
  )
}

const forth = (carry: Carry, zone: string): Sql =>
  converted(carry.from, carry.to, sql`b.${ident(carry.source)}`, zone)
const back = (carry: Carry, zone: string): Sql =>
  converted(carry.to, carry.from, sql`b.${ident(carry.target)}`, zone)
/**
 * Rows whose target does not say what the source says. A target that was there before (a kind that comes back) keeps
 * its values wherever nobody changed them since, also those that never converted.
 */
const differs = (carry: Carry, zone: string, targetThere: boolean): Sql =>
  targetThere
    ? sql`b.${ident(carry.source)} is distinct from ${back(carry, zone)}`
    : sql`b.${ident(carry.source)} is not null`

export interface Fate {
  readonly total: number
  readonly lost: number
}

/** How many living values there are to carry, and how many of them do not convert. */
export async function fateOf(
  asks: Asks,
  carry: Carry,
  zone: string,
  targetThere: boolean,
): Promise<Fate> {
  const [row] = await asks.query<{ total: number; lost: number }>(
    sql`select count(*)::int as total, (count(*) filter (where ${forth(carry, zone)} is null))::int as lost
    from ${ident(carry.object)} b where b.removed_at is null and b.${ident(carry.source)} is not null and ${differs(carry, zone, targetThere)}`,
    { limitMs: 120_000 },
  )
  return row!
}

/** The values that do not convert, with the record that has each. */
export const lostValues = (
  asks: Asks,
  app: App,
  carry: Carry,
  zone: string,
  limit: number,
): Promise<{ id: string; title: string | null; value: string }[]> => {
  const object = app.objects[carry.object]!
  const title = object.fields[object.title]
  const named =
    title && kindOf(title).column
      ? sql`b.${ident(title.column ?? object.title)}::text`
      : sql`null::text`
  return asks.query(
    sql`select b.id, ${named} as title, b.${ident(carry.source)}::text as value from ${ident(carry.object)} b
    where b.removed_at is null and b.${ident(carry.source)} is not null and ${forth(carry, zone)} is null order by b.id limit ${limit}::bigint`,
    { limitMs: 120_000 },
  )
}

/** So many rows are looked through for examples. */
const looked = 2000

/** What some values become, as people read them: of those that look different the most frequent. */
export const becoming = (
  asks: Asks,
  carry: Carry,
  zone: string,
  limit: number,
): Promise<{ before: string; after: string }[]> =>
  asks.query(
    sql`select before, after from (
      select ${asText(carry.from, sql`w.was`, zone)} as before, ${asText(carry.to, sql`w.next`, zone)} as after from (
        select b.${ident(carry.source)} as was, ${forth(carry, zone)} as next from ${ident(carry.object)} b
        where b.removed_at is null and b.${ident(carry.source)} is not null limit ${looked}::bigint) w
      where w.next is not null) said
    where before <> after group by before, after order by count(*) desc, before limit ${limit}::bigint`,
    { limitMs: 120_000 },
  )

const triggerName = (carry: Carry): string => `carry_${carry.target}`.slice(0, 60)

/** The column and the trigger that keeps it; the next statement of any writer is carried over already. */
export async function beginCarry(tx: Tx, carries: readonly Carry[], zone: string): Promise<void> {
  await endCarries(tx)
  for (const carry of carries) {
    const text = compile(forth(carry, zone))
    // Only literals are in it: a trigger takes no parameters.
    if (text.values.length)
      throw new Error(`the conversion of ${carry.object}.${carry.field} has parameters`)
    await tx.query(
      sql`alter table ${ident(carry.object)} add column if not exists ${ident(carry.target)} ${raw(kindOf(carry.to).column!)}`,
    )
    await tx.query(sql`create trigger ${ident(triggerName(carry))} before insert or update on ${ident(carry.object)} for each row
      execute function ltc_carry(${join([carry.source, carry.target, text.text].map(literal), ', ')})`)
  }
}

/** Does every carry still have its trigger? */
export async function stillCarried(tx: Tx, carries: readonly Carry[]): Promise<boolean> {
  const { triggers } = await readCatalog(tx)
  return carries.every((carry) => triggers.has(`${carry.object}.${triggerName(carry)}`))
}

/** Rows per step: short enough that a writer of one of them does not notice. */
const step = 2000

/** Fills the target of each row that was there before the trigger, in steps that may be repeated. */
export async function fill(
  db: Database,
  carry: Carry,
  zone: string,
  targetThere: boolean,
): Promise<void> {
  const table = ident(carry.object)
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after;) {
    const from: string = after
    after = await db.transaction(
      async (tx) => {
        const [row] = await tx.query<{
          last: string | null
        }>(sql`with part as (select id from ${table} where id > ${from}::uuid order by id limit ${step}::bigint),
        done as (update ${table} b set ${ident(carry.target)} = ${forth(carry, zone)} from part where part.id = b.id and ${differs(carry, zone, targetThere)})
        select max(id::text) as last from part`)
        return row?.last ?? null
      },
      { lockMs: 900, statementMs: 60_000 },
    )
  }
}
