// Which addresses do drafts of the model have? For administrators: one's own, and those that others share.
import type { Book } from '#kernel/app.ts'
import {
  choicesIn,
  createDraft,
  draftWish,
  dropDraft,
  listDrafts,
  readDraft,
  rebaseDraft,
  saveDraft,
} from '#server/model/drafts.ts'
import { settleWith } from './at-most-once.ts'
import { idOf, ifMatch } from './calls.ts'
import type { Call, Route } from './routes.ts'

const draftId = (call: Call): string => idOf(call, { zh: '草稿', en: 'draft' })

export const draftRoutes = (book: Book): readonly Route[] => [
  {
    method: 'GET',
    url: '/api/v1/model/drafts',
    gate: 'admin',
    says: 'Drafts of the model: one’s own and those that others share',
    run: async (call) => ({ data: await listDrafts(call.machine.world.db, call.who) }),
  },
  {
    method: 'POST',
    url: '/api/v1/model/drafts',
    gate: 'admin',
    says: 'Begin a draft over the newest version',
    run: async (call) => {
      const draft = await createDraft(
        call.machine.world,
        call.who,
        draftWish(call.body),
        (tx, made) => settleWith(tx, call, 201, made),
      )
      call.reply.code(201)
      return draft
    },
  },
  {
    method: 'GET',
    url: '/api/v1/model/drafts/:id',
    gate: 'admin',
    says: 'A draft with its patch',
    run: (call) => readDraft(call.machine.world.db, call.who, draftId(call)),
  },
  {
    method: 'PATCH',
    url: '/api/v1/model/drafts/:id',
    gate: 'admin',
    says: 'Save the patch of a draft, rename it, share it',
    run: (call) =>
      saveDraft(call.machine.world, call.who, draftId(call), draftWish(call.body), ifMatch(call)),
  },
  {
    method: 'DELETE',
    url: '/api/v1/model/drafts/:id',
    gate: 'admin',
    says: 'Drop a draft',
    run: async (call) => {
      await dropDraft(call.machine.world, call.who, draftId(call))
      return call.reply.code(204).send()
    },
  },
  {
    method: 'POST',
    url: '/api/v1/model/drafts/:id/rebase',
    gate: 'admin',
    says: 'Bring a draft onto the newest version; answers where somebody must choose',
    run: (call) =>
      rebaseDraft(call.machine.world, book, call.who, draftId(call), choicesIn(call.body)),
  },
]
