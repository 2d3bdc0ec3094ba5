// Which commands are there? Progress goes to stderr, results to stdout; 0 only when all was done.
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { Refusal } from '#kernel/error.ts'
import { StartRefused } from '#server/database/start-refusal.ts'
import { wordsOf } from '#server/jobs/run-long.ts'
import { backupCommands } from './backup-commands.ts'
import { dataCommands } from './data-commands.ts'
import { fileCommands } from './file-commands.ts'
import { modelCommands } from './model-commands.ts'
import { Wrong } from './open.ts'
import { peopleCommands } from './people-commands.ts'
import { pitrCommands } from './pitr-commands.ts'
import { proofCommands } from './proof-commands.ts'
import { sampleCommands } from './sample-commands.ts'
import { secretCommands } from './secret-commands.ts'

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string }
const program = new Command('openltc')
  .version(version)
  .description(
    'OpenLTC 命令行 / on the command line. DATA_DIR or DATABASE_URL say where the company is.',
  )
  .showHelpAfterError()
  .allowExcessArguments(false)
for (const add of [
  peopleCommands,
  dataCommands,
  backupCommands,
  pitrCommands,
  fileCommands,
  proofCommands,
  secretCommands,
  sampleCommands,
  modelCommands,
])
  add(program)

try {
  await program.parseAsync()
} catch (error) {
  const sentence =
    error instanceof Refusal
      ? `${wordsOf(error).zh}\n${wordsOf(error).en}`
      : error instanceof StartRefused
        ? `${error.words.zh} / ${error.words.en}`
        : error instanceof Wrong
          ? error.message
          : error instanceof Error
            ? (error.stack ?? error.message)
            : String(error)
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
