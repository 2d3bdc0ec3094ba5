// Which addresses does a record have? List, get, create, change, remove, restore, merge, and its actions.
import { Problems, refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { act } from '#server/records/act.ts'
import { changeAtOnce, createAtOnce } from '#server/writing/at-once.ts'
import { merge } from '#server/writing/merge.ts'
import type { Page } from '#server/reading/pages.ts'
import { count, getText, listAgain } from '#server/reading/read.ts'
import { remove, restore } from '#server/writing/recycle.ts'
import { changeShown, createShown } from '#server/writing/write.ts'
import { keyOf } from './at-most-once.ts'
import {
  type Answer,
  answerOnce,
  askOf,
  atOf,
  doingOf,
  idOf,
  ifMatch,
  json,
  once,
  onceUnder,
  send,
  viewOf,
} from './calls.ts'
import { bodyOf } from './given.ts'
import { freshFor, named, noticed, shown, written } from './record-answer.ts'
import type { Call, Route } from './routes.ts'

async function listRecords(call: Call): Promise<unknown> {
  const object = call.params.object!
  const ask = askOf(call, object)
  const how = call.query.count ?? 'none'
  if (!['none', 'exact', 'estimate'].includes(how)) refuse('malformed', { reason: 'count' })
  const { db } = call.machine.world
  const [page, n] = await Promise.all([
    listAgain(db, viewOf(call), atOf(call), ask),
    how === 'none' ? null : count(db, viewOf(call), atOf(call), ask, how as 'exact' | 'estimate'),
  ])
  return call.reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(n === null ? wholeOf(page) : textOf(page, n))
}

const textOf = (page: Page, n: number | null): string =>
  `{"data":[${page.rows.join(',')}],"next":${JSON.stringify(page.next)}${n === null ? '' : `,"count":${n}`}}`

const sent = new WeakMap<Page, Buffer | null>()

/** The same page is often sent again: from the second time on as the bytes that it is. */
function wholeOf(page: Page): string | Buffer {
  const bytes = sent.get(page)
  if (bytes) return bytes
  const text = textOf(page, null)
  sent.set(page, bytes === null ? Buffer.from(text) : null)
  return text
}

const created = (object: string, id: string, answer: Answer): Answer => ({
  ...answer,
  headers: { location: `/api/v1/${object}/${id}` },
})

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
      const isKeyed = keyOf(call) !== null
      const { db } = call.machine.world
      const atOnce = isKeyed ? null : await createAtOnce(doingOf(call, db), object, call.body)
      const answer = atOnce
        ? created(object, atOnce.id, shown(atOnce.text!, 201))
        : await answerOnce(call, async (doing) => {
            const { id, text } = await createShown(doing, object, call.body, 'person', !isKeyed)
            const answer = text === null ? await written(doing, object, id, 201) : shown(text, 201)
            return created(object, id, answer)
          })
      noticed(call)
      return send(call, answer)
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
      return send(call, shown(body, 200))
    },
  },
  {
    method: 'PATCH',
    url: '/api/v1/:object/:id',
    gate: 'signed-in',
    keyed: true,
    says: 'Change the named fields of a record',
    run: async (call) => {
      const object = named(call)
      const id = idOf(call, object)
      const ifSeen = ifMatch(call)
      await freshFor(call, object, [call.body])
      const atOnce = await changeAtOnce(
        doingOf(call, call.machine.world.db),
        object,
        id,
        call.body,
        ifSeen,
        onceUnder(call, id),
      )
      const answer =
        atOnce !== null
          ? shown(atOnce, 200)
          : await answerOnce(call, async (doing) => {
              const done = await changeShown(doing, object, id, call.body, 'person', {
                ifSeen,
                last: keyOf(call) === null,
              })
              return done?.text ? shown(done.text, 200) : written(doing, object, id, 200)
            })
      noticed(call)
      return send(call, answer)
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/:object/:id',
    gate: 'signed-in',
    keyed: true,
    says: 'Move a record to the recycle bin',
    run: async (call) => {
      const object = named(call)
      const answer = await once(call, async (doing) => {
        await remove(doing, object, idOf(call, object), 'person', ifMatch(call))
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
    method: 'POST',
    url: '/api/v1/:object/:id/merge',
    gate: 'signed-in',
    keyed: true,
    says: 'Merge another record into this one',
    run: async (call) => {
      const object = named(call)
      const id = idOf(call, object)
      const body = bodyOf(call)
      const { other } = body
      if (object === 'person') await call.machine.login.mustBeFresh(call.request.headers)
      return once(call, async (doing) => {
        const problems = new Problems()
        // Whoever says more expects more of it than is done: which value of both is kept is not theirs to say.
        problems.onlyKnown(body, ['other'])
        if (!isUuid(other)) problems.add('other', 'required')
        problems.done()
        await merge(doing, object, id, other as string)
        return written(doing, object, id, 200)
      })
    },
  },
]
