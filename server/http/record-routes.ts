// Which addresses do records have? List, get, create, change, remove, restore, batch, actions and their logs.
import { Problems, Refusal, refusals, refuse } from '#kernel/error.ts'
import { seen } from '#kernel/query/plan.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { act } from '#server/records/act.ts'
import { chainOf } from '#server/records/chain.ts'
import { duplicatesOf } from '#server/records/duplicates.ts'
import { comment, commentsOf } from '#server/records/comments.ts'
import { historyOf } from '#server/records/history.ts'
import { merge } from '#server/records/merge.ts'
import { recordPage } from '#server/records/page.ts'
import { count, getText, group, list } from '#server/records/read.ts'
import type { Doing } from '#server/records/world.ts'
import { remove, restore } from '#server/records/recycle.ts'
import { personalView } from '#server/records/rights.ts'
import { change, changeShown, create, createShown } from '#server/records/write.ts'
import type { GroupAsk } from '#kernel/query/ask.ts'
import {
  type Answer,
  askOf,
  atOf,
  doingOf,
  idOf,
  ifVersion,
  json,
  once,
  send,
  viewOf,
} from './calls.ts'
import { keyOf } from './at-most-once.ts'
import type { Call, Route } from './routes.ts'

const one = async (doing: Doing, object: string, id: string, status: number): Promise<Answer> => {
  const body = await getText(doing.tx, personalView(doing), doing.at, object, id)
  return { status, body, version: versionIn(body) }
}

// The version is in the text already; reading one number is cheaper than parsing the record.
const versionIn = (body: string): number => Number(/"version":(\d+)/.exec(body)?.[1] ?? 1)

/** After a write the writer may no longer see the record (given to another owner): then only its id is told. */
async function written(doing: Doing, object: string, id: string, status: number): Promise<Answer> {
  try {
    return await one(doing, object, id, status)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return json(status, { id })
    throw error
  }
}

async function listRecords(call: Call): Promise<unknown> {
  const object = call.params.object!
  const ask = askOf(call, object)
  const how = call.query.count ?? 'none'
  if (!['none', 'exact', 'estimate'].includes(how)) refuse('malformed', { reason: 'count' })
  const { db } = call.machine.world
  const [page, n] = await Promise.all([
    list(db, viewOf(call), atOf(call), ask),
    how === 'none' ? null : count(db, viewOf(call), atOf(call), ask, how as 'exact' | 'estimate'),
  ])
  const body = `{"data":[${page.rows.join(',')}],"next":${JSON.stringify(page.next)}${n === null ? '' : `,"count":${n}`}}`
  return call.reply.header('content-type', 'application/json; charset=utf-8').send(body)
}

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
          typeof version === 'number' ? { ifVersion: version } : {},
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
  const record = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  if (Array.isArray(body))
    return body.map((values, i) => ({
      path: `[${i}]`,
      deed: record(values) && values.id !== undefined ? 'change' : 'create',
      values,
    }))
  const problems = new Problems()
  const given = record(body) ? body : {}
  for (const name of Object.keys(given))
    if (name !== 'create' && name !== 'change')
      problems.add(name.slice(0, 60), 'unknown-field', { name: name.slice(0, 60) })
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

const named = (call: Call): string => {
  seen(viewOf(call), call.params.object!)
  return call.params.object!
}

/** What decides who may come in is changed by a session that has proved its person of late. */
async function freshFor(call: Call, object: string, changes: readonly unknown[]): Promise<void> {
  const touches = (one: unknown): boolean =>
    typeof one === 'object' &&
    one !== null &&
    ['email', 'roles', 'active'].some((name) => Object.hasOwn(one, name))
  if (object === 'person' && changes.some(touches))
    await call.machine.login.mustBeFresh(call.request.headers)
}

/** A removed or changed person or team changes what others may see. */
const noticed = (call: Call): void => {
  if (['person', 'team', 'company'].includes(call.params.object!)) call.machine.login.forget()
}

export const recordRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/:object',
    gate: 'signed-in',
    says: 'List records',
    run: listRecords,
  },
  {
    method: 'POST',
    url: '/api/v1/:object',
    gate: 'signed-in',
    keyed: true,
    says: 'Create a record',
    run: async (call) => {
      const object = named(call)
      await freshFor(call, object, [call.body])
      const answer = await once(call, async (doing) => {
        const { id, text } = await createShown(
          doing,
          object,
          call.body,
          'person',
          keyOf(call) === null,
        )
        const answer =
          text === null
            ? await written(doing, object, id, 201)
            : { status: 201, body: text, version: versionIn(text) }
        return { ...answer, headers: { location: `/api/v1/${object}/${id}` } }
      })
      noticed(call)
      return answer
    },
  },
  {
    method: 'GET',
    url: '/api/v1/:object/:id',
    gate: 'signed-in',
    says: 'Get a record',
    run: async (call) => {
      const object = named(call)
      const body = await getText(
        call.machine.world.db,
        viewOf(call),
        atOf(call),
        object,
        idOf(call, object),
        call.query.removed === 'true',
      )
      return send(call, { status: 200, body, version: versionIn(body) })
    },
  },
  {
    method: 'PATCH',
    url: '/api/v1/:object/:id',
    gate: 'signed-in',
    says: 'Change the named fields of a record',
    run: async (call) => {
      const object = named(call)
      const id = idOf(call, object)
      const version = ifVersion(call)
      await freshFor(call, object, [call.body])
      const answer = await once(call, async (doing) => {
        const shown = await changeShown(doing, object, id, call.body, 'person', {
          last: true,
          ...(version === undefined ? {} : { ifVersion: version }),
        })
        return shown?.text
          ? { status: 200, body: shown.text, version: versionIn(shown.text) }
          : written(doing, object, id, 200)
      })
      noticed(call)
      return answer
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/:object/:id',
    gate: 'signed-in',
    says: 'Move a record to the recycle bin',
    run: async (call) => {
      const object = named(call)
      const answer = await once(call, async (doing) => {
        await remove(doing, object, idOf(call, object), 'person', ifVersion(call))
        return { status: 204, body: '' }
      })
      noticed(call)
      return answer
    },
  },
  {
    method: 'POST',
    url: '/api/v1/:object/:id/restore',
    gate: 'signed-in',
    keyed: true,
    says: 'Take a record out of the recycle bin',
    run: async (call) => {
      const object = named(call)
      const id = idOf(call, object)
      return once(call, async (doing) => {
        await restore(doing, object, id, 'person')
        return written(doing, object, id, 200)
      })
    },
  },
  {
    method: 'POST',
    url: '/api/v1/:object/batch',
    gate: 'signed-in',
    keyed: true,
    says: 'Up to 1,000 creates and changes, all or nothing',
    run: batch,
    bodyLimit: 20_000_000,
  },
  {
    method: 'POST',
    url: '/api/v1/:object/:id/actions/:action',
    gate: 'signed-in',
    keyed: true,
    says: 'Run a business action',
    run: async (call) => {
      const object = named(call)
      const id = idOf(call, object)
      return once(call, async (doing) =>
        json(200, await act(doing, object, id, call.params.action!, call.body)),
      )
    },
  },
  {
    method: 'GET',
    url: '/api/v1/:object/:id/history',
    gate: 'signed-in',
    says: 'Who changed what, when, through which action',
    run: async (call) =>
      historyOf(
        doingOf(call, call.machine.world.db),
        named(call),
        idOf(call, call.params.object!),
        call.query,
      ),
  },
  {
    method: 'GET',
    url: '/api/v1/:object/:id/chain',
    gate: 'signed-in',
    says: 'The line from lead to cash, both ways',
    run: async (call) =>
      chainOf(doingOf(call, call.machine.world.db), named(call), idOf(call, call.params.object!)),
  },
  {
    method: 'GET',
    url: '/api/v1/:object/:id/page',
    gate: 'signed-in',
    says: 'Moves, gates, actions and approval of a record',
    run: async (call) =>
      recordPage(
        doingOf(call, call.machine.world.db),
        named(call),
        idOf(call, call.params.object!),
      ),
  },
  {
    method: 'POST',
    url: '/api/v1/:object/:id/merge',
    gate: 'signed-in',
    keyed: true,
    says: 'Merge another record into this one',
    run: async (call) => {
      const object = named(call)
      const id = idOf(call, object)
      const other = (call.body as { other?: unknown } | undefined)?.other
      if (object === 'person') await call.machine.login.mustBeFresh(call.request.headers)
      return once(call, async (doing) => {
        const problems = new Problems()
        if (!isUuid(other)) problems.add('other', 'required')
        problems.done()
        await merge(doing, object, id, other as string)
        return written(doing, object, id, 200)
      })
    },
  },
  {
    method: 'GET',
    url: '/api/v1/:object/:id/comments',
    gate: 'signed-in',
    says: 'What people said about the record',
    run: async (call) =>
      commentsOf(
        doingOf(call, call.machine.world.db),
        named(call),
        idOf(call, call.params.object!),
      ),
  },
  {
    method: 'POST',
    url: '/api/v1/:object/:id/comments',
    gate: 'signed-in',
    keyed: true,
    says: 'Say something about the record; @ names are told',
    run: async (call) => {
      const object = named(call)
      const id = idOf(call, object)
      return once(call, async (doing) =>
        json(
          201,
          await comment(doing, object, id, (call.body as { text?: unknown } | undefined)?.text),
        ),
      )
    },
  },
  {
    method: 'GET',
    url: '/api/v1/:object/:id/duplicates',
    gate: 'signed-in',
    says: 'Records that may be the same one',
    run: async (call) =>
      duplicatesOf(
        doingOf(call, call.machine.world.db),
        named(call),
        idOf(call, call.params.object!),
      ),
  },
  {
    method: 'POST',
    url: '/api/v1/query',
    gate: 'signed-in',
    reads: true,
    says: 'Groups with counts, sums, averages, medians',
    run: async (call) => {
      const rows = await group(call.machine.world.db, viewOf(call), atOf(call), groupAsk(call.body))
      return call.reply
        .header('content-type', 'application/json; charset=utf-8')
        .send(`{"data":[${rows.join(',')}]}`)
    },
  },
]

/** The body of a query, with each part of the right shape. */
function groupAsk(body: unknown): GroupAsk {
  const problems = new Problems()
  const given = (
    typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  ) as Record<string, unknown>
  const texts = ['from', 'where', 'search', 'sort'] as const
  for (const name of Object.keys(given))
    if (![...texts, 'by', 'measure', 'limit'].includes(name as 'from'))
      problems.add(name.slice(0, 60), 'unknown-field', { name: name.slice(0, 60) })
  for (const name of texts)
    if (given[name] !== undefined && given[name] !== null && typeof given[name] !== 'string')
      problems.add(name, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
  if (typeof given.from !== 'string') problems.add('from', 'required')
  if (
    given.by !== undefined &&
    !(Array.isArray(given.by) && given.by.every((it) => typeof it === 'string'))
  )
    problems.add('by', 'wrong-type', { expected: { zh: '文本列表', en: 'list of text' } })
  const measure = given.measure
  if (
    measure !== undefined &&
    (typeof measure !== 'object' || measure === null || Array.isArray(measure))
  )
    problems.add('measure', 'wrong-type', { expected: { zh: '对象', en: 'object' } })
  if (given.limit !== undefined && typeof given.limit !== 'number')
    problems.add('limit', 'wrong-type', { expected: { zh: '数字', en: 'number' } })
  problems.done()
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null),
  ) as unknown as GroupAsk
}
