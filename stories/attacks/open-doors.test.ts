// What does somebody without a name reach with hostile words, where the door is open to all?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { raw, sql } from '#kernel/sql.ts'
import { type Answer, type Attacked, attacked, password } from './attacked.ts'

let it: Attacked
before(async () => {
  it = await attacked()
  await it.hire('root', ['admin'])
  await it.people.root!.create('lead', { name: 'KANARI7742' })
  const form = await it.people.root!.create('lead_form', {
    name: 'KANARI7742',
    address: 'fair',
    title_zh: '展会',
  })
  await it.people.root!.act('lead_form', form.id, 'move', { to: 'open' })
})
after(() => it.close())

/** Each once let somebody in elsewhere, or ended a server: SQL, templates, markup, names of objects, ends of lines, lengths. */
const words = [
  `' or '1'='1`,
  `first@sample.example' --`,
  `'; drop table person; --`,
  `" union select hash from login_session --`,
  `\\'; select pg_sleep(9); --`,
  '$1',
  '%',
  '{{7007*7007}}${7007*7007}',
  `"><script>globalThis.evil=1</script>`,
  'first@sample.example\r\nBcc: evil@evil.example',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'a\0b',
  '\ud800',
  'first@sample.example,evil@evil.example',
  'x'.repeat(100_000),
] as const
const shapes = [
  null,
  true,
  -0,
  1e308,
  [],
  ['a'],
  {},
  { $ne: null },
  { toString: 'x' },
  [[[[]]]],
] as const

let visitor = 0
/** Each from another address, so that no count of tries stands before what is tried. */
async function knock(method: 'GET' | 'POST', url: string, body?: unknown): Promise<Answer> {
  const answer = await it.server.inject({
    method,
    url,
    remoteAddress: `198.51.${(++visitor >> 8) % 256}.${visitor % 256}`,
    headers: {
      'user-agent': words[visitor % 9]!,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  const told = `${method} ${url.slice(0, 200)} ${JSON.stringify(body)?.slice(0, 200)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  assert.ok(answer.statusCode < 500, told)
  for (const cookie of [answer.headers['set-cookie'] ?? []].flat())
    assert.doesNotMatch(cookie, /session=[^;]/, `somebody is in: ${told}`)
  assert.doesNotMatch(answer.body, /KANARI7742|"who":\{|49098049|\.ts:\d|syntax error|login_/, told)
  // What is said back is said as data, never as a page.
  if (String(answer.headers['content-type']).includes('html'))
    assert.doesNotMatch(answer.body, /globalThis\.evil/, told)
  for (const name of ['location', 'set-cookie'])
    assert.doesNotMatch(String(answer.headers[name]), /evil\.example|[\r\n]/, told)
  return answer
}

/** The fields of each open address that takes a body. */
const fields: Readonly<Record<string, readonly string[]>> = {
  '/api/auth/sign-in/email': ['email', 'password'],
  '/api/auth/sign-in/second': ['ticket', 'code', 'recovery', 'passkey'],
  '/api/auth/sign-in/second/passkey': ['ticket'],
  '/api/auth/sign-in/enrol': ['ticket'],
  '/api/auth/sign-in/enrol/confirm': ['ticket', 'code'],
  '/api/auth/sign-in/passkey/challenge': [],
  '/api/auth/sign-in/passkey': ['ticket', 'passkey'],
  '/api/auth/sign-out': [],
  '/api/auth/link': ['token'],
  '/api/auth/password': ['token', 'password'],
  '/api/auth/recover': ['email'],
  '/api/setup': ['company', 'name', 'email', 'password', 'sample'],
  '/api/v1/hooks/:name': ['id'],
  '/api/forms/:address': ['token', 'answers', 'agreed', 'trap', 'marks', 'page'],
  '/api/offers/open': ['token'],
  '/api/offers/answer': ['token', 'page', 'kind', 'name', 'said', 'agreed', 'signature'],
}

const everything = async (): Promise<string> => {
  const [row] = await it.firm.world.db.query<{ all: string }>(
    sql`select concat((select md5(string_agg(t::text, '' order by id)) from person t), (select count(*) from login_session), (select count(*) from login_account), (select count(*) from lead), (select count(*) from model_version), (select count(*) from setting)) as all`,
  )
  return row!.all
}

test('hostile words at every open address are answered with a no, let nobody in and change nothing', async () => {
  const doors = it.routes.filter((route) => route.gate === 'open')
  assert.deepEqual(
    doors.flatMap((route) => (route.method === 'POST' ? [route.url] : [])).sort(),
    Object.keys(fields).sort(),
  )
  const before = await everything()
  for (const { method, url } of doors)
    for (const [i, word] of words.entries()) {
      const coded = word.isWellFormed() ? encodeURIComponent(word.slice(0, 3000)) : '%ED%A0%80'
      const address = url.replace(/:\w+/, coded.slice(0, 190))
      if (method === 'GET') {
        await knock('GET', `${address}?next=${coded}&code=${coded}&state=${coded}&iss=${coded}`)
        continue
      }
      // A password is stretched before anything is said of it, also for nobody: a few of them are enough.
      const names = fields[url]!.filter(() => !fields[url]!.includes('password') || i % 4 === 1)
      for (const name of names)
        await knock('POST', address, {
          ...Object.fromEntries(fields[url]!.map((one) => [one, 'x'])),
          [name]: word,
        })
    }
  for (const url of Object.keys(fields))
    for (const shape of shapes) {
      const at = url.replace(':name', 'x').replace(':address', 'fair')
      await knock('POST', at, shape)
      await knock('POST', at, Object.fromEntries(fields[url]!.map((name) => [name, shape])))
    }
  assert.equal(await everything(), before)
})

test('words that a statement would have taken for its own do open a naive door', async () => {
  const { db } = it.firm.world
  const naive = (email: string) =>
    db.query<{ name: string }>(
      // As many have written it: the text of the person inside the text of the statement.
      raw(`select name from person where email = '${email}'`),
    )
  assert.ok((await naive(words[0]!)).length > 1, 'everybody')
  assert.equal((await naive(words[1]!))[0]?.name, 'First')
  const answer = await knock('POST', '/api/auth/sign-in/email', { email: words[1], password })
  assert.equal(answer.statusCode, 401)
})
