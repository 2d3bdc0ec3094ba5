// What do the filters of a dashboard mean for each block? Conditions and periods from what stands in the address.
import type { Meta } from '#kernel/api/meta.ts'
import { readDay } from '#kernel/formula/calendar.ts'
import type { Board, BoardFilter } from '#kernel/view/board.ts'
import { allOf, inRange } from '#kernel/view/condition-text.ts'
import { isPeriod, rangeOf } from '#kernel/view/period.ts'
import { todayIn } from '#web/format.ts'
import { conditionText, shapeOf } from '#web/list/condition.ts'
import { fieldAt } from '#web/meta.ts'
import type { Asked } from '#web/asked.ts'
import type { Wish } from '#web/report/ask-report.ts'
import { say } from '#web/words.ts'

/** The filters that are there, with what is chosen: a period, or values parted by commas. */
export const filtersOf = (
  board: Board,
  asked: Asked,
): { name: string; filter: BoardFilter; chosen: string }[] =>
  Object.entries(board.filters ?? {}).flatMap(([name, filter]) =>
    filter ? [{ name, filter, chosen: asked[name] ?? filter.is ?? '' }] : [],
  )

/** The field that a filter is about, where it first may be read. */
export function fieldOf(meta: Meta, filter: BoardFilter) {
  for (const [object, path] of Object.entries(filter.on ?? {})) {
    const found = fieldAt(meta, object, path)
    if (found) return { ...found, path, on: object }
  }
  return undefined
}

/** What the filters ask of a block that shows rows of an object. */
export function wishOf(meta: Meta, board: Board, asked: Asked, object: string): Wish {
  const conditions: string[] = []
  let period: string | undefined
  for (const { filter, chosen } of filtersOf(board, asked)) {
    if (!chosen) continue
    const path = filter.on?.[object]
    const found = path === undefined ? undefined : fieldAt(meta, object, path)
    if (filter.kind === 'period') {
      if (!isPeriod(chosen)) continue
      const range = rangeOf(chosen, readDay(todayIn(meta.company.zone))!)
      if (path === undefined) period = chosen
      else if (found && range) conditions.push(inRange(path, range))
    } else if (found && path !== undefined)
      conditions.push(
        conditionText(
          { path, operator: 'any_of', values: chosen.split(',') },
          shapeOf(found.field),
        ),
      )
  }
  return { filter: allOf(conditions) || undefined, period }
}

/** What the chosen filters are called that a block does not follow; `dated`: its own report goes by a date. */
export const idleFilters = (
  meta: Meta,
  board: Board,
  asked: Asked,
  object: string,
  dated: boolean,
): string[] =>
  filtersOf(board, asked)
    .filter(({ filter, chosen }) => {
      const path = filter.on?.[object]
      if (!chosen) return false
      return path === undefined
        ? filter.kind === 'value' || !dated
        : fieldAt(meta, object, path) === undefined
    })
    .map(({ filter }) => say(filter.label))
