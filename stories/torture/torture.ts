// How long does the product hold? `npm run torture -- --minutes 60 --seed 7`: installations of five minutes each.
// `npm run torture -- --restarts 30` only measures how soon it is back, without load; for a machine that does nothing else.

import { appendFileSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { goneBySignal } from './gone.ts'
import { restarts } from './restarts.ts'
import { type Figures, run } from './run.ts'
import { failedSeeds } from './seeds.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string' },
    /** First the seeds that once found something. */
    again: { type: 'boolean', default: false },
    /** Names of faults, with commas; the others are left out. */
    only: { type: 'string' },
    /** Where the figures of each run are added, one line of JSON. */
    figures: { type: 'string' },
    /** Seconds of one installation. */
    turn: { type: 'string', default: '300' },
    /** No torture: so many restarts of each sort, timed. */
    restarts: { type: 'string' },
  },
})
const say = (text: string): void => void process.stdout.write(`${text}\n`)
const gone = goneBySignal()
gone.addEventListener('abort', () => say('Ending what was started …'))
/** Where it was ended by a signal, its failure is no finding. */
const unlessGone = async <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (!gone.aborted) throw error
    return process.exit(Number(gone.reason))
  })
if (values.restarts) {
  const place = mkdtempSync(join(tmpdir(), 'openltc-restarts-'))
  await unlessGone(restarts(place, Number(values.restarts), say, gone))
  process.exit()
}
const until = performance.now() + Number(values.minutes) * 60_000
const seeds = values.again ? [...failedSeeds] : []
let seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
const all: Figures[] = []
for (
  let left = until - performance.now();
  left > 0 || all.length === 0;
  left = until - performance.now()
) {
  const own = seeds.shift() ?? seed++
  const place = mkdtempSync(join(tmpdir(), 'openltc-torture-'))
  mkdirSync(place, { recursive: true })
  say(`seed ${own}  (${place})`)
  const figures = await unlessGone(
    run({
      place,
      seed: own,
      seconds: Math.max(20, Math.min(Number(values.turn), left / 1000)),
      say,
      gone,
      ...(values.only && { only: values.only.split(',') }),
    }),
  )
  all.push(figures)
  if (values.figures) appendFileSync(values.figures, `${JSON.stringify(figures)}\n`)
  tell([figures])
}
say('')
say('Altogether')
tell(
  values.figures
    ? readFileSync(values.figures, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Figures)
    : all,
)
process.exitCode = all.some((one) => one.wrong.length) ? 1 : 0

function tell(list: readonly Figures[]): void {
  const sum = (of: (one: Figures) => number): number =>
    list.reduce((total, one) => total + of(one), 0)
  say(
    `  ${(sum((one) => one.seconds) / 60).toFixed(1)} minutes, ${sum((one) => one.proofs)} faults with proof, ${sum((one) => one.promises)} promises`,
  )
  say(
    `  kills: app ${sum((one) => one.kills.app)}, worker ${sum((one) => one.kills.worker)}, PostgreSQL ${sum((one) => one.kills.postgres)}`,
  )
  for (const kind of ['app', 'postgres', 'link'] as const) {
    const times = list.flatMap((one) => one.back[kind]).sort((a, b) => a - b)
    if (times.length)
      say(
        `  first good answer (${kind}): median ${times[times.length >> 1]} ms, worst ${times.at(-1)} ms, of ${times.length}`,
      )
  }
  const effort = list.flatMap((one) => one.effort ?? []).sort((a, b) => a - b)
  if (effort.length)
    say(
      `  processor time of a process until then: median ${effort[effort.length >> 1]} ms, worst ${effort.at(-1)} ms`,
    )
  const wrong = list.filter((one) => one.wrong.length)
  say(
    wrong.length
      ? `  NOT TRUE: seeds ${wrong.map((one) => one.seed).join(', ')}`
      : '  nothing was lost, doubled or untrue',
  )
}
