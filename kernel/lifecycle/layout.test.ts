// Is a lifecycle drawn whole, with nothing on top of anything else?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { book } from '#ltc/index.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type Box, layout, type Layout, sizes } from './layout.ts'
import { flowWarnings } from './warnings.ts'

const apart = (a: Box, b: Box): boolean =>
  a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
const words = { zh: 'x', en: 'x' }

function sound(it: Layout, lifecycle: Lifecycle): void {
  const boxes: Box[] = [...it.stages, ...it.approvals]
  boxes.forEach((a, i) =>
    boxes.slice(i + 1).forEach((b) => assert.ok(apart(a, b), JSON.stringify([a, b]))),
  )
  const all = [
    ...it.stages.map((one) => [one.x + one.w, one.y + one.h]),
    ...it.moves.flatMap((one) => one.legs.flatMap((leg) => leg.points)),
  ]
  for (const [x, y] of all)
    assert.ok(
      x! >= 0 && y! >= 0 && x! <= it.width && y! <= it.height,
      JSON.stringify([x, y, it.width, it.height]),
    )
  for (const [name, move] of Object.entries(lifecycle.moves)) {
    const drawn = it.moves.find((one) => one.name === name)!
    assert.deepEqual(drawn.legs.map((leg) => leg.from).sort(), [...move!.from].sort(), name)
    const goal = it.stages.find((one) => one.name === move!.to)!
    for (const leg of drawn.legs) {
      const start = it.stages.find((one) => one.name === leg.from)!
      touches(leg.points[0]!, start)
      if (!drawn.last) touches(leg.points.at(-1)!, goal)
    }
    if (drawn.last) touches(drawn.last.at(-1)!, goal)
  }
}
const touches = ([x, y]: readonly [number, number], box: Box): void =>
  assert.ok(
    x >= box.x &&
      x <= box.x + box.w &&
      y >= box.y &&
      y <= box.y + box.h &&
      (x === box.x || x === box.x + box.w || y === box.y || y === box.y + box.h),
    JSON.stringify([x, y, box]),
  )

test('every lifecycle of the book is drawn whole', () => {
  for (const [name, object] of Object.entries(book.objects)) {
    if (!object.lifecycle) continue
    const flows = Object.fromEntries(
      Object.entries(book.approvals).filter(([, flow]) => flow.object === name),
    )
    sound(layout(object.lifecycle, flows), object.lifecycle)
  }
})

test('the good way is a line, bad ends stand below it', () => {
  const { stages } = layout(book.objects.opportunity!.lifecycle!)
  const row = stages.filter((one) => one.stage.kind !== 'lost')
  assert.deepEqual(
    row.map((one) => one.name),
    ['discovery', 'needs', 'solution', 'quoting', 'negotiation', 'won'],
  )
  assert.equal(new Set(row.map((one) => one.y)).size, 1)
  assert.ok(stages.find((one) => one.name === 'lost')!.y > row[0]!.y + sizes.stage.h)
})

test('any lifecycle that somebody may draw is drawn whole', () => {
  const kind = fc.constantFrom('open', 'open', 'open', 'won', 'lost')
  const lifecycle = fc.array(kind, { minLength: 2, maxLength: 9 }).chain((kinds) => {
    const names = kinds.map((_, i) => `s${i}`)
    const move = fc
      .record({
        from: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 5 }),
        to: fc.constantFrom(...names),
        gated: fc.boolean(),
      })
      .filter((one) => !one.from.includes(one.to))
      .map(({ from, to, gated }) => ({ from, to, ...(gated && { gate: { require: ['name'] } }) }))
    return fc.array(move, { maxLength: 12 }).map((moves): Lifecycle => ({
      first: 's0',
      stages: Object.fromEntries(
        kinds.map((one, i) => [`s${i}`, { label: words, kind: one as 'open' }]),
      ),
      moves: Object.fromEntries(moves.map((one, i) => [`m${i}`, one])),
    }))
  })
  fc.assert(
    fc.property(lifecycle, (it) => sound(layout(it), it)),
    { numRuns: 300 },
  )
})

test('a stage that nothing leaves, and a gate that nobody can give, are warned of', () => {
  const lifecycle = {
    first: 'a',
    stages: { a: { label: words }, b: { label: words }, c: { label: words } },
    moves: {
      go: {
        from: ['a'],
        to: 'b',
        by: ['ghost'],
        gate: { checks: { x: { if: 'name is empty', says: words, giver: 'ghost' } } },
      },
    },
  } as Lifecycle
  const object = {
    ...book.objects.lead!,
    name: 'lead',
    lifecycle,
    actions: {},
    children: {},
    formulas: {},
  } as never
  assert.deepEqual(
    flowWarnings(object, {}, new Set(['sales', 'finance'])).map((one) => [
      one.stage ?? one.move,
      one.says.en,
    ]),
    [
      ['b', 'Nothing leads on from here'],
      ['c', 'No move leads here'],
      ['c', 'Nothing leads on from here'],
      [null, 'There is no end: every record counts as open for ever'],
      ['go', 'Nobody but administrators has a role that may make this move'],
      ['go', 'Nobody but administrators has the role that gives “x”'],
    ],
  )
})
