// Which value of a field does a cell of a file mean?
import { Decimal } from 'decimal.js'
import type { Problem, ProblemCode } from '../error.ts'
import type { Details } from '../sentence.ts'
import type { Choice, FieldDef, Kind } from '../field.ts'
import { choiceNamed, plainWord } from '../fields/choice-named.ts'
import { cellText, isBlank, type Cell } from './cell.ts'
import { readDate, type DateOrder } from './date-text.ts'
import { instantOf, localTime } from './local-time.ts'
import { fromSingle, readNumber, shiftPoint, type DecimalSign } from './number-text.ts'

/** How the file writes what could be read in more than one way. */
export interface Reading {
  readonly dates?: DateOrder
  readonly decimal?: DecimalSign
  /** A share without a sign is a fraction: 0.3 means 30 %. */
  readonly fractions?: boolean
  /** IANA time zone in which times without a zone of their own are meant. */
  readonly zone: string
  /** Texts that mean nothing, such as `-` or `N/A`. */
  readonly empty?: readonly string[]
}

/** Where a cell goes. */
export interface Target {
  readonly path: string
  readonly field: FieldDef
  /** What the file calls a value → the value; the mapping's `values` for this field. */
  readonly values?: Readonly<Record<string, string>>
  /** The stages of a stage field; choice fields have their choices with them. */
  readonly stages?: Readonly<Record<string, Pick<Choice, 'label'> | null>>
  /** Amounts are in units of so many powers of ten, as the header says (`unitPlaces`), unless a cell says its own. */
  readonly places?: number
}

export type Converted = { readonly value: unknown } | { readonly problem: Problem }

type Way = (cell: Exclude<Cell, null>, target: Target, how: Reading) => unknown

/** What is wrong with a cell, thrown no further than this file. */
class Wrong {
  readonly code: ProblemCode
  readonly details: Details
  constructor(code: ProblemCode, details: Details) {
    this.code = code
    this.details = details
  }
}

const wrong = (code: ProblemCode, cell: Cell): never => {
  throw new Wrong(code, { value: brief(cellText(cell)) })
}

const brief = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

const text: Way = (cell) => cellText(cell).trim()

/**
 * Decimal text, as the field's `parse` takes it. A percent field counts in percent, all others in
 * ones.
 */
const number: Way = (cell, { field, places = 0 }, how) => {
  const inPercent = field.kind === 'percent'
  if (typeof cell === 'object' && 'number' in cell) {
    if (inPercent && (cell.percent || how.fractions)) return shiftPoint(cell.number, 2)
    // A calculated amount (`=C2*1.13`) is the one that its author sees, to the cent.
    const seen =
      field.kind === 'money' && !field.unit_price && cell.places !== undefined && cell.places >= 2
        ? new Decimal(cell.number).toDecimalPlaces(cell.places, Decimal.ROUND_HALF_UP).toFixed()
        : fromSingle(cell.number)
    return shiftPoint(seen, places)
  }
  if (typeof cell !== 'string') return wrong('not-a-number', cell)
  const read = readNumber(cell, how.decimal)
  // Money is never written with an exponent.
  if (read === null || (field.kind === 'money' && read !== 'shortened' && /\de/i.test(cell)))
    return wrong('not-a-number', cell)
  if (read === 'shortened') return wrong('number-shortened', cell)
  return inPercent && (read.percent || how.fractions)
    ? shiftPoint(read.number, 2)
    : shiftPoint(fromSingle(read.number), ownUnit.test(cell) ? 0 : places)
}

/** A cell that says its unit itself: `15万` and `150000元` under "万元" are what they say. */
const ownUnit = /[万萬亿億元圆圓整]\s*$/u

/** Whole numbers go in as JSON numbers where that is exact, otherwise as text. */
const integer: Way = (cell, target, how) => {
  const plain = String(number(cell, target, how)).replace(/\.0*$/, '')
  if (plain.includes('.')) return wrong('not-a-number', cell)
  return Number.isSafeInteger(Number(plain)) ? Number(plain) : plain
}

const date: Way = (cell, _target, how) => {
  const { local, offset } = moment(cell, how)
  if (!offset || local.length === 10) return local.slice(0, 10)
  return localTime(Date.parse(local + offset), how.zone).slice(0, 10)
}

const datetime: Way = (cell, _target, how) => {
  const { local, offset } = moment(cell, how)
  const instant = offset
    ? new Date(local + offset).toISOString().replace(/\.\d+Z$/, 'Z')
    : instantOf(local, how.zone)
  // The zone may lead out of the years that there are.
  return /^(?!0000)\d{4}-/.test(instant) ? instant : wrong('not-a-date', cell)
}

function moment(
  cell: Exclude<Cell, null>,
  how: Reading,
): { readonly local: string; readonly offset?: string } {
  const read =
    typeof cell === 'object' && 'date' in cell
      ? { local: cell.date }
      : typeof cell === 'object' && !('number' in cell)
        ? null
        : readDate(cellText(cell), how.dates)
  if (read === null) return wrong('not-a-date', cell)
  if (read === 'ambiguous') return wrong('ambiguous-date', cell)
  return read
}

const yes = new Set('是 对 有 真 √ ✓ y yes t true on 1 ja oui sí sì si sim'.split(' '))
const no = new Set('否 错 无 没有 假 × ✗ x n no f false off 0 nein non não'.split(' '))

/** Is this a word for yes or for no? Undefined where it is neither. */
export function yesNo(said: string): boolean | undefined {
  const word = said.normalize('NFKC').trim().toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : undefined
}

const yesOrNo: Way = (cell) => {
  if (typeof cell === 'object' && 'yes' in cell) return cell.yes
  return yesNo(cellText(cell)) ?? wrong('not-yes-no', cell)
}

const choice: Way = (cell, target) => {
  const found = choiceNamed(cellText(cell), choicesOf(target))
  return found ?? wrong('not-a-choice', cell)
}

const choices: Way = (cell, target) => {
  const said = cellText(cell)
  const all = choicesOf(target)
  const one = choiceNamed(said, all)
  if (one !== undefined) return [one]
  const parts = said
    .split(/[,,、;;|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return [
    ...new Set(
      parts
        .map((part) => mapped(part, target) ?? part)
        .map((part) => choiceNamed(part, all) ?? wrong('not-a-choice', part)),
    ),
  ]
}

type Choices = NonNullable<Target['stages']>

function choicesOf({ field, stages }: Target): Choices {
  if (field.kind === 'choice' || field.kind === 'multi_choice') return field.choices
  return stages ?? {}
}

const refusing: Way = () => {
  throw new Wrong('read-only', {})
}

/** One way per kind; a new kind of field does not compile without its own. */
const ways: Readonly<Record<Kind, Way>> = {
  text,
  long_text: text,
  rich_text: text,
  integer,
  decimal: number,
  money: number,
  percent: number,
  date,
  datetime,
  yes_no: yesOrNo,
  choice,
  multi_choice: choices,
  stage: choice,
  // Whom or what a name means is asked of the rows, not here.
  person: text,
  team: text,
  ref: text,
  phone: (cell, target, how) =>
    typeof cell === 'string' && readNumber(cell) === 'shortened'
      ? wrong('number-shortened', cell)
      : text(cell, target, how),
  email: (cell) =>
    cellText(cell)
      .trim()
      .replace(/^mailto:/i, ''),
  url: text,
  address: text,
  auto_number: text,
  lines: refusing,
  file: refusing,
  image: refusing,
  formula: refusing,
  rollup: refusing,
}

/**
 * Turns a cell into the JSON value that the field's own `parse` takes (decimal text, ISO date, UTC
 * instant, choice code …), or into the problem with it. Blank cells and texts of `empty` are null.
 * Names stay names: references and people are found by whoever has the rows. Never throws for any
 * cell.
 */
export function convertCell(cell: Cell, target: Target, how: Reading): Converted {
  if (isBlank(cell) || cell === null) return { value: null }
  if (typeof cell === 'object' && 'error' in cell) {
    return { problem: { path: target.path, code: 'cell-error', details: { value: cell.error } } }
  }
  const said = cellText(cell).trim()
  if (how.empty?.includes(said)) return { value: null }
  const meant = mapped(said, target)
  if (meant === '') return { value: null }
  try {
    return { value: ways[target.field.kind](meant ?? cell, target, how) }
  } catch (problem) {
    if (!(problem instanceof Wrong)) throw problem
    return { problem: { path: target.path, code: problem.code, details: problem.details } }
  }
}

/** What the mapping says that this text means, if anything. */
function mapped(said: string, { values }: Target): string | undefined {
  if (!values) return undefined
  if (Object.hasOwn(values, said)) return values[said]
  const word = plainWord(said)
  return Object.entries(values).find(([from]) => plainWord(from) === word)?.[1]
}
