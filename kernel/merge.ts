// How does a company's difference go over the standard? By merge patch (RFC 7396); null retires.

import { isJsonObject, type Json } from './json.ts'

/** Names that would reach behind a plain object are never keys of a model. */
export const isSafeKey = (key: string): boolean =>
  !['__proto__', 'constructor', 'prototype'].includes(key)

/** The places of a difference where such a name stands. */
export function unsafePlaces(difference: unknown, path = ''): string[] {
  if (!isJsonObject(difference)) return []
  return Object.entries(difference).flatMap(([key, value]) => {
    const at = path ? `${path}.${key}` : key
    return isSafeKey(key) ? unsafePlaces(value, at) : [at]
  })
}

/**
 * The standard with the difference laid over it. Null stays as null in maps of named things (fields, stages,
 * choices), so that a reader can tell "retired" from "never was"; `app()` leaves retired ones out.
 */
export function merge<T>(standard: T, difference: unknown): T {
  if (!isJsonObject(difference)) return difference as T
  const result: Record<string, unknown> = isJsonObject(standard) ? { ...standard } : {}
  for (const [key, value] of Object.entries(difference)) {
    if (!isSafeKey(key)) continue
    result[key] = isJsonObject(value)
      ? merge(isJsonObject(result[key]) ? result[key] : {}, value)
      : value
  }
  return result as T
}

/** Two differences as one: the later over the earlier; null is kept, since it retires something of the standard. */
export const compose = (earlier: Json, later: Json): Json => merge(earlier, later)

/** The map without what was retired. */
export const living = <T>(map: Readonly<Record<string, T | null>> | undefined): Record<string, T> =>
  Object.fromEntries(Object.entries(map ?? {}).filter(([, value]) => value !== null)) as Record<
    string,
    T
  >

/** The living things of a map in an order that names some of them; the others follow as they stand. */
export function livingInOrder<T>(
  map: Readonly<Record<string, T | null>>,
  order: readonly string[] | undefined,
): Record<string, T> {
  const there = living(map)
  const names = new Set([...(order ?? []), ...Object.keys(there)])
  return Object.fromEntries(
    [...names].flatMap((name) => (Object.hasOwn(there, name) ? [[name, there[name]!]] : [])),
  )
}

/** A thing without the properties that were retired: a limit set to null is no limit, as if it never was. */
export const bare = <T>(thing: T): T =>
  isJsonObject(thing)
    ? (Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== null)) as T)
    : thing

/** The same for a thing of many levels, such as an approval flow; what is retired in its maps goes too. Lists stand as they are. */
export const bareDeep = <T>(thing: T): T =>
  isJsonObject(thing)
    ? (Object.fromEntries(
        Object.entries(thing).flatMap(([key, value]) =>
          value === null ? [] : [[key, bareDeep(value)]],
        ),
      ) as T)
    : thing
