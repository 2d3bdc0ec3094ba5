// What is measured, how often, and how is it told? Ours and theirs in turn, from processes of their own.
import { fork } from 'node:child_process'
import type { ConnectionSettings, Database } from '#server/database/pool.ts'
import type { World } from '#server/world/world.ts'
import type { Who } from '#kernel/permission.ts'
import { median, type Rate } from './workload.ts'

/** Where and with what it is measured. */
export interface Place {
  readonly world: World
  readonly db: Database
  readonly connection: ConnectionSettings
  readonly root: string
  readonly port: number
  readonly admin: string
  readonly adminWho: Who
  /** Keys of somebody who may read everything, and of a leader who may read 6 % of the rows. */
  readonly adminKey: string
  readonly leaderKey: string
  readonly sizes: Sizes
  readonly small: boolean
  readonly sheet: Sheet
}
export interface Sizes {
  readonly leads: number
  readonly opportunities: number
  readonly events: number
}

export const tell = (text: string): void => void process.stderr.write(`${text}\n`)
export const whole = (n: number): string => Math.round(n).toLocaleString('en')
const percent = (n: number): string => `${(n * 100).toFixed(0)} %`
export const show = (rate: Rate): string =>
  `${whole(rate.perSecond)}/s, p50 ${rate.p50.toFixed(1)} ms, p99 ${rate.p99.toFixed(1)} ms${rate.errors ? `, ${rate.errors} ERRORS` : ''}`
const middle = (list: readonly Rate[]): Rate =>
  [...list].sort((a, b) => a.perSecond - b.perSecond)[list.length >> 1]!

/** Runs a client in a process of its own, so that what it does costs the server no turn. */
export const child = (file: './http-client.ts' | './raw-client.ts', job: object): Promise<Rate> =>
  new Promise((resolve, reject) => {
    const process_ = fork(new URL(file, import.meta.url), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    process_.once('message', (result) => {
      resolve(result as Rate)
      process_.disconnect()
    })
    process_.once('error', reject)
    process_.send(job)
  })

/** The table of docs/bench.md, line by line. */
export class Sheet {
  readonly seconds: number
  readonly rounds = 3
  readonly #rows: { work: string; ratio: string; bar: string; figures: string }[] = []

  /** @param seconds how long each round lasts */
  constructor(seconds: number) {
    this.seconds = seconds
  }

  note(work: string, bar: string, figures: string, ratio = '–'): void {
    this.#rows.push({ work, ratio, bar, figures })
    tell(`${work}: ${ratio} ${figures}`)
  }

  /** Ours and theirs in turn, so that the machine's moods hit both. */
  async pair(
    work: string,
    bar: string,
    ours: () => Promise<Rate>,
    raw: () => Promise<Rate>,
  ): Promise<void> {
    const [a, b]: [Rate[], Rate[]] = [[], []]
    for (let round = 0; round < this.rounds; round++) {
      b.push(await raw())
      a.push(await ours())
    }
    const ratio = median(a.map((one, i) => one.perSecond / b[i]!.perSecond))
    const figures = `${show(middle(a))}; raw ${whole(middle(b).perSecond)}/s, p99 ${middle(b).p99.toFixed(1)} ms`
    this.note(work, bar, figures, percent(ratio))
  }

  get text(): string {
    return [
      '| work | ours / raw | bar | figures |',
      '|---|---|---|---|',
      ...this.#rows.map((row) => `| ${row.work} | ${row.ratio} | ${row.bar} | ${row.figures} |`),
    ].join('\n')
  }
}
