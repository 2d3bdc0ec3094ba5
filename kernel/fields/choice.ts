// What is a choice field? One value of a list that the company may change.
import type { FieldKind } from '../field.ts'
import { choiceNamed } from './choice-named.ts'

export const choice: FieldKind<'choice'> = {
  kind: 'choice',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, field, path, problems) => {
    // Programs that do not know the codes say what people see.
    const code = typeof value === 'string' ? choiceNamed(value, field.choices) : undefined
    // A retired choice may stay where it stands, but the door compares with the old value before it asks here.
    if (code !== undefined && !field.choices[code]!.retired) return code
    problems.add(path, 'not-a-choice', {
      value: typeof value === 'string' ? value.slice(0, 80) : JSON.stringify(value).slice(0, 80),
    })
    return null
  },
  aggregates: ['count'],
  openapi: (field) => ({
    enum: [...Object.keys(field.choices).filter((name) => field.choices[name]), null],
  }),
}
