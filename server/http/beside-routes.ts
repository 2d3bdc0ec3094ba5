// Which addresses has what stands beside a record: its history, its chain, its page, what people said of it?
import { chainOf } from '#server/reading/chain.ts'
import { comment, commentsOf } from '#server/records/comments.ts'
import { duplicatesOf } from '#server/reading/duplicates.ts'
import { historyOf } from '#server/reading/history.ts'
import { recordPage } from '#server/records/page.ts'
import type { Doing } from '#server/world/world.ts'
import { doingOf, idOf, json, once } from './calls.ts'
import { bodyOf } from './given.ts'
import { named } from './record-answer.ts'
import type { Call, Route } from './routes.ts'

/** Reads something of one record, as far as the caller may see it. */
const beside = (
  what: string,
  says: string,
  read: (doing: Doing, object: string, id: string, call: Call) => Promise<unknown>,
): Route => ({
  method: 'GET',
  url: `/api/v1/:object/:id/${what}`,
  gate: 'signed-in',
  says,
  run: async (call) => {
    const object = named(call)
    return read(doingOf(call, call.machine.world.db), object, idOf(call, object), call)
  },
})

export const besideRoutes: readonly Route[] = [
  beside('history', 'Who changed what, when, through which action', (doing, object, id, call) =>
    historyOf(doing, object, id, call.query),
  ),
  beside('chain', 'The line from lead to cash, both ways', chainOf),
  beside('page', 'Moves, gates, actions and approval of a record', recordPage),
  beside('duplicates', 'Records that may be the same one', duplicatesOf),
  beside('comments', 'What people said about the record', commentsOf),
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
        json(201, await comment(doing, object, id, bodyOf(call).text)),
      )
    },
  },
]
