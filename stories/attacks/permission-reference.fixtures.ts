// Who sees which row and which field, by the rules alone? Slow plain code that shares nothing with the product.
import { isAdmin, type Who } from '#kernel/permission.ts'
import {
  type Cells,
  type Kind,
  type Rows,
  secretOf,
  type World,
} from './permission-world.fixtures.ts'

export type Cell = string | number | boolean | null
/** What may not be named: the question has to be refused. */
export const hidden = Symbol('hidden')

const refers: Readonly<Record<Kind, Readonly<Record<string, Kind | 'person'>>>> = {
  acc: { owner: 'person' },
  deal: { owner: 'person', account: 'acc' },
  line: { owner: 'person', deal: 'deal' },
  note: { owner: 'person', deal: 'deal' },
}
const calculated = new Set(['margin', 'total'])
const plain = ['id', 'owner', 'title']
const own: Readonly<Record<Kind, readonly string[]>> = {
  acc: [...plain, 'amount', 'secret', 'region'],
  deal: [...plain, 'amount', 'secret', 'kind', 'account', 'cost', 'margin', 'total'],
  line: [...plain, 'price', 'hint', 'deal', 'unit_cost'],
  note: [...plain, 'price', 'hint', 'deal'],
}

export class Reference {
  readonly world: World
  readonly rows: Rows
  /** Person id → name. */
  readonly names: ReadonlyMap<string, string>
  constructor(world: World, rows: Rows, names: ReadonlyMap<string, string>) {
    this.world = world
    this.rows = rows
    this.names = names
  }

  sees(who: Who, kind: Kind): boolean {
    if (isAdmin(who)) return true
    return kind === 'line'
      ? this.sees(who, 'deal')
      : this.world[kind].rows.some((line) => who.roles.includes(line.role))
  }

  field(who: Who, kind: Kind, name: string): boolean {
    if (!this.sees(who, kind) || !own[kind].includes(name)) return false
    const read = this.world[kind].fields[name]
    return isAdmin(who) || !read || read.some((role) => who.roles.includes(role))
  }

  fields(who: Who, kind: Kind): string[] {
    return own[kind].filter((name) => this.field(who, kind, name))
  }

  /** Does the row lie within the person's rights, the recycle bin apart? */
  row(who: Who, kind: Kind, row: Cells): boolean {
    if (isAdmin(who)) return true
    if (kind === 'line') {
      const above = this.rows.deal.find((one) => one.id === row.deal)
      return above !== undefined && this.row(who, 'deal', above)
    }
    return this.world[kind].rows.some(
      (line) =>
        who.roles.includes(line.role) &&
        (line.rule === null || line.rule.holds(row, who, this.rows)),
    )
  }

  shown(who: Who, kind: Kind, removed = false): Cells[] {
    return this.rows[kind].filter((row) => row.removed === removed && this.row(who, kind, row))
  }

  children(who: Who, kind: 'line' | 'note', deal: Cells): Cells[] {
    return this.rows[kind].filter(
      (row) => row.deal === deal.id && !row.removed && this.row(who, kind, row),
    )
  }

  /** The value at the end of a path, or `hidden` where a step may not be named. Rows that may not be read are empty. */
  value(who: Who, kind: Kind, row: Cells, path: readonly string[]): Cell | typeof hidden {
    if (!this.named(who, kind, path)) return hidden
    return this.walk(who, kind, row, path)
  }

  named(who: Who, kind: Kind, [name, ...rest]: readonly string[]): boolean {
    if (!this.field(who, kind, name!)) return false
    if (rest.length === 0) return true
    const to = refers[kind][name!]
    if (to === undefined) return false
    return to === 'person'
      ? rest.length === 1 && ['id', 'name'].includes(rest[0]!)
      : this.named(who, to, rest)
  }

  private walk(who: Who, kind: Kind, row: Cells, [name, ...rest]: readonly string[]): Cell {
    if (rest.length === 0)
      return calculated.has(name!) ? this.calculated(row, name!) : (row[name!] ?? null)
    const to = refers[kind][name!]!
    const id = row[name!]
    if (rest[0] === 'id') return id ?? null
    if (to === 'person') return this.names.get(String(id)) ?? null
    const target = this.rows[to].find((one) => one.id === id)
    return target && this.row(who, to, target) ? this.walk(who, to, target, rest) : null
  }

  /** Formulas of the model calculate with everything, whoever looks. */
  private calculated(row: Cells, name: string): Cell {
    if (name === 'margin')
      return row.amount === null || row.cost === null ? null : Number(row.amount) - Number(row.cost)
    return this.rows.line
      .filter((one) => one.deal === row.id && !one.removed)
      .reduce((sum, one) => sum + Number(one.price ?? 0), 0)
  }

  /** Every canary that may stand in an answer to this person, the recycle bin included. */
  readonly #canaries = new Map<Who, Set<string>>()
  canaries(who: Who): ReadonlySet<string> {
    let known = this.#canaries.get(who)
    if (!known) {
      known = new Set()
      for (const kind of ['acc', 'deal', 'line', 'note'] as const)
        for (const row of this.rows[kind])
          if (this.sees(who, kind) && this.row(who, kind, row))
            for (const name of ['title', secretOf(kind)])
              if (this.field(who, kind, name) && row[name] !== null) known.add(String(row[name]))
      this.#canaries.set(who, known)
    }
    return known
  }
}
