// Which problems stand at which field? From the server's answer, or from what is missing before it is asked.
import { CallError } from '#web/call.ts'
import { t } from '#web/words.ts'
import { isBlank } from '#kernel/blank.ts'
import type { Values } from '#kernel/object.ts'

export type FieldProblems = Readonly<Record<string, string>>

/** path → sentence; several problems of one path are joined. Actions answer with `input.` before the path. */
export function problemsOf(error: unknown): FieldProblems {
  const found: Record<string, string> = {}
  for (const { path, detail } of error instanceof CallError ? error.errors : []) {
    const name = path.replace(/^input\./, '')
    found[name] = found[name] ? `${found[name]} ${detail}` : detail
  }
  return found
}

export const missingOf = (
  shown: readonly { name: string; required: boolean }[],
  values: Values,
): FieldProblems =>
  Object.fromEntries(
    shown.flatMap(({ name, required }) =>
      required && isBlank(values[name]) ? [[name, t('required')]] : [],
    ),
  )
