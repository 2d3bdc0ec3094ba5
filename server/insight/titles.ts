// What are these records called? Asked through the person's own view, all of one object at once.
import type { View } from '#kernel/query/view.ts'
import { rowsOf } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'

/** Fields that name a record to people, in the order in which they stand; who it is for comes last. */
const named = ['number', 'name', 'company', 'account.name'] as const

/** id → "C2026-00012 · 六轴机器人 · 华成精密". Records that the person may not read are not in it. */
export async function titlesOf(
  doing: Doing,
  view: View,
  rows: readonly { object: string; record: string }[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  await Promise.all(
    [...new Set(rows.map((row) => row.object))].map(async (object) => {
      const fields = view.objects[object]?.fields ?? {}
      const select = named.filter(
        (path) => fields[path.split('.')[0]!] && (path !== 'account.name' || view.objects.account),
      )
      const ids = [...new Set(rows.filter((row) => row.object === object).map((row) => row.record))]
      for (const found of await rowsOf(doing.tx, view, doing.at, {
        from: object,
        ids,
        select: ['id', ...select],
        limit: Math.min(1000, Math.max(1, ids.length)),
      }))
        titles.set(
          found.id,
          select
            .map((path) => found[path])
            .filter((text) => typeof text === 'string' && text !== '')
            .join(' · '),
        )
    }),
  )
  return titles
}
