// What does the import ask of the server? A preview by a mapping, a trial or the real thing as a job.
import type { ImportPreview, ImportSummary } from '#kernel/api.ts'
import type { JobCard } from '#kernel/api/job.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import { send } from '#web/call.ts'

const at = (object: string, rest = '') => `/api/v1/${encodeURIComponent(object)}/import${rest}`

function formOf(file: File, mapping?: Mapping, dryRun = false): FormData {
  const form = new FormData()
  if (mapping) form.append('mapping', JSON.stringify(mapping))
  if (dryRun) form.append('dry_run', 'true')
  form.append('file', file)
  return form
}

/** What a finished import tells: the sums, and where the refused rows are. */
export type ImportResult = ImportSummary & { object: string; file: string; dry_run: boolean }

export const importCalls = {
  preview: (object: string, file: File, mapping?: Mapping, signal?: AbortSignal) =>
    send<ImportPreview>('POST', at(object, '/preview'), formOf(file, mapping), {
      reads: true,
      ...(signal && { signal }),
    }),
  begin: (object: string, file: File, mapping: Mapping, dryRun: boolean) =>
    send<{ job: string }>('POST', at(object), formOf(file, mapping, dryRun)),
  jobs: () => send<{ data: JobCard[] }>('GET', '/api/v1/jobs'),
}

/** The result of a job of import, if it is one and has come to an end. */
export const resultOf = (card: JobCard): ImportResult | null =>
  card.kind === 'import' && card.result && typeof card.result.rows === 'number'
    ? (card.result as unknown as ImportResult)
    : null
