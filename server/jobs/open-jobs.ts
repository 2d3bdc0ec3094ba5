// How is work done later, once, also when processes die? A queue in PostgreSQL, filled in the caller's transaction.
import type { Job } from 'pg-boss'
import { refuse, Refusal } from '#kernel/error.ts'
import { invariant } from '#kernel/invariant.ts'
import type { Who } from '#kernel/permission.ts'
import type { Asks, Target } from '#server/database/pool.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import type { World } from '#server/world/world.ts'
import { bossOf, looks, patience, type Queue, queues, within } from './boss.ts'
import { addCard, wakeCard } from './card.ts'
import type { Data, Jobs } from './jobs.ts'
import type { LongKind, QuickKind } from './kinds.ts'
import { runLong } from './run-long.ts'

export interface JobsOptions {
  readonly schema: string
  readonly quick: Readonly<Record<string, QuickKind>>
  readonly long: Readonly<Record<string, LongKind>>
  /** The person with the rights of now; null where they may no longer act. */
  readonly whoOf: (person: string, key: string | null) => Promise<Who | null>
  /** False: only asks for work, runs none. */
  readonly works?: boolean
  readonly problem?: (error: unknown) => void
}

interface Parcel {
  readonly kind: string
  readonly data: Data
}

/** Opens the queue; any number of processes may do so on one workspace. */
export async function openJobs(world: World, target: Target, options: JobsOptions): Promise<Jobs> {
  const problem = options.problem ?? (() => {})
  const works = options.works ?? true
  const boss = bossOf(target, { schema: options.schema, works, problem })
  await boss.start()
  for (const [name, queue] of Object.entries(queues)) await boss.createQueue(name, queue)

  const send = async (
    tx: Asks,
    queue: Queue,
    parcel: Parcel,
    more: { startAfter?: Date; singletonKey?: string } = {},
  ): Promise<void> => {
    await boss.send(queue, parcel, { ...more, db: within(tx) })
  }
  const jobs: Jobs = {
    enqueue(tx, kind, data, { startAfter, singletonKey } = {}) {
      invariant(options.quick[kind], `there is a kind of short work called ${kind}`)
      return send(
        tx,
        singletonKey ? 'keyed' : 'quick',
        { kind, data },
        {
          ...(startAfter && { startAfter }),
          ...(singletonKey && { singletonKey: `${kind} ${singletonKey}` }),
        },
      )
    },
    async begin(tx, who, kind, input, label) {
      const def = options.long[kind]
      invariant(def, `there is a kind of long work called ${kind}`)
      const id = uuid7(world.now().getTime())
      await addCard(tx, {
        id,
        kind,
        label: label ?? def.label,
        input,
        by: who.id,
        key: who.key ?? null,
        now: world.now(),
      })
      await send(tx, 'long', { kind, data: { job: id } })
      return id
    },
    async goOn(tx, who, id) {
      const kind = await wakeCard(tx, who, id)
      if (kind === null || !options.long[kind]?.stopped) refuse('not-stopped')
      await send(tx, 'long', { kind: kind!, data: { job: id } })
    },
    async every(name, cron, kind, data) {
      invariant(options.quick[kind], `there is a kind of short work called ${kind}`)
      // What came due while nobody was there is done once, as soon as somebody is.
      const how = { tz: world.company.zone, key: name, missed: 'once' } as const
      await boss.schedule('quick', cron, { kind, data }, how)
    },
    async forget(prefix, keep) {
      for (const one of await boss.getSchedules('quick'))
        if (one.key.startsWith(prefix) && !keep.has(one.key))
          await boss.unschedule('quick', one.key)
    },
    stop: (ms = 10_000) => boss.stop({ graceful: true, timeout: ms, close: true }),
  }
  if (!works) return jobs

  const quick = async ([job]: (Job<Parcel> & { retryLimit?: number })[]): Promise<void> => {
    const kind = options.quick[job!.data.kind]
    // A kind of a newer version waits for a process that knows it.
    if (!kind) throw new Error(`no such kind of work: ${job!.data.kind}`)
    try {
      await kind.run({
        world,
        jobs,
        id: job!.id,
        data: job!.data.data,
        attempt: job!.retryCount + 1,
        last: job!.retryCount >= patience.own,
        signal: job!.signal,
      })
    } catch (error) {
      if (!(error instanceof Refusal)) problem(error)
      throw error
    }
  }
  const long = async ([job]: Job<Parcel>[]): Promise<void> => {
    const kind = options.long[job!.data.kind]
    if (!kind) throw new Error(`no such kind of work: ${job!.data.kind}`)
    await runLong({
      world,
      jobs,
      kind,
      id: String(job!.data.data.job),
      whoOf: options.whoOf,
      signal: job!.signal,
      attempt: job!.retryCount + 1,
      problem,
    })
  }
  await boss.work<Parcel>('quick', { ...looks, localConcurrency: 4 }, quick)
  await boss.work<Parcel>('keyed', { ...looks, localConcurrency: 1 }, quick)
  await boss.work<Parcel>('long', { ...looks, localConcurrency: 1 }, long)
  return jobs
}
