// Which kind of field would hold these cells?
import { cellText, isBlank, type Cell } from './cell.ts'
import { yesNo } from './convert.ts'
import { readDate, type DateOrder } from './date-text.ts'
import type { NewKind } from './mapping.ts'
import { readNumber, type DecimalSign } from './number-text.ts'

/** A guess, with what reading by it takes. */
export interface KindGuess {
  readonly kind: NewKind
  /** The values of a choice, in the order in which they appear. */
  readonly choices?: readonly string[]
  /** The order that dates were seen to have; absent where no cell tells day from month. */
  readonly dates?: DateOrder
  readonly decimal?: DecimalSign
  /** Most digits after the point. */
  readonly digits?: number
  /** What a few cells say that this kind cannot read: their rows come back when the file is imported. */
  readonly odd?: readonly string[]
}

/** More distinct values than this are no list that a person would choose from. */
const mostChoices = 12

/**
 * Guesses from sample cells (some hundred do). Cells that aren't blank must agree, but for a few odd ones that somebody
 * wrote where a date or a number was not known; otherwise it is text. Numbers with leading zeros or more than 15 digits
 * are codes, so text.
 */
export function guessKind(cells: readonly Cell[]): KindGuess {
  const said = cells.filter(
    (cell) => !isBlank(cell) && !(typeof cell === 'object' && cell !== null && 'error' in cell),
  )
  if (said.length === 0) return { kind: 'text' }
  return (
    guessPattern(said) ??
    guessYesNo(said) ??
    guessDate(said) ??
    guessNumber(said) ??
    guessMost(said) ??
    guessChoice(said) ?? {
      kind: said.some((cell) => cellText(cell).length > 255 || cellText(cell).includes('\n'))
        ? 'long_text'
        : 'text',
    }
  )
}

const patterns: readonly (readonly [NewKind, RegExp])[] = [
  ['email', /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}$/],
  ['url', /^(?:https?:\/\/|www\.)\S+$/i],
  // A Chinese mobile number, one with a country's sign, or one that is written with brackets or
  // dashes.
  [
    'phone',
    /^(?:(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|\+\d[\d\s().-]{6,18}\d|\(\d{2,4}\)[\s-]?\d[\d\s-]{5,12}|0\d{2,3}-\d{7,8}(?:-\d+)?)$/,
  ],
]

function guessPattern(said: readonly Cell[]): KindGuess | undefined {
  const kind = patterns.find(([, pattern]) =>
    said.every((cell) => pattern.test(cellText(cell).trim())),
  )?.[0]
  return kind && { kind }
}

/** Only 0 and 1 is rather a number. */
function guessYesNo(said: readonly Cell[]): KindGuess | undefined {
  const words = said.map((cell) =>
    typeof cell === 'object' && cell !== null && 'number' in cell ? '' : cellText(cell),
  )
  const sure = words.some((word) => !/^\s*[01]\s*$/.test(word))
  return sure && words.every((word) => yesNo(word) !== undefined) ? { kind: 'yes_no' } : undefined
}

function guessDate(said: readonly Cell[]): KindGuess | undefined {
  const texts = said.flatMap((cell) => (typeof cell === 'object' ? [] : [cell]))
  // Bare numbers may be days to a spreadsheet, but a column of them is numbers.
  if (said.some((cell) => typeof cell === 'object' && cell !== null && !('date' in cell)))
    return undefined
  if (
    texts.some(
      (text) =>
        /^\s*[\d.]+\s*$/.test(text) &&
        !/^(?:19|20)\d{6}$/.test(text.trim()) &&
        !/\d\.\d+\./.test(text),
    )
  )
    return undefined
  const orders: readonly DateOrder[] = ['auto', 'M/D/YYYY', 'D/M/YYYY']
  const fits = orders.filter((order) => texts.every((text) => isDate(text ?? '', order)))
  if (fits.length === 0) return undefined
  const kind = said.some((cell) =>
    cell !== null && typeof cell === 'object' ? cellText(cell).length > 10 : hasTime(cell),
  )
    ? 'datetime'
    : 'date'
  const order = fits.includes('auto') ? 'auto' : fits.length === 1 ? fits[0] : undefined
  return order && order !== 'auto' ? { kind, dates: order } : { kind }
}

function isDate(text: string, order: DateOrder): boolean {
  const read = readDate(text, order)
  return read !== null && read !== 'ambiguous'
}

function hasTime(text: string | null): boolean {
  const read = readDate(text ?? '', 'M/D/YYYY') ?? readDate(text ?? '', 'D/M/YYYY')
  return read !== null && read !== 'ambiguous' && read.local.length > 10
}

function guessNumber(said: readonly Cell[]): KindGuess | undefined {
  return numbersBy('.', said) ?? numbersBy(',', said)
}

function numbersBy(decimal: DecimalSign, said: readonly Cell[]): KindGuess | undefined {
  let [percent, currency, digits] = [0, 0, 0]
  for (const cell of said) {
    const typed = typeof cell === 'object' && cell !== null && 'number' in cell
    if (!typed && typeof cell !== 'string') return undefined
    const text = typed ? cell.number : cell
    if (typeof text !== 'string' || /^\s*-?0\d/.test(text)) return undefined
    const read = readNumber(text, typed ? '.' : decimal)
    if (read === null || read === 'shortened' || read.number.replace(/\D/g, '').length > 15)
      return undefined
    const share = typed ? cell.percent === true : read.percent
    percent += share ? 1 : 0
    currency += read.currency ? 1 : 0
    const places = (read.number.split('.')[1] ?? '').length
    digits = Math.max(digits, share ? Math.max(0, places - 2) : places)
  }
  const sign = decimal === ',' ? { decimal } : {}
  if (percent === said.length) return { kind: 'percent', digits, ...sign }
  if (percent > 0) return undefined
  if (currency > 0) return { kind: 'money', digits, ...sign }
  return digits === 0 ? { kind: 'integer', ...sign } : { kind: 'decimal', digits, ...sign }
}

/** The kind of four fifths of the cells, and what the others say. */
function guessMost(said: readonly Cell[]): KindGuess | undefined {
  const ways = [
    ...patterns.map(([, pattern]) => ({
      reads: (cell: Cell) => pattern.test(cellText(cell).trim()),
      guess: guessPattern,
      codes: true,
    })),
    { reads: (cell: Cell) => guessDate([cell]) !== undefined, guess: guessDate, codes: false },
    { reads: (cell: Cell) => guessNumber([cell]) !== undefined, guess: guessNumber, codes: true },
  ]
  for (const { reads, guess, codes } of ways) {
    const [fits, others] = [said.filter(reads), said.filter((cell) => !reads(cell))]
    if (fits.length < 4 || others.length * 5 > said.length) continue
    const odd = [...new Set(others.map((cell) => cellText(cell).trim()))]
    // Letters and digits among numbers are rather codes, all of them.
    if (codes && odd.some((text) => /\d/.test(text))) continue
    const most = guess(fits)
    if (most) return { ...most, odd }
  }
  return undefined
}

/** Few values that come again: on average at least twice. */
function guessChoice(said: readonly Cell[]): KindGuess | undefined {
  const choices = [...new Set(said.map((cell) => cellText(cell).trim()))]
  const fits =
    choices.length <= mostChoices &&
    said.length >= 2 * choices.length &&
    choices.every((one) => one.length <= 40)
  return fits ? { kind: 'choice', choices } : undefined
}

/**
 * The pattern of a series that goes on with these texts: `FW-0001`, `FW-0002` → `FW-{0000}`. The same letters before
 * each number, as many digits each (or more, once they ran out); undefined otherwise.
 */
export function guessSeries(texts: readonly string[]): string | undefined {
  const parts = texts.map((text) => /^(.*\D)(\d{2,12})$/.exec(text))
  const before = parts[0]?.[1]
  if (before === undefined || before.length > 20 || /[{}]/.test(before)) return undefined
  if (!parts.every((part) => part?.[1] === before)) return undefined
  const width = Math.min(...parts.map((part) => part![2]!.length))
  const whole = parts.every((part) => part![2]!.length === width || !part![2]!.startsWith('0'))
  return whole ? `${before}{${'0'.repeat(width)}}` : undefined
}
