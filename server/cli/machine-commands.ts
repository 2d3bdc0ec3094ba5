// Which commands are about the company as a whole? Backup, restore, sample data and the check of all sums.
import type { Command } from 'commander'
import { backup } from '#server/backup/backup.ts'
import { restore } from '#server/backup/restore.ts'
import { proveSeals } from '#server/seal/prove-seals.ts'
import { lastSeal, sealNow } from '#server/seal/seal.ts'
import { fillDemo } from '#server/sample/demo.ts'
import { type Open, say, tell, withDatabase, withWorld, Wrong } from './open.ts'
import { reconcile } from './reconcile.ts'

export function machineCommands(program: Command): void {
  program.command('backup').description('备份全部数据与文件到一个文件 / everything into one file')
    .requiredOption('-o, --output <file>')
    .action(async ({ output }: { output: string }) => tell(JSON.stringify(await withWorld(({ world, settings }) => backup(world, settings.dataFolder, output, say)))))
  program.command('restore').description('恢复到空的数据库 / back into an empty database')
    .argument('<file>')
    .action(async (file: string) => tell(JSON.stringify(await withDatabase(({ db, settings, book }) => restore(db, settings.schema, book, settings.dataFolder, file, say)))))
  program.command('seal').description('封存到此刻为止的日志与单据，打印校验值；把它存到别处，日后即可证明 / seal everything up to now and print the head; whoever keeps it elsewhere can prove the past later')
    .action(async () => {
      const head = await withWorld(async ({ world, settings }) => {
        await sealNow(world, settings.dataFolder)
        return lastSeal(world.db)
      })
      if (head) tell(`${head.n}:${head.hash}  ${head.at}`)
    })
  program.command('check').description('核对全部账目规则与封存 / ask every reconciliation query and prove every seal; 1 when anything is not true')
    .option('--head <n:hash>', '另行留存的校验值 / a head that was kept elsewhere')
    .action(async ({ head }: { head?: string }) => {
      const kept = /^(\d+):([0-9a-f]{64})$/.exec(head ?? '')
      if (head !== undefined && !kept) throw new Wrong('--head 应形如 12:9f86… / --head looks like 12:9f86…')
      const broken = await withWorld(async ({ world, settings }) => {
        let sum = 0
        for await (const one of reconcile(world)) {
          tell(`${one.broken === 0 ? 'ok ' : 'NOT'}  ${String(one.broken).padStart(5)}  ${one.id.padEnd(4)} ${one.on.padEnd(20)} ${one.says.zh} / ${one.says.en}`)
          sum += one.broken
        }
        const changed = await proveSeals(world, settings.dataFolder, new Map(kept ? [[Number(kept[1]), kept[2]!]] : []))
        tell(`${changed.length === 0 ? 'ok ' : 'NOT'}  ${String(changed.length).padStart(5)}  ${'L6'.padEnd(4)} ${'seal'.padEnd(20)} 封存之后无人改动 / Nothing was changed since it was sealed`)
        for (const { says } of changed) tell(`     ${says.zh} / ${says.en}`)
        return sum + changed.length
      })
      if (broken > 0) process.exitCode = 1
    })
  const sample = program.command('sample').description('样例数据 / sample data')
  sample.command('demo').description('两年的样例公司 / two years of a sample company')
    .action(async () => tell(JSON.stringify(await withWorld(({ world }) => fillDemo(world, { onProgress: share => say(`${Math.floor(share * 100)} %`) })))))
  sample.command('olist').description('公开的 Olist 数据 / the public Olist CSV files').requiredOption('--from <dir>')
    .action(async ({ from }: { from: string }) => {
      const { fill } = await olist()
      tell(JSON.stringify((await withWorld(open => fill(open, from, say))) ?? {}))
    })
}

/** What `server/sample/olist.ts` exports. */
export type FillFrom = (open: Open, from: string, say: (text: string) => void) => Promise<unknown>

async function olist(): Promise<{ fill: FillFrom }> {
  const where: string = '#server/sample/olist.ts'
  try {
    return (await import(where)) as { fill: FillFrom }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') throw new Wrong('没有样例 olist / there is no sample olist')
    throw error
  }
}
