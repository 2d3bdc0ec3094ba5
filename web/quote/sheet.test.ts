// Do the keys and the clipboard behave as in a spreadsheet?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { at, isInside, parseTable, pasted, rangeOf, stepped, tabbed, writeTable } from './sheet.ts'

const size = { rows: 3, cols: 4 }

test('arrows stop at the edges, and shift makes the selection grow', () => {
  assert.deepEqual(stepped(at(0, 0), -1, -1, size), at(0, 0))
  assert.deepEqual(stepped(at(2, 3), 1, 1, size), at(2, 3))
  const grown = stepped(stepped(at(1, 1), 1, 0, size, true), 0, 1, size, true)
  assert.deepEqual(rangeOf(grown), { top: 1, left: 1, bottom: 2, right: 2 })
  assert.ok(isInside({ row: 2, col: 1 }, rangeOf(grown)))
})

test('Tab goes through the cells that can be filled and on to the next row, and ends after the last', () => {
  const fillable = (col: number) => col !== 1
  assert.deepEqual(tabbed(at(0, 0), false, size, fillable), at(0, 2))
  assert.deepEqual(tabbed(at(0, 3), false, size, fillable), at(1, 0))
  assert.deepEqual(tabbed(at(1, 0), true, size, fillable), at(0, 3))
  assert.equal(tabbed(at(2, 3), false, size, fillable), null)
})

test('a table from Excel is read as it was, whatever stands in its cells', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', '工', '1', ',') })
  const tables = fc.integer({ min: 1, max: 4 }).chain((cols) =>
    fc.array(fc.array(cell, { minLength: cols, maxLength: cols }), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  fc.assert(
    fc.property(tables, (table) => {
      // Excel ends a table with a line end, so an empty last line can't be told from it.
      fc.pre(table.at(-1)!.some((one) => one !== '') && !table.at(-1)!.at(-1)!.endsWith('\n'))
      assert.deepEqual(parseTable(`${writeTable(table)}\r\n`), table)
    }),
  )
})

test('an inch sign at the start of a cell does not swallow the rest of the table', () => {
  assert.deepEqual(parseTable('"5 寸\t2\n屏\t1'), [
    ['"5 寸', '2'],
    ['屏', '1'],
  ])
})

test('one copied cell fills the selection, a table starts at its corner and may go below the last row', () => {
  assert.equal(
    pasted([['7']], { from: { row: 0, col: 1 }, to: { row: 2, col: 2 } }, size).length,
    6,
  )
  const cells = pasted(
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
    at(2, 3),
    size,
  )
  assert.deepEqual(cells, [
    { cell: { row: 2, col: 3 }, text: 'a' },
    { cell: { row: 3, col: 3 }, text: 'c' },
  ])
})
