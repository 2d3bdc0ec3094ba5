// How does a planned backup run? Made, read again, now and then restored; old ones go; how it ended is to be seen.
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Book } from '#kernel/app.ts'
import { Refusal, refuse, type Words } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Target } from '#server/database/pool.ts'
import type { FileStore } from '#server/files/file-store.ts'
import type { LongKind, QuickKind } from '#server/jobs/kinds.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { wordsOf } from '#server/jobs/run-long.ts'
import { contextOf } from '#server/world/context-of.ts'
import { circumstances, systemWho, type World } from '#server/world/world.ts'
import { backup } from './backup.ts'
import { drill } from './drill.ts'
import { verify } from './frames.ts'
import { readPassphrase } from './passphrase.ts'
import {
  type BackupPlan,
  type BackupResult,
  cronOf,
  lastResult,
  readPlan,
  setResult,
} from './plan.ts'

export interface BackupHands {
  readonly target: Target
  readonly book: Book
  readonly dataFolder: string
  readonly files: FileStore
  readonly passphrase: string | null
}

const ours = /^openltc-\d{8}-\d{6}\.oltc$/
const drillDays = 7

/** Sets the clock as the plan says. */
export async function setBackupClock(world: World, jobs: Jobs): Promise<void> {
  const plan = await readPlan(world.db)
  if (plan) await jobs.every('backup', cronOf(plan), 'backup_due', {})
  else await jobs.forget('backup', new Set())
}

/** The work `backup_due`: the time of day has come. */
export const backupDueKind: QuickKind = {
  async run({ world, jobs }) {
    if (!(await readPlan(world.db))) return
    await world.db.transaction(async (tx) => {
      // A backup that still runs is not run into by the next one.
      const open = await tx.query(
        sql`select 1 from job where kind = 'backup' and stage in ('waiting', 'running') limit 1`,
      )
      if (open.length === 0) await jobs.begin(tx, systemWho, 'backup', {})
    })
  },
}

/** The work `backup`, with its card. */
export const backupKind = (hands: BackupHands): LongKind => ({
  label: { zh: '备份', en: 'Backup' },
  async run({ world, signal }) {
    const plan = await readPlan(world.db)
    if (!plan) return {}
    const before = await lastResult(world.db)
    const at = world.now()
    try {
      const result = await made(world, plan, hands, at, before, signal)
      await setResult(world.db, result)
      if (result.error) await tellAdmins(world, result.error)
      return { ...result }
    } catch (error) {
      const says =
        error instanceof Refusal
          ? wordsOf(error)
          : { zh: `备份失败：${said(error)}`, en: `The backup failed: ${said(error)}` }
      await setResult(world.db, {
        at: at.toISOString(),
        file: null,
        bytes: null,
        rows: null,
        files: null,
        verified: false,
        restored_at: before?.restored_at ?? null,
        error: says,
      })
      await tellAdmins(world, says)
      throw error
    }
  },
})

const said = (error: unknown): string =>
  (error instanceof Error && 'code' in error
    ? String(error.code)
    : error instanceof Error
      ? error.message
      : String(error)
  ).slice(0, 200)

/** All that there was; but somebody should look for the rest while it can be found. */
const without = (missing: number): Words => ({
  zh: `备份已完成，但有 ${missing} 个文件不在存放文件的地方，备份里没有它们。`,
  en: `The backup was made, but files that are known were not in their place and are not in it: ${missing}.`,
})

async function made(
  world: World,
  plan: BackupPlan,
  hands: BackupHands,
  at: Date,
  before: BackupResult | null,
  signal: AbortSignal,
): Promise<BackupResult> {
  await mkdir(plan.folder, { recursive: true, mode: 0o700 })
  const passphrase = plan.sealed ? await readPassphrase(hands.dataFolder, hands.passphrase) : null
  if (plan.sealed && passphrase === null) refuse('backup-sealed')
  const [day, time] = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T')
  const file = join(plan.folder, `openltc-${day}-${time}.oltc`)
  const { rows, files, missing } = await backup(world, hands.files, file, { passphrase, signal })
  await verify({ path: file, passphrase })
  const due =
    !before?.restored_at ||
    at.getTime() - new Date(before.restored_at).getTime() > drillDays * 86_400_000
  if (due) await drill(hands.target, hands.book, { path: file, passphrase })
  await dropOld(plan)
  return {
    at: at.toISOString(),
    file,
    bytes: (await stat(file)).size,
    rows,
    files,
    verified: true,
    restored_at: due ? world.now().toISOString() : before!.restored_at,
    error: missing === 0 ? null : without(missing),
  }
}

/** The oldest go when more than `keep` whole ones are there; what killed processes have left goes too. */
async function dropOld({ folder, keep }: BackupPlan): Promise<void> {
  const names = (await readdir(folder)).sort()
  const whole = names.filter((name) => ours.test(name))
  const halves = names.filter((name) => name.endsWith('.part') && ours.test(name.slice(0, -5)))
  for (const name of [...whole.slice(0, Math.max(0, whole.length - keep)), ...halves])
    await rm(join(folder, name), { force: true })
}

async function tellAdmins(world: World, says: { zh: string; en: string }): Promise<void> {
  await world.db.transaction(async (tx) => {
    const admins = await tx.query<{ id: string }>(
      sql`select id from person where active and removed_at is null and 'admin' = any(roles) and id <> ${systemWho.id}::uuid`,
    )
    const doing = {
      world,
      app: world.app,
      tx,
      who: systemWho,
      at: circumstances(world, systemWho),
      cause: { kind: 'system' as const },
      action: null,
    }
    await contextOf(doing).notify(
      admins.map((one) => one.id),
      says,
    )
  })
}
