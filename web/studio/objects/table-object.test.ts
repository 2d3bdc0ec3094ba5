// Do the sheets of a file become the objects that a person would have made of them?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SheetShape, TableShape } from '#kernel/api.ts'
import { firstWishes, objectsOf, titleColumns, type SheetWish } from './table-object.ts'

type Column = SheetShape['columns'][number]
const column = (name: string, more: Partial<Column> = {}): Column => ({
  name,
  kind: 'text',
  sample: [],
  filled: true,
  distinct: false,
  ...more,
})
const fileOf = (...sheets: [name: string | null, columns: Column[]][]): TableShape => ({
  file: 'tickets.xlsx',
  sheets: sheets.map(([name, columns]) => ({ name, rows: 3, columns })),
})
/** As the form hands them on: named in both languages. */
const named = (wishes: readonly SheetWish[]): SheetWish[] =>
  wishes.map((one) => ({ ...one, label: { zh: one.label.zh, en: one.label.en || one.label.zh } }))
const objects = { account: { label: { zh: '客户', en: 'Customer' } } }
const fieldsOf = (def: Record<string, unknown>) =>
  def.fields as Record<string, Record<string, unknown>>

const single = fileOf([
  'Sheet1',
  [
    column('Subject'),
    column('Account'),
    column('Priority', { kind: 'choice', choices: ['High', 'Low'] }),
    column('Owner', { filled: false }),
    column('Subject ', { filled: false }),
  ],
])

test('a column that is called like an object refers to it; names of fields never clash', () => {
  const wishes = firstWishes(single, objects)
  assert.deepEqual(wishes[0]!.label, { zh: 'tickets', en: '' })
  assert.equal(wishes[0]!.columns[1]!.kind, 'ref:account')
  assert.deepEqual(
    titleColumns(wishes[0]!.columns).map((one) => one.column),
    ['Subject', 'Owner', 'Subject '],
  )
  const [made] = objectsOf(named(wishes), objects)
  assert.deepEqual(Object.keys(fieldsOf(made!.def)), [
    'subject',
    'account',
    'priority',
    'owner_2',
    'subject_2',
  ])
  assert.equal(made!.def.title, 'subject')
  assert.deepEqual(made!.mapping.columns, {
    Subject: 'subject',
    Account: 'account',
    Priority: 'priority',
    Owner: 'owner_2',
    'Subject ': 'subject_2',
  })
  assert.deepEqual(made!.mapping.create_missing, ['account'])
})

test('names of colleagues become people; under the head of the owner they are the owner of the record', () => {
  const people = { unknown: ['王五'] }
  const file = fileOf([
    'Sheet1',
    [
      column('主题'),
      column('负责人', { kind: 'choice', choices: ['李雷'], people: { unknown: [] } }),
      column('经办人', { people }),
      column('Owner', { people }),
    ],
  ])
  const wishes = firstWishes(file, objects)
  assert.deepEqual(
    wishes[0]!.columns.map((one) => one.kind),
    ['text', 'owner', 'person', 'person'],
  )
  const creating = wishes.map((sheet) => ({
    ...sheet,
    columns: sheet.columns.map((one) => ({ ...one, creates: one.column === '经办人' })),
  }))
  const [made] = objectsOf(named(creating), objects)
  assert.equal(made!.mapping.columns['负责人'], 'owner')
  const handler = made!.mapping.columns['经办人'] as string
  assert.equal(fieldsOf(made!.def)[handler]!.kind, 'person')
  assert.equal(fieldsOf(made!.def).owner, undefined)
  assert.deepEqual(made!.mapping.create_missing, [handler])
})

test('the only sheet is called after the file where its own name is taken; a sheet of notes is left out', () => {
  const taken = fileOf(['客户', [column('a'), column('b')]])
  assert.equal(firstWishes(taken, objects)[0]!.label.zh, 'tickets')
  const noted = firstWishes(
    fileOf(['说明', [column('填表说明')]], ['客户', [column('a'), column('b')]]),
    objects,
  )
  assert.deepEqual(
    noted.map((one) => [one.label.zh, one.used]),
    [
      ['说明', false],
      ['客户', true],
    ],
  )
})

test('a code is the number of a record, by which other files name it; nobody makes records of codes unasked', () => {
  const machines = fileOf(['Sheet1', [column('设备编号'), column('名称')]])
  const [made] = objectsOf(named(firstWishes(machines, {})), {})
  assert.deepEqual(Object.keys(fieldsOf(made!.def)).slice(0, 1), ['number'])
  assert.equal(fieldsOf(made!.def).number!.kind, 'text')

  const [wish] = firstWishes(fileOf(['Sheet1', [column('主题'), column('Machine')]]), objects)
  const columns = wish!.columns.map((one) =>
    one.column === 'Machine' ? { ...one, kind: 'ref:account' as const } : one,
  )
  const [contract] = objectsOf(named([{ ...wish!, columns }]), objects)
  assert.equal(contract!.mapping.create_missing, undefined)
  const asked = columns.map((one) => ({ ...one, creates: true }))
  assert.deepEqual(
    objectsOf(named([{ ...wish!, columns: asked }]), objects)[0]!.mapping.create_missing,
    ['machine'],
  )
})

test('a column that became a reference after all names no record; the form and what it makes agree on which does', () => {
  const [wish] = firstWishes(fileOf(['Sheet1', [column('Machine'), column('Place')]]), objects)
  assert.equal(wish!.title, 'Machine')
  const columns = wish!.columns.map((one) =>
    one.column === 'Machine' ? { ...one, kind: 'ref:account' as const } : one,
  )
  assert.equal(objectsOf(named([{ ...wish!, columns }]), objects)[0]!.def.title, 'place')
})

test('a column that is left out is no field, and its cells go nowhere', () => {
  const [first] = firstWishes(single, {})
  const columns = first!.columns.map((one) => ({ ...one, used: one.column === 'Priority' }))
  const [made] = objectsOf([{ ...first!, columns, title: 'gone' }], {})
  assert.deepEqual(made!.def.fields, {
    priority: {
      label: { zh: 'Priority', en: 'Priority' },
      kind: 'choice',
      choices: {
        high: { label: { zh: 'High', en: 'High' } },
        low: { label: { zh: 'Low', en: 'Low' } },
      },
      custom: true,
    },
  })
  assert.equal(made!.mapping.columns.Subject, null)
})

const book = fileOf(
  [
    'Tickets',
    [
      column('No', { distinct: true, series: 'T-{000}' }),
      column('Subject', { distinct: true }),
      column('Machine', { refers: { sheet: 1, column: 'Code' } }),
    ],
  ],
  ['Machines', [column('Code', { distinct: true, series: 'M-{00}' }), column('Account')]],
)

test('sheets of one workbook become objects that refer to each other, in the order in which their rows can go in', () => {
  const made = objectsOf(named(firstWishes(book, objects)), objects)
  assert.deepEqual(
    made.map((one) => one.name),
    ['machines', 'tickets'],
  )
  const [machines, tickets] = made
  assert.deepEqual(fieldsOf(tickets!.def).machine, {
    label: { zh: 'Machine', en: 'Machine' },
    kind: 'ref',
    object: 'machines',
    custom: true,
  })
  assert.deepEqual(fieldsOf(machines!.def).tickets_list, {
    label: { zh: 'Tickets', en: 'Tickets' },
    kind: 'lines',
    object: 'tickets',
    by: 'machine',
    read_only: true,
    custom: true,
  })
  assert.deepEqual(
    [machines!.mapping.sheet, machines!.mapping.create_missing],
    ['Machines', ['account']],
  )
  // Rows of the file itself are never made up: a number that is not there is a mistake.
  assert.equal(tickets!.mapping.create_missing, undefined)
})

test('numbers of a series go on by themselves, and a text that tells rows apart is the name', () => {
  const [machines, tickets] = objectsOf(named(firstWishes(book, objects)), objects)
  assert.equal(fieldsOf(tickets!.def).number!.pattern, 'T-{000}')
  assert.equal(tickets!.def.title, 'subject')
  assert.deepEqual(tickets!.def.list, ['number', 'subject', 'machine', 'owner'])
  // Where nothing else names it, the number does.
  assert.equal(machines!.def.title, 'number')
})

test('a reference to a sheet that is left out is a text', () => {
  const wishes = firstWishes(book, {})
  const [tickets] = objectsOf([wishes[0]!, { ...wishes[1]!, used: false }], {})
  assert.equal(fieldsOf(tickets!.def).machine!.kind, 'text')
})

test('numbers under the head of an amount are money', () => {
  const cost = column('预计费用', { kind: 'integer' })
  const [first] = firstWishes(fileOf([null, [column('主题'), cost]]), {})
  assert.equal(first!.columns[1]!.kind, 'money')
})
