// What does a formula give on real rows, while it is being written?
import type { FormulaTry } from '#kernel/api/model.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { fullScope } from '#kernel/formula-in.ts'
import { check } from '#kernel/formula/check.ts'
import { sql } from '#kernel/sql.ts'
import { rowsOf } from '#server/reading/read.ts'
import { readValues } from '#server/reading/read-values.ts'
import { atOf, viewOf } from './calls.ts'
import type { Call, Route } from './routes.ts'

/** So many records tell whether a formula means what was meant. */
const shown = 5

async function tryFormula(call: Call): Promise<FormulaTry> {
  const body = (call.body ?? {}) as { object?: unknown; formula?: unknown }
  const { world } = call.machine
  const problems = new Problems()
  const object =
    typeof body.object === 'string' && Object.hasOwn(world.app.objects, body.object)
      ? world.app.objects[body.object]!
      : null
  if (!object) problems.add('object', 'required')
  if (typeof body.formula !== 'string' || body.formula.trim() === '')
    problems.add('formula', 'required')
  problems.done()
  const formula = body.formula as string
  const answer = check(formula, fullScope(world.app.objects, object!.name))
  if ('problems' in answer) return refuse('malformed', { reason: answer.problems[0]!.says })
  const view = viewOf(call)
  const at = atOf(call)
  const newest = await rowsOf(world.db, view, at, {
    from: object!.name,
    limit: shown,
    select: ['id', object!.title],
  })
  const values = await readValues(
    { asks: world.db, app: world.app, who: call.who, at },
    object!.name,
    sql`t.id = any(${newest.map((row) => row.id)}::uuid[])`,
    ['id', formula],
  )
  const byId = new Map(values.map((one) => [one.get('id')?.value, one.get(formula)?.value ?? null]))
  return {
    data: newest.map((row) => ({
      id: row.id,
      title: String(row[object!.title] ?? ''),
      value: byId.get(row.id) ?? null,
    })),
  }
}

export const formulaRoutes: readonly Route[] = [
  {
    method: 'POST',
    url: '/api/v1/model/try',
    gate: 'admin',
    reads: true,
    says: 'What a formula gives on the newest records of an object',
    run: tryFormula,
  },
]
