// Several changes take something away from the same thing: what is left when all of them are done?
import { isJsonObject } from '#kernel/json.ts'

const gone = Symbol('gone')
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** `after`: the thing as each change alone would leave it; they only take away. */
export function joined(before: unknown, after: readonly unknown[]): unknown {
  const changes = after.filter((one) => !same(one, before))
  if (changes.length < 2) return changes.length ? changes[0] : before
  if (changes.includes(null)) return null
  if (Array.isArray(before) && changes.every(Array.isArray)) {
    const lists = changes as unknown[][]
    return before.flatMap((line: unknown, i) => {
      // A list of the same length has changed in its lines; from a shorter one lines are gone.
      const lines = lists.map((list) =>
        list.length === before.length ? list[i] : list.some((one) => same(one, line)) ? line : gone,
      )
      return lines.includes(gone) ? [] : [joined(line, lines)]
    })
  }
  if (isJsonObject(before) && changes.every(isJsonObject))
    return Object.fromEntries(
      Object.entries(before).flatMap(([key, value]) =>
        changes.some((one) => !Object.hasOwn(one, key))
          ? []
          : [
              [
                key,
                joined(
                  value,
                  changes.map((one) => one[key]),
                ),
              ],
            ],
      ),
    )
  return changes[0]
}
