// Which sums over everything need not be made anew for everybody who looks? Those that took long, and all in a crowd, for a while.
import { type Trait as Looked, watched } from '#kernel/query/keep.ts'
import { permit, type View } from '#kernel/query/view.ts'
import { type Doing, dayIn } from '#server/world/world.ts'

/** What of the person may be looked at. */
type Trait = Looked | 'name' | 'language'
type Traits = ReadonlySet<Trait>

interface Made {
  readonly value: unknown
  /** It holds for all who are the same in these. */
  readonly traits: Traits
}

/** An answer, from the moment somebody asks for it. */
interface Answer {
  readonly made: Promise<Made>
  /** When it was asked for: what happened later is not in it. */
  readonly at: Date
  readonly from: number
  /** Set when it is there. */
  done: Done | null
  /** The next one is under way. */
  renewed: boolean
}
interface Done extends Made {
  readonly until: number
  /** For how long it is handed out; as long again while the next one is made, ms. */
  readonly keptMs: number
}

export interface Shared<T> {
  readonly value: T
  /** When it was made, if that was not just now. */
  readonly as_of: Date | null
}

/** @param dear the last such answer took long */
export type Work<T> = (doing: Doing, dear: boolean) => Promise<T>

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

/** Answers for people with the same roles. */
class Answers {
  private readonly kept = new Map<string, Answer>()
  /** Question → what of a person its answers have looked at so far. */
  private readonly traits = new Map<string, Traits>()

  async ask<T>(
    doing: Doing,
    name: string,
    crowd: boolean,
    work: Work<T>,
    patience: Patience,
  ): Promise<Shared<T>> {
    const there = this.kept.get(this.keyOf(doing, name))
    const make = (dear: boolean): Promise<T> =>
      this.make(doing, name, (of) => work(of, dear), patience)
    switch (there ? stateOf(there, crowd) : 'over') {
      case 'under way': {
        // Should it fail, this one tries for itself.
        const made = await there!.made.catch(() => null)
        // Nobody knew what it would look at when the first ones began to wait for it.
        if (made && this.kept.get(this.keyOf(doing, name)) === there)
          return { value: made.value as T, as_of: null }
        break
      }
      case 'old':
        this.renew(there!, () => make(true))
        return { value: there!.done!.value as T, as_of: there!.at }
      case 'fresh':
        return { value: there!.done!.value as T, as_of: there!.at }
      case 'over':
    }
    return { value: await make((there?.done?.keptMs ?? 0) > 0), as_of: null }
  }

  private renew(old: Answer, make: () => Promise<unknown>): void {
    if (old.renewed) return
    old.renewed = true
    make().catch(() => {
      // Whoever asks next makes it themselves, and is told what is wrong.
      for (const [key, one] of this.kept) if (one === old) this.kept.delete(key)
    })
  }

  /** Makes it now. Those who come meanwhile wait for it, unless there is an older one to hand out. */
  private async make<T>(
    doing: Doing,
    name: string,
    work: (doing: Doing) => Promise<T>,
    patience: Patience,
  ): Promise<T> {
    if (this.kept.size >= most) this.kept.clear()
    const from = performance.now()
    const answer: Answer = {
      made: watch(doing, work),
      at: doing.at.now,
      from,
      done: null,
      renewed: false,
    }
    const before = this.keyOf(doing, name)
    if (!this.kept.get(before)?.renewed) this.kept.set(before, answer)
    try {
      const made = await answer.made
      const now = performance.now()
      const keptMs = keptFor(now - from, patience)
      answer.done = { ...made, until: now + keptMs, keptMs }
      this.traits.set(name, new Set([...(this.traits.get(name) ?? []), ...made.traits]))
      const after = this.keyOf(doing, name)
      if (before !== after && this.kept.get(before) === answer) this.kept.delete(before)
      this.kept.set(after, answer)
      return made.value as T
    } catch (error) {
      if (this.kept.get(before) === answer) this.kept.delete(before)
      throw error
    }
  }

  /** The question, the day, and the person as far as such answers have looked at one. */
  private keyOf({ at, world, who }: Doing, name: string): string {
    const own = [...(this.traits.get(name) ?? [])]
      .sort()
      .map((trait) => [trait, trait === 'me' ? who.id : who[trait]])
    return JSON.stringify([name, dayIn(at.zone, at.now), world.company.currency, own])
  }
}

type State = 'under way' | 'fresh' | 'old' | 'over'

/** `old` is better than waiting for the next one, for a while. */
function stateOf({ done, from }: Answer, crowd: boolean): State {
  if (!done) return 'under way'
  const now = performance.now()
  if (done.until >= now || (crowd && from + crowdMs >= now)) return 'fresh'
  return now - done.until < done.keptMs ? 'old' : 'over'
}

const known = new WeakMap<View['objects'], Answers>()

/**
 * The answer of `work`, made once for all who ask at the same time and have the same roles; a slow one is kept for some
 * time, and longer while the next one is made. Where rules of rows look at the person, it is shared by those who are the
 * same in what was looked at (the same people below them, say): `work` is handed people and circumstances that notice.
 * @param name names the question with all that was asked of it
 * @param crowd are so many asking just now that an answer of the last minute will do?
 */
export function sharedAnswer<T>(
  doing: Doing,
  name: string,
  crowd: boolean,
  work: Work<T>,
  patience = usual,
): Promise<Shared<T>> {
  const { objects } = permit(doing.app, doing.who)
  let answers = known.get(objects)
  if (!answers) known.set(objects, (answers = new Answers()))
  return answers.ask(doing, name, crowd, work, patience)
}

/** Works, and notes what of the person was looked at. Roles are the same for all who share the answer. */
async function watch<T>(doing: Doing, work: (doing: Doing) => Promise<T>): Promise<Made> {
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
