// At which address are all records that fit a condition changed, filled or removed?
import { refuse } from '#kernel/error.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { bulkOf } from '#server/writing/bulk-job.ts'
import { count } from '#server/reading/read.ts'
import { answerOnce, atOf, json, send, viewOf } from './calls.ts'
import type { Call, Route } from './routes.ts'

async function bulk(jobs: Jobs, call: Call): Promise<unknown> {
  const view = viewOf(call)
  const input = bulkOf(view, call.params.object!, call.body)
  const { object, filter, search } = input
  return send(
    call,
    await answerOnce(call, async (doing) => {
      // Whoever said yes to so many does not get another number.
      const now = await count(
        doing.tx,
        view,
        atOf(call),
        { from: object, where: filter, search },
        'exact',
      )
      if (now !== input.count) refuse('count-moved', { said: input.count, now })
      const { label } = view.app.objects[object]!
      const says =
        input.change || input.fill
          ? { zh: `批量修改${label.zh}（${now} 条）`, en: `Bulk change: ${label.en} (${now})` }
          : { zh: `批量删除${label.zh}（${now} 条）`, en: `Bulk removal: ${label.en} (${now})` }
      const job = await jobs.begin(doing.tx, call.who, 'bulk', { ...input }, says)
      return { ...json(202, { job }), headers: { location: `/api/v1/jobs/${job}` } }
    }),
  )
}

export const bulkRoutes = (jobs: Jobs): readonly Route[] => [
  {
    method: 'POST',
    url: '/api/v1/:object/bulk',
    gate: 'signed-in',
    keyed: true,
    says: 'Change all records that fit a condition, fill the default of a field into them, or remove them, as a job',
    run: (call) => bulk(jobs, call),
  },
]
