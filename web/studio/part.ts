// How is one part of a thing set, or left out again once it says nothing?
import type { Words } from '#kernel/error.ts'

/** The thing with the part; undefined leaves it out. */
export function withPart<T extends object, K extends keyof T>(
  whole: T,
  part: K,
  value: T[K] | undefined,
): T {
  const { [part]: _before, ...rest } = whole
  return (value === undefined ? rest : { ...rest, [part]: value }) as T
}

/** A text that says nothing is none. */
export const saidText = (text: string): string | undefined => text.trim() || undefined

/** A list without an item is none. */
export const saidList = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length ? list : undefined

/** A map without a name is none. */
export const saidMap = <T extends object>(map: T): T | undefined =>
  Object.keys(map).length ? map : undefined

/** Words that are empty in both languages are none. */
export const saidWords = (words: Words): Words | undefined =>
  words.zh || words.en ? words : undefined
