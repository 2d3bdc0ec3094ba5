// Does the server hold where requests are not even well written: split in two ways, endless, slow, or in words of no protocol?
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Attacked, attacked } from './attacked.ts'

let it: Attacked
let port: number
before(async () => {
  it = await attacked()
  await it.hire('ann', ['sales'])
  port = Number(new URL(await it.server.listen({ port: 0, host: '127.0.0.1' })).port)
})
after(() => it.close())

async function line(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}
/** Everything that comes back until the server hangs up, or says nothing more after its first words. */
async function told(text: string): Promise<string> {
  const socket = await line()
  let heard = ''
  socket.on('data', (data) => (heard += data.toString('latin1')))
  const end = once(socket, 'close')
  const first = once(socket, 'data').then(() => new Promise((resolve) => setTimeout(resolve, 300)))
  socket.write(text, 'latin1')
  await Promise.race([end, first])
  socket.destroy()
  return heard
}
const statuses = (heard: string): number[] =>
  [...heard.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((found) => Number(found[1]))
const key = (): string => `Authorization: Bearer ${it.keys.ann}\r\n`

test('a request that two servers could cut at two places is answered once, with a no, and the line is closed', async () => {
  const hidden = 'GET /api/v1/people HTTP/1.1\r\nHost: x\r\n\r\n'
  for (const [what, head] of [
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n'],
    ['length and chunks', 'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n'],
    ['chunks written oddly', 'Transfer-Encoding: xchunked\r\n'],
    ['chunks not last', 'Transfer-Encoding: chunked, identity\r\n'],
    ['a blank before the colon', 'Content-Length : 5\r\n'],
    ['a length that is no number', 'Content-Length: +5\r\n'],
    ['a folded line', 'X-A: b\r\n c\r\nTransfer-Encoding:\r\n chunked\r\n'],
    ['a bare line end', 'X-A: b\nTransfer-Encoding: chunked\r\n'],
  ] as const) {
    const heard = await told(
      `POST /api/v1/query HTTP/1.1\r\nHost: x\r\n${key()}Content-Type: application/json\r\n${head}\r\n0\r\n\r\n${hidden}`,
    )
    const [first, ...more] = statuses(heard)
    assert.ok(
      first === 400 || first === 411 || first === 415 || first === 501,
      `${what}: ${heard.slice(0, 200)}`,
    )
    assert.deepEqual(more, [], `${what}: what was hidden in it was not answered`)
  }
})

test('a head without end, too many headers and words of no protocol are refused in a sentence', async () => {
  const large = await told(`GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`)
  assert.deepEqual(statuses(large), [413])
  for (const text of [
    'x\r\n\r\n',
    'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
  ]) {
    const heard = await told(text)
    assert.deepEqual(
      statuses(heard).filter((status) => status < 400 || status >= 500),
      [],
      heard,
    )
    assert.doesNotMatch(heard, /\bat .+\.ts:\d+|node_modules|Error:/)
  }
  for (const url of [
    '/api/v1/../../etc/passwd',
    '//evil.example/api',
    '/%2e%2e/%2e%2e/secrets.json',
    '/api/v1/lead/..%2f..%2fpeople',
    '/assets/..%5c..%5csecrets.json',
  ]) {
    const heard = await told(`GET ${url} HTTP/1.1\r\nHost: x\r\n${key()}Connection: close\r\n\r\n`)
    assert.doesNotMatch(heard, /root:|"session"|"secret":/, url)
    assert.ok(statuses(heard)[0]! < 500, heard.slice(0, 200))
  }
})

test('an address that cannot be read, and a form where there is none, are refused as everything else is', async () => {
  for (const [url, type, status] of [
    ['/api/v1/%ff%fe', 'application/json', 400],
    ['/api/v1/lead/%', 'application/json', 400],
    ['/%zz', 'application/json', 400],
    ['/api/v1/lead', 'multipart/form-data; boundary=x', 415],
    ['/api/v1/query', 'Multipart/Form-Data; boundary=x', 415],
  ] as const) {
    const heard = await told(
      `POST ${url} HTTP/1.1\r\nHost: x\r\n${key()}Content-Type: ${type}\r\nContent-Length: 2\r\n\r\n{}`,
    )
    assert.deepEqual(statuses(heard), [status], heard)
    assert.match(heard, /content-type: application\/problem\+json/i, url)
    assert.match(heard, new RegExp(`"code":"${status === 400 ? 'malformed' : 'wrong-media-type'}"`))
  }
})

test('whoever sends slowly takes nobody’s place, and has an end', async () => {
  const slow = await Promise.all(Array.from({ length: 300 }, line))
  for (const socket of slow)
    socket.write(
      `POST /api/v1/query HTTP/1.1\r\nHost: x\r\n${key()}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
    )
  const answers = await Promise.all(
    Array.from({ length: 60 }, () =>
      fetch(`http://127.0.0.1:${port}/api/v1/lead`, {
        headers: { authorization: `Bearer ${it.keys.ann}` },
      }),
    ),
  )
  assert.deepEqual(
    answers.filter((one) => one.status !== 200).map((one) => one.status),
    [],
  )
  await Promise.all(answers.map((one) => one.arrayBuffer()))
  const { requestTimeout, headersTimeout } = it.server.server
  assert.ok(requestTimeout > 0 && requestTimeout <= 600_000 && headersTimeout > 0)
  for (const socket of slow) socket.destroy()
})

/** One answer on the one line of the agent, read to its end. */
async function asked(agent: Agent, path: string, body: Buffer | null): Promise<number> {
  const sent = request({
    host: '127.0.0.1',
    port,
    agent,
    path,
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${it.keys.ann}`,
      ...(body && {
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': body.length,
      }),
    },
    signal: AbortSignal.timeout(10_000),
  }).end(body ?? undefined)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  await once(answer.resume(), 'end')
  return answer.statusCode!
}

test('after an upload that was refused while it came, the line takes the next call', async () => {
  const part = (name: string, size: number): string =>
    `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${'a'.repeat(size)}\r\n`
  const form = (...parts: string[]): Buffer => Buffer.from(`${parts.join('')}--b--\r\n`)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const spool = join(it.dataFolder, 'tmp')
  try {
    assert.equal(
      await asked(agent, '/api/v1/files', form(part('a', 10), part('b', 3_000_000))),
      400,
    )
    assert.equal(await asked(agent, '/api/health', null), 200)
    // Nothing can be taken in: where the folder should be, something else lies.
    await rm(spool, { recursive: true, force: true })
    await writeFile(spool, '')
    assert.equal(await asked(agent, '/api/v1/files', form(part('a', 3_000_000))), 503)
    assert.equal(await asked(agent, '/api/health', null), 200)
  } finally {
    await rm(spool, { recursive: true, force: true })
    agent.destroy()
  }
})
