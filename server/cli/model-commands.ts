// Which commands take the company's model in and out? As one JSON file, the difference over the standard.
import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Changes } from '#kernel/app.ts'
import { publish } from '#server/model/publish.ts'
import { lastModel } from '#server/records/open-world.ts'
import { systemWho } from '#server/world/world.ts'
import { readJson } from './data-commands.ts'
import { mustBeWritable, tell, withWorld, Wrong } from './open.ts'

export function modelCommands(program: Command): void {
  const model = program.command('model').description('模型 / the model')
  model
    .command('export')
    .description('导出公司对标准模型的改动 / the company’s changes over the standard')
    .argument('<file>')
    .action(async (file: string) => {
      await mustBeWritable(file)
      const { version, changes } = await withWorld(({ db }) => lastModel(db))
      await writeFile(
        file,
        `${JSON.stringify({ format: 'openltc-model', version, changes }, null, 2)}\n`,
      )
      tell(JSON.stringify({ version, file }))
    })
  model
    .command('import')
    .description('发布文件中的改动为新版本 / publish the changes of a file as a new version')
    .argument('<file>')
    .action(async (file: string) => {
      const given = (await readJson(file)) as { format?: unknown; changes?: unknown } | null
      if (
        given?.format !== 'openltc-model' ||
        typeof given.changes !== 'object' ||
        given.changes === null
      )
        throw new Wrong(`这不是模型文件 / this is no model: ${file}`)
      tell(
        JSON.stringify(
          await withWorld(({ world, book }) =>
            publish(world, book, systemWho, given.changes as Changes, { note: `import ${file}` }),
          ),
        ),
      )
    })
}
