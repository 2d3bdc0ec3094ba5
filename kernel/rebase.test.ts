// Do two people's changes of the model come together without one being lost?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { merge } from './merge.ts'
import { rebase, same } from './rebase.ts'

const before = {
  objects: {
    lead: {
      label: { zh: '线索', en: 'Lead' },
      fields: { need: { kind: 'text', max: 100 } },
      list: ['name', 'stage'],
    },
  },
}
const over = (patch: object): unknown => merge(before, patch)

test('changes in different places both stay', () => {
  const answer = rebase(before, over({ objects: { lead: { fields: { need: { max: 50 } } } } }), {
    objects: { lead: { fields: { need: { required: true } } } },
  })
  assert.deepEqual(answer, {
    patch: { objects: { lead: { fields: { need: { required: true } } } } },
    clashes: [],
  })
})

test('what the other one has published already is no longer part of the draft', () => {
  const patch = { objects: { lead: { fields: { need: { max: 50 } } } } }
  assert.deepEqual(rebase(before, over(patch), patch), { patch: {}, clashes: [] })
})

test('the same place changed otherwise is a clash, with all three values', () => {
  const mine = { objects: { lead: { fields: { need: { max: 50 } } } } }
  const newest = over({ objects: { lead: { fields: { need: { max: 70 } } } } })
  const path = ['objects', 'lead', 'fields', 'need', 'max']
  assert.deepEqual(rebase(before, newest, mine), {
    patch: mine,
    clashes: [{ path, before: 100, mine: 50, theirs: 70 }],
  })
  assert.deepEqual(rebase(before, newest, mine, [{ path, take: 'mine' }]), {
    patch: mine,
    clashes: [],
  })
  assert.deepEqual(rebase(before, newest, mine, [{ path, take: 'theirs' }]), {
    patch: {},
    clashes: [],
  })
})

test('a sentence is one place to choose at, and two translators do not get into each other’s way', () => {
  const label = (words: object) => ({ objects: { lead: { label: words } } })
  const path = ['objects', 'lead', 'label']
  const [mine, theirs] = [
    { zh: '潜客', en: 'Prospect' },
    { zh: '客源', en: 'Source' },
  ]
  assert.deepEqual(rebase(before, over(label(theirs)), label(mine)), {
    patch: label(mine),
    clashes: [{ path, before: { zh: '线索', en: 'Lead' }, mine, theirs }],
  })
  assert.deepEqual(
    rebase(before, over(label(theirs)), label(mine), [{ path, take: 'theirs' }]).patch,
    {},
  )
  assert.deepEqual(rebase(before, over(label({ en: 'Source' })), label({ zh: '潜客' })), {
    patch: label({ zh: '潜客', en: 'Source' }),
    clashes: [],
  })
})

test('changing what the other one retired is a clash, and so is retiring what the other one changed', () => {
  const gone = { objects: { lead: { fields: { need: null } } } }
  const changed = { objects: { lead: { fields: { need: { max: 50 } } } } }
  assert.equal(rebase(before, over(gone), changed).clashes.length, 1)
  assert.equal(rebase(before, over(changed), gone).clashes.length, 1)
})

test('two new things of one name are a clash, unless they are the same thing', () => {
  const add = (kind: string) => ({ objects: { lead: { fields: { budget: { kind } } } } })
  assert.equal(rebase(before, over(add('money')), add('text')).clashes.length, 1)
  assert.deepEqual(rebase(before, over(add('money')), add('money')), { patch: {}, clashes: [] })
})

test('lists are joined by what each side added and took away', () => {
  const list = (...names: string[]) => ({ objects: { lead: { list: names } } })
  assert.deepEqual(
    rebase(before, over(list('name', 'stage', 'owner')), list('name', 'need')).patch,
    list('name', 'owner', 'need'),
  )
  assert.equal(
    rebase(before, over(list('name', 'phone')), list('name', 'need')).clashes.length,
    1,
    'both replaced the same line',
  )
  assert.equal(
    rebase(before, over(list('name', 'stage', 'owner')), list('stage', 'name')).clashes.length,
    1,
    'mine is about the order',
  )
})

const model = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ max: 3, min: 0 }),
    fc.constant(null),
    fc.dictionary(fc.constantFrom('p', 'q', 'r'), tie('node'), { maxKeys: 3 }),
  ),
})).node
const dictionary = fc.dictionary(fc.constantFrom('x', 'y'), model)

test('over a model that nobody changed a draft stays what it is; over its own result nothing is left to choose', () => {
  fc.assert(
    fc.property(dictionary, dictionary, (base, patch) => {
      const still = rebase(base, base, patch)
      assert.deepEqual(still.clashes, [])
      assert.ok(same(merge(base, still.patch), merge(base, patch)))
      const again = rebase(base, merge(base, patch), patch)
      assert.deepEqual(again.clashes, [])
      assert.ok(same(merge(merge(base, patch), again.patch), merge(base, patch)))
    }),
  )
})

test('if each clash is answered with mine, all that I changed is as I wanted it', () => {
  fc.assert(
    fc.property(dictionary, dictionary, dictionary, (base, mine, theirs) => {
      const newest = merge(base, theirs)
      const open = rebase(base, newest, mine)
      const done = rebase(
        base,
        newest,
        mine,
        open.clashes.map((one) => ({ path: one.path, take: 'mine' as const })),
      )
      assert.deepEqual(done.clashes, [])
      for (const clash of open.clashes) {
        const at = (whole: unknown): unknown =>
          clash.path.reduce<unknown>(
            (map, key) => (map as Record<string, unknown> | null | undefined)?.[key],
            whole,
          )
        assert.ok(
          same(
            at(merge(newest, done.patch)),
            same(at(newest), null) ? merge(at(base), at(mine)) : merge(at(newest), at(mine)),
          ),
        )
      }
    }),
  )
})
