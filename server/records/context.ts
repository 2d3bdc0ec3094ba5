// What is put into the hands of business code? The same doors, in one transaction, without the person's row limits.
import { refuse } from '#kernel/error.ts'
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { fieldAt } from '#kernel/query/plan.ts'
import { ident, join, type Sql, sql } from '#kernel/sql.ts'
import { invariant } from '#kernel/invariant.ts'
import { amendApproval, answerApproval, askApproval } from '#server/approvals/approval.ts'
import { columnOf } from '#kernel/query/sources.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { gapless } from '#server/writing/counters.ts'
import { move } from './move.ts'
import { unfitQuestions } from '#server/lead-forms/unfit-questions.ts'
import { unfit } from '#server/reports/own-views.ts'
import { everyRow, get, rowsOf } from '#server/reading/read.ts'
import { type Doing, dayIn } from '#server/world/world.ts'
import { remove } from '#server/writing/recycle.ts'
import { personalView, wholeView } from '#server/world/rights.ts'
import { change, create } from '#server/writing/write.ts'

/** The hands for one piece of work; whoever needs them asks `contextOf`. */
export function makeContext(doing: Doing): Context {
  const read = (object: string, id: string): Promise<Row> =>
    get(doing.tx, wholeView(doing), doing.at, object, id)
  return {
    now: doing.at.now,
    today: dayIn(doing.at.zone, doing.at.now),
    zone: doing.at.zone,
    who: doing.who,
    company: doing.world.company.record,
    get: read,
    async lock(object, ids) {
      const sorted = [...new Set(ids)].sort()
      if (sorted.length === 0) return []
      await doing.tx.query(
        sql`select id from ${ident(object)} where id = any(${sorted}::uuid[]) and removed_at is null order by id for update`,
      )
      const rows = await wholeRows(doing, object, sorted, 'id')
      const known = new Map(rows.map((row) => [row.id, row]))
      return ids.map(
        (id) => known.get(id) ?? refuse('not-found', { what: doing.app.objects[object]!.label }),
      )
    },
    find: (object, equal, more = {}) => find(doing, object, equal, more),
    ask: (from, where, select) =>
      everyRow(doing.tx, personalView(doing), doing.at, { from, where, select }),
    count: (object, equal) => count(doing, object, equal),
    async create(object, values) {
      return read(object, await create(doing, object, values, 'action'))
    },
    async change(object, id, values) {
      await change(doing, object, id, values, 'action')
      return read(object, id)
    },
    remove: (object, id) => remove(doing, object, id, 'action'),
    async move(object, id, to, values = {}) {
      const before = await read(object, id)
      if (Object.keys(values).length) await change(doing, object, id, values, 'action')
      if (before.stage !== to) await move(doing, object, before, to, {}, doing.action)
      return read(object, id)
    },
    nextNumber: (_series, pattern) =>
      gapless(doing.tx, pattern, dayIn(doing.at.zone, doing.at.now)),
    askApproval: (flow, record) => askApproval(doing, flow, record),
    answerApproval: (record, answer, comment) => answerApproval(doing, record, answer, comment),
    amendApproval: (record, how) => amendApproval(doing, record, how),
    unfit: (kind, given, path) =>
      kind === 'form'
        ? Promise.resolve(unfitQuestions(doing, given, path))
        : unfit(doing, kind, given, path),
    async notify(people, notice) {
      for (const person of new Set(people))
        await create(
          doing,
          'notice',
          {
            person,
            owner: person,
            text_zh: notice.zh,
            text_en: notice.en,
            object_name: notice.object ?? null,
            record_id: notice.record ?? null,
            read_at: notice.seen ? doing.at.now.toISOString() : null,
          },
          'action',
        )
    },
  }
}

/** The order of a few own columns: `-created_at,number`. */
function orderOf(doing: Doing, object: string, sort: string): Sql {
  const parts = sort.split(',').map((part) => {
    const name = part.trim().replace(/^-/, '')
    const field = fieldAt(wholeView(doing), object, [name])
    invariant(field && kindOf(field).column, `${object}.${name} has a column`)
    return sql`${columnOf('t', name, field)}${part.trim().startsWith('-') ? sql` desc nulls last` : sql` nulls first`}`
  })
  return join([...parts, sql`t.id`], ', ')
}

/** The condition under which fields equal the values. */
function equalTo(doing: Doing, object: string, equal: Values): Sql {
  const def = doing.app.objects[object]
  invariant(def, `business code asks for ${object}`)
  const where: Sql[] = [sql`t.removed_at is null`]
  for (const [name, value] of Object.entries(equal)) {
    const field = fieldAt(wholeView(doing), object, [name])
    invariant(field && kindOf(field).column, `${object}.${name} has a column`)
    const column = columnOf('t', name, field)
    const type = kindOf(field).column
    const cast =
      type === 'uuid'
        ? sql`::uuid`
        : type === 'numeric' || type === 'bigint'
          ? sql`::numeric`
          : type === 'date'
            ? sql`::date`
            : type === 'boolean'
              ? sql`::boolean`
              : sql`::text`
    if (value === null) where.push(sql`${column} is null`)
    else if (Array.isArray(value)) where.push(sql`${column} = any(${value.map(String)}${cast}[])`)
    else where.push(sql`${column} = ${value}${cast}`)
  }
  return join(where, ' and ')
}

async function count(doing: Doing, object: string, equal: Values): Promise<number> {
  const [row] = await doing.tx.query<{ n: number }>(
    sql`select count(*)::integer as n from ${ident(object)} t where ${equalTo(doing, object, equal)}`,
  )
  return row!.n
}

/** Records whose fields equal the values: ids first (by index), then whole. */
async function find(
  doing: Doing,
  object: string,
  equal: Values,
  more: { sort?: string; limit?: number; lock?: boolean },
): Promise<Row[]> {
  const ids = await doing.tx.query<{ id: string }>(
    sql`select t.id from ${ident(object)} t where ${equalTo(doing, object, equal)} order by ${orderOf(doing, object, more.sort ?? 'id')} limit ${more.limit ?? null}::bigint${more.lock ? sql` for update` : sql``}`,
  )
  return wholeRows(
    doing,
    object,
    ids.map((one) => one.id),
    more.sort ?? 'id',
  )
}

/** The records in the order of their ids as given, by the thousand: business code that sums rows needs all of them. */
async function wholeRows(
  doing: Doing,
  object: string,
  ids: readonly string[],
  sort: string,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let from = 0; from < ids.length; from += 1000) {
    const some = ids.slice(from, from + 1000)
    rows.push(
      ...(await rowsOf(doing.tx, wholeView(doing), doing.at, {
        from: object,
        ids: some,
        limit: some.length,
        sort,
        children: true,
      })),
    )
  }
  return rows
}
