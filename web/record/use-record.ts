// What is this record now? Itself with the titles of what it refers to, and what can be done with it.
import { useQuery } from '@tanstack/react-query'
import { targetOf } from '#kernel/field.ts'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { answers, areOnScreen, keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { titleOf, titlePath, titleSelect } from '#web/meta.ts'

export interface Loaded {
  /** As the server answered: what changes are based on. */
  readonly raw: Row
  /** The same with titles beside the ids (`account.name`), in child rows too. */
  readonly row: Row
}

export const useRecord = (meta: Meta, object: MetaObject, id: string) =>
  useQuery({
    queryKey: keys.one(object.name, id, 'row'),
    queryFn: () => loadRecord(meta, object, id),
  })

export const useRecordPage = (object: MetaObject, id: string) =>
  useQuery({
    queryKey: keys.one(object.name, id, 'page'),
    queryFn: () => call.page(object.name, id),
  })

/** After an action anything may have changed; a list on the screen refreshes its own rows. */
export const askAgain = (): void => {
  void answers.invalidateQueries({
    predicate: (query) => {
      const [room] = query.queryKey
      return room === 'inbox' || room === 'work' || (room === 'records' && !areOnScreen(query))
    },
  })
}

async function loadRecord(meta: Meta, object: MetaObject, id: string): Promise<Loaded> {
  const [raw, titles] = await Promise.all([call.get(object.name, id), ownTitles(meta, object, id)])
  return { raw, row: await withChildTitles(meta, object, { ...titles, ...raw }) }
}

async function ownTitles(meta: Meta, object: MetaObject, id: string): Promise<Partial<Row>> {
  const paths = Object.entries(object.fields).flatMap(([name, field]) => {
    const target = targetOf(field)
    return name !== 'id' && target && meta.objects[target]
      ? (titlePath(meta, name, field) ?? [])
      : []
  })
  if (!paths.length) return {}
  const { data } = await call.list(object.name, {
    filter: `id = "${id}"`,
    select: ['id', ...paths],
    limit: 1,
  })
  return data[0] ?? {}
}

/** Child rows name records by id; each target is asked once for all titles. */
async function withChildTitles(meta: Meta, object: MetaObject, row: Row): Promise<Row> {
  const wanted = new Map<string, Set<string>>()
  const places: { field: string; column: string; target: string; path: string }[] = []
  for (const [field, def] of Object.entries(object.fields)) {
    const child = def.kind === 'lines' ? meta.objects[def.object] : undefined
    if (!child || def.kind !== 'lines' || !isOwn(child, def.by) || !Array.isArray(row[field]))
      continue
    for (const [column, one] of Object.entries(child.fields)) {
      const target = targetOf(one)
      const path = titlePath(meta, column, one)
      if (column === 'id' || column === def.by || !target || !path || !meta.objects[target])
        continue
      const ids = (row[field] as Row[]).flatMap((line) =>
        typeof line[column] === 'string' ? [line[column]] : [],
      )
      if (!ids.length) continue
      wanted.set(target, new Set([...(wanted.get(target) ?? []), ...ids]))
      places.push({ field, column, target, path })
    }
  }
  const titles = new Map(
    await Promise.all(
      [...wanted].map(
        async ([target, ids]) => [target, await titlesOf(meta, target, [...ids])] as const,
      ),
    ),
  )
  const result: Record<string, unknown> = { ...row }
  for (const { field, column, target, path } of places)
    result[field] = (result[field] as Row[]).map((line) => ({
      ...line,
      [path]: titles.get(target)?.[String(line[column])] ?? null,
    }))
  return result as Row
}

/** id → title of many records at once; an unreadable one is left out. */
export async function titlesOf(
  meta: Meta,
  target: string,
  ids: readonly string[],
): Promise<Record<string, string>> {
  const object = meta.objects[target]
  if (!object || !ids.length) return {}
  const { data } = await call.list(target, {
    filter: `id in (${ids.map((id) => `"${id}"`).join(', ')})`,
    select: ['id', ...titleSelect(meta, object)],
    limit: Math.min(1000, ids.length),
  })
  return Object.fromEntries(data.map((row) => [row.id, titleOf(object, row)]))
}

/** Do its rows live and die with the record that `by` names? (`parent` names that reference.) */
export const isOwn = (child: MetaObject, by: string): boolean => child.parent === by
