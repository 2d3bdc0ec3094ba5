// Do the cells of the matrix say what the lines of rights say, and do changed cells become lines that say it?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allow } from '#kernel/permission.ts'
import type { Allow, Deed } from '#kernel/permission.ts'
import type { AppObject } from '#kernel/app.ts'
import {
  copiedRights,
  cellOf,
  cellOfWhole,
  deeds,
  inList,
  sameCell,
  withCell,
  withOwnCell,
  withRole,
} from './rights.ts'
import { ownRule } from '#kernel/rule-words.ts'
import type { Cell } from './rights.ts'

test('a line without a rule is “all”, the common rule is “own”, any other is itself', () => {
  const lines = [
    allow('sales', 'read'),
    allow('sales', 'change', ownRule),
    allow('sales', 'remove', 'amount < 5'),
  ]
  assert.deepEqual(cellOf(lines, 'sales', 'read'), { scope: 'all' })
  assert.deepEqual(cellOf(lines, 'sales', 'change'), { scope: 'own' })
  assert.deepEqual(cellOf(lines, 'sales', 'remove'), { scope: 'rule', rule: 'amount < 5' })
  assert.deepEqual(cellOf(lines, 'sales', 'export'), { scope: 'none' })
  assert.deepEqual(cellOf(lines, 'finance', 'read'), { scope: 'none' })
})

test('several lines of one deed add up', () => {
  const lines = [allow('sales', 'read', 'a = 1'), allow('sales', 'read', 'b = 2')]
  assert.deepEqual(cellOf(lines, 'sales', 'read'), { scope: 'rule', rule: '(a = 1) or (b = 2)' })
  assert.deepEqual(cellOf([...lines, allow('sales', 'read')], 'sales', 'read'), { scope: 'all' })
})

test('a deed joins the line of the same rule instead of making another', () => {
  const lines = withCell([allow('sales', 'read change', ownRule)], 'sales', 'create', {
    scope: 'own',
  })
  assert.deepEqual(lines, [{ role: 'sales', deeds: ['read', 'create', 'change'], rule: ownRule }])
})

const roles = ['sales', 'finance', '*']
const rule = fc.constantFrom('a = 1', ownRule, 'b = 2')
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>({ scope: 'none' }, { scope: 'own' }, { scope: 'all' }),
  fc.constantFrom('a = 1', 'c = 3').map((one): Cell => ({ scope: 'rule', rule: one })),
)
const line = fc.record(
  { role: fc.constantFrom(...roles), deeds: fc.subarray([...deeds], { minLength: 1 }), rule },
  { requiredKeys: ['role', 'deeds'] },
)

test('a changed cell says what was chosen and no other cell says anything else', () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 6 }),
      fc.constantFrom(...roles),
      fc.constantFrom<Deed>(...deeds),
      cell,
      (lines, role, deed, wish) => {
        const next = withCell(lines, role, deed, wish)
        for (const oneRole of roles)
          for (const oneDeed of deeds) {
            const expected =
              oneRole === role && oneDeed === deed ? wish : cellOf(lines, oneRole, oneDeed)
            assert.ok(sameCell(cellOf(next, oneRole, oneDeed), expected), `${oneRole} ${oneDeed}`)
          }
        assert.ok(next.every((one) => one.deeds.length > 0))
      },
    ),
  )
})

const all = ['admin', 'sales', 'finance']

test('keeping one role out of an open field leaves it to all others', () => {
  assert.deepEqual(withRole(undefined, 'sales', false, all), ['finance'])
  assert.equal(inList(['finance'], 'sales'), false)
})

test('a field that everybody may read has no list', () => {
  assert.equal(withRole(['finance'], 'sales', true, all), null)
})

test('a field that nobody else may read is left to administrators', () => {
  assert.deepEqual(withRole(['finance'], 'finance', false, all), ['admin'])
})

test('a whole row is given at once: what is seen, and whose records are changed', () => {
  const given = deeds.reduce(
    (lines, deed) => withCell(lines, 'desk', deed, cellOfWhole('work', deed)),
    [{ role: 'desk', deeds: ['remove'] }] as readonly Allow[],
  )
  assert.deepEqual(given, [
    { role: 'desk', deeds: ['read', 'create'] },
    { role: 'desk', deeds: ['change'], rule: ownRule },
  ])
})

test('less for one role than everybody has is really less, and no other role loses anything by it', () => {
  const lines: readonly Allow[] = [{ role: '*', deeds: ['read', 'create'] }]
  const roles = ['sales', 'clerk', 'admin']
  const next = withOwnCell(lines, 'clerk', 'read', { scope: 'own' }, roles)
  assert.deepEqual(
    ['*', 'sales', 'clerk', 'admin'].map((role) => cellOf(next, role, 'read').scope),
    ['none', 'all', 'own', 'none'],
  )
  assert.equal(cellOf(next, '*', 'create').scope, 'all')
  // More, or what everybody is given, changes that one cell alone.
  assert.deepEqual(
    withOwnCell(lines, '*', 'read', { scope: 'own' }, roles),
    withCell(lines, '*', 'read', { scope: 'own' }),
  )
  assert.deepEqual(
    withOwnCell(lines, 'clerk', 'remove', { scope: 'own' }, roles),
    withCell(lines, 'clerk', 'remove', { scope: 'own' }),
  )
})

test('a role made after another may see the same rows and fields and make the same moves', () => {
  const invoice = {
    allow: [{ role: 'finance', deeds: ['read', 'change'] }] as readonly Allow[],
    fields: {
      cost: { kind: 'money', label: { zh: '成本', en: 'Cost' }, read: ['manager', 'finance'] },
      note: { kind: 'text', label: { zh: '备注', en: 'Note' } },
    },
    lifecycle: {
      first: 'a',
      stages: {},
      moves: { shut: { from: ['a'], to: 'b', by: ['finance'] }, go: { from: ['a'], to: 'b' } },
    },
  } as unknown as AppObject
  assert.deepEqual(copiedRights({ invoice }, 'finance', 'cashier'), [
    [
      ['objects', 'invoice', 'allow'],
      [
        { role: 'finance', deeds: ['read', 'change'] },
        { role: 'cashier', deeds: ['read', 'change'] },
      ],
    ],
    [
      ['objects', 'invoice', 'fields', 'cost', 'read'],
      ['manager', 'finance', 'cashier'],
    ],
    [
      ['objects', 'invoice', 'lifecycle', 'moves', 'shut', 'by'],
      ['finance', 'cashier'],
    ],
  ])
  assert.deepEqual(copiedRights({ invoice }, 'sales', 'cashier'), [])
})
