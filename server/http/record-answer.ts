// How does a call that is about a record find it, and how is the record answered?
import { seen } from '#kernel/query/plan.ts'
import { writtenText } from '#server/writing/at-once.ts'
import type { Doing } from '#server/world/world.ts'
import { type Answer, viewOf } from './calls.ts'
import type { Call } from './routes.ts'

/** The record as JSON text; its version stands in it already, and reading one number is cheaper than parsing the record. */
export function shown(text: string, status: number): Answer {
  const version = /"version":(\d+)/.exec(text)?.[1]
  return { status, body: text, ...(version !== undefined && { version: Number(version) }) }
}

/** The record as its writer sees it now. */
export const written = async (
  doing: Doing,
  object: string,
  id: string,
  status: number,
): Promise<Answer> => shown(await writtenText(doing, object, id), status)

export const named = (call: Call): string => {
  seen(viewOf(call), call.params.object!)
  return call.params.object!
}

/** What decides who may come in is changed by a session that has proved its person of late. */
export async function freshFor(
  call: Call,
  object: string,
  changes: readonly unknown[],
): Promise<void> {
  const touches = (one: unknown): boolean =>
    typeof one === 'object' &&
    one !== null &&
    ['email', 'roles', 'active'].some((name) => Object.hasOwn(one, name))
  if (object === 'person' && changes.some(touches))
    await call.machine.login.mustBeFresh(call.request.headers)
}

/** A removed or changed person or team changes what others may see. */
export const noticed = (call: Call): void => {
  if (['person', 'team', 'company'].includes(call.params.object!)) call.machine.login.forget()
}
