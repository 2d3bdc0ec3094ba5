// Which commands move uploaded files and prove that all are there?
import type { Command } from 'commander'
import { folderStore } from '#server/files/folder-store.ts'
import { checkFiles, moveFiles } from '#server/files/move-files.ts'
import { proveStore } from '#server/files/open-store.ts'
import { say, tell, withWorld, Wrong } from './open.ts'

export function fileCommands(program: Command): void {
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
}
