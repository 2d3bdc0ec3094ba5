// Which rights, rows and people does the permission model try? Random ones, each rule as a formula and as plain code.
import { object } from '#kernel/object.ts'
import { allow, type Allow, type Who } from '#kernel/permission.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Book } from '#kernel/app.ts'
import { book as standard } from '#ltc/index.ts'

/** Numbers that are the same on every run of the same seed (mulberry32). */
export class Chance {
  #state: number
  constructor(seed: number) {
    this.#state = seed
  }
  below(n: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
  yes(percent: number): boolean {
    return this.below(100) < percent
  }
  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }
  some<T>(list: readonly T[], percent: number): T[] {
    return list.filter(() => this.yes(percent))
  }
}

export type Cells = { readonly id: string; removed: boolean } & Record<
  string,
  string | number | boolean | null
>
export type Kind = 'acc' | 'deal' | 'line' | 'note'
export const kinds: readonly Kind[] = ['acc', 'deal', 'line', 'note']
// A name that a child row may not show would be looked for in its record: each has names of its own.
export const amountOf = (kind: Kind): string =>
  kind === 'line' || kind === 'note' ? 'price' : 'amount'
export const secretOf = (kind: Kind): string =>
  kind === 'line' || kind === 'note' ? 'hint' : 'secret'
/** `pm_deal_2`: the object of a kind in one of the worlds. */
export const nameOf = (kind: Kind, world: number): string => `pm_${kind}_${world}`

/** The rows of one world, for rules and for the reference. */
export interface Rows {
  readonly acc: readonly Cells[]
  readonly deal: readonly Cells[]
  readonly line: readonly Cells[]
  readonly note: readonly Cells[]
}

export interface RuleOf {
  readonly text: string
  holds(row: Cells, who: Who, rows: Rows): boolean
}

const byId = (rows: readonly Cells[], id: unknown): Cells | undefined =>
  rows.find((row) => row.id === id)
const accOf = (row: Cells | undefined, rows: Rows): Cells | undefined =>
  row && byId(rows.acc, row.account)
const mine = (row: Cells | undefined, who: Who): boolean =>
  row !== undefined && who.people.includes(String(row.owner))
const living = (row: Cells): boolean => !row.removed

const own: readonly RuleOf[] = [
  { text: 'owner = me', holds: (row, who) => row.owner === who.id },
  { text: 'owner in my_people()', holds: (row, who) => mine(row, who) },
  {
    text: 'owner in my_people() or owner is empty',
    holds: (row, who) => mine(row, who) || row.owner === null,
  },
  { text: 'amount > 50', holds: (row) => row.amount !== null && Number(row.amount) > 50 },
  { text: 'secret contains "7"', holds: (row) => String(row.secret ?? '').includes('7') },
]
export const rules: Readonly<Record<'acc' | 'deal' | 'note', readonly RuleOf[]>> = {
  acc: [...own, { text: 'region = "a"', holds: (row) => row.region === 'a' }],
  deal: [
    ...own,
    {
      text: 'kind = "a" or owner = me',
      holds: (row, who) => row.kind === 'a' || row.owner === who.id,
    },
    { text: 'account.owner = me', holds: (row, who, rows) => accOf(row, rows)?.owner === who.id },
    {
      text: 'account.owner in my_people()',
      holds: (row, who, rows) => mine(accOf(row, rows), who),
    },
    { text: 'account is empty', holds: (row) => row.account === null },
    {
      text: 'ANY(lines, unit_cost > 50)',
      holds: (row, _who, rows) =>
        rows.line.some(
          (one) =>
            living(one) &&
            one.deal === row.id &&
            one.unit_cost !== null &&
            Number(one.unit_cost) > 50,
        ),
    },
  ],
  note: [
    ...own.slice(0, 3),
    { text: 'price > 50', holds: (row) => row.price !== null && Number(row.price) > 50 },
    {
      text: 'deal.owner = me',
      holds: (row, who, rows) => byId(rows.deal, row.deal)?.owner === who.id,
    },
    {
      text: 'deal.account.owner in my_people()',
      holds: (row, who, rows) => mine(accOf(byId(rows.deal, row.deal), rows), who),
    },
  ],
}

export const roles = ['r1', 'r2', 'r3', 'r4'] as const

/** Who may read which rows and fields of one object. */
export interface Rights {
  /** Role → its rules; null = every row. A child object has none: it is seen with its parent. */
  readonly rows: readonly { readonly role: string; readonly rule: RuleOf | null }[]
  /** Field → roles; a field that is not here is read by everybody. */
  readonly fields: Readonly<Record<string, readonly string[]>>
}
export type World = Readonly<Record<Kind, Rights>>

const limited: Readonly<Record<Kind, readonly string[]>> = {
  acc: ['amount', 'secret', 'region'],
  deal: ['amount', 'secret', 'cost', 'margin', 'account', 'total'],
  line: ['unit_cost', 'price', 'hint'],
  note: ['hint', 'price'],
}

export function randomWorld(chance: Chance): World {
  const rights = (kind: Kind): Rights => ({
    rows:
      kind === 'line'
        ? []
        : roles.flatMap((role) =>
            chance.yes(70)
              ? Array.from({ length: 1 + chance.below(2) }, () => ({
                  role,
                  rule: chance.yes(12) ? null : chance.one(rules[kind]),
                }))
              : [],
          ),
    fields: Object.fromEntries(
      chance.some(limited[kind], 60).map((field) => [field, chance.some(roles, 40)]),
    ),
  })
  return { acc: rights('acc'), deal: rights('deal'), line: rights('line'), note: rights('note') }
}

const words = (text: string) => ({ zh: `标${text}`, en: `LBL${text}` })

/** The fields of a kind in a world, without rights. */
function fieldsOf(kind: Kind, world: number): Record<string, FieldDef> {
  const text = (name: string, search = false): FieldDef => ({
    kind: 'text',
    label: words(name),
    ...(search ? { search: true } : {}),
  })
  const number = (name: string): FieldDef => ({ kind: 'decimal', label: words(name) })
  const ref = (name: string, to: Kind): FieldDef => ({
    kind: 'ref',
    object: nameOf(to, world),
    label: words(name),
  })
  if (kind === 'acc')
    return {
      title: text('title', true),
      region: text('region'),
      amount: number('amount'),
      secret: text('secret', true),
    }
  if (kind === 'line')
    return {
      deal: ref('deal', 'deal'),
      title: text('title'),
      price: number('price'),
      unit_cost: number('unit_cost'),
      hint: text('hint'),
    }
  if (kind === 'note')
    return {
      deal: ref('deal', 'deal'),
      title: text('title', true),
      price: number('price'),
      hint: text('hint', true),
    }
  return {
    title: text('title', true),
    kind: text('kind'),
    account: ref('account', 'acc'),
    amount: number('amount'),
    cost: number('cost'),
    secret: text('secret', true),
    lines: { kind: 'lines', object: nameOf('line', world), by: 'deal', label: words('lines') },
    notes: { kind: 'lines', object: nameOf('note', world), by: 'deal', label: words('notes') },
    margin: { kind: 'formula', formula: 'amount - cost', label: words('margin') },
    total: { kind: 'rollup', formula: 'SUM(lines.price)', label: words('total') },
  }
}

export function bookOf(worlds: readonly World[]): Book {
  const objects = worlds.flatMap((rights, world) =>
    kinds.map((kind) => {
      const fields = Object.fromEntries(
        Object.entries(fieldsOf(kind, world)).map(([name, field]) => {
          const read = rights[kind].fields[name]
          return [name, read ? { ...field, read } : field]
        }),
      )
      const lines: Allow[] = rights[kind].rows.map(({ role, rule }) =>
        rule ? allow(role, 'read export', rule.text) : allow(role, 'read export'),
      )
      return object(nameOf(kind, world), {
        label: words(nameOf(kind, world)),
        title: 'title',
        fields,
        allow: lines,
        ...(kind === 'line' ? { parent: 'deal' } : {}),
      })
    }),
  )
  return {
    ...standard,
    roles: {
      ...standard.roles,
      ...Object.fromEntries(roles.map((role) => [role, { label: words(role) }])),
    },
    objects: {
      ...standard.objects,
      ...Object.fromEntries(objects.map(({ name, def }) => [name, def])),
    },
  }
}

/** Rows of one world. Every secret and title is a canary: the text stands nowhere else. */
export function randomRows(
  chance: Chance,
  world: number,
  people: readonly string[],
  idOf: () => string,
): Rows {
  const number = (): number | null => (chance.yes(15) ? null : chance.below(100))
  const owner = (): string | null => (chance.yes(20) ? null : chance.one(people))
  const base = (kind: Kind, i: number): Cells => ({
    id: idOf(),
    removed: chance.yes(8),
    owner: owner(),
    title: `cn${world}${kind}${i}tx${chance.below(10)}q`,
    [amountOf(kind)]: number(),
    [secretOf(kind)]: chance.yes(10) ? null : `cn${world}${kind}${i}sx${chance.below(10)}q`,
  })
  const acc = Array.from({ length: 14 }, (_, i): Cells => ({
    ...base('acc', i),
    region: chance.one(['a', 'b', 'c', null]),
  }))
  const deal = Array.from({ length: 40 }, (_, i): Cells => ({
    ...base('deal', i),
    kind: chance.one(['a', 'b', 'c']),
    account: chance.yes(15) ? null : chance.one(acc).id,
    cost: number(),
  }))
  const line = Array.from({ length: 60 }, (_, i): Cells => ({
    ...base('line', i),
    deal: chance.one(deal).id,
    unit_cost: number(),
  }))
  const note = Array.from({ length: 40 }, (_, i): Cells => ({
    ...base('note', i),
    deal: chance.yes(10) ? null : chance.one(deal).id,
  }))
  return { acc, deal, line, note }
}
