// Are all records that fit a condition changed or removed together, each "no" told, and nothing beyond what was agreed to?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { JobCard } from '#kernel/api/job.ts'
import { sql } from '#kernel/sql.ts'
import { type Answer, type Attacked, attacked, type Knock } from './attacks/attacked.ts'

let it: Attacked
before(async () => {
  it = await attacked()
  await it.hire('boss', ['sales_manager'])
  await it.hire('sue', ['sales'])
  await it.hire('ada', ['admin'])
})
after(() => it.close())

const ask = async <T>(who: string, knock: Knock, status = 200): Promise<T> => {
  const answer: Answer = await it.knock(who, knock)
  assert.equal(answer.statusCode, status, answer.body)
  return (answer.body ? answer.json() : undefined) as T
}
const bulk = (who: string, object: string, body: object, status = 202) =>
  ask<{ job: string; code: string; errors: { path: string }[] }>(
    who,
    { method: 'POST', url: `/api/v1/${object}/bulk`, body },
    status,
  )
/** The end of a job, asked for until it is there. */
async function ended(who: string, id: string): Promise<JobCard> {
  for (;;) {
    const card = await ask<JobCard>(who, { url: `/api/v1/jobs/${id}` })
    if (card.stage !== 'waiting' && card.stage !== 'running') return card
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
const leads = (n: number, values: object, who = 'boss') =>
  ask<{ data: { id: string }[] }>(who, {
    method: 'POST',
    url: '/api/v1/lead/batch',
    body: { create: Array.from({ length: n }, (_, i) => ({ name: `示例 ${i}`, ...values })) },
  })
const counted = async (filter: string): Promise<number> =>
  (
    await ask<{ count: number }>('boss', {
      url: `/api/v1/lead?limit=1&count=exact&filter=${encodeURIComponent(filter)}`,
    })
  ).count

test('all that fit get the value, also those beyond any page, and the log says who did it', async () => {
  await leads(120, { company: '甲公司' })
  const { job } = await bulk('boss', 'lead', {
    filter: 'company = "甲公司"',
    change: { company: '乙公司' },
    count: 120,
  })
  const card = await ended('boss', job)
  assert.equal(card.stage, 'done', JSON.stringify(card.error))
  assert.deepEqual(
    [card.result!.done, card.result!.refused, card.done, card.total],
    [120, 0, 120, 120],
  )
  assert.deepEqual(
    [await counted('company = "甲公司"'), await counted('company = "乙公司"')],
    [0, 120],
  )
  const [one] = (
    await ask<{ data: { id: string }[] }>('boss', {
      url: `/api/v1/lead?limit=1&filter=${encodeURIComponent('company = "乙公司"')}`,
    })
  ).data
  const history = await ask<{ data: { who: { name: string }; deed: string }[] }>('boss', {
    url: `/api/v1/lead/${one!.id}/history`,
  })
  assert.deepEqual([history.data[0]!.deed, history.data[0]!.who.name], ['change', 'boss'])
})

test('whoever agreed to another number is asked again, and nothing happens', async () => {
  const { code } = await bulk(
    'boss',
    'lead',
    { filter: 'company = "乙公司"', remove: true, count: 119 },
    409,
  )
  assert.equal(code, 'count-moved')
  assert.equal(await counted('company = "乙公司"'), 120)
})

test('one cannot write what may only be read: those records are refused one by one, with their names', async () => {
  await leads(2, { company: '丙公司' }, 'sue')
  const sees = await ask<{ count: number }>('sue', { url: `/api/v1/lead?limit=1&count=exact` })
  const { job } = await bulk('sue', 'lead', {
    filter: '',
    change: { company: '' },
    count: sees.count,
  })
  const card = await ended('sue', job)
  assert.equal(card.stage, 'done')
  assert.equal(await counted('company = "乙公司"'), 120, 'those of others stay')
  assert.equal(await counted('company = "丙公司"'), 0)
  const wrong = await bulk('boss', 'lead', {
    filter: 'name starts with "示例"',
    change: { email: 'no address' },
    count: 122,
  })
  const refused = (await ended('boss', wrong.job)).result as unknown as {
    done: number
    refused: number
    told: { title: string; says: { zh: string } }[]
  }
  assert.deepEqual([refused.done, refused.refused], [0, 122])
  assert.match(refused.told[0]!.title, /^示例/)
  assert.match(refused.told[0]!.says.zh, /邮箱：应为邮箱/)
})

test('they go to the recycle bin; what is asked in the wrong shape is told at once with its places', async () => {
  const { job } = await bulk('boss', 'lead', {
    filter: 'company = "乙公司"',
    remove: true,
    count: 120,
  })
  assert.equal((await ended('boss', job)).result!.done, 120)
  assert.equal(await counted('company = "乙公司"'), 0)
  const wrong = await bulk('boss', 'lead', { filter: 1, change: {}, remove: false, some: 1 }, 422)
  assert.deepEqual(wrong.errors.map((one) => one.path).sort(), [
    'change',
    'count',
    'filter',
    'some',
  ])
  await bulk('boss', 'lead', { filter: 'nothing =', change: { company: 'x' }, count: 0 }, 422)
  assert.equal(
    (await bulk('ada', 'person', { filter: '', change: { active: false }, count: 1 }, 403)).code,
    'not-allowed',
  )
})

test('a window of days is answered by the index of spans', async () => {
  const lines = await it.firm.world.db.transaction(async (tx) => {
    await tx.query(sql`set local enable_seqscan = off`)
    return tx.query<{ 'QUERY PLAN': string }>(
      sql`explain select id from task t where (t.starts_on is not null or t.due_on is not null) and daterange(least(t.starts_on, t.due_on), greatest(t.starts_on, t.due_on), '[]') && daterange(least('2026-11-01'::date, '2026-11-30'::date), greatest('2026-11-01'::date, '2026-11-30'::date), '[]')`,
    )
  })
  assert.match(lines.map((line) => line['QUERY PLAN']).join('\n'), /task_starts_on_due_on_span/)
})
