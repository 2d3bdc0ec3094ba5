// Which stages of which object lie in which reach of the river? Read from the lifecycles as they are now.
import type { App, AppObject } from '#kernel/app.ts'
import { limitOf, movesFrom, type Stage } from '#kernel/lifecycle/lifecycle.ts'
import type { Duration } from '#kernel/time/working-time.ts'

export interface ReachStages {
  /** Open stages of a lead before it is qualified, and from then on. */
  readonly lead: readonly string[]
  readonly qualified: readonly string[]
  readonly opportunity: readonly string[]
  /** Open stages of a contract before it is active, and from then on. */
  readonly contract: readonly string[]
  readonly delivery: readonly string[]
}

type Stages = Readonly<Record<string, Stage>>

const stagesOf = (app: App, object: string): Stages => app.objects[object]?.lifecycle?.stages ?? {}

const kindOf = (stage: Stage | undefined): 'open' | 'won' | 'lost' => stage?.kind ?? 'open'

/** The stages of an object that are open, won or lost. */
export const ofKind = (app: App, object: string, kind: 'open' | 'won' | 'lost'): string[] =>
  Object.entries(stagesOf(app, object)).flatMap(([name, stage]) =>
    kindOf(stage) === kind ? [name] : [],
  )

/** How long a record may stay in each stage that has a limit. */
export const limitsOf = (app: App, object: string): [string, Duration][] =>
  Object.entries(stagesOf(app, object)).flatMap(([name, stage]): [string, Duration][] => {
    const limit = limitOf(stage)
    return limit ? [[name, limit]] : []
  })

/** About how many days a limit in working time takes, weekends included. */
const roughDays = ({ days, working_days, working_hours }: Duration): number =>
  days ?? Math.max(1, Math.round(((working_days ?? (working_hours ?? 0) / 8) * 7) / 5))

export function reachStages(app: App): ReachStages {
  const [lead, qualified] = parted(app.objects.lead, 'qualified', ofKind(app, 'lead', 'open'))
  const [contract, delivery] = parted(
    app.objects.contract,
    'active',
    ofKind(app, 'contract', 'open'),
  )
  return { lead, qualified, opportunity: ofKind(app, 'opportunity', 'open'), contract, delivery }
}

/** Open stages from which the gate's stage can still be reached, and the others with the gate's stage itself. */
function parted(
  object: AppObject | undefined,
  gate: string,
  open: readonly string[],
): [string[], string[]] {
  const lifecycle = object?.lifecycle
  if (!lifecycle?.stages[gate]) return [[...open], []]
  const before = new Set<string>()
  const leadsThere = (stage: string): boolean =>
    stage !== gate &&
    movesFrom(lifecycle, stage).some((move) => move.to === gate || before.has(move.to))
  for (let grown = true; grown;) {
    grown = false
    for (const stage of open)
      if (!before.has(stage) && leadsThere(stage)) {
        before.add(stage)
        grown = true
      }
  }
  return [open.filter((stage) => before.has(stage)), open.filter((stage) => !before.has(stage))]
}

/**
 * Days that the stages of a reach allow together; null where no clock runs. Delivery is late by the plan's
 * own dates, cash by the payment term.
 */
export function reachLimits(
  app: App,
  stages: ReachStages,
  payment_days: number,
): (number | null)[] {
  const sum = (object: string, names: readonly string[]): number | null => {
    const own = limitsOf(app, object).flatMap(([name, limit]) =>
      names.includes(name) ? [roughDays(limit)] : [],
    )
    return own.length ? own.reduce((all, days) => all + days, 0) : null
  }
  return [
    sum('lead', stages.lead),
    sum('lead', stages.qualified),
    sum('opportunity', stages.opportunity),
    sum('contract', stages.contract),
    null,
    payment_days,
  ]
}
