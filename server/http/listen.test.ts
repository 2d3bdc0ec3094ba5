// Are many who come at once taken in together, and is a port that somebody else has told?
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import fastify from 'fastify'
import { freePort } from '#server/database/free-port.ts'
import { StartRefused } from '#server/database/start-refusal.ts'
import { listen } from './listen.ts'

const host = '127.0.0.1'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('of a crowd at the door many are taken in at each turn of the loop, not one', async () => {
  const port = await freePort()
  const server = fastify()
  let taken = 0
  server.server.on('connection', () => taken++)
  await listen(server, { port, host })
  const sockets: Socket[] = Array.from({ length: 200 }, () => connect(port, host))
  let most = 0
  while (taken < sockets.length) {
    const before = taken
    await turn()
    most = Math.max(most, taken - before)
  }
  // Elsewhere ports are not shared by sockets: one door, as Node has it.
  assert.ok(most > (process.platform === 'linux' ? 4 : 0), `at most ${most} in a turn`)
  for (const socket of sockets) socket.destroy()
  await server.close()
})

test('whoever comes by any door is answered, and after the end nobody is taken in', async () => {
  const port = await freePort()
  const server = fastify()
  server.get('/', async () => ({ ok: true }))
  await listen(server, { port, host })
  const answers = await Promise.all(
    Array.from({ length: 60 }, () =>
      fetch(`http://${host}:${port}/`, { headers: { connection: 'close' } }),
    ),
  )
  assert.deepEqual([...new Set(answers.map((one) => one.status))], [200])
  await server.close()
  await assert.rejects(fetch(`http://${host}:${port}/`))
})

test('a port that another server has is told, although sockets of one server share theirs', async () => {
  const port = await freePort()
  const [one, other] = [fastify(), fastify()]
  await listen(one, { port, host })
  await assert.rejects(
    listen(other, { port, host }),
    (error) => error instanceof StartRefused && error.code === 'port-in-use',
  )
  await one.close()
})
