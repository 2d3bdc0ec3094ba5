// Do the records that this one names exist, for this person? All that do not are told at once.
import type { AppObject } from '#kernel/app.ts'
import type { Problems } from '#kernel/error.ts'
import { targetOf } from '#kernel/field.ts'
import type { Values } from '#kernel/object.ts'
import type { View } from '#kernel/query/view.ts'
import { readRight, sourcesOf } from '#kernel/query/sources.ts'
import { ident, sql } from '#kernel/sql.ts'
import type { Children } from './compare.ts'
import { readableFiles } from './readable-files.ts'
import type { Doing } from '#server/world/world.ts'

const automatic = new Set(['id', 'created_by', 'updated_by'])

type Asked = Map<string, Map<string, { readonly path: string; readonly problems: Problems }[]>>

/** Adds a problem for each reference to what is not there (or not for them: the two are the same). */
export async function checkReferences(
  doing: Doing,
  view: View,
  object: AppObject,
  row: Values,
  children: Children,
  problems: Problems,
): Promise<void> {
  await checkManyReferences(doing, view, object, [{ row, children }], [problems])
}

/** The same for many records at once; each has problems of its own. */
export async function checkManyReferences(
  doing: Doing,
  view: View,
  object: AppObject,
  records: readonly { readonly row: Values; readonly children: Children }[],
  problems: readonly Problems[],
): Promise<void> {
  const asked: Asked = new Map()
  records.forEach(({ row, children }, at) => {
    note(doing, asked, object, row, '', null, problems[at]!)
    for (const [field, rows] of Object.entries(children)) {
      const { object: name, by } = object.children[field]!
      rows.forEach((one, i) =>
        note(doing, asked, doing.app.objects[name]!, one, `${field}[${i}].`, by, problems[at]!),
      )
    }
  })
  await tellMissing(doing, view, asked)
}

function note(
  doing: Doing,
  asked: Asked,
  of: AppObject,
  values: Values,
  at: string,
  skip: string | null,
  problems: Problems,
): void {
  for (const [name, value] of Object.entries(values)) {
    const field = of.fields[name]
    if (field?.kind === 'file' || field?.kind === 'image')
      for (const { id } of filesIn(value)) place(asked, files, id, `${at}${name}`, problems)
    const target = field && targetOf(field)
    if (
      !target ||
      typeof value !== 'string' ||
      automatic.has(name) ||
      name === skip ||
      value === doing.who.id
    )
      continue
    place(asked, target, value, `${at}${name}`, problems)
  }
}

// No object is called so: names of objects begin with a letter.
const files = '*files'

const filesIn = (value: unknown): { id: string }[] =>
  typeof value === 'string'
    ? (JSON.parse(value) as { id: string }[])
    : Array.isArray(value)
      ? (value as { id: string }[])
      : []

function place(asked: Asked, target: string, id: string, path: string, problems: Problems): void {
  let ids = asked.get(target)
  if (!ids) asked.set(target, (ids = new Map()))
  let places = ids.get(id)
  if (!places) ids.set(id, (places = []))
  places.push({ path, problems })
}

async function tellMissing(doing: Doing, view: View, asked: Asked): Promise<void> {
  await Promise.all(
    [...asked].map(async ([target, ids]) => {
      if (target === files) {
        const mine = await readableFiles(doing.tx, view, doing.at, [...ids.keys()])
        for (const [id, places] of ids)
          if (!mine.has(id))
            for (const { path, problems } of places)
              problems.add(path, 'no-such-record', { object: { zh: '文件', en: 'file' } })
        return
      }
      const sources = sourcesOf(doing.app, view, doing.at)
      const rule = view.objects[target]
        ? sources.right(target, 't', readRight(view, target))
        : sql`false`
      const found = await doing.tx.query<{ id: string }>(
        sql`select t.id from ${ident(target)} t ${sources.joins()} where t.id = any(${[...ids.keys()]}::uuid[]) and t.removed_at is null${rule ? sql` and ${rule}` : sql``}`,
      )
      const known = new Set(found.map((one) => one.id))
      for (const [id, places] of ids)
        if (!known.has(id))
          for (const { path, problems } of places)
            problems.add(path, 'no-such-record', { object: doing.app.objects[target]!.label })
    }),
  )
}
