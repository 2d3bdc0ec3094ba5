// How does an import run as a job that goes on after its process was killed?
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '#kernel/error.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import type { LongKind } from '#server/jobs/kinds.ts'
import { type Counts, none } from './counts.ts'
import { importTable, openTable } from './import-table.ts'
import type { Publish } from './new-fields.ts'
import { planImport } from './plan-import.ts'
import { writeRefused } from './refused-rows.ts'
import { rememberMapping } from './remembered.ts'
import { stoppedWords } from './stopped-words.ts'

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

const fileOf = (job: string): string => `/api/v1/jobs/${job}/file`

const endingOf = (file: string): 'csv' | 'xlsx' =>
  file.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx'

export const importKind = (dataFolder: string, publish: Publish): LongKind => ({
  label: { zh: '导入', en: 'Import' },
  async run({ world, id, who, input, found, done, progress }) {
    const { object, upload, mapping, dry_run, file } = input as unknown as ImportInput
    const source = { path: uploadPath(dataFolder, upload) }
    if (!existsSync(source.path))
      refuse('not-found', {
        what: { zh: '上传的文件（只保留两天）', en: 'uploaded file (kept for two days)' },
      })
    await mkdir(join(dataFolder, 'jobs'), { recursive: true })
    const start = found && !dry_run ? { ...none(), ...(found as Partial<Counts>) } : none()
    const table = await openTable(world, who, object, source, mapping)
    let total = 0
    for await (const _ of table.rows) total++
    let told = done
    const summary = await importTable(world, who, object, source, mapping, {
      dryRun: dry_run,
      publish,
      errorsTo: jobFile(dataFolder, id, endingOf(file)),
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
    return {
      ...summary,
      object,
      file,
      dry_run,
      errors_file: summary.errors_file ? fileOf(id) : null,
    }
  },
  async stopped({ world, id, who, input, done, total, found, byOwner }) {
    const { object, upload, mapping, dry_run, file } = input as unknown as ImportInput
    const counts = { ...none(), ...(found as Partial<Counts>) }
    let errors: string | null = null
    if (counts.refused > 0) {
      const table = await openTable(
        world,
        who,
        object,
        { path: uploadPath(dataFolder, upload) },
        mapping,
      )
      const plan = planImport(world.app, who, object, mapping, table.columns, world.company.zone)
      await writeRefused(world.db, id, plan, jobFile(dataFolder, id, endingOf(file)), who.language)
      errors = fileOf(id)
    }
    return {
      result: { ...counts, object, file, dry_run, errors_file: errors },
      says: stoppedWords(counts, total, {
        dryRun: dry_run,
        goesOn: byOwner && done > 0,
        keyed: mapping.key !== undefined,
      }),
    }
  },
  // Not before the end is written down: a further attempt reads the file again.
  tidy: (input) => rm(uploadPath(dataFolder, String(input.upload)), { force: true }),
})
