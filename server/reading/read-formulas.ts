// What do the formulas and texts of a step say of this record? Asked in one statement, paths and rollups included.
import { fullScope } from '#kernel/formula-in.ts'
import { refuse } from '#kernel/error.ts'
import { check } from '#kernel/formula/check.ts'
import { systemRows } from '#kernel/query/system-rows.ts'
import { ident, sql } from '#kernel/sql.ts'
import { formulasJson } from './formula-json.ts'
import type { Doing } from '#server/world/world.ts'

export type Given = Readonly<Record<string, unknown>> | null

/** Each formula's value as the JSON that a record takes. `values.name` is what a caller's hook has sent. */
export async function readFormulas(
  doing: Doing,
  object: string,
  record: string | null,
  formulas: readonly string[],
  given: Given,
): Promise<unknown[]> {
  const result: unknown[] = formulas.map((text) => {
    const named = /^\s*values\.(\w+)\s*$/.exec(text)
    return named ? (given && Object.hasOwn(given, named[1]!) ? given[named[1]!] : null) : undefined
  })
  const asked = formulas.flatMap((text, i) => (result[i] === undefined ? [{ text, i }] : []))
  if (asked.length === 0) return result
  const checked = asked.map(({ text }) => {
    const answer = check(text, fullScope(doing.app.objects, object))
    return 'checked' in answer
      ? answer.checked
      : refuse('malformed', { reason: text.slice(0, 100) })
  })
  const rows = systemRows(doing.app, object, doing.at)
  const list = formulasJson(rows, checked)
  // Without a record a formula can only say what needs none; columns are empty.
  const [row] = await doing.tx.query<{ list: unknown[] }>(
    record === null
      ? sql`select ${list} as list from (select 1) x left join ${ident(object)} t on false ${rows.joins()}`
      : sql`select ${list} as list from ${rows.from()} where t.id = ${record}::uuid`,
  )
  asked.forEach(({ i }, at) => (result[i] = row?.list[at] ?? null))
  return result
}

/** Values for a map of fields. */
export async function readSet(
  doing: Doing,
  object: string,
  record: string | null,
  set: Readonly<Record<string, string>>,
  given: Given,
): Promise<Record<string, unknown>> {
  const names = Object.keys(set)
  const values = await readFormulas(
    doing,
    object,
    record,
    names.map((name) => set[name]!),
    given,
  )
  return Object.fromEntries(names.map((name, i) => [name, values[i]]))
}

/** Fills `{path}` braces of texts. */
export async function fillTexts(
  doing: Doing,
  object: string,
  record: string | null,
  texts: readonly string[],
  given: Given,
): Promise<string[]> {
  const braces = [
    ...new Set(texts.flatMap((text) => [...text.matchAll(/\{([^{}]+)\}/g)].map((one) => one[1]!))),
  ]
  const values = await readFormulas(doing, object, record, braces, given)
  const said = new Map(braces.map((one, i) => [one, values[i]]))
  return texts.map((text) =>
    text.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const value = said.get(name)
      return value === null || value === undefined
        ? ''
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value)
    }),
  )
}
