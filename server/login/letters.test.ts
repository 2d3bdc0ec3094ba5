// Does a letter bring back whoever lost their password, and nobody else, from a real mail server and by a link that counts once?
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { SMTPServer } from 'smtp-server'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { peopleRoutes } from '#server/http/people-routes.ts'
import { securityRoutes } from '#server/http/security-routes.ts'
import { httpServer } from '#server/http/server.ts'
import { signInRoutes } from '#server/http/sign-in-routes.ts'
import { openWork, type Work } from '#server/jobs/open-work.ts'
import { systemWho, type World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import {
  firstCompany,
  type FirstCompany,
  goodPassword as good,
} from '../../stories/first-company.ts'
import type { Login } from './login.ts'
import { createPerson } from './people.ts'

const better = 'Other-Harbour-77'
let firm: FirstCompany
let base: TestDatabase
let world: World
let login: Login
let work: Work
let server: FastifyInstance
let mail: SMTPServer
let folder: string
let mei: string
const letters: { to: string; text: string }[] = []

before(async () => {
  mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece) => pieces.push(piece as Buffer))
      stream.on('end', () => {
        const [head, ...body] = Buffer.concat(pieces).toString('utf8').split('\r\n\r\n')
        const plain = body.join('\n')
        const text = /base64/i.test(head!)
          ? Buffer.from(plain, 'base64').toString('utf8')
          : Buffer.from(
              plain
                .replace(/=\r?\n/g, '')
                .replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
                  String.fromCharCode(parseInt(hex, 16)),
                ),
              'latin1',
            ).toString('utf8')
        letters.push({
          to: String((session.envelope.rcptTo[0] as { address: string }).address),
          text,
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', () => resolve()))
  const port = (mail.server.address() as AddressInfo).port
  folder = await mkdtemp(join(tmpdir(), 'openltc-letters-'))
  firm = await firstCompany({ schema: 'openltc', baseUrl: 'https://crm.sample.example' })
  ;({ base, world, login } = firm)
  work = await openWork(
    world,
    book,
    { connection: base.connection },
    {
      schema: 'openltc',
      dataFolder: folder,
      files: folderStore(folder),
      smtpUrl: `smtp://127.0.0.1:${port}?from=crm@sample.example`,
      baseUrl: 'https://crm.sample.example',
    },
  )
  mei = await createPerson(
    world,
    {
      name: 'Mei (sample)',
      email: 'mei@sample.example',
      roles: ['finance'],
      password: good,
      language: 'en',
    },
    systemWho,
  )
  server = httpServer(
    {
      world,
      login,
      webFolder: null,
      dataFolder: folder,
      files: folderStore(folder),
      letters: work.letters,
    },
    [...signInRoutes, ...securityRoutes, ...peopleRoutes, ...work.routes],
    pino({ level: 'silent' }),
  )
})
after(async () => {
  await server.close()
  await work.jobs.stop(1000)
  await firm.close()
  await new Promise<void>((resolve) => mail.close(() => resolve()))
  await rm(folder, { recursive: true, force: true })
})

let visitor = 0
const ask = (
  method: InjectOptions['method'],
  url: string,
  payload?: object,
  more: Record<string, string> = {},
) =>
  server.inject({
    method: method!,
    url,
    remoteAddress: `198.51.100.${++visitor % 250}`,
    headers: { 'accept-language': 'en', ...more },
    ...(payload && { payload }),
  })
const recover = (email: string, more: Record<string, string> = {}) =>
  ask('POST', '/api/auth/recover', { email }, more)
const signIn = (email: string, password: string) =>
  ask('POST', '/api/auth/sign-in/email', { email, password })
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';')[0]!
async function letter(): Promise<{ to: string; text: string; link: URL }> {
  for (let i = 0; letters.length === 0; i++) {
    if (i > 200) throw new Error('no letter came')
    await pause(50)
  }
  const one = letters.shift()!
  return { ...one, link: new URL(/https:\/\/\S+/.exec(one.text)![0]) }
}
const tokenOf = (link: URL): string => link.hash.slice(1)

test('known and unknown addresses are answered alike, by the same work', async () => {
  assert.equal((await ask('GET', '/api/auth/ways')).json().recovery, true)
  const [known, unknown, nonsense] = await Promise.all([
    recover('mei@sample.example'),
    recover('nobody@sample.example'),
    recover('no address'),
  ])
  assert.deepEqual([known.statusCode, known.body], [202, '{"ok":true}'])
  for (const other of [unknown, nonsense])
    assert.deepEqual([other.statusCode, other.body], [known.statusCode, known.body])
  const { to } = await letter()
  assert.equal(to, 'mei@sample.example')
  await pause(600)
  assert.equal(letters.length, 0, 'nobody else got one')
})

test('the link begins with the configured address, whatever the request says, and the token is behind the #', async () => {
  await base.db.query(sql`delete from login_try`)
  await recover('mei@sample.example', {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
  })
  const { link, text } = await letter()
  assert.equal(link.origin, 'https://crm.sample.example')
  assert.equal(link.pathname, '/new-password')
  assert.equal(link.search, '')
  assert.match(tokenOf(link), /^[A-Za-z0-9_-]{43}$/)
  assert.match(text, /30 minutes/)
  assert.equal(
    (await recover('mei@sample.example', { origin: 'https://evil.example' })).statusCode,
    403,
  )
})

test('a link counts once, for half an hour, until the next one; it ends every session and says nothing of the old password', async () => {
  await base.db.query(sql`delete from login_try`)
  const cookie = cookieOf(await signIn('mei@sample.example', good))
  assert.match(cookie, /^__Host-openltc_session=/)
  await recover('mei@sample.example')
  const first = tokenOf((await letter()).link)
  await recover('mei@sample.example')
  const token = tokenOf((await letter()).link)
  assert.equal(
    (await ask('POST', '/api/auth/link', { token: first })).json().code,
    'link-over',
    'a newer one ends it',
  )
  assert.deepEqual((await ask('POST', '/api/auth/link', { token })).json(), {
    purpose: 'recovery',
    name: 'Mei (sample)',
    email: 'mei@sample.example',
  })
  const weak = await ask('POST', '/api/auth/password', { token, password: 'password1' })
  assert.deepEqual(
    weak.json().errors.map((one: { path: string; code: string }) => [one.path, one.code]),
    [['password', 'common-password']],
  )
  const both = await Promise.all([
    ask('POST', '/api/auth/password', { token, password: better }),
    ask('POST', '/api/auth/password', { token, password: `${better}x` }),
  ])
  assert.deepEqual(both.map((answer) => answer.statusCode).sort(), [200, 404])
  const password = both[0].statusCode === 200 ? better : `${better}x`
  assert.equal(
    (await ask('GET', '/api/v1/security', undefined, { cookie })).statusCode,
    401,
    'sessions end',
  )
  assert.equal((await signIn('mei@sample.example', good)).statusCode, 401)
  assert.equal((await signIn('mei@sample.example', password)).statusCode, 200)
  await recover('mei@sample.example')
  const late = tokenOf((await letter()).link)
  assert.ok(
    Number(
      await base.db.text(
        sql`select extract(epoch from max(expires_at) - now()) from login_ticket where purpose = 'recovery'`,
      ),
    ) <= 1800,
  )
  assert.ok(
    !(await base.db.text(
      sql`select coalesce(string_agg(t::text, ''), '') from login_ticket t`,
    ))!.includes(late),
    'kept as a hash',
  )
  await base.db.query(sql`update login_ticket set expires_at = now() - interval '1 second'`)
  assert.equal(
    (await ask('POST', '/api/auth/password', { token: late, password: better })).json().code,
    'link-over',
  )
})

test('nobody’s mailbox is filled, and whoever asks too often waits, for any address alike', async () => {
  await base.db.query(sql`delete from login_try`)
  for (let i = 0; i < 6; i++)
    assert.equal((await recover('mei@sample.example')).statusCode, 202, 'the asker is not told')
  for (let i = 0; i < 3; i++) await letter()
  await pause(800)
  assert.equal(letters.length, 0, 'three in an hour')
  const from = (email: string) =>
    server.inject({
      method: 'POST',
      url: '/api/auth/recover',
      remoteAddress: '203.0.113.9',
      payload: { email },
    })
  for (let i = 0; i < 10; i++)
    assert.equal((await from(`nobody${i}@sample.example`)).statusCode, 202)
  for (const email of ['mei@sample.example', 'nobody@sample.example'])
    assert.equal((await from(email)).statusCode, 429)
})

test('whoever has left gets no letter, and a link that is out already opens nothing', async () => {
  await base.db.query(sql`delete from login_try`)
  await recover('mei@sample.example')
  const token = tokenOf((await letter()).link)
  await base.db.query(sql`update person set active = false where id = ${mei}::uuid`)
  login.forget()
  assert.equal(
    (await ask('POST', '/api/auth/password', { token, password: better })).json().code,
    'link-over',
  )
  await recover('mei@sample.example')
  await pause(600)
  assert.equal(letters.length, 0)
})

test('a new person is invited by mail or by a link, and comes in with a password nobody else knows', async () => {
  const boss = { cookie: cookieOf(await signIn('admin@sample.example', good)) }
  const made = await ask(
    'POST',
    '/api/v1/people',
    { name: '示例新人', email: 'new@sample.example', roles: ['sales'], invite: true },
    boss,
  )
  assert.equal(made.statusCode, 201, made.body)
  const id = made.json().id as string
  const state = async () =>
    (
      (await ask('GET', '/api/v1/people', undefined, boss)).json().data as {
        id: string
        can_sign_in: boolean
        invited: boolean
      }[]
    ).find((one) => one.id === id)!
  assert.equal((await state()).can_sign_in, false)
  assert.deepEqual(
    (await ask('POST', `/api/v1/people/${id}/invitation`, { by: 'mail' }, boss)).json(),
    { mailed: true },
  )
  const { link, text } = await letter()
  assert.equal(link.pathname, '/welcome')
  assert.match(text, /Sample Works 已为您开通账号/)
  assert.equal((await state()).invited, true)
  const { token } = (
    await ask('POST', `/api/v1/people/${id}/invitation`, { by: 'link' }, boss)
  ).json() as { token: string }
  assert.equal(
    (await ask('POST', '/api/auth/link', { token: tokenOf(link) })).json().code,
    'link-over',
    'the newer invitation counts',
  )
  assert.equal(
    (await ask('POST', '/api/auth/password', { token, password: better })).json().email,
    'new@sample.example',
  )
  assert.equal((await signIn('new@sample.example', better)).json().who.id, id)
  assert.deepEqual([(await state()).can_sign_in, (await state()).invited], [true, false])
})
