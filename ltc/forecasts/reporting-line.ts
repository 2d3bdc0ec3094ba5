// Who reports to whom, and of whom is a forecast expected each week?
export interface Member {
  readonly id: string
  readonly team: string | null
  readonly roles: readonly string[]
  /** What the person's own record says: `yes`, `no`, or nothing for what their role says. */
  readonly forecasts: string | null
}
export interface TeamPlace {
  readonly id: string
  readonly parent: string | null
  readonly lead: string | null
}

export interface ReportingLines {
  /** The lead of their team, or of the nearest team above that somebody else leads. */
  superior(person: string): string | null
  /** Whoever is in a team that they lead or in one below it, and themselves: the same as in rights. */
  people(person: string): ReadonlySet<string>
  /** Those of whom a forecast is expected: sellers, and whoever is above one. */
  readonly expected: ReadonlySet<string>
}

export function reportingLines(
  members: readonly Member[],
  teams: readonly TeamPlace[],
): ReportingLines {
  const byId = new Map(teams.map((team) => [team.id, team]))
  const known = new Map(members.map((member) => [member.id, member]))
  const superior = (person: string): string | null => {
    const met = new Set<string>()
    for (let at = known.get(person)?.team ?? null; at !== null && !met.has(at);) {
      met.add(at)
      const team = byId.get(at)
      if (team?.lead && team.lead !== person && known.has(team.lead)) return team.lead
      at = team?.parent ?? null
    }
    return null
  }
  const below = new Map<string, TeamPlace[]>()
  for (const team of teams)
    if (team.parent) below.set(team.parent, [...(below.get(team.parent) ?? []), team])
  const people = (person: string): ReadonlySet<string> => {
    const led = new Set<string>()
    const open = teams.filter((team) => team.lead === person)
    for (let team = open.pop(); team; team = open.pop())
      if (!led.has(team.id)) {
        led.add(team.id)
        open.push(...(below.get(team.id) ?? []))
      }
    const found = members.filter((one) => one.team !== null && led.has(one.team))
    return new Set([person, ...found.map((one) => one.id)])
  }
  return { superior, people, expected: expectedOf(members, superior) }
}

function expectedOf(
  members: readonly Member[],
  superior: (person: string) => string | null,
): ReadonlySet<string> {
  const wanted = members.filter(
    ({ forecasts, roles }) =>
      forecasts === 'yes' || (forecasts !== 'no' && roles.includes('sales')),
  )
  const refused = new Set(members.filter((one) => one.forecasts === 'no').map((one) => one.id))
  const found = new Set<string>()
  for (const { id } of wanted)
    for (let at: string | null = id; at !== null && !found.has(at); at = superior(at)) found.add(at)
  return new Set([...found].filter((id) => !refused.has(id)))
}
