// Which commands keep everything for a bad day, and bring it back?
import type { Command } from 'commander'
import { backup } from '#server/backup/backup.ts'
import { setBackupClock } from '#server/backup/backup-job.ts'
import { drill } from '#server/backup/drill.ts'
import type { BackupFile, Seen } from '#server/backup/frames.ts'
import { makePassphrase, readPassphrase } from '#server/backup/passphrase.ts'
import { resumeOutside } from '#server/backup/pause.ts'
import { lastResult, planOf, readPlan, setPlan } from '#server/backup/plan.ts'
import { restore } from '#server/backup/restore.ts'
import type { Settings } from '#server/settings.ts'
import { mustBeWritable, say, tell, withDatabase, withWorld, Wrong } from './open.ts'

export function backupCommands(program: Command): void {
  const backups = program
    .command('backup')
    .description('备份全部数据与文件到一个文件 / everything into one file')
    .option('-o, --output <file>')
    .option(
      '--sealed',
      '用口令加密 / sealed with the passphrase (BACKUP_PASSPHRASE or DATA_DIR/backup-passphrase)',
    )
    .action(async ({ output, sealed }: { output?: string; sealed?: boolean }) => {
      if (!output) throw new Wrong('请用 -o 指定文件 / -o names the file')
      await mustBeWritable(output)
      tell(
        JSON.stringify(
          await withWorld(async ({ world, settings, files }) => {
            const passphrase = sealed
              ? ((await readPassphrase(settings.dataFolder, settings.backupPassphrase)) ??
                (await newlyMade(settings.dataFolder)))
              : null
            return backup(world, files, output, { passphrase, say })
          }),
        ),
      )
    })
  backups
    .command('verify')
    .description(
      '恢复到一旁的空库并核对，再丢弃 / restore into an empty place beside, check, throw away',
    )
    .argument('<file>')
    .action(async (file: string) => {
      const seen = await withDatabase(async ({ target, settings, book }) =>
        drill(target, book, await fileOf(file, settings), say),
      )
      tell(JSON.stringify({ at: seen.head.at, ...figuresOf(seen) }))
      say('已恢复并核对，可以使用 / restored beside and proven: it is good')
    })
  backups
    .command('plan')
    .description('每天自动备份 / every day by itself')
    .option('--at <time>', '02:30')
    .option('--folder <folder>', '绝对路径 / absolute path')
    .option('--keep <n>', '保留份数 / how many are kept', '14')
    .option('--plain', '不加密 / not sealed')
    .option('--off', '停止 / no more')
    .action(
      async ({
        at,
        folder,
        keep,
        plain,
        off,
      }: {
        at?: string
        folder?: string
        keep: string
        plain?: boolean
        off?: boolean
      }) => {
        await withWorld(async ({ db, settings, jobs, world }) => {
          if (at || folder || off)
            await setPlan(
              db,
              off ? null : planOf({ at, folder, keep: Number(keep), sealed: !plain }),
            )
          await setBackupClock(world, jobs)
          const plan = await readPlan(db)
          if (
            plan?.sealed &&
            !(await readPassphrase(settings.dataFolder, settings.backupPassphrase))
          )
            await newlyMade(settings.dataFolder)
          tell(JSON.stringify({ plan, last: await lastResult(db) }))
        })
      },
    )
  program
    .command('restore')
    .description(
      '恢复到空的数据库；邮件与外部调用先暂停 / back into an empty database; nothing is sent before `resume`',
    )
    .argument('<file>')
    .action(async (file: string) => {
      const seen = await withDatabase(async ({ db, settings, book, files }) =>
        restore(
          db,
          settings.schema,
          book,
          settings.dataFolder,
          files,
          await fileOf(file, settings),
          say,
        ),
      )
      tell(JSON.stringify(figuresOf(seen)))
    })
  program
    .command('resume')
    .description(
      '恢复备份之后，允许重新发送邮件与外部调用 / let mails and calls out again after a restore',
    )
    .option('--discard', '恢复前已在途的自动化不再继续 / end what was under way before the restore')
    .action(async ({ discard }: { discard?: boolean }) =>
      tell(
        JSON.stringify(
          await withWorld(({ db, world }) => resumeOutside(db, world.now(), discard ?? false)),
        ),
      ),
    )
}

const fileOf = async (path: string, settings: Settings): Promise<BackupFile> => ({
  path,
  passphrase: await readPassphrase(settings.dataFolder, settings.backupPassphrase),
})

/** The same three figures that the backup named. */
function figuresOf({ tables, files }: Seen): { tables: number; rows: number; files: number } {
  const counts = Object.values(tables)
  return { tables: counts.length, rows: counts.reduce((sum, one) => sum + one, 0), files }
}

/** The one time that it is shown. */
async function newlyMade(dataFolder: string): Promise<string> {
  const made = await makePassphrase(dataFolder)
  say(
    `备份口令（请另行保存，丢失则无法恢复）/ passphrase of backups (keep it elsewhere; without it none can be restored)\n\n    ${made}\n`,
  )
  return made
}
