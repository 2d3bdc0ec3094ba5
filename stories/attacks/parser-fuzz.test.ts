// Does every reader of what people and files bring end with a value or a refusal, and reach nothing else?
//
// What is read is sound text of each kind, broken in a few places: that comes further in than noise does. A failing
// input is printed whole. `OPENLTC_LONG=1 npm test -- parser-fuzz` tries a hundred times as many.
import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { test } from 'node:test'
import { Decimal } from 'decimal.js'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { Problems, Refusal } from '#kernel/error.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { caseRow, cases } from '#kernel/formula/cases.fixtures.ts'
import { check } from '#kernel/formula/check.ts'
import { circumstances, rowOf, scope } from '#kernel/formula/random-rows.fixtures.ts'
import { toValue } from '#kernel/formula/to-value.ts'
import { convertCell } from '#kernel/import/convert.ts'
import { dateOrders } from '#kernel/import/date-text.ts'
import { readMapping } from '#kernel/import/mapping.ts'
import { merge } from '#kernel/merge.ts'
import { runs } from '#kernel/money/runs.fixtures.ts'
import type { Who } from '#kernel/permission.ts'
import { orderOf } from '#kernel/query/ask.ts'
import { writeCursor } from '#kernel/query/cursor.ts'
import { plan, planGroup } from '#kernel/query/plan.ts'
import { printGroups } from '#kernel/query/print-groups.ts'
import { printList } from '#kernel/query/print.ts'
import { permit } from '#kernel/query/view.ts'
import { compile, type Sql } from '#kernel/sql.ts'
import { readHours } from '#kernel/time/working-time.ts'
import { checkDocument } from '#kernel/view/check-document.ts'
import { bracesOf, type DocumentTemplate } from '#kernel/view/document.ts'
import { bucketRange, rangeOf } from '#kernel/view/period.ts'
import { book } from '#ltc/index.ts'
import { say, table, wordFile } from '#server/documents/word/word-file.fixtures.ts'
import { wordPdf } from '#server/documents/word/word-pdf.ts'
import { readTable } from '#server/files/read-table.ts'
import { bookOf } from '#server/files/sample-workbook.fixtures.ts'
import { XmlReader } from '#server/files/xml-reader.ts'
import { readJson } from '#server/http/read-json.ts'
import { Chance } from './permission-world.fixtures.ts'

const compiled = compileApp(book, {}, 1)
assert.ok('app' in compiled)
const { app } = compiled
const chance = new Chance(20_261_126)
const admin: Who = {
  id: '019cac00-0000-7000-8000-000000000001',
  name: 'Sample',
  roles: ['admin'],
  team: null,
  teams: [],
  people: ['019cac00-0000-7000-8000-000000000001'],
  language: 'en',
}
const seller: Who = { ...admin, roles: ['sales'] }

/** Typed by nobody else: where it stands in the text of a statement, somebody's words became SQL. */
const canary = 'kanari7742'

/** What breaks readers: signs with a meaning somewhere, names that every object has, ends of ranges. */
const spices = (
  `${canary} ' " \` \\ ; -- /* */ $1 $$ % _ {} {0} {{ }} \${7*7} <%= =1+1 +1 -1 @SUM(1) <script> ]]> <!DOCTYPE <!ENTITY &a; &#x0; &#x110000; ` +
  '( ) [ ] , . .. | # # : = <> != <= >= + - * / ^ % & ! ? 且 或 非 （ ） “ ” ，' +
  ' and or not in is empty between contains starts with true false null me my today() now() lines owner account amount stage id ' +
  ' __proto__ constructor prototype toString hasOwnProperty __defineGetter__ valueOf then process globalThis require import eval Function' +
  ' NaN Infinity -0 1e999 1e-999 0x10 1,000.00 １２３ 2026-02-30 0000-00-00 9999-12-31T23:59:59-14:00 2月30日 12:61 19cac00 010.0' +
  ' SUM( COUNT( IF( ANY( REPT("x",32767) TEXT( DATE( MID( SUBSTITUTE( month( bins( step( count() sum( median( our. row'
).split(' ')
const signs = ['\0', '\ud800', '\udfff', '\u202e', '\ufeff', '\r\n', '\t', '\u2028', '😀', 'é', ' ']

/** The text with one to four places cut out, doubled, moved or filled with something else. */
function broken(text: string, others: readonly string[]): string {
  let now = text
  for (let n = 1 + chance.below(4); n > 0; n--) {
    const from = chance.below(now.length + 1)
    const to = Math.min(now.length, from + chance.below(12))
    const into = [
      () => '',
      () => chance.one(spices),
      () => chance.one(signs),
      () => now.slice(from, to).repeat(2 + chance.below(3)),
      () => {
        const other = chance.one(others)
        const at = chance.below(other.length + 1)
        return other.slice(at, at + chance.below(40))
      },
    ][chance.below(5)]!()
    now = now.slice(0, from) + into + now.slice(chance.yes(50) ? to : from)
  }
  // Now and then far too much of one thing.
  if (chance.yes(1)) now = now.slice(0, 200) + (chance.one(spices) || '(').repeat(3000)
  return now.slice(0, 80_000)
}

/** Values of no kind in particular, for places that wait for one kind. */
const odd = (): unknown =>
  chance.one<() => unknown>([
    () => null,
    () => true,
    () => chance.below(1e9) - 5e8,
    () => 1e308,
    () => '',
    () => chance.one(spices),
    () => chance.one(signs).repeat(chance.below(200)),
    () => [],
    () => [odd()],
    () => ({}),
    () => ({ [chance.one(spices)]: odd() }),
    () => ({ zh: 'x', en: chance.one(spices) }),
    () => [{ id: admin.id }],
    () => admin.id,
  ])()

/** The same JSON with some of its values exchanged, taken out, or put under other names. */
function twisted(value: unknown, percent: number): unknown {
  // Most texts stay texts: what has another shape is refused before anybody looks at what it says.
  if (chance.yes(percent) && (typeof value !== 'string' || chance.yes(30))) return odd()
  if (Array.isArray(value)) return value.map((one) => twisted(one, percent))
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' && chance.yes(percent) ? broken(value, [value, canary]) : value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      chance.yes(percent / 4)
        ? []
        : [[chance.yes(percent / 4) ? chance.one(spices) : key, twisted(one, percent)]],
    ),
  )
}

/** All texts under keys of these names, wherever they stand. */
function textsUnder(value: unknown, keys: ReadonlySet<string>, found: string[] = []): string[] {
  if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value))
      if (typeof one === 'string') {
        if (keys.has(key)) found.push(one)
      } else textsUnder(one, keys, found)
  return found
}

const shown = (input: unknown): string =>
  (typeof input === 'string'
    ? JSON.stringify(input)
    : Buffer.isBuffer(input)
      ? input.toString('base64')
      : JSON.stringify(input)
  ).slice(0, 4000)

/** What everybody in this process shares; a reader that can be led astray leaves its traces there. */
const shared = (): string =>
  JSON.stringify(
    [Object.prototype, Array.prototype, Function.prototype, String.prototype, globalThis].map(
      (one) => Reflect.ownKeys(one).map(String),
    ),
  )

/** Two seconds of the processor, whatever else the machine does; a thousand of most take less. */
const patience = 2_000_000

/**
 * Reads so many inputs. Each ends with a value or a refusal, within its time; the prototypes of the language stay as
 * they were and nothing is asked of the network.
 */
async function tries(
  count: number,
  make: () => unknown,
  read: (input: never) => unknown,
): Promise<void> {
  const before = shared()
  let calls = 0
  const heard = (): void => void calls++
  subscribe('net.client.socket', heard)
  let sound = 0
  try {
    for (let n = runs(count).numRuns; n > 0; n--) {
      const input = make()
      const begun = process.cpuUsage()
      try {
        const value = read(input as never)
        if (value instanceof Promise) await value
        sound++
      } catch (error) {
        if (!(error instanceof Refusal)) assert.fail(`${shown(input)}\n${(error as Error).stack}`)
      }
      const spent = process.cpuUsage(begun)
      assert.ok(spent.user + spent.system < patience, `slow: ${shown(input)}`)
    }
  } finally {
    unsubscribe('net.client.socket', heard)
  }
  assert.equal(calls, 0, 'nothing was asked of the network')
  assert.equal(shared(), before, 'what everybody shares is as it was')
  assert.ok(sound > 0, 'some of them are read')
}

const formulaKeys = new Set(
  'formula if where filter default required_if shown_if read_only_if by sum value currency condition'.split(
    ' ',
  ),
)
const formulas = [
  ...cases.map((one) => one.formula),
  ...textsUnder(book, formulaKeys).filter((text) => text !== ''),
]
const templates = textsUnder(book.documents, new Set(['zh', 'en'])).filter((text) =>
  text.includes('{'),
)

test('formulas', () =>
  tries(
    5000,
    () => broken(chance.one(formulas), formulas),
    (text: string) => {
      const answer = check(text, scope)
      if ('problems' in answer) return assert.ok(answer.problems.length > 0)
      const value = toValue(answer.checked, rowOf(caseRow), circumstances)
      // Only values come out: never a function, never an object of the host.
      assert.ok(
        value === null ||
          ['string', 'boolean'].includes(typeof value) ||
          value instanceof Decimal ||
          (typeof value === 'object' &&
            (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)),
        String(value),
      )
    },
  ))

const names = ['lead', 'account', 'opportunity', 'quote', 'contract', 'invoice', 'activity']
const fields = [
  'name',
  'stage',
  'amount',
  'owner.name',
  'account.owner',
  'created_at',
  'lines',
  'id',
]
const noSql = (statement: Sql): void =>
  assert.equal(compile(statement).text.includes(canary), false, 'typed words became SQL')

test('questions: filters, sorts, columns, cursors, groups and measures', () =>
  tries(
    2500,
    () => {
      const one = (words: readonly string[]): string =>
        chance.yes(40) ? chance.one(words) : broken(chance.one(words), words)
      const base = {
        from: chance.yes(90) ? chance.one(names) : one(names),
        ...(chance.yes(60) ? { where: one(formulas) } : {}),
        ...(chance.yes(30) ? { search: one(spices) } : {}),
      }
      const sorted = { ...base, ...(chance.yes(40) ? { sort: one(fields) } : {}) }
      return chance.yes(60)
        ? {
            ...sorted,
            ...(chance.yes(40) ? { select: [one(fields), one(fields)] } : {}),
            ...(chance.yes(20)
              ? {
                  after: writeCursor(
                    orderOf(sorted),
                    chance.one([[canary, admin.id], [canary], [null]]),
                  ),
                }
              : {}),
          }
        : {
            ...base,
            by: [
              one(['stage', 'month(created_at)', 'owner', 'step(amount, 1000)', 'account.name']),
            ],
            measure: {
              // The name of a measure is quoted where it names its figure: its canary would be told by the statement.
              [chance.yes(80) ? 'n' : chance.one(spices.filter((word) => word !== canary))]: one([
                'count()',
                'sum(amount)',
                'median(amount) / count()',
                'countif(stage = "won")',
                'distinct(owner)',
              ]),
            },
          }
    },
    (ask: { from: string; by?: string[] }) => {
      const view = permit(app, chance.yes(50) ? admin : seller)
      if (ask.by) noSql(printGroups(planGroup(view, ask), circumstances))
      else noSql(printList(plan(view, ask), circumstances))
    },
  ))

test('texts of papers and mails with braces', () =>
  tries(
    2500,
    () => broken(chance.one(templates), [...templates, ...formulas]),
    (text: string) => {
      const letters = bracesOf(text).filter((part) => typeof part === 'string')
      assert.ok(letters.join('').length <= text.length)
      const template: DocumentTemplate = {
        ...Object.values(book.documents)[0]!,
        title: { zh: text, en: text },
      }
      checkDocument('documents.x', template, app.objects, () => {})
    },
  ))

/** A company's change over the standard: an application, or all that is wrong with it. */
function compileShape(changes: object): void {
  const answer = compileApp(book, changes as never, 2)
  if ('problems' in answer) assert.ok(answer.problems.length > 0)
}

test('models that a company has made', () =>
  tries(
    30,
    () => {
      const [place, of] = chance.one([
        ['objects', book.objects],
        ['documents', book.documents],
        ['reports', book.reports],
        ['dashboards', book.dashboards],
        ['automations', book.automations],
        ['approvals', book.approvals],
        ['views', book.views],
        ['roles', book.roles],
      ] as const)
      const [name, thing] = chance.one(Object.entries(of))
      return {
        [place]: { [name]: twisted(JSON.parse(JSON.stringify(thing)), 1 + chance.below(2)) },
      }
    },
    compileShape,
  ))

test('differences that are laid over one another', () =>
  tries(
    2000,
    () => [twisted({ a: { b: 1, c: [1] }, d: 'x' }, 30), twisted({ a: { b: null }, e: {} }, 30)],
    ([a, b]: [unknown, unknown]) => merge(a, b),
  ))

const records = Object.values(app.objects).flatMap((one) => Object.values(one.fields))
test('values of every kind of field', () =>
  tries(
    6000,
    () => [
      chance.one(records),
      chance.yes(50)
        ? odd()
        : broken('1234.50', [...spices, '13800138001', 'a@b.cn', '2026-02-28']),
    ],
    ([field, value]: [(typeof records)[number], unknown]) => {
      const problems = new Problems()
      const kept = kindOf(field).parse(value, field, 'x', problems)
      if (problems.list.length === 0 && field.kind === 'datetime' && kept !== null)
        assert.match(String(kept), /^(?!0000)\d{4}-/)
      if (problems.list.length === 0 && typeof kept === 'string')
        assert.equal(
          kept.isWellFormed() && !kept.includes('\0'),
          true,
          `kept ${JSON.stringify(kept)}`,
        )
    },
  ))

test('cells of files: numbers, days, choices and people as others write them', () =>
  tries(
    6000,
    () => [
      chance.one(records),
      chance.yes(10)
        ? chance.one([
            { yes: true },
            { number: '44000.5' },
            { number: '0.13', percent: true },
            { date: '2026-02-28T13:05:00' },
            { error: '#REF!' },
            null,
          ])
        : broken(
            chance.one([
              '1.234,50',
              '12,345.67元',
              '2026年3月5日 14:05',
              '3/4/26',
              '是',
              '50%',
              '（1,000.00）',
              '1.5万',
            ]),
            [...spices, '下午3点', 'USD', '12:30'],
          ),
    ],
    ([field, cell]: [(typeof records)[number], never]) =>
      convertCell(
        cell,
        { path: 'x', field },
        {
          zone: 'Asia/Shanghai',
          dates: chance.one(dateOrders),
          decimal: chance.one(['.', ','] as const),
        },
      ),
  ))

test('words of time: periods, their names, working hours', () =>
  tries(
    2500,
    () =>
      broken(
        chance.one([
          'this_month',
          'last_30_days',
          '2026-Q3',
          '2026-W53',
          '2026-11',
          '09:00-12:00 13:30-18:00',
        ]),
        spices,
      ),
    (text: string) => {
      rangeOf(text, 20_000)
      for (const unit of ['year', 'quarter', 'month', 'week', 'day'] as const)
        bucketRange(unit, text)
      readHours(text)
    },
  ))

test('bodies of JSON', () =>
  tries(
    3000,
    () => {
      const text = JSON.stringify({
        name: 'x',
        amount: 12.5,
        lines: [{ id: admin.id, quantity: '1' }],
        a: { __proto__: 1, b: [null] },
      })
      return broken(text, [text, '{"__proto__":{"polluted":1}}', '[[[[[[', '1e400', '\\u0000'])
    },
    readJson,
  ))

test('how a file is to be read: mappings', () =>
  tries(
    1500,
    () =>
      twisted(
        {
          key: 'name',
          columns: {
            名称: 'name',
            金额: 'amount',
            负责人: 'owner',
            备注: { field: 'remark', new: 'text' },
          },
          create_missing: ['owner'],
          only: { 金额: [] },
          rows: 'all',
          dates: 'auto',
          decimal: '.',
          encoding: 'auto',
          header_row: 1,
          empty: ['-'],
          zone: 'Asia/Shanghai',
        },
        4,
      ),
    (mapping: unknown) =>
      readMapping(mapping, app.objects.opportunity!.fields, ['名称', '金额', '负责人', '备注']),
  ))

async function walked(bytes: Buffer): Promise<void> {
  for await (const _row of (await readTable({ bytes })).rows);
}
const csv = '名称,金额,日期\r\n"甲, ""公司""",1234.50,2026-01-02\r\n乙,,\r\n'
/** Bytes with some of them exchanged, cut off or doubled. */
function bitten(bytes: Buffer): Buffer {
  let now = Buffer.from(bytes)
  for (let n = chance.below(8); n > 0; n--) now[chance.below(now.length)] = chance.below(256)
  if (chance.yes(20)) now = now.subarray(0, chance.below(now.length))
  if (chance.yes(20)) now = Buffer.concat([now, now.subarray(chance.below(now.length + 1))])
  return now
}

test('tables as text, also bank statements', () =>
  tries(
    600,
    () =>
      chance.yes(60)
        ? Buffer.from(
            broken(csv, [csv, '=cmd|1', '\t', ';']),
            chance.one(['utf8', 'utf16le', 'latin1'] as const),
          )
        : bitten(Buffer.from(csv)),
    walked,
  ))

const sheet =
  '<sheetData><row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>44000</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
test('workbooks', () =>
  tries(
    150,
    () => (chance.yes(50) ? bookOf(broken(sheet, [sheet])) : bitten(bookOf(sheet))),
    walked,
  ))

test('XML, in pieces of any size', () =>
  tries(
    2500,
    () =>
      broken(`<?xml version="1.0"?><a:b c="d" e='f>'>g&amp;<![CDATA[h]]><!-- i --><j/></a:b>`, [
        sheet,
        spices.join(''),
      ]),
    (text: string) => {
      const reader = new XmlReader({ open: () => {}, close: () => {}, text: () => {} })
      for (let at = 0; at < text.length;) {
        const next = at + 1 + chance.below(9)
        reader.push(text.slice(at, next))
        at = next
      }
      reader.end()
    },
  ))

const about = {
  title: '合同',
  company: '示例',
  language: 'zh',
  made_at: '2026-11-23T08:00:00Z',
  marks: [],
} as const
const letter =
  say('甲方 {account.name}', '<w:b/><w:sz w:val="32"/>', '<w:jc w:val="center"/>') +
  table([2000, 3000], `<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${say('一')}</w:tc>`)
test('Word files that become PDFs', () =>
  tries(
    20,
    () => (chance.yes(60) ? wordFile(broken(letter, [letter])) : bitten(wordFile(letter))),
    (bytes: Buffer) => wordPdf(bytes, about),
  ))
