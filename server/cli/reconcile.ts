// Does every sentence about money hold for every row? Each is asked as one question, and told with what breaks it.
import { fullScope } from '#kernel/formula-in.ts'
import type { Words } from '#kernel/error.ts'
import { invariant } from '#kernel/invariant.ts'
import { targetOf } from '#kernel/field.ts'
import { numberIn } from '#kernel/fields/auto-number.ts'
import { check } from '#kernel/formula/check.ts'
import { toSql } from '#kernel/formula/to-sql.ts'
import { agreementsOf, broken } from '#kernel/record/agreements.ts'
import { permit } from '#kernel/query/view.ts'
import { sourcesOf } from '#kernel/query/sources.ts'
import type { Row } from '#kernel/object.ts'
import { ident, join, raw, type Sql, sql } from '#kernel/sql.ts'
import type { RowCheck, SeriesCheck, SumCheck } from '#ltc/check.ts'
import { rowChecks, seriesChecks, sumChecks } from '#ltc/checks.ts'
import { storedFields } from '#server/writing/columns.ts'
import { count, list } from '#server/reading/read.ts'
import { circumstances, systemWho, type World } from '#server/world/world.ts'

export interface Found {
  readonly id: string
  readonly on: string
  readonly says: Words
  /** Rows (or sums, or numbers) for which it is not true. */
  readonly broken: number
}

/** A few are asked at the same time; they are told in their order. */
const together = 4

export async function* reconcile(world: World): AsyncGenerator<Found> {
  const questions: (() => Promise<Found>)[] = [
    ...Object.values(world.app.objects).flatMap((object) => {
      const where = agreementsOf(world.app, object.name).map((one) => `(${broken(one)})`)
      const all: RowCheck = {
        id: 'A1',
        from: object.name,
        where: where.join(' or '),
        says: {
          zh: '与所引用的记录同客户、同币种、同合同',
          en: 'A record agrees with those it names: customer, currency, contract',
        },
      }
      if (where.length === 0) return []
      return async () => ({
        id: all.id,
        on: all.from,
        says: all.says,
        broken: await brokenOf(world, all),
      })
    }),
    ...rowChecks.map((one) => async () => ({
      id: one.id,
      on: one.from,
      says: one.says,
      broken: await brokenOf(world, one),
    })),
    ...sumChecks.map((one) => async () => ({
      id: one.id,
      on: [...new Set(one.sides.map((side) => side.from))].join(' = '),
      says: one.says,
      broken: await brokenSums(world, one),
    })),
    ...seriesChecks.map((one) => async () => ({
      id: one.id,
      on: one.from,
      says: one.says,
      broken: await missingNumbers(world, one),
    })),
    async () => ({
      id: 'people',
      on: 'person',
      says: {
        zh: '各处写明的人员都存在',
        en: 'Everybody whom a record names is there',
      },
      broken: await missingPeople(world),
    }),
  ]
  for (let at = 0; at < questions.length; at += together)
    yield* await Promise.all(questions.slice(at, at + together).map((ask) => ask()))
}

const brokenOf = (world: World, one: RowCheck): Promise<number> =>
  one.holds
    ? brokenRows(world, one.from, one.where, one.holds)
    : count(
        world.db,
        permit(world.app, systemWho),
        circumstances(world, systemWho),
        { from: one.from, where: one.where },
        'exact',
      )

async function brokenRows(
  world: World,
  from: string,
  where: string,
  holds: (row: Row, currency: string) => Promise<boolean>,
): Promise<number> {
  let broken = 0
  for (let after: string | null = null; ;) {
    const page = await list(
      world.db,
      permit(world.app, systemWho),
      circumstances(world, systemWho),
      { from, where, children: true, limit: 500, sort: 'id', ...(after && { after }) },
    )
    for (const text of page.rows)
      if (!(await holds(JSON.parse(text) as Row, world.company.currency))) broken++
    if (page.next === null) return broken
    after = page.next
  }
}

/** Keys whose sides do not add up, in one statement over all of them: exact, and complete however many there are. */
async function brokenSums(world: World, { sides, holds }: SumCheck): Promise<number> {
  const at = circumstances(world, systemWho)
  const each = sides.map((side) => {
    const sources = sourcesOf(world.app, null, at)
    const scope = sources.system(side.from, 't')
    const printed = (text: string, as: 'condition' | 'value'): Sql => {
      const answer = check(text, fullScope(world.app.objects, side.from))
      invariant('checked' in answer, `${text} is a formula over ${side.from}`)
      return toSql(answer.checked, scope, at, as)
    }
    const keys = join(
      side.by.map((text) => sql`(${printed(text, 'value')})::text`),
      ', ',
    )
    const value = printed(side.sum, 'value')
    const where = side.where === undefined ? sql`` : sql` and ${printed(side.where, 'condition')}`
    return sql`select array[${keys}] as k, ${value} as v from ${ident(side.from)} t ${sources.joins()} where t.removed_at is null${where}`
  })
  const wrong = raw(holds === 'zero' ? 'sum(v) <> 0' : 'sum(v) < 0')
  const [row] = await world.db.query<{ n: number }>(
    sql`select count(*)::int as n from (select k from (${join(each, ' union all ')}) x group by k having ${wrong}) y`,
    { limitMs: 60_000 },
  )
  return row!.n
}

/** Numbers of a gapless series that were given and stand on no record, in the bin or out of it. */
async function missingNumbers(
  world: World,
  { from, field, pattern }: SeriesCheck,
): Promise<number> {
  const [before, after] = pattern.split('{YYYY}') as [string, string]
  const series = await world.db.query<{ series: string; last: string | number }>(
    sql`select series, last from counter where series like ${`${before}____${after}`}`,
  )
  let missing = 0
  for (const { series: name, last } of series) {
    const known = new Set(
      (
        await world.db.query<{ n: string }>(
          sql`select ${ident(field)} as n from ${ident(from)} where ${ident(field)} like ${`${before}%`}`,
          { limitMs: 60_000 },
        )
      ).map((row) => row.n),
    )
    for (let n = 1; n <= Number(last); n++) if (!known.has(numberIn(name, n))) missing++
  }
  return missing
}

/** Records that name somebody who is not there: no foreign key keeps them, see docs/decisions/people-stay.md. */
async function missingPeople(world: World): Promise<number> {
  const named = Object.values(world.app.objects).flatMap((object) => {
    const people = storedFields(object).filter(({ field }) => targetOf(field) === 'person')
    const missing = people.map(
      ({ column }) =>
        sql`(t.${ident(column)} is not null and not exists (select from person p where p.id = t.${ident(column)}))`,
    )
    return missing.length
      ? [sql`select count(*) as n from ${ident(object.name)} t where ${join(missing, ' or ')}`]
      : []
  })
  const [row] = await world.db.query<{ n: number }>(
    sql`select sum(n)::int as n from (${join(named, ' union all ')}) x`,
    { limitMs: 60_000 },
  )
  return row!.n
}
