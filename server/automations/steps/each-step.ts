// How is something done for each of several rows? One after the other in one transaction, all of them or none.
import { fullScope } from '#kernel/formula-in.ts'
import { refuse, type Words } from '#kernel/error.ts'
import { check } from '#kernel/formula/check.ts'
import { systemRows } from '#kernel/query/system-rows.ts'
import { ident, sql, type Sql } from '#kernel/sql.ts'
import type { Doing } from '#server/world/world.ts'
import type { StepKind } from '../step.ts'

/** More rows than this are a job of their own, not a step. */
const most = 200

export const eachStep: StepKind<'each'> = async (work, step, doStep) => {
  const { doing, run } = work
  const field =
    step.lines === undefined ? undefined : doing.app.objects[run.object]?.fields[step.lines]
  const object =
    field?.kind === 'lines'
      ? field.object
      : (step.object ?? refuse('not-found', { what: step.lines ?? '' }))
  const where =
    field?.kind === 'lines'
      ? sql`t.${ident(doing.app.objects[object]!.fields[field.by]!.column ?? field.by)} = ${run.record}::uuid`
      : sql`true`
  const ids = await rowsWhere(doing, object, where, step.where)
  if (ids.length > most) refuse('too-many-rows', { limit: most })
  const said: Words[] = []
  for (const id of ids)
    for (const one of step.steps)
      said.push((await doStep({ ...work, run: { ...run, object, record: id, row: id } }, one)).says)
  const label = doing.app.objects[object]!.label
  return {
    says: {
      zh: `${label.zh} ${ids.length} 条，逐条处理`,
      en: `${ids.length} × ${label.en}, one by one`,
    },
    input: { object, rows: ids.length },
    output: { done: said.slice(0, 20) },
  }
}

async function rowsWhere(
  doing: Doing,
  object: string,
  which: Sql,
  formula: string | undefined,
): Promise<string[]> {
  const answer =
    formula === undefined
      ? null
      : check(formula, fullScope(doing.app.objects, object), { type: 'boolean' })
  if (answer && !('checked' in answer))
    return refuse('malformed', { reason: formula?.slice(0, 100) ?? '' })
  const rows = systemRows(doing.app, object, doing.at)
  const rule = rows.holds(answer && answer.checked)
  const found = await doing.tx.query<{ id: string }>(
    sql`select t.id from ${rows.from()} where t.removed_at is null and ${which} and (${rule}) order by t.id limit ${most + 1}::bigint`,
  )
  return found.map((row) => row.id)
}
