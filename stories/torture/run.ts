// How does one turn of torture go? Load, a fault, rest, proof; until the time is over or something is not true.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Values } from '#kernel/object.ts'
import { chanceOf } from '#server/sample/chance.ts'
import { beginClient } from './client.ts'
import { type Diary, openDiary } from './diary.ts'
import { type Fault, faults } from './faults.ts'
import { untilGone } from './gone.ts'
import { makePlant, pause, type Plant } from './plant.ts'
import { prove, settled, waiting } from './proof.ts'

export interface Figures {
  seed: number
  seconds: number
  readonly faults: Record<string, number>
  readonly kills: { app: number; worker: number; postgres: number }
  /** Milliseconds until the first good answer, sorted. */
  readonly back: { app: number[]; postgres: number[]; link: number[] }
  /** Milliseconds of processor time until the first good answer of a process. */
  effort: readonly number[]
  /** Calls that were answered with yes, and how many proofs were made. */
  promises: number
  proofs: number
  readonly wrong: string[]
}

export interface RunOptions {
  readonly place: string
  readonly seed: number
  readonly seconds: number
  readonly say: (text: string) => void
  /** Only these faults, in this order first (tests). */
  readonly first?: readonly string[]
  /** After those only these; absent: all that are possible. */
  readonly only?: readonly string[]
  /** Whoever says it ends the turn where it stands; what it had started is gone when `run` fails. */
  readonly gone?: AbortSignal
}

export async function run({
  place,
  seed,
  seconds,
  say,
  first = [],
  only,
  gone,
}: RunOptions): Promise<Figures> {
  mkdirSync(place, { recursive: true })
  const figures: Figures = {
    seed,
    seconds: 0,
    faults: {},
    kills: { app: 0, worker: 0, postgres: 0 },
    back: { app: [], postgres: [], link: [] },
    effort: [],
    promises: 0,
    proofs: 0,
    wrong: [],
  }
  const chance = chanceOf('torture', seed)
  const diary = openDiary(join(place, 'diary.jsonl'))
  const plant = await makePlant(place, gone)
  const begun = performance.now()
  const wrong = (what: string): void => {
    figures.wrong.push(what)
    say(`  WRONG  ${what}`)
  }
  const turn = async (): Promise<void> => {
    const product = await prepare(plant)
    const clients = Array.from({ length: 8 }, (_, i) =>
      beginClient({
        name: String(i),
        port: plant.door.port,
        keys: plant.keys,
        diary,
        seed,
        product,
        wrong,
        answered: () => {},
      }),
    )
    const rest = async (): Promise<void> => {
      const late = setTimeout(() => say('  clients still wait for an answer …'), 30_000)
      await Promise.all(clients.map((client) => client.rest()))
      clearTimeout(late)
    }
    const queue = [...first]
    for (let round = 1; performance.now() - begun < seconds * 1000 || queue.length; round++) {
      await pause(chance.whole(600, 2500))
      const name = queue.shift() ?? choose(plant, chance, only)
      const from = performance.now()
      try {
        const wound = await faults[name]!.run(plant, chance)
        note(figures, name, wound)
      } catch (error) {
        wrong(`round ${round}, ${name}: ${error instanceof Error ? error.message : String(error)}`)
        break
      }
      await pause(chance.whole(200, 900))
      await rest()
      const found = await prove(plant.db, diary, plant.disk.folder)
      figures.proofs++
      for (const one of found) wrong(`round ${round}, after ${name}: ${one}`)
      say(
        `  ${String(round).padStart(3)}  ${name.padEnd(16)} ${String(Math.round(performance.now() - from)).padStart(6)} ms  ${diary.entries.length} calls`,
      )
      for (const client of clients) client.go()
      if (figures.wrong.length > 20) break
    }
    await rest()
    for (const one of await atRest(plant, diary)) wrong(`at the end: ${one}`)
    await Promise.all(clients.map((client) => client.end()))
    figures.promises = diary.entries.filter((one) => one.status >= 200 && one.status < 300).length
    for (const line of plant.log().split('\n'))
      if (line.includes('"msg":"bug"') || /^(Error|TypeError|\w*Error:)/.test(line))
        wrong(`in the log: ${line.slice(0, 600)}`)
  }
  try {
    await Promise.race([turn(), untilGone(gone)])
  } finally {
    figures.seconds = Math.round((performance.now() - begun) / 1000)
    figures.effort = plant.effort
    if (figures.wrong.length) say(plant.log().split('\n').slice(-40).join('\n'))
    await plant.end()
    diary.close()
  }
  return figures
}

function choose(
  plant: Plant,
  chance: ReturnType<typeof chanceOf>,
  only: readonly string[] | undefined,
): string {
  const possible = Object.entries(faults).filter(
    ([name, fault]) => (fault.needs?.(plant) ?? true) && (!only || only.includes(name)),
  )
  return chance.weighted(
    Object.fromEntries(possible.map(([name, { weight }]: [string, Fault]) => [name, weight])),
  )
}

function note(
  figures: Figures,
  name: string,
  { kills, back }: Awaited<ReturnType<Fault['run']>>,
): void {
  figures.faults[name] = (figures.faults[name] ?? 0) + 1
  for (const [kind, n] of Object.entries(kills)) figures.kills[kind as 'app'] += n
  for (const [kind, ms] of Object.entries(back)) figures.back[kind as 'app'].push(Math.round(ms))
}

/** A product to sell, and an automation whose one effect can be counted. */
async function prepare(plant: Plant): Promise<string> {
  const post = async (url: string, body: Values): Promise<Values> => {
    const answer = await fetch(`http://127.0.0.1:${plant.door.port}/api/v1/${url}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${plant.keys.admin}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Values
  }
  await post('model/publish', {
    note: 'torture',
    changes: {
      automations: {
        torture_lead: {
          label: { zh: '受试', en: 'Torture' },
          when: { on: 'create', object: 'lead' },
          steps: [
            {
              do: 'create',
              object: 'activity',
              set: { subject: '"torture " & name', kind: '"call"', lead: 'id' },
            },
            { do: 'message', to: [{ field: 'owner' }], text: { zh: '{name}', en: '{name}' } },
          ],
        },
      },
    },
  })
  const { id } = await post('product', {
    name: 'Press',
    list_price: '100',
    cost: '60',
    tax_rate: '0.13',
  })
  // Both servers know the new model before the first lead.
  await pause(500)
  return String(id)
}

/** What a killed process has left undone is taken up within the time in which its death is noticed. */
async function atRest(plant: Plant, diary: Diary): Promise<string[]> {
  const until = performance.now() + 90_000
  for (;;) {
    const left = await waiting(plant.db)
    if (left.length === 0) return settled(plant.db, diary)
    if (performance.now() > until) return left.slice(0, 10).map((one) => `not done: ${one}`)
    await pause(500)
  }
}
