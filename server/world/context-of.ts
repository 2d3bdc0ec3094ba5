// Which hands has the business code of this piece of work? Those of the world, made once, unless it was given others.
import type { Context } from '#kernel/context.ts'
import type { Doing } from './world.ts'

const memo = new WeakMap<Doing, Context>()

/**
 * The hands of business code for this piece of work. Writing a record runs business code, and business code writes
 * records: so the doors ask for the hands here, and the hands (`context.ts`) are made of the doors.
 */
export function contextOf(doing: Doing): Context {
  let context = memo.get(doing)
  if (!context) memo.set(doing, (context = doing.world.context(doing)))
  return context
}

/** Gives this piece of work other hands, such as ones that remember what they read. */
export const bindContext = (doing: Doing, context: Context): void => void memo.set(doing, context)
