// Does a second factor keep out who has only the password, and can whoever lost it be let in again?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { ident, sql } from '#kernel/sql.ts'
import { peopleRoutes } from '#server/http/people-routes.ts'
import { batchRoutes } from '#server/http/batch-routes.ts'
import { recordRoutes } from '#server/http/record-routes.ts'
import { securityRoutes } from '#server/http/security-routes.ts'
import { signInAdminRoutes } from '#server/http/sign-in-admin-routes.ts'
import { signInRoutes } from '#server/http/sign-in-routes.ts'
import { systemWho, type World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import {
  firstCompany,
  type FirstCompany,
  goodPassword as good,
  loginSecret,
} from '../../stories/first-company.ts'
import { quietServer } from '../../stories/quiet-server.ts'
import { type Login, openLogin } from './login.ts'
import { createPerson } from './people.ts'
import { issue } from './tickets.ts'

let firm: FirstCompany
let base: TestDatabase
let world: World
let login: Login
let server: FastifyInstance
let admin: string
let mei: string

before(async () => {
  firm = await firstCompany()
  ;({ base, world, login, admin } = firm)
  mei = await firm.hire('示例财务', 'mei@sample.example', 'finance')
  server = quietServer({ world, login }, [
    ...signInRoutes,
    ...securityRoutes,
    ...signInAdminRoutes,
    ...peopleRoutes,
    ...recordRoutes,
    ...batchRoutes,
  ])
})
after(async () => {
  await server.close()
  await firm.close()
})

let visitor = 0
const ask = (method: InjectOptions['method'], url: string, payload?: object, cookie?: string) =>
  server.inject({
    method: method!,
    url,
    remoteAddress: `198.51.100.${++visitor % 250}`,
    headers: { ...(cookie && { cookie }), 'user-agent': 'Test/1.0', 'accept-language': 'en' },
    ...(payload && { payload }),
  })
const signIn = (email: string) => ask('POST', '/api/auth/sign-in/email', { email, password: good })
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';')[0]!
/** What the person's app shows, so many steps from now; a code that was used is asked for no more. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({
    timestamp: Date.now() + steps * 30_000,
  })
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
/** Whatever code was used counts as unused again: a test must not wait for half a minute. */
const asUnused = () => base.db.query(sql`update login_totp set step = 0`)
/** Sets an app up and answers its key and the codes for paper. */
async function enrol(cookie: string): Promise<{ secret: string; recovery: string[] }> {
  const made = (await ask('POST', '/api/v1/security/totp', {}, cookie)).json()
  const done = await ask(
    'POST',
    '/api/v1/security/totp/confirm',
    { ticket: made.ticket, code: codeOf(made.secret) },
    cookie,
  )
  assert.equal(done.statusCode, 200, done.body)
  return { secret: made.secret, recovery: done.json().recovery }
}
const age = (minutes: number) =>
  base.db
    .query(
      sql`update login_session set created_at = now() - make_interval(mins => ${minutes}::int)`,
    )
    .then(() => login.forget())

let meis: { secret: string; recovery: string[] }

test('an app is set up with its first code, and then the password alone signs nobody in', async () => {
  const cookie = cookieOf(await signIn('mei@sample.example'))
  const made = (await ask('POST', '/api/v1/security/totp', {}, cookie)).json()
  assert.match(
    made.url,
    /^otpauth:\/\/totp\/OpenLTC:mei%40sample\.example\?issuer=OpenLTC&secret=[A-Z2-7]{32}&/,
  )
  assert.equal(
    (
      await ask(
        'POST',
        '/api/v1/security/totp/confirm',
        { ticket: made.ticket, code: wrong(codeOf(made.secret)) },
        cookie,
      )
    ).json().code,
    'wrong-code',
  )
  assert.equal(
    (await ask('GET', '/api/v1/security', undefined, cookie)).json().totp,
    false,
    'until a code was shown nothing changes',
  )
  meis = await enrol(cookie)
  assert.equal(meis.recovery.length, 10)
  const step = await signIn('mei@sample.example')
  assert.equal(step.statusCode, 200)
  assert.equal(step.headers['set-cookie'], undefined, 'no session yet')
  assert.deepEqual(
    { next: step.json().next, ways: step.json().ways, who: step.json().who },
    { next: 'second', ways: ['totp', 'recovery'], who: undefined },
  )
  await asUnused()
  const done = await ask('POST', '/api/auth/sign-in/second', {
    ticket: step.json().ticket,
    code: codeOf(meis.secret),
  })
  assert.equal(done.json().who.id, mei)
  assert.equal((await ask('GET', '/api/v1/security', undefined, cookieOf(done))).statusCode, 200)
})

test('a code counts once, also for two who come with it at the same moment', async () => {
  const [one, two] = (
    await Promise.all([signIn('mei@sample.example'), signIn('mei@sample.example')])
  ).map((answer) => answer.json().ticket as string)
  await asUnused()
  const code = codeOf(meis.secret)
  const both = await Promise.all(
    [one, two].map((ticket) => ask('POST', '/api/auth/sign-in/second', { ticket, code })),
  )
  assert.deepEqual(both.map((answer) => answer.statusCode).sort(), [200, 422])
  const late = (await signIn('mei@sample.example')).json().ticket
  assert.equal(
    (await ask('POST', '/api/auth/sign-in/second', { ticket: late, code })).json().code,
    'wrong-code',
  )
})

test('a second step is somebody’s, for one purpose, five tries and ten minutes', async () => {
  const { ticket } = (await signIn('mei@sample.example')).json()
  for (const [url, body] of [
    ['/api/auth/password', { token: ticket, password: 'Other-Harbour-77' }],
    ['/api/auth/sign-in/enrol', { ticket }],
    ['/api/auth/sign-in/passkey', { ticket, passkey: {} }],
  ] as const)
    assert.ok([401, 404].includes((await ask('POST', url, body)).statusCode), url)
  for (let i = 0; i < 5; i++)
    assert.equal(
      (await ask('POST', '/api/auth/sign-in/second', { ticket, code: '000000' })).json().code,
      'wrong-code',
    )
  assert.equal(
    (await ask('POST', '/api/auth/sign-in/second', { ticket, code: codeOf(meis.secret, 1) })).json()
      .code,
    'sign-in-over',
  )
  const late = (await signIn('mei@sample.example')).json().ticket
  await base.db.query(sql`update login_ticket set expires_at = now() - interval '1 second'`)
  assert.equal(
    (
      await ask('POST', '/api/auth/sign-in/second', { ticket: late, recovery: meis.recovery[0]! })
    ).json().code,
    'sign-in-over',
  )
})

test('who guesses second steps waits, however many first steps they do; a stranger without the password cannot cause it', async () => {
  await base.db.query(sql`delete from login_try`)
  let answer = await signIn('mei@sample.example')
  for (let i = 0; i < 20; i++) {
    if (i % 4 === 0) answer = await signIn('mei@sample.example')
    assert.equal(
      (
        await ask('POST', '/api/auth/sign-in/second', {
          ticket: answer.json().ticket,
          code: '000000',
        })
      ).statusCode,
      422,
    )
  }
  answer = await signIn('mei@sample.example')
  const wait = await ask('POST', '/api/auth/sign-in/second', {
    ticket: answer.json().ticket,
    code: '000000',
  })
  assert.equal(wait.statusCode, 429)
  assert.ok(Number(wait.headers['retry-after']) > 0)
  await base.db.query(sql`delete from login_try`)
  for (let i = 0; i < 30; i++)
    await ask('POST', '/api/auth/sign-in/second', { ticket: 'x'.repeat(43), code: '000000' })
  const still = (await signIn('mei@sample.example')).json().ticket
  assert.equal(
    (await ask('POST', '/api/auth/sign-in/second', { ticket: still, recovery: meis.recovery[0]! }))
      .statusCode,
    200,
  )
})

test('a code from paper counts once, however it is typed', async () => {
  const typed = meis.recovery[1]!.toUpperCase().replace('-', ' ')
  const first = (await signIn('mei@sample.example')).json().ticket
  assert.equal(
    (await ask('POST', '/api/auth/sign-in/second', { ticket: first, recovery: typed })).statusCode,
    200,
  )
  const second = (await signIn('mei@sample.example')).json().ticket
  assert.equal(
    (await ask('POST', '/api/auth/sign-in/second', { ticket: second, recovery: typed })).json()
      .code,
    'wrong-code',
  )
})

test('a copy of the database holds neither the app’s key nor a code from paper nor a ticket', async () => {
  const { ticket } = (await signIn('mei@sample.example')).json()
  const tables = await base.db.query<{ name: string }>(
    sql`select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
  )
  const all = (
    await Promise.all(
      tables.map(({ name }) =>
        base.db.text(sql`select coalesce(string_agg(t::text, ''), '') from ${ident(name)} t`),
      ),
    )
  ).join('')
  assert.ok(all.includes('mei@sample.example'))
  for (const secret of [meis.secret, ...meis.recovery, ticket]) assert.ok(!all.includes(secret))
})

test('what changes the sign-in asks again for the person when the session is old', async () => {
  const step = (await signIn('mei@sample.example')).json().ticket
  const cookie = cookieOf(
    await ask('POST', '/api/auth/sign-in/second', { ticket: step, recovery: meis.recovery[2]! }),
  )
  await age(16)
  for (const [method, url] of [
    ['POST', '/api/v1/security/totp'],
    ['DELETE', '/api/v1/security/totp'],
    ['POST', '/api/v1/security/recovery'],
    ['POST', '/api/v1/security/passkeys/challenge'],
    ['POST', '/api/v1/keys'],
  ] as const) {
    const answer = await ask(method, url, method === 'POST' ? { name: 'x' } : undefined, cookie)
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'prove-again'], url)
  }
  assert.equal(
    (await ask('GET', '/api/v1/security', undefined, cookie)).statusCode,
    200,
    'looking is free',
  )
  const boss = cookieOf(await signIn('admin@sample.example'))
  await age(16)
  for (const [method, url, body] of [
    ['PUT', '/api/v1/sign-in/rules', { second_factor_roles: [] }],
    ['POST', '/api/v1/sign-in/providers', {}],
    ['POST', '/api/v1/people', {}],
    ['POST', `/api/v1/people/${mei}/password`, { password: good }],
    ['PATCH', `/api/v1/person/${mei}`, { email: 'mine@sample.example' }],
    ['PATCH', `/api/v1/person/${mei}`, { roles: ['admin'] }],
    ['POST', '/api/v1/person', { name: 'x', email: 'x@sample.example' }],
    ['POST', '/api/v1/person/batch', { change: [{ id: mei, email: 'mine@sample.example' }] }],
    ['DELETE', `/api/v1/people/${mei}/second-factor`, undefined],
  ] as const)
    assert.deepEqual([url, (await ask(method, url, body, boss)).json().code], [url, 'prove-again'])
  assert.equal(
    (await ask('PATCH', `/api/v1/person/${mei}`, { title: '会计' }, boss)).statusCode,
    200,
    'what has nothing to do with it goes on',
  )
  // Proving it is signing in again: the old session ends, the new one is fresh.
  const again = await ask(
    'POST',
    '/api/auth/sign-in/email',
    { email: 'admin@sample.example', password: good },
    boss,
  )
  assert.equal((await ask('GET', '/api/v1/security', undefined, boss)).statusCode, 401)
  assert.equal(
    (await ask('PUT', '/api/v1/sign-in/rules', { second_factor_roles: [] }, cookieOf(again)))
      .statusCode,
    200,
  )
})

test('a company asks some roles for a second factor: sessions without one end at once, and the next sign-in sets one up', async () => {
  const lin = await createPerson(
    world,
    { name: '示例出纳', email: 'lin@sample.example', roles: ['finance'], password: good },
    systemWho,
  )
  const before = cookieOf(await signIn('lin@sample.example'))
  assert.equal((await ask('GET', '/api/v1/security', undefined, before)).statusCode, 200)
  const boss = cookieOf(await signIn('admin@sample.example'))
  assert.equal(
    (await ask('PUT', '/api/v1/sign-in/rules', { second_factor_roles: ['admin'] }, boss)).json()
      .code,
    'second-factor-first',
    'nobody shuts themselves out',
  )
  assert.deepEqual(
    (await ask('PUT', '/api/v1/sign-in/rules', { second_factor_roles: ['king', 3] }, boss))
      .json()
      .errors.map((one: { path: string }) => one.path),
    ['second_factor_roles[0]', 'second_factor_roles[1]'],
  )
  assert.equal(
    (await ask('PUT', '/api/v1/sign-in/rules', { second_factor_roles: ['finance'] }, boss))
      .statusCode,
    200,
  )
  assert.equal((await ask('GET', '/api/v1/security', undefined, before)).statusCode, 401)
  const step = (await signIn('lin@sample.example')).json()
  assert.equal(step.next, 'enrol')
  const made = (await ask('POST', '/api/auth/sign-in/enrol', { ticket: step.ticket })).json()
  assert.equal(
    (
      await ask('POST', '/api/auth/sign-in/enrol/confirm', {
        ticket: step.ticket,
        code: wrong(codeOf(made.secret)),
      })
    ).json().code,
    'wrong-code',
  )
  const done = await ask('POST', '/api/auth/sign-in/enrol/confirm', {
    ticket: step.ticket,
    code: codeOf(made.secret),
  })
  assert.equal(done.json().who.id, lin)
  assert.equal(done.json().recovery.length, 10)
  const cookie = cookieOf(done)
  assert.equal(
    (await ask('DELETE', '/api/v1/security/totp', undefined, cookie)).json().code,
    'second-factor-needed',
    'the last one stays',
  )
  assert.equal((await ask('GET', '/api/v1/security', undefined, cookie)).json().totp, true)
  await ask('PUT', '/api/v1/sign-in/rules', { second_factor_roles: [] }, boss)
})

test('a new password by a link does not stand in for the second factor', async () => {
  const { token } = await issue(base.db, 'recovery', mei)
  assert.equal((await ask('POST', '/api/auth/password', { token, password: good })).statusCode, 200)
  const step = await signIn('mei@sample.example')
  assert.deepEqual([step.json().next, step.headers['set-cookie']], ['second', undefined])
})

test('who lost the second factor is let in again by an administrator, and it is written down', async () => {
  const boss = cookieOf(await signIn('admin@sample.example'))
  assert.equal(
    (await ask('DELETE', `/api/v1/people/${mei}/second-factor`, undefined, boss)).statusCode,
    204,
  )
  assert.equal((await signIn('mei@sample.example')).json().who.id, mei)
  const log = (await ask('GET', `/api/v1/sign-in/log?person=${mei}`, undefined, boss)).json()
    .data as { kind: string; by: { id: string } | null }[]
  assert.ok(log.some((one) => one.kind === 'second_removed' && one.by?.id === admin))
  for (const kind of ['totp_added', 'wrong_second', 'recovery_code_used', 'signed_in'])
    assert.ok(
      log.some((one) => one.kind === kind),
      kind,
    )
})

test('sessions are listed with device and address, and ended one by one or all at once, by oneself or an administrator', async () => {
  await base.db.query(sql`delete from login_session`)
  login.forget()
  const [here, there, third] = [
    cookieOf(await signIn('mei@sample.example')),
    cookieOf(await signIn('mei@sample.example')),
    cookieOf(await signIn('mei@sample.example')),
  ]
  const list = (await ask('GET', '/api/v1/security', undefined, here)).json().sessions as {
    id: string
    current: boolean
    user_agent: string
    address: string
  }[]
  assert.equal(list.length, 3)
  assert.equal(list.filter((one) => one.current).length, 1)
  for (const one of list)
    assert.deepEqual([one.user_agent, /^198\.51\.100\.\d+$/.test(one.address)], ['Test/1.0', true])
  const boss = cookieOf(await signIn('admin@sample.example'))
  const [admins] = (await ask('GET', '/api/v1/security', undefined, boss)).json().sessions as {
    id: string
  }[]
  assert.equal(
    (await ask('DELETE', `/api/v1/security/sessions/${admins!.id}`, undefined, here)).statusCode,
    404,
    'somebody else’s is not there',
  )
  const theirs = (await ask('GET', `/api/v1/people/${mei}/sign-in`, undefined, boss)).json()
    .sessions as { id: string }[]
  const mine = (await ask('GET', '/api/v1/security', undefined, third))
    .json()
    .sessions.find((one: { current: boolean }) => one.current).id
  assert.ok(theirs.some((one) => one.id === mine))
  assert.equal(
    (await ask('DELETE', `/api/v1/people/${mei}/sessions/${mine}`, undefined, boss)).statusCode,
    204,
  )
  assert.equal((await ask('GET', '/api/v1/security', undefined, third)).statusCode, 401)
  assert.deepEqual((await ask('DELETE', '/api/v1/security/sessions', undefined, here)).json(), {
    ended: 1,
  })
  assert.equal((await ask('GET', '/api/v1/security', undefined, there)).statusCode, 401)
  assert.equal((await ask('GET', '/api/v1/security', undefined, here)).statusCode, 200)
})

test('what is taken back in one process counts in the others at once', async () => {
  const other = await openLogin({ world, secret: loginSecret })
  try {
    const cookie = cookieOf(await signIn('mei@sample.example'))
    assert.equal((await other.who({ cookie }))?.id, mei)
    const told = new Promise<void>((resolve) => other.whenForgotten(resolve))
    const boss = cookieOf(await signIn('admin@sample.example'))
    assert.equal(
      (await ask('PATCH', `/api/v1/person/${mei}`, { active: false }, boss)).statusCode,
      200,
    )
    await told
    assert.equal(await other.who({ cookie }), null)
    await base.db.query(sql`update person set active = true where id = ${mei}::uuid`)
  } finally {
    await other.close()
  }
})

test('a session lives at most ninety days, however much it is used', async () => {
  const cookie = cookieOf(await signIn('mei@sample.example'))
  await base.db.query(
    sql`update login_session set created_at = now() - interval '89 days', updated_at = now() - interval '2 days', expires_at = now() + interval '20 days' where person = ${mei}::uuid`,
  )
  login.forget()
  const answer = await ask('GET', '/api/v1/keys', undefined, cookie)
  const seconds = Number(/Max-Age=(\d+)/.exec(String(answer.headers['set-cookie']))?.[1])
  assert.ok(seconds > 86_000 && seconds <= 86_400, String(seconds))
})
