// Does a saved view name only what there is?
import type { AppObject } from '../app.ts'
import { targetOf } from '../field.ts'
import { formulaIn, type Say } from '../formula-in.ts'
import { datesOf } from '../view/dates.ts'
import type { View } from '../view/view.ts'
import { checkDates } from './check-dates.ts'

/** Says all that is wrong with a saved view. */
export function checkSavedView(
  path: string,
  it: View,
  objects: Record<string, AppObject>,
  say: Say,
): void {
  if (!objects[it.object])
    return say(`${path}.object`, `没有对象「${it.object}」`, `there is no object “${it.object}”`)
  formulaIn(`${path}.filter`, it.filter, it.object, objects, say, { type: 'boolean' })
  const paths = [
    ...(it.columns ?? []).map((one, i) => [`columns[${i}]`, one] as const),
    ...(it.sort ?? '')
      .split(',')
      .filter(Boolean)
      .map((one) => ['sort', one.trim().replace(/^[-+]/, '')] as const),
    ...(it.group ? [['group', it.group] as const] : []),
  ]
  for (const [at, text] of paths)
    if (!leads(objects, it.object, text.split('.')))
      say(`${path}.${at}`, `没有字段「${text}」`, `there is no field “${text}”`)
  const { starts, ends, as } = it
  checkDates(path, objects[it.object]!, { starts, ends }, say)
  if (
    (as === 'calendar' || as === 'timeline') &&
    starts === undefined &&
    !datesOf(objects[it.object]!)
  )
    say(
      `${path}.starts`,
      '日历和时间线需要日期字段',
      'a calendar or timeline needs a field with a date',
    )
}

/** Does the path lead to a field, over references and people? */
function leads(
  objects: Record<string, AppObject>,
  from: string,
  [first, ...rest]: readonly string[],
): boolean {
  const field = first === undefined ? undefined : objects[from]?.fields[first]
  if (!field) return false
  if (rest.length === 0) return true
  const target = targetOf(field)
  return target !== null && leads(objects, target, rest)
}
