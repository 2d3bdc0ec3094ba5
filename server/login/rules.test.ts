// Do the small rules of the sign-in hold: passwords, addresses, memory, the line before the passwords?
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'node:test'
import { clientAddress } from './client-address.ts'
import { bearerOf, cookieOf } from './cookie.ts'
import { wasLeaked } from './guessed.ts'
import { hashPassword, passwordFits } from './password.ts'
import { weaknessOf } from './password-rules.ts'
import { Remembered } from './remembered.ts'
import { networkOf } from './tries.ts'
import { Turnstile } from './turnstile.ts'

test('ten characters, or eight of two kinds, make a password; what everybody guesses does not', () => {
  for (const fine of [
    'correct horse',
    'kx7mbq92',
    '蓝色的自行车在雨里走',
    'Sturdy-Bridge-42',
    '密码很长很安全啊1',
    'p'.repeat(3) + 'qzkwvnm',
  ])
    assert.equal(weaknessOf(fine), null, fine)
  for (const weak of ['', 'a', 'kx7mbq9', 'kxmbqwzv', '83920571', '密码很安全'])
    assert.equal(weaknessOf(weak)?.code, 'weak-password', weak)
  for (const common of [
    'Password1',
    'P@ssw0rd',
    'admin@2026',
    'Admin123456',
    'qwertyuiop',
    '1234567890',
    '0987654321',
    'abcdefghij',
    'aaaaaaaaaa',
    'abcabcabcabc',
    '5201314520',
    'woaini1314',
    'openltc2026',
    'Huawei@123',
  ])
    assert.equal(weaknessOf(common)?.code, 'common-password', common)
  assert.equal(weaknessOf('x1'.repeat(65))?.code, 'too-long')
})

test('a stored password that is not in our writing fits nothing, and ends nothing', async () => {
  const hash = await hashPassword('correct horse')
  assert.ok(await passwordFits(hash, 'correct horse'))
  for (const other of [
    '',
    'x',
    hash.slice(0, -1),
    hash.replace(/^[^:]*/, '0.0.0'),
    hash.split(':').slice(1).join(':'),
  ])
    assert.equal(await passwordFits(other, 'correct horse'), false, other.slice(0, 20))
})

test('what leaked is refused without asking anybody outside, as it is and with a year behind it; what did not is taken', () => {
  for (const leaked of [
    'sunshine1',
    'liverpool1',
    'Chocolate1',
    'butterfly2024',
    'Starwars!1',
    'jordan23!',
  ])
    assert.equal(weaknessOf(leaked)?.code, 'common-password', leaked)
  const signs = 'abcdefghijklmnopqrstuvwxyz0123456789'
  let wrongly = 0
  for (let i = 0; i < 20_000; i++)
    if (wasLeaked(Array.from({ length: 10 }, () => signs[randomInt(signs.length)]).join('')))
      wrongly++
  assert.ok(wrongly <= 4, `${wrongly} of 20,000`)
})

test('the own name, e-mail or company is no password', () => {
  const own = ['Zhang Sample', 'zhangsample@firm.example', '示例制造有限公司上海']
  for (const password of [
    'zhangsample@firm.example',
    'ZhangSample',
    'zhangsample12',
    'Zhang Sample',
    '示例制造有限公司上海',
  ])
    assert.equal(weaknessOf(password, own)?.code, 'common-password', password)
  assert.equal(weaknessOf('zhangsample rides east', own), null)
})

test('an address is what a proxy of ours says last, or the peer itself', () => {
  assert.equal(clientAddress('203.0.113.5', '192.0.2.1', false), '203.0.113.5')
  assert.equal(clientAddress('127.0.0.1', undefined, false), '127.0.0.1')
  assert.equal(clientAddress('::ffff:127.0.0.1', 'made up, 192.0.2.1', false), '192.0.2.1')
  assert.equal(clientAddress('172.18.0.2', '192.0.2.1', false), '172.18.0.2')
  assert.equal(clientAddress('172.18.0.2', '192.0.2.1', true), '192.0.2.1')
  assert.equal(clientAddress('127.0.0.1', 'x'.repeat(9_000), false).length, 100)
})

test('of IPv6 the network counts, however the address is written', () => {
  assert.equal(networkOf('2001:db8:1:2::5'), networkOf('2001:0DB8:0001:2:ffff:eeee:1:9'))
  assert.notEqual(networkOf('2001:db8:1:2::5'), networkOf('2001:db8:1:3::5'))
  assert.equal(networkOf('::1'), networkOf('0:0:0:0:0:0:0:1'))
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1')
  assert.notEqual(networkOf('192.0.2.1'), networkOf('192.0.2.2'))
})

test('a cookie is found among others and never under a similar name', () => {
  assert.equal(cookieOf('a=1; openltc_session=x.y%3D; b=2'), 'x.y%3D')
  assert.equal(cookieOf('xopenltc_session=x; openltc_session2=y; openltc_session'), null)
  assert.equal(cookieOf(undefined), null)
  assert.equal(bearerOf('Bearer'), '')
  assert.equal(bearerOf('bearer  abc '), 'abc')
  assert.equal(bearerOf('Basic abc'), null)
  assert.equal(bearerOf('Bearerabc'), null)
})

test('what changed while it was being read is not remembered', async () => {
  const memory = new Remembered<string>(1_000)
  let finish: (value: string) => void = () => {}
  const old = memory.get('a', () => new Promise((done) => (finish = done)))
  memory.forget()
  const fresh = memory.get('a', async () => 'new')
  finish('old')
  assert.equal(await old, 'old')
  assert.equal(await fresh, 'new')
  assert.equal(await memory.get('a', async () => 'not asked'), 'new')
})

test('nothing is remembered for long, "nothing" and failures not at all', async () => {
  const memory = new Remembered<number>(20, 2)
  assert.equal(await memory.get('a', async () => null), null)
  await assert.rejects(
    async () =>
      memory.get('a', async () => {
        throw new Error('busy')
      }),
    /busy/,
  )
  assert.equal(await memory.get('a', async () => 1), 1)
  assert.equal(await memory.get('a', async () => 2), 1)
  await pause(25)
  assert.equal(await memory.get('a', async () => 3), 3)
  for (const key of ['b', 'c']) await memory.get(key, async () => 4)
  assert.equal(await memory.get('a', async () => 5), 5, 'the oldest made room')
})

test('at most so many passwords are looked at together, and the line has an end', async () => {
  const gate = new Turnstile(2, 3)
  let [inside, most] = [0, 0]
  const work = () =>
    gate.pass(async () => {
      most = Math.max(most, ++inside)
      await pause(5)
      inside--
    })
  const ends = await Promise.allSettled(Array.from({ length: 7 }, work))
  assert.equal(most, 2)
  assert.equal(ends.filter((end) => end.status === 'fulfilled').length, 5)
  for (const end of ends) if (end.status === 'rejected') assert.equal(end.reason.code, 'busy')
  await assert.rejects(
    gate.pass(async () => {
      throw new Error('x')
    }),
    /x/,
  )
  await Promise.all([work(), work(), work()])
  assert.equal(inside, 0)
})
