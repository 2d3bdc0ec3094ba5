// Is what somebody made for themselves – views, jobs, a place in the stream of changes, a role – of use to nobody else?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { type Answer, type Attacked, attacked, type Knock, stored } from './attacked.ts'

let it: Attacked
before(async () => {
  it = await attacked()
  await it.hire('root', ['admin'])
  await it.hire('boss', ['sales_manager'])
  await it.hire('ann', ['sales'])
  await it.hire('bob', ['sales'])
})
after(() => it.close())

const ask = async (who: string, knock: Knock, status = 200): Promise<Row> => {
  const answer: Answer = await it.knock(who, knock)
  assert.equal(answer.statusCode, status, `${who} ${knock.url} ${answer.body}`)
  return (answer.body ? answer.json() : {}) as Row
}

test('somebody’s own view is there for nobody else; a shared one is read by all and written by its owner', async () => {
  const view = { object: 'lead', name: 'KANARI-VIEW', filter: 'amount > 7' }
  const own = await ask('ann', { method: 'POST', url: '/api/v1/saved_view', body: view }, 201)
  const shared = await ask(
    'ann',
    { method: 'POST', url: '/api/v1/saved_view', body: { ...view, name: 'for all', shared: true } },
    201,
  )
  const before = await stored(it.firm, ['saved_view'])
  for (const knock of [
    { url: `/api/v1/saved_view/${own.id}` },
    { url: `/api/v1/saved_view/${own.id}/history` },
    { method: 'PATCH', url: `/api/v1/saved_view/${own.id}`, body: { shared: true } },
    { method: 'DELETE', url: `/api/v1/saved_view/${own.id}` },
  ] as const) {
    const answer = await it.knock('bob', knock)
    assert.equal(answer.statusCode, 404, `${knock.url} ${answer.body}`)
    assert.equal(answer.body.includes('KANARI'), false)
  }
  for (const url of ['/api/v1/saved_view', '/api/v1/search?q=KANARI', '/api/v1/meta'])
    assert.equal((await it.knock('bob', { url })).body.includes('KANARI'), false, url)
  assert.equal((await ask('bob', { url: `/api/v1/saved_view/${shared.id}` })).name, 'for all')
  for (const knock of [
    { method: 'PATCH', url: `/api/v1/saved_view/${shared.id}`, body: { filter: '' } },
    {
      method: 'PATCH',
      url: `/api/v1/saved_view/${shared.id}`,
      body: { owner: it.people.bob!.who.id },
    },
    { method: 'DELETE', url: `/api/v1/saved_view/${shared.id}` },
    // Nor does one find a view of somebody else's among one's own.
    { method: 'POST', url: '/api/v1/saved_view', body: { ...view, owner: it.people.ann!.who.id } },
  ] as const) {
    const answer = await it.knock('bob', knock)
    assert.ok(
      [403, 404, 422].includes(answer.statusCode),
      `${knock.url} ${answer.statusCode} ${answer.body}`,
    )
  }
  assert.equal(await stored(it.firm, ['saved_view']), before)
})

test('a shared view is a question, not a right: what it asks of hidden fields is refused to whoever may not read them', async () => {
  await it.firm.system.create('product', { name: 'Press', list_price: '100', cost: '61' })
  const condition = 'cost > 60'
  await ask(
    'boss',
    {
      method: 'POST',
      url: '/api/v1/saved_view',
      body: { object: 'product', name: 'dear', filter: condition, sort: '-cost', shared: true },
    },
    201,
  )
  const asked = (words: string): string => `/api/v1/product?${words}`
  const filter = `filter=${encodeURIComponent(condition)}`
  await ask('boss', { url: asked(filter) })
  for (const words of [filter, 'sort=-cost', 'select=cost'])
    assert.equal((await it.knock('ann', { url: asked(words) })).statusCode, 422, words)
  for (const body of [
    { from: 'product', by: ['cost'] },
    { from: 'product', measure: { n: 'max(cost)' } },
    { from: 'product', by: ['step(cost, 10)'] },
    { from: 'product', where: condition, measure: { n: 'count()' } },
  ])
    assert.equal(
      (await it.knock('ann', { method: 'POST', url: '/api/v1/query', body })).statusCode,
      422,
      JSON.stringify(body),
    )
  const bulk = { filter: condition, change: { name: 'x' }, count: 1 }
  const before = await stored(it.firm, ['product'])
  assert.notEqual(
    (await it.knock('ann', { method: 'POST', url: '/api/v1/product/bulk', body: bulk })).statusCode,
    202,
  )
  assert.equal(await stored(it.firm, ['product']), before)
})

test('a job over all that fit is seen, read and ended by nobody but whoever began it', async () => {
  await it.people.ann!.create('lead', { name: 'KANARI-LEAD', company: 'x' })
  const { job } = (await ask(
    'ann',
    {
      method: 'POST',
      url: '/api/v1/lead/bulk',
      body: { filter: 'name = "KANARI-LEAD"', change: { email: 'no address' }, count: 1 },
    },
    202,
  )) as Row & { job: string }
  for (const url of [`/api/v1/jobs/${job}`, '/api/v1/jobs', `/api/v1/jobs/${job}/refused`]) {
    const answer = await it.knock('bob', { url })
    assert.equal(answer.body.includes('KANARI'), false, `${url} ${answer.body}`)
    if (url.includes(job)) assert.equal(answer.statusCode, 404, url)
  }
})

test('whoever goes on listening after an event hears what they may see now, whatever they name as the last', async () => {
  const address = await it.server.listen({ port: 0, host: '127.0.0.1' })
  const [{ seq }] = (await it.firm.world.db.query<{ seq: string }>(
    sql`select max(seq)::text as seq from event`,
  )) as [{ seq: string }]
  const hers = await it.people.ann!.create('lead', { name: 'hers' })
  const his = await it.people.bob!.create('lead', { name: 'his' })
  const lost = await it.people.bob!.create('lead', { name: 'lost' })
  await it.firm.system.change('lead', lost.id, { owner: it.people.ann!.who.id })
  /** What comes within a moment, or until the record that is waited for was told. */
  const hears = async (last: string, wait: string | null): Promise<string> => {
    const end = new AbortController()
    const answer = await fetch(
      `${address}/api/v1/events?last_event_id=${encodeURIComponent(last)}`,
      {
        headers: { authorization: `Bearer ${it.keys.bob}` },
        signal: end.signal,
      },
    )
    assert.equal(answer.status, 200)
    let heard = ''
    try {
      for await (const part of answer.body!) {
        heard += Buffer.from(part).toString()
        if (wait === null ? heard.includes('retry:') : heard.includes(wait)) break
      }
    } finally {
      end.abort()
    }
    return heard
  }
  const replayed = await hears(seq, his.id)
  assert.equal(replayed.includes(hers.id), false, 'never what is another’s')
  assert.equal(replayed.includes(lost.id), false, 'nor what is so by now')
  for (const last of [
    '0',
    '-1',
    '1e9',
    '999999999999999999',
    '9'.repeat(40),
    `${seq}'`,
    'x',
    '\u0000',
    'null',
  ])
    assert.equal((await hears(last, null)).includes(hers.id), false, last)
})

test('a role that was taken away and made anew under the same name is nobody’s', async () => {
  const publish = async (role: object | null): Promise<void> =>
    void (await ask('root', {
      method: 'POST',
      url: '/api/v1/model/publish',
      body: { changes: { roles: { auditor: role } } },
    }))
  const rolesOfBob = async (): Promise<string[]> => {
    it.login.forget()
    const { who } = await ask('bob', { url: '/api/v1/meta' })
    return (who as unknown as { roles: string[] }).roles
  }
  const auditor = { label: { zh: '审计', en: 'Auditor' } }
  await publish(auditor)
  await it.firm.world.db.query(
    sql`update person set roles = array['auditor', 'sales'] where id = ${it.people.bob!.who.id}::uuid`,
  )
  assert.deepEqual(await rolesOfBob(), ['auditor', 'sales'])
  await publish(null)
  await publish(auditor)
  assert.deepEqual(await rolesOfBob(), ['sales'])
  const [event] = await it.firm.world.db.query<{ changes: unknown }>(
    sql`select changes from event where record = ${it.people.bob!.who.id}::uuid order by seq desc limit 1`,
  )
  assert.deepEqual(event!.changes, { roles: [['auditor', 'sales'], ['sales']] })
})

test('a time zone that there is not is refused, and the company goes on', async () => {
  const [company] = await it.firm.world.db.query<{ id: string }>(sql`select id from company`)
  for (const zone of [
    'Mars/Olympus',
    'UTC+8',
    '+08:00',
    'CST6CDT,M3.2.0,M11.1.0',
    `${'A'.repeat(40)}+3`,
    "Asia/Shanghai'; --",
    '../../etc/passwd',
    'posixrules',
  ])
    assert.equal(
      (
        await ask(
          'root',
          { method: 'PATCH', url: `/api/v1/company/${company!.id}`, body: { zone } },
          422,
        )
      ).code,
      'zone-not-known',
      zone,
    )
  await ask('root', {
    method: 'PATCH',
    url: `/api/v1/company/${company!.id}`,
    body: { zone: 'America/New_York' },
  })
  await ask('ann', { url: '/api/v1/lead' })
})
