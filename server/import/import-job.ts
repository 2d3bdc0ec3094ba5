// How does an import run as a job that goes on after its process was killed?
import { rm } from 'node:fs/promises'
import type { Mapping } from '#kernel/import/mapping.ts'
import { type FileStore, importName, jobName } from '#server/files/file-store.ts'
import { spoolPath, wholeFile, withLocal } from '#server/files/spool.ts'
import type { LongKind, Task } from '#server/jobs/kinds.ts'
import { type Counts, none } from './counts.ts'
import { importTable, openTable } from './import-table.ts'
import type { Publish } from './new-fields.ts'
import { rememberMapping } from './remembered.ts'

export interface ImportInput {
  readonly object: string
  /** Key of the uploaded file in the store. */
  readonly upload: string
  readonly file: string
  readonly mapping: Mapping
  readonly dry_run: boolean
}

/** Where an import finds its file, and where it leaves the rows it refused. */
export interface ImportPlaces {
  readonly dataFolder: string
  readonly files: FileStore
}

export const importKind = ({ dataFolder, files }: ImportPlaces, publish: Publish): LongKind => ({
  label: { zh: '导入', en: 'Import' },
  run(task) {
    const input = task.input as unknown as ImportInput
    // It is walked more than once, to and fro.
    return withLocal(files, importName(input.upload), dataFolder, async (path) => {
      const ending = input.file.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx'
      const errorsTo = await spoolPath(dataFolder, `.${ending}`)
      try {
        const result = await imported(task, input, path, errorsTo, publish)
        if (result.errors_file === null) return result
        await files.put(jobName(task.id, ending), await wholeFile(errorsTo))
        return { ...result, errors_file: `/api/v1/jobs/${task.id}/file` }
      } finally {
        await rm(errorsTo, { force: true })
      }
    })
  },
  // Not before the end is written down: a further attempt reads the file again.
  tidy: (input) => files.remove(importName(String(input.upload))),
})

async function imported(
  { world, id, who, found, done, progress }: Task,
  { object, mapping, dry_run, file }: ImportInput,
  path: string,
  errorsTo: string,
  publish: Publish,
) {
  const source = { path }
  const start = found && !dry_run ? { ...none(), ...(found as Partial<Counts>) } : none()
  const table = await openTable(world, who, object, source, mapping)
  let total = 0
  for await (const _ of table.rows) total++
  let told = done
  const summary = await importTable(world, who, object, source, mapping, {
    dryRun: dry_run,
    publish,
    errorsTo,
    cause: { kind: 'import', id },
    cursor: {
      run: id,
      start,
      move: dry_run
        ? async () => {}
        : (tx, from, to) => progress(tx, from.rows, to.rows, total, { ...to }),
    },
    ...(dry_run && {
      onProgress: (counts) => {
        const from = told
        told = counts.rows
        void progress(world.db, from, told, total, { ...counts }).catch(() => {})
      },
    }),
  })
  if (!dry_run) await rememberMapping(world.db, object, table.columns, mapping)
  return { ...summary, object, file, dry_run }
}
