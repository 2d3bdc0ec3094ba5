// Which addresses do long jobs have? Their cards, their cancelling, and the file that came out.
import { refuse } from '#kernel/error.ts'
import { jobName } from '#server/files/file-store.ts'
import { cancelCard, cardOf, cardsOf } from '#server/jobs/card.ts'
import type { Call, Route } from './routes.ts'
import { disposition } from './uploads.ts'

async function file(call: Call): Promise<unknown> {
  const card = await cardOf(call.machine.world.db, call.who, call.params.id!)
  for (const ending of ['xlsx', 'csv'] as const) {
    const made = await call.machine.files.open(jobName(card.id, ending))
    if (!made) continue
    const type =
      ending === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    call.reply
      .header('content-type', type)
      .header(
        'content-disposition',
        disposition(
          'attachment',
          `${call.language === 'zh' ? '未导入的行' : 'refused rows'}.${ending}`,
        ),
      )
    return call.reply.send(made.bytes)
  }
  return refuse('not-found', { what: { zh: '文件', en: 'file' } })
}

export const jobRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/jobs',
    gate: 'signed-in',
    says: 'The caller’s long jobs, newest first',
    run: async (call) => ({ data: await cardsOf(call.machine.world.db, call.who) }),
  },
  {
    method: 'GET',
    url: '/api/v1/jobs/:id',
    gate: 'signed-in',
    says: 'How far a job is and what came out',
    run: (call) => cardOf(call.machine.world.db, call.who, call.params.id!),
  },
  {
    method: 'POST',
    url: '/api/v1/jobs/:id/cancel',
    gate: 'signed-in',
    says: 'Stop a job at its next step',
    run: (call) =>
      cancelCard(call.machine.world.db, call.who, call.params.id!, call.machine.world.now()),
  },
  {
    method: 'GET',
    url: '/api/v1/jobs/:id/file',
    gate: 'signed-in',
    says: 'The file of a job, such as refused rows',
    run: file,
  },
]
