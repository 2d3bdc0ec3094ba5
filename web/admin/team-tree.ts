// Which team is part of which? A flat list becomes a tree that is read from top to bottom, circles included.

export interface Team {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly parent: string | null
  readonly lead: string | null
}
export interface TeamLine extends Team {
  readonly depth: number
}

/** Parents before their parts, siblings in the order given. A team whose parents form a circle stands at the top. */
export function treeOf(teams: readonly Team[]): TeamLine[] {
  const known = new Set(teams.map((team) => team.id))
  const lines: TeamLine[] = []
  const placed = new Set<string>()
  const place = (team: Team, depth: number): void => {
    if (placed.has(team.id)) return
    placed.add(team.id)
    lines.push({ ...team, depth })
    for (const one of teams) if (one.parent === team.id) place(one, depth + 1)
  }
  for (const team of teams) if (team.parent === null || !known.has(team.parent)) place(team, 0)
  for (const team of teams) place(team, 0)
  return lines
}

/** The team and everything below it: where it can't be moved to. */
export function withBelow(teams: readonly Team[], id: string): ReadonlySet<string> {
  const found = new Set([id])
  for (let grew = true; grew;) {
    grew = false
    for (const team of teams)
      if (team.parent !== null && found.has(team.parent) && !found.has(team.id)) {
        found.add(team.id)
        grew = true
      }
  }
  return found
}
