// Do windows, their conditions and the lines of a calendar follow their laws?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FieldDef } from '../field.ts'
import { readDay, weekday, writeDay } from '../formula/calendar.ts'
import {
  calendarStep,
  calendarWindow,
  datelessFilter,
  datesOf,
  ticks,
  timelineWindow,
  windowFilter,
} from './dates.ts'
import { fitted, laid, type Span } from './lanes.ts'
import { zooms } from './view.ts'

const label = { zh: '日', en: 'day' }
const date: FieldDef = { kind: 'date', label }
const at = (text: string): number => readDay(text)!

test('an object says on which days it stands; else its first date that people write says it', () => {
  const fields: Record<string, FieldDef> = {
    name: { kind: 'text', label },
    made: { ...date, read_only: true },
    due: date,
    until: date,
    created_at: { kind: 'datetime', label },
  }
  assert.deepEqual(datesOf({ fields }), { starts: 'due' })
  assert.deepEqual(datesOf({ fields, dates: { starts: 'due', ends: 'until' } }), {
    starts: 'due',
    ends: 'until',
  })
  assert.deepEqual(
    datesOf({ fields: { until: date }, dates: { starts: 'due', ends: 'until' } }),
    { starts: 'until' },
    'the beginning may not be read',
  )
  assert.equal(datesOf({ fields: { created_at: fields.created_at! } }), null)
})

test('a window is asked for as a condition over the days of the record', () => {
  const november = { from: at('2026-11-01'), to: at('2026-11-30') }
  assert.equal(
    windowFilter({ starts: 'due_on' }, november),
    'due_on between "2026-11-01" and "2026-11-30"',
  )
  assert.equal(
    windowFilter({ starts: 'starts_on', ends: 'due_on' }, november),
    'OVERLAPS(starts_on, due_on, "2026-11-01", "2026-11-30")',
  )
  assert.equal(
    datelessFilter({ starts: 'starts_on', ends: 'due_on' }),
    'starts_on is empty and due_on is empty',
  )
})

test('a calendar shows whole weeks from Monday, and every day of the month', () => {
  const { from, to } = calendarWindow('month', at('2026-11-26'))
  assert.deepEqual([writeDay(from), writeDay(to)], ['2026-10-26', '2026-12-06'])
  assert.equal(writeDay(calendarStep('month', at('2026-01-31'), 1)), '2026-02-28')
  fc.assert(
    fc.property(fc.integer({ min: at('2000-01-01'), max: at('2100-01-01') }), (day) => {
      const range = calendarWindow('month', day)
      assert.ok(
        range.from <= day &&
          day <= range.to &&
          weekday(range.from) === 0 &&
          weekday(range.to) === 6 &&
          range.to - range.from < 42,
      )
    }),
  )
})

test('a timeline has its day in sight at every zoom, and its ticks cover it without a gap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: at('2000-01-01'), max: at('2100-01-01') }),
      fc.constantFrom(...zooms),
      (day, zoom) => {
        const range = timelineWindow(zoom, day)
        assert.ok(range.from < day && day < range.to)
        const marks = ticks(zoom, range)
        assert.ok(marks[0]! <= range.from && marks.at(-1)! <= range.to)
        assert.ok(marks.every((mark, i) => i === 0 || mark > marks[i - 1]!))
      },
    ),
  )
})

test('no two records of a day lie in one line, and every record is either shown or counted on each of its days', () => {
  const span = fc
    .record({ from: fc.integer({ min: 0, max: 6 }), length: fc.integer({ min: 0, max: 6 }) })
    .map(({ from, length }): Span => ({ from, to: Math.min(6, from + length) }))
  fc.assert(
    fc.property(
      fc.array(span, { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      (spans, lines) => {
        const all = laid([...spans].sort((a, b) => a.from - b.from))
        const { shown, more } = fitted(all, { from: 0, to: 6 }, lines)
        for (let day = 0; day < 7; day++) {
          const on = all.filter((one) => one.span.from <= day && day <= one.span.to)
          assert.equal(new Set(on.map((one) => one.lane)).size, on.length)
          const seen = shown.filter((one) => one.span.from <= day && day <= one.span.to)
          assert.equal(seen.length + more[day]!, on.length)
          assert.ok(seen.length + (more[day]! > 0 ? 1 : 0) <= lines)
        }
      },
    ),
  )
})
