// What becomes of the lines when the server has answered? They get their ids, what is wrong stands at its cell, what others removed is made anew.
import type { Row } from '#kernel/object.ts'
import { draftOf } from './draft-line.ts'
import type { DraftLine } from './draft-line.ts'

export type DraftLines = readonly DraftLine[]

export const linesIn = (row: Row): DraftLine[] =>
  Array.isArray(row.lines) ? (row.lines as Row[]).map(draftOf) : []

const withIds = (lines: DraftLines, idOf: ReadonlyMap<string, string | null>): DraftLine[] =>
  lines.map((line) => {
    const id = line.id ?? idOf.get(line.key) ?? null
    return id === line.id ? line : { ...line, id }
  })

/**
 * Lines that were new have the ids under which they were stored, in the order in which they were sent; those whose price
 * was left to the server have it now, unless somebody wrote one meanwhile.
 */
export function storedAs(lines: DraftLines, sent: DraftLines, stored: Row): DraftLine[] {
  const answered = new Map(
    linesIn(stored).flatMap((is, at) => (sent[at] ? [[sent[at].key, { was: sent[at], is }]] : [])),
  )
  return lines.map((line) => {
    const one = answered.get(line.key)
    if (!one) return line
    const { was, is } = one
    const known = { ...line, id: line.id ?? is.id, below_floor: is.below_floor, fit: is.fit }
    return was.unit_price === line.unit_price && was.product === line.product
      ? { ...known, unit_price: is.unit_price, price_by: is.price_by, price_list: is.price_list }
      : known
  })
}

/** A line that was saved meanwhile keeps its id, so that undoing does not make it anew. */
export const undoneTo = (before: DraftLines, now: DraftLines): DraftLine[] =>
  withIds(before, new Map(now.map(({ key, id }) => [key, id])))

/** Lines that others removed are written as new ones. */
export function alive(lines: DraftLines, theirs: Row): DraftLine[] {
  const ids = new Set(linesIn(theirs).map(({ id }) => id))
  return lines.map((line) => (line.id && !ids.has(line.id) ? { ...line, id: null } : line))
}

/** `lines[2].quantity` of what was sent → the cell of the line that stood there, `key.column`. */
export const cellProblems = (
  problems: Readonly<Record<string, string>>,
  sent: DraftLines,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(problems).flatMap(([path, says]) => {
      const found = /^lines\[(\d+)\]\.(\w+)$/.exec(path)
      const line = found && sent[Number(found[1])]
      return line ? [[`${line.key}.${found[2]}`, says]] : []
    }),
  )
