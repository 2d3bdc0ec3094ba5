// Can an address that somebody configured reach what only this machine should reach?
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { isPrivate } from './private-address.ts'
import { type Door, neverCalled, publicDoor, sendOut } from './send-out.ts'

let server: Server
let base: string
const heard: string[] = []
/** A door to this test's own server, and to nothing else of the machine. */
const door = (more: Partial<Door> = {}): Door => ({
  ...publicDoor,
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  forbidden: (address) => address !== '127.0.0.1',
  ...more,
})

before(async () => {
  server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers['x-secret'] ?? ''}`)
    if (request.url === '/away')
      return void response.writeHead(302, { location: 'http://10.0.0.1/inside' }).end()
    if (request.url === '/round') return void response.writeHead(307, { location: '/round' }).end()
    if (request.url === '/other')
      return void response
        .writeHead(307, {
          location: `http://other.example:${(server.address() as AddressInfo).port}/end`,
        })
        .end()
    if (request.url === '/slow') return
    if (request.url === '/large') return void response.end('x'.repeat(1_000_000))
    response.end('hello')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://example.test:${(server.address() as AddressInfo).port}`
})
after(() => {
  server.closeAllConnections()
  server.close()
})

test('private addresses are refused in every way of writing them', async () => {
  for (const address of [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest',
    'http://0.0.0.0/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://localhost/',
    'http://localhost./',
    'http://app.localhost:3000/',
  ]) {
    await assert.rejects(sendOut(address), { code: 'address-refused' }, address)
    assert.equal(neverCalled(address), true, address)
  }
  for (const address of [
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://x',
    'nonsense',
    'http://user:secret@example.com/',
  ]) {
    await assert.rejects(sendOut(address), { code: 'address-refused' }, address)
    assert.equal(neverCalled(address), true, address)
  }
})

test('what a name leads to is not said by its words', () => {
  for (const address of [
    'https://hooks.example/in',
    'http://1.1.1.1/',
    'http://localhost.example/',
  ])
    assert.equal(neverCalled(address), false, address)
})

test('public addresses are not private', () => {
  for (const address of ['1.1.1.1', '8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])
    assert.equal(isPrivate(address), false, address)
})

test('one private address among those of a name is enough to refuse it', async () => {
  await assert.rejects(
    sendOut(
      'http://rebound.example/',
      {},
      {
        ...publicDoor,
        resolve: async () => [
          { address: '1.1.1.1', family: 4 },
          { address: '10.0.0.1', family: 4 },
        ],
      },
    ),
    { code: 'address-refused' },
  )
})

test('the name is asked once: what was checked is what is called', async () => {
  let asked = 0
  const answer = await sendOut(
    `${base}/ok`,
    { body: '{}' },
    door({
      resolve: async () =>
        ++asked === 1
          ? [{ address: '127.0.0.1', family: 4 }]
          : [{ address: '10.0.0.1', family: 4 }],
    }),
  )
  assert.deepEqual([answer, asked], [{ status: 200, type: '', text: 'hello' }, 1])
})

test('a redirect is checked anew, and ends after a few', async () => {
  await assert.rejects(sendOut(`${base}/away`, {}, door()), { code: 'address-refused' })
  await assert.rejects(sendOut(`${base}/round`, {}, door()), { code: 'address-refused' })
})

test('what one host was told in confidence is not told to the next', async () => {
  heard.length = 0
  await sendOut(`${base}/other`, { headers: { 'x-secret': 'hush' } }, door())
  assert.deepEqual(heard, ['POST /other hush', 'POST /end '])
})

test('a slow answer ends, a large one is cut', async () => {
  await assert.rejects(sendOut(`${base}/slow`, {}, door({ timeMs: 200 })))
  assert.equal((await sendOut(`${base}/large`, {}, door({ most: 1000 }))).text.length, 1000)
})
