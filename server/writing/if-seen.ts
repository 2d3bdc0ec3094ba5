// Is the record still as the caller saw it?
import { refuse } from '#kernel/error.ts'

/** The versions that whoever writes takes for the present one; absent = whatever it is now. */
export type Seen = readonly number[] | undefined

/** Refuses, with the version as it is now, where it is none of those that were seen. */
export function mustBeSeen(versions: Seen, now: number): void {
  if (versions && !versions.includes(now)) refuse('moved', { version: now })
}
