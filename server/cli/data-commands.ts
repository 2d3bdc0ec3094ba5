// Which commands bring rows in and out? Import and export.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Command } from 'commander'
import { none } from '#server/import/counts.ts'
import { exportTable } from '#server/import/export-table.ts'
import { importTable } from '#server/import/import-table.ts'
import { previewImport } from '#server/import/preview-import.ts'
import { stoppedWords } from '#server/import/stopped-words.ts'
import { publish } from '#server/model/publish.ts'
import { systemWho } from '#server/world/world.ts'
import { mustBeWritable, say, tell, withWorld, Wrong } from './open.ts'

export function dataCommands(program: Command): void {
  program
    .command('import')
    .description('导入 CSV 或 XLSX / import a CSV or XLSX; the summary is printed as JSON')
    .argument('<object>', '对象，如 lead / object, such as lead')
    .argument('<file>', 'FILE.csv | FILE.xlsx')
    .option(
      '--map <map.json>',
      '列与字段的对应；缺省则猜测 / the mapping; without it, it is guessed',
    )
    .option('--dry-run', '只试不写 / try everything, keep nothing')
    .option('--errors <file>', '被拒绝的行写到这里 / where refused rows go (.csv or .xlsx)')
    .action(
      async (
        object: string,
        file: string,
        options: { map?: string; dryRun?: boolean; errors?: string },
      ) => {
        if (!existsSync(file)) throw new Wrong(`没有文件 ${file} / there is no file ${file}`)
        if (options.errors) await mustBeWritable(options.errors)
        const given = options.map ? await readJson(options.map) : null
        const stop = stopAtSignal()
        let used: unknown = given
        let soFar = none()
        const stopped = (): string => {
          const { zh, en } = stoppedWords(soFar, null, {
            dryRun: options.dryRun ?? false,
            goesOn: false,
            keyed: (used as { key?: unknown }).key !== undefined,
          })
          return `已停止。${zh}\nStopped. ${en}`
        }
        const summary = await withWorld(async ({ world, book }) => {
          const who = { ...systemWho, language: 'zh' as const }
          const mapping =
            given ?? (await previewImport(world, who, object, { path: file }, file, null)).mapping
          if (!given) say(JSON.stringify(mapping))
          used = mapping
          return importTable(world, who, object, { path: file }, mapping, {
            dryRun: options.dryRun ?? false,
            signal: stop.signal,
            patient: true,
            errorsTo:
              options.errors ??
              `${file.slice(0, file.length - extname(file).length)}.errors${extname(file).toLowerCase() === '.csv' ? '.csv' : '.xlsx'}`,
            onProgress: (counts) => {
              soFar = counts
              const { rows, created, changed, refused } = counts
              say(`${rows}  + ${created}  ~ ${changed}  ! ${refused}`)
            },
            publish: (w, by, patch, note) => publish(w, book, by, patch, { note }),
          }).catch((error: unknown) => {
            if (soFar.rows > 0) say(stopped())
            throw error
          })
        })
        tell(JSON.stringify(summary))
        if (summary.stopped) throw new Wrong(stopped())
      },
    )
  program
    .command('export')
    .description('导出为 CSV 或 XLSX / export as CSV or XLSX')
    .argument('<object>', '对象 / object')
    .requiredOption('-o, --output <file>', 'FILE.csv | FILE.xlsx')
    .option('--filter <formula>', '筛选公式 / which rows')
    .option('--sort <fields>', '-created_at,name')
    .option('--select <fields>', 'name,account.name')
    .option('--language <language>', 'zh | en', 'zh')
    .action(
      async (
        object: string,
        options: {
          output: string
          filter?: string
          sort?: string
          select?: string
          language: string
        },
      ) => {
        const kind = options.output.toLowerCase().endsWith('.xlsx')
          ? 'xlsx'
          : options.output.toLowerCase().endsWith('.csv')
            ? 'csv'
            : null
        if (!kind) throw new Wrong('输出文件应为 .csv 或 .xlsx / the output ends in .csv or .xlsx')
        await mustBeWritable(options.output)
        const rows = await withWorld(({ world }) =>
          exportTable(
            world,
            systemWho,
            {
              from: object,
              ...(options.filter && { where: options.filter }),
              ...(options.sort && { sort: options.sort }),
              ...(options.select && { select: options.select.split(',').map((one) => one.trim()) }),
            },
            kind,
            options.output,
            options.language === 'en' ? 'en' : 'zh',
          ),
        )
        tell(JSON.stringify({ rows, file: options.output }))
      },
    )
}

/** The first Ctrl-C stops between two steps, so that it can be told what is done; the second ends at once. */
function stopAtSignal(): AbortController {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      say('正在停止 … / stopping …')
      stop.abort()
    })
  return stop
}

export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'), (key, value: unknown) =>
      key === '__proto__' ? undefined : value,
    )
  } catch (error) {
    throw new Wrong(
      `无法读取 / cannot read ${path}: ${error instanceof Error ? error.message : ''}`,
    )
  }
}
