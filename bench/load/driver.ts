// What do a thousand open windows see? Calls at a given rate, whether or not earlier ones are answered, from a process of its own.
import { Agent, type ClientRequest, request } from 'node:http'
import { generator } from '../fill.ts'
import type { Session } from './company.ts'
import { callOf } from './mix.ts'

export interface Job {
  readonly port: number
  readonly sessions: readonly Session[]
  readonly perSecond: number
  readonly seconds: number
  readonly seed: number
}
export interface Times {
  readonly n: number
  /** ms from the moment the call was due, so that a stall counts for all that waited through it. */
  readonly p50: number
  readonly p99: number
  readonly max: number
}
export interface Outcome {
  readonly kinds: Readonly<Record<string, Times>>
  readonly all: Times
  /** Answers that were no success, by status; `0` = no answer at all. */
  readonly failed: Readonly<Record<string, number>>
  /** The first few of them in words. */
  readonly said: readonly string[]
  /** 503 without Retry-After. */
  readonly rude: number
  /** How long those waited who were sent away. */
  readonly away: Times
  readonly answered: number
  readonly news: number
  /** By second in which they were due: answered well, of these later than a second, not answered well, and the slowest. */
  readonly seconds: readonly {
    readonly good: number
    readonly late: number
    readonly bad: number
    readonly worst: number
  }[]
}

type Message = { readonly open: Pick<Job, 'port' | 'sessions'> } | { readonly run: Job }

const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 2000 })
const streams: ClientRequest[] = []
let news = 0

/** A stream of live events for each session; answers when all are open. */
async function open({ port, sessions }: Pick<Job, 'port' | 'sessions'>): Promise<void> {
  for (let from = 0; from < sessions.length; from += 50)
    await Promise.all(
      sessions.slice(from, from + 50).map(
        (session) =>
          new Promise<void>((resolve, reject) => {
            const stream = request(
              {
                host: '127.0.0.1',
                port,
                path: '/api/v1/events',
                headers: { cookie: session.cookie },
              },
              (answer) => {
                if (answer.statusCode !== 200)
                  reject(new Error(`a stream of events was answered with ${answer.statusCode}`))
                answer.on('data', (part: Buffer) => {
                  if (part.includes('event: change')) news++
                })
                answer.on('error', () => {})
                resolve()
              },
            )
            stream.on('error', reject)
            stream.end()
            streams.push(stream)
          }),
      ),
    )
}

function timesOf(list: number[]): Times {
  list.sort((a, b) => a - b)
  const at = (share: number): number =>
    list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
  return { n: list.length, p50: at(0.5), p99: at(0.99), max: list.at(-1) ?? 0 }
}

async function run(job: Job): Promise<Outcome> {
  const below = generator(job.seed)
  const kinds = new Map<string, number[]>()
  const failed: Record<string, number> = {}
  const said: string[] = []
  const away: number[] = []
  const seconds = Array.from({ length: Math.ceil(job.seconds) }, () => ({
    good: 0,
    late: 0,
    bad: 0,
    worst: 0,
  }))
  let rude = 0
  const newsBefore = news
  const send = (i: number, due: number): Promise<void> =>
    new Promise((resolve) => {
      const session = job.sessions[below(job.sessions.length)]!
      const call = callOf(session, below, (job.seed % 1000) * 100_000 + i)
      const body = call.body === undefined ? undefined : JSON.stringify(call.body)
      let again = false
      const end = (status: number, retry: boolean, text: string): void => {
        const took = performance.now() - due
        const well = status >= 200 && status < 300
        call.answered?.(well)
        const second = seconds[Math.min(seconds.length - 1, Math.floor((due - began) / 1000))]!
        if (well) {
          second.good++
          if (took > 1000) second.late++
          second.worst = Math.max(second.worst, took)
          const list = kinds.get(call.kind)
          if (list) list.push(took)
          else kinds.set(call.kind, [took])
        } else {
          second.bad++
          failed[status] = (failed[status] ?? 0) + 1
          if (status === 503) {
            away.push(took)
            if (!retry) rude++
          }
          if (said.length < 5 && status !== 503)
            said.push(
              `${call.method} ${decodeURIComponent(call.path)} ${status} ${text.slice(0, 200)}`,
            )
        }
        resolve()
      }
      const go = (): void => {
        const sent = request(
          {
            agent,
            host: '127.0.0.1',
            port: job.port,
            method: call.method,
            path: call.path,
            headers: {
              cookie: session.cookie,
              'sec-fetch-site': 'same-origin',
              ...(body === undefined
                ? {}
                : {
                    'content-type': 'application/json',
                    'content-length': Buffer.byteLength(body),
                  }),
            },
          },
          (answer) => {
            let text = ''
            answer.on('data', (part: Buffer) => {
              if ((answer.statusCode ?? 500) >= 300) text += part.toString()
            })
            answer.on('end', () =>
              end(answer.statusCode ?? 0, answer.headers['retry-after'] !== undefined, text),
            )
            answer.on('error', (error) => end(0, false, String(error)))
          },
        )
        sent.on('error', (error: NodeJS.ErrnoException) => {
          // A kept connection that the server was just closing: browsers send the call once more, and so do we.
          if (!again && sent.reusedSocket && error.code === 'ECONNRESET') {
            again = true
            go()
          } else end(0, false, String(error))
        })
        sent.end(body)
      }
      go()
    })
  const all = Math.round(job.perSecond * job.seconds)
  const began = performance.now()
  const calls: Promise<void>[] = []
  for (let i = 0; i < all;) {
    const due = (n: number): number => began + (n / job.perSecond) * 1000
    while (i < all && due(i) <= performance.now()) {
      calls.push(send(i, due(i)))
      i++
    }
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await Promise.all(calls)
  const good = [...kinds.values()].flat()
  return {
    kinds: Object.fromEntries([...kinds].map(([kind, list]) => [kind, timesOf(list)])),
    all: timesOf(good),
    failed,
    said,
    rude,
    away: timesOf(away),
    answered: good.length,
    news: news - newsBefore,
    seconds,
  }
}

process.on('message', (message: Message) => {
  const work = 'open' in message ? open(message.open) : run(message.run)
  work.then(
    (answer) => process.send!({ answer: answer ?? null }),
    (error: unknown) => process.send!({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
