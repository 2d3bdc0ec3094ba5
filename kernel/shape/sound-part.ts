// What of a model is sound where some of it is not? So that what is wrong elsewhere is told in the same answer.
import type { ModelProblem } from '../app.ts'
import { isJsonObject, type Json } from '../json.ts'
import { shapeProblems } from './model-shape.ts'

export interface SoundPart {
  readonly model: Json
  /** What is not in it, by name: whatever is said of one of these would not be said if it were. */
  readonly without: ReadonlySet<string>
}

/**
 * The model without what is misshapen: the standard stands in its place, or else nothing, and where that can't be left
 * out, its whole goes. Null where nothing sound is left.
 */
export function soundPart(standard: Json, merged: Json): SoundPart | null {
  const without = new Set<string>()
  let model = merged
  // Each time something goes, seldom more than its whole.
  for (let times = 0; times < 8; times++) {
    const problems = shapeProblems(model)
    if (problems.length === 0) return { model, without }
    for (const { path } of problems) {
      const place = placeOf(model, path)
      if (place.length === 0) return null
      model = replaced(model, place, valueAt(standard, place)) as Json
      without.add(place.at(-1)!)
    }
  }
  return null
}

/** Does the problem speak of what was left out? It is told once that is right, if it is still true. */
export function speaksOf({ path, says }: ModelProblem, without: ReadonlySet<string>): boolean {
  const quoted = [...says.zh.matchAll(/「(.*?)」/g)].map((one) => one[1]!)
  return [path, ...quoted].some((text) => text.split(/[^\w]+/).some((name) => without.has(name)))
}

/** The steps of the path as far as there is something; a place in a list is the list. */
function placeOf(model: Json, path: string): readonly string[] {
  const steps: string[] = []
  let at: unknown = model
  for (const step of path.replace(/\[.*/, '').split('.')) {
    if (!isJsonObject(at) || !Object.hasOwn(at, step) || at[step] === null) break
    steps.push(step)
    at = at[step]
  }
  return steps
}

const valueAt = (model: Json, place: readonly string[]): unknown =>
  place.reduce<unknown>(
    (at, step) => (isJsonObject(at) && Object.hasOwn(at, step) ? at[step] : undefined),
    model,
  )

/** Another value at the place, or none. */
function replaced(model: Json, [step, ...rest]: readonly string[], instead: unknown): Json {
  const { [step!]: at, ...others } = model
  const value = rest.length ? replaced(at as Json, rest, instead) : instead
  return value === undefined || value === at ? others : { ...others, [step!]: value }
}
