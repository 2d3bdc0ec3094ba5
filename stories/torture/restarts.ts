// How long is the house closed? One restart after the other, with nothing else going on: `npm run torture -- --restarts 30`.

import { untilGone } from './gone.ts'
import { kill, makePlant, pause, type Plant } from './plant.ts'

/** What is timed: each from the moment at which somebody begins to start it again, or it has died and its keeper does. */
const ways: Readonly<
  Record<string, { readonly says: string; run(plant: Plant): Promise<number> }>
> = {
  server: {
    says: 'a server that was killed, PostgreSQL up',
    async run(plant) {
      plant.signal('left', 'SIGKILL')
      await pause(200)
      return plant.start('left')
    },
  },
  stopped: {
    says: 'a server that was stopped in peace, PostgreSQL up',
    async run(plant) {
      await plant.stop('left')
      return plant.start('left')
    },
  },
  postgres: {
    says: 'PostgreSQL that was killed with unwritten pages, until every process answers again',
    async run(plant) {
      for (const pid of plant.postgres()) kill(pid, 'SIGKILL')
      await pause(20)
      return plant.healthy(240_000)
    },
  },
  everything: {
    says: 'everything that was killed, until the first server answers',
    async run(plant) {
      for (const pid of plant.postgres()) kill(pid, 'SIGKILL')
      for (const part of ['left', 'right', 'worker'] as const) plant.signal(part, 'SIGKILL')
      await pause(200)
      const first = await plant.start('left')
      await Promise.all([plant.start('right'), plant.start('worker')])
      return first
    },
  },
}

/** Starts each of them so many times and tells how long it took. */
export async function restarts(
  place: string,
  times: number,
  say: (text: string) => void,
  gone?: AbortSignal,
): Promise<void> {
  const plant = await makePlant(place, gone)
  try {
    await Promise.race([measure(plant, times, say), untilGone(gone)])
  } finally {
    await plant.end()
  }
}

async function measure(plant: Plant, times: number, say: (text: string) => void): Promise<void> {
  for (const [name, way] of Object.entries(ways)) {
    const took: number[] = []
    const before = plant.effort.length
    for (let n = 0; n < times; n++) {
      await write(plant)
      // Whatever the start before left to do is done; its own time is not ours.
      await pause(1500)
      took.push(Math.round(await way.run(plant)))
    }
    say(`${name}: ${way.says}`)
    say(`  ${spread(took)}`)
    if (plant.effort.length > before)
      say(`  processor time of a process: ${spread(plant.effort.slice(before))}`)
  }
}

/** Half a thousand records, so that a crash leaves PostgreSQL something to recover. */
async function write(plant: Plant): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${plant.door.port}/api/v1/lead/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${plant.keys.admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ create: Array.from({ length: 500 }, (_, i) => ({ name: `L${i}` })) }),
  })
  if (!answer.ok) throw new Error(`batch: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

function spread(list: readonly number[]): string {
  const all = [...list].sort((a, b) => a - b)
  const at = (share: number): number =>
    all[Math.min(all.length - 1, Math.floor(all.length * share))]!
  return `least ${all[0]} ms, median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, worst ${all.at(-1)}, of ${all.length}`
}
