// How does a change of the model leave as a file, and how is one read? The same file that `openltc model` writes and takes.
import type { Patch } from '../draft.ts'

/** A whole model's difference over the standard, or a draft's over what is live. */
export function saveModelFile(name: string, version: number, changes: unknown): void {
  const text = `${JSON.stringify({ format: 'openltc-model', version, changes }, null, 2)}\n`
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `openltc-model-${name.replace(/[\\/:*?"<>|\s]+/g, '-')}.json`
  link.click()
  URL.revokeObjectURL(url)
}

/** The changes in the text of such a file; null where it is none. */
export function changesIn(text: string): Patch | null {
  try {
    const given = JSON.parse(text) as { format?: unknown; changes?: unknown }
    const good =
      given.format === 'openltc-model' &&
      typeof given.changes === 'object' &&
      given.changes !== null &&
      !Array.isArray(given.changes)
    return good ? (given.changes as Patch) : null
  } catch {
    return null
  }
}
