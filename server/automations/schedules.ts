// What happens by the clock? Each scheduled automation looks for the records that match, and sets off a run for each.
import { fullScope } from '#kernel/formula-in.ts'
import { check } from '#kernel/formula/check.ts'
import { systemRows } from '#kernel/query/system-rows.ts'
import { sql } from '#kernel/sql.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import type { QuickKind } from '#server/jobs/kinds.ts'
import { circumstances, systemWho, type World } from '#server/world/world.ts'

/** Tells the clock which automations there are now. */
export async function setSchedules(world: World, jobs: Jobs): Promise<void> {
  const keep = new Set<string>()
  for (const [name, one] of Object.entries(world.app.automations)) {
    if (one.when.on !== 'schedule' || one.paused) continue
    keep.add(`automation-${name}`)
    await jobs.every(`automation-${name}`, one.when.cron, 'scheduled', { automation: name })
  }
  await jobs.forget('automation-', keep)
  await jobs.every('sweep', '*/10 * * * *', 'sweep', {})
  await jobs.every('clocks', '*/5 * * * *', 'clocks', {})
}

const together = 50

/** The work `scheduled`: a run for each record that matches now; the same for every attempt of the same moment. */
export const scheduledKind: QuickKind = {
  async run({ world, jobs, data, id }) {
    await setOff(world, jobs, String(data.automation), id)
  },
}

/** Answers how many records were found. */
export async function setOff(
  world: World,
  jobs: Jobs,
  name: string,
  moment: string,
): Promise<number> {
  const automation = world.app.automations[name]
  if (!automation || automation.paused || automation.when.on !== 'schedule') return 0
  const { object } = automation.when
  const now = world.now()
  const at = circumstances(world, systemWho, now)
  const answer =
    automation.if === undefined
      ? null
      : check(automation.if, fullScope(world.app.objects, object), { type: 'boolean' })
  if (answer && !('checked' in answer)) return 0
  const matching = systemRows(world.app, object, at)
  const rule = matching.holds(answer && answer.checked)
  return world.db.transaction(
    async (tx) => {
      const rows = await tx.query<{
        id: string
      }>(sql`insert into automation_run (id, automation, event, object, record, due_at, created_at)
      select gen_random_uuid(), ${name}, ${`schedule ${moment} `} || t.id::text, ${object}, t.id, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
      from ${matching.from()} where t.removed_at is null and (${rule}) on conflict do nothing returning id`)
      for (let from = 0; from < rows.length; from += together)
        await jobs.enqueue(tx, 'automation', {
          runs: rows.slice(from, from + together).map((row) => row.id),
        })
      return rows.length
    },
    { statementMs: 60_000 },
  )
}

/** The work `sweep`: runs whose job was lost (a restored backup, a queue that was emptied) are taken up again. */
export const sweepKind: QuickKind = {
  async run({ world, jobs }) {
    const late = new Date(world.now().getTime() - 15 * 60_000).toISOString()
    await world.db.transaction(async (tx) => {
      const rows = await tx.query<{ id: string }>(
        sql`select id from automation_run where stage = 'waiting' and awaits is null and due_at < ${late}::timestamptz order by due_at limit 1000`,
      )
      for (let from = 0; from < rows.length; from += together)
        await jobs.enqueue(tx, 'automation', {
          runs: rows.slice(from, from + together).map((row) => row.id),
        })
    })
  },
}
