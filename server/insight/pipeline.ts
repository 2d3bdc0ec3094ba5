// What are the open opportunities worth, weighed by their chance?
import type { CockpitPipeline } from '#kernel/api.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { sql } from '#kernel/sql.ts'
import { readRight } from '#kernel/query/sources.ts'
import { permit } from '#kernel/query/view.ts'
import type { Doing } from '#server/world/world.ts'
import { momentsOf } from './moment.ts'
import { leads } from './lead-parts.ts'
import { isOpen, opportunities } from './opportunity-parts.ts'
import { askingOf } from './river.ts'
import { added, asks, daysAfter } from './tile-asks.ts'

interface StageSum {
  stage: string
  n: number
  amount: string
  weighted: string
}

/**
 * Open opportunities by stage, valued as the river values them. Weighted = Σ amount × chance ÷ 100, each rounded
 * to the currency; the chance is the opportunity's own, else that of its stage.
 */
export async function pipeline(doing: Doing, today: string): Promise<CockpitPipeline | null> {
  const view = permit(doing.app, doing.who)
  const fields = view.objects.opportunity?.fields
  if (!fields?.amount || !fields.stage || readRight(view, 'opportunity') === 'none') return null
  const stages = Object.entries(doing.app.objects.opportunity!.lifecycle?.stages ?? {}).filter(
    ([, stage]) => (stage.kind ?? 'open') === 'open',
  )
  const chances = JSON.stringify(
    Object.fromEntries(stages.map(([name, stage]) => [name, stage.probability ?? null])),
  )
  const places = digitsOf(doing.world.company.currency)
  const asking = askingOf(doing, momentsOf(doing.at.now, doing.at.zone, 1).now)
  const [rows, win_rate] = await Promise.all([
    doing.tx.query<StageSum>(
      sql`with ${leads(asking)}, ${opportunities(asking)}
      select o.stage, count(*) as n, sum(o.amount)::text as amount,
        sum(round(o.amount * coalesce(o.chance, (${chances}::text::jsonb ->> o.stage)::numeric, 0) / 100, ${places}::int))::text as weighted
      from o where ${isOpen(asking)} group by o.stage`,
      { limitMs: 30_000 },
    ),
    fields.won_at && fields.lost_at ? winRate(doing, today) : null,
  ])
  const of = (name: string): StageSum =>
    rows.find((row) => row.stage === name) ?? { stage: name, n: 0, amount: '0', weighted: '0' }
  return {
    open: added(rows.map((row) => exact(row.amount))).toFixed(places),
    weighted: added(rows.map((row) => exact(row.weighted))).toFixed(places),
    count: rows.reduce((all, row) => all + Number(row.n), 0),
    win_rate,
    stages: stages.map(([name, stage]) => ({
      stage: name,
      label: stage.label,
      probability: stage.probability ?? null,
      count: Number(of(name).n),
      amount: exact(of(name).amount).toFixed(places),
      weighted: exact(of(name).weighted).toFixed(places),
    })),
  }
}

/**
 * By close date: of what was won or lost in the last twelve months, the share that was won. It counts deals, so it asks
 * for no rate of their currency.
 */
async function winRate(doing: Doing, today: string): Promise<string | null> {
  const from = daysAfter(today, -365)
  const [row] = await asks(doing, {
    from: 'opportunity',
    where: `won_at > "${from}" or lost_at > "${from}"`,
    measure: { won: 'count(won_at)', lost: 'count(lost_at)' },
  })
  const [won, lost] = [Number(row?.won ?? 0), Number(row?.lost ?? 0)]
  return won + lost === 0
    ? null
    : exact(String(won))
        .div(String(won + lost))
        .toFixed(4)
}
