// How does the queue live in our PostgreSQL? In a schema of its own beside the workspace, woken by notifications.
import { type Db, PgBoss } from 'pg-boss'
import { sql } from '#kernel/sql.ts'
import type { Asks, Target } from '#server/database/pool.ts'

/** Waits between looks at the queue where no notification comes: only retries and late jobs depend on it. */
const lookSeconds = 10

export interface BossOptions {
  /** The workspace's schema; the queue's is `<workspace>_jobs`. */
  readonly schema: string
  /** False for a process that only asks for work, such as the command line. */
  readonly works: boolean
  readonly problem: (error: unknown) => void
}

export function bossOf(target: Target, options: BossOptions): PgBoss {
  const where =
    target.url !== undefined
      ? { connectionString: target.url }
      : { ...target.connection, ssl: false }
  const boss = new PgBoss({
    ...where,
    schema: `${options.schema}_jobs`,
    application_name: 'openltc jobs',
    max: 3,
    useListenNotify: options.works,
    supervise: options.works,
    schedule: options.works,
    // A job whose process died is noticed within a heartbeat and this.
    monitorIntervalSeconds: 15,
    superviseIntervalSeconds: 15,
    flowIntervalSeconds: 600,
    cronWorkerIntervalSeconds: 30,
    registerInstance: false,
  })
  boss.on('error', options.problem)
  return boss
}

/**
 * How often work is tried. What is its own fault fails soon; what disturbed it (its process was killed, the database
 * was away, the disk was full) says nothing about it, and may happen often on a bad day.
 */
export const patience = { own: 6, disturbed: 60 } as const

export const queues = {
  quick: {
    retryLimit: patience.disturbed,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 120,
    expireInSeconds: 120,
    heartbeatSeconds: 20,
    deleteAfterSeconds: 3600,
    notify: true,
  },
  /** One waiting job per key. */
  keyed: {
    policy: 'short',
    retryLimit: patience.disturbed,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 120,
    expireInSeconds: 120,
    heartbeatSeconds: 20,
    deleteAfterSeconds: 3600,
    notify: true,
  },
  long: {
    retryLimit: patience.disturbed,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 30,
    expireInSeconds: 86_000,
    heartbeatSeconds: 20,
    deleteAfterSeconds: 86_400,
    notify: true,
  },
} as const
export type Queue = keyof typeof queues

export const looks = {
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: lookSeconds,
  burstWhenBatchFull: true,
  heartbeatRefreshSeconds: 5,
} as const

/** The caller's transaction as the queue knows it: `$1` and its values become a fragment of ours. */
export const within = (asks: Asks): Db => ({
  async executeSql(text, values = []) {
    const chunks: string[] = []
    const used: unknown[] = []
    let end = 0
    for (const found of text.matchAll(/\$(\d+)/g)) {
      chunks.push(text.slice(end, found.index))
      used.push(values[Number(found[1]) - 1])
      end = found.index + found[0].length
    }
    chunks.push(text.slice(end))
    // The text is the library's own program; every value stays a parameter.
    const strings = Object.assign(chunks, { raw: chunks }) as unknown as TemplateStringsArray
    return { rows: await asks.query(sql(strings, ...used)) }
  },
})
