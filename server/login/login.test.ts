// Does the sign-in keep out whom it should, let in whom it should, and forget whom it must?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { sql } from '#kernel/sql.ts'
import { peopleRoutes } from '#server/http/people-routes.ts'
import { securityRoutes } from '#server/http/security-routes.ts'
import { signInAdminRoutes } from '#server/http/sign-in-admin-routes.ts'
import { signInRoutes } from '#server/http/sign-in-routes.ts'
import { systemWho, type World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import {
  firstCompany,
  type FirstCompany,
  goodPassword as good,
  loginSecret as secret,
} from '../../stories/first-company.ts'
import { quietServer } from '../../stories/quiet-server.ts'
import { hashOf } from './hash.ts'
import { createKey, listKeys, revokeKey } from './keys.ts'
import { type Login, openLogin } from './login.ts'
import { createPerson, findByEmail, setPassword } from './people.ts'
import { ensureSystemPerson } from './setup.ts'

let firm: FirstCompany
let base: TestDatabase
let world: World
let login: Login
let server: FastifyInstance
let admin: string
let lan: string

before(async () => {
  firm = await firstCompany({
    email: 'Admin@Sample.example',
    trustedOrigins: ['https://crm.example.com'],
  })
  ;({ base, world, login, admin } = firm)
  lan = await firm.hire('示例销售', 'lan@sample.example', 'sales')
  server = quietServer({ world, login }, [
    ...signInRoutes,
    ...peopleRoutes,
    ...securityRoutes,
    ...signInAdminRoutes,
  ])
  server.get('/test/who', async (request, reply) => ({
    who: await login.who(request.headers, reply),
  }))
  server.post('/test/write', async (request) => {
    login.sameOrigin(request)
    return { who: await login.who(request.headers) }
  })
})
after(async () => {
  await server.close()
  await firm.close()
})

let visitor = 0
/** A request from an address of its own, so that tests do not use up each other's tries. */
const ask = (options: InjectOptions) =>
  server.inject({ remoteAddress: `198.51.100.${++visitor}`, ...options })
const signIn = (email: string, password: string, more: InjectOptions = {}) =>
  ask({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password }, ...more })
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';')[0]!
const sessionOf = async (email: string, password = good): Promise<string> => {
  const answer = await signIn(email, password)
  assert.equal(answer.statusCode, 200, answer.body)
  return cookieOf(answer)
}
const shared = new Map<string, Promise<string>>()
/** A session that several tests may use: each password looked at costs its time. */
const aSession = (email: string): Promise<string> => {
  if (!shared.has(email)) shared.set(email, sessionOf(email))
  return shared.get(email)!
}
const whoIs = async (headers: Record<string, string>) => login.who(headers)

test('who signs in gets a cookie that scripts cannot read, and is known by it', async () => {
  const answer = await signIn(' ADMIN@sample.example ', good)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual(answer.json(), {
    who: {
      id: admin,
      name: '示例管理员',
      email: 'admin@sample.example',
      roles: ['admin'],
      language: 'zh',
    },
  })
  const line = String(answer.headers['set-cookie'])
  assert.match(line, /HttpOnly/i)
  assert.match(line, /SameSite=Lax/i)
  assert.match(line, /Max-Age=2592000/)
  assert.doesNotMatch(line, /Secure/)
  const seen = await ask({ url: '/test/who', headers: { cookie: cookieOf(answer) } })
  assert.equal(seen.json().who.id, admin)
  const session = await ask({ url: '/api/auth/get-session', headers: { cookie: cookieOf(answer) } })
  assert.equal(session.json().who.id, admin)
})

test('over https the cookie goes over https alone', async () => {
  const secure = await openLogin({ world, secret, baseUrl: 'https://crm.example.com' })
  const other = quietServer({ world, login: secure }, signInRoutes)
  const answer = await other.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'admin@sample.example', password: good },
  })
  assert.match(String(answer.headers['set-cookie']), /; Secure$/)
  await secure.close()
  await other.close()
})

test('unknown, wrong, without a password and left are one and the same answer', async () => {
  await base.db.query(
    sql`insert into person (id, name, email, active, version, created_at, updated_at) values ('00000000-0000-7000-8000-00000000aaaa', 'x', 'bare@sample.example', true, 1, now(), now())`,
  )
  const left = await createPerson(
    world,
    { name: '示例离职', email: 'left@sample.example', roles: [], password: good },
    systemWho,
  )
  await base.db.query(sql`update person set active = false where id = ${left}::uuid`)
  const answers = await Promise.all([
    signIn('nobody@sample.example', good),
    signIn('lan@sample.example', 'Sturdy-Bridge-43'),
    signIn('bare@sample.example', good),
    signIn('left@sample.example', good),
    signIn('not an address', good),
    signIn(`${systemWho.id}@person.invalid`, good),
    signIn(`${admin}@person.invalid`, good),
  ])
  for (const answer of answers) {
    assert.equal(answer.statusCode, 401)
    assert.equal(answer.body, answers[0]!.body)
    assert.equal(answer.headers['set-cookie'], undefined)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  }
  assert.equal(answers[0]!.json().code, 'wrong-credentials')
})

test('a wrong password takes as long for nobody as for somebody', async () => {
  const time = async (email: string): Promise<number> => {
    const start = performance.now()
    await signIn(email, 'Wrong-Bridge-42')
    return performance.now() - start
  }
  const [known, unknown]: [number[], number[]] = [[], []]
  for (let i = 0; i < 5; i++) {
    known.push(await time('lan@sample.example'))
    unknown.push(await time(`nobody${i}@sample.example`))
  }
  const middle = (list: number[]) => list.sort((a, b) => a - b)[2]!
  // Without the work for nobody it would be a fiftieth.
  const share = middle(known) / middle(unknown)
  assert.ok(share > 0.4 && share < 2.5, `known ${middle(known)} ms, unknown ${middle(unknown)} ms`)
})

test('refusals come in the language of the reader, Chinese unless asked', async () => {
  assert.equal((await signIn('nobody@sample.example', good)).json().title, '邮箱或密码不正确。')
  const english = await signIn('nobody@sample.example', good, {
    headers: { 'accept-language': 'en-GB,en;q=0.9' },
  })
  assert.equal(english.json().title, 'The e-mail or the password is wrong.')
})

test('what is no text is told field by field, never a 500', async () => {
  const bodies: unknown[] = [
    {},
    [],
    'x',
    { email: 1, password: {} },
    { email: ['a'], password: 'b' },
    { email: 'a\0b@c.de', password: good },
    { email: '\ud800@c.de', password: good },
  ]
  for (const payload of bodies) {
    const answer = await ask({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(payload),
    })
    assert.equal(answer.statusCode, 422, `${JSON.stringify(payload)}: ${answer.body}`)
  }
  const long = await signIn(`${'a'.repeat(100_000)}@sample.example`, 'b'.repeat(100_000))
  assert.equal(long.statusCode, 401)
})

test('nobody can sign up, and what the library could do besides is not there', async () => {
  for (const [method, url] of [
    ['POST', 'sign-up/email'],
    ['POST', 'request-password-reset'],
    ['POST', 'update-user'],
    ['POST', 'delete-user'],
    ['GET', 'list-sessions'],
    ['GET', 'ok'],
    ['GET', 'error'],
    ['POST', 'sign-in/social'],
    ['GET', '__proto__'],
    ['GET', 'constructor'],
  ] as const) {
    const answer = await ask({
      method,
      url: `/api/auth/${url}`,
      ...(method === 'POST' && {
        payload: { email: 'new@sample.example', password: good, name: 'x' },
      }),
    })
    assert.equal(answer.statusCode, 404, url)
  }
  assert.equal((await ask({ url: '/api/auth/sign-in/email' })).statusCode, 405)
  assert.equal(await findByEmail(world, 'new@sample.example'), null)
})

test('a cookie that was changed is nobody', async () => {
  const cookie = await aSession('lan@sample.example')
  const [name, token] = cookie.split('=') as [string, string]
  for (const forged of [
    `${token}.AAAA`,
    `x${token}`,
    `${token.slice(0, -1)}_`.slice(1),
    token.slice(0, -3),
    '%',
    '.',
    '',
  ])
    assert.equal(await whoIs({ cookie: `${name}=${forged}` }), null, forged)
  assert.equal((await whoIs({ cookie: `a=1; ${cookie}; b=2` }))?.id, lan)
})

test('a session that began at one process goes on at another, whatever secret that one has', async () => {
  const cookie = await aSession('lan@sample.example')
  const other = await openLogin({ world, secret: 'Zq8vT2_mZr8LpYb4NcDfGhSaEu7k3Jx9' })
  try {
    assert.equal((await other.who({ cookie }))?.id, lan)
  } finally {
    await other.close()
  }
})

test('signing out ends the session at the server too', async () => {
  const cookie = await sessionOf('lan@sample.example')
  assert.equal((await whoIs({ cookie }))?.id, lan)
  const answer = await ask({
    method: 'POST',
    url: '/api/auth/sign-out',
    headers: { cookie, origin: 'http://localhost:80', host: 'localhost:80' },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.match(String(answer.headers['set-cookie']), /Max-Age=0/)
  assert.equal(await whoIs({ cookie }), null)
})

test('a session ends after thirty days without use, and use makes it longer', async () => {
  const id = await createPerson(
    world,
    { name: '示例月度', email: 'month@sample.example', roles: ['sales'], password: good },
    systemWho,
  )
  const cookie = await sessionOf('month@sample.example')
  const rest = () =>
    base.db.text(
      sql`select max(expires_at) - now() > interval '29 days' from login_session where person = ${id}::uuid`,
    )
  await base.db.query(
    sql`update login_session set expires_at = now() + interval '3 days', updated_at = now() - interval '27 days' where person = ${id}::uuid`,
  )
  login.forget()
  assert.equal(await rest(), 'f')
  const seen = await ask({ url: '/test/who', headers: { cookie } })
  assert.equal(seen.json().who.id, id)
  assert.match(String(seen.headers['set-cookie']), /Max-Age=2592000/)
  assert.equal(cookieOf(seen), cookie)
  assert.equal(await rest(), 't')
  await base.db.query(
    sql`update login_session set expires_at = now() - interval '1 second' where person = ${id}::uuid`,
  )
  login.forget()
  assert.equal(await whoIs({ cookie }), null)
})

test('who leaves is nobody at once, by session and by key', async () => {
  const id = await createPerson(
    world,
    { name: '示例临时', email: 'temp@sample.example', roles: ['sales'], password: good },
    systemWho,
  )
  const cookie = await sessionOf('temp@sample.example')
  const key = await createKey(base.db, id, 'test', { now: world.now() })
  assert.equal((await whoIs({ authorization: `Bearer ${key}` }))?.id, id)
  await base.db.query(sql`update person set active = false where id = ${id}::uuid`)
  login.forget()
  assert.equal(await whoIs({ cookie }), null)
  await assert.rejects(whoIs({ authorization: `Bearer ${key}` }), { code: 'wrong-key' })
  await base.db.query(
    sql`update person set active = true, removed_at = now() where id = ${id}::uuid`,
  )
  login.forget()
  assert.equal(await whoIs({ cookie }), null)
  await assert.rejects(whoIs({ authorization: `Bearer ${key}` }), { code: 'wrong-key' })
})

test('a lead has everybody in and below the teams they lead, and teams in a circle do no harm', async () => {
  const team = (n: number) => `00000000-0000-7000-8000-0000000000b${n}`
  await base.db.query(sql`insert into team (id, name, lead, version, created_at, updated_at) values
    (${team(1)}::uuid, '示例一部', ${lan}::uuid, 1, now(), now()), (${team(2)}::uuid, '示例二部', null, 1, now(), now()), (${team(3)}::uuid, '示例三部', null, 1, now(), now())`)
  await base.db.query(sql`update team set parent = ${team(1)}::uuid where id = ${team(2)}::uuid`)
  await base.db.query(sql`update team set parent = ${team(2)}::uuid where id = ${team(1)}::uuid`)
  const member = await createPerson(
    world,
    {
      name: '示例组员',
      email: 'member@sample.example',
      roles: ['sales'],
      password: good,
      team: team(2),
    },
    systemWho,
  )
  const gone = await createPerson(
    world,
    {
      name: '示例前组员',
      email: 'gone@sample.example',
      roles: ['sales'],
      password: good,
      team: team(2),
    },
    systemWho,
  )
  await createPerson(
    world,
    {
      name: '示例旁人',
      email: 'other@sample.example',
      roles: ['sales'],
      password: good,
      team: team(3),
    },
    systemWho,
  )
  await base.db.query(sql`update person set team = ${team(3)}::uuid where id = ${lan}::uuid`)
  await base.db.query(sql`update person set active = false where id = ${gone}::uuid`)
  login.forget()
  const lead = await whoIs({ cookie: await aSession('lan@sample.example') })
  assert.deepEqual([...lead!.teams].sort(), [team(1), team(2), team(3)])
  assert.deepEqual(lead!.people, [lan, member])
  assert.equal(lead!.team, team(3))
  const one = await whoIs({ cookie: await sessionOf('member@sample.example') })
  assert.deepEqual([one!.teams, one!.people], [[team(2)], [member]])
})

test('a key is its person, narrower where it only reads; unknown, expired and revoked ones are refused', async () => {
  const key = await createKey(base.db, lan, '对接', { now: world.now() })
  assert.match(key, /^oltc_[\w-]{43}$/)
  assert.equal((await whoIs({ authorization: `bearer  ${key} ` }))?.id, lan)
  const reader = await createKey(base.db, lan, '只读', { onlyRead: true, now: world.now() })
  assert.equal((await whoIs({ authorization: `Bearer ${reader}` }))?.only_read, true)
  assert.equal((await whoIs({ authorization: `Bearer ${key}` }))?.only_read, undefined)
  const past = await createKey(base.db, lan, '旧', {
    expiresAt: new Date(Date.now() - 1000),
    now: world.now(),
  })
  for (const wrong of [
    past,
    '',
    'x',
    `oltc_${'A'.repeat(43)}`,
    `${key}x`,
    key.toLowerCase(),
    hashOf(key),
  ])
    await assert.rejects(
      whoIs({ authorization: `Bearer ${wrong}`, cookie: await aSession('lan@sample.example') }),
      { code: 'wrong-key' },
    )
  const { id } = (await listKeys(base.db, lan)).find((one) => one.name === '对接')!
  await assert.rejects(revokeKey(base.db, id, admin, world.now()), { code: 'not-found' })
  await revokeKey(base.db, id, lan, world.now())
  login.forget()
  await assert.rejects(whoIs({ authorization: `Bearer ${key}` }), { code: 'wrong-key' })
})

test('the use of a key is written down later, and a key that ends while it is remembered is refused', async () => {
  let now = new Date('2026-11-23T08:00:00Z')
  const early: World = { ...world, now: () => now }
  const other = await openLogin({ world: early, secret })
  const key = await createKey(base.db, lan, '计时', {
    now,
    expiresAt: new Date('2026-11-23T08:00:05Z'),
  })
  const used = () => base.db.text(sql`select last_used_at from api_key where hash = ${hashOf(key)}`)
  assert.equal((await other.who({ authorization: `Bearer ${key}` }))?.id, lan)
  assert.equal(await used(), null)
  now = new Date('2026-11-23T08:00:06Z')
  await assert.rejects(async () => other.who({ authorization: `Bearer ${key}` }), {
    code: 'wrong-key',
  })
  await other.close()
  assert.equal(await used(), '2026-11-23 08:00:06+00')
})

test('after ten wrong tries an address waits for that account, and nobody else does', async () => {
  const from = { remoteAddress: '203.0.113.7' }
  assert.equal((await signIn('LAN@sample.example', 'Wrong-Bridge-42', from)).statusCode, 401)
  const key = `try:${hashOf('203.0.113.7 lan@sample.example')}`
  await base.db.query(sql`update login_try set count = 8 where key = ${key}`)
  const tries = await Promise.all(
    Array.from({ length: 5 }, () => signIn('lan@sample.example', 'Wrong-Bridge-42', from)),
  )
  assert.equal(
    tries.filter((one) => one.statusCode === 401).length,
    2,
    'the ninth and the tenth, also when they come together',
  )
  const late = await signIn('Lan@Sample.example', good, from)
  assert.equal(late.statusCode, 429)
  assert.ok(Number(late.headers['retry-after']) > 200 && Number(late.headers['retry-after']) <= 300)
  assert.equal(
    (await signIn('lan@sample.example', good)).statusCode,
    200,
    'the owner, from elsewhere',
  )
  assert.equal(
    (await signIn('admin@sample.example', good, from)).statusCode,
    200,
    'another account from there',
  )
  const disguised = await signIn('lan@sample.example', good, {
    ...from,
    headers: { 'x-forwarded-for': '192.0.2.99' },
  })
  assert.equal(disguised.statusCode, 429, 'an address that the caller made up does not count')
  await base.db.query(
    sql`update login_try set since = now() - interval '301 seconds' where key = ${key}`,
  )
  assert.equal(
    (await signIn('lan@sample.example', good, from)).statusCode,
    200,
    'five minutes later',
  )
})

test('a person who sprays over many accounts waits, but not who signed in from there before', async () => {
  const from = { remoteAddress: '203.0.113.8' }
  assert.equal((await signIn('admin@sample.example', good, from)).statusCode, 200)
  const key = `from:${hashOf('203.0.113.8')}`
  await base.db.query(sql`update login_try set count = 100, since = now() where key = ${key}`)
  assert.equal((await signIn('lan@sample.example', good, from)).statusCode, 429)
  assert.equal((await signIn('admin@sample.example', good, from)).statusCode, 200)
})

test('a new password ends every session, and the old one no longer opens', async () => {
  const id = await createPerson(
    world,
    { name: '示例换密', email: 'change@sample.example', roles: ['sales'], password: good },
    systemWho,
  )
  const [here, there] = [
    await sessionOf('change@sample.example'),
    await sessionOf('change@sample.example'),
  ]
  const change = (payload: object, headers: Record<string, string> = {}) =>
    ask({
      method: 'POST',
      url: '/api/auth/change-password',
      payload,
      headers: { cookie: here, 'sec-fetch-site': 'same-origin', ...headers },
    })
  const wrong = await change({ currentPassword: 'Wrong-Bridge-42', newPassword: 'short' })
  assert.equal(wrong.statusCode, 422)
  assert.deepEqual(
    wrong.json().errors.map((one: { path: string; code: string }) => [one.path, one.code]),
    [
      ['newPassword', 'weak-password'],
      ['currentPassword', 'wrong-password'],
    ],
  )
  assert.equal(
    (await change({ currentPassword: good, newPassword: 'Other-Bridge-77' }, { cookie: '' }))
      .statusCode,
    401,
  )
  assert.equal(
    (
      await change(
        { currentPassword: good, newPassword: 'Other-Bridge-77' },
        { 'sec-fetch-site': 'cross-site' },
      )
    ).statusCode,
    403,
  )
  const done = await change({ currentPassword: good, newPassword: 'Other-Bridge-77' })
  assert.equal(done.statusCode, 200, done.body)
  assert.deepEqual([await whoIs({ cookie: here }), await whoIs({ cookie: there })], [null, null])
  assert.equal((await whoIs({ cookie: cookieOf(done) }))?.id, id)
  assert.equal((await signIn('change@sample.example', good)).statusCode, 401)
  await setPassword(world, id, 'Third-Bridge-88', systemWho)
  login.forget()
  assert.equal(await whoIs({ cookie: cookieOf(done) }), null)
  await sessionOf('change@sample.example', 'Third-Bridge-88')
})

test('a write with the cookie is refused unless it comes from our own page', async () => {
  const cookie = await aSession('lan@sample.example')
  const write = async (headers: Record<string, string>) =>
    (
      await ask({
        method: 'POST',
        url: '/test/write',
        headers: { host: 'crm.local:3000', ...headers },
        payload: {},
      })
    ).statusCode
  assert.equal(await write({ cookie, origin: 'http://crm.local:3000' }), 200)
  assert.equal(await write({ cookie, 'sec-fetch-site': 'same-origin' }), 200)
  assert.equal(
    await write({ cookie, origin: 'https://crm.example.com', 'sec-fetch-site': 'same-site' }),
    200,
  )
  for (const foreign of [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://crm.local:3001' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://crm.local:3000.evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'none' },
  ])
    assert.equal(
      await write({ cookie, ...(foreign as Record<string, string>) }),
      403,
      JSON.stringify(foreign),
    )
  assert.equal(await write({ cookie }), 200, 'a program that says nothing of a page')
  const key = await createKey(base.db, lan, 'csrf', { now: world.now() })
  assert.equal(await write({ authorization: `Bearer ${key}` }), 200)
  assert.equal(
    await write({ cookie, authorization: 'Basic eDp5', origin: 'http://evil.example' }),
    403,
  )
  const foreign = await signIn('lan@sample.example', good, {
    headers: { origin: 'http://evil.example' },
  })
  assert.equal(foreign.statusCode, 403)
})

test('a copy of the database holds neither password nor token nor key', async () => {
  const cookie = await aSession('admin@sample.example')
  const token = cookie.split('=')[1]!
  const key = await createKey(base.db, admin, 'dump', { now: world.now() })
  const tables = await base.db.query<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'test'`,
  )
  assert.ok(tables.some((one) => one.name === 'login_session'))
  for (const { name } of tables) {
    const text =
      (await base.db.text(
        sql`select coalesce(string_agg(x::text, ' '), '') from query_to_xml(format('select * from %I', ${name}::text), true, false, '') x`,
      )) ?? ''
    for (const [what, planted] of Object.entries({
      password: good,
      token,
      key,
      rest: key.slice(9),
    }))
      assert.ok(!text.includes(planted), `${name} holds the ${what}`)
  }
})

test('only an administrator makes people; every problem is told at once', async () => {
  const seller = await whoIs({ cookie: await aSession('lan@sample.example') })
  await assert.rejects(
    createPerson(
      world,
      { name: 'x', email: 'x@sample.example', roles: [], password: good },
      seller!,
    ),
    { code: 'not-allowed' },
  )
  const reader = {
    ...(await whoIs({ cookie: await aSession('admin@sample.example') }))!,
    only_read: true,
  }
  await assert.rejects(
    createPerson(
      world,
      { name: 'x', email: 'x@sample.example', roles: [], password: good },
      reader,
    ),
    { code: 'not-allowed' },
  )
  await assert.rejects(setPassword(world, admin, good, seller!), { code: 'not-allowed' })
  await assert.rejects(
    createPerson(
      world,
      { name: '', email: 'nonsense', roles: ['emperor'], password: 'admin123' },
      systemWho,
    ),
    (error: { problems: { path: string }[] }) => {
      assert.deepEqual(error.problems.map((one) => one.path).sort(), [
        'email',
        'name',
        'password',
        'roles',
      ])
      return true
    },
  )
  await assert.rejects(
    createPerson(
      world,
      { name: '示例重名', email: 'LAN@sample.example', roles: [], password: good },
      systemWho,
    ),
    { code: 'already-used' },
  )
  await createPerson(
    world,
    {
      name: '示例命令行',
      email: '示例@公司.中国',
      roles: ['sales'],
      password: '123456',
      weakAllowed: true,
    },
    systemWho,
  )
  assert.equal((await findByEmail(world, '示例@公司.中国'))?.name, '示例命令行')
  await sessionOf('示例@公司.中国', '123456')
})

test('the system itself cannot sign in, hold a key or get a password', async () => {
  await ensureSystemPerson(world)
  await assert.rejects(setPassword(world, systemWho.id, good, systemWho), { code: 'not-found' })
  const key = await createKey(base.db, systemWho.id, 'system', { now: world.now() })
  await assert.rejects(whoIs({ authorization: `Bearer ${key}` }), { code: 'wrong-key' })
})

test('many who come at once with one session ask the database once', async () => {
  const cookie = await aSession('admin@sample.example')
  login.forget()
  const all = await Promise.all(Array.from({ length: 200 }, () => login.who({ cookie })))
  assert.ok(all.every((who) => who === all[0] && who?.id === admin))
})
