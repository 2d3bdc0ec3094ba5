// Which address takes many records at once? All of them are written, or none.
import { Problems, Refusal, refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { isJsonObject, jsonObject } from '#kernel/json.ts'
import { seen } from '#kernel/query/plan.ts'
import { refusals } from '#kernel/refusals.ts'
import { change, create } from '#server/writing/write.ts'
import { once, viewOf } from './calls.ts'
import { freshFor, written } from './record-answer.ts'
import type { Call, Route } from './routes.ts'

export const batchRoutes: readonly Route[] = [
  {
    method: 'POST',
    url: '/api/v1/:object/batch',
    gate: 'signed-in',
    keyed: true,
    says: 'Up to 1,000 creates and changes, all or nothing',
    run: batch,
    bodyLimit: 20_000_000,
  },
]

async function batch(call: Call): Promise<unknown> {
  const object = call.params.object!
  seen(viewOf(call), object)
  const work = batchOf(call.body)
  if (work.length > 1000) refuse('too-large', { limit: 1000 })
  await freshFor(
    call,
    object,
    work.map((one) => one.values),
  )
  return once(call, async (doing) => {
    const ids: string[] = []
    const problems = new Problems()
    const each = async (path: string, work: () => Promise<void>): Promise<void> => {
      try {
        await work()
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (error.code === 'not-found')
          return problems.add(`${path}.id`, 'no-such-record', {
            object: seen(viewOf(call), object).object.label,
          })
        if (error.problems.length === 0 || error.status >= 500) throw error
        for (const it of error.problems)
          problems.list.push({ ...it, path: it.path ? `${path}.${it.path}` : path })
        // What PostgreSQL itself has refused ends the transaction: nothing more can be asked in it.
        if (error.cause !== undefined) problems.done()
      }
    }
    for (const { path, values, deed } of work)
      await each(path, async () => {
        if (deed === 'create') return void ids.push(await create(doing, object, values, 'person'))
        const { id, version, ...rest } = values as { id?: unknown; version?: unknown }
        if (!isUuid(id)) return problems.add(`${path}.id`, 'required')
        await change(
          doing,
          object,
          id,
          rest,
          'person',
          typeof version === 'number' ? { ifSeen: [version] } : {},
        )
        ids.push(id)
      })
    // Nothing else is wrong: then it is what every call says of a record that is not there for the caller.
    if (
      problems.list.length &&
      problems.list.every(
        (one) => one.code === 'no-such-record' && /^(change\[\d+\]|\[\d+\])\.id$/.test(one.path),
      )
    )
      throw new Refusal(
        'not-found',
        refusals['not-found'],
        { what: seen(viewOf(call), object).object.label },
        problems.list,
      )
    problems.done()
    const rows = await Promise.all(ids.map((id) => written(doing, object, id, 200)))
    return { status: 200, body: `{"data":[${rows.map((row) => row.body).join(',')}]}` }
  })
}

interface BatchLine {
  readonly path: string
  readonly deed: 'create' | 'change'
  readonly values: unknown
}

/** `{"create":[…],"change":[{"id":…}]}`, or one list in which whatever has an id is changed and the rest is created. */
function batchOf(body: unknown): BatchLine[] {
  if (Array.isArray(body))
    return body.map((values, i) => ({
      path: `[${i}]`,
      deed: isJsonObject(values) && values.id !== undefined ? 'change' : 'create',
      values,
    }))
  const problems = new Problems()
  const given = jsonObject(body)
  problems.onlyKnown(given, ['create', 'change'])
  const part = (deed: 'create' | 'change'): BatchLine[] => {
    const list = given[deed] ?? []
    if (Array.isArray(list))
      return list.map((values, i) => ({
        path: `${deed}[${i}]`,
        deed,
        values: deed === 'change' ? (values ?? {}) : values,
      }))
    problems.add(deed, 'wrong-type', { expected: { zh: '列表', en: 'list' } })
    return []
  }
  const work = [...part('create'), ...part('change')]
  if (given.create === undefined && given.change === undefined) problems.add('create', 'required')
  problems.done()
  return work
}
