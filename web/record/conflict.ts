// Two people changed one record: which fields did both change, and which only the other?
import type { Values } from '#kernel/object.ts'

/** Equal as JSON; "" and null are both empty. */
export const same = (a: unknown, b: unknown): boolean =>
  (a === '' ? null : (a ?? null)) === (b === '' ? null : (b ?? null)) ||
  (typeof a === 'object' && a !== null && JSON.stringify(a) === JSON.stringify(b))

export interface Clash {
  /** Fields that both changed, to different values: somebody has to choose. */
  readonly both: readonly string[]
  /** Fields that only the other changed: they stay as they are now. */
  readonly onlyTheirs: readonly string[]
}

const quiet = new Set(['version', 'updated_at', 'updated_by'])

/**
 * `base` is what I saw when I began, `mine` the fields that I changed, `theirs` the record as it is now.
 * Fields of `computed` follow from others and are nobody's choice.
 */
export function clashOf(
  base: Values,
  mine: Values,
  theirs: Values,
  computed: (field: string) => boolean,
): Clash {
  const moved = Object.keys(theirs).filter(
    (field) =>
      !quiet.has(field) &&
      !field.includes('.') &&
      !computed(field) &&
      !same(base[field], theirs[field]),
  )
  return {
    both: moved.filter((field) => field in mine && !same(mine[field], theirs[field])),
    onlyTheirs: moved.filter((field) => !(field in mine)),
  }
}

/** What of mine is still to be written once each disputed field was chosen. */
export const chosenOf = (
  mine: Values,
  theirs: Values,
  choice: Readonly<Record<string, 'mine' | 'theirs'>>,
): Values =>
  Object.fromEntries(
    Object.entries(mine).filter(
      ([field, value]) => choice[field] !== 'theirs' && !same(value, theirs[field]),
    ),
  )
