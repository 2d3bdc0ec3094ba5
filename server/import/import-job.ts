// How does an import run as a job that goes on after its process was killed?
import { rm } from 'node:fs/promises'
import type { ImportReason } from '#kernel/api.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import { type FileStore, importName, jobName } from '#server/files/file-store.ts'
import { spoolPath, wholeFile, withLocal } from '#server/files/spool.ts'
import type { LongKind, Task } from '#server/jobs/kinds.ts'
import { type Counts, none } from './counts.ts'
import { importTable, openTable } from './import-table.ts'
import type { Publish } from './new-fields.ts'
import { planImport } from './plan-import.ts'
import { writeRefused } from './refused-rows.ts'
import { rememberMapping } from './remembered.ts'
import { stoppedWords } from './stopped-words.ts'

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

const fileOf = (job: string): string => `/api/v1/jobs/${job}/file`

const endingOf = (file: string): 'csv' | 'xlsx' =>
  file.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx'

export const importKind = ({ dataFolder, files }: ImportPlaces, publish: Publish): LongKind => {
  /** Works on the file of the import, which is walked to and fro, and keeps the refused rows that come of it. */
  const withFile = <T extends { readonly errors_file: string | null }>(
    id: string,
    { upload, file }: ImportInput,
    work: (path: string, errorsTo: string) => Promise<T>,
  ): Promise<T> =>
    withLocal(files, importName(upload), dataFolder, async (path) => {
      const errorsTo = await spoolPath(dataFolder, `.${endingOf(file)}`)
      try {
        const result = await work(path, errorsTo)
        if (result.errors_file === null) return result
        await files.put(jobName(id, endingOf(file)), await wholeFile(errorsTo))
        return { ...result, errors_file: fileOf(id) }
      } finally {
        await rm(errorsTo, { force: true })
      }
    })
  return {
    label: { zh: '导入', en: 'Import' },
    run(task) {
      const input = task.input as unknown as ImportInput
      return withFile(task.id, input, (path, errorsTo) =>
        imported(task, input, path, errorsTo, publish),
      )
    },
    async stopped({ world, id, who, input: given, done, total, found, byOwner }) {
      const input = given as unknown as ImportInput
      const { object, mapping, dry_run, file } = input
      const counts = { ...none(), ...(found as Partial<Counts>) }
      const so = { ...counts, object, file, dry_run, errors_file: null }
      return {
        result:
          counts.refused === 0
            ? so
            : await withFile(id, input, async (path, errorsTo) => {
                const table = await openTable(world, who, object, { path }, mapping)
                const plan = planImport(
                  world.app,
                  who,
                  object,
                  mapping,
                  table.columns,
                  world.company,
                )
                const reasons = await writeRefused(world.db, id, plan, errorsTo, who.language)
                return { ...so, errors_file: errorsTo, reasons }
              }),
        says: stoppedWords(counts, total, {
          dryRun: dry_run,
          goesOn: byOwner && done > 0,
          keyed: mapping.key !== undefined,
        }),
      }
    },
    // Not before the end is written down: a further attempt reads the file again.
    tidy: (input) => files.remove(importName(String(input.upload))),
  }
}

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
  let reasons: readonly ImportReason[] = []
  const summary = await importTable(world, who, object, source, mapping, {
    dryRun: dry_run,
    publish,
    errorsTo,
    tellWhy: (all) => (reasons = all),
    cause: { kind: 'import', id },
    cursor: {
      run: id,
      start,
      // A trial begins anew after a crash, whatever was told before.
      move: (asks, from, to) => {
        const before = dry_run ? told : from.rows
        told = to.rows
        return progress(asks, before, to.rows, total, { ...to })
      },
    },
  })
  if (!dry_run) await rememberMapping(world.db, object, table.columns, mapping)
  return { ...summary, ...(reasons.length > 0 && { reasons }), object, file, dry_run }
}
