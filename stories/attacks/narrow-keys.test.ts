// Does a narrow key reach as far as it says and no further, through every way that leads to rows, and end with its person?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { createKey, type KeyScope, whoNow } from '#server/login/keys.ts'
import { type Attacked, attacked, formOf, type Knock, password } from './attacked.ts'

let it: Attacked
let lead: string
let account: string
let opportunity: string
const canary = 'KANARI8831'

before(async () => {
  it = await attacked()
  await it.hire('root', ['admin', 'sales'])
  const ann = await it.hire('ann', ['sales'])
  lead = (
    await ann.create('lead', { name: 'Li', company: `${canary} Works`, phone: '13800138001' })
  ).id
  const other = (
    await ann.create('lead', { name: 'Wang', company: `${canary} Plant`, phone: '13800138002' })
  ).id
  await ann.act('lead', other, 'qualify')
  const made = (await ann.act('lead', other, 'convert', { amount: '1000' })) as Record<
    string,
    string
  >
  account = made.account!
  opportunity = made.opportunity!
})
after(() => it.close())

const keyOf = (who: string, scope: KeyScope): Promise<string> =>
  createKey(it.firm.world.db, it.people[who]!.who.id, 'narrow', {
    ...scope,
    now: it.firm.world.now(),
  })
const knock = (key: string, what: Knock) =>
  it.knock(null, { ...what, headers: { ...what.headers, authorization: `Bearer ${key}` } })

test('a key for some objects sees and does what it names, and nothing else, whosever it is', async () => {
  for (const who of ['ann', 'root']) {
    const key = await keyOf(who, { objects: { lead: ['read', 'create'] } })
    assert.equal((await knock(key, { url: `/api/v1/lead/${lead}` })).statusCode, 200)
    assert.equal(
      (await knock(key, { method: 'POST', url: '/api/v1/lead', body: { name: 'New' } })).statusCode,
      201,
    )
    for (const [method, url, body] of [
      ['PATCH', `/api/v1/lead/${lead}`, { name: 'X' }],
      ['DELETE', `/api/v1/lead/${lead}`, undefined],
      ['POST', `/api/v1/lead/${lead}/actions/qualify`, {}],
      ['POST', `/api/v1/lead/${lead}/actions/move`, { to: 'contacting' }],
      ['GET', '/api/v1/lead/export', undefined],
    ] as const)
      assert.equal(
        (await knock(key, { method, url, body })).statusCode,
        403,
        `${who} ${method} ${url}`,
      )
    for (const url of [
      '/api/v1/account',
      `/api/v1/account/${account}`,
      `/api/v1/opportunity/${opportunity}`,
      `/api/v1/opportunity/${opportunity}/page`,
      `/api/v1/opportunity/${opportunity}/history`,
      '/api/v1/person',
      '/api/v1/company',
    ])
      assert.equal((await knock(key, { url })).statusCode, 404, `${who} ${url}`)
    assert.equal(
      (
        await knock(key, {
          method: 'POST',
          url: '/api/v1/query',
          body: { from: 'account', measure: { n: 'count()' } },
        })
      ).statusCode,
      404,
    )
    for (const filter of ['account.name = "x"', 'opportunity.amount > 0'])
      assert.equal(
        (await knock(key, { url: `/api/v1/lead?filter=${encodeURIComponent(filter)}` })).statusCode,
        422,
        filter,
      )
    assert.ok(!(await knock(key, { url: `/api/v1/search?q=${canary}` })).body.includes(account))
    for (const url of [
      '/api/v1/people',
      '/api/v1/model',
      '/metrics',
      '/api/v1/sign-in/log',
      '/api/v1/keys',
      '/api/v1/keys?all=true',
    ])
      assert.equal((await knock(key, { url })).statusCode, 403, `${who} ${url}`)
    assert.equal((await knock(key, { url: '/api/v1/meta' })).json().who.admin, false)
  }
})

test('an action of an object that the key may change goes its whole way, whatever else it makes', async () => {
  const key = await keyOf('ann', { objects: { lead: ['read', 'change'] } })
  assert.equal(
    (await knock(key, { method: 'POST', url: `/api/v1/lead/${lead}/actions/qualify`, body: {} }))
      .statusCode,
    200,
  )
  const done = await knock(key, {
    method: 'POST',
    url: `/api/v1/lead/${lead}/actions/convert`,
    body: { amount: '5' },
  })
  assert.equal(done.statusCode, 200, done.body)
  assert.equal(
    (await knock(key, { url: `/api/v1/account/${done.json().account}` })).statusCode,
    404,
    'what it made is still not there for the key',
  )
})

test('a key with some of the roles has no others, and loses what its person loses', async () => {
  const key = await keyOf('root', { roles: ['sales'] })
  assert.equal((await knock(key, { url: '/api/v1/people' })).statusCode, 403)
  assert.deepEqual((await knock(key, { url: '/api/v1/meta' })).json().who.roles, ['sales'])
  await it.firm.world.db.query(
    sql`update person set roles = array['admin'] where id = ${it.people.root!.who.id}::uuid`,
  )
  it.login.forget()
  assert.deepEqual(
    (await knock(key, { url: '/api/v1/meta' })).json().who.roles,
    [],
    'never wider than the person',
  )
  await it.firm.world.db.query(
    sql`update person set roles = array['admin', 'sales'] where id = ${it.people.root!.who.id}::uuid`,
  )
  it.login.forget()
})

test('the log names the key by which something was done, and says it of nobody else', async () => {
  const key = await keyOf('ann', { objects: { lead: ['read', 'create'] } })
  const { id } = (
    await knock(key, { method: 'POST', url: '/api/v1/lead', body: { name: 'By key' } })
  ).json()
  const [event] = await it.firm.world.db.query<{ cause: string; cause_id: string; name: string }>(
    sql`select e.cause, e.cause_id, k.name from event e join api_key k on k.id::text = e.cause_id where e.record = ${id}::uuid`,
  )
  assert.deepEqual([event!.cause, event!.name], ['api', 'narrow'])
})

test('work that a key began is as narrow as the key, and is not done after the key or its person has ended', async () => {
  const csv = { name: 'x.csv', type: 'text/csv', text: 'Name,Company\nOne,Two\n' }
  const form = await formOf(
    { mapping: JSON.stringify({ columns: { Name: 'name', Company: 'company' } }) },
    csv,
  )
  const narrow = await keyOf('root', { objects: { lead: ['read', 'create'] } })
  assert.equal(
    (await knock(narrow, { method: 'POST', url: '/api/v1/lead/import', ...form })).statusCode,
    403,
  )
  const wide = await keyOf('root', { objects: { lead: ['read', 'create', 'import'] } })
  const done = await knock(wide, { method: 'POST', url: '/api/v1/lead/import', ...form })
  assert.equal(done.statusCode, 202, done.body)
  const stored = await it.firm.world.db.query<{ key: string | null }>(
    sql`select key from job where id = ${done.json().job}::uuid`,
  )
  const { key } = stored[0]!
  const root = it.people.root!.who.id
  const now = () => whoNow(it.firm.world.db, root, key, it.firm.world.now())
  assert.deepEqual((await now())!.only, { lead: ['read', 'create', 'import'] })
  await it.firm.world.db.query(sql`update api_key set revoked_at = now() where id = ${key}::uuid`)
  assert.equal(await now(), null)
  assert.ok(await whoNow(it.firm.world.db, root, null, it.firm.world.now()))
})

test('who is suspended stops at once: session, stream, key and job', async () => {
  const { db } = it.firm.world
  await it.server.listen({ port: 0, host: '127.0.0.1' })
  const address = `http://127.0.0.1:${(it.server.server.address() as { port: number }).port}`
  const signed = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'first@sample.example', password }),
  })
  const cookie = signed.headers.get('set-cookie')!.split(';')[0]!
  const { who } = (await signed.json()) as { who: { id: string } }
  const key = await createKey(db, who.id, 'theirs', { now: it.firm.world.now() })
  const stream = await fetch(`${address}/api/v1/events`, { headers: { cookie } })
  assert.equal(stream.status, 200)
  const ended = (async () => {
    for await (const _ of stream.body!) {
      /* until it ends */
    }
    return 'ended'
  })()
  assert.equal(
    (
      await it.knock('root', {
        method: 'PATCH',
        url: `/api/v1/person/${who.id}`,
        body: { active: false },
      })
    ).statusCode,
    200,
  )
  assert.equal((await fetch(`${address}/api/v1/meta`, { headers: { cookie } })).status, 401)
  assert.equal((await knock(key, { url: '/api/v1/meta' })).statusCode, 401)
  assert.equal(
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5000, 'still open'))]),
    'ended',
  )
})
