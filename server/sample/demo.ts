// How does an empty company become the sample company? Two years of it are played, through the doors that everybody uses.
import { refuse } from '#kernel/error.ts'
import { permit } from '#kernel/query/view.ts'
import { ident, join, sql } from '#kernel/sql.ts'
import type { Asks, Tx } from '#server/database/pool.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import { readCompany } from '#server/records/open-world.ts'
import { get } from '#server/reading/read.ts'
import { circumstances, systemWho, type World } from '#server/world/world.ts'
import { bankStory } from './bank-story.ts'
import { bundleStory } from './bundle-story.ts'
import { campaignStory } from './campaign-story.ts'
import { campaignPlans } from './campaigns.ts'
import { chaseStory } from './chase-story.ts'
import { dealStory } from './deal-story.ts'
import { stock } from './catalogue.ts'
import { chanceOf } from './chance.ts'
import { forecastStories } from './forecast-story.ts'
import { foundCompany } from './found-company.ts'
import { arrivals } from './arrivals.ts'
import { handsIn } from './hands.ts'
import { holdsAny } from './holds-any.ts'
import { creditStory } from './credit-story.ts'
import { leadStory } from './lead-story.ts'
import { poolStory } from './pool-story.ts'
import { listDays, priceStory } from './price-story.ts'
import type { Play } from './play.ts'
import { promiseStory } from './promise-story.ts'
import { hire } from './staff.ts'
import { Timeline } from './timeline.ts'
import { dateOf, day, mondayOf } from './working-hours.ts'

export interface DemoOptions {
  /** How many leads come in; everything else follows. */
  readonly size?: number
  /** Another seed tells another story. */
  readonly seed?: string
  /** Hears how much of the time is played, 0 to 1; what it throws ends the work and nothing remains. */
  readonly onProgress?: (share: number) => Promise<void> | void
}
/** What is there afterwards: object → records. */
export type DemoSummary = Readonly<Record<string, number>>

const standard = { size: 3000, seed: '江南智造' }
/** Stories that act side by side: while PostgreSQL works for one, the next one is thought through. */
const lanes = 6
const weeks = 104
const busyTables = [
  'lead',
  'account',
  'contact',
  'opportunity',
  'quote',
  'quote_line',
  'contract',
  'contract_line',
  'billing_plan_line',
  'project',
  'milestone',
  'task',
  'invoice',
  'invoice_line',
  'payment',
  'allocation',
  'activity',
  'journal_entry',
  'posting',
  'approval',
  'approval_task',
  'event',
  'stage_visit',
]
const shown = [
  'person',
  'product',
  'campaign',
  'lead',
  'account',
  'opportunity',
  'forecast',
  'price_list',
  'price_line',
  'quote',
  'contract',
  'project',
  'milestone',
  'task',
  'shipment',
  'obligation',
  'seal_request',
  'invoice',
  'payment',
  'allocation',
  'bank_line',
  'activity',
  'approval',
] as const

/**
 * Fills an empty company with two years of a made-up machine maker that end now, and answers what is there. The
 * same seed and size tell the same story. All of it is one transaction: a company is filled wholly or not at
 * all, whenever the process dies. Refuses `company-not-empty`.
 */
export async function fillDemo(world: World, options: DemoOptions = {}): Promise<DemoSummary> {
  const { size, seed } = { ...standard, ...options }
  await ensureSystemPerson(world)
  const summary = await world.db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc sample'))`)
    if (!(await isEmpty(tx))) refuse('company-not-empty')
    await playAll(world, tx, { size, seed }, options.onProgress)
    return counted(tx)
  })
  await readCompany(world)
  // The planner has never seen these tables full.
  await world.db.query(sql`analyze`, { limitMs: 60_000 })
  return summary
}

/** Has nobody done any business here yet? */
export async function isEmpty(asks: Asks): Promise<boolean> {
  const tables = [
    'lead',
    'account',
    'opportunity',
    'quote',
    'contract',
    'invoice',
    'payment',
    'product',
    'campaign',
  ] as const
  return !(await holdsAny(asks, tables))
}

async function playAll(
  world: World,
  tx: Tx,
  { size, seed }: { size: number; seed: string },
  onProgress: DemoOptions['onProgress'],
): Promise<void> {
  const end = world.now().getTime()
  // Always a Monday, so that the same weeks are played on whichever day it is asked for.
  const start = mondayOf(end) - weeks * 7 * day
  const hands = handsIn(world, tx, { alone: true })
  const timeline = new Timeline()
  const staff = await hire(hands, tx, start)
  const products = await stock(hands, staff, start)
  const founded = await foundCompany(hands, tx, staff, start)
  const view = permit(world.app, systemWho)
  const play: Play = {
    hands,
    staff,
    products,
    start,
    end,
    ...founded,
    campaigns: campaignPlans(),
    chance: (...words) => chanceOf(seed, ...words),
    tell: (at, story) => timeline.add(at, story),
    begin: (at, deal, begins) => timeline.add(at, dealStory(play, deal, begins)),
    date: dateOf,
    read: (object, id) => get(tx, view, circumstances(world, systemWho), object, id),
  }
  for (const campaign of play.campaigns) timeline.add(start, campaignStory(play, campaign))
  const listed = end - listDays * day
  timeline.add(listed, priceStory(play, listed))
  for (const arrival of arrivals(play, size)) timeline.add(arrival.at, leadStory(play, arrival))
  forecastStories(play, tx)
  if (founded.admin) timeline.add(end - 5 * day, founded.promotion(end - 5 * day))
  // Plans made for empty tables would be kept for full ones: the planner looks again as they grow.
  const looks = [0.03, 0.1, 0.3, 0.6]
  await timeline.play(start, end, lanes, async (share) => {
    if (looks[0] !== undefined && share >= looks[0]) {
      looks.shift()
      await tx.query(sql`analyze ${join(busyTables.map(ident), ', ')}`)
    }
    await onProgress?.(share)
  })
  await chaseStory(play, tx)
  await bankStory(play, tx)
  await poolStory(play, tx)
  await creditStory(play, tx)
  await bundleStory(play, tx)
  await promiseStory(play, tx)
  await onProgress?.(1)
  // Who reads a notice leaves no trace in the log.
  await tx.query(
    sql`update notice set read_at = created_at + interval '4 hours' where created_at < ${new Date(end - 3 * day).toISOString()}::timestamptz`,
  )
}

async function counted(tx: Asks): Promise<DemoSummary> {
  const columns = shown.map(
    (one) => sql`${one}::text, (select count(*) from ${ident(one)} where removed_at is null)`,
  )
  const [row] = await tx.query<{ all: DemoSummary }>(
    sql`select json_build_object(${join(columns, ', ')}) as all`,
  )
  return row!.all
}
