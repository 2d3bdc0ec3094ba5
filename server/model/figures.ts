// Did it help? Median days per stage, how many go on, and the win rate, before and after a version, from the log.
import type { ModelFigures, ModelPeriod } from '#kernel/api/model.ts'
import type { App } from '#kernel/app.ts'
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { World } from '#server/world/world.ts'

const dayMs = 86_400_000
const longest = 90

interface Left {
  object: string
  stage: string
  count: number
  days: string | null
  onward: number
}
interface Ended {
  object: string
  stage: string
  count: number
}

/** The same number of days on both sides: up to 90, as far as the version has lived and the next one is not there. */
export async function figuresOf(world: World, version: number): Promise<ModelFigures> {
  const rows = await world.db.query<{ version: number; at: string }>(
    sql`select version, at from model_version where version >= ${version}::int order by version limit 2`,
  )
  const own =
    rows[0]?.version === version
      ? rows[0]
      : refuse('not-found', { what: { zh: `版本 ${version}`, en: `version ${version}` } })
  const at = Date.parse(own.at)
  const until = Math.min(rows[1] ? Date.parse(rows[1].at) : Infinity, world.now().getTime())
  const days = Math.max(1, Math.min(longest, Math.ceil((until - at) / dayMs)))
  const [from, to] = [new Date(at - days * dayMs), new Date(Math.min(until, at + days * dayMs))]
  const [before, after] = await Promise.all([
    periodOf(world, from, new Date(at)),
    periodOf(world, new Date(at), to),
  ])
  return { version, days, before, after }
}

async function periodOf(world: World, from: Date, to: Date): Promise<ModelPeriod> {
  const [since, until] = [from.toISOString(), to.toISOString()]
  const left = await world.db.query<Left>(
    sql`select v.object, v.stage, count(*)::int as count,
      round((percentile_cont(0.5) within group (order by extract(epoch from v.left_at - v.entered_at) / 86400))::numeric, 1)::text as days,
      (count(*) filter (where not v.to_stage = any(${lostStages(world.app)}::text[])))::int as onward
    from stage_visit v where v.left_at >= ${since}::timestamptz and v.left_at < ${until}::timestamptz group by v.object, v.stage`,
    { limitMs: 30_000 },
  )
  const ended = await world.db.query<Ended>(
    sql`select object, to_stage as stage, count(distinct record)::int as count from stage_visit
    where left_at >= ${since}::timestamptz and left_at < ${until}::timestamptz and to_stage = any(${endStages(world.app)}::text[]) group by object, to_stage`,
    { limitMs: 30_000 },
  )
  const objects = Object.values(world.app.objects).flatMap((object) => {
    const lifecycle = object.lifecycle
    if (!lifecycle) return []
    const kind = (stage: string): string => lifecycle.stages[stage]?.kind ?? 'open'
    const sum = (wanted: string): number =>
      ended
        .filter((one) => one.object === object.name && kind(one.stage) === wanted)
        .reduce((n, one) => n + one.count, 0)
    const stages = Object.entries(lifecycle.stages).flatMap(([stage, def]) => {
      const found = left.find((one) => one.object === object.name && one.stage === stage)
      return found
        ? [
            {
              stage,
              label: def.label,
              count: found.count,
              days: found.days,
              onward: share(found.onward, found.count),
            },
          ]
        : []
    })
    const [won, lost] = [sum('won'), sum('lost')]
    return stages.length || won || lost
      ? [
          {
            object: object.name,
            label: object.label,
            won,
            lost,
            rate: share(won, won + lost),
            stages,
          },
        ]
      : []
  })
  return { from: since, to: until, objects }
}

const share = (part: number, of: number): string | null =>
  of === 0 ? null : (part / of).toFixed(4)

const kindsOf = (app: App, good: (kind: string) => boolean): string[] => [
  ...new Set(
    Object.values(app.objects).flatMap((object) =>
      Object.entries(object.lifecycle?.stages ?? {})
        .filter(([, stage]) => good(stage.kind ?? 'open'))
        .map(([name]) => name),
    ),
  ),
]
const lostStages = (app: App): string[] => kindsOf(app, (kind) => kind === 'lost')
const endStages = (app: App): string[] => kindsOf(app, (kind) => kind !== 'open')
