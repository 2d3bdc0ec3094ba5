// How does the window keep reports and dashboards of one's own? As records, whose definition is JSON; the menu knows at once.
import type { Board } from '#kernel/view/board.ts'
import { type OwnKind, ownObjects, type Sharing } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { answers, keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import type { SendOptions } from '#web/call.ts'

/** With whom it is shared, as the record has it. */
export interface Share {
  readonly shared: Sharing
  readonly team: string | null
  readonly role: string | null
  readonly in_menu: boolean
}

/** What the application is to the person has changed, and so have the figures of what was changed. */
const known = async (kind: OwnKind, object?: string): Promise<void> => {
  await answers.invalidateQueries({ queryKey: keys.meta })
  if (kind === 'report' && object !== undefined)
    await answers.invalidateQueries({ queryKey: keys.sum(object, 'report') })
}

/** Answers the id of the new one. */
export async function makeOwn(
  kind: OwnKind,
  thing: Report | Board,
  options: SendOptions = {},
): Promise<string> {
  const values = { definition: JSON.stringify(thing) }
  const { id } = await call.create(ownObjects[kind], values, options)
  await known(kind)
  return id
}

export async function saveOwn(
  kind: OwnKind,
  id: string,
  thing: Report | Board,
  version: number,
): Promise<void> {
  await call.change(ownObjects[kind], id, { definition: JSON.stringify(thing) }, version)
  await known(kind, 'object' in thing ? thing.object : undefined)
}

export async function shareOwn(
  kind: OwnKind,
  id: string,
  share: Share,
  version: number,
): Promise<void> {
  await call.change(ownObjects[kind], id, { ...share }, version)
  await known(kind)
}

export async function removeOwn(kind: OwnKind, id: string): Promise<void> {
  await call.remove(ownObjects[kind], id)
  await known(kind)
}
