// Can a record go its way? Every stage is there and reached, every limit counts, and somebody can pass each gate.
import type { AppObject } from '../app.ts'
import type { Checked } from '../formula/check.ts'
import { toValue } from '../formula/to-value.ts'
import { plainWeek } from '../formula/workdays.ts'
import {
  type Lifecycle,
  limitParts,
  type Move,
  raciParts,
  type Stage,
} from '../lifecycle/lifecycle.ts'
import { living } from '../merge.ts'
import { checkWhom } from './check-whom.ts'
import { boolean, type Checking } from './checking.ts'
import { isName, isWords } from './names.ts'

/** Says all that is wrong with the stages and moves of an object; of what gates require, check-gates.ts asks more. */
export function checkLifecycle(object: AppObject, lifecycle: Lifecycle, it: Checking): void {
  const path = `objects.${object.name}.lifecycle`
  if (!lifecycle.stages[lifecycle.first])
    it.say(
      `${path}.first`,
      `没有阶段「${lifecycle.first}」`,
      `there is no stage “${lifecycle.first}”`,
    )
  for (const [name, stage] of Object.entries(living(lifecycle.stages)))
    checkStage(`${path}.stages.${name}`, name, stage, object, it)
  checkReached(path, lifecycle, it)
  for (const [name, move] of Object.entries(living(lifecycle.moves)))
    checkMove(`${path}.moves.${name}`, move, lifecycle, object, it)
}

function checkStage(at: string, name: string, stage: Stage, object: AppObject, it: Checking): void {
  if (!isName(name))
    it.say(
      at,
      '阶段名只能用小写字母、数字和下划线',
      'a stage is named by lower-case letters, digits and _',
    )
  if (!isWords(stage.label))
    it.say(`${at}.label`, '缺少中英文名称', 'needs a label in both languages')
  if (limitParts.filter((part) => stage[part] !== undefined).length > 1)
    it.say(at, '时限只能用一种单位', 'has a limit in more than one unit')
  for (const part of limitParts)
    if ((stage[part] ?? 1) <= 0) it.say(`${at}.${part}`, '时限应大于 0', 'should be above 0')
  for (const part of raciParts) checkWhom(`${at}.raci.${part}`, stage.raci?.[part], object.name, it)
}

/** Some way of moves leads to every stage. */
function checkReached(path: string, { first, stages, moves }: Lifecycle, it: Checking): void {
  const reached = new Set([first])
  for (let grew = true; grew;) {
    grew = false
    for (const move of Object.values(living(moves)))
      if (!reached.has(move.to) && move.from.some((from) => reached.has(from)))
        grew = !!reached.add(move.to)
  }
  for (const [stage, { label }] of Object.entries(living(stages))) {
    const called = isWords(label) ? label : { zh: stage, en: stage }
    if (!reached.has(stage))
      it.say(
        `${path}.stages.${stage}`,
        `走不到阶段「${called.zh}」：没有流转通向它`,
        `no move leads to the stage “${called.en}”`,
      )
  }
}

function checkMove(
  at: string,
  move: Move,
  { stages }: Lifecycle,
  object: AppObject,
  it: Checking,
): void {
  for (const stage of [...move.from, move.to])
    if (!stages[stage]) it.say(at, `没有阶段「${stage}」`, `there is no stage “${stage}”`)
  for (const field of move.gate?.require ?? []) it.formula(`${at}.gate.require`, field, object.name)
  const roles = living(it.roles)
  for (const role of [...(move.by ?? []), ...(move.gate?.exception?.by ?? [])])
    if (!(role in roles) && role !== '*')
      it.say(at, `没有角色「${role}」`, `there is no role “${role}”`)
  for (const [name, line] of Object.entries(living(move.gate?.checks))) {
    const check = `${at}.gate.checks.${name}`
    if (line.giver !== undefined && !(line.giver in roles))
      it.say(`${check}.giver`, `没有角色「${line.giver}」`, `there is no role “${line.giver}”`)
    const checked = it.formula(check, line.if, object.name, boolean)
    if (checked && isNever(checked, line.if))
      it.say(
        check,
        `条件「${line.if}」永远不成立，没有人能通过`,
        `the condition “${line.if}” is never true: nobody could pass`,
      )
  }
}

const nothing = { value: () => null, rows: () => [] }
const someMoment = {
  now: new Date(0),
  zone: 'UTC',
  me: '',
  people: [],
  teams: [],
  team: null,
  roles: [],
  currency: 'CNY',
  calendar: plainWeek,
}

/** A condition that looks at nothing and is not true stays so. */
const isNever = (checked: Checked, text: string): boolean =>
  checked.reads.length === 0 &&
  !/\b(TODAY|NOW|me|my_\w+)\b/i.test(text) &&
  toValue(checked, nothing, someMoment) !== true
