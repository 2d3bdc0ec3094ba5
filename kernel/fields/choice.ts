// What is a choice field? One value of a list that the company may change.
import type { FieldKind } from '../field.ts'

export const choice: FieldKind<'choice'> = {
  kind: 'choice',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, field, path, problems) => {
    // A retired choice may stay where it stands, but the door compares with the old value before it asks here.
    if (
      typeof value === 'string' &&
      Object.hasOwn(field.choices, value) &&
      field.choices[value] &&
      !field.choices[value].retired
    )
      return value
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
