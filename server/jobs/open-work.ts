// Which kinds of work does the machine know, and which addresses go with them? All wiring of work in one place.
import type { Book } from '#kernel/app.ts'
import type { Who } from '#kernel/permission.ts'
import type { Target } from '#server/database/pool.ts'
import { afterEvent } from '#server/automations/after-event.ts'
import { mailer } from '#server/automations/mail.ts'
import { automationKind } from '#server/automations/run-automation.ts'
import { scheduledKind, setSchedules, sweepKind } from '#server/automations/schedules.ts'
import type { Reach } from '#server/automations/step.ts'
import { tidyKeys } from '#server/http/at-most-once.ts'
import { fileRoutes } from '#server/http/file-routes.ts'
import { hookRoutes } from '#server/http/hook-routes.ts'
import { importRoutes } from '#server/http/import-routes.ts'
import { jobRoutes } from '#server/http/job-routes.ts'
import type { Route } from '#server/http/routes.ts'
import { tidyUploads } from '#server/http/uploads.ts'
import { importKind } from '#server/import/import-job.ts'
import { readWho } from '#server/login/who.ts'
import { publish } from '#server/model/publish.ts'
import { sampleKind } from '#server/sample/demo-job.ts'
import { sealKind } from '#server/seal/seal.ts'
import { sendOut } from '#server/outgoing/send-out.ts'
import { systemWho, type World } from '#server/records/world.ts'
import { type Jobs, openJobs } from './jobs.ts'
import type { QuickKind } from './kinds.ts'

export interface WorkOptions {
  readonly schema: string
  readonly dataFolder: string
  readonly smtpUrl: string | null
  /** False: work is only asked for, never done here (command line). */
  readonly works?: boolean
  readonly problem?: (error: unknown) => void
  /** How addresses outside are called; tests pass their own door. */
  readonly call?: Reach['call']
}

/** What nobody needs any more: answers under keys of a week ago, uploads of killed processes. */
const tidyKind = (dataFolder: string): QuickKind => ({
  async run({ world }) {
    await tidyKeys(world.db, world.now())
    await tidyUploads(dataFolder, world.now())
  },
})

export interface Work {
  readonly jobs: Jobs
  readonly routes: readonly Route[]
  /** To be called after a publish: what happens by the clock may be another. */
  readonly modelChanged: () => Promise<void>
}

/** Opens jobs with every kind of work, and the routes that need them. */
export async function openWork(world: World, book: Book, target: Target, options: WorkOptions): Promise<Work> {
  const { dataFolder } = options
  const reach: Reach = { mail: mailer(options.smtpUrl, () => world.company.name || 'OpenLTC'), call: options.call ?? sendOut }
  const jobs = await openJobs(world, target, {
    schema: options.schema,
    works: options.works ?? true,
    ...(options.problem && { problem: options.problem }),
    whoOf: (person): Promise<Who | null> => (person === systemWho.id ? Promise.resolve(systemWho) : readWho(world.db, person)),
    quick: { automation: automationKind(reach), scheduled: scheduledKind, sweep: sweepKind, seal: sealKind(dataFolder), tidy: tidyKind(dataFolder) },
    long: { import: importKind(dataFolder, (w, who, patch, note) => publish(w, book, who, patch, { note })), sample: sampleKind },
  })
  world.afterEvent = afterEvent(world, jobs)
  if (options.works ?? true) {
    await tidyUploads(dataFolder, world.now())
    await setSchedules(world, jobs)
    await jobs.every('tidy', '20 3 * * *', 'tidy', {})
    await jobs.every('seal', '* * * * *', 'seal', {})
  }
  return {
    jobs,
    routes: [...importRoutes(jobs), ...jobRoutes, ...fileRoutes, ...hookRoutes(jobs)],
    modelChanged: () => setSchedules(world, jobs),
  }
}

