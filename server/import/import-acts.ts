// How do rows go in that only actions write? Each runs the action that its object names, with its rules and its log.
import { Problems, Refusal } from '#kernel/error.ts'
import { invariant } from '#kernel/invariant.ts'
import type { Row, Values } from '#kernel/object.ts'
import type { Tx } from '#server/database/pool.ts'
import { act } from '#server/records/act.ts'
import type { Doing } from '#server/world/world.ts'
import { problemsOf } from '#server/writing/write-many.ts'
import { get } from '#server/reading/read.ts'
import { wholeView } from '#server/world/rights.ts'
import type { Counts } from './counts.ts'
import type { ImportPlan } from './plan-import.ts'
import type { Draft } from './rows.ts'

/** One action per row; a row that is there already may only be the same. */
export async function writeActs(
  doing: Doing,
  plan: ImportPlan,
  drafts: readonly Draft[],
  existing: ReadonlyMap<Draft, Row>,
  counts: Counts,
): Promise<void> {
  for (const draft of drafts) {
    const found = existing.get(draft)
    if (found) same(plan, draft, found, counts)
    else {
      try {
        await (doing.tx as Tx).savepoint(() => run(doing, plan, draft))
        counts.created++
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error
        draft.problems.push(
          ...problemsOf(error).map((one) => ({
            ...one,
            path: one.path.replace(/^\w+\[0\]\./, ''),
          })),
        )
      }
    }
  }
}

/** What the action decides itself, whatever an older system called it. */
const decided = new Set(['id', 'kind', 'stage', 'stage_since', 'created_at', 'due_on'])

function same(plan: ImportPlan, draft: Draft, found: Row, counts: Counts): void {
  const other = otherwise(plan, draft.values, found)
  if (other.length === 0) counts.unchanged++
  for (const name of other) draft.problems.push({ path: name, code: 'read-only', details: {} })
}

/** The values that the record does not have so. */
const otherwise = ({ object }: ImportPlan, values: Values, found: Row): string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    name === 'id' || (object.arrives?.if_filled && decided.has(name)) || alike(found[name], value)
      ? []
      : [name],
  )

/** Amounts come with more or fewer zeros, and what takes away with or without its sign. */
const alike = (a: unknown, b: unknown): boolean =>
  String(a) === String(b) ||
  (typeof a === 'string' &&
    typeof b === 'string' &&
    /^-?\d+(\.\d+)?$/.test(a) &&
    plain(a) === plain(b))
const plain = (text: string): string =>
  text
    .replace(/^-/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

async function run(doing: Doing, plan: ImportPlan, draft: Draft): Promise<void> {
  const { object } = plan
  const { arrives } = object
  const on = arrives && object.fields[arrives.on]
  invariant(arrives && on?.kind === 'ref', `${object.name} arrives by an action`)
  const { [arrives.on]: target, external_id, owner, number, id: _id, ...values } = draft.values
  if (typeof target !== 'string')
    return void draft.problems.push({ path: arrives.on, code: 'required', details: {} })
  const known = doing.app.objects[on.object]!.actions[arrives.action]!.input ?? {}
  const parts = Object.entries(values)
  const rest = Object.fromEntries(parts.filter(([name]) => !Object.hasOwn(known, name)))
  const input = Object.fromEntries(parts.filter(([name]) => Object.hasOwn(known, name)))
  const brought = {
    ...(external_id !== undefined && { external_id }),
    ...(owner !== undefined && { owner }),
    ...(number !== undefined && { number }),
  }
  const arriving = { ...doing, arriving: { object: object.name, values: brought } }
  const answer = await act(
    arriving,
    on.object,
    target,
    arrives.action,
    arrives.rows
      ? { ...input, [arrives.rows]: [rest] }
      : arrives.if_filled
        ? input
        : { ...input, ...rest },
  )
  if (!arrives.if_filled) return
  const made = await get(
    doing.tx,
    wholeView(doing),
    doing.at,
    object.name,
    String(answer[arrives.made ?? object.name]),
  )
  const problems = new Problems()
  for (const name of otherwise(plan, rest, made))
    problems.add(name, 'rule', {
      says: {
        zh: `与原单据不符，应为 ${String(made[name])}`,
        en: `is not as it follows from its document: ${String(made[name])}`,
      },
    })
  problems.done()
}
