// How is the sample company filled while people already look? As a job with a card that says how far it is.
import type { Words } from '#kernel/error.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Tx } from '#server/database/pool.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import type { LongKind } from '#server/jobs/kinds.ts'
import { readWho } from '#server/login/who.ts'
import { systemWho, type World } from '#server/world/world.ts'
import { fillDemo, isEmpty } from './demo.ts'
import { firstAdmin } from './staff.ts'

const label: Words = { zh: '生成示例公司', en: 'Make the sample company' }
const total = 1000

/** A process that dies leaves nothing behind, so its successor begins again; who finds it done says so. */
export const sampleKind: LongKind = {
  label,
  async run(task) {
    const { world } = task
    if (world.company.sample) return { already: true }
    let told = task.done
    return fillDemo(world, {
      onProgress: (share) =>
        world.db.transaction(async (tx) => {
          const now = Math.floor(share * total)
          await task.progress(tx, told, now, total, {})
          told = now
        }),
    })
  },
}

/** Starts the job, or finds the one that is under way; answers its id. */
export async function beginSample(world: World, jobs: Jobs, by: string): Promise<string> {
  const who: Who = (await readWho(world.db, by)) ?? systemWho
  return world.db.transaction(
    async (tx) => (await underWay(tx)) ?? jobs.begin(tx, who, 'sample', {}),
  )
}

/** Whoever asks at the same time, and jobs that wait for a process that died, make one sample company. */
async function underWay(tx: Tx): Promise<string | null> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc sample start'))`)
  const [job] = await tx.query<{ id: string }>(
    sql`select id from job where kind = 'sample' and stage in ('waiting', 'running') limit 1`,
  )
  return job?.id ?? null
}

/** For the first start with SAMPLE=demo: begins where nothing is there yet and nobody has begun; answers whether. */
export async function sampleAtStart(
  world: World,
  jobs: Jobs,
): Promise<'begun' | 'there' | 'not-empty'> {
  if (world.company.sample) return 'there'
  if (!(await isEmpty(world.db))) return 'not-empty'
  return world.db.transaction(async (tx) => {
    if (await underWay(tx)) return 'there'
    const admin = await firstAdmin(tx)
    await jobs.begin(tx, (admin && (await readWho(tx, admin))) || systemWho, 'sample', {})
    return 'begun'
  })
}
