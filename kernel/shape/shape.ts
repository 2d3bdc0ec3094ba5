// How is it said of which parts a piece of the model is built?
import type { ModelProblem } from '../app.ts'
import { isJsonObject } from '../json.ts'

export type Shape = (value: unknown, path: string, problems: ModelProblem[]) => void

export const one =
  (zh: string, en: string, good: (value: unknown) => boolean): Shape =>
  (value, path, problems) => {
    if (!good(value)) problems.push({ path, says: { zh: `应为${zh}`, en: `should be ${en}` } })
  }

export const text = one(
  '文本',
  'text',
  (value) => typeof value === 'string' && !value.includes('\0'),
)
export const number = one(
  '数字',
  'a number',
  (value) => typeof value === 'number' && Number.isFinite(value),
)
export const whole = one(
  '不小于 0 的整数',
  'a whole number, not below 0',
  (value) => Number.isInteger(value) && (value as number) >= 0,
)
export const amount = one(
  '十进制数',
  'a decimal number',
  (value) => typeof value === 'string' && /^-?\d{1,18}(\.\d{1,12})?$/.test(value),
)
export const flag = one('true 或 false', 'true or false', (value) => typeof value === 'boolean')
export const oneOf = (...choices: string[]): Shape =>
  one(choices.join(' / '), choices.join(' / '), (value) => choices.includes(value as string))
export const anything: Shape = () => {}
/** A limit: a number for whole ones, a decimal text for exact ones. */
export const limit: Shape = (value, path, problems) =>
  (typeof value === 'number' ? number : amount)(value, path, problems)

export const list =
  (of: Shape): Shape =>
  (value, path, problems) => {
    if (!Array.isArray(value))
      problems.push({ path, says: { zh: '应为列表', en: 'should be a list' } })
    else value.forEach((part, i) => of(part, `${path}[${i}]`, problems))
  }

/** Named things; null retires one. */
export const map =
  (of: Shape): Shape =>
  (value, path, problems) => {
    if (!isJsonObject(value))
      problems.push({ path, says: { zh: '应为对象', en: 'should be an object' } })
    else
      for (const [key, part] of Object.entries(value))
        if (part !== null) of(part, `${path}.${key}`, problems)
  }

const nothing = one('空：没有这个属性', 'absent: there is no such property', () => false)
/** Program code, which no model that comes from outside can hold. */
export const code: Shape = (value, path, problems) => {
  if (typeof value !== 'function') nothing(value, path, problems)
}

/** Parts by name; null and absent are the same. A name that is not here would do nothing: whoever wrote it meant another. */
export function parts(
  shapes: Readonly<Record<string, Shape>>,
  needed: readonly string[] = [],
): Shape {
  // Taken apart once: a model has thousands of things of the same shape.
  const each = Object.entries(shapes)
  const required = new Set(needed)
  return (value, path, problems) => {
    if (!isJsonObject(value))
      return void problems.push({ path, says: { zh: '应为对象', en: 'should be an object' } })
    for (const [key, shape] of each) {
      const part = Object.hasOwn(value, key) ? value[key] : undefined
      if (part !== undefined && part !== null) shape(part, `${path}.${key}`, problems)
      else if (required.has(key))
        problems.push({ path: `${path}.${key}`, says: { zh: '必填', en: 'is required' } })
    }
    for (const key of Object.keys(value))
      if (!Object.hasOwn(shapes, key) && value[key] !== null && value[key] !== undefined)
        nothing(value[key], `${path}.${key.slice(0, 60)}`, problems)
  }
}

/** What a kind of thing can't do without, beyond what every kind has: `key` names the kind. */
export function partsByKind(
  key: string,
  shapes: Readonly<Record<string, Shape>>,
  needed: readonly string[],
  needs: Readonly<Record<string, readonly string[]>>,
): Shape {
  const usual = parts(shapes, needed)
  const ofKind = new Map(
    Object.entries(needs).map(([kind, more]) => [kind, parts(shapes, [...needed, ...more])]),
  )
  return (value, path, problems) => {
    const kind = isJsonObject(value) ? value[key] : undefined
    const shape = (typeof kind === 'string' && ofKind.get(kind)) || usual
    shape(value, path, problems)
  }
}

export const words = parts({ zh: text, en: text }, ['zh', 'en'])
export const texts = list(text)
export const check = parts({ if: text, says: words, giver: text, advice: flag }, ['if', 'says'])

export const whom = list(
  parts({
    role: text,
    superior_of: one('owner', 'owner', (value) => value === 'owner'),
    level: whole,
    field: text,
    person: text,
  }),
)
export const above = one(
  '大于 0 的数',
  'a number above 0',
  (value) => typeof value === 'number' && Number.isFinite(value) && value > 0 && value <= 36_500,
)
export const duration: Shape = (value, path, problems) => {
  parts({ days: above, working_days: above, working_hours: above })(value, path, problems)
  if (
    isJsonObject(value) &&
    ['days', 'working_days', 'working_hours'].filter(
      (unit) => value[unit] !== undefined && value[unit] !== null,
    ).length !== 1
  )
    problems.push({
      path,
      says: {
        zh: '应有天、工作日、工作小时之一',
        en: 'should have one of days, working_days, working_hours',
      },
    })
}
