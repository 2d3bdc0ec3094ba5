// Does whoever owns the machine get somebody back in who lost their password or their second factor?
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from '#kernel/sql.ts'
import { happeningsOf } from '#server/login/sign-in-log.ts'
import { type Answer, type Attacked, attacked, password } from './attacks/attacked.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const email = 'first@sample.example'
let it: Attacked
before(async () => {
  it = await attacked()
})
after(() => it.close())

/** The command, as its owner types it. */
async function openltc(
  words: readonly string[],
  input = '',
): Promise<[number | null, string, string]> {
  const { host, port, user, database, password: secret = '' } = it.firm.base.connection
  const child = spawn(process.execPath, [join(repository, 'server/cli/openltc.ts'), ...words], {
    env: {
      DATA_DIR: it.dataFolder,
      OPENLTC_SCHEMA: 'test',
      BASE_URL: 'https://crm.sample.example',
      DATABASE_URL: `postgres://${user}:${encodeURIComponent(secret)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
    },
  })
  let [out, said] = ['', '']
  child.stdout.on('data', (data) => (out += String(data)))
  child.stderr.on('data', (data) => (said += String(data)))
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return [code, out, said]
}

const post = (url: string, body: unknown, cookie?: string): Promise<Answer> =>
  it.knock(null, {
    method: 'POST',
    url,
    body,
    headers: { origin: 'http://localhost:80', host: 'localhost:80', ...(cookie && { cookie }) },
  })
const signIn = (word: string): Promise<Answer> =>
  post('/api/auth/sign-in/email', { email, password: word })
const cookieOf = (answer: Answer): string => String(answer.headers['set-cookie']).split(';')[0]!
const isIn = async (cookie: string): Promise<boolean> =>
  (await it.knock(null, { url: '/api/v1/account', headers: { cookie } })).statusCode === 200

test('a new password is read from the pipe, the old one is over, and every session has ended at once', async () => {
  const cookie = cookieOf(await signIn(password))
  assert.ok(await isIn(cookie))
  const [code, out, said] = await openltc(['user', 'password', '--email', email], 'new one 77\n')
  assert.equal(code, 0, said)
  assert.equal(out, '')
  assert.ok(!(await isIn(cookie)))
  assert.notEqual((await signIn(password)).statusCode, 200)
  assert.equal((await signIn('new one 77')).statusCode, 200)
})

test('or a link is printed that counts once, and sessions end with it', async () => {
  const cookie = cookieOf(await signIn('new one 77'))
  const [code, out] = await openltc(['user', 'password', '--email', email.toUpperCase(), '--link'])
  assert.equal(code, 0)
  assert.ok(!(await isIn(cookie)))
  const token = /^https:\/\/crm\.sample\.example\/new-password#([\w-]{43})\n$/.exec(out)?.[1]
  assert.ok(token, out)
  const chosen = { token, password: 'Calm-River-2031' }
  assert.equal((await post('/api/auth/password', chosen)).statusCode, 200)
  assert.equal((await signIn('Calm-River-2031')).statusCode, 200)
  assert.equal((await post('/api/auth/password', chosen)).json().code, 'link-over')
})

test('a lost second factor is taken away', async () => {
  const { id } = (await it.firm.system.list('person', `email = "${email}"`))[0]!
  await it.firm.base.db.query(
    sql`insert into login_totp (person, secret, step, created_at) values (${id}::uuid, 'sealed', 0, now())`,
  )
  assert.equal((await signIn('Calm-River-2031')).json().who, undefined)
  const [code, , said] = await openltc(['user', 'second-factor', '--email', email])
  assert.equal(code, 0, said)
  assert.ok(await isIn(cookieOf(await signIn('Calm-River-2031'))))
  const log = await happeningsOf(it.firm.base.db, id)
  const told = new Set(log.filter((one) => one.by?.name === 'OpenLTC').map((one) => one.kind))
  assert.deepEqual([...told].sort(), ['password_set', 'recovery_asked', 'second_removed'])
})

test('nobody by that e-mail, or nothing piped in: one sentence and nothing done', async () => {
  const cases = [
    [['user', 'password', '--email', 'nobody@sample.example', '--link'], /没有邮箱/],
    [['user', 'password', '--email', email], /没有密码/],
    [['user', 'second-factor', '--email', 'nobody@sample.example'], /nobody has/],
  ] as const
  const ends = await Promise.all(cases.map(([words]) => openltc(words)))
  ends.forEach(([code, out, said], i) => {
    assert.deepEqual([code, out], [1, ''])
    assert.match(said, cases[i]![1])
    assert.doesNotMatch(said, / at .*\.ts/)
  })
})
