// What is done to the plant? Each fault hurts for a while and then takes its hands away; what comes back is measured.

import type { Chance } from '#server/sample/chance.ts'
import { kill, type Part, parts, pause, type Plant, servers } from './plant.ts'

export interface Wound {
  /** Milliseconds until good answers came again, from when the fault was over. */
  readonly back: Partial<Record<'app' | 'postgres' | 'link', number>>
  readonly kills: Partial<Record<'app' | 'worker' | 'postgres', number>>
}

export interface Fault {
  readonly says: string
  readonly weight: number
  /** Absent: always possible. */
  readonly needs?: (plant: Plant) => boolean
  run(plant: Plant, chance: Chance): Promise<Wound>
}

/** After this something hangs, however busy the machine; how long it really took is in the figures. */
const patienceMs = 240_000

const kindOf = (part: Part): 'app' | 'worker' => (part === 'worker' ? 'worker' : 'app')

async function killAndStart(
  plant: Plant,
  chance: Chance,
  chosen: readonly Part[],
  shift = 0,
): Promise<Wound> {
  for (const part of chosen) plant.signal(part, 'SIGKILL')
  await pause(chance.whole(0, 400))
  const times = await Promise.all(chosen.map((part) => plant.start(part, shift)))
  const kills: Record<string, number> = {}
  for (const part of chosen) kills[kindOf(part)] = (kills[kindOf(part)] ?? 0) + 1
  return { kills, back: { app: Math.max(...times) } }
}

async function killPostgres(plant: Plant, whole: boolean, chance: Chance): Promise<Wound> {
  const [head, ...children] = plant.postgres()
  if (!head) return { kills: {}, back: {} }
  if (whole) kill(head, 'SIGKILL')
  if (whole && chance.happens(0.5)) for (const child of children) kill(child, 'SIGKILL')
  if (!whole && children.length) kill(chance.pick(children), 'SIGKILL')
  await pause(20)
  return { kills: { postgres: 1 }, back: { postgres: await plant.healthy(patienceMs) } }
}

export const faults: Readonly<Record<string, Fault>> = {
  kill_app: {
    says: 'a server is killed',
    weight: 9,
    run: (plant, chance) => killAndStart(plant, chance, [chance.pick(servers)]),
  },
  kill_worker: {
    says: 'the worker is killed',
    weight: 9,
    run: (plant, chance) => killAndStart(plant, chance, ['worker']),
  },
  kill_apps: {
    says: 'both servers and the worker are killed',
    weight: 4,
    run: (plant, chance) => killAndStart(plant, chance, parts),
  },
  kill_postgres: {
    says: 'PostgreSQL is killed',
    weight: 9,
    run: (plant, chance) => killPostgres(plant, true, chance),
  },
  kill_backend: {
    says: 'one process of PostgreSQL is killed',
    weight: 5,
    run: (plant, chance) => killPostgres(plant, false, chance),
  },
  kill_all: {
    says: 'everything is killed at once',
    weight: 5,
    async run(plant, chance) {
      for (const pid of plant.postgres()) kill(pid, 'SIGKILL')
      const wound = await killAndStart(plant, chance, parts)
      return { kills: { ...wound.kills, postgres: 1 }, back: { postgres: wound.back.app! } }
    },
  },
  kill_again: {
    says: 'a process is killed again and again while it comes back',
    weight: 8,
    async run(plant, chance) {
      const part = chance.pick(parts)
      const times = chance.whole(2, 4)
      for (let n = 0; n < times; n++) {
        plant.signal(part, 'SIGKILL')
        await pause(50)
        plant.begin(part)
        await pause(chance.whole(100, 2500))
      }
      const wound = await killAndStart(plant, chance, [part])
      return { ...wound, kills: { [kindOf(part)]: times + 1 } }
    },
  },
  kill_postgres_again: {
    says: 'PostgreSQL is killed again and again while it recovers',
    weight: 8,
    async run(plant, chance) {
      let killed = 0
      for (let n = chance.whole(2, 4); n > 0; n--) {
        const [head] = plant.postgres()
        if (head) {
          kill(head, 'SIGKILL')
          killed++
        }
        await pause(chance.whole(50, 1500))
      }
      return { kills: { postgres: killed }, back: { postgres: await plant.healthy(patienceMs) } }
    },
  },
  freeze_app: {
    says: 'a server is frozen',
    weight: 2,
    run: (plant, chance) => frozen(plant, chance, chance.pick(servers)),
  },
  freeze_worker: {
    says: 'the worker is frozen',
    weight: 2,
    run: (plant, chance) => frozen(plant, chance, 'worker'),
  },
  freeze_postgres: {
    says: 'PostgreSQL is frozen',
    weight: 2,
    async run(plant, chance) {
      const all = plant.postgres()
      for (const pid of all) kill(pid, 'SIGSTOP')
      await pause(chance.whole(300, 7000))
      for (const pid of all) kill(pid, 'SIGCONT')
      return { kills: {}, back: { postgres: await plant.healthy(patienceMs) } }
    },
  },
  slow_disk: {
    says: 'PostgreSQL moves only now and then, as on a sick disk',
    weight: 2,
    async run(plant, chance) {
      const until = performance.now() + chance.whole(2000, 5000)
      while (performance.now() < until) {
        const all = plant.postgres()
        for (const pid of all) kill(pid, 'SIGSTOP')
        await pause(250)
        for (const pid of all) kill(pid, 'SIGCONT')
        await pause(50)
      }
      return { kills: {}, back: { postgres: await plant.healthy(patienceMs) } }
    },
  },
  full_disk: {
    says: 'the disk is full',
    weight: 2,
    needs: (plant) => plant.disk.fill !== null,
    async run(plant, chance) {
      plant.disk.fill!()
      await pause(chance.whole(500, 6000))
      const killed = chance.happens(0.3)
      if (killed) kill(plant.postgres()[0] ?? 0, 'SIGKILL')
      await pause(chance.whole(0, 1500))
      plant.disk.free()
      return {
        kills: killed ? { postgres: 1 } : {},
        back: { postgres: await plant.healthy(patienceMs) },
      }
    },
  },
  cut_http: {
    says: 'all connections of people are cut',
    weight: 2,
    async run(plant, chance) {
      for (let n = chance.whole(1, 5); n > 0; n--) {
        plant.door.cut()
        await pause(chance.whole(20, 300))
      }
      return { kills: {}, back: {} }
    },
  },
  lost_answers: {
    says: 'what was done is never answered',
    weight: 3,
    async run(plant, chance) {
      plant.door.swallow(true)
      await pause(chance.whole(200, 1500))
      plant.door.cut()
      plant.door.swallow(false)
      return { kills: {}, back: { link: await plant.healthy(patienceMs) } }
    },
  },
  silent_http: {
    says: 'the link to people is silent',
    weight: 1,
    async run(plant, chance) {
      plant.door.silent(true)
      await pause(chance.whole(500, 4000))
      plant.door.silent(false)
      if (chance.happens(0.5)) plant.door.cut()
      return { kills: {}, back: {} }
    },
  },
  cut_wire: {
    says: 'the link to the database is cut',
    weight: 2,
    async run(plant, chance) {
      plant.wire.closed(true)
      plant.wire.cut()
      await pause(chance.whole(0, 3000))
      plant.wire.closed(false)
      return { kills: {}, back: { link: await plant.healthy(patienceMs) } }
    },
  },
  silent_wire: {
    says: 'the link to the database is silent',
    weight: 2,
    async run(plant, chance) {
      plant.wire.silent(true)
      await pause(chance.whole(1000, 8000))
      plant.wire.cut()
      plant.wire.silent(false)
      return { kills: {}, back: { link: await plant.healthy(patienceMs) } }
    },
  },
  slow_wire: {
    says: 'the link to the database is slow',
    weight: 1,
    async run(plant, chance) {
      plant.wire.delay(chance.whole(50, 250))
      await pause(chance.whole(1000, 4000))
      plant.wire.delay(0)
      return { kills: {}, back: { link: await plant.healthy(patienceMs) } }
    },
  },
  wrong_clock: {
    says: 'a server’s clock is wrong',
    weight: 2,
    async run(plant, chance) {
      const hour = 3_600_000
      return killAndStart(
        plant,
        chance,
        [chance.pick(servers)],
        chance.pick([-24 * hour, -hour, hour, 24 * hour]),
      )
    },
  },
  publish: {
    says: 'the model is published under load',
    weight: 3,
    run: (plant, chance) => publishing(plant, chance, null),
  },
  publish_killed: {
    says: 'a server is killed while the model is published',
    weight: 3,
    run: (plant, chance) => publishing(plant, chance, chance.pick(servers)),
  },
  restart_half: {
    says: 'half of the processes end and start again as in an update',
    weight: 2,
    async run(plant, chance) {
      const part = chance.pick(parts)
      await plant.stop(part)
      return { kills: {}, back: { app: await plant.start(part) } }
    },
  },
}

async function frozen(plant: Plant, chance: Chance, part: Part): Promise<Wound> {
  plant.signal(part, 'SIGSTOP')
  await pause(chance.whole(500, 9000))
  plant.signal(part, 'SIGCONT')
  return { kills: {}, back: { app: await plant.healthy(patienceMs) } }
}

/** A new field, asked for through the door as an administrator does; the answer may be lost. */
async function publishing(plant: Plant, chance: Chance, victim: Part | null): Promise<Wound> {
  const name = `wish_${chance.whole(1, 1_000_000)}`
  const field = {
    kind: chance.pick(['text', 'decimal', 'date']),
    label: { zh: name, en: name },
    ...(chance.happens(0.5) ? { index: true } : {}),
  }
  const object = chance.pick(['lead', 'invoice', 'payment', 'quote'])
  const asked = fetch(`http://127.0.0.1:${plant.door.port}/api/v1/model/publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${plant.keys.admin}`, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(20_000),
    body: JSON.stringify({
      changes: { objects: { [object]: { fields: { [name]: field } } } },
      note: name,
    }),
  }).then(
    (answer) => answer.text(),
    () => '',
  )
  if (!victim) {
    await asked
    return { kills: {}, back: { link: await plant.healthy(patienceMs) } }
  }
  await pause(chance.whole(0, 250))
  const wound = await killAndStart(plant, chance, [victim])
  await asked
  // Whichever server had it may have died between the tables and their indexes; the next start finishes that.
  const other = servers.find((part) => part !== victim)!
  await plant.stop(other)
  await plant.start(other)
  return wound
}
