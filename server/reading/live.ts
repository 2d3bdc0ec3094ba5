// Who may see which of the records that changed? Decided for all who listen at once, not by a question for each of them.
import type { AppObject } from '#kernel/app.ts'
import { fieldAt } from '#kernel/query/plan.ts'
import { toValue } from '#kernel/formula/to-value.ts'
import type { Checked } from '#kernel/formula/node.ts'
import type { Who } from '#kernel/permission.ts'
import { readRight, sourcesOf } from '#kernel/query/sources.ts'
import { shownValue } from '#kernel/query/shown-value.ts'
import { systemRows } from '#kernel/query/system-rows.ts'
import { permit, type Right, type View } from '#kernel/query/view.ts'
import { ident, join, sql } from '#kernel/sql.ts'
import { circumstances, unlimited, type World } from '#server/world/world.ts'

/** A row of the log: which record, not what changed in it. */
export interface Heard {
  readonly seq: number
  readonly object: string
  readonly record: string
  readonly parent: string | null
  readonly deed: string
  readonly version: number
  readonly who: string
}

/** Says for one person whether a record may be read. */
type May = (who: Who) => (record: string) => boolean

/** The changes that each of these people may know of, in their order. */
export async function seenBy(
  world: World,
  people: readonly Who[],
  heard: readonly Heard[],
): Promise<Map<Who, readonly Heard[]>> {
  const objects = [...new Set(heard.map((one) => one.object))]
  const seen = new Map<Who, readonly Heard[]>()
  for (const [view, group] of byRoles(world, people)) {
    const may = new Map<string, May>()
    for (const object of objects)
      if (view.objects[object])
        may.set(
          object,
          await mayRead(
            world,
            view,
            object,
            [...new Set(heard.flatMap((one) => (one.object === object ? [one.record] : [])))],
            group,
          ),
        )
    for (const who of group) {
      const own = new Map([...may].map(([object, of]) => [object, of(who)]))
      seen.set(
        who,
        heard.filter((one) => own.get(one.object)?.(one.record)),
      )
    }
  }
  return seen
}

/** People with the same roles see by the same rules. */
function byRoles(world: World, people: readonly Who[]): Map<View, Who[]> {
  const views = new Map<View['objects'], readonly [View, Who[]]>()
  for (const who of people) {
    const view = permit(world.app, who)
    const known = views.get(view.objects)
    if (known) known[1].push(who)
    else views.set(view.objects, [view, [who]])
  }
  return new Map(views.values())
}

async function mayRead(
  world: World,
  view: View,
  object: string,
  ids: readonly string[],
  people: readonly Who[],
): Promise<May> {
  const { rule, prefix, root } = ruleOf(view, object)
  if (rule === 'all') return () => () => true
  if (rule === 'none') return () => () => false
  const whole = permit(world.app, unlimited(people[0]!))
  const fields = rule.paths.map((path) => fieldAt(whole, root.name, path))
  // A rule that counts child rows is left to PostgreSQL, for each person.
  if (fields.some((field) => !field || field.kind === 'lines'))
    return askEach(world, object, ids, people)
  const table = systemRows(world.app, object, circumstances(world, people[0]!))
  const values = [
    ...(prefix.length ? [table.column(prefix)] : []),
    ...rule.paths.map((path, i) =>
      shownValue(
        world.app,
        circumstances(world, people[0]!),
        object,
        table,
        [...prefix, ...path],
        fields[i]!,
      ),
    ),
  ]
  const rows = await world.db.query<{ id: string; v: unknown[] }>(
    sql`select t.id, json_build_array(${join(values, ', ')}) as v from ${table.from()} where t.id = any(${ids}::uuid[])`,
  )
  return byRule(world, rule, prefix.length > 0, new Map(rows.map((row) => [row.id, row.v])))
}

/** The rule that decides: that of the record at the root, of which this one is a part. */
function ruleOf(view: View, object: string): { rule: Right; prefix: string[]; root: AppObject } {
  const prefix: string[] = []
  let at = view.objects[object]!
  for (; at.parent; at = view.objects[at.parent.object]!) prefix.push(at.parent.field)
  return { rule: at.right('read'), prefix, root: at.object }
}

/** Many records have the same values (the same owner): each person is asked once for each of them. */
function byRule(
  world: World,
  rule: Checked,
  isPart: boolean,
  rows: ReadonlyMap<string, readonly unknown[]>,
): May {
  const kinds = new Map<string, readonly unknown[]>()
  const kindOf = new Map<string, string>()
  for (const [id, values] of rows) {
    const kind = JSON.stringify(values)
    kinds.set(kind, values)
    kindOf.set(id, kind)
  }
  const places = new Map(rule.paths.map((path, i) => [path.join('.'), i + (isPart ? 1 : 0)]))
  return (who) => {
    const at = circumstances(world, who)
    const allowed = new Set<string>()
    for (const [kind, values] of kinds) {
      const scope = {
        value: (path: readonly string[]) => values[places.get(path.join('.'))!],
        rows: () => [],
      }
      if (!(isPart && values[0] === null) && toValue(rule, scope, at) === true) allowed.add(kind)
    }
    return (record) => {
      const kind = kindOf.get(record)
      return kind !== undefined && allowed.has(kind)
    }
  }
}

async function askEach(
  world: World,
  object: string,
  ids: readonly string[],
  people: readonly Who[],
): Promise<May> {
  const found = new Map<Who, ReadonlySet<string>>()
  for (const who of people) {
    const view = permit(world.app, who)
    const sources = sourcesOf(world.app, view, circumstances(world, who))
    const rule = sources.right(object, 't', readRight(view, object)) ?? sql`true`
    const rows = await world.db.query<{ id: string }>(
      sql`select t.id from ${ident(object)} t ${sources.joins()} where t.id = any(${ids}::uuid[]) and ${rule}`,
    )
    found.set(who, new Set(rows.map((row) => row.id)))
  }
  return (who) => (record) => found.get(who)?.has(record) ?? false
}
