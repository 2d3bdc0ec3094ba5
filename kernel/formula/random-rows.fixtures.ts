// Which rows does the comparison of the two printers draw from? Invented, without meaning.

import fc from 'fast-check'
import { ident, join, sql, type Sql } from '../sql.ts'
import { daysOfYear } from '../time/working-time.ts'
import type { Circumstances } from './function.ts'
import type { ValueScope } from './to-value.ts'
import type { Scope, Type } from './type.ts'

export type Cell = string | number | boolean | null | readonly string[]
export interface Row {
  readonly cells: Readonly<Record<string, Cell>>
  readonly lines: readonly Readonly<Record<string, Cell>>[]
}

const thing: Type = { type: 'ref', object: 'thing' }
const fields: Record<string, Record<string, Type>> = {
  thing: {
    id: thing,
    n1: { type: 'number' },
    n2: { type: 'number' },
    n3: { type: 'number' },
    i1: { type: 'number' },
    t1: { type: 'text' },
    t2: { type: 'text' },
    t3: { type: 'text' },
    b1: { type: 'boolean' },
    b2: { type: 'boolean' },
    d1: { type: 'date' },
    d2: { type: 'date' },
    s1: { type: 'datetime' },
    s2: { type: 'datetime' },
    r1: thing,
    r2: thing,
    tags: { type: 'list', of: { type: 'text' } },
    lines: { type: 'rows', object: 'line' },
  },
  line: {
    ln: { type: 'number' },
    lm: { type: 'number' },
    lt: { type: 'text' },
    lb: { type: 'boolean' },
    ld: { type: 'date' },
    ls: { type: 'datetime' },
  },
}
export const scope: Scope = {
  object: 'thing',
  field: (object, name) =>
    Object.hasOwn(fields[object] ?? {}, name) ? fields[object]![name] : undefined,
  names: (object) => Object.keys(fields[object] ?? {}),
}

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const circumstances: Circumstances = {
  now: new Date('2026-11-23T16:30:00.000Z'),
  zone: 'Asia/Shanghai',
  me: id(3),
  people: [id(3), id(4), id(5)],
  teams: [id(7)],
  team: null,
  roles: ['sales', 'x'],
  currency: 'CNY',
  language: 'en',
  // A six-day week with days off and made-up Sundays, some of them side by side, some at the edges of what there is.
  calendar: {
    week: [0, 1, 2, 3, 4, 5],
    days: {
      '0001-01-01': false,
      ...daysOfYear(2025, '10-01..10-08', false),
      ...daysOfYear(2026, '01-01..01-03 02-15..02-23 05-01..05-05 11-23', false),
      ...daysOfYear(2026, '02-01 03-01 11-15 11-22', true),
      '2026-02-28': true,
      '9999-12-31': false,
    },
  },
}

const numbers = [
  '0',
  '1',
  '-1',
  '2',
  '3',
  '0.5',
  '-0.5',
  '1.5',
  '2.5',
  '-2.5',
  '0.005',
  '1.005',
  '10',
  '12',
  '100',
  '-7',
  '7',
  '3.14159',
  '1234567.89',
  '0.0000000001',
  '99999999999999.99',
  '-12345.6789',
  '365',
  '30',
  '15',
  '31',
  '13',
  '2026',
  '1e18',
]
export const texts = [
  '',
  'a',
  'abc',
  'ABC',
  'aBc abc',
  '张三',
  '张三丰有限公司',
  '😀b',
  'é',
  '﹏',
  '  two  words ',
  '%',
  '_',
  'a_c',
  '\\',
  '12.5',
  '1,234',
  '12%',
  '$-1,000',
  '(¥ 5.5)',
  '1.5E+3',
  '（１２．５％）',
  '1e-19',
  '9e20',
  '-3',
  '2026-02-28',
  '2026-02-30',
  '2026/1/31',
  '91350100M000100Y43',
  '91350100m000100y43',
  '91350100M000100Y44',
  '2026年3月5日',
  '0000-01-01',
  "o'brien",
  'x"y',
  '-',
  'b',
  '.5',
]
const dates = [
  '2026-01-31',
  '2026-02-28',
  '2024-02-29',
  '2026-03-31',
  '2026-11-23',
  '2026-11-24',
  '2026-12-31',
  '2027-01-01',
  '2023-12-31',
  '2000-01-01',
  '1970-01-01',
  '1999-12-31',
  '2021-01-03',
  '2020-12-31',
  '0001-01-01',
  '9999-12-31',
  '1900-02-28',
  '2026-06-15',
  '2025-11-23',
]
const instants = [
  '2026-11-23T16:00:00.000000Z',
  '2026-11-23T15:59:59.999999Z',
  '2026-11-22T16:00:00Z',
  '2026-02-28T16:00:00Z',
  '2024-02-29T12:34:56.789012Z',
  '2000-01-01T00:00:00Z',
  '2026-12-31T15:59:59Z',
  '2026-12-31T16:00:00Z',
  '2026-06-15T08:30:00.5Z',
  '2049-12-31T23:59:59.999999Z',
  '1995-07-01T00:00:00.000001Z',
]

const maybe = <T extends Cell>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary: of, weight: 5 }, { arbitrary: fc.constant(null), weight: 1 })
/** One of them at random. */
export const one = (list: readonly string[]) => fc.constantFrom(...list)
const decimal = fc.oneof(
  { arbitrary: one(numbers.map((n) => (n === '1e18' ? '1000000000000000000' : n))), weight: 3 },
  {
    arbitrary: fc
      .tuple(fc.integer({ min: -99999999, max: 99999999 }), fc.integer({ min: 0, max: 6 }))
      .map(([n, scale]) => shifted(n, scale)),
    weight: 2,
  },
  { arbitrary: fc.integer({ min: -20, max: 40 }).map(String), weight: 2 },
)
function shifted(n: number, scale: number): string {
  const digits = String(Math.abs(n)).padStart(scale + 1, '0')
  return `${n < 0 ? '-' : ''}${digits.slice(0, digits.length - scale)}${scale ? `.${digits.slice(-scale)}` : ''}`
}
const text = fc.oneof(
  { arbitrary: one(texts), weight: 4 },
  {
    arbitrary: fc.string({
      unit: fc.constantFrom('a', 'b', 'C', ' ', '-', '1', '张', '😀'),
      maxLength: 8,
    }),
    weight: 2,
  },
)
const refs = fc.integer({ min: 1, max: 12 }).map(id)

const row = fc.record({
  cells: fc.record({
    n1: maybe(decimal),
    n2: maybe(decimal),
    n3: maybe(decimal),
    i1: maybe(fc.integer({ min: -50, max: 5000 })),
    t1: maybe(text),
    t2: maybe(text),
    t3: maybe(text),
    b1: maybe(fc.boolean()),
    b2: maybe(fc.boolean()),
    d1: maybe(one(dates)),
    d2: maybe(one(dates)),
    s1: maybe(one(instants)),
    s2: maybe(one(instants)),
    r1: maybe(refs),
    r2: maybe(refs),
    tags: maybe(fc.subarray(['a', 'b', 'abc', '张三'])),
  }),
  lines: fc.array(
    fc.record({
      ln: maybe(decimal),
      lm: maybe(decimal),
      lt: maybe(text),
      lb: maybe(fc.boolean()),
      ld: maybe(one(dates)),
      ls: maybe(one(instants)),
    }),
    { maxLength: 4 },
  ),
})

/** The same rows every time; the first is empty throughout. */
export function sampleRows(count: number): Row[] {
  const drawn = fc.sample(row, { numRuns: count - 1, seed: 7 })
  const blank = {
    cells: Object.fromEntries(Object.keys(drawn[0]!.cells).map((name) => [name, null])),
    lines: [],
  }
  return [blank, ...drawn].map((each, i) => ({ ...each, cells: { ...each.cells, id: id(i + 1) } }))
}

const byId = new Map<string, Row>()
const scopeOf = (cells: Readonly<Record<string, Cell>>, lines: Row['lines']): ValueScope => ({
  value(path) {
    const [first, ...rest] = path
    const value = cells[first!] ?? null
    if (!rest.length) return value
    const target = typeof value === 'string' ? byId.get(value) : undefined
    return target ? scopeOf(target.cells, target.lines).value(rest) : null
  },
  rows: () => lines.map((line) => scopeOf(line, [])),
})
export const rowOf = (of: Row): ValueScope => scopeOf(of.cells, of.lines)

/** The statements that make and fill the tables. */
export function tables(rows: readonly Row[]): Sql[] {
  for (const each of rows) byId.set(String(each.cells['id']), each)
  const thingColumns = [
    'n',
    'id',
    'n1',
    'n2',
    'n3',
    'i1',
    't1',
    't2',
    't3',
    'b1',
    'b2',
    'd1',
    'd2',
    's1',
    's2',
    'r1',
    'r2',
    'tags',
  ]
  const lineColumns = ['thing', 'ln', 'lm', 'lt', 'lb', 'ld', 'ls']
  const values = (cells: Readonly<Record<string, Cell>>, names: readonly string[]) =>
    sql`(${join(
      names.map((name) => sql`${cells[name] ?? null}`),
      ', ',
    )})`
  const insert = (
    table: string,
    names: readonly string[],
    list: readonly Readonly<Record<string, Cell>>[],
  ) =>
    sql`insert into ${ident(table)} (${join(names.map(ident), ', ')}) values ${join(
      list.map((cells) => values(cells, names)),
      ', ',
    )}`
  return [
    sql`create table thing (n int, id uuid primary key, n1 numeric, n2 numeric, n3 numeric, i1 bigint, t1 text, t2 text, t3 text, b1 boolean, b2 boolean, d1 date, d2 date, s1 timestamptz, s2 timestamptz, r1 uuid, r2 uuid, tags text[])`,
    sql`create table line (thing uuid, ln numeric, lm numeric, lt text, lb boolean, ld date, ls timestamptz)`,
    insert(
      'thing',
      thingColumns,
      rows.map((each, n) => ({ ...each.cells, n })),
    ),
    insert(
      'line',
      lineColumns,
      rows.flatMap((each) => each.lines.map((line) => ({ ...line, thing: each.cells['id']! }))),
    ),
  ]
}
