// Do the addresses of people and keys let in administrators only, and tell everything that is wrong at once?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { createKey } from '#server/login/keys.ts'
import type { Login } from '#server/login/login.ts'
import type { World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import {
  firstCompany,
  type FirstCompany,
  goodPassword as good,
} from '../../stories/first-company.ts'
import { quietServer } from '../../stories/quiet-server.ts'
import { peopleRoutes } from './people-routes.ts'
import { recordRoutes } from './record-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'

let firm: FirstCompany
let base: TestDatabase
let world: World
let login: Login
let server: FastifyInstance
let sales: string
let adminKey: string
let salesKey: string

before(async () => {
  firm = await firstCompany()
  ;({ base, world, login } = firm)
  sales = await firm.hire('示例销售', 'sales@sample.example', 'sales')
  adminKey = await createKey(base.db, firm.admin, 'test', { now: new Date() })
  salesKey = await createKey(base.db, sales, 'test', { now: new Date() })
  server = quietServer({ world, login }, [...peopleRoutes, ...recordRoutes, ...signInRoutes])
})
after(async () => {
  await server.close()
  await firm.close()
})

const ask = (key: string, method: InjectOptions['method'], url: string, payload?: object) =>
  server.inject({
    method: method!,
    url,
    headers: { authorization: `Bearer ${key}`, 'accept-language': 'en' },
    ...(payload && { payload }),
  })
let visitor = 0
const signIn = (email: string, password: string) =>
  server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    remoteAddress: `198.51.100.${++visitor}`,
    payload: { email, password },
  })
const cookieOf = async (email: string, password: string): Promise<string> =>
  String((await signIn(email, password)).headers['set-cookie']).split(';')[0]!
/** As a person at their browser does it. */
const at = (cookie: string, method: InjectOptions['method'], url: string, payload?: object) =>
  server.inject({
    method: method!,
    url,
    headers: { cookie, 'accept-language': 'en' },
    ...(payload && { payload }),
  })
const paths = (answer: { json(): { errors: { path: string }[] } }): string[] =>
  answer
    .json()
    .errors.map((one) => one.path)
    .sort()

test('an administrator makes a person who can sign in at once', async () => {
  const made = await ask(adminKey, 'POST', '/api/v1/people', {
    name: '示例交付',
    email: 'new@sample.example',
    roles: ['delivery'],
    password: good,
  })
  assert.equal(made.statusCode, 201, made.body)
  assert.equal((await signIn('new@sample.example', good)).statusCode, 200)
  const list = (await ask(adminKey, 'GET', '/api/v1/people')).json().data as {
    id: string
    can_sign_in: boolean
    sessions: number
    last_seen_at: string | null
  }[]
  const one = list.find((it) => it.id === made.json().id)!
  assert.equal(one.can_sign_in, true)
  assert.equal(one.sessions, 1)
  assert.ok(one.last_seen_at)
})

test('every problem of a new person is told at once, and nothing is made', async () => {
  const answer = await ask(adminKey, 'POST', '/api/v1/people', {
    name: '',
    email: 'no mail',
    roles: ['king'],
    password: '1',
  })
  assert.equal(answer.statusCode, 422)
  assert.deepEqual([...new Set(paths(answer))], ['email', 'name', 'password', 'roles'].sort())
  const strange = await ask(adminKey, 'POST', '/api/v1/people', { name: 7, roles: 'x', id: 'y' })
  assert.deepEqual(paths(strange), ['id', 'name', 'roles'])
})

test('nobody but administrators manages people', async () => {
  for (const [method, url] of [
    ['GET', ''],
    ['POST', ''],
    ['POST', `/${sales}/password`],
    ['POST', `/${sales}/sign-out`],
  ] as const)
    assert.equal(
      (await ask(salesKey, method, `/api/v1/people${url}`, method === 'POST' ? {} : undefined))
        .statusCode,
      403,
      url,
    )
  assert.equal((await server.inject({ method: 'GET', url: '/api/v1/people' })).statusCode, 401)
})

test('a new password ends the sessions of the old one', async () => {
  const cookie = String((await signIn('sales@sample.example', good)).headers['set-cookie']).split(
    ';',
  )[0]!
  assert.equal((await server.inject({ url: '/api/v1/keys', headers: { cookie } })).statusCode, 200)
  assert.equal(
    (
      await ask(adminKey, 'POST', `/api/v1/people/${sales}/password`, {
        password: 'Other-Harbour-77',
      })
    ).statusCode,
    200,
  )
  assert.equal((await server.inject({ url: '/api/v1/keys', headers: { cookie } })).statusCode, 401)
  assert.equal((await signIn('sales@sample.example', good)).statusCode, 401)
  assert.deepEqual(
    paths(
      await ask(adminKey, 'POST', `/api/v1/people/${sales}/password`, { password: '12345678' }),
    ),
    ['password'],
  )
  assert.equal(
    (await ask(adminKey, 'POST', '/api/v1/people/nobody/password', { password: good })).statusCode,
    404,
  )
})

test('signing somebody out ends every session of theirs', async () => {
  const cookie = String(
    (await signIn('sales@sample.example', 'Other-Harbour-77')).headers['set-cookie'],
  ).split(';')[0]!
  const answer = await ask(adminKey, 'POST', `/api/v1/people/${sales}/sign-out`)
  assert.deepEqual(answer.json(), { ended: 1 })
  assert.equal((await server.inject({ url: '/api/v1/keys', headers: { cookie } })).statusCode, 401)
})

test('a key is shown once, lists tell its start only, and an ended key opens nothing', async () => {
  const cookie = await cookieOf('sales@sample.example', 'Other-Harbour-77')
  const made = (
    await at(cookie, 'POST', '/api/v1/keys', { name: '对接', only_read: true })
  ).json() as { key: string; start: string }
  assert.match(made.key, /^oltc_/)
  const list = await ask(salesKey, 'GET', '/api/v1/keys')
  assert.ok(!list.body.includes(made.key))
  const row = (
    list.json().data as { id: string; name: string; start: string; person_name: string }[]
  ).find((one) => one.name === '对接')!
  assert.equal(row.start, made.start)
  assert.equal(row.person_name, '示例销售')
  assert.equal((await ask(made.key, 'GET', '/api/v1/keys')).statusCode, 200)
  assert.equal(
    (await ask(made.key, 'POST', '/api/v1/keys', { name: 'more' })).statusCode,
    403,
    'a key that only reads makes no keys',
  )
  assert.equal(
    (await ask(salesKey, 'POST', '/api/v1/keys', { name: 'more' })).statusCode,
    403,
    'nor does any other',
  )
  assert.equal((await ask(salesKey, 'DELETE', `/api/v1/keys/${row.id}`)).statusCode, 204)
  assert.equal((await ask(made.key, 'GET', '/api/v1/keys')).statusCode, 401)
})

test('keys of others are seen and ended by administrators only', async () => {
  assert.equal((await ask(salesKey, 'GET', '/api/v1/keys?all=true')).statusCode, 403)
  const all = (await ask(adminKey, 'GET', '/api/v1/keys?all=true')).json().data as {
    id: string
    person: string
    name: string
  }[]
  assert.ok(all.some((one) => one.person === sales))
  const own = (await ask(adminKey, 'GET', '/api/v1/keys')).json().data as { id: string }[]
  assert.equal((await ask(salesKey, 'DELETE', `/api/v1/keys/${own[0]!.id}`)).statusCode, 404)
  const theirs = all.find((one) => one.person === sales && one.name === 'test')!
  assert.equal((await ask(adminKey, 'DELETE', `/api/v1/keys/${theirs.id}`)).statusCode, 204)
})

test('a key with a moment that has passed, or without a name, is refused', async () => {
  assert.deepEqual(
    paths(
      await at(await cookieOf('admin@sample.example', good), 'POST', '/api/v1/keys', {
        name: ' ',
        expires_at: '2020-01-01T00:00:00Z',
        only_read: 'yes',
      }),
    ),
    ['expires_at', 'name', 'only_read'],
  )
})
