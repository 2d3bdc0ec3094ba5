// Can two documents that must agree be held against each other?
import type { AppObject } from '../app.ts'
import { type FieldDef, type FieldOf, targetOf } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import type { Say } from '../formula-in.ts'
import { living } from '../merge.ts'

/** Both sides of what must agree are columns behind references, of one kind that is either the same or not. */
export function checkAgrees(
  path: string,
  { object: there, agrees }: FieldOf<'ref'>,
  here: AppObject,
  objects: Record<string, AppObject>,
  say: Say,
): void {
  for (const [behind, own] of Object.entries(living(agrees))) {
    const [one, other] = [columnAt(objects, there, behind), columnAt(objects, here.name, own)]
    for (const [found, of, text] of [
      [one, there, behind],
      [other, here.name, own],
    ] as const)
      if (!found)
        say(
          `${path}.${behind}`,
          `「${of}」没有可比较的字段「${text}」`,
          `“${of}” has no field “${text}” to compare`,
        )
    if (one && other && (one.kind !== other.kind || targetOf(one) !== targetOf(other)))
      say(
        `${path}.${behind}`,
        `「${behind}」与「${own}」不是同一类字段`,
        `“${behind}” and “${own}” are of different kinds`,
      )
  }
}

/** The field with a column at the end of a path over references. */
function columnAt(
  objects: Record<string, AppObject>,
  from: string,
  path: string,
): FieldDef | undefined {
  const steps = path.split('.')
  let object: string | null = from
  for (const [i, step] of steps.entries()) {
    const field: FieldDef | undefined = objects[object]?.fields[step]
    if (!field) return undefined
    if (i === steps.length - 1)
      return ['uuid', 'text'].includes(kindOf(field).column ?? '') ? field : undefined
    object = targetOf(field)
    if (object === null) return undefined
  }
  return undefined
}
