// Which formulas and rows does the comparison of the two printers draw from? Invented, without meaning.

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

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const circumstances: Circumstances = {
  now: new Date('2026-11-23T16:30:00.000Z'),
  zone: 'Asia/Shanghai',
  me: id(3),
  people: [id(3), id(4), id(5)],
  teams: [id(7)],
  team: null,
  roles: ['sales', 'x'],
  currency: 'CNY',
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

// ---- rows

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
const texts = [
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
const one = (list: readonly string[]) => fc.constantFrom(...list)
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

// ---- formulas

interface Leaves {
  readonly prefix: string
  readonly number: readonly string[]
  readonly text: readonly string[]
  readonly boolean: readonly string[]
  readonly date: readonly string[]
  readonly datetime: readonly string[]
}
const rootLeaves: Leaves = {
  prefix: 'root',
  number: ['n1', 'n2', 'n3', 'i1', 'r1.n1', 'r1.i1'],
  text: ['t1', 't2', 't3', 'r1.t1'],
  boolean: ['b1', 'b2'],
  date: ['d1', 'd2', 'r1.d1'],
  datetime: ['s1', 's2'],
}
const lineLeaves: Leaves = {
  prefix: 'line',
  number: ['ln', 'lm', 'n1', 'lines.ln'],
  text: ['lt', 't1'],
  boolean: ['lb', 'b1'],
  date: ['ld', 'd1'],
  datetime: ['ls'],
}
const insideLeaves: Leaves = {
  prefix: 'inside',
  number: ['lines.ln', 'lines.lm', 'n1'],
  text: ['lines.lt', 't1'],
  boolean: ['lines.lb'],
  date: ['lines.ld', 'd1'],
  datetime: ['lines.ls'],
}

type Made = fc.Arbitrary<string>
/** `%` places in a pattern are filled with what the letter behind stands for. */
type Kind = 'number' | 'text' | 'boolean' | 'date' | 'datetime'
const kinds: Record<string, Kind> = {
  n: 'number',
  t: 'text',
  b: 'boolean',
  d: 'date',
  s: 'datetime',
}

const written: Record<Kind, Made> = {
  number: fc.oneof(
    one(['0', '1', '2', '3', '0.5', '10', '12', '100', '-1', '1.005', '16', '0.13', '-3.7', '400']),
    fc.integer({ min: -30, max: 3000 }).map(String),
  ),
  text: one(texts.filter((each) => each !== '')).map((value) => `"${value.replaceAll('"', '""')}"`),
  boolean: one(['true', 'false']),
  date: one(['TODAY()', 'TODAY() - 30', 'DATE(2026, 2, 28)', 'DATEVALUE("2024-02-29")']),
  datetime: one(['NOW()', 'NOW() - 0.5']),
}

export const patterns: Record<Kind, readonly string[]> = {
  number: [
    '(%n + %n)',
    '(%n - %n)',
    '(%n * %n)',
    '(%n / %n)',
    '(%n ^ 2)',
    '(%n ^ %n)',
    '%n%',
    '(-%n)',
    '(%d - %d)',
    '(%s - %s)',
    '(%s - %d)',
    'CURRENCY_DIGITS(%t)',
    'ROUND(%n, CURRENCY_DIGITS("KWD"))',
    'IN_BASE(%n, %t, %n)',
    'IN_BASE(%n, "USD", n1)',
    'IN_BASE(n2, BASE_CURRENCY(), %n)',
    'IF(%b, %n, %n)',
    'IF(%b, %n)',
    'IFS(%b, %n, %b, %n, %n)',
    'IFS(%b, %n)',
    'SWITCH(%n, 1, %n, 2, %n, %n)',
    'SWITCH(%t, "a", %n, "abc", %n)',
    'COALESCE(%n, %n)',
    'IFERROR(%n / %n, %n)',
    'IFEMPTY(%n, 0)',
    'ROUND(%n, 2)',
    'ROUND(%n)',
    'ROUND(%n, -1)',
    'ROUND(%n, %n)',
    'ROUNDUP(%n, 1)',
    'ROUNDUP(%n, %n)',
    'ROUNDDOWN(%n, 1)',
    'ROUNDDOWN(%n, %n)',
    'CEILING(%n)',
    'CEILING(%n, %n)',
    'FLOOR(%n)',
    'FLOOR(%n, %n)',
    'INT(%n)',
    'ABS(%n)',
    'MOD(%n, %n)',
    'POWER(%n, 3)',
    'POWER(%n, 0.5)',
    'POWER(%n, %n)',
    'SQRT(%n)',
    'SIGN(%n)',
    'TRUNC(%n)',
    'TRUNC(%n, 2)',
    'QUOTIENT(%n, %n)',
    'CHOOSE(%n, %n, %n, 7)',
    'SECOND(%s)',
    'DATEDIF(%d, %d, "ym")',
    'DATEDIF(%d, %d, "md")',
    'DATEDIF(%d, %d, "yd")',
    'MIN(%n, %n)',
    'MAX(%n, %n, %n)',
    'SUM(%n, %n)',
    'AVERAGE(%n, %n, %n)',
    'COUNT(%n, %t, %d)',
    'COUNT(tags)',
    'LEN(%t)',
    'FIND(%t, %t)',
    'FIND(%t, %t, %n)',
    'SEARCH(%t, %t)',
    'SEARCH("B", %t, 2)',
    'VALUE(%t)',
    'VALUE(TEXT(%n))',
    'YEAR(%d)',
    'MONTH(%d)',
    'DAY(%d)',
    'YEAR(%s)',
    'DAY(%s)',
    'HOUR(%s)',
    'MINUTE(%s)',
    'HOUR(%d)',
    'WEEKDAY(%d)',
    'WEEKDAY(%d, 2)',
    'WEEKDAY(%d, 3)',
    'WEEKDAY(%d, 14)',
    'WEEKDAY(%d, 17)',
    'WEEKNUM(%d)',
    'WEEKNUM(%d, 2)',
    'WEEKNUM(%d, 21)',
    'WEEKNUM(%d, 13)',
    'WEEKNUM(%d, 16)',
    'ISOWEEKNUM(%d)',
    'QUARTER(%d)',
    'DATEDIF(%d, %d, "d")',
    'DATEDIF(%d, %d, "m")',
    'DATEDIF(%d, %d, "y")',
    'DAYS(%d, %d)',
    'NETWORKDAYS(%d, %d)',
    'NETWORKDAYS("2025-09-30", %d)',
  ],
  text: [
    '(%t & %t)',
    '(%n & %t)',
    '(%d & "-" & %b)',
    '("s" & %s)',
    'CONCAT(%t, %n, %t)',
    'TEXTJOIN("-", true, %t, %t)',
    'TEXTJOIN(%t, %b, %t, %t)',
    'TEXTBEFORE(%t, "a")',
    'TEXTBEFORE(%t, %t)',
    'TEXTBEFORE(%t, "a", %n)',
    'TEXTAFTER(%t, %t, -1)',
    'TEXTAFTER(%t, %t, %n)',
    'TEXTAFTER(%t, "a")',
    'TEXTAFTER(%t, %t)',
    'CHAR(%n)',
    'CHAR(10)',
    'RMBCAP(%n)',
    'RMBCAP(%n * 10000)',
    'CHOOSE(%n, %t, "b")',
    'IF(%b, %t, %t)',
    'IF(%b, %t)',
    'SWITCH(%t, "a", %t, %t, %t, %t)',
    'COALESCE(%t, %t)',
    'IFEMPTY(%t, "x")',
    'LEFT(%t, 2)',
    'LEFT(%t)',
    'LEFT(%t, %n)',
    'RIGHT(%t, 2)',
    'RIGHT(%t, %n)',
    'MID(%t, 2, 2)',
    'MID(%t, %n, %n)',
    'UPPER(%t)',
    'LOWER(%t)',
    'TRIM(%t)',
    'SUBSTITUTE(%t, "a", "bb")',
    'SUBSTITUTE(%t, %t, %t)',
    'SUBSTITUTE(%t, "a", %t, 2)',
    'SUBSTITUTE(%t, %t, %t, %n)',
    'REPLACE(%t, 2, 1, %t)',
    'REPLACE(%t, %n, %n, %t)',
    'REPT(%t, 3)',
    'REPT(%t, %n)',
    'TEXT(%n)',
    'TEXT(%n, "0.00")',
    'TEXT(%n, "#,##0.00")',
    'TEXT(%n, "¥#,##0 元")',
    'TEXT(%n, "0.0%")',
    'TEXT(%n, "0000")',
    'TEXT(%n, "¥#,##0.00;(¥#,##0.00);无")',
    'TEXT(%n, "0.0#%;-0.0#%")',
    'TEXT(%n, "#,##0.0,""K""")',
    'TEXT(%n, "0.00,, 百万")',
    'TEXT(%n, "0.###")',
    'TEXT(%d)',
    'TEXT(%d, "yyyy年M月d日")',
    'TEXT(%d, "yy/mm/dd")',
    'TEXT(%s, "yyyy-MM-dd HH:mm:ss")',
    'TEXT(%s, "H:mm")',
    'TEXT(%s, "h:m:s AM/PM, dddd")',
    'TEXT(%s, "mm:ss aaa")',
    'TEXT(%d, "ddd d mmm yyyy")',
    'TEXT(%d, "aaaa, mmmm")',
    'MIN(%t, %t)',
    'MAX(%t, %t)',
  ],
  boolean: [
    '(%n = %n)',
    '(%n != %n)',
    '(%n < %n)',
    '(%n <= %n)',
    '(%n > %n)',
    '(%n >= %n)',
    'OVERLAPS(%d, %d, %d, %d)',
    '(%t = %t)',
    '(%t != %t)',
    '(%t < %t)',
    '(%t >= %t)',
    '(%d = %d)',
    '(%d != %d)',
    '(%d < %d)',
    '(%d >= %d)',
    '(%s = %d)',
    '(%s != %d)',
    '(%s < %d)',
    '(%s <= %d)',
    '(%s > %d)',
    '(%d >= %s)',
    '(%s < %s)',
    '(%s >= "2026-11-23")',
    '(%s = "2026-11-24")',
    '(%s != "2026-11-24")',
    '(%s <= TODAY())',
    '(%s < "2026-11-24 00:30")',
    '(%d >= "2026-02-28")',
    '(%b = %b)',
    '(%b != %b)',
    '(%t = "")',
    '(%t != empty)',
    '(%n = empty)',
    '(%b and %b)',
    '(%b or %b)',
    '(not %b)',
    'AND(%b, %b, %b)',
    'OR(%b, %b, %b)',
    'XOR(%b, %b)',
    'IF(%b, %b, %b)',
    'IF(%b, %b)',
    'COALESCE(%b, %b)',
    '(%n in (1, 2, 3))',
    '(%n in (%n, %n, empty))',
    '(%n not in (1, %n))',
    '(%t in ("a", "abc"))',
    '(%t in ("a", empty))',
    '(%t not in ("a", "张三"))',
    '(%d in (%d, "2026-11-23"))',
    '(%t contains "a")',
    '(%t contains "_")',
    '(%t contains %t)',
    '(%t starts with "a")',
    '(%t starts with %t)',
    '(%t ends with "c")',
    '(%t ends with %t)',
    '(%t is empty)',
    '(%t is not empty)',
    '(%n is empty)',
    '(%b is empty)',
    '(%d is not empty)',
    '(%n between 1 and %n)',
    '(%n not between %n and 5)',
    '(%d between %d and TODAY())',
    '(%s between "2026-01-01" and "2026-11-23")',
    '(%s between %d and %d)',
    '(%t between "a" and "b")',
    'CREDITCODE(%t)',
    'EXACT(%t, %t)',
    '(tags contains "a")',
    '(tags contains %t)',
    '(%t in tags)',
    '(tags is empty)',
    '(tags is not empty)',
    'SWITCH(%d, %d, %b, %b)',
  ],
  date: [
    '(%d + %n)',
    '(%d - %n)',
    '(%d + 30)',
    'IF(%b, %d, %d)',
    'COALESCE(%d, %d)',
    'DATE(%n, %n, %n)',
    'DATE(YEAR(%d), MONTH(%d) + 1, 0)',
    'DATE(2026, %n, 15)',
    'EDATE(%d, 1)',
    'EDATE(%d, %n)',
    'EOMONTH(%d, 0)',
    'EOMONTH(%d, %n)',
    'DATEADD(%d, %n)',
    'DATEADD(%d, %n, "w")',
    'DATEADD(%d, %n, "m")',
    'DATEADD(%d, 1, "q")',
    'DATEADD(%d, %n, "y")',
    'DATEDELTA(%d, -7)',
    'DATEADD(%s, 1, "m")',
    'DATEVALUE(%t)',
    'DATEVALUE(TEXT(%d, "yyyy/M/d"))',
    'STARTOF(%d, "week")',
    'STARTOF(%d, "month")',
    'STARTOF(%d, "quarter")',
    'STARTOF(%s, "year")',
    'ENDOF(%d, "week")',
    'ENDOF(%d, "month")',
    'ENDOF(%d, "quarter")',
    'ENDOF(%d, "year")',
    'MIN(%d, %d)',
    'MAX(%d, %d)',
    'WORKDAY(%d, %n)',
    'WORKDAY(%d, 10)',
    'WORKDAY(%d, -3)',
    'WORKDAY("2026-02-13", %n)',
    'WORKDAY("2025-10-09", 0 - i1)',
  ],
  datetime: [
    '(%s + %n)',
    '(%s - 0.25)',
    'DATEADD(%s, %n, "h")',
    'DATEADD(%s, 90, "min")',
    'DATEADD(%s, 1, "d")',
    'IF(%b, %s, %s)',
    'COALESCE(%s, %s)',
    'MAX(%s, %s)',
  ],
}
/** Only about whole records, not within aggregates. Lower case letters stand for lines, capitals for what is inside a projection. */
const rootPatterns: Partial<Record<Kind, readonly string[]>> = {
  number: [
    'SUM(@n)',
    'AVERAGE(@n)',
    'MIN(@n)',
    'MAX(@n)',
    'COUNT(@t)',
    'COUNT(lines)',
    'SUM(lines, $n)',
    'SUMIF(lines, $b, $n)',
    'COUNTIF(lines, $b)',
    'AVERAGEIF(lines, $b, $n)',
    'MAXIF(lines, $b, $n)',
    'MINIF(lines, $b, $n)',
    'SUM(@n, %n)',
    'COUNT(@n)',
  ],
  boolean: [
    'ANY(lines, $b)',
    'ALL(lines, $b)',
    'ANY(@b)',
    '(lines is empty)',
    '(r1 = me)',
    '(r1 != me)',
    '(r1 = r2)',
    '(r1 != r2)',
    '(r1 = r2.r1)',
    '(r1 in my_people())',
    '(r1 not in my_teams())',
    '(t1 in my_roles())',
    '("sales" not in my_roles())',
    '(r1 is empty)',
    '(r1 = "abc")',
    '(r1 != "abc")',
    `(r1 = "${id(2)}")`,
    `(r1 in ("${id(2)}", "abc", me))`,
    '(r1 = me.team)',
    '(r1 in (r2, me, empty))',
  ],
  text: ['MIN(@t)', 'MAX(@t)'],
  date: ['MIN(@d)', 'MAX(@d)'],
  datetime: ['MAX(@s)'],
}

function grammar(
  leaves: Leaves,
  maxDepth: number,
  more: Partial<Record<Kind, readonly string[]>>,
  inner?: Record<'@' | '$', Record<Kind, Made>>,
): Record<Kind, Made> {
  const tied = fc.letrec<Record<Kind, string>>((tie) => {
    const fill = (pattern: string): Made => {
      const places = [...pattern.matchAll(/([%@$])([ntbds])(?![a-z])/g)]
      const parts = pattern.split(/[%@$][ntbds](?![a-z])/)
      return fc
        .tuple(
          ...places.map(([, sign, letter]) => {
            const kind = kinds[letter!]!
            return sign === '%' ? tie(kind) : inner![sign as '@' | '$'][kind]
          }),
        )
        .map((filled) => parts.map((part, i) => part + (filled[i] ?? '')).join(''))
    }
    const choose = (kind: Kind): Made =>
      fc.oneof(
        { maxDepth, depthIdentifier: leaves.prefix },
        {
          arbitrary: fc.oneof(
            { arbitrary: one(leaves[kind]), weight: 4 },
            { arbitrary: written[kind], weight: 1 },
          ),
          weight: 2,
        },
        { arbitrary: fc.oneof(...patterns[kind].map(fill)), weight: 5 },
        ...(more[kind] ? [{ arbitrary: fc.oneof(...more[kind].map(fill)), weight: 1 }] : []),
      )
    return {
      number: choose('number'),
      text: choose('text'),
      boolean: choose('boolean'),
      date: choose('date'),
      datetime: choose('datetime'),
    }
  })
  return tied
}

/** `lines.x` must be in a projection: an expression that has none is given one. */
const projecting = (made: Record<Kind, Made>): Record<Kind, Made> => {
  const sure: Record<Kind, string> = {
    number: 'lines.ln',
    text: 'lines.lt',
    boolean: 'lines.lb',
    date: 'lines.ld',
    datetime: 'lines.ls',
  }
  const map = (kind: Kind) =>
    made[kind].map((each) => (each.includes('lines.') ? each : sure[kind]))
  return {
    number: map('number'),
    text: map('text'),
    boolean: map('boolean'),
    date: map('date'),
    datetime: map('datetime'),
  }
}

const inner = { '@': projecting(grammar(insideLeaves, 2, {})), $: grammar(lineLeaves, 2, {}) }
const whole = grammar(rootLeaves, 3, rootPatterns, inner)

/** A formula of any type, as a person would write it. */
export const formulaOf: Made = fc.oneof(
  whole.number,
  whole.text,
  whole.boolean,
  whole.boolean,
  whole.date,
  whole.datetime,
)
