// How much open work does the person have in each object? One question for all of them.
import { objectsOf } from '#kernel/view/view.ts'
import type { MyWork } from '#kernel/api/my-work.ts'
import type { AppObject } from '#kernel/app.ts'
import { keep } from '#kernel/query/keep.ts'
import { plan } from '#kernel/query/plan.ts'
import { printCount } from '#kernel/query/print.ts'
import { join, literal, sql } from '#kernel/sql.ts'
import { type Doing } from '#server/world/world.ts'
import { personalView } from '#server/world/rights.ts'

/** Nobody reads a number above this one; the window shows it as "999+". */
const most = 1000

/** "Mine and not yet ended", for objects whose records a person owns and brings to an end. */
function mineAndOpen(object: AppObject): string | null {
  if (!object.lifecycle || !object.fields.owner || object.parent) return null
  const open = Object.entries(object.lifecycle.stages).flatMap(([name, stage]) =>
    (stage.kind ?? 'open') === 'open' ? [`"${name}"`] : [],
  )
  return open.length ? `owner = me and stage in (${open.join(', ')})` : null
}

export async function workOf(doing: Doing): Promise<MyWork> {
  const view = personalView(doing)
  const asked = [...new Set(Object.values(doing.app.areas).flatMap(objectsOf))].flatMap((name) => {
    const where =
      view.objects[name]?.fields.owner && view.objects[name].fields.stage
        ? mineAndOpen(view.objects[name].object)
        : null
    return where ? [{ name, where }] : []
  })
  if (asked.length === 0) return { counts: {} }
  const statement = keep(view, doing.at, 'work', (at) => {
    const counts = asked.map(
      ({ name, where }) =>
        sql`${literal(name)}, (${printCount(plan(view, { from: name, where, select: ['id'], sort: 'id' }), at, most)})::int`,
    )
    return sql`select json_build_object(${join(counts, ', ')})::text`
  })
  return { counts: JSON.parse((await doing.tx.text(statement))!) as Record<string, number> }
}
