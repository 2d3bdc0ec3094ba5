// What is different between two versions of the application, in words?
import { ruleWords } from '#kernel/rule-words.ts'
import { type App, modelMaps } from '#kernel/app.ts'
import type { ModelDiff } from '#kernel/api/model.ts'
import type { Words } from '#kernel/error.ts'
import { fieldLabel } from '#kernel/field-label.ts'
import { labelOf, moveLabel, thingAt, things } from '#kernel/place-words.ts'
import { isJsonObject, type Json, jsonObject } from '#kernel/json.ts'
import { sayChange } from './say-change.ts'
import type { RoleName } from './say-value.ts'
import { objectAt, speak } from './speak.ts'

const plain = (app: App): Json => ({
  ...Object.fromEntries(modelMaps.map((map) => [map, app[map]])),
  objects: Object.fromEntries(
    Object.entries(app.objects).map(
      ([name, { actions: _a, formulas: _f, children: _c, derive: _d, ...rest }]) => [name, rest],
    ),
  ),
})

/** Each named thing that was added, retired or changed, told at its deepest name. */
export function modelDiff(before: App, after: App): ModelDiff[] {
  const list: ModelDiff[] = []
  const roleName: RoleName = (role) =>
    role === '*'
      ? { zh: '所有人', en: 'everybody' }
      : ((after.roles[role] ?? before.roles[role])?.label ?? { zh: role, en: role })
  compare(plain(before), plain(after), {
    path: [],
    where: [],
    list,
    roleName,
    before,
    after,
    stages: {},
  })
  return list
}

interface At {
  readonly path: readonly string[]
  readonly where: readonly Words[]
  readonly list: ModelDiff[]
  readonly roleName: RoleName
  readonly before: App
  readonly after: App
  /** Of the lifecycle that is being compared, those that go included. */
  readonly stages: Json
}

/** What the field at a path is called beside the others of its object; undefined where it is no field of one. */
function fieldAt({ objects }: App, path: readonly string[]): Words | undefined {
  const [map, name = '', part, key = '', ...rest] = path
  const object = objects[name]
  const isField = map === 'objects' && part === 'fields' && rest.length === 0
  return isField && object?.fields[key] ? fieldLabel(object, key) : undefined
}

/** A sentence in both languages is one value, told once. */
const isWords = (value: unknown): boolean =>
  isJsonObject(value) && typeof value.zh === 'string' && typeof value.en === 'string'

function compare(a: unknown, b: unknown, at: At): void {
  const { path, where, list, roleName, stages } = at
  if (JSON.stringify(a) === JSON.stringify(b)) return
  // Where the values are kept is nobody's business.
  if (path.at(-1) === 'column' && path.at(-3) === 'fields') return
  const thing = thingAt(path)
  const key = path.at(-1) ?? ''
  const name =
    thing === things.moves
      ? moveLabel(b ?? a, stages, key)
      : (fieldAt(b === undefined ? at.before : at.after, path) ?? labelOf(b ?? a, key))
  const named = thing
    ? [...where, { zh: `${thing.zh}「${name.zh}」`, en: `${thing.en} “${name.en}”` }]
    : where
  const tell = (deed: ModelDiff['deed'], zh: string, en: string): void => {
    list.push({
      path: path.join('.'),
      deed,
      says: {
        zh: `${zh}${named.map((one) => one.zh).join(' · ')}`,
        en: `${en} ${named.map((one) => one.en).join(' · ')}`,
      },
    })
  }
  if (thing && a === undefined) return tell('added', '新增', 'Added')
  if (thing && b === undefined) return tell('retired', '停用', 'Retired')
  // A gate or a list of rules that was not there is told by what is in it.
  const [from, to] = [a ?? {}, b ?? {}]
  // A place on the grid is told as one.
  if (isJsonObject(from) && isJsonObject(to) && !isWords(from) && !isWords(to) && key !== 'at') {
    const map = ['stages', 'steps'].find((one) => isJsonObject(from[one]) || isJsonObject(to[one]))
    const own = map ? { ...jsonObject(from[map]), ...jsonObject(to[map]) } : stages
    for (const one of new Set([...Object.keys(from), ...Object.keys(to)]))
      compare(from[one], to[one], { ...at, path: [...path, one], where: named, stages: own })
    return
  }
  const inWords = (value: unknown): unknown =>
    key === 'order' && Array.isArray(value)
      ? value.map((one) => labelOf(stages[String(one)], String(one)))
      : value
  const said = sayChange(
    key,
    inWords(speak(at.before, key, a, objectAt(at.before, path))),
    inWords(speak(at.after, key, b, objectAt(at.after, path))),
    roleName,
    (rule) => ruleWords(rule, objectAt(at.after, path) ?? '', at.after.objects),
  )
  list.push({
    path: path.join('.'),
    deed: 'changed',
    says: {
      zh: [...named.map((one) => one.zh), said.zh].join(' · '),
      en: [...named.map((one) => one.en), said.en].join(' · '),
    },
  })
}
