// What is a file field? The names and keys of files that were uploaded before.
import type { FieldKind } from '../field.ts'
import type { Problems } from '../error.ts'
import { isUuid } from './uuid-value.ts'

/** `[{ id, name, size, type }]`; only the id is believed, the rest is filled from the store at the door. */
export function fileList(
  value: unknown,
  path: string,
  problems: Problems,
  many: boolean,
): string | null {
  const list = Array.isArray(value) ? value : [value]
  const good = list.every(
    (one) => typeof one === 'object' && one !== null && isUuid((one as { id?: unknown }).id),
  )
  if (!good || list.length > (many ? 50 : 1)) {
    problems.add(path, 'wrong-type', { expected: { zh: '已上传的文件', en: 'uploaded file' } })
    return null
  }
  return JSON.stringify(list.map((one) => ({ id: (one as { id: string }).id })))
}

export const file: FieldKind<'file'> = {
  kind: 'file',
  column: 'jsonb',
  type: () => ({ type: 'text' }),
  parse: (value, field, path, problems) => fileList(value, path, problems, field.many ?? true),
  aggregates: ['count'],
  openapi: () => ({
    type: ['array', 'null'],
    items: { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } },
  }),
}
