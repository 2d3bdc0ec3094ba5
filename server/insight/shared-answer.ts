// Which sums over everything need not be made anew for everybody who looks? Those that took long, and all in a crowd, for a while.
import { type Trait as Looked, watched } from '#kernel/query/keep.ts'
import { permit, type View } from '#kernel/query/view.ts'
import { type Doing, dayIn } from '#server/records/world.ts'

/** What of the person may be looked at. */
type Trait = Looked | 'name' | 'language'

interface Made<T> {
  readonly value: T
  /** It holds for all who are the same in these. */
  readonly traits: ReadonlySet<Trait>
}
interface Kept {
  readonly made: Promise<Made<unknown>>
  /** When it was asked for: what happened later is not in it. */
  readonly at: Date
  readonly from: number
  /** Until when it is handed out; in a crowd for `crowdMs` at least. */
  until: number
  /** For how long it was kept, ms; it may be handed out as long again, while it is made anew. */
  keptMs: number
  renewed: boolean
}

export interface Shared<T> {
  readonly value: T
  /** When it was made, if that was not just now. */
  readonly as_of: Date | null
}

export interface Patience {
  /** What is made faster than this is always made anew, if there is no crowd; ms. */
  readonly slowMs: number
  /** Kept for so many times as long as it took: looking costs a processor so small a share per set of roles, however many look. */
  readonly times: number
}
const usual: Patience = { slowMs: 1000, times: 60 }
const longestMs = 900_000
const keptFor = (took: number, { slowMs, times }: Patience): number =>
  took < slowMs ? 0 : Math.min(times * took, longestMs)
/** When many ask at once, a figure of the last minute is good enough, and says from when it is. */
const crowdMs = 60_000
const most = 1000

interface Answers {
  readonly kept: Map<string, Kept>
  /** Question → what of a person its answers have looked at so far. */
  readonly traits: Map<string, ReadonlySet<Trait>>
}
const known = new WeakMap<View['objects'], Answers>()

/**
 * The answer of `work`, made once for all who ask at the same time and have the same roles; a slow one is kept for some
 * time, and longer while the next one is made. Where rules of rows look at the person, it is shared by those who are the
 * same in what was looked at (the same people below them, say): `work` is handed people and circumstances that notice.
 * @param name names the question with all that was asked of it
 * @param crowd are so many asking just now that an answer of the last minute will do?
 */
export async function sharedAnswer<T>(
  doing: Doing,
  name: string,
  crowd: boolean,
  work: (doing: Doing) => Promise<T>,
  patience = usual,
): Promise<Shared<T>> {
  const { objects } = permit(doing.app, doing.who)
  let answers = known.get(objects)
  if (!answers) known.set(objects, (answers = { kept: new Map(), traits: new Map() }))
  const { kept, traits } = answers
  const all = `${name} ${dayIn(doing.at.zone, doing.at.now)} ${doing.world.company.currency}`
  const key = (): string => `${all} ${sameIn(doing, traits.get(name) ?? none)}`
  const now = performance.now()
  const there = kept.get(key())
  if (
    there &&
    (there.until >= now || (crowd && there.from + crowdMs >= now) || isOld(there, now))
  ) {
    const waited = there.until === Infinity
    if (isOld(there, now) && !there.renewed) {
      there.renewed = true
      // Whoever asks after a failure makes it themselves, and is told.
      const at = key()
      void fresh().catch(() => kept.get(at) === there && kept.delete(at))
    }
    // Should it fail, this one tries for itself.
    const made = (await there.made.catch(() => null)) as Made<T> | null
    // Nobody knew what it would look at when the first ones began to wait for it; and one that is made anew meanwhile is as good.
    if (made && (kept.get(key()) === there || !waited))
      return { value: made.value, as_of: waited ? null : there.at }
  }
  return { value: await fresh(true), as_of: null }

  /** Made now; those who come meanwhile wait for it, if `first`: there is nothing older to hand out. */
  async function fresh(first = false): Promise<T> {
    if (kept.size >= most) kept.clear()
    const from = performance.now()
    const entry: Kept = {
      made: make(doing, work),
      at: doing.at.now,
      from,
      until: Infinity,
      keptMs: 0,
      renewed: false,
    }
    const before = key()
    if (first) kept.set(before, entry)
    try {
      const made = (await entry.made) as Made<T>
      entry.keptMs = keptFor(performance.now() - from, patience)
      entry.until = performance.now() + entry.keptMs
      const looked = new Set([...(traits.get(name) ?? none), ...made.traits])
      if (looked.size > (traits.get(name)?.size ?? 0)) traits.set(name, looked)
      if (before !== key() && kept.get(before) === entry) kept.delete(before)
      kept.set(key(), entry)
      return made.value
    } catch (error) {
      if (kept.get(before) === entry) kept.delete(before)
      throw error
    }
  }
}

/** A slow answer whose time is over: better than waiting for the next one, for a while. */
const isOld = ({ until, keptMs }: Kept, now: number): boolean => until < now && now - until < keptMs

const none: ReadonlySet<Trait> = new Set()

/** At most so many are made at once in a process: the rest of its connections is for people at work. */
const atOnce = 3
const turns = new WeakMap<Doing['world'], { under: number; readonly waiting: (() => void)[] }>()

/** Waits for one of the turns, works, and gives the turn on. */
export async function inTurn<T>({ world }: Doing, work: () => Promise<T>): Promise<T> {
  let turn = turns.get(world)
  if (!turn) turns.set(world, (turn = { under: 0, waiting: [] }))
  if (turn.under < atOnce) turn.under++
  else await new Promise<void>((resolve) => turn.waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = turn.waiting.shift()
    if (next) next()
    else turn.under--
  }
}

/** Equal for those who are the same in these. */
const sameIn = ({ who }: Doing, traits: ReadonlySet<Trait>): string =>
  JSON.stringify([...traits].sort().map((trait) => [trait, trait === 'me' ? who.id : who[trait]]))

async function make<T>(doing: Doing, work: (doing: Doing) => Promise<T>): Promise<Made<T>> {
  const seen = watched(doing.at)
  const traits = new Set<Trait>()
  const { who } = doing
  const look = <V>(trait: Trait, value: V): V => {
    traits.add(trait)
    return value
  }
  const value = await work({
    ...doing,
    at: seen.at,
    // Roles are the same for all who share the answer; the rest is the person.
    who: {
      roles: who.roles,
      ...(who.only_read === undefined ? {} : { only_read: who.only_read }),
      ...(who.only === undefined ? {} : { only: who.only }),
      get id() {
        return look('me', who.id)
      },
      get language() {
        return look('language', who.language)
      },
      get name() {
        return look('name', who.name)
      },
      get team() {
        return look('team', who.team)
      },
      get teams() {
        return look('teams', who.teams)
      },
      get people() {
        return look('people', who.people)
      },
    },
  })
  return { value, traits: new Set([...traits, ...seen.traits]) }
}
