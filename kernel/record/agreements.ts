// What must a record and those that it names have in common, and who names a record that is changed?
import type { App, AppObject } from '../app.ts'
import { targetOf } from '../field.ts'
import { living } from '../merge.ts'

/** Two paths from one record that must end at the same value, unless either ends at none. */
export interface Agreement {
  /** The object whose field declares it. */
  readonly object: string
  readonly ref: string
  /** From the record, over the reference. */
  readonly there: readonly string[]
  readonly here: readonly string[]
}

/** An agreement whose `side` passes over a record of some object at this step. */
export interface Passing {
  readonly agreement: Agreement
  readonly side: 'there' | 'here'
  readonly step: number
}

interface Known {
  readonly own: ReadonlyMap<string, readonly Agreement[]>
  /** By object and field: what elsewhere depends on the value of that field. */
  readonly passing: ReadonlyMap<string, readonly Passing[]>
}
const memo = new WeakMap<App, Known>()

function known(app: App): Known {
  let found = memo.get(app)
  if (!found) memo.set(app, (found = find(app)))
  return found
}

function find(app: App): Known {
  const own = new Map<string, Agreement[]>()
  const passing = new Map<string, Passing[]>()
  for (const { name: object, fields } of Object.values(app.objects))
    for (const [ref, field] of Object.entries(fields)) {
      if (field.kind !== 'ref') continue
      for (const [behind, here] of Object.entries(living(field.agrees))) {
        const agreement: Agreement = {
          object,
          ref,
          there: [ref, ...behind.split('.')],
          here: here.split('.'),
        }
        own.set(object, [...(own.get(object) ?? []), agreement])
        for (const side of ['there', 'here'] as const)
          stepsOf(app, object, agreement[side]).forEach(([of, name], step) => {
            const key = `${of} ${name}`
            if (step > 0) passing.set(key, [...(passing.get(key) ?? []), { agreement, side, step }])
          })
      }
    }
  return { own, passing }
}

/** The object and the field at each step of a path. */
function stepsOf(app: App, from: string, path: readonly string[]): [string, string][] {
  const steps: [string, string][] = []
  let object = from
  for (const name of path) {
    steps.push([object, name])
    object = targetOf(app.objects[object]!.fields[name]!) ?? object
  }
  return steps
}

/** What the records of an object must have in common with those that they name. */
export const agreementsOf = (app: App, object: string): readonly Agreement[] =>
  known(app).own.get(object) ?? []

/** What other records must have in common with one of the object, as far as it depends on these fields. */
export const dependsOn = (
  app: App,
  { name }: AppObject,
  fields: readonly string[],
): readonly Passing[] => fields.flatMap((field) => known(app).passing.get(`${name} ${field}`) ?? [])

/** Which rows break an agreement, as a formula over its object. */
export function broken({ there, here }: Agreement): string {
  const [one, other] = [there.join('.'), here.join('.')]
  return `${one} is not empty and ${other} is not empty and ${one} != ${other}`
}
