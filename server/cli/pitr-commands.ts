// Which commands keep the database's own log, and bring back one moment of it?
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { openStore } from '#server/files/open-store.ts'
import { archiveOf, setArchive } from '#server/pitr/archive.ts'
import { wholeCopy } from '#server/pitr/archive-jobs.ts'
import { archiveState } from '#server/pitr/archive-state.ts'
import { bringBack } from '#server/pitr/bring-back.ts'
import { say, settingsOrWrong, tell, withDatabase, withWorld, Wrong } from './open.ts'

export function pitrCommands(program: Command): void {
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
}
