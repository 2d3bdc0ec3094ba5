// Is every property that a version may have changed called by a word that people know?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { propertyNames } from '#kernel/property-names.ts'
import { book } from '#ltc/index.ts'

type Plain = Readonly<Record<string, unknown>>
const plain = (value: unknown): Plain[] =>
  value !== null && typeof value === 'object' ? [value as Plain] : []
const all = (value: unknown): Plain[] =>
  plain(value)
    .flatMap((one) => Object.values(one))
    .flatMap(plain)

test('every property of what the standard declares has a word in both languages', () => {
  const model = book as unknown as Plain
  const objects = all(model['objects'])
  const lifecycles = objects.flatMap((one) => plain(one['lifecycle']))
  const things = {
    object: objects,
    field: objects.flatMap((one) => all(one['fields'])),
    section: objects.flatMap((one) => all(one['form'])),
    right: objects.flatMap((one) => all(one['allow'])),
    lifecycle: lifecycles,
    stage: lifecycles.flatMap((one) => all(one['stages'])),
    move: lifecycles.flatMap((one) => all(one['moves'])),
    ...Object.fromEntries(
      ['approvals', 'automations', 'views', 'reports', 'dashboards', 'pages', 'areas', 'roles'].map(
        (kind) => [kind, all(model[kind])],
      ),
    ),
  }
  const missing = Object.entries(things).flatMap(([what, list]) =>
    [...new Set(list.flatMap(Object.keys))]
      .filter((key) => !propertyNames[key] && key !== 'name' && key !== 'derive')
      .map((key) => `${what}.${key}`),
  )
  assert.deepEqual(missing, [])
})
