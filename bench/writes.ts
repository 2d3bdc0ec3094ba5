// How fast is writing, against a bare insert and update, and while a field is added?
import { compile, ident, sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { follow } from '#server/model/publish.ts'
import { insertOf } from '#server/writing/columns.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import { child, type Place, show, whole } from './sheet.ts'

export async function writes(place: Place): Promise<void> {
  const { world, db, connection, admin, adminKey, port, sheet } = place
  const { seconds } = sheet
  const object = world.app.objects.lead!
  const at = new Date().toISOString()
  const values = Array.from({ length: 20_000 }, (_, i) =>
    compile(
      insertOf(object, {
        id: uuid7(Date.now() + 5_000_000),
        version: 1,
        created_at: at,
        created_by: admin,
        updated_at: at,
        updated_by: admin,
        owner: admin,
        number: `RAW${Date.now()}-${Math.random()}-${i}`,
        name: `联系人${i}`,
        company: `苏州鑫瑞精密机械有限公司${i}`,
        phone: `139${String(10_000_000 + i)}`,
        email: `raw${i}@example.com`,
        source: 'website',
        stage: 'new',
        stage_since: at,
        currency: 'CNY',
      }),
    ),
  )
  const raw = () => {
    const fresh = values.map((one) => ({
      ...one,
      values: one.values.map((value, k) =>
        k === 0
          ? uuid7(Date.now() + 9_000_000)
          : typeof value === 'string' && value.startsWith('RAW')
            ? `RAW${Math.random()}`
            : value,
      ),
    }))
    return child('./raw-client.ts', {
      connection,
      schema: 'openltc',
      text: values[0]!.text,
      values: fresh.map((one) => one.values),
      callers: 16,
      seconds: Math.min(seconds, 2),
    })
  }
  const lead = JSON.stringify({
    name: '联系人#',
    company: '苏州鑫瑞精密机械有限公司#',
    phone: '13912345678',
    email: 'lead#@example.com',
    source: 'website',
  })
  await sheet.pair(
    'create lead',
    '≥ 25 %, ≥ 2,000/s',
    () =>
      child('./http-client.ts', {
        port,
        key: adminKey,
        calls: [{ method: 'POST', path: '/api/v1/lead', body: lead }],
        callers: 16,
        seconds,
        unique: true,
      }),
    raw,
  )
  const sampled = await db.query<{ id: string }>(
    sql`select id from lead tablesample system (30) limit 20000`,
  )
  const ids = sampled.map((row) => row.id)
  const few = ids.slice(0, 1000)
  await updates(place, 'update lead, opened before', few, () => open(place, few))
  await updates(place, 'update lead that nobody has opened', ids, async () => {})
}

/** The same change of these leads, one after another, over HTTP and by the bare statement. */
async function updates(
  { connection, adminKey, port, sheet }: Place,
  work: string,
  ids: readonly string[],
  first: () => Promise<void>,
): Promise<void> {
  const { seconds } = sheet
  await sheet.pair(
    work,
    '≥ 25 %, ≥ 2,000/s',
    async () => {
      await first()
      return child('./http-client.ts', {
        port,
        key: adminKey,
        calls: ids.map((id) => ({
          method: 'PATCH',
          path: `/api/v1/lead/${id}`,
          body: JSON.stringify({ title: '职位#' }),
        })),
        callers: 16,
        seconds,
        unique: true,
      })
    },
    () =>
      child('./raw-client.ts', {
        connection,
        schema: 'openltc',
        text: 'update lead set title = $1, version = version + 1, updated_at = now() where id = $2',
        values: ids.map((id, i) => [`职位${i}`, id]),
        callers: 16,
        seconds,
      }),
  )
}

/** Whoever changes a record has opened its page. */
async function open({ adminKey, port }: Place, ids: readonly string[]): Promise<void> {
  const headers = { authorization: `Bearer ${adminKey}` }
  for (const id of ids) {
    const page = await fetch(`http://127.0.0.1:${port}/api/v1/lead/${id}/page`, { headers })
    if (!page.ok) throw new Error(`a page was answered with ${page.status}`)
    await page.arrayBuffer()
  }
}

/** A field with a default on a million rows while 8 clients write: the longest that one of them waited. */
export async function fieldUnderLoad(place: Place): Promise<void> {
  const { db, port, adminKey, sizes, sheet } = place
  const ids = (
    await db.query<{ id: string }>(
      sql`select id from opportunity tablesample system (1) limit 1000`,
    )
  ).map((row) => row.id)
  const load = child('./http-client.ts', {
    port,
    key: adminKey,
    calls: ids.map((id) => ({
      method: 'PATCH',
      path: `/api/v1/opportunity/${id}`,
      body: JSON.stringify({ name: '项目#' }),
    })),
    callers: 8,
    seconds: 6,
    unique: true,
  })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/model/objects/opportunity/fields`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: `bench_${Date.now()}`,
      kind: 'text',
      label: '新字段',
      default: '"甲"',
      index: true,
    }),
  })
  const rate = await load
  sheet.note(
    `add a custom field with a default and an index on ${whole(sizes.opportunities)} rows under 8 writers`,
    'writers blocked ≤ 1 s',
    `publish ${answer.status}; ${show(rate)}`,
  )
}

/** A field of the company against a standard one with the same values and the same index: list, filter and sort by either. */
export async function customField(place: Place): Promise<void> {
  const { world, db, port, adminKey, sheet } = place
  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const name = `expected_${Date.now()}`
  const added = await send('POST', '/api/v1/model/objects/opportunity/fields', {
    name,
    kind: 'date',
    label: '期望日',
    index: true,
  })
  if (!added.ok) throw new Error(`the field was answered with ${added.status}`)
  await follow(world, book)
  const column = world.app.objects.opportunity!.fields[name]!.column ?? name
  await db.query(sql`update opportunity set ${ident(column)} = close_date`, { limitMs: 600_000 })
  await db.query(sql`vacuum analyze opportunity`, { limitMs: 600_000 })
  const path = (field: string): string[] =>
    ['2024-09-01', '2025-03-01', '2025-09-01', '2026-03-01'].map(
      (day) =>
        `/api/v1/opportunity?filter=${encodeURIComponent(`${field} < "${day}"`)}&sort=-${field}&select=id,number,name,${field}`,
    )
  const http = (field: string) => () =>
    child('./http-client.ts', {
      port,
      key: adminKey,
      calls: path(field).map((one) => ({ method: 'GET', path: one })),
      callers: 16,
      seconds: sheet.seconds,
    })
  await sheet.pair(
    'list 50, filtered and sorted by a custom date field, against the standard one',
    '≥ 90 %',
    http(name),
    http('close_date'),
  )
}
