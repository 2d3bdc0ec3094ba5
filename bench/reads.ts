// How fast is reading, against the same statements sent to the same PostgreSQL by a bare driver?
import type { Ask } from '#kernel/query/ask.ts'
import { plan } from '#kernel/query/plan.ts'
import { printList } from '#kernel/query/print.ts'
import { permit } from '#kernel/query/view.ts'
import { compile, sql } from '#kernel/sql.ts'
import { circumstances } from '#server/world/world.ts'
import { child, type Place, show, whole } from './sheet.ts'
import { median } from './workload.ts'

export async function reads(place: Place): Promise<void> {
  const { db, connection, port, adminKey, leaderKey, sheet } = place
  const { seconds } = sheet
  const statement = (ask: Ask): { text: string; values: unknown[] } =>
    compile(
      printList(
        plan(permit(place.world.app, place.adminWho), ask),
        circumstances(place.world, place.adminWho),
      ),
    )
  const ids = (
    await db.query<{ id: string }>(sql`select id from opportunity tablesample system (1) limit 500`)
  ).map((row) => row.id)
  const raw = (statements: { text: string; values: unknown[] }[]) => () =>
    child('./raw-client.ts', {
      connection,
      schema: 'openltc',
      text: statements[0]!.text,
      values: statements.map((one) => one.values),
      callers: 16,
      seconds,
    })
  const http = (paths: string[], key: string) => () =>
    child('./http-client.ts', {
      port,
      key,
      calls: paths.map((path) => ({ method: 'GET', path })),
      callers: 16,
      seconds,
    })
  await sheet.pair(
    'get one of 1,000,000',
    '≥ 40 %, p99 ≤ 15 ms',
    http(
      ids.map((id) => `/api/v1/opportunity/${id}`),
      adminKey,
    ),
    raw(ids.map((id) => statement({ from: 'opportunity', ids: [id], limit: 1, children: true }))),
  )
  const stages = ['discovery', 'needs', 'solution', 'quoting']
  const filter = (stage: string): string => `stage = "${stage}"`
  const list = (select?: string[]): Ask[] =>
    stages.map((stage) => ({
      from: 'opportunity',
      where: filter(stage),
      sort: '-id',
      ...(select ? { select } : {}),
    }))
  const path = (stage: string, more = ''): string =>
    `/api/v1/opportunity?filter=${encodeURIComponent(filter(stage))}&sort=-id${more}`
  await sheet.pair(
    'list 50 of 1,000,000, filter + sort',
    '≥ 40 %, p99 ≤ 15 ms',
    http(
      stages.map((stage) => path(stage)),
      adminKey,
    ),
    raw(list().map((ask) => statement(ask))),
  )
  // Only first pages are remembered; the second of each is made anew at each call.
  const second = await Promise.all(
    stages.map(async (stage) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path(stage)}`, {
        headers: { authorization: `Bearer ${adminKey}` },
      })
      return ((await answer.json()) as { next: string }).next
    }),
  )
  await sheet.pair(
    'the second page of it, made anew each time',
    '–',
    http(
      stages.map((stage, i) => path(stage, `&after=${encodeURIComponent(second[i]!)}`)),
      adminKey,
    ),
    raw(list().map((ask, i) => statement({ ...ask, after: second[i]! }))),
  )
  await sheet.pair(
    'the same list as the weakest role (6 % of the rows), against the unrestricted one',
    '≥ 50 %',
    http(
      stages.map((stage) => path(stage)),
      leaderKey,
    ),
    http(
      stages.map((stage) => path(stage)),
      adminKey,
    ),
  )
  const joined = [
    'id',
    'number',
    'name',
    'stage',
    'amount',
    'close_date',
    'owner.name',
    'account.name',
  ]
  await sheet.pair(
    'list with owner and account names',
    '≥ 35 %',
    http(
      stages.map((stage) => path(stage, `&select=${joined.join(',')}`)),
      adminKey,
    ),
    raw(list(joined).map((ask) => statement(ask))),
  )
}

export async function searches(place: Place): Promise<void> {
  const { port, adminKey, sizes, sheet } = place
  for (const [object, bar] of [
    ['lead', 'p99 ≤ 30 ms'],
    ['opportunity', 'p99 ≤ 100 ms'],
  ] as const) {
    const words = [
      '鑫瑞',
      '麒祺',
      '苏州鑫',
      '华',
      '智能装备',
      '瑞科',
      '云启星',
      '兴业金诚',
      '深圳',
      '没有此名',
    ]
    const got = await child('./http-client.ts', {
      port,
      key: adminKey,
      calls: words.map((word) => ({
        method: 'GET',
        path: `/api/v1/${object}?search=${encodeURIComponent(word)}&select=id,name`,
      })),
      callers: 4,
      seconds: sheet.seconds,
    })
    sheet.note(
      `search in Chinese names over ${whole(object === 'lead' ? sizes.leads : sizes.opportunities)}, 4 clients`,
      bar,
      show(got),
    )
  }
}

export async function groups(place: Place): Promise<void> {
  const { connection, port, adminKey, sizes, sheet } = place
  const { seconds } = sheet
  const ask = {
    from: 'opportunity',
    by: ['stage'],
    measure: { n: 'count()', total: 'sum(amount)' },
  }
  const [ours, raw]: [number[], number[]] = [[], []]
  for (let round = 0; round < sheet.rounds; round++) {
    const r = await child('./raw-client.ts', {
      connection,
      schema: 'openltc',
      text: 'select stage, count(*), sum(amount) from opportunity where removed_at is null group by stage',
      values: [[]],
      callers: 1,
      seconds,
    })
    const o = await child('./http-client.ts', {
      port,
      key: adminKey,
      calls: [{ method: 'POST', path: '/api/v1/query', body: JSON.stringify(ask) }],
      callers: 1,
      seconds,
    })
    raw.push(r.p50)
    ours.push(o.p50)
  }
  sheet.note(
    `group by stage with sums over ${whole(sizes.opportunities)}`,
    '≤ 1.3 × raw',
    `${median(ours).toFixed(0)} ms; raw ${median(raw).toFixed(0)} ms`,
    `${(median(ours) / median(raw)).toFixed(2)} × raw`,
  )
}
