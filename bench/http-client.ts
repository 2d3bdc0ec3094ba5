// What do callers over HTTP get? One kept connection each, a key, from a process of its own.
import { connect, type Socket } from 'node:net'
import { rate } from './workload.ts'

interface Call {
  readonly method: string
  readonly path: string
  readonly body?: string
}

interface Job {
  readonly port: number
  readonly key: string
  readonly calls: readonly Call[]
  readonly callers: number
  readonly seconds: number
  readonly unique?: boolean
}

process.on('message', async (job: Job) => {
  const callers = await Promise.all(Array.from({ length: job.callers }, () => caller(job.port)))
  const free = [...callers]
  const result = await rate(job.callers, job.seconds, async (i) => {
    const call = job.calls[i % job.calls.length]!
    const body = job.unique ? call.body?.replaceAll('#', `${process.pid}-${i}`) : call.body
    const one = free.pop()!
    const status = await one.ask(requestOf(call, job.key, body ?? ''))
    free.push(one)
    return status < 300
  })
  callers.forEach((one) => one.end())
  process.send!(result)
})

const requestOf = ({ method, path }: Call, key: string, body: string): string =>
  `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${key}\r\n${
    body ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` : ''
  }\r\n${body}`

/**
 * Written by hand, because the callers share the two cores with what they measure: a client of the library takes as much
 * of them as the reading of a record does. Answers the status of an answer that has come whole.
 */
async function caller(port: number): Promise<{
  ask(request: string): Promise<number>
  end(): void
}> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject)
  })
  let answered: (status: number) => void
  let failed: (error: Error) => void
  let status = 0
  /** Bytes of the answer that are still to come; null while its head is not there. */
  let missing: number | null = null
  let head = ''
  socket.on('data', (piece: Buffer) => {
    if (missing === null) {
      head += piece.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
      if (length === undefined && !head.startsWith('HTTP/1.1 204'))
        return void failed(new Error('an answer that does not say how long it is'))
      status = Number(head.slice(9, 12))
      missing = Number(length ?? 0) - (head.length - end - 4)
    } else missing -= piece.length
    if (missing > 0) return
    head = ''
    missing = null
    answered(status)
  })
  socket.on('close', () => failed?.(new Error('the server has closed a connection')))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        answered = resolve
        failed = reject
        socket.write(request)
      }),
    end: () => void socket.destroy(),
  }
}
