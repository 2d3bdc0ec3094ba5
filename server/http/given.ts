// What stands in a small JSON body? Its texts; every problem at once.
import { Problems } from '#kernel/error.ts'
import { type Json, jsonObject } from '#kernel/json.ts'
import type { Call } from './routes.ts'

/** The body as an object; what is none is empty. */
export const bodyOf = (call: Call): Json => jsonObject(call.body)

/** A text of the body; what is no text is a problem, what is absent is "". */
export function textOf(given: Json, name: string, problems: Problems): string {
  const value = Object.hasOwn(given, name) ? given[name] : undefined
  if (value === undefined || value === null) return ''
  if (typeof value === 'string' && value.isWellFormed() && !value.includes('\0')) return value
  problems.add(name, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
  return ''
}

/** The named texts, none of them empty. */
export function textsOf<N extends string>(call: Call, ...names: readonly N[]): Record<N, string> {
  const given = bodyOf(call)
  const problems = new Problems()
  const found = {} as Record<N, string>
  for (const name of names) {
    const before = problems.list.length
    found[name] = textOf(given, name, problems)
    if (found[name] === '' && problems.list.length === before) problems.add(name, 'required')
  }
  problems.done()
  return found
}
