// How do names in rows become ids of records, with those made that the mapping wants made?
import type { Problem } from '#kernel/error.ts'
import type { Values } from '#kernel/object.ts'
import type { Doing } from '#server/world/world.ts'
import { createMany } from '#server/writing/write-many.ts'
import { findReferences, type Found, type KnownReferences } from './find-references.ts'
import type { ImportColumn, ImportPlan } from './plan-import.ts'
import type { Draft } from './rows.ts'

/** Replaces names by ids in place; a row gets a problem for each name that fits nothing, a doubt for one that fits several. */
export async function resolveReferences(
  doing: Doing,
  plan: ImportPlan,
  drafts: readonly Draft[],
  known: KnownReferences,
): Promise<void> {
  const columns = plan.columns.filter((one) => one.refers !== null)
  // People first: a record made for a row belongs to the row's owner.
  const ordered = [
    ...columns.filter((one) => one.refers === 'person'),
    ...columns.filter((one) => one.refers !== 'person'),
  ]
  for (const column of ordered) {
    const target = column.refers!
    const names = [
      ...new Set(
        drafts.flatMap((one) => {
          const name = nameIn(one, column)
          return name !== null && !known.get(target, name) ? [name] : []
        }),
      ),
    ]
    if (names.length)
      for (const [name, found] of await findReferences(doing, plan.writer, target, names))
        known.set(target, name, found)
    const missing = names.filter((name) => known.get(target, name) === 'none')
    const why =
      missing.length && plan.creates.has(column.name)
        ? await make(doing, plan, column, drafts, missing, known)
        : new Map<string, readonly Problem[]>()
    for (const draft of drafts) put(doing, draft, column, known, why)
  }
}

const nameIn = (draft: Draft, column: ImportColumn): string | null => {
  const value = draft.values[column.name]
  return typeof value === 'string' ? value : null
}

function put(
  doing: Doing,
  draft: Draft,
  column: ImportColumn,
  known: KnownReferences,
  why: ReadonlyMap<string, readonly Problem[]>,
): void {
  const name = nameIn(draft, column)
  if (name === null) return
  const found: Found = known.get(column.refers!, name) ?? 'none'
  if (typeof found === 'object' && 'id' in found) {
    draft.values[column.name] = found.id
    return
  }
  const object = doing.app.objects[column.refers!]!.label
  const value = name.length > 60 ? `${name.slice(0, 59)}…` : name
  if (found !== 'none') {
    delete draft.values[column.name]
    draft.doubts.push({
      name: column.name,
      ids: found.ids,
      problem: { path: column.name, code: 'two-matches', details: { value, object } },
    })
    return
  }
  draft.problems.push({ path: column.name, code: 'no-such-record', details: { object } })
  for (const one of why.get(name) ?? []) draft.problems.push({ ...one, path: column.name })
}

/** Makes a record for each name; answers why some could not be made. */
async function make(
  doing: Doing,
  plan: ImportPlan,
  column: ImportColumn,
  drafts: readonly Draft[],
  names: readonly string[],
  known: KnownReferences,
): Promise<Map<string, readonly Problem[]>> {
  const owners = new Map<string, unknown>()
  if (column.name !== 'owner')
    for (const draft of drafts) {
      const name = nameIn(draft, column)
      if (name !== null && !owners.has(name)) owners.set(name, draft.values.owner ?? null)
    }
  const made = await createMany(
    doing,
    column.refers!,
    names.map((name) => newRecord(doing, column.refers!, name, owners.get(name))),
    plan.writer,
  )
  const why = new Map<string, readonly Problem[]>()
  made.forEach((one, i) => {
    if ('id' in one) known.set(column.refers!, names[i]!, { id: one.id })
    else why.set(names[i]!, one.problems)
  })
  return why
}

/** A person who was only named can't sign in until somebody lets them. */
function newRecord(doing: Doing, target: string, name: string, owner: unknown): Values {
  const object = doing.app.objects[target]!
  const isMail = object.fields.email?.kind === 'email' && /^[^\s@]+@[^\s@]+$/.test(name)
  const title = isMail
    ? { email: name, [object.title]: name.split('@')[0]! }
    : { [object.title]: name }
  if (target === 'person') return { ...title, active: false }
  return typeof owner === 'string' ? { ...title, owner } : title
}
