// What does a row of a file want to write? Its cells as values of fields, with what is wrong in it.
import type { Problem } from '#kernel/error.ts'
import { cellText } from '#kernel/import/cell.ts'
import { convertCell } from '#kernel/import/convert.ts'
import type { TableRow } from '#server/files/read-table.ts'
import type { ImportPlan } from './plan-import.ts'

/** A row on its way in; references are names until they are resolved. */
export interface Draft {
  readonly line: number
  readonly cells: readonly string[]
  /** Only cells that say something: an empty cell leaves a record as it is. */
  readonly values: Record<string, unknown>
  /** Paths are field names, or headers where the cell itself could not be read. */
  readonly problems: Problem[]
  /** When the record came into which stage, as far as columns of their own say so. */
  readonly entered: Readonly<Record<string, string>>
  /** The mapping does not mean such rows. */
  readonly passed: boolean
}

export function draftOf(plan: ImportPlan, row: TableRow): Draft {
  const values: Record<string, unknown> = {}
  const problems: Problem[] = [...(row.problems ?? [])]
  const entered: Record<string, string> = {}
  const passed = problems.length === 0 && isPassed(plan, row)
  if (problems.length === 0 && !passed)
    for (const column of plan.columns) {
      const read = convertCell(row.cells[column.at] ?? null, column.target, plan.reading)
      if ('problem' in read) problems.push({ ...read.problem, path: column.name })
      else if (read.value !== null && column.stage) entered[column.stage] = String(read.value)
      else if (read.value !== null) values[column.name] = read.value
    }
  return { line: row.line, cells: row.cells.map(cellText), values, problems, entered, passed }
}

/** Is it one of the rows that the mapping does not mean? */
export const isPassed = (plan: ImportPlan, row: TableRow): boolean =>
  plan.only.some(({ at, words }) => !isMeant(cellText(row.cells[at] ?? null).trim(), words))

const isMeant = (text: string, words: readonly string[]): boolean => (words.length ? words.includes(text) : !/^([-–—]*|[¥￥]?0*([.,]0*)?)$/.test(text))
