// Which addresses tell an administrator whether the company's data is safe? Seals, backups, the stored log, and the pause after a restore.
import type { Safety } from '#kernel/api/safety.ts'
import { Problems } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { setBackupClock } from '#server/backup/backup-job.ts'
import { makePassphrase, readPassphrase } from '#server/backup/passphrase.ts'
import { outsidePaused, resumeOutside } from '#server/backup/pause.ts'
import { lastResult, planOf, readPlan, setPlan } from '#server/backup/plan.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { archiveState } from '#server/pitr/archive-state.ts'
import { lastSeal } from '#server/seal/seal.ts'
import { answerOnce, json, send } from './calls.ts'
import type { Call, Route } from './routes.ts'

async function safety(call: Call, passphrase: string | null): Promise<Safety> {
  const { world, dataFolder } = call.machine
  const [seal, plan, last, paused, archive, known, [running]] = await Promise.all([
    lastSeal(world.db),
    readPlan(world.db),
    lastResult(world.db),
    outsidePaused(world.db),
    archiveState(world.db, dataFolder),
    readPassphrase(dataFolder, passphrase),
    world.db.query<{ id: string }>(
      sql`select id from job where kind = 'backup' and stage in ('waiting', 'running') limit 1`,
    ),
  ])
  return {
    seal,
    backup: { plan, last, running: running?.id ?? null, passphrase: known !== null },
    paused,
    archive,
  }
}

export const safetyRoutes = (jobs: Jobs, passphrase: string | null): readonly Route[] => [
  {
    method: 'GET',
    url: '/api/v1/safety',
    gate: 'admin',
    says: 'The last seal, backups, the stored log, and whether anything goes out',
    run: (call) => safety(call, passphrase),
  },
  {
    method: 'PUT',
    url: '/api/v1/safety/backup',
    gate: 'admin',
    says: 'When backups are made by themselves; null ends that. A passphrase that is made is shown this once',
    run: async (call) => {
      const { world, dataFolder } = call.machine
      const plan = call.body === null ? null : planOf(call.body)
      await setPlan(world.db, plan)
      await setBackupClock(world, jobs)
      const made =
        plan?.sealed && (await readPassphrase(dataFolder, passphrase)) === null
          ? await makePassphrase(dataFolder)
          : null
      return { plan, passphrase: made }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/safety/backup',
    gate: 'admin',
    keyed: true,
    says: 'Make a backup now, as planned',
    run: async (call) => {
      const problems = new Problems()
      if ((await readPlan(call.machine.world.db)) === null) problems.add('folder', 'required')
      problems.done()
      return send(
        call,
        await answerOnce(call, async (doing) =>
          json(202, { job: await jobs.begin(doing.tx, call.who, 'backup', {}) }),
        ),
      )
    },
  },
  {
    method: 'POST',
    url: '/api/v1/safety/resume',
    gate: 'admin',
    keyed: true,
    says: 'Let mails and calls out again after a restore; discard ends what was under way before it',
    run: async (call) => {
      const { discard } = (call.body ?? {}) as { discard?: unknown }
      return send(
        call,
        await answerOnce(call, async (doing) =>
          json(200, await resumeOutside(doing.tx, doing.at.now, discard === true)),
        ),
      )
    },
  },
]
