// What is a multi-choice field? Several values of a list.
import type { FieldKind } from '../field.ts'
import { choiceNamed } from './choice-named.ts'

export const multiChoice: FieldKind<'multi_choice'> = {
  kind: 'multi_choice',
  column: 'text[]',
  type: () => ({ type: 'list', of: { type: 'text' } }),
  parse: (value, field, path, problems) => {
    if (
      !Array.isArray(value) ||
      value.length > 200 ||
      value.some((one) => typeof one !== 'string')
    ) {
      problems.add(path, 'wrong-type', { expected: { zh: '列表', en: 'list' } })
      return null
    }
    const list = (value as string[]).flatMap((one) => {
      const code = choiceNamed(one, field.choices)
      if (code === undefined) problems.add(path, 'not-a-choice', { value: one.slice(0, 80) })
      return code ?? []
    })
    return list.length ? [...new Set(list)] : null
  },
  aggregates: ['count'],
  openapi: (field) => ({
    type: ['array', 'null'],
    items: { enum: Object.keys(field.choices).filter((name) => field.choices[name]) },
  }),
}
