// Does another house vouch for the right person, and can nobody come in by an answer that was not theirs? Against a real OpenID provider.
import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from '#kernel/sql.ts'
import { peopleRoutes } from '#server/http/people-routes.ts'
import { securityRoutes } from '#server/http/security-routes.ts'
import { signInAdminRoutes } from '#server/http/sign-in-admin-routes.ts'
import { signInRoutes } from '#server/http/sign-in-routes.ts'
import type { World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import {
  firstCompany,
  type FirstCompany,
  goodPassword as good,
} from '../../stories/first-company.ts'
import { client, openHouse, type OtherHouse } from '../../stories/other-house.ts'
import { quietServer } from '../../stories/quiet-server.ts'
import type { Login } from './login.ts'

let firm: FirstCompany
let base: TestDatabase
let world: World
let login: Login
let server: FastifyInstance
let ours: string
let house: OtherHouse
let boss: string
let mei: string

before(async () => {
  firm = await firstCompany()
  ;({ base, world, login } = firm)
  mei = await firm.hire('示例财务', 'mei@sample.example', 'finance')
  server = quietServer({ world, login }, [
    ...signInRoutes,
    ...securityRoutes,
    ...signInAdminRoutes,
    ...peopleRoutes,
  ])
  await server.listen({ port: 0, host: '127.0.0.1' })
  ours = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  house = await openHouse(`${ours}/api/auth/sso/house/callback`)
  house.people.set('mei-there', { email: 'Mei@sample.example', email_verified: true, name: 'Mei' })
  house.people.set('mallory', {
    email: 'admin@sample.example',
    email_verified: false,
    name: 'Mallory',
  })
  house.people.set('new-there', {
    email: 'new@sample.example',
    email_verified: true,
    name: '示例新人',
  })
  const answer = await fetch(`${ours}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@sample.example', password: good }),
  })
  boss = answer.headers.get('set-cookie')!.split(';')[0]!
})
after(async () => {
  await house.close()
  await server.close()
  await firm.close()
})

const ask = async (method: string, path: string, body?: object) => {
  const answer = await fetch(`${ours}${path}`, {
    method,
    headers: {
      cookie: boss,
      'accept-language': 'en',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : null }
}
const given = () => ({
  name: 'house',
  label: '示例门户',
  issuer: house.issuer,
  client_id: client.id,
  client_secret: client.secret,
  intranet: true,
})

/** A browser without a screen: cookies per house, redirects one by one, forms filled as they come. */
class Walker {
  private readonly jars = new Map<string, Map<string, string>>()
  async visit(address: string, form?: Record<string, string>): Promise<Response> {
    const url = new URL(address)
    const jar = this.jars.get(url.origin) ?? new Map<string, string>()
    this.jars.set(url.origin, jar)
    const answer = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(';')
      const at = pair!.indexOf('=')
      if (/expires=Thu, 01 Jan 1970|Max-Age=0/i.test(line)) jar.delete(pair!.slice(0, at))
      else jar.set(pair!.slice(0, at), pair!.slice(at + 1))
    }
    return answer
  }
  /** Goes to the other house and signs in there; answers the address with which it sends the browser back. */
  async away(name: string, query = ''): Promise<string> {
    let next = `${ours}/api/auth/sso/house${query}`
    for (let turn = 0; turn < 20; turn++) {
      const answer = await this.visit(next)
      const location = answer.headers.get('location')
      if (location) {
        next = new URL(location, next).href
        if (next.startsWith(`${ours}/`)) return next
        continue
      }
      const page = await answer.text()
      const action = /action="([^"]+)"/.exec(page)?.[1]
      assert.ok(action, page)
      const prompt = /name="prompt" value="(\w+)"/.exec(page)![1]!
      const sent = await this.visit(
        new URL(action, next).href,
        prompt === 'login' ? { prompt, login: name, password: 'x' } : { prompt },
      )
      next = new URL(sent.headers.get('location')!, next).href
      if (next.startsWith(`${ours}/`)) return next
    }
    throw new Error('went in circles')
  }
  cookie(): string {
    return [...(this.jars.get(ours) ?? [])]
      .filter(([name]) => name === 'openltc_session')
      .map(([name, value]) => `${name}=${value}`)
      .join()
  }
}
const whoIs = async (walker: Walker): Promise<string | null> =>
  (
    await (
      await fetch(`${ours}/api/auth/get-session`, { headers: { cookie: walker.cookie() } })
    ).json()
  ).who?.id ?? null
const problemOf = (answer: Response): string | null =>
  new URL(answer.headers.get('location')!, ours).searchParams.get('problem')

test('a provider in the company’s own network is called only where an administrator says so, and all that is wrong is told at once', async () => {
  const shut = await ask('POST', '/api/v1/sign-in/providers', { ...given(), intranet: false })
  assert.equal(shut.status, 422, 'an open line to a private address')
  assert.deepEqual(
    shut.body.errors.map((one: { path: string }) => one.path),
    ['issuer'],
  )
  const tls = await ask('POST', '/api/v1/sign-in/providers', {
    ...given(),
    issuer: house.issuer.replace('http:', 'https:'),
    intranet: false,
  })
  assert.equal(tls.body.code, 'sso-unreachable')
  assert.match(tls.body.detail, /may not be called/)
  for (const issuer of ['https://169.254.169.254', 'http://169.254.169.254', 'https://localhost:1'])
    assert.equal(
      (await ask('POST', '/api/v1/sign-in/providers', { ...given(), issuer })).body.code,
      'sso-unreachable',
      issuer,
    )
  const wrong = await ask('POST', '/api/v1/sign-in/providers', {
    name: 'No Name',
    label: '',
    issuer: 'ftp://x',
    client_id: 5,
    scopes: 'email',
    create_roles: ['admin', 'king'],
    paused: 'yes',
    color: 'red',
  })
  assert.deepEqual(wrong.body.errors.map((one: { path: string }) => one.path).sort(), [
    'client_id',
    'client_secret',
    'color',
    'create_roles[0]',
    'create_roles[1]',
    'issuer',
    'label',
    'name',
    'paused',
    'scopes',
  ])
  const made = await ask('POST', '/api/v1/sign-in/providers', given())
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const list = await ask('GET', '/api/v1/sign-in/providers')
  assert.ok(!JSON.stringify(list.body).includes(client.secret))
  assert.ok(
    !(await base.db.text(sql`select t::text from login_provider t`))!.includes(client.secret),
    'sealed at rest',
  )
  assert.deepEqual((await (await fetch(`${ours}/api/auth/ways`)).json()).sso, [
    { name: 'house', label: '示例门户' },
  ])
})

test('whoever has the verified address of a person is that person, and goes on to where they wanted', async () => {
  const walker = new Walker()
  const back = await walker.away('mei-there', '?next=/o/invoice%3Fview=mine')
  assert.match(back, /\/callback\?code=/)
  const home = await walker.visit(back)
  assert.equal(home.headers.get('location'), '/o/invoice?view=mine')
  assert.equal(await whoIs(walker), mei)
  const again = new Walker()
  house.people.set('mei-there', { email: 'renamed@sample.example', email_verified: true })
  await again.visit(await again.away('mei-there'))
  assert.equal(await whoIs(again), mei, 'from now on it is the subject that counts')
  house.people.set('someone-else', { email: 'mei@sample.example', email_verified: true })
  const other = new Walker()
  assert.equal(
    problemOf(await other.visit(await other.away('someone-else'))),
    'sso-no-account',
    'an address handed on over there hands on no account',
  )
})

test('an address that the other house did not verify opens nothing', async () => {
  const walker = new Walker()
  assert.equal(problemOf(await walker.visit(await walker.away('mallory'))), 'sso-not-verified')
  assert.equal(await whoIs(walker), null)
  const silent = new Walker()
  assert.equal(
    problemOf(await silent.visit(await silent.away('nobody-said-anything'))),
    'sso-not-verified',
  )
})

test('an answer counts once, in the browser that asked, with its own state', async () => {
  const victim = new Walker()
  const back = await victim.away('mei-there')
  const thief = new Walker()
  assert.equal(problemOf(await thief.visit(back)), 'sign-in-over', 'another browser')
  const changed = new URL(back)
  changed.searchParams.set('state', 'other')
  const twice = new Walker()
  const own = new URL(await twice.away('mei-there'))
  own.searchParams.set('state', 'other')
  assert.equal(problemOf(await twice.visit(own.href)), 'sso-failed')
  assert.equal((await victim.visit(back)).headers.get('location'), '/')
  assert.equal(problemOf(await victim.visit(back)), 'sign-in-over', 'a second time')
  const forged = new Walker()
  const issuer = new URL(await forged.away('mei-there'))
  issuer.searchParams.set('iss', 'https://evil.example')
  assert.equal(problemOf(await forged.visit(issuer.href)), 'sso-failed', 'another issuer')
  const no = new Walker()
  await no.visit(`${ours}/api/auth/sso/house`)
  assert.equal(
    problemOf(await no.visit(`${ours}/api/auth/sso/house/callback?error=access_denied`)),
    'sso-failed',
  )
})

test('where one wanted to go is an address of ours, or the first page', async () => {
  for (const [next, goes] of [
    ['//evil.example', '/'],
    ['/%5Cevil.example', '/'],
    ['https://evil.example', '/'],
    ['/%09/evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/o/lead', '/o/lead'],
  ] as const) {
    const walker = new Walker()
    assert.equal(
      (await walker.visit(await walker.away('mei-there', `?next=${next}`))).headers.get('location'),
      goes,
      next,
    )
  }
})

test('whom we do not know is turned away, or gets an account with the roles that the provider may give', async () => {
  const walker = new Walker()
  assert.equal(problemOf(await walker.visit(await walker.away('new-there'))), 'sso-no-account')
  assert.equal(
    (await ask('PATCH', '/api/v1/sign-in/providers/house', { create_roles: ['sales'] })).status,
    200,
  )
  await walker.visit(await walker.away('new-there'))
  const id = await whoIs(walker)
  const [row] = await base.db.query<{ name: string; email: string; roles: string[] }>(
    sql`select name, email, roles from person where id = ${id}::uuid`,
  )
  assert.deepEqual(row, { name: '示例新人', email: 'new@sample.example', roles: ['sales'] })
})

test('a second factor of one’s own is still asked for, unless the other house is said to ask for one', async () => {
  await ask('PUT', '/api/v1/sign-in/rules', { second_factor_roles: ['finance'] })
  const walker = new Walker()
  const home = new URL(
    (await walker.visit(await walker.away('mei-there', '?next=/inbox'))).headers.get('location')!,
    ours,
  )
  assert.equal(await whoIs(walker), null)
  assert.equal(home.pathname + home.search, '/sign-in?next=%2Finbox')
  assert.equal(JSON.parse(Buffer.from(home.hash.slice(1), 'base64url').toString()).next, 'enrol')
  await ask('PATCH', '/api/v1/sign-in/providers/house', { second_factor: true })
  await walker.visit(await walker.away('mei-there'))
  assert.equal(await whoIs(walker), mei)
  await ask('PUT', '/api/v1/sign-in/rules', { second_factor_roles: [] })
})

test('who has left does not come back through the other house', async () => {
  await base.db.query(sql`update person set active = false where id = ${mei}::uuid`)
  login.forget()
  const walker = new Walker()
  assert.equal(problemOf(await walker.visit(await walker.away('mei-there'))), 'sso-no-account')
  await base.db.query(sql`update person set active = true where id = ${mei}::uuid`)
  login.forget()
})

/** A token as a provider writes it: its claims, signed by whom, and how the head says that it is signed. */
function tokenOf(
  claims: object,
  {
    key,
    alg = 'RS256',
    kid = 'first',
  }: { key: KeyObject | string | null; alg?: string; kid?: string },
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg, typ: 'JWT', kid })}.${part(claims)}`
  const signature =
    key === null
      ? ''
      : typeof key === 'string'
        ? createHmac('sha256', key).update(text).digest('base64url')
        : sign('sha256', Buffer.from(text), key).toString('base64url')
  return `${text}.${signature}`
}

test('what the other house did not sign for us, now and for this very question opens nothing', async () => {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let answer = ''
  const liar = createServer((request, response) => {
    const at = new URL(request.url!, issuer).pathname
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify(
        at === '/keys'
          ? {
              keys: [
                {
                  ...own.publicKey.export({ format: 'jwk' }),
                  kid: 'first',
                  alg: 'RS256',
                  use: 'sig',
                },
              ],
            }
          : at === '/token'
            ? { access_token: 'a', token_type: 'bearer', expires_in: 60, id_token: answer }
            : {
                issuer,
                authorization_endpoint: `${issuer}/go`,
                token_endpoint: `${issuer}/token`,
                jwks_uri: `${issuer}/keys`,
                response_types_supported: ['code'],
                subject_types_supported: ['public'],
                id_token_signing_alg_values_supported: ['RS256'],
              },
      ),
    )
  })
  await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(liar.address() as AddressInfo).port}`
  try {
    const made = await ask('POST', '/api/v1/sign-in/providers', {
      ...given(),
      name: 'liar',
      issuer,
    })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const now = Math.floor(Date.now() / 1000)
    const come = async (
      change: object,
      signed: Parameters<typeof tokenOf>[1],
    ): Promise<{ who: string | null; problem: string | null }> => {
      const walker = new Walker()
      const away = await walker.visit(`${ours}/api/auth/sso/liar`)
      const asked = new URL(away.headers.get('location')!).searchParams
      answer = tokenOf(
        {
          iss: issuer,
          aud: client.id,
          sub: 'mei-here',
          iat: now,
          exp: now + 60,
          nonce: asked.get('nonce'),
          email: 'mei@sample.example',
          email_verified: true,
          ...change,
        },
        signed,
      )
      const back = await walker.visit(
        `${asked.get('redirect_uri')}?code=x&state=${asked.get('state')}`,
      )
      return { who: await whoIs(walker), problem: problemOf(back) }
    }
    for (const [what, change, signed] of [
      ['signed by somebody else', {}, { key: stranger.privateKey }],
      ['signed by a key that there is not', {}, { key: stranger.privateKey, kid: 'second' }],
      ['not signed', {}, { key: null, alg: 'none' }],
      ['a signature that is empty', {}, { key: null }],
      ['signed with our secret', {}, { key: client.secret, alg: 'HS256' }],
      [
        'signed with the public key as if it were a secret',
        {},
        { key: own.publicKey.export({ type: 'spki', format: 'pem' }), alg: 'HS256' },
      ],
      ['over', { exp: now - 3600, iat: now - 7200 }, { key: own.privateKey }],
      ['for somebody else', { aud: 'another' }, { key: own.privateKey }],
      ['by another house', { iss: 'https://evil.example' }, { key: own.privateKey }],
      ['to another question', { nonce: 'another' }, { key: own.privateKey }],
      ['to no question', { nonce: undefined }, { key: own.privateKey }],
      ['about nobody', { sub: '' }, { key: own.privateKey }],
    ] as [string, object, Parameters<typeof tokenOf>[1]][]) {
      assert.deepEqual(await come(change, signed), { who: null, problem: 'sso-failed' }, what)
      // Whoever only reads what stands in it would have let them in.
      const [, claims] = answer.split('.')
      assert.equal(
        JSON.parse(Buffer.from(claims!, 'base64url').toString()).email,
        'mei@sample.example',
      )
    }
    assert.equal((await come({}, { key: own.privateKey })).who, mei, 'a sound one opens')
    assert.equal((await ask('DELETE', '/api/v1/sign-in/providers/liar')).status, 204)
  } finally {
    liar.closeAllConnections()
    await new Promise<void>((resolve) => liar.close(() => resolve()))
  }
})

test('a provider that is paused or removed vouches no more, and what it let in ends', async () => {
  const walker = new Walker()
  await walker.visit(await walker.away('mei-there'))
  assert.equal(await whoIs(walker), mei)
  await ask('PATCH', '/api/v1/sign-in/providers/house', { paused: true })
  assert.equal(problemOf(await walker.visit(`${ours}/api/auth/sso/house`)), 'not-found')
  assert.deepEqual((await (await fetch(`${ours}/api/auth/ways`)).json()).sso, [])
  assert.equal((await ask('DELETE', '/api/v1/sign-in/providers/house')).status, 204)
  assert.equal(await whoIs(walker), null)
  assert.equal(await base.db.text(sql`select count(*)::text from login_identity`), '0')
})
