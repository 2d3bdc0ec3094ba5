// What is found by these words, wherever it is? A few hits of each object that the person may read.
import type { SearchAnswer } from '#kernel/api/my-work.ts'
import { objectsOf } from '#kernel/view/view.ts'
import { searchedFields } from '#kernel/query/search-text.ts'
import type { View } from '#kernel/query/view.ts'
import { list } from './read.ts'
import { circumstances, type World } from './world.ts'

/** Objects in the order of the menu's areas first; five hits each, thirty in all. */
export async function searchAll(
  world: World,
  view: View,
  words: string,
): Promise<SearchAnswer['hits']> {
  const menu = Object.values(view.app.areas).flatMap(objectsOf)
  const names = [...new Set([...menu, ...Object.keys(view.objects)])].filter((name) => {
    const object = view.objects[name]?.object
    return object && !object.parent && searchedFields(object).length > 0
  })
  const pages = await Promise.all(
    names.map(async (name) => {
      const { object, fields } = view.objects[name]!
      const detail = ['company', 'phone', 'email', 'industry', 'stage'].find(
        (one) => one !== object.title && fields[one],
      )
      const select = [
        'id',
        object.title,
        ...(fields.number ? ['number'] : []),
        ...(detail ? [detail] : []),
      ].filter((one, i, all) => fields[one] && all.indexOf(one) === i)
      const page = await list(world.db, view, circumstances(world, view.who), {
        from: name,
        search: words,
        limit: 5,
        select,
      })
      return page.rows.map((text) => {
        const row = JSON.parse(text) as Record<string, string | null>
        return {
          object: name,
          id: row.id!,
          title: row[object.title] ?? '',
          number: row.number ?? null,
          detail: detail ? (row[detail] ?? null) : null,
        }
      })
    }),
  )
  return pages.flat().slice(0, 30)
}
