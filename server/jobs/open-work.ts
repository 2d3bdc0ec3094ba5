// Which kinds of work does the machine know, and which addresses go with them? All wiring of work in one place.
import { join } from 'node:path'
import type { Book } from '#kernel/app.ts'
import type { Target } from '#server/database/pool.ts'
import { afterEvent } from '#server/automations/after-event.ts'
import { clocksKind } from '#server/automations/clocks.ts'
import { mailer } from '#server/automations/mail.ts'
import { automationKind } from '#server/automations/run-automation.ts'
import { scheduledKind, setSchedules, sweepKind } from '#server/automations/schedules.ts'
import type { Reach } from '#server/automations/step.ts'
import { tidyKeys } from '#server/http/at-most-once.ts'
import { fileRoutes } from '#server/http/file-routes.ts'
import { flowRoutes } from '#server/http/flow-routes.ts'
import { hookRoutes } from '#server/http/hook-routes.ts'
import { bulkRoutes } from '#server/http/bulk-routes.ts'
import { importRoutes } from '#server/http/import-routes.ts'
import { letterRoutes } from '#server/http/letter-routes.ts'
import { offerRoutes } from '#server/http/offer-routes.ts'
import { jobRoutes } from '#server/http/job-routes.ts'
import type { Route } from '#server/http/routes.ts'
import { safetyRoutes } from '#server/http/safety-routes.ts'
import { tidyComing, tidyImports } from '#server/files/coming-files.ts'
import type { FileStore } from '#server/files/file-store.ts'
import { tidySpool } from '#server/files/spool.ts'
import { backupDueKind, backupKind, setBackupClock } from '#server/backup/backup-job.ts'
import { importKind } from '#server/import/import-job.ts'
import { forgetOldRefused } from '#server/import/refused-rows.ts'
import { archiveOf } from '#server/pitr/archive.ts'
import { baseCopyKind, baseDueKind, storeFilesKind } from '#server/pitr/archive-jobs.ts'
import { hasPost, inviteKind, type Post, recoverKind } from '#server/login/letters.ts'
import { whoNow } from '#server/login/keys.ts'
import { publish } from '#server/model/publish.ts'
import { boardMailKind, boardMailsKind } from '#server/reports/board-mails.ts'
import { sampleKind } from '#server/sample/demo-job.ts'
import { sealKind } from '#server/seal/seal.ts'
import { sendOut } from '#server/outgoing/send-out.ts'
import { bulkKind } from '#server/writing/bulk-job.ts'
import type { World } from '#server/world/world.ts'
import type { Jobs } from './jobs.ts'
import { openJobs } from './open-jobs.ts'
import type { QuickKind } from './kinds.ts'

export interface WorkOptions {
  readonly schema: string
  readonly dataFolder: string
  readonly files: FileStore
  readonly smtpUrl: string | null
  /** Seals planned backups; absent: the one in the data folder does. */
  readonly backupPassphrase?: string | null
  /** The address people use; links in letters begin with it. */
  readonly baseUrl?: string | null
  /** False: work is only asked for, never done here (command line). */
  readonly works?: boolean
  readonly problem?: (error: unknown) => void
  /** How addresses outside are called; tests pass their own door. */
  readonly call?: Reach['call']
}

/** What nobody needs any more: answers under keys of a week ago, uploads of killed processes. */
const tidyKind = ({ dataFolder, files }: WorkOptions): QuickKind => ({
  async run({ world }) {
    await tidyKeys(world.db, world.now())
    await tidySpool(dataFolder, world.now())
    await tidyComing(world.db, files)
    await tidyImports(files, world.now())
    await forgetOldRefused(world.db)
  },
})

export interface Work {
  readonly jobs: Jobs
  readonly routes: readonly Route[]
  /** Can letters with links be sent? */
  readonly letters: boolean
  /** To be called after a publish, and when the company has another time zone: what happens by the clock may be another. */
  readonly clockChanged: () => Promise<void>
}

/** Opens jobs with every kind of work, and the routes that need them. */
export async function openWork(
  world: World,
  book: Book,
  target: Target,
  options: WorkOptions,
): Promise<Work> {
  const { dataFolder, files } = options
  const reach: Reach = {
    mail: mailer(options.smtpUrl, () => world.company.name || 'OpenLTC'),
    call: options.call ?? sendOut,
  }
  const post: Post = {
    mail: reach.mail,
    baseUrl: options.baseUrl ? new URL(options.baseUrl).origin : null,
  }
  const jobs = await openJobs(world, target, {
    schema: options.schema,
    works: options.works ?? true,
    ...(options.problem && { problem: options.problem }),
    quick: {
      automation: automationKind(reach),
      scheduled: scheduledKind,
      sweep: sweepKind,
      clocks: clocksKind,
      seal: sealKind(dataFolder),
      tidy: tidyKind(options),
      backup_due: backupDueKind,
      store_files: storeFilesKind(dataFolder, files),
      base_due: baseDueKind(dataFolder),
      recover: recoverKind(post),
      invite: inviteKind(post),
      board_mails: boardMailsKind,
      board_mail: boardMailKind(reach),
    },
    long: {
      bulk: bulkKind,
      import: importKind({ dataFolder, files }, (w, who, patch, note) =>
        publish(w, book, who, patch, { note }),
      ),
      sample: sampleKind,
      backup: backupKind({
        target,
        book,
        dataFolder,
        files,
        passphrase: options.backupPassphrase ?? null,
      }),
      base_copy: baseCopyKind(dataFolder, files, target),
    },
    whoOf: (person, key) => whoNow(world.db, person, key, world.now()),
  })
  world.afterEvent = afterEvent(world, jobs)
  const setClock = async (): Promise<void> => {
    await setSchedules(world, jobs)
    await jobs.every('board-mails', '*/5 * * * *', 'board_mails', {})
    await jobs.every('tidy', '20 3 * * *', 'tidy', {})
    await jobs.every('seal', '* * * * *', 'seal', {})
    await setBackupClock(world, jobs)
    if (await archiveOf(join(dataFolder, 'postgres'))) {
      await jobs.every('store_files', '* * * * *', 'store_files', {})
      await jobs.every('base_due', '40 3 * * 0', 'base_due', {})
    }
  }
  if (options.works ?? true) {
    await tidySpool(dataFolder, world.now())
    await setClock()
  }
  return {
    jobs,
    routes: [
      ...importRoutes(jobs),
      ...bulkRoutes(jobs),
      ...letterRoutes(jobs),
      ...offerRoutes(post),
      ...jobRoutes(jobs),
      ...fileRoutes,
      ...hookRoutes(jobs),
      ...flowRoutes(book, jobs),
      ...safetyRoutes(jobs, options.backupPassphrase ?? null),
    ],
    letters: hasPost(post),
    clockChanged: setClock,
  }
}
