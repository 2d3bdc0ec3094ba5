// How do child rows of a file of their own go in? Through their parent, whose totals and rules follow.
import { Refusal } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import type { Tx } from '#server/database/pool.ts'
import { get } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'
import { problemsOf } from '#server/writing/write-many.ts'
import { wholeView } from '#server/world/rights.ts'
import { change } from '#server/writing/write.ts'
import type { Counts } from './counts.ts'
import type { ImportPlan } from './plan-import.ts'
import type { Draft } from './rows.ts'

type Parent = NonNullable<ImportPlan['parent']>

/** Adds or changes child rows, parent by parent; those of a parent that refuses its rows are told one by one. */
export async function writeParts(
  doing: Doing,
  plan: ImportPlan,
  parent: Parent,
  drafts: readonly Draft[],
  existing: ReadonlyMap<Draft, Row>,
  counts: Counts,
): Promise<void> {
  const groups = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const own = existing.get(draft)?.[parent.by]
    const id = draft.values[parent.by] ?? own
    if (typeof id !== 'string')
      draft.problems.push({ path: parent.by, code: 'required', details: {} })
    else if (typeof own === 'string' && own !== id)
      draft.problems.push({ path: parent.by, code: 'read-only', details: {} })
    else groups.set(id, [...(groups.get(id) ?? []), draft])
  }
  for (const [id, group] of groups)
    await ofOneParent(doing, plan, parent, id, group, existing, counts)
}

/** All rows of a parent in one change; where it is refused each goes its own way, to tell which. */
async function ofOneParent(
  doing: Doing,
  plan: ImportPlan,
  parent: Parent,
  id: string,
  group: readonly Draft[],
  existing: ReadonlyMap<Draft, Row>,
  counts: Counts,
): Promise<void> {
  const read = (): Promise<Row> => get(doing.tx, wholeView(doing), doing.at, parent.object, id)
  const before = await read()
  const rows: Record<string, unknown>[] = ((before[parent.field] ?? []) as Row[]).map((row) => ({
    id: row.id,
  }))
  for (const draft of group) {
    const found = existing.get(draft)
    const { [parent.by]: _, id: _id, ...values } = draft.values
    rows[found ? rows.findIndex((row) => row.id === found.id) : rows.length] = {
      ...(found && { id: found.id }),
      ...values,
    }
  }
  try {
    const did = await (doing.tx as Tx).savepoint(() =>
      change(doing, parent.object, id, { [parent.field]: rows }, plan.writer),
    )
    const after = did ? await read() : before
    const now = new Map(((after[parent.field] ?? []) as Row[]).map((row) => [row.id, row]))
    for (const draft of group) counts[outcome(plan, existing.get(draft), now)]++
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    if (group.length > 1)
      for (const draft of group)
        await ofOneParent(doing, plan, parent, id, [draft], existing, counts)
    else
      group[0]!.problems.push(
        ...problemsOf(error).map((one) => ({
          ...one,
          path: one.path.replace(/^\w+\[\d+\]\.?/, ''),
        })),
      )
  }
}

function outcome(
  plan: ImportPlan,
  before: Row | undefined,
  now: ReadonlyMap<string, Row>,
): 'created' | 'changed' | 'unchanged' {
  if (!before) return 'created'
  const after = now.get(before.id)
  return plan.columns.every(
    ({ name }) =>
      name === plan.parent!.by || JSON.stringify(before[name]) === JSON.stringify(after?.[name]),
  )
    ? 'unchanged'
    : 'changed'
}
