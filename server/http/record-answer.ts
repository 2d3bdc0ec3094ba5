// How does a call that is about a record find it, and how is the record answered?
import { Refusal } from '#kernel/error.ts'
import { seen } from '#kernel/query/plan.ts'
import { getText } from '#server/records/read.ts'
import type { Doing } from '#server/records/world.ts'
import { personalView } from '#server/records/rights.ts'
import { type Answer, json, viewOf } from './calls.ts'
import type { Call } from './routes.ts'

const one = async (doing: Doing, object: string, id: string, status: number): Promise<Answer> => {
  const body = await getText(doing.tx, personalView(doing), doing.at, object, id)
  return { status, body, version: versionIn(body) }
}

// The version is in the text already; reading one number is cheaper than parsing the record.
export const versionIn = (body: string): number => Number(/"version":(\d+)/.exec(body)?.[1] ?? 1)

/** After a write the writer may no longer see the record (given to another owner): then only its id is told. */
export async function written(
  doing: Doing,
  object: string,
  id: string,
  status: number,
): Promise<Answer> {
  try {
    return await one(doing, object, id, status)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return json(status, { id })
    throw error
  }
}

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
