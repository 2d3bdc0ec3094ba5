// Which sums over everything need not be made anew for everybody who looks? Those that took long, for a while.
import { watched } from '#kernel/query/keep.ts'
import { permit, type View } from '#kernel/query/view.ts'
import { type Doing, dayIn } from '#server/records/world.ts'

interface Made<T> {
  readonly value: T
  /** Something of the person was looked at: it is their answer and nobody else's. */
  readonly personal: boolean
}
interface Kept {
  readonly made: Promise<Made<unknown>>
  until: number
}

/** What is made faster than this is always made anew. */
const slowMs = 1000
/** Kept for sixty times as long as it took: looking costs a processor a sixtieth per set of roles, however many look. */
const keptFor = (took: number): number => (took < slowMs ? 0 : Math.min(60 * took, 900_000))
const most = 500

const kept = new WeakMap<View['objects'], Map<string, Kept>>()
const ofPerson = new WeakMap<View['objects'], Set<string>>()

/**
 * The answer of `work`, made once for all who ask at the same time and have the same roles; a slow one is kept for some
 * time. Where rules of rows name the person, everybody has an answer of their own: `work` is handed people and
 * circumstances that notice whether they are looked at.
 * @param name names the question with all that was asked of it
 */
export async function sharedAnswer<T>(doing: Doing, name: string, work: (doing: Doing) => Promise<T>): Promise<T> {
  const { objects } = permit(doing.app, doing.who)
  const answers = kept.get(objects) ?? new Map<string, Kept>()
  const personal = ofPerson.get(objects) ?? new Set<string>()
  kept.set(objects, answers)
  ofPerson.set(objects, personal)
  const all = `${name} ${dayIn(doing.at.zone, doing.at.now)} ${doing.world.company.currency}`
  const own = `${all} ${doing.who.id}`
  for (const key of personal.has(name) ? [own] : [all, own]) {
    const known = answers.get(key)
    if (!known || known.until < performance.now()) continue
    // Should it fail, this one tries for itself.
    const made = (await known.made.catch(() => null)) as Made<T> | null
    if (made && (key === own || !made.personal)) return made.value
  }
  if (answers.size >= most) answers.clear()
  const from = performance.now()
  const entry: Kept = { made: make(doing, work), until: Infinity }
  const first = personal.has(name) ? own : all
  answers.set(first, entry)
  try {
    const made = (await entry.made) as Made<T>
    entry.until = performance.now() + keptFor(performance.now() - from)
    if (made.personal) {
      personal.add(name)
      answers.set(own, entry)
    }
    return made.value
  } finally {
    if (answers.get(first) === entry && (entry.until === Infinity || entry.until <= performance.now() || (first === all && personal.has(name)))) answers.delete(first)
  }
}

async function make<T>(doing: Doing, work: (doing: Doing) => Promise<T>): Promise<Made<T>> {
  const seen = watched(doing.at)
  let personal = false
  const { who } = doing
  const look = <V>(value: V): V => {
    personal = true
    return value
  }
  const value = await work({
    ...doing,
    at: seen.at,
    // Roles are the same for all who share the answer; the rest is the person.
    who: {
      roles: who.roles, ...(who.only_read === undefined ? {} : { only_read: who.only_read }), ...(who.only === undefined ? {} : { only: who.only }),
      get id() { return look(who.id) },
      get language() { return look(who.language) },
      get name() { return look(who.name) },
      get team() { return look(who.team) },
      get teams() { return look(who.teams) },
      get people() { return look(who.people) },
    },
  })
  return { value, personal: personal || seen.person }
}
