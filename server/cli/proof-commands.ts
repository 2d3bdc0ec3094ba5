// Which commands prove that the books are right, and that nobody changed the past?
import type { Command } from 'commander'
import type { Words } from '#kernel/error.ts'
import { proveSeals } from '#server/seal/prove-seals.ts'
import { lastSeal, sealNow } from '#server/seal/seal.ts'
import { tell, withWorld, Wrong } from './open.ts'
import { reconcile } from './reconcile.ts'
import { replay } from './replay.ts'

export function proofCommands(program: Command): void {
  program
    .command('seal')
    .description(
      '封存到此刻为止的日志与单据，打印校验值；把它存到别处，日后即可证明 / seal everything up to now and print the head; whoever keeps it elsewhere can prove the past later',
    )
    .action(async () => {
      const head = await withWorld(async ({ world, settings }) => {
        await sealNow(world, settings.dataFolder, { rest: 1 })
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
          told(one.broken, one.id, one.on, one.says)
          sum += one.broken
        }
        const heads = new Map(kept ? [[Number(kept[1]), kept[2]!]] : [])
        const changed = await proveSeals(world, settings.dataFolder, heads)
        told(changed.length, 'L6', 'seal', {
          zh: '封存之后无人改动',
          en: 'Nothing was changed since it was sealed',
        })
        for (const { says } of changed) tell(`     ${says.zh} / ${says.en}`)
        for await (const { object, records, differs } of anew ? replay(world) : []) {
          told(differs.length, 'L7', object, {
            zh: `${records} 条与日志重建的一致`,
            en: `${records} records are as the log makes them`,
          })
          for (const says of differs.slice(0, 20)) tell(`     ${says}`)
          sum += differs.length
        }
        return sum + changed.length
      })
      if (broken > 0) process.exitCode = 1
    })
}

/** One line for each thing that was asked: is it true, and of how many is it not? */
const told = (broken: number, id: string, on: string, says: Words): void =>
  tell(
    `${broken === 0 ? 'ok ' : 'NOT'}  ${String(broken).padStart(5)}  ${id.padEnd(4)} ${on.padEnd(20)} ${says.zh} / ${says.en}`,
  )
