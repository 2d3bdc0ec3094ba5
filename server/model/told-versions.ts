// What did each version change? A version never changes, so its difference is made out once and kept; making it out takes a while and lets others in between.
import { setImmediate } from 'node:timers/promises'
import type { ModelDiff } from '#kernel/api/model.ts'
import type { App, Book, Changes } from '#kernel/app.ts'
import { fittingApp } from '#server/world/fitting-model.ts'
import type { World } from '#server/world/world.ts'
import { modelDiff } from './model-diff.ts'

export interface StoredVersion {
  readonly version: number
  readonly at: string
  readonly changes: Changes
}

export class ToldVersions {
  private readonly book: Book
  private readonly known = new WeakMap<World, Map<string, readonly ModelDiff[]>>()
  constructor(book: Book) {
    this.book = book
  }

  /** The difference of each version to the next in the list, which is newest first; that of the last is empty. */
  async diffs(world: World, versions: readonly StoredVersion[]): Promise<(readonly ModelDiff[])[]> {
    const known = this.known.get(world) ?? new Map<string, readonly ModelDiff[]>()
    this.known.set(world, known)
    const apps = new Map<number, App | undefined>()
    const appOf = async ({ version, changes }: StoredVersion): Promise<App | undefined> => {
      if (!apps.has(version)) {
        await setImmediate()
        // An old version may no longer fit the standard of today.
        apps.set(version, fittingApp(this.book, changes, 0)?.app)
      }
      return apps.get(version)
    }
    const diffs: (readonly ModelDiff[])[] = []
    for (const [i, one] of versions.entries()) {
      const before = versions[i + 1]
      const key = `${one.version} ${one.at}`
      if (before && !known.has(key)) {
        const [was, is] = [await appOf(before), await appOf(one)]
        known.set(key, was && is ? modelDiff(was, is) : [])
      }
      diffs.push((before && known.get(key)) ?? [])
    }
    return diffs
  }
}
