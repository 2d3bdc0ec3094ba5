// Which way could this record go in the draft, what is missing for whom, and who would be asked? Nothing is done.
import type { App } from '#kernel/app.ts'
import type {
  SimulatedGate,
  SimulatedMove,
  SimulatedRoute,
  Simulation,
  StageFigures,
} from '#kernel/api/flow.ts'
import { refuse, type Words } from '#kernel/error.ts'
import { fullScope } from '#kernel/formula-in.ts'
import { check } from '#kernel/formula/check.ts'
import { type ApprovalFlow, flowInto } from '#kernel/lifecycle/approval.ts'
import { type Gate, limitOf, movesFrom } from '#kernel/lifecycle/lifecycle.ts'
import { living } from '#kernel/merge.ts'
import type { Row } from '#kernel/object.ts'
import { isAdmin, type Who } from '#kernel/permission.ts'
import { permit } from '#kernel/query/view.ts'
import { ident, sql } from '#kernel/sql.ts'
import { beganBy } from '#kernel/time/working-time.ts'
import { readWho } from '#server/login/who.ts'
import { mayRun } from '#server/records/act.ts'
import { planApproval } from '#server/approvals/approval.ts'
import { checklist } from '#server/reading/checklist.ts'
import { get } from '#server/reading/read.ts'
import { namesOf, peopleOf, withRole } from '#server/reading/whom.ts'
import { circumstances, type Doing, type World } from '#server/world/world.ts'
import { rowRights, wholeView } from '#server/world/rights.ts'

/** The published application answers in SQL; what only the draft knows has no rows yet. */
const knows = (app: App, object: string, formula: string): boolean =>
  'checked' in check(formula, fullScope(app.objects, object), { type: 'boolean' })

/** What `person` (or the caller) would see on the record if the draft were live. */
export async function simulate(
  world: World,
  draft: App,
  who: Who,
  name: string,
  record: string,
  person: string | null,
): Promise<Simulation> {
  const seen =
    person === null
      ? who
      : ((await readWho(world.db, person)) ??
        refuse('not-found', { what: { zh: '人员', en: 'person' } }))
  const object = draft.objects[name]
  const lifecycle = object?.lifecycle ?? refuse('not-found', { what: name })
  if (!world.app.objects[name]) refuse('not-found', { what: object!.label })
  const doing: Doing = {
    world,
    app: world.app,
    tx: world.db,
    who: seen,
    at: circumstances(world, seen),
    cause: { kind: 'person' },
    action: null,
  }
  const row = await get(world.db, wholeView(doing), doing.at, name, record)
  const view = permit(world.app, seen)
  const rights = view.objects[name]
    ? await rowRights(doing, view, view.objects[name]!.object, record, ['read', 'change'])
    : null
  const stage = String(row.stage ?? '')
  const moves: SimulatedMove[] = []
  for (const move of movesFrom(lifecycle, stage)) {
    const via = move.via ? object!.actions[move.via] : undefined
    const mayChange = rights?.[1] ?? false
    const allowed = move.via
      ? via !== undefined && mayRun(seen, via) && (!!via.by || mayChange)
      : mayChange &&
        (!move.by ||
          isAdmin(seen) ||
          move.by.some((role) => role === '*' || seen.roles.includes(role)))
    const flow = flowInto(draft.approvals, name, move.to)
    moves.push({
      name: move.name,
      to: move.to,
      via: move.via ?? null,
      allowed,
      gate: await gateOf(doing, draft, name, row, move.gate),
      exception:
        move.gate?.exception?.by.map(
          (role) => draft.roles[role]?.label ?? { zh: role, en: role },
        ) ?? [],
      approval: flow ? await routeOf(doing, flow[0], flow[1], row) : null,
    })
  }
  const title = row[object!.title]
  return {
    stage,
    title: typeof title === 'string' ? title : record,
    person: { id: seen.id, name: seen.name },
    sees: rights?.[0] ?? false,
    moves,
  }
}

async function gateOf(
  doing: Doing,
  draft: App,
  name: string,
  row: Row,
  gate: Gate | undefined,
): Promise<SimulatedGate[]> {
  const published = doing.app.objects[name]!
  const lines: SimulatedGate[] = []
  const givers = async (giver: string | undefined): Promise<string[]> =>
    giver
      ? await namesOf(doing, (await withRole(doing, giver)).slice(0, 4))
      : await namesOf(doing, await peopleOf(doing, name, row.id, [{ field: 'owner' }]))
  for (const field of gate?.require ?? []) {
    const label = draft.objects[name]!.fields[field]?.label ?? { zh: field, en: field }
    const says: Words = { zh: `填写${label.zh}`, en: `Fill in ${label.en}` }
    const known = knows(doing.app, name, `${field} is not empty`)
    const [line] = known ? await checklist(doing, published, row.id, { require: [field] }) : []
    const ok = line?.ok ?? false
    lines.push({ says, ok, unknown: !known, givers: ok ? [] : await givers(undefined) })
  }
  for (const one of Object.values(living(gate?.checks))) {
    // Advice keeps nobody from going on.
    if (one.advice) continue
    const known = knows(doing.app, name, one.if)
    const [line] = known ? await checklist(doing, published, row.id, { checks: { it: one } }) : []
    const ok = line?.ok ?? false
    lines.push({ says: one.says, ok, unknown: !known, givers: ok ? [] : await givers(one.giver) })
  }
  return lines
}

/** The route that the flow would take for the record, with names; `asked: false` where no approval is needed. */
async function routeOf(
  doing: Doing,
  name: string,
  flow: ApprovalFlow,
  row: Row,
): Promise<SimulatedRoute> {
  const formulas = [flow.if, ...Object.values(living(flow.steps)).map((step) => step.if)].filter(
    (one) => one !== undefined,
  )
  const unknown = formulas.some((one) => !knows(doing.app, flow.object, one))
  if (unknown) return { flow: name, label: flow.label, asked: false, unknown, steps: [] }
  const planned = await planApproval(doing, flow, row)
  const steps = await Promise.all(
    Object.entries(living(flow.steps)).map(async ([key, step]) => {
      const found = planned.find((one) => one.key === key)
      return {
        key,
        label: step.label,
        mode: step.mode,
        people: found ? await namesOf(doing, found.people) : [],
        cc:
          found && step.cc
            ? await namesOf(doing, await peopleOf(doing, flow.object, row.id, step.cc))
            : [],
        asked: found !== undefined,
      }
    }),
  )
  return { flow: name, label: flow.label, asked: planned.length > 0, unknown, steps }
}

/** The same for a flow of the draft and a record, as whoever owns the record would ask. */
export async function simulateRoute(
  world: World,
  draft: App,
  who: Who,
  name: string,
  record: string,
): Promise<SimulatedRoute> {
  const flow =
    draft.approvals[name] ?? refuse('not-found', { what: { zh: '审批流', en: 'approval flow' } })
  if (!world.app.objects[flow.object]) refuse('not-found', { what: flow.object })
  const outer: Doing = {
    world,
    app: world.app,
    tx: world.db,
    who,
    at: circumstances(world, who),
    cause: { kind: 'person' },
    action: null,
  }
  const row = await get(world.db, wholeView(outer), outer.at, flow.object, record)
  const asker = typeof row.owner === 'string' ? ((await readWho(world.db, row.owner)) ?? who) : who
  return routeOf({ ...outer, who: asker, at: circumstances(world, asker) }, name, flow, row)
}

/** How many records stand in each stage now, what they are worth, and how many stand there too long by the draft's limits. */
export async function stageFigures(world: World, draft: App, name: string): Promise<StageFigures> {
  const object = world.app.objects[name]
  const stages = draft.objects[name]?.lifecycle?.stages
  const { currency, calendar } = world.company
  if (!object?.lifecycle || !stages) return { currency: null, stages: {} }
  const money = ['amount', 'gross'].find((field) => object.fields[field]?.kind === 'money')
  const limits = Object.entries(stages).flatMap(([stage, def]) => {
    const limit = limitOf(def)
    return limit ? [[stage, beganBy(calendar, world.now(), limit).toISOString()] as const] : []
  })
  const sum = money
    ? sql`sum(t.${ident(object.fields[money]!.column ?? money)})${object.fields.currency ? sql` filter (where coalesce(t.currency, ${currency}) = ${currency})` : sql``}`
    : sql`null::numeric`
  const rows = await world.db.query<{
    stage: string
    n: number
    sum: string | null
    stuck: number
  }>(sql`select t.stage, count(*)::int as n, ${sum}::text as sum, count(*) filter (where t.stage_since <= l.began)::int as stuck
    from ${ident(name)} t left join unnest(${limits.map((one) => one[0])}::text[], ${limits.map((one) => one[1])}::timestamptz[]) as l(stage, began) on l.stage = t.stage
    where t.removed_at is null group by t.stage`)
  return {
    currency: money ? currency : null,
    stages: Object.fromEntries(
      rows.map((row) => [row.stage, { n: row.n, sum: row.sum, stuck: row.stuck }]),
    ),
  }
}
