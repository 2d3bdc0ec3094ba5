// How do rows go in that only actions write? Each runs the action that its object names, with its rules and its log.
import { Refusal } from '#kernel/error.ts'
import { invariant } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import type { Tx } from '#server/database/pool.ts'
import { act } from '#server/records/act.ts'
import type { Doing } from '#server/records/world.ts'
import { problemsOf } from '#server/records/write-many.ts'
import { change } from '#server/records/write.ts'
import type { Counts } from './counts.ts'
import type { ImportPlan } from './plan-import.ts'
import type { Draft } from './rows.ts'

/** One action per row; a row that is there already may only be the same. */
export async function writeActs(doing: Doing, plan: ImportPlan, drafts: readonly Draft[], existing: ReadonlyMap<Draft, Row>, counts: Counts): Promise<void> {
  for (const draft of drafts) {
    const found = existing.get(draft)
    if (found) same(plan, draft, found, counts)
    else {
      try {
        await (doing.tx as Tx).savepoint(() => run(doing, plan, draft))
        counts.created++
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error
        draft.problems.push(...problemsOf(error).map(one => ({ ...one, path: one.path.replace(/^\w+\[0\]\./, '') })))
      }
    }
  }
}

function same(plan: ImportPlan, draft: Draft, found: Row, counts: Counts): void {
  const other = Object.entries(draft.values).filter(([name, value]) => name !== 'id' && !alike(found[name], value))
  if (other.length === 0) counts.unchanged++
  for (const [name] of other) draft.problems.push({ path: name, code: 'read-only', details: {} })
}

/** Amounts come with more or fewer zeros. */
const alike = (a: unknown, b: unknown): boolean =>
  String(a) === String(b) || (typeof a === 'string' && typeof b === 'string' && /^-?\d+(\.\d+)?$/.test(a) && plain(a) === plain(b))
const plain = (text: string): string => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')

async function run(doing: Doing, plan: ImportPlan, draft: Draft): Promise<void> {
  const { object } = plan
  const { arrives } = object
  const on = arrives && object.fields[arrives.on]
  invariant(arrives && on?.kind === 'ref', `${object.name} arrives by an action`)
  const { [arrives.on]: target, external_id, owner, id: _id, ...values } = draft.values
  if (typeof target !== 'string') return void draft.problems.push({ path: arrives.on, code: 'required', details: {} })
  const known = doing.app.objects[on.object]!.actions[arrives.action]!.input ?? {}
  const parts = Object.entries(values)
  const row = Object.fromEntries(parts.filter(([name]) => !Object.hasOwn(known, name)))
  const input = Object.fromEntries(parts.filter(([name]) => Object.hasOwn(known, name)))
  const answer = await act(doing, on.object, target, arrives.action, arrives.rows ? { ...input, [arrives.rows]: [row] } : { ...input, ...row })
  const list = arrives.rows ? (answer[arrives.rows] as Record<string, unknown>[] | undefined)?.[0] : answer
  const made = list?.[object.name]
  const more = { ...(external_id !== undefined && { external_id }), ...(owner !== undefined && { owner }) }
  if (typeof made === 'string' && Object.keys(more).length) await change(doing, object.name, made, more, 'history')
}
