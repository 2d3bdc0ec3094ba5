// What is an image field? One uploaded picture.
import type { FieldKind } from '../field.ts'
import { fileList } from './file.ts'

export const image: FieldKind<'image'> = {
  kind: 'image',
  column: 'jsonb',
  type: () => ({ type: 'text' }),
  parse: (value, _field, path, problems) => fileList(value, path, problems, false),
  aggregates: ['count'],
  openapi: () => ({ type: ['array', 'null'], items: { type: 'object' } }),
}
