// What do callers over HTTP get? Kept connections, a key, from a process of its own.
import { Agent, request } from 'node:http'
import { rate } from './workload.ts'

interface Job {
  port: number
  key: string
  calls: { method: string; path: string; body?: string }[]
  callers: number
  seconds: number
  unique?: boolean
}

process.on('message', async (job: Job) => {
  const agent = new Agent({ keepAlive: true, maxSockets: job.callers })
  const once = (i: number): Promise<boolean> => {
    const call = job.calls[i % job.calls.length]!
    const body = job.unique ? call.body?.replaceAll('#', `${process.pid}-${i}`) : call.body
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent,
          host: '127.0.0.1',
          port: job.port,
          method: call.method,
          path: call.path,
          headers: {
            authorization: `Bearer ${job.key}`,
            ...(body
              ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
              : {}),
          },
        },
        (answer) => {
          answer.resume()
          answer.on('end', () => resolve((answer.statusCode ?? 500) < 300))
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }
  const result = await rate(job.callers, job.seconds, once)
  agent.destroy()
  process.send!(result)
})
