// Which commands are about the company as a whole? Backup, restore, sample data and the check of all sums.
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { backup } from '#server/backup/backup.ts'
import { setBackupClock } from '#server/backup/backup-job.ts'
import { drill } from '#server/backup/drill.ts'
import type { BackupFile, Seen } from '#server/backup/frames.ts'
import { makePassphrase, readPassphrase } from '#server/backup/passphrase.ts'
import { resumeOutside } from '#server/backup/pause.ts'
import { lastResult, planOf, readPlan, setPlan } from '#server/backup/plan.ts'
import { restore } from '#server/backup/restore.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { checkFiles, moveFiles } from '#server/files/move-files.ts'
import { openStore, proveStore } from '#server/files/open-store.ts'
import { rotate } from '#server/login/rotate.ts'
import { openSecrets } from '#server/login/secrets.ts'
import { proveSeals } from '#server/seal/prove-seals.ts'
import { lastSeal, sealNow } from '#server/seal/seal.ts'
import { fillDemo } from '#server/sample/demo.ts'
import {
  mustBeWritable,
  type Open,
  say,
  settingsOrWrong,
  tell,
  withDatabase,
  withWorld,
  Wrong,
} from './open.ts'
import { archiveOf, setArchive } from '#server/pitr/archive.ts'
import { wholeCopy } from '#server/pitr/archive-jobs.ts'
import { archiveState } from '#server/pitr/archive-state.ts'
import { bringBack } from '#server/pitr/bring-back.ts'
import type { Settings } from '#server/settings.ts'
import { reconcile } from './reconcile.ts'
import { replay } from './replay.ts'

export function machineCommands(program: Command): void {
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
  const pitr = program
    .command('pitr')
    .description('时间点恢复（仅内置数据库）/ point-in-time recovery (embedded database only)')
  pitr
    .command('on')
    .description(
      '从下次启动起归档日志；文件夹最好在另一块磁盘 / store the log from the next start on; best on another disk',
    )
    .argument('<folder>')
    .action(async (folder: string) => {
      await setArchive(join(settingsOrWrong().dataFolder, 'postgres'), resolve(folder))
      say('请重新启动，然后运行 pitr base / start again, then run: pitr base')
    })
  pitr
    .command('off')
    .description('从下次启动起不再归档 / no more from the next start on')
    .action(() => setArchive(join(settingsOrWrong().dataFolder, 'postgres'), null))
  pitr
    .command('base')
    .description('现在做一份完整副本 / a whole copy now (each Sunday by itself)')
    .action(async () =>
      tell(
        JSON.stringify(
          await withWorld(async ({ world, settings, target, files }) => {
            const archive = await archiveOf(join(settings.dataFolder, 'postgres'))
            if (!archive || !target.connection)
              throw new Wrong('尚未开启归档 / nothing is stored yet: pitr on')
            return {
              base: await wholeCopy(
                world,
                target.connection,
                settings.dataFolder,
                files,
                archive.folder,
              ),
            }
          }),
        ),
      ),
    )
  pitr
    .command('status')
    .description('归档到什么时候 / how far the log is stored')
    .action(async () =>
      tell(
        JSON.stringify(
          await withDatabase(({ db, settings }) => archiveState(db, settings.dataFolder)),
        ),
      ),
    )
  pitr
    .command('restore')
    .description('在空的 DATA_DIR 中恢复到某一刻 / into an empty DATA_DIR, as it was at a moment')
    .requiredOption('--from <folder>', '归档文件夹 / the archive')
    .option('--to <moment>', '2026-11-26T14:03:07+08:00')
    .action(async ({ from, to }: { from: string; to?: string }) => {
      const settings = settingsOrWrong()
      if (
        to !== undefined &&
        !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(to)
      )
        throw new Wrong(
          '--to 应带时区，如 2026-11-26T14:03:07+08:00 / --to has a zone, such as 2026-11-26T14:03:07+08:00',
        )
      tell(
        JSON.stringify(
          await bringBack(
            settings.dataFolder,
            openStore(settings),
            settings.schema,
            resolve(from),
            to === undefined ? null : new Date(to.replace(' ', 'T')),
            say,
          ),
        ),
      )
    })
  const files = program
    .command('files')
    .description('附件存放的地方（FILES_URL）/ where uploaded files are kept (FILES_URL)')
  files
    .command('move')
    .description(
      '把附件从 DATA_DIR 移到 FILES_URL，逐个核对后删除原件 / from DATA_DIR to FILES_URL; each is proven before the old one is removed',
    )
    .option('--back', '从 FILES_URL 移回 DATA_DIR / from FILES_URL back to DATA_DIR')
    .action(async ({ back }: { back?: boolean }) => {
      const moved = await withWorld(async ({ db, settings, files: store }) => {
        if (!settings.store) throw new Wrong('请设置 FILES_URL / set FILES_URL')
        await proveStore(store)
        const folder = folderStore(settings.dataFolder)
        return back ? moveFiles(db, store, folder, say) : moveFiles(db, folder, store, say)
      })
      tell(JSON.stringify(moved))
      if (moved.missing > 0) process.exitCode = 1
    })
  files
    .command('check')
    .description('逐个读取并核对 / read every file and compare it with what was uploaded')
    .action(async () => {
      const found = await withWorld(({ db, files: store }) => checkFiles(db, store, say))
      tell(JSON.stringify(found))
      if (found.missing > 0) process.exitCode = 1
    })
  program
    .command('seal')
    .description(
      '封存到此刻为止的日志与单据，打印校验值；把它存到别处，日后即可证明 / seal everything up to now and print the head; whoever keeps it elsewhere can prove the past later',
    )
    .action(async () => {
      const head = await withWorld(async ({ world, settings }) => {
        await sealNow(world, settings.dataFolder)
        return lastSeal(world.db)
      })
      if (head) tell(`${head.n}:${head.hash}  ${head.at}`)
    })
  program
    .command('check')
    .description(
      '核对全部账目规则与封存 / ask every reconciliation query and prove every seal; 1 when anything is not true',
    )
    .option('--head <n:hash>', '另行留存的校验值 / a head that was kept elsewhere')
    .option(
      '--replay',
      '由日志重建每条含金额的记录并比对 / make every record that holds money anew from the log, and compare',
    )
    .action(async ({ head, replay: anew }: { head?: string; replay?: boolean }) => {
      const kept = /^(\d+):([0-9a-f]{64})$/.exec(head ?? '')
      if (head !== undefined && !kept)
        throw new Wrong('--head 应形如 12:9f86… / --head looks like 12:9f86…')
      const broken = await withWorld(async ({ world, settings }) => {
        let sum = 0
        for await (const one of reconcile(world)) {
          tell(
            `${one.broken === 0 ? 'ok ' : 'NOT'}  ${String(one.broken).padStart(5)}  ${one.id.padEnd(4)} ${one.on.padEnd(20)} ${one.says.zh} / ${one.says.en}`,
          )
          sum += one.broken
        }
        const changed = await proveSeals(
          world,
          settings.dataFolder,
          new Map(kept ? [[Number(kept[1]), kept[2]!]] : []),
        )
        tell(
          `${changed.length === 0 ? 'ok ' : 'NOT'}  ${String(changed.length).padStart(5)}  ${'L6'.padEnd(4)} ${'seal'.padEnd(20)} 封存之后无人改动 / Nothing was changed since it was sealed`,
        )
        for (const { says } of changed) tell(`     ${says.zh} / ${says.en}`)
        for await (const { object, records, differs } of anew ? replay(world) : []) {
          tell(
            `${differs.length === 0 ? 'ok ' : 'NOT'}  ${String(differs.length).padStart(5)}  ${'L7'.padEnd(4)} ${object.padEnd(20)} ${records} 条与日志重建的一致 / ${records} records are as the log makes them`,
          )
          for (const says of differs.slice(0, 20)) tell(`     ${says}`)
          sum += differs.length
        }
        return sum + changed.length
      })
      if (broken > 0) process.exitCode = 1
    })
  program
    .command('secret')
    .description('登录密钥 / the secret that signs sessions')
    .command('rotate')
    .description(
      '换一个新的：所有人需重新登录，两步验证与单点登录不受影响 / a new one: everybody signs in anew, second factors and single sign-on stay',
    )
    .action(async () => {
      const done = await withWorld(async ({ db, settings }) => {
        if (settings.secret)
          throw new Wrong(
            '密钥来自 OPENLTC_SECRET：请换成新值，并在下一次启动时把旧值写在 OPENLTC_SECRET_BEFORE / the secret comes from OPENLTC_SECRET: replace it there, and give the old one as OPENLTC_SECRET_BEFORE for one start',
          )
        return rotate(db, settings.dataFolder, await openSecrets(settings.dataFolder))
      })
      tell(JSON.stringify(done))
    })
  const sample = program.command('sample').description('样例数据 / sample data')
  sample
    .command('demo')
    .description('两年的样例公司 / two years of a sample company')
    .action(async () =>
      tell(
        JSON.stringify(
          await withWorld(({ world }) =>
            fillDemo(world, { onProgress: (share) => say(`${Math.floor(share * 100)} %`) }),
          ),
        ),
      ),
    )
  sample
    .command('olist')
    .description('公开的 Olist 数据 / the public Olist CSV files')
    .requiredOption('--from <dir>')
    .action(async ({ from }: { from: string }) => {
      const { fill } = await olist()
      tell(JSON.stringify((await withWorld((open) => fill(open, from, say))) ?? {}))
    })
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

/** What `server/sample/olist.ts` exports. */
export type FillFrom = (open: Open, from: string, say: (text: string) => void) => Promise<unknown>

async function olist(): Promise<{ fill: FillFrom }> {
  const where: string = '#server/sample/olist.ts'
  try {
    return (await import(where)) as { fill: FillFrom }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
      throw new Wrong('没有样例 olist / there is no sample olist')
    throw error
  }
}
