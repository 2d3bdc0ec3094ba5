// Does each automation do its work once, visibly, and never without end?
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { HookSecret } from '#kernel/api/automation.ts'
import type { Automation } from '#kernel/automation/automation.ts'
import type { Values } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { httpServer } from '#server/http/server.ts'
import { openWork, type Work } from '#server/jobs/open-work.ts'
import type { Words } from '#kernel/error.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import type { Outgoing } from '#server/outgoing/send-out.ts'
import { contextOf } from '#server/world/context-of.ts'
import { appOf } from '#server/records/open-world.ts'
import { circumstances, type Doing, systemWho, type World } from '#server/world/world.ts'
import { change, create } from '#server/writing/write.ts'
import type { Login } from '#server/login/login.ts'
import type { TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import { deepest } from './runs.ts'
import { setOff } from './schedules.ts'

let base: TestDatabase
let world: World
let work: Work
let server: FastifyInstance
let folder: string
let clock = new Date('2026-11-23T02:00:00Z')
const calls: [string, Outgoing][] = []
/** How the receiver answers the next calls; afterwards with 200. */
const away: (number | Error)[] = []
const ada: Who = { ...systemWho, id: '00000000-0000-7000-8000-000000000009', name: 'Ada' }
const words = (text: string) => ({ zh: text, en: text })

const automations: Record<string, Automation> = {
  lead_back_to_pool: book.automations.lead_back_to_pool!,
  greet: {
    label: words('greet'),
    when: { on: 'create', object: 'lead' },
    if: 'source = "website"',
    steps: [
      { do: 'change', set: { title: '"Dr. " & name', region: 'owner.name' } },
      { do: 'message', to: [{ field: 'owner' }], text: words('new: {name} of {company}') },
      { do: 'webhook', url: 'https://hooks.example/in', fields: ['name', 'number'] },
    ],
  },
  ping: {
    label: words('ping'),
    when: { on: 'change', object: 'competitor', fields: ['name'] },
    steps: [{ do: 'change', set: { name: 'name & "."' } }],
  },
  half: {
    label: words('half'),
    when: { on: 'create', object: 'campaign' },
    steps: [
      { do: 'create', object: 'product', set: { name: '"made for " & name' } },
      { do: 'create', object: 'product', set: { name: '""' } },
      { do: 'create', object: 'product', set: { name: '"never"' } },
    ],
  },
  later: {
    label: words('later'),
    when: { on: 'move', object: 'lead', stage: 'contacting' },
    steps: [
      { do: 'wait', days: 2 },
      { do: 'change', set: { region: '"later"' } },
    ],
  },
  daily: {
    label: words('daily'),
    when: { on: 'schedule', cron: '0 9 * * *', object: 'lead' },
    if: 'company = "Daily (sample)"',
    steps: [{ do: 'change', set: { region: '"daily"' } }],
  },
  asks: {
    label: words('asks'),
    when: { on: 'change', object: 'quote', fields: ['valid_until'] },
    if: 'valid_until is not empty',
    steps: [
      { do: 'approval', flow: 'always' },
      { do: 'message', to: [{ role: 'admin' }], text: words('approved') },
    ],
  },
  ways: {
    label: words('ways'),
    when: { on: 'create', object: 'solution' },
    if: 'name is not empty',
    steps: [
      {
        do: 'branch',
        if: 'name = "large"',
        then: [
          { do: 'change', set: { name: '"went large"' } },
          {
            do: 'branch',
            if: 'true',
            then: [{ do: 'message', to: [{ role: 'admin' }], text: words('deep') }],
          },
        ],
        else: [{ do: 'change', set: { name: '"went small"' } }],
      },
      { do: 'webhook', url: 'https://hooks.example/ways', fields: ['name'] },
    ],
  },
  rows: {
    label: words('rows'),
    when: { on: 'change', object: 'quote', fields: ['terms'] },
    steps: [
      {
        do: 'each',
        lines: 'lines',
        steps: [{ do: 'message', to: [{ role: 'admin' }], text: words('row {description}') }],
      },
      {
        do: 'each',
        object: 'account',
        where: 'name = "found (sample)"',
        steps: [{ do: 'change', set: { name: '"seen (sample)"' } }],
      },
    ],
  },
  many: {
    label: words('many'),
    when: { on: 'create', object: 'contact' },
    per_minute: 2,
    steps: [{ do: 'message', to: [{ role: 'admin' }], text: words('one of many') }],
  },
  guarded: {
    label: words('guarded'),
    when: { on: 'webhook', object: 'lead' },
    if: 'stage = "new"',
    steps: [{ do: 'change', set: { title: 'values.note' } }],
  },
  told: {
    label: words('told'),
    when: { on: 'create', object: 'team' },
    steps: [{ do: 'webhook', url: 'https://hooks.example/told', fields: ['name'] }],
  },
  signed: {
    label: words('signed'),
    when: { on: 'webhook', object: 'lead', signed: true },
    steps: [{ do: 'create', object: 'lead', set: { name: 'values.who', company: '"Signed"' } }],
  },
  outside: {
    label: words('outside'),
    when: { on: 'webhook', object: 'lead' },
    steps: [
      { do: 'create', object: 'lead', set: { name: 'values.who', company: '"From outside"' } },
    ],
  },
}

before(async () => {
  ;({ base, world } = await freshWorld(() => clock, { schema: 'openltc' }))
  await ensureSystemPerson(world)
  world.app = appOf(
    {
      ...book,
      automations,
      approvals: {
        ...book.approvals,
        always: {
          object: 'quote',
          label: words('always'),
          steps: { one: { label: words('one'), approvers: [{ person: ada.id }], mode: 'any' } },
          waiting: 'in_approval',
          approved: 'approved',
          rejected: 'rejected',
          returned: 'draft',
        },
      },
    },
    {},
    1,
  )
  await base.db
    .query(sql`insert into person (id, name, language, roles, active, version, created_at, created_by, updated_at, updated_by) values
    (${ada.id}::uuid, 'Ada', 'en', '{admin}', true, 1, now(), ${systemWho.id}::uuid, now(), ${systemWho.id}::uuid)`)
  folder = await mkdtemp(join(tmpdir(), 'openltc-auto-'))
  work = await openWork(
    world,
    book,
    { connection: base.connection },
    {
      schema: 'openltc',
      dataFolder: folder,
      files: folderStore(folder),
      smtpUrl: null,
      call: async (address, what) => {
        calls.push([address, what])
        const next = away.shift()
        if (next instanceof Error) throw next
        if (next) return { status: next, type: '', text: '' }
        return { status: 200, type: '', text: '' }
      },
    },
  )
  const login = {
    who: async () => ada,
    sameOrigin: () => {},
    forget: () => {},
    mustBeFresh: async () => {},
    hands: { secrets: () => ({ login: 'kept by the machine alone, for tests' }) },
  } as unknown as Login
  server = httpServer(
    { world, login, webFolder: null, dataFolder: folder, files: folderStore(folder) },
    work.routes,
    pino({ level: 'silent' }),
  )
})
after(async () => {
  await server?.close()
  await work?.jobs.stop(1000)
  await base?.drop()
  await rm(folder, { recursive: true, force: true })
})

const doing = (tx: Doing['tx']): Doing => ({
  world,
  app: world.app,
  tx,
  who: ada,
  at: circumstances(world, ada),
  cause: { kind: 'person' },
  action: null,
})
const make = (object: string, values: Values) =>
  world.db.transaction((tx) => create(doing(tx), object, values, 'action'))
type RunRow = {
  id: string
  stage: string
  step: number
  depth: number
  log: { do: string }[]
  error: Words | null
}
const runsOf = (automation: string, record: string) =>
  base.db.query<RunRow>(
    sql`select id, stage, step, depth, log, error from automation_run where automation = ${automation} and record = ${record}::uuid order by created_at, depth`,
  )

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let turn = 0; ; turn++) {
    const value = await read()
    if (holds(value)) return value
    assert.ok(turn < 400, `it did not happen in time: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const ended = (rows: RunRow[]): boolean =>
  rows.length > 0 && rows.every((row) => row.stage !== 'waiting')

test('a new record sets it off once; its steps are done in order and leave a trace', async () => {
  const id = await make('lead', {
    name: 'Test',
    company: 'Acme (sample)',
    source: 'website',
    owner: ada.id,
  })
  const [run, ...more] = await until(() => runsOf('greet', id), ended)
  assert.deepEqual(
    [run!.stage, run!.log.map((line) => line.do), more.length],
    ['done', ['change', 'message', 'webhook'], 0],
    JSON.stringify(run),
  )
  const [lead] = await base.db.query(sql`select title, region from lead where id = ${id}::uuid`)
  assert.deepEqual(lead, { title: 'Dr. Test', region: 'Ada' })
  const [notice] = await base.db.query(
    sql`select text_en, object_name from notice where person = ${ada.id}::uuid and record_id = ${id}`,
  )
  assert.deepEqual(notice, { text_en: 'new: Test of Acme (sample)', object_name: 'lead' })
  const [address, what] = calls.at(-1)!
  assert.equal(address, 'https://hooks.example/in')
  assert.equal((JSON.parse(what.body!) as { record: { name: string } }).record.name, 'Test')
  const [event] = await base.db.query(
    sql`select cause, cause_id from event where record = ${id}::uuid and deed = 'change'`,
  )
  assert.deepEqual(event, { cause: 'automation', cause_id: run!.id })
})

test('a record that does not meet the condition is left alone', async () => {
  const id = await make('lead', { name: 'Test', company: 'Acme (sample)', source: 'phone' })
  const [run] = await until(() => runsOf('greet', id), ended)
  assert.deepEqual([run!.stage, run!.log], ['left', []])
})

test('what sets itself off ends at the declared depth, and administrators are told', async () => {
  const id = await make('competitor', { name: 'Rival' })
  await world.db.transaction((tx) =>
    change(doing(tx), 'competitor', id, { name: 'Rival 2' }, 'action'),
  )
  const rows = await until(
    () => runsOf('ping', id),
    (list) => list.some((row) => row.stage === 'stopped'),
  )
  assert.equal(Math.max(...rows.map((row) => row.depth)), deepest + 1)
  const [row] = await base.db.query(sql`select name from competitor where id = ${id}::uuid`)
  assert.equal(row!.name, `Rival 2${'.'.repeat(deepest + 1)}`)
  const told = await base.db.query(
    sql`select 1 from notice where person = ${ada.id}::uuid and record_id = ${id}`,
  )
  assert.equal(told.length, 1)
})

test('a step that is refused ends the run in words; what was done before stays and is to be seen', async () => {
  const id = await make('campaign', { name: 'Fair (sample)' })
  const [run] = await until(() => runsOf('half', id), ended)
  assert.deepEqual([run!.stage, run!.step, run!.log.length], ['failed', 1, 1])
  assert.match(run!.error!.en, /problem/)
  assert.match(run!.error!.zh, /产品名称：/)
  const told = await base.db.query<{ zh: string }>(
    sql`select text_zh as zh from notice where person = ${ada.id}::uuid and text_zh like '自动化「half」有一次运行失败：%'`,
  )
  assert.equal(told.length, 1)
  const products = await base.db.query(sql`select name from product`)
  assert.deepEqual(products, [{ name: 'made for Fair (sample)' }])
})

test('a wait is over when its time has come, not before', async () => {
  const id = await make('lead', { name: 'Wait', company: 'Later (sample)' })
  await world.db.transaction((tx) =>
    change(doing(tx), 'lead', id, {}, 'action', { stage: 'contacting', deed: 'move' }),
  )
  const [run] = await until(
    () => runsOf('later', id),
    (rows) => rows[0]?.step === 1,
  )
  assert.equal(run!.stage, 'waiting')
  const again = () =>
    world.db.transaction((tx) => work.jobs.enqueue(tx, 'automation', { runs: [run!.id] }))
  await again()
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.equal((await runsOf('later', id))[0]!.step, 1)
  clock = new Date(clock.getTime() + 3 * 86_400_000)
  await again()
  await until(
    () => runsOf('later', id),
    (rows) => rows[0]!.stage === 'done',
  )
})

test('an approval holds the steps after it back until people have said yes', async () => {
  const account = await make('account', { name: 'Asks (sample)' })
  const opportunity = await make('opportunity', { name: 'Asks', account })
  const [id, other] = [
    await make('quote', { account, opportunity }),
    await make('quote', { account, opportunity }),
  ]
  for (const one of [id, other])
    await world.db.transaction((tx) =>
      change(doing(tx), 'quote', one, { valid_until: '2026-12-31' }, 'action'),
    )
  for (const [one, answer] of [
    [id, 'approve'],
    [other, 'reject'],
  ] as const) {
    const [run] = await until(
      () => runsOf('asks', one),
      (rows) => rows[0]?.step === 1,
    )
    assert.equal(run!.stage, 'waiting')
    await world.db.transaction(async (tx) =>
      contextOf(doing(tx)).answerApproval(
        await contextOf(doing(tx)).get('quote', one),
        answer,
        'so be it',
      ),
    )
  }
  await until(
    () => runsOf('asks', id),
    (rows) => rows[0]!.stage === 'done',
  )
  assert.deepEqual(
    (await runsOf('asks', other)).map((row) => [row.stage, row.step]),
    [['stopped', 1]],
  )
})

test('by the clock it runs once for each record that matches, also when the clock strikes twice', async () => {
  const id = await make('lead', { name: 'Day', company: 'Daily (sample)' })
  assert.equal(await setOff(world, work.jobs, 'daily', 'first'), 1)
  assert.equal(await setOff(world, work.jobs, 'daily', 'first'), 0)
  await until(() => runsOf('daily', id), ended)
  assert.equal((await runsOf('daily', id)).length, 1)
})

test('why a lead went back to the pool is written in the language of the company', async () => {
  const { company } = world
  const before = clock
  const id = await make('lead', { name: 'Idle', company: 'Idle (sample)', owner: ada.id })
  world.company = { ...company, record: { ...company.record, language: 'en' } }
  clock = new Date(before.getTime() + 40 * 86_400_000)
  assert.ok((await setOff(world, work.jobs, 'lead_back_to_pool', 'first')) >= 1)
  await until(() => runsOf('lead_back_to_pool', id), ended)
  const [lead] = await base.db.query<{ owner: string | null; release_reason: string }>(
    sql`select owner, release_reason from lead where id = ${id}::uuid`,
  )
  clock = before
  world.company = company
  assert.equal(lead!.owner, null)
  assert.equal(lead!.release_reason, 'Not followed up in the time it was kept')
})

test('a caller from outside needs the token that was shown', async () => {
  const { token } = (
    await server.inject({ method: 'POST', url: '/api/v1/model/automations/outside/token' })
  ).json()
  const call = (given: string | undefined, name = 'outside') =>
    server.inject({
      method: 'POST',
      url: `/api/v1/hooks/${name}`,
      headers: given === undefined ? {} : { 'x-openltc-token': given },
      payload: { who: 'Somebody' },
    })
  assert.deepEqual(
    [
      (await call(undefined)).statusCode,
      (await call('wrong')).statusCode,
      (await call(token, 'greet')).statusCode,
    ],
    [404, 404, 404],
  )
  assert.equal((await call(token)).statusCode, 202)
  await until(
    () =>
      base.db.query<{ name: string }>(sql`select name from lead where company = 'From outside'`),
    (rows) => rows.length === 1 && rows[0]!.name === 'Somebody',
  )
})

test('a caller that has to sign proves each call: its body, its moment, and that it is no echo', async () => {
  const shown: HookSecret = (
    await server.inject({ method: 'POST', url: '/api/v1/model/automations/signed/token' })
  ).json()
  assert.deepEqual([shown.header, shown.timestamp], ['X-OpenLTC-Signature', 'X-OpenLTC-Timestamp'])
  const [stored] = await base.db.query<{ text: string }>(
    sql`select value::text as text from setting where name = 'hook.signed'`,
  )
  assert.equal(stored!.text.includes(shown.token), false)
  const nowSeconds = Math.floor(clock.getTime() / 1000)
  /** As a program outside does it, from the guide alone. */
  const sign = (secret: string, seconds: number, body: string, key?: string): string =>
    `sha256=${createHmac('sha256', secret)
      .update(key === undefined ? `${seconds}.${body}` : `${seconds}.${key}.${body}`)
      .digest('hex')}`
  const call = (body: string, seconds: number, signature: string, key?: string) =>
    server.inject({
      method: 'POST',
      url: '/api/v1/hooks/signed',
      headers: {
        'content-type': 'application/json',
        'x-openltc-timestamp': String(seconds),
        'x-openltc-signature': signature,
        ...(key && { 'idempotency-key': key }),
      },
      payload: body,
    })
  const body = '{"who": "Signer 一"}'
  const right = sign(shown.token, nowSeconds, body)
  const first = await call(body, nowSeconds, right)
  assert.equal(first.statusCode, 202, first.body)
  // Whoever recorded the call has nothing of it: the same is the same run, under another key it is not signed.
  assert.deepEqual((await call(body, nowSeconds, right)).json(), first.json())
  const wrong: [string, number, string, string?][] = [
    ['{"who": "Other"}', nowSeconds, right],
    [body, nowSeconds + 1, right],
    [body, nowSeconds, right, 'another key'],
    [body, nowSeconds, sign('another secret', nowSeconds, body)],
    [body, nowSeconds, right.slice(0, -1)],
    [body, nowSeconds, ''],
  ]
  for (const one of wrong)
    assert.deepEqual(
      [(await call(...one)).statusCode, (await call(...one)).json().code],
      [404, 'not-found'],
      JSON.stringify(one),
    )
  for (const off of [-301, 301]) {
    const at = nowSeconds + off
    const answer = await call(body, at, sign(shown.token, at, body))
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'signature-old'])
  }
  const keyed = sign(shown.token, nowSeconds, body, 'order 7')
  const once = await call(body, nowSeconds, keyed, 'order 7')
  const later = sign(shown.token, nowSeconds + 60, body, 'order 7')
  assert.deepEqual((await call(body, nowSeconds + 60, later, 'order 7')).json(), once.json())
  // A token is no way in here, and a new secret ends the old one.
  const token = await server.inject({
    method: 'POST',
    url: '/api/v1/hooks/signed',
    headers: { 'x-openltc-token': shown.token },
    payload: { who: 'Token' },
  })
  assert.equal(token.statusCode, 404)
  await server.inject({ method: 'POST', url: '/api/v1/model/automations/signed/token' })
  assert.equal((await call(body, nowSeconds, keyed, 'order 7')).statusCode, 404)
  await until(
    () => base.db.query<{ name: string }>(sql`select name from lead where company = 'Signed'`),
    (rows) => rows.length === 2 && rows.every(({ name }) => name === 'Signer 一'),
  )
})

test('a caller hears at once that what it sent is no record or no object, and the same word twice is one run', async () => {
  const { token } = (
    await server.inject({ method: 'POST', url: '/api/v1/model/automations/guarded/token' })
  ).json()
  const call = (payload: unknown, key?: string) =>
    server.inject({
      method: 'POST',
      url: '/api/v1/hooks/guarded',
      headers: {
        'x-openltc-token': token,
        'content-type': 'application/json',
        ...(key && { 'idempotency-key': key }),
      },
      payload: JSON.stringify(payload),
    })
  const said = async (payload: unknown) => {
    const answer = await call(payload)
    const { errors = [] } = answer.json() as { errors?: { path: string; code: string }[] }
    return [answer.statusCode, ...errors.map((one) => `${one.path} ${one.code}`)]
  }
  assert.deepEqual(await said({ id: 'L2026-00001' }), [422, 'id no-such-record'])
  assert.deepEqual(await said({ id: '00000000-0000-7000-8000-00000000abcd' }), [
    422,
    'id no-such-record',
  ])
  // Its condition is over a record: without one it does not go off as if there were none.
  assert.deepEqual(await said({ note: 'x' }), [422, 'id required'])
  assert.deepEqual((await said([1]))[0], 400)
  const id = await make('lead', { name: 'Hooked', company: 'Hooks (sample)' })
  const first = await call({ id, note: 'x' }, 'the same')
  assert.equal(first.statusCode, 202)
  assert.deepEqual((await call({ note: 'x', id }, 'the same')).json(), first.json())
  assert.equal((await call({ id, note: 'other' }, 'the same')).json().code, 'key-reused')
  await until(() => runsOf('guarded', id), ended)
  assert.equal((await runsOf('guarded', id)).length, 1)
})

test('a receiver that is away is asked again by itself; the run says what it hears, and when it is over nothing is left of it', async () => {
  away.push(503, Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
  const before = calls.length
  const id = await make('team', { name: 'Away (sample)' })
  const [waits] = await until(
    () => runsOf('told', id),
    (rows) => rows.some((row) => row.error !== null),
  )
  assert.deepEqual([waits!.stage, waits!.step], ['waiting', 0])
  assert.equal(waits!.error!.en, 'try 1: hooks.example answered 503; it is tried again by itself')
  // Nobody waits for the queue's own pace here.
  const soon = () =>
    world.db.transaction((tx) => work.jobs.enqueue(tx, 'automation', { runs: [waits!.id] }))
  await soon()
  await until(
    () => runsOf('told', id),
    ([row]) => row!.error!.en.includes('hooks.example did not answer (ECONNREFUSED)'),
  )
  await soon()
  const [end] = await until(() => runsOf('told', id), ended)
  assert.deepEqual([end!.stage, end!.error], ['done', null])
  const keys = calls.slice(before).map(([, what]) => what.headers!['idempotency-key'])
  assert.equal(keys.length, 3)
  assert.equal(new Set(keys).size, 1, 'the receiver can tell that it is the same call')
})

test('work of a transaction that was rolled back is never done', async () => {
  const before = await base.db.query(sql`select count(*)::int as n from automation_run`)
  await assert.rejects(
    world.db.transaction(async (tx) => {
      await create(doing(tx), 'lead', { name: 'Gone', company: 'x', source: 'website' }, 'action')
      throw new Error('no')
    }),
  )
  assert.deepEqual(await base.db.query(sql`select count(*)::int as n from automation_run`), before)
})

test('a branch goes one way or the other, and goes on after it', async () => {
  const opportunity = await make('opportunity', {
    name: 'Ways',
    account: await make('account', { name: 'Ways (sample)' }),
  })
  for (const [name, steps, then] of [
    ['large', ['branch', 'change', 'branch', 'message', 'webhook'], 'went large'],
    ['small', ['branch', 'change', 'webhook'], 'went small'],
  ] as const) {
    const id = await make('solution', { name, opportunity })
    const [run] = await until(() => runsOf('ways', id), ended)
    assert.deepEqual(
      [run!.stage, run!.log.map((line) => line.do)],
      ['done', steps],
      JSON.stringify(run),
    )
    assert.deepEqual(await base.db.query(sql`select name from solution where id = ${id}::uuid`), [
      { name: then },
    ])
  }
})

test('for each child row and each record that is found the steps are done, all or none', async () => {
  const account = await make('account', { name: 'Rows (sample)' })
  const opportunity = await make('opportunity', { name: 'Rows', account })
  const quote = await make('quote', {
    account,
    opportunity,
    lines: [
      { description: 'one', quantity: '1', unit_price: '1' },
      { description: 'two', quantity: '1', unit_price: '1' },
    ],
  })
  await make('account', { name: 'found (sample)' })
  await world.db.transaction((tx) => change(doing(tx), 'quote', quote, { terms: 'soon' }, 'action'))
  const [run] = await until(() => runsOf('rows', quote), ended)
  assert.equal(run!.stage, 'done', JSON.stringify(run))
  assert.deepEqual(
    (
      await base.db.query(
        sql`select text_en from notice where text_en like 'row %' order by text_en`,
      )
    ).map((row) => row.text_en),
    ['row one', 'row two'],
  )
  assert.equal(
    (await base.db.query(sql`select 1 from account where name = 'seen (sample)'`)).length,
    1,
  )
})

test('a failed run goes on at the step where it is taken up again; what was done before is not done twice', async () => {
  const [failed] = await base.db.query<{ id: string }>(
    sql`select id from automation_run where automation = 'half' and stage = 'failed'`,
  )
  const url = `/api/v1/model/automations/half/runs/${failed!.id}/retry`
  assert.equal((await server.inject({ method: 'POST', url, payload: { step: 7 } })).statusCode, 422)
  assert.equal((await server.inject({ method: 'POST', url, payload: { step: 2 } })).statusCode, 200)
  await until(
    () =>
      base.db.query<RunRow>(sql`select stage from automation_run where id = ${failed!.id}::uuid`),
    ended,
  )
  assert.deepEqual(
    (await base.db.query(sql`select name from product order by name`)).map((row) => row.name),
    ['made for Fair (sample)', 'never'],
  )
  const list = await server.inject({ url: '/api/v1/model/automations/half/runs' })
  const [run] = list.json().data
  assert.deepEqual(
    [run.title, run.log.at(-1).input, run.log.at(-1).path],
    ['Fair (sample)', { name: 'never' }, '2'],
  )
})

test('a test run shows what each step would do, sends nothing and leaves nothing behind', async () => {
  const lead = await make('lead', {
    name: 'Try',
    company: 'Try (sample)',
    source: 'phone',
    owner: ada.id,
  })
  await until(() => runsOf('greet', lead), ended)
  const before = [
    calls.length,
    (await base.db.query(sql`select 1 from notice`)).length,
    (await base.db.query(sql`select 1 from automation_run where record = ${lead}::uuid`)).length,
  ]
  // The draft asks for another source than what is live, waits, and goes on after the wait.
  const tried = {
    ...automations.greet,
    if: 'source = "phone"',
    steps: [
      { do: 'wait', days: 3 },
      ...automations.greet!.steps,
      { do: 'action', action: 'release', input: { reason: '"no answer"' } },
    ],
  }
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/model/automations/tried/test',
    payload: { record: lead, changes: { automations: { tried } } },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  const { steps, ended: end } = answer.json()
  assert.equal(end, 'done', answer.body)
  assert.deepEqual(
    steps.map((one: { do: string }) => one.do),
    ['wait', 'change', 'message', 'webhook', 'action'],
  )
  assert.equal(
    steps[1].effects[0].changes.find((one: { field: string }) => one.field === 'title').after.en,
    'Dr. Try',
  )
  assert.deepEqual(
    [steps[2].effects[0].kind, steps[3].effects[0].title],
    ['notice', 'https://hooks.example/in'],
  )
  assert.equal(
    steps[4].effects[0].changes.find((one: { field: string }) => one.field === 'owner').before.zh,
    ada.name,
    'people are called by their names',
  )
  assert.ok(new Date(steps[1].at).getTime() - clock.getTime() >= 3 * 86_400_000)
  assert.deepEqual(
    [
      calls.length,
      (await base.db.query(sql`select 1 from notice`)).length,
      (await base.db.query(sql`select 1 from automation_run where record = ${lead}::uuid`)).length,
    ],
    before,
  )
  assert.deepEqual(
    await base.db.query(sql`select title, stage from lead where id = ${lead}::uuid`),
    [{ title: null, stage: 'new' }],
  )
  const unsound = await server.inject({
    method: 'POST',
    url: '/api/v1/model/automations/tried/test',
    payload: { record: lead, changes: { automations: { tried: { ...tried, if: 'nowhere = 1' } } } },
  })
  assert.equal(unsound.statusCode, 422)
})

test('a test run asks nothing of other parts of the draft: an object may get its first stages and an approval beside it', async () => {
  const product = await make('product', { name: 'Tried product' })
  const changes = {
    objects: {
      product: {
        lifecycle: {
          first: 'new',
          stages: {
            new: { label: words('New') },
            asked: { label: words('Asked') },
            done: { label: words('Done'), kind: 'won' },
          },
          moves: { ask: { from: ['new'], to: 'asked' }, finish: { from: ['asked'], to: 'done' } },
        },
      },
    },
    approvals: {
      product_release: {
        object: 'product',
        label: words('Release'),
        steps: { first: { label: words('Lead'), approvers: [{ role: 'admin' }], mode: 'any' } },
        waiting: 'asked',
        approved: 'done',
        rejected: 'new',
        returned: 'new',
      },
    },
    automations: {
      product_told: {
        label: words('Told'),
        when: { on: 'create', object: 'product' },
        steps: [{ do: 'message', to: [{ role: 'admin' }], text: words('made {name}') }],
      },
    },
  }
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/model/automations/product_told/test',
    payload: { record: product, changes },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.json().ended, 'done', answer.body)
  for (const url of [
    '/api/v1/model/flow/product/simulate',
    '/api/v1/model/approvals/product_release/simulate',
  ])
    assert.ok(
      (await server.inject({ method: 'POST', url, payload: { record: product, changes } }))
        .statusCode < 500,
      url,
    )
})

test('a message that reaches nobody says why: no owner, an empty field, a role that nobody has', async () => {
  // As rows of a file come in: without an owner.
  const id = await make('product', { name: 'From a file' })
  const told = async (to: unknown): Promise<Words> => {
    const changes = {
      automations: {
        told: {
          label: words('Told'),
          when: { on: 'create', object: 'product' },
          steps: [{ do: 'message', to, text: words('made {name}') }],
        },
      },
    }
    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/model/automations/told/test',
      payload: { record: id, changes },
    })
    assert.equal(answer.json().ended, 'done', answer.body)
    return answer.json().steps[0].says as Words
  }
  assert.deepEqual(await told([{ field: 'owner' }]), {
    zh: '没有通知任何人（没有负责人）：made From a file',
    en: 'told nobody (it has no owner): made From a file',
  })
  assert.equal(
    (await told([{ superior_of: 'owner' }])).en,
    'told nobody (it has no owner): made From a file',
  )
  assert.equal(
    (await told([{ role: 'presales' }, { field: 'owner' }])).zh,
    '没有通知任何人（没有人有角色「售前」；没有负责人）：made From a file',
  )
})

test('more runs a minute than the limit wait for their turn, and whoever made the automation is told once', async () => {
  const ids = []
  for (let i = 0; i < 5; i++)
    ids.push(
      await make('contact', {
        name: `Many ${i}`,
        account: await make('account', { name: `Many ${i} (sample)` }),
      }),
    )
  const rows = await base.db.query<{ due_at: string }>(
    sql`select due_at from automation_run where automation = 'many' and record = any(${ids}::uuid[]) order by created_at, due_at`,
  )
  const late = rows.map((row) =>
    Math.round((new Date(row.due_at).getTime() - clock.getTime()) / 1000),
  )
  assert.equal(late.length, 5)
  assert.ok(
    late.slice(-3).every((seconds, i) => seconds >= 30 * (i + 1)),
    String(late),
  )
  const told = await base.db.query(
    sql`select 1 from notice where person = ${ada.id}::uuid and text_en like '%2 times a minute%'`,
  )
  assert.equal(told.length, 1)
})
