// What becomes of approvals that wait in a flow that is retired? Nobody could answer them any more: they end with the publish, and whoever asked is told.
import type { App } from '#kernel/app.ts'
import type { Words } from '#kernel/error.ts'
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { living } from '#kernel/merge.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks, Tx } from '#server/database/pool.ts'
import { contextOf } from '#server/world/context-of.ts'
import { circumstances, type World } from '#server/world/world.ts'
import { moveAll } from './leave-stages.ts'

export interface LeftFlow {
  readonly flow: string
  readonly label: Words
  readonly count: number
}

/** An approval that ended with its flow. */
export interface Withdrawn {
  readonly asked_by: string
  readonly object: string
  readonly record: string
  readonly label: Words
}

/** Retired, or asked for in another stage than before, so that what waits there waits for nothing. */
const left = (was: App, will: App): [string, Words][] =>
  Object.entries(living(was.approvals)).flatMap(([name, flow]): [string, Words][] => {
    const next = will.approvals[name]
    return next && next.object === flow.object && next.waiting === flow.waiting
      ? []
      : [[name, flow.label]]
  })

/** Flows that go while approvals wait in them. */
export async function leftFlows(asks: Asks, was: App, will: App): Promise<LeftFlow[]> {
  const counted = await Promise.all(
    left(was, will).map(async ([flow, label]) => {
      const [row] = await asks.query<{ n: number }>(
        sql`select count(*)::int as n from approval where flow = ${flow} and stage = 'waiting' and removed_at is null`,
      )
      return { flow, label, count: row!.n }
    }),
  )
  return counted.filter((one) => one.count > 0)
}

/** What waits in a flow that is in no model any more, as when a process that had not heard of its end asked for it. */
async function strays(tx: Tx, will: App): Promise<[string, Words][]> {
  const rows = await tx.query<{ flow: string }>(
    sql`select distinct flow from approval where stage = 'waiting' and removed_at is null and not (flow = any(${Object.keys(living(will.approvals))}::text[]))`,
  )
  return rows.map(({ flow }) => [flow, { zh: flow, en: flow }])
}

/** As when somebody withdraws: a record that goes on waiting where nobody is asked could not be taken further. */
async function backToCorrect(
  tx: Tx,
  world: World,
  who: Who,
  flow: ApprovalFlow | undefined,
  name: string,
  will: App,
): Promise<void> {
  if (!flow) return
  const stages = will.objects[flow.object]?.lifecycle?.stages
  if (!stages?.[flow.waiting] || !stages[flow.returned]) return
  await moveAll(
    tx,
    world,
    who,
    flow.object,
    will.version,
    sql`stage = ${flow.waiting} and id in (select record_id::uuid from approval where flow = ${name} and stage = 'waiting' and removed_at is null)`,
    flow.returned,
  )
}

/** Ends them in the transaction of the publish. */
export async function leaveFlows(
  tx: Tx,
  world: World,
  who: Who,
  was: App,
  will: App,
): Promise<Withdrawn[]> {
  const now = world.now().toISOString()
  const withdrawn: Withdrawn[] = []
  const ended = new Map([...(await strays(tx, will)), ...left(was, will)])
  for (const [flow, label] of ended) {
    await backToCorrect(tx, world, who, was.approvals[flow], flow, will)
    await moveAll(
      tx,
      world,
      who,
      'approval_task',
      will.version,
      sql`stage = 'waiting' and approval in (select id from approval where flow = ${flow} and stage = 'waiting')`,
      'withdrawn',
    )
    const rows = await tx.query<{ asked_by: string | null; object: string; record: string }>(
      sql`update approval set answered_at = ${now}::timestamptz where flow = ${flow} and stage = 'waiting' returning asked_by, object_name as object, record_id as record`,
    )
    await moveAll(
      tx,
      world,
      who,
      'approval',
      will.version,
      sql`stage = 'waiting' and flow = ${flow}`,
      'withdrawn',
    )
    withdrawn.push(
      ...rows.flatMap(({ asked_by, object, record }) =>
        asked_by ? [{ asked_by, object, record, label }] : [],
      ),
    )
  }
  return withdrawn
}

/** After the publish, so that no writer waits for letters. */
export async function tellWithdrawn(
  world: World,
  who: Who,
  withdrawn: readonly Withdrawn[],
): Promise<void> {
  if (withdrawn.length === 0) return
  await world.db.transaction(async (tx) => {
    const ctx = contextOf({
      world,
      app: world.app,
      tx,
      who,
      at: circumstances(world, who),
      cause: { kind: 'system' },
      action: null,
    })
    for (const { asked_by, object, record, label } of withdrawn)
      await ctx.notify([asked_by], {
        zh: `审批流「${label.zh}」已停用，您提交的审批已撤回`,
        en: `The approval flow “${label.en}” was retired; what you asked for was withdrawn`,
        object,
        record,
      })
  })
}
