// Who hands out the numbers of this process? One set of blocks per world.
import { blocks, type Numbers } from './counters.ts'
import type { World } from '#server/world/world.ts'

const held = new WeakMap<World, Numbers>()

export function numbersOf(world: World): Numbers {
  let next = held.get(world)
  if (!next) held.set(world, (next = blocks(world.db)))
  return next
}

/** For a world in which nothing is kept: numbers that take nothing from the counters. */
export function numbersOfTrial(world: World): void {
  let n = 0
  held.set(world, { next: () => `trial-${++n}`, passed: async () => {} })
}
