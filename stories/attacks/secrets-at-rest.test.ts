// Does a copy of everything that is stored – each table, each file, the log – let anybody in?
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { ident, sql } from '#kernel/sql.ts'
import { addProvider } from '#server/login/providers.ts'
import { issue } from '#server/login/tickets.ts'
import { type Attacked, attacked, password } from './attacked.ts'

let it: Attacked
/** What lets somebody in, by what it is. */
const secrets = new Map<string, string>()
before(async () => {
  it = await attacked()
  await it.hire('root', ['admin'])
})
after(() => it.close())

/** As the person at their browser. */
async function at(cookie: string, url: string, payload: object): Promise<Record<string, unknown>> {
  const answer = await it.server.inject({
    method: 'POST',
    url,
    headers: { cookie, 'idempotency-key': crypto.randomUUID() },
    payload,
  })
  assert.ok(answer.statusCode < 300, `${url} ${answer.body}`)
  return answer.json()
}

/** Every row of every table of this database, as text, by the name of its table. */
async function tables(): Promise<Map<string, string>> {
  const { db } = it.firm.world
  const names = await db.query<{ schema: string; name: string }>(
    sql`select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  const texts = new Map<string, string>()
  for (const { schema, name } of names) {
    const [row] = await db.query<{ text: string }>(
      sql`select coalesce(string_agg(t::text, e'\n'), '') as text from ${ident(schema)}.${ident(name)} t`,
    )
    texts.set(name, row!.text)
  }
  return texts
}

/** Where a secret stands in the clear. */
async function found(): Promise<string[]> {
  const places = await tables()
  places.set('the log', it.log.join('\n'))
  const folder = it.dataFolder
  for (const name of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (name.isFile())
      places.set(name.name, await readFile(join(name.parentPath, name.name), 'latin1'))
  return [...places].flatMap(([place, text]) =>
    [...secrets].filter(([, secret]) => text.includes(secret)).map(([what]) => `${what}: ${place}`),
  )
}

test('passwords, sessions, keys, links, second factors and what other houses gave us stand nowhere in the clear', async () => {
  const { db } = it.firm.world
  const signed = await it.server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'first@sample.example', password },
  })
  const cookie = String([signed.headers['set-cookie']].flat()[0]).split(';')[0]!
  secrets.set('the password', password)
  secrets.set('the session', cookie.split('=')[1]!)
  const app = await at(cookie, '/api/v1/security/totp', {})
  secrets.set('the key of an app', String(app.secret))
  secrets.set('the ticket', String(app.ticket))
  assert.deepEqual(await found(), [], 'while its owner has not confirmed it')
  const confirmed = await at(cookie, '/api/v1/security/totp/confirm', {
    ticket: app.ticket,
    code: new TOTP({ secret: Secret.fromBase32(String(app.secret)) }).generate(),
  })
  for (const code of confirmed.recovery as string[]) secrets.set(`code ${code}`, code)
  const key = await at(cookie, '/api/v1/keys', { name: 'A program' })
  secrets.set('the key of a program', String(key.key))
  await at(cookie, '/api/v1/model/publish', {
    note: '',
    changes: {
      automations: {
        door: {
          label: { zh: '门', en: 'Door' },
          when: { on: 'webhook', object: 'lead' },
          steps: [{ do: 'create', object: 'lead', set: { name: '"x"' } }],
        },
      },
    },
  })
  const hook = await at(cookie, '/api/v1/model/automations/door/token', {})
  secrets.set('the token of a hook', String(hook.token))
  const root = it.people.root!.who.id
  const link = await at(cookie, `/api/v1/people/${root}/invitation`, { by: 'link' })
  secrets.set('an invitation', String(link.token))
  secrets.set('a link for a new password', (await issue(db, 'recovery', root)).token)
  secrets.set('the secret of another house', 'Sample-House-Secret-77')
  await addProvider(db, it.login.hands.secrets(), {
    name: 'house',
    label: 'House',
    issuer: 'https://house.sample.example',
    client_id: 'openltc',
    client_secret: 'Sample-House-Secret-77',
    settings: {
      scopes: 'openid email',
      intranet: false,
      trust_email: false,
      second_factor: false,
      paused: false,
      create_roles: null,
    },
  })
  assert.ok(secrets.size > 15, `${secrets.size}`)
  assert.deepEqual(await found(), [])
})

test('such a search finds what is kept as it is', async () => {
  const { db } = it.firm.world
  for (const [what, secret] of secrets)
    await db.query(
      sql`insert into setting (name, value) values (${`naive ${what}`}, ${JSON.stringify(secret)}::json)`,
    )
  assert.equal((await found()).length, secrets.size)
})
