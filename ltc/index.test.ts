// Is the book sound as it is printed?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { fullScope } from '#kernel/formula-in.ts'
import { check } from '#kernel/formula/check.ts'
import type { Type } from '#kernel/formula/type.ts'
import { kinds } from '#kernel/fields/index.ts'
import { rowChecks, seriesChecks, sumChecks } from './checks.ts'
import { book } from './index.ts'

const compiled = compileApp(book, {}, 1)
const app = 'app' in compiled ? compiled.app : undefined

const yesNo: Type = { type: 'boolean' }

/** What is wrong with a formula over an object, in words; nothing if it is sound. */
function wrong(text: string, object: string, want?: Type): string[] {
  const answer = check(text, fullScope(app!.objects, object), want)
  return 'problems' in answer ? answer.problems.map((one) => `${text}: ${one.says.en}`) : []
}

test('the book is one sound application', () => {
  assert.deepEqual('problems' in compiled ? compiled.problems : [], [])
})

test('every action names an object, and its condition is a formula over it', () => {
  for (const action of book.actions) {
    assert.ok(app!.objects[action.on], `${action.on}/${action.name}`)
    if (action.if) assert.deepEqual(wrong(action.if, action.on, yesNo), [])
    const stages = app!.objects[action.on]!.lifecycle?.stages ?? {}
    for (const stage of action.from ?? []) assert.ok(stages[stage], `${action.name} from ${stage}`)
  }
  const names = book.actions.map((action) => `${action.on}/${action.name}`)
  assert.equal(new Set(names).size, names.length)
})

test('every move that belongs to an action has that action', () => {
  for (const [name, object] of Object.entries(app!.objects)) {
    if (object.by_actions_only) continue
    for (const move of Object.values(object.lifecycle?.moves ?? {})) {
      if (move?.via) assert.ok(object.actions[move.via], `${name}/${move.via}`)
    }
  }
})

test('every standard view filters, sorts and shows fields that are there', () => {
  for (const [name, view] of Object.entries(book.views)) {
    const { fields } = app!.objects[view.object]!
    if (view.filter) assert.deepEqual(wrong(view.filter, view.object, yesNo), [], name)
    const shown = [...(view.columns ?? []), ...(view.sort?.split(',') ?? []), view.group]
    for (const field of shown) {
      if (field) assert.ok(fields[field.replace(/^-/, '')], `${name}: ${field}`)
    }
  }
})

test('every list, key field and frozen exception is a field', () => {
  for (const object of Object.values(app!.objects)) {
    const named = [
      ...(object.list ?? []),
      ...(object.key_fields ?? []),
      ...(object.form ?? []).flatMap((section) => [...section.fields]),
      ...(object.frozen?.except ?? []),
      ...(object.duplicates ?? []),
      ...(object.chain?.from ?? []),
      ...(object.unique ?? []).flat(),
      ...(object.indexes ?? []).flat(),
    ]
    for (const field of named) {
      assert.ok(object.fields[field.replace(/^-/, '')], `${object.name}.${field}`)
    }
  }
})

test('every right names a role', () => {
  for (const object of Object.values(app!.objects)) {
    const roles = [
      ...object.allow.map((line) => line.role),
      ...Object.values(object.fields).flatMap((field) => [
        ...(field.read ?? []),
        ...(field.write ?? []),
      ]),
    ]
    for (const role of roles)
      assert.ok(role === '*' || role in book.roles, `${object.name}: ${role}`)
  }
  for (const action of book.actions) {
    for (const role of action.by ?? [])
      assert.ok(role === '*' || role in book.roles, `${action.name}: ${role}`)
  }
})

test('every step of an automation runs an action that is there, with formulas that are sound', () => {
  for (const [name, automation] of Object.entries(book.automations)) {
    const on = automation.when.object
    for (const step of automation.steps) {
      if (step.do === 'action') {
        const action = app!.objects[on]!.actions[step.action]
        assert.ok(action, `${name}: ${step.action}`)
        for (const [field, formula] of Object.entries(step.input ?? {})) {
          assert.ok(action.input?.[field], `${name}: ${field}`)
          assert.deepEqual(wrong(formula, on), [])
        }
      }
      if (step.do === 'change') {
        for (const [field, formula] of Object.entries(step.set)) {
          assert.ok(app!.objects[on]!.fields[field], `${name}: ${field}`)
          assert.deepEqual(wrong(formula, on), [])
        }
      }
    }
  }
})

test('every reconciliation check is a formula over its object', () => {
  for (const { id, from, where } of rowChecks) assert.deepEqual(wrong(where, from, yesNo), [], id)
  for (const { sides } of sumChecks) {
    for (const { from, by, where, sum } of sides) {
      if (where) assert.deepEqual(wrong(where, from, yesNo), [])
      assert.deepEqual(wrong(sum, from, { type: 'number' }), [])
      for (const key of by) assert.deepEqual(wrong(key, from), [])
    }
    assert.equal(new Set(sides.map((side) => side.by.length)).size, 1)
  }
  for (const { from, field, pattern } of seriesChecks) {
    assert.ok(app!.objects[from]!.fields[field], `${from}.${field}`)
    assert.match(pattern, /\{0+\}/)
  }
})

test('what the database asks at every commit speaks of rows that it is told about', () => {
  for (const object of Object.values(app!.objects)) {
    for (const [name, sentence] of Object.entries(object.always ?? {})) {
      const rows = Object.keys(object.children).filter((field) =>
        new RegExp(`\\b${field}\\b`).test(sentence.if),
      )
      const told = new Set(Object.values(object.always!).flatMap((one) => one.through ?? []))
      for (const field of rows)
        assert.ok(told.has(field), `${object.name}.always.${name}: ${field}`)
    }
  }
})

test('every object of an area stands in the menu', () => {
  for (const object of Object.values(app!.objects)) {
    if (!object.area) continue
    assert.ok(book.areas[object.area]?.items.includes(object.name), object.name)
  }
})

test('every list of the menu says what it is for and how it begins, while nothing is in it', () => {
  const silent = Object.values(app!.objects).filter((one) => one.area && !one.parent && !one.help)
  assert.deepEqual(
    silent.map((one) => one.name),
    [],
  )
})

test('everything that people read is there in both languages', () => {
  const words = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (['label', 'plural', 'help', 'says', 'sop'].includes(key) && typeof inner === 'object') {
        const { zh, en } = inner as { zh?: string; en?: string }
        assert.ok(zh && en, `${path}.${key}`)
      } else if (typeof inner !== 'function') words(inner, `${path}.${key}`)
    }
  }
  words(book, 'book')
  for (const object of Object.values(app!.objects)) {
    for (const [name, field] of Object.entries(object.fields)) {
      assert.ok(field.kind in kinds, `${object.name}.${name}`)
    }
  }
})
