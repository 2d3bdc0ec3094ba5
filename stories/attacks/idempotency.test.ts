// Does a call that is sent twice, or by two at once, have one effect?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { allRoutes } from '#server/http/all-routes.ts'
import { tidyKeys } from '#server/http/at-most-once.ts'
import type { Database } from '#server/database/pool.ts'
import { httpServer } from '#server/http/server.ts'
import { openLogin } from '#server/login/login.ts'
import { openWorld } from '#server/records/open-world.ts'
import { type Answer, type Attacked, attacked } from './attacked.ts'
import { loginSecret } from '../first-company.ts'
import { quietServer } from '../quiet-server.ts'

let it: Attacked
let account: Row
let product: Row

before(async () => {
  it = await attacked()
  await it.hire('root', ['admin'])
  await it.hire('ann', ['sales'])
  await it.hire('fay', ['finance'])
  await it.hire('dan', ['delivery'])
  product = await it.firm.system.create('product', {
    name: 'Press',
    list_price: '100',
    cost: '60',
    tax_rate: '0.13',
  })
  account = await it.firm.system.create('account', { name: 'Sample Works' })
})
after(() => it.close())

const post = (who: string, url: string, body: unknown, key?: string): Promise<Answer> =>
  it.knock(who, {
    method: 'POST',
    url: `/api/v1/${url}`,
    body,
    ...(key ? { headers: { 'idempotency-key': key } } : {}),
  })
const times = <T>(n: number, work: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => work(i)))
const many = async (object: 'lead' | 'payment' | 'invoice', name: string): Promise<number> =>
  (await it.firm.system.list(object)).filter((row) => [row.name, row.reference].includes(name))
    .length
const ok = (answer: Answer): Row => {
  assert.ok(answer.statusCode < 300, answer.body)
  return answer.json()
}

test('the same key and body is answered the same, and done once', async () => {
  const first = await post('ann', 'lead', { name: 'once' }, 'k1')
  const second = await post('ann', 'lead', { name: 'once' }, 'k1')
  assert.equal(first.statusCode, 201)
  assert.deepEqual([second.statusCode, second.body], [first.statusCode, first.body])
  assert.equal(await many('lead', 'once'), 1)
})

test('a change of a record that was just seen keeps its answer under its key by the very statement that makes it', async () => {
  const lead = ok(await post('ann', 'lead', { name: 'seen' }))
  const url = `/api/v1/lead/${lead.id}`
  const patch = (body: unknown, key: string, who = 'ann') =>
    it.knock(who, { method: 'PATCH', url, body, headers: { 'idempotency-key': key } })
  const events = async (): Promise<number> =>
    Number(
      await it.firm.world.db.text(sql`select count(*) from event where record = ${lead.id}::uuid`),
    )
  assert.equal((await it.knock('ann', { method: 'GET', url: `${url}/page` })).statusCode, 200)
  const { db } = it.firm.world
  const { alone } = db
  let wroteAlone = 0
  Object.assign(db, {
    alone: async (statement: Parameters<typeof alone>[0]) => {
      const rows = await alone(statement)
      wroteAlone += rows.length
      return rows
    },
  })
  const first = await patch({ title: 'Head' }, 'c1')
  assert.deepEqual([first.statusCode, wroteAlone], [200, 1])
  const again = await patch({ title: 'Head' }, 'c1')
  assert.deepEqual(
    [again.statusCode, again.body, again.headers.etag],
    [200, first.body, first.headers.etag],
  )
  assert.equal((await patch({ title: 'Tail' }, 'c1')).statusCode, 422)
  const next = await patch({ title: 'Tail' }, 'c2')
  assert.deepEqual([next.statusCode, next.json().version, wroteAlone], [200, 3, 2])
  const late = await patch({ title: 'Head' }, 'c1')
  assert.equal(late.body, first.body)
  assert.equal(await events(), 3)
  const crowd = await times(8, () => patch({ region: 'North' }, 'c3'))
  assert.ok(crowd.every((one) => one.statusCode === 200 || one.json().code === 'still-running'))
  assert.ok(crowd.some((one) => one.statusCode === 200))
  assert.equal(await events(), 4)
  Object.assign(db, { alone })
})

test('ten at once with one key have one effect; the others are told to wait or get the answer', async () => {
  const answers = await times(10, () =>
    post(
      'fay',
      'payment',
      { account: account.id, amount: '5', received_on: '2026-03-02', reference: 'ten' },
      'k2',
    ),
  )
  assert.equal(await many('payment', 'ten'), 1)
  const done = answers.filter((one) => one.statusCode === 201)
  assert.ok(done.length >= 1)
  assert.equal(new Set(done.map((one) => one.body)).size, 1)
  for (const one of answers)
    if (one.statusCode !== 201)
      assert.deepEqual([one.statusCode, one.json().code], [409, 'still-running'])
})

test('the key of another body is refused; of another person or address it is another key', async () => {
  const other = await post('ann', 'lead', { name: 'twice' }, 'k1')
  assert.deepEqual([other.statusCode, other.json().code], [422, 'key-reused'])
  assert.equal((await post('root', 'lead', { name: 'once' }, 'k1')).statusCode, 201)
  assert.equal((await post('ann', 'account', { name: 'once' }, 'k1')).statusCode, 201)
  assert.equal((await post('ann', 'lead', { name: 'x' }, 'x'.repeat(256))).statusCode, 400)
})

test('a refused call stores nothing: put right, it goes through under the same key', async () => {
  assert.equal((await post('ann', 'lead', { name: '' }, 'k3')).statusCode, 422)
  assert.equal((await post('ann', 'lead', { name: 'right' }, 'k3')).statusCode, 201)
  assert.equal(
    (await post('ann', 'lead/batch', { create: [{ name: 'a' }, { name: '' }] }, 'k4')).statusCode,
    422,
  )
  assert.equal(
    (await post('ann', 'lead/batch', { create: [{ name: 'both' }, { name: 'both' }] }, 'k4'))
      .statusCode,
    200,
  )
  assert.equal(
    (await post('ann', 'lead/batch', { create: [{ name: 'both' }, { name: 'both' }] }, 'k4'))
      .statusCode,
    200,
  )
  assert.equal(await many('lead', 'both'), 2)
})

test('every POST takes a key, also what publishes a model, makes people and keys, or only asks', async () => {
  const label = { zh: '一', en: 'One' }
  const posts: [string, object, object][] = [
    [
      'model/objects/lead/fields',
      { name: 'once_only', kind: 'text', label },
      { name: 'other', kind: 'text', label },
    ],
    [
      'model/publish',
      {
        changes: { objects: { lead: { fields: { once_too: { kind: 'text', label } } } } },
        note: 'x',
      },
      { changes: {}, note: 'y' },
    ],
    ['model/rollback', { to: 1 }, { to: 2 }],
    [
      'people',
      { name: 'New', email: 'new@example.com', roles: ['sales'], password: 'A-long-Sample-9' },
      { name: 'B' },
    ],
    ['query', { from: 'lead' }, { from: 'account' }],
  ]
  for (const [url, body, other] of posts) {
    const first = await post('root', url, body, 'any')
    const again = await post('root', url, body, 'any')
    assert.ok(first.statusCode < 300, `${url} ${first.body}`)
    assert.deepEqual([again.statusCode, again.body], [first.statusCode, first.body], url)
    assert.deepEqual([(await post('root', url, other, 'any')).statusCode], [422], url)
  }
  const [last] = await it.firm.world.db.query<{ version: number }>(
    sql`select max(version) as version from model_version`,
  )
  assert.equal(last!.version, 4, 'three publishes, each once')
  const invite = `people/${it.people.ann!.who.id}/invitation`
  assert.equal((await post('root', invite, { by: 'link' }, 'any')).statusCode, 200)
  assert.deepEqual(
    [(await post('root', invite, { by: 'link' }, 'any')).json().code],
    ['shown-once'],
  )
  const [kept] = await it.firm.world.db.query<{ answer: string }>(
    sql`select answer from idempotency where route = ${`/api/v1/${invite}`}`,
  )
  assert.equal(kept!.answer, '', 'a secret is stored nowhere')
})

test('a change and a removal take a key, too: asked again they say what they said, whatever is there meanwhile', async () => {
  const lead = ok(await post('ann', 'lead', { name: 'changed' }))
  const seen = (key: string) => ({ 'if-match': `"${lead.version}"`, 'idempotency-key': key })
  const change = (company: string, key: string): Promise<Answer> =>
    it.knock('ann', {
      method: 'PATCH',
      url: `/api/v1/lead/${lead.id}`,
      body: { company },
      headers: seen(key),
    })
  const first = await change('New Works', 'change')
  const again = await change('New Works', 'change')
  assert.deepEqual([first.statusCode, again.statusCode], [200, 200])
  assert.deepEqual([again.body, again.headers.etag], [first.body, first.headers.etag])
  assert.equal((await change('Other', 'change')).json().code, 'key-reused')
  assert.equal((await change('New Works', 'another')).statusCode, 412)
  const remove = (url: string, key: string): Promise<Answer> =>
    it.knock('root', { method: 'DELETE', url, headers: { 'idempotency-key': key } })
  const draft = (await post('root', 'model/drafts', { name: 'gone' })).json().id as string
  for (const url of [`/api/v1/lead/${lead.id}`, `/api/v1/model/drafts/${draft}`]) {
    const gone = [await remove(url, 'gone'), await remove(url, 'gone'), await remove(url, 'twice')]
    assert.deepEqual(
      gone.map((one) => one.statusCode),
      [204, 204, 404],
      url,
    )
  }
})

test('a call that is refused gives its key back, and one whose process died is taken over', async () => {
  assert.equal((await post('root', 'model/rollback', { to: 'x' }, 'back')).statusCode, 422)
  assert.equal((await post('root', 'model/rollback', { to: 1 }, 'back')).statusCode, 200)
  const { db } = it.firm.world
  await db.query(sql`update idempotency set status = 0, answer = '', at = now() where key = 'back'`)
  assert.deepEqual(
    [(await post('root', 'model/rollback', { to: 1 }, 'back')).json().code],
    ['still-running'],
  )
  await db.query(sql`update idempotency set at = now() - interval '2 minutes' where key = 'back'`)
  assert.equal((await post('root', 'model/rollback', { to: 1 }, 'back')).statusCode, 200)
})

/** Another server on the same database, to whose transactions something happens. */
async function anotherServer(
  transactions: (real: Database['transaction']) => Database['transaction'],
): Promise<FastifyInstance> {
  const { db } = it.firm.world
  const world = await openWorld(db, 'test', book, it.firm.world.now)
  const ill = { ...world, db: { ...db, transaction: transactions(db.transaction) } }
  return httpServer(
    { world: ill, login: it.login, webFolder: null, dataFolder: '', files: folderStore('') },
    allRoutes({ book, version: '0', fill: async () => '', work: [] }),
    pino({ level: 'silent' }),
  )
}
const postTo = (server: FastifyInstance, url: string, payload: object, key: string) =>
  server.inject({
    method: 'POST',
    url: `/api/v1/${url}`,
    headers: { authorization: `Bearer ${it.keys.root}`, 'idempotency-key': key },
    payload,
  })
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))
/** It says for a minute that it is at work, then nobody believes it any more. */
const silentFor = (key: string): Promise<unknown[]> =>
  it.firm.world.db.query(
    sql`update idempotency set at = now() - interval '2 minutes' where key = ${key} and status = 0 returning 1`,
  )

test('a call whose process died after its effect is known to have had it, and has no second one', async () => {
  const { db } = it.firm.world
  const label = { zh: '二', en: 'Two' }
  const one = async (statement: ReturnType<typeof sql>): Promise<number> =>
    (await db.query<{ n: number }>(statement))[0]!.n
  const versions = () => one(sql`select count(*)::int as n from model_version`)
  const drafts = () => one(sql`select count(*)::int as n from model_draft`)
  const people = () => one(sql`select count(*)::int as n from person where name = 'Died'`)
  const calls: [url: string, body: object, status: number, effect: () => Promise<number>][] = [
    ['people', { name: 'Died', email: 'died@example.com', invite: true }, 201, people],
    ['model/drafts', { name: 'Died' }, 201, drafts],
    ['model/objects/lead/fields', { name: 'died', kind: 'text', label }, 201, versions],
    ['model/publish', { changes: { roles: { died: { label } } }, note: 'x' }, 200, versions],
    ['model/rollback', { to: 1 }, 200, versions],
  ]
  // The process is gone the moment its transaction has committed: nothing that follows is ever done.
  const mortal = await anotherServer((real) => async (work, how) => {
    await real(work, how)
    return new Promise(() => {})
  })
  for (const [url, body, status, effect] of calls) {
    const before = await effect()
    void postTo(mortal, url, body, 'died')
    while ((await effect()) === before) await moment()
    await silentFor('died')
    const again = await post('root', url, body, 'died')
    assert.equal(again.statusCode, status, `${url} ${again.body}`)
    assert.equal((await post('root', url, body, 'died')).body, again.body)
    assert.equal(await effect(), before + 1, url)
  }
})

test('of two that hold one key, because the first stood still too long, one has its effect', async () => {
  let go = (): void => {}
  const stands = new Promise<void>((resolve) => (go = resolve))
  const frozen = await anotherServer((real) => (work, how) => stands.then(() => real(work, how)))
  const role = { label: { zh: '访客', en: 'Guest' } }
  const call = { changes: { roles: { guest: role } }, note: 'frozen' }
  const second = async (): Promise<Answer> => {
    while ((await silentFor('frozen')).length === 0) await moment()
    return post('root', 'model/publish', call, 'frozen').finally(go)
  }
  const [late, done] = await Promise.all([
    postTo(frozen, 'model/publish', call, 'frozen'),
    second(),
  ])
  assert.equal(done.statusCode, 200, done.body)
  assert.deepEqual([late.statusCode, late.json().code], [409, 'still-running'])
  const [row] = await it.firm.world.db.query<{ n: number }>(
    sql`select count(*)::int as n from model_version where note = 'frozen'`,
  )
  assert.equal(row!.n, 1)
})

test('the stored answer says version and place as the first did, and is kept for a week', async () => {
  const [first, again] = [
    await post('ann', 'lead', { name: 'told' }, 'head'),
    await post('ann', 'lead', { name: 'told' }, 'head'),
  ]
  for (const name of ['etag', 'location'])
    assert.deepEqual([name, again.headers[name]], [name, first.headers[name]])
  assert.equal(first.headers.location, `/api/v1/lead/${first.json().id}`)
  const { db, now } = it.firm.world
  const day = (n: number): Date => new Date(now().getTime() + n * 86_400_000)
  await tidyKeys(db, day(6.9))
  assert.equal((await post('ann', 'lead', { name: 'told' }, 'head')).body, first.body)
  await tidyKeys(db, day(7.1))
  assert.notEqual((await post('ann', 'lead', { name: 'told' }, 'head')).body, first.body)
})

test('the stored answer survives a restart', async () => {
  const first = await post('ann', 'lead', { name: 'restart' }, 'k5')
  const world = await openWorld(it.firm.world.db, 'test', book, it.firm.world.now)
  const login = await openLogin({ world, secret: loginSecret })
  const again: FastifyInstance = quietServer(
    { world, login },
    allRoutes({ book, version: '0', fill: async () => '', work: [] }),
  )
  const second = await again.inject({
    method: 'POST',
    url: '/api/v1/lead',
    headers: { authorization: `Bearer ${it.keys.ann}`, 'idempotency-key': 'k5' },
    payload: { name: 'restart' },
  })
  assert.deepEqual([second.statusCode, second.body], [first.statusCode, first.body])
  await again.close()
  await login.close()
})

test('of ten who change what they saw one wins, the others learn the version; nothing is lost', async () => {
  const lead = ok(await post('ann', 'lead', { name: 'shared' }))
  const answers = await times(10, (i) =>
    it.knock('ann', {
      method: 'PATCH',
      url: `/api/v1/lead/${lead.id}`,
      body: { name: `by ${i}` },
      headers: { 'if-match': `"${lead.version}"` },
    }),
  )
  assert.equal(answers.filter((one) => one.statusCode === 200).length, 1)
  for (const one of answers)
    if (one.statusCode !== 200)
      assert.deepEqual([one.statusCode, one.json().version], [412, lead.version + 1])
  const gone = await it.knock('ann', {
    method: 'DELETE',
    url: `/api/v1/lead/${lead.id}`,
    headers: { 'if-match': `"${lead.version}"` },
  })
  assert.ok([412, 403].includes(gone.statusCode), gone.body)
})

/** Eight clicks at once; `effect` counts what there is afterwards. */
async function clicks(
  who: string,
  object: string,
  id: string,
  action: string,
  body: Values,
  effect: () => Promise<number>,
  wanted = 1,
): Promise<Row> {
  const answers = await times(8, () => post(who, `${object}/${id}/actions/${action}`, body))
  for (const one of answers)
    assert.ok(
      one.statusCode < 300 || [409, 422].includes(one.statusCode),
      `${action} ${one.statusCode} ${one.body}`,
    )
  assert.ok(
    answers.some((one) => one.statusCode === 200),
    `${action} ${answers[0]!.body}`,
  )
  assert.equal(await effect(), wanted, action)
  return answers.find((one) => one.statusCode === 200)!.json()
}
const moves = (id: string, stage: string) => async (): Promise<number> => {
  const [row] = await it.firm.world.db.query<{ n: number }>(
    sql`select count(*)::int as n from event where record = ${id}::uuid and deed = 'move' and changes->'stage'->>1 = ${stage}`,
  )
  return row!.n
}
const count = (object: string, filter: string) => async (): Promise<number> =>
  (await it.firm.system.list(object, filter)).length

test('eight clicks on every action of the way from lead to cash have one effect', async () => {
  const lead = ok(
    await post('ann', 'lead', { name: 'Click', company: 'Click Works', phone: '13800138009' }),
  )
  await clicks('ann', 'lead', lead.id, 'qualify', {}, moves(lead.id, 'qualified'))
  await clicks(
    'ann',
    'lead',
    lead.id,
    'convert',
    { amount: '1000' },
    count('opportunity', `lead = "${lead.id}"`),
  )
  const [opportunity] = await it.firm.system.list('opportunity', `lead = "${lead.id}"`)
  const { quote } = ok(
    await post('ann', `opportunity/${opportunity!.id}/actions/create_quote`, {
      lines: [{ product: product.id, quantity: '3' }],
    }),
  ) as unknown as { quote: string }
  await clicks('ann', 'quote', quote, 'submit', {}, moves(quote, 'approved'))
  await clicks('ann', 'quote', quote, 'send', {}, moves(quote, 'sent'))
  await clicks('ann', 'quote', quote, 'accept', {}, moves(quote, 'accepted'))
  await clicks(
    'ann',
    'quote',
    quote,
    'create_contract',
    {},
    count('contract', `quote = "${quote}"`),
  )
  const [contract] = await it.firm.system.list('contract', `quote = "${quote}"`)
  await clicks('ann', 'contract', contract!.id, 'sign', {}, moves(contract!.id, 'signed'))
  await clicks(
    'ann',
    'contract',
    contract!.id,
    'activate',
    {},
    count('project', `contract = "${contract!.id}"`),
  )
  await clicks(
    'fay',
    'contract',
    contract!.id,
    'bill',
    { up_to: '2030-01-01' },
    count('invoice', `contract = "${contract!.id}"`),
  )
  for (const milestone of await it.firm.system.list(
    'milestone',
    `project.contract = "${contract!.id}"`,
  )) {
    await clicks('dan', 'milestone', milestone.id, 'complete', {}, moves(milestone.id, 'completed'))
    await clicks('dan', 'milestone', milestone.id, 'accept', {}, moves(milestone.id, 'accepted'))
  }
  await clicks(
    'fay',
    'contract',
    contract!.id,
    'bill',
    { up_to: '2030-01-01' },
    count('invoice', `contract = "${contract!.id}"`),
    3,
  )
  const invoices = await it.firm.system.list('invoice', `contract = "${contract!.id}"`)
  for (const invoice of invoices)
    await clicks('fay', 'invoice', invoice.id, 'issue', {}, moves(invoice.id, 'issued'))
  const payment = ok(
    await post('fay', 'payment', {
      account: contract!.account,
      amount: '50',
      received_on: '2026-03-02',
    }),
  )
  await clicks(
    'fay',
    'payment',
    payment.id,
    'allocate',
    {},
    async () =>
      (await it.firm.system.list('allocation', `payment = "${payment.id}"`)).reduce(
        (sum, row) => sum + Number(row.amount),
        0,
      ),
    50,
  )
  await clicks(
    'fay',
    'invoice',
    invoices.at(-1)!.id,
    'credit',
    {},
    count('invoice', `credits = "${invoices.at(-1)!.id}"`),
  )
})

/** Whoever is told that the system is busy asks again, as Retry-After says. */
async function patient(work: () => Promise<Answer>): Promise<Answer> {
  for (let turn = 0; ; turn++) {
    const answer = await work()
    if (answer.statusCode !== 503 || turn === 20) return answer
    assert.equal(answer.headers['retry-after'], '1')
    await new Promise((resolve) => setTimeout(resolve, 200 + turn * 50))
  }
}

test(
  'sixty-four who issue at once leave no gap and no number twice',
  { timeout: 120_000 },
  async () => {
    const drafts = await times(64, () =>
      patient(() =>
        post('fay', 'invoice', {
          account: account.id,
          lines: [{ description: 'x', quantity: '1', unit_price: '10', tax_rate: '0.13' }],
        }),
      ).then(ok),
    )
    // Every eighth is refused on the way: it must not use up a number.
    const answers = await times(64, (i) =>
      patient(() =>
        post(
          'fay',
          `invoice/${drafts[i]!.id}/actions/issue`,
          i % 8 === 7 ? { issued_on: 'never' } : {},
        ),
      ),
    )
    answers.forEach((one, i) => assert.equal(one.statusCode, i % 8 === 7 ? 422 : 200, one.body))
    const rows = await it.firm.system.list('invoice', 'number is not empty and kind != "credit"')
    const numbers = rows.map((row) => Number(String(row.number).slice(-5))).sort((a, b) => a - b)
    assert.ok(numbers.length >= 56)
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => i + 1),
    )
  },
)
