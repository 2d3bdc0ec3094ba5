// How does an import run as a job that goes on after its process was killed?
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '#kernel/error.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import type { LongKind } from '#server/jobs/kinds.ts'
import { type Counts, none } from './counts.ts'
import { importTable, openTable } from './import-table.ts'
import type { Publish } from './new-fields.ts'
import { rememberMapping } from './remembered.ts'

export interface ImportInput {
  readonly object: string
  /** Key of the uploaded file in the data folder's `tmp`. */
  readonly upload: string
  readonly file: string
  readonly mapping: Mapping
  readonly dry_run: boolean
}

export const uploadPath = (dataFolder: string, key: string): string =>
  /^[\w-]+$/.test(key)
    ? join(dataFolder, 'tmp', key)
    : refuse('not-found', { what: key.slice(0, 60) })

/** Where a job's file lies until its owner fetches it. */
export const jobFile = (dataFolder: string, job: string, ending: 'csv' | 'xlsx'): string =>
  join(dataFolder, 'jobs', `${job}.${ending}`)

export const importKind = (dataFolder: string, publish: Publish): LongKind => ({
  label: { zh: '导入', en: 'Import' },
  async run({ world, id, who, input, found, done, progress }) {
    const { object, upload, mapping, dry_run, file } = input as unknown as ImportInput
    const source = { path: uploadPath(dataFolder, upload) }
    const ending = file.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx'
    await mkdir(join(dataFolder, 'jobs'), { recursive: true })
    const start = found && !dry_run ? { ...none(), ...(found as Partial<Counts>) } : none()
    const table = await openTable(world, who, object, source, mapping)
    let total = 0
    for await (const _ of table.rows) total++
    let told = done
    const summary = await importTable(world, who, object, source, mapping, {
      dryRun: dry_run,
      publish,
      errorsTo: jobFile(dataFolder, id, ending),
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
    return {
      ...summary,
      object,
      file,
      dry_run,
      errors_file: summary.errors_file ? `/api/v1/jobs/${id}/file` : null,
    }
  },
  // Not before the end is written down: a further attempt reads the file again.
  tidy: (input) => rm(uploadPath(dataFolder, String(input.upload)), { force: true }),
})
