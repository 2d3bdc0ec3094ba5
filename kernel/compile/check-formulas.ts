// What does each computed field come from, and does none need itself?
import type { AppObject } from '../app.ts'
import { leadsTo } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import { formulaIn, type Say } from '../formula-in.ts'
import type { Checked } from '../formula/check.ts'

/** The formulas of an object as checked trees; what is wrong with one is said, and it is left out. */
export function checkFormulas(
  object: AppObject,
  objects: Record<string, AppObject>,
  say: Say,
): Record<string, Checked> {
  const formulas: Record<string, Checked> = {}
  for (const [field, it] of Object.entries(object.fields)) {
    if (it.kind !== 'formula' && it.kind !== 'rollup') continue
    const type = kindOf(it).type(it as never)
    const checked = formulaIn(
      `objects.${object.name}.fields.${field}.formula`,
      it.formula,
      object.name,
      objects,
      say,
      type,
    )
    if (checked) formulas[field] = checked
  }
  return formulas
}

/** Formulas that need themselves, across objects too: the path is told. */
export function findCircles(objects: Record<string, AppObject>, say: Say): void {
  const done = new Set<string>()
  const walk = (object: string, field: string, trail: string[]): void => {
    const key = `${object}.${field}`
    if (trail.includes(key)) {
      const circle = [...trail.slice(trail.indexOf(key)), key]
      const called = (language: 'zh' | 'en'): string =>
        circle
          .map(
            (one) =>
              objects[one.split('.')[0]!]?.fields[one.split('.')[1]!]?.label[language] ?? one,
          )
          .join(' → ')
      say(
        `objects.${object}.fields.${field}.formula`,
        `公式互相引用：${called('zh')}（${circle.join(' → ')}）`,
        `the formulas refer to each other: ${called('en')} (${circle.join(' → ')})`,
      )
      return
    }
    if (done.has(key)) return
    for (const path of objects[object]?.formulas[field]?.reads ?? []) {
      let at = path.object
      for (const step of path.path) {
        const def = objects[at]?.fields[step]
        if (!def) break
        if (def.kind === 'formula' || def.kind === 'rollup') walk(at, step, [...trail, key])
        at = leadsTo(def) ?? at
      }
    }
    done.add(key)
  }
  for (const object of Object.values(objects))
    for (const field of Object.keys(object.formulas)) walk(object.name, field, [])
}
