// Which commands fill an empty company with sample data?
import type { Command } from 'commander'
import { fillDemo } from '#server/sample/demo.ts'
import { fillOlist } from '#server/sample/olist.ts'
import { say, tell, withWorld } from './open.ts'

export function sampleCommands(program: Command): void {
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
    .action(async ({ from }: { from: string }) =>
      tell(JSON.stringify(await withWorld((open) => fillOlist(open, from, say)))),
    )
}
