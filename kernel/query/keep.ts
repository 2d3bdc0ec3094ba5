// Which statements need not be printed again? Those that did not look at the moment while they were printed.
import type { Circumstances } from '../formula/to-sql.ts'
import { flat, type Sql } from '../sql.ts'
import type { View } from './view.ts'

/** A statement for all who have the same roles; or one for each person; null = it holds for this moment only. */
type Kept = Sql | Map<string, Sql> | null

/** More different questions than this are not asked again and again. */
const most = 500
const known = new WeakMap<View['objects'], Map<string, Kept>>()

/**
 * The statement that `print` makes, printed once for all who have the same roles: printing costs up to a third of a
 * whole call. A statement that looked at the person is kept for that person, one that looked at the clock is not kept.
 * The answer is flat, so that `withPart` may put a value of this call into it.
 * @param key names the question among all that are asked of this view; null = it will hardly come again
 */
export function keep(
  view: View,
  at: Circumstances,
  key: string | null,
  print: (at: Circumstances) => Sql,
): Sql {
  if (key === null) return flat(print(at))
  let statements = known.get(view.objects)
  if (!statements) known.set(view.objects, (statements = new Map()))
  const name = `${at.zone} ${at.currency} ${at.language} ${key}`
  const kept = statements.get(name)
  if (kept === null) return flat(print(at))
  if (kept === undefined) {
    const seen = watched(at)
    const statement = flat(print(seen.at))
    remember(
      statements,
      name,
      seen.moment ? null : seen.traits.size ? new Map([[personOf(at), statement]]) : statement,
    )
    return statement
  }
  if (!(kept instanceof Map)) return kept
  const person = personOf(at)
  let own = kept.get(person)
  if (!own) remember(kept, person, (own = flat(print(at))))
  return own
}

const personOf = (at: Circumstances): string =>
  [at.me, at.team, ...at.teams, '', ...at.people].join()

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= most) map.clear()
  map.set(key, value)
}

/** What of the person a row rule or a formula may look at. */
export type Trait = 'me' | 'team' | 'teams' | 'people' | 'roles'

/** The same circumstances, which notice what is looked at. */
export function watched(at: Circumstances): {
  readonly at: Circumstances
  moment: boolean
  readonly traits: Set<Trait>
} {
  const seen = { at, moment: false, traits: new Set<Trait>() }
  const look = <T>(trait: Trait, value: T): T => {
    seen.traits.add(trait)
    return value
  }
  seen.at = {
    zone: at.zone,
    currency: at.currency,
    language: at.language,
    // Its days are the company's to change at any time.
    get calendar() {
      seen.moment = true
      return at.calendar
    },
    get now() {
      seen.moment = true
      return at.now
    },
    get me() {
      return look('me', at.me)
    },
    get team() {
      return look('team', at.team)
    },
    get teams() {
      return look('teams', at.teams)
    },
    get roles() {
      return look('roles', at.roles)
    },
    get people() {
      return look('people', at.people)
    },
  }
  return seen
}
