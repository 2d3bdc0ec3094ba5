// What may stand in one cell of a file that somebody imports?
import { shiftPoint } from './number-text.ts'

/**
 * One cell as a person sees it. A CSV has only texts and nothing; a workbook also knows numbers
 * (plain decimal text, never a JS number), dates (`2019-07-09` or `2019-07-09T13:05:00`, of no time
 * zone), yes/no and the errors of formulas. `percent`: 0.13 that is shown as 13 %. `places`: it has more
 * decimals than the so many that its format shows. `places`: decimals that its format
 * always shows.
 */
export type Cell =
  | string
  | null
  | { readonly number: string; readonly percent?: true; readonly places?: number }
  | { readonly date: string }
  | { readonly yes: boolean }
  | { readonly error: string }

/** The text of a cell, as near as can be to what its author sees; nothing is the empty text. */
export function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if ('number' in cell) return cell.percent ? `${shiftPoint(cell.number, 2)}%` : cell.number
  if ('date' in cell) return cell.date.replace('T', ' ')
  if ('yes' in cell) return cell.yes ? 'TRUE' : 'FALSE'
  return cell.error
}

/** Is there nothing to see in it? */
export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
