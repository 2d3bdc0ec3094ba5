// What is found by these words, wherever it is? A few hits of each object that the person may read.
import type { SearchAnswer } from '#kernel/api/my-work.ts'
import { objectsOf } from '#kernel/view/view.ts'
import { initialsSpelt, isSpelt } from '#kernel/query/full-pinyin.ts'
import { searchedFields } from '#kernel/query/search-text.ts'
import type { View } from '#kernel/query/view.ts'
import { list } from './read.ts'
import { circumstances, type World } from '#server/world/world.ts'

type Found = Readonly<Record<string, string | null>>

const each = 5
/** So many of the same initials are spelt out. */
const looked = 60

const isNew = (found: readonly Found[], row: Found): boolean =>
  !found.some((one) => one.id === row.id)

const isSpeltIn = (row: Found, word: string): boolean =>
  Object.values(row).some((value) => typeof value === 'string' && isSpelt(value, word))

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
  const word = words.trim().toLowerCase()
  const spelt = initialsSpelt(word)
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
      const find = async (search: string, limit: number): Promise<Found[]> => {
        const ask = { from: name, search, limit, select }
        const { rows } = await list(world.db, view, circumstances(world, view.who), ask)
        return rows.map((text) => JSON.parse(text) as Found)
      }
      const found = await find(words, each)
      for (const initials of found.length < each ? spelt : []) {
        const alike = await find(initials, looked)
        found.push(...alike.filter((row) => isNew(found, row) && isSpeltIn(row, word)))
      }
      return found.slice(0, each).map((row) => {
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
