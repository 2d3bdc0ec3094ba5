// How does somebody in the sample company do something at some moment? Through the same doors as everybody.
import type { Values } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import type { Database, Tx } from '#server/database/pool.ts'
import { act } from '#server/records/act.ts'
import {
  type Cause,
  circumstances,
  type Doing,
  systemWho,
  type World,
} from '#server/world/world.ts'
import { change, create } from '#server/writing/write.ts'

/** What one person does at an instant (ms), with that person's rights. */
export interface Hands {
  create(who: Who, at: number, object: string, values: Values): Promise<string>
  change(who: Who, at: number, object: string, id: string, values: Values): Promise<void>
  act(
    who: Who,
    at: number,
    object: string,
    id: string,
    action: string,
    input?: Values,
  ): Promise<Values>
  /** What the system does by itself, as an automation would. */
  automatic(
    automation: string,
    at: number,
    object: string,
    id: string,
    action: string,
    input?: Values,
  ): Promise<Values>
  /** The hands of a customer who has the link of a quote. */
  byLink(link: string): Hands
}

export interface HandsOptions {
  /** What the log names as the reason; the person themselves where it is left out. */
  readonly cause?: Cause
  /** For the only transaction there is: numbers are taken in it too, so that nothing is left of what is given up. */
  readonly alone?: boolean
}

/** The hands in one transaction. The past wakes nobody: no automation hears of it. */
export function handsIn(world: World, tx: Tx, { cause: because, alone }: HandsOptions = {}): Hands {
  const db: Database = {
    ...world.db,
    query: tx.query.bind(tx),
    text: tx.text.bind(tx),
    alone: tx.query.bind(tx),
    transaction: (work) => work(tx),
  }
  const quiet = alone ? { ...world, db, afterEvent: null } : quietOf(world)
  const doing = (who: Who, at: number, cause: Cause | undefined): Doing => ({
    world: quiet,
    app: world.app,
    tx,
    who,
    at: circumstances(quiet, who, new Date(at)),
    cause: cause ?? { kind: who.id === systemWho.id ? 'system' : 'person' },
    action: null,
  })
  const writerOf = (who: Who) => (who.id === systemWho.id ? 'action' : 'person')
  const handsOf = (cause: Cause | undefined): Hands => ({
    create: (who, at, object, values) =>
      create(doing(who, at, cause), object, values, writerOf(who)),
    async change(who, at, object, id, values) {
      await change(doing(who, at, cause), object, id, values, writerOf(who))
    },
    act: (who, at, object, id, action, input = {}) =>
      act(doing(who, at, cause), object, id, action, input),
    automatic: (automation, at, object, id, action, input = {}) =>
      act(doing(systemWho, at, { kind: 'automation', id: automation }), object, id, action, input),
    byLink: (link) => handsOf({ kind: 'link', id: link }),
  })
  return handsOf(because)
}

/** One quiet world per world, so that its numbers come from the same blocks. */
const quietOf = (world: World): World => {
  let quiet = quietWorlds.get(world)
  if (!quiet) quietWorlds.set(world, (quiet = { ...world, afterEvent: null }))
  return quiet
}
const quietWorlds = new WeakMap<World, World>()
