// How is a folder for data made, so that what stands in its way is told?
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { startRefusalOf } from './start-refusal.ts'

/**
 * Makes a folder and those above it, one after the other: asked to make them all at once, Node never comes back where a
 * folder takes no others and says that it is not there (`/proc`).
 * @throws StartRefused
 */
export function makeFolder(folder: string, mode = 0o777): void {
  try {
    const missing: string[] = []
    for (let at = folder; !isThere(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at)
    for (const one of missing) makeOne(one, mode)
  } catch (error) {
    throw startRefusalOf(error, folder)
  }
}

function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isThere(folder)) throw error
  }
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined
