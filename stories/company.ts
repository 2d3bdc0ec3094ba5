// Where does a story happen? In a small company with its people, on a real database, its clock in the hand.

import type { Row, Values } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import type { Ask } from '#kernel/query/ask.ts'
import { permit } from '#kernel/query/view.ts'
import { get, list } from '#server/records/read.ts'
import { act } from '#server/records/act.ts'
import { circumstances, type Doing, type World } from '#server/records/world.ts'
import { change, create, remove } from '#server/records/write.ts'
import type { Tx } from '#server/database/pool.ts'
import { readWho } from '#server/login/who.ts'
import { company as found } from './spine-company.ts'

/** What one person does, each call in a transaction of its own, with that person's rights. */
export interface As {
  list(ask: Ask): Promise<{ rows: Row[]; next: string | null }>
  get(object: string, id: string): Promise<Row>
  create(object: string, values: Values): Promise<Row>
  change(object: string, id: string, values: Values): Promise<Row>
  remove(object: string, id: string): Promise<void>
  act(object: string, id: string, action: string, input?: Values): Promise<Values>
}

export interface Company {
  readonly world: World
  readonly people: Readonly<Record<string, Who>>
  as(name: string): As
  at(moment: string): void
  close(): Promise<void>
}

const staff: Readonly<Record<string, { roles: string[]; team?: boolean }>> = {
  root: { roles: ['admin'] },
  boss: { roles: ['manager'] },
  lead: { roles: ['sales_manager'], team: true },
  ann: { roles: ['sales'], team: true },
  bob: { roles: ['sales'], team: true },
  cai: { roles: ['sales'], team: true },
  fay: { roles: ['finance'] },
}

/** Opens on 2 March 2026; `lead` leads the team of ann, bob and cai. */
export async function openCompany(start = '2026-03-02'): Promise<Company> {
  const company = await found(start)
  const { world, system } = company
  const team = await system.create('team', { name: '销售一部' })
  const ids: Record<string, string> = {}
  for (const [name, { roles, team: member }] of Object.entries(staff)) {
    const one = await company.hire(name, { email: `${name}@example.cn`, roles, team: member ? team.id : null })
    ids[name] = one.who.id
  }
  await system.change('team', team.id, { lead: ids.lead })
  const people: Record<string, Who> = {}
  for (const [name, id] of Object.entries(ids)) people[name] = (await readWho(world.db, id))!
  return {
    world,
    people,
    as: (name) => as(world, people[name]!),
    at: company.at,
    close: company.close,
  }
}

function as(world: World, who: Who): As {
  const at = () => circumstances(world, who)
  const view = () => permit(world.app, who)
  const doing = (tx: Tx): Doing => ({
    world, app: world.app, tx, who, at: at(), cause: { kind: 'person' }, action: null,
  })
  const read = (object: string, id: string) => get(world.db, view(), at(), object, id)
  return {
    async list(ask) {
      const page = await list(world.db, view(), at(), ask)
      return { rows: page.rows.map((row) => JSON.parse(row) as Row), next: page.next }
    },
    get: read,
    async create(object, values) {
      return read(object, await world.db.transaction((tx) => create(doing(tx), object, values, 'person')))
    },
    async change(object, id, values) {
      await world.db.transaction((tx) => change(doing(tx), object, id, values, 'person'))
      return read(object, id)
    },
    remove: (object, id) => world.db.transaction((tx) => remove(doing(tx), object, id, 'person')),
    act: (object, id, action, input = {}) =>
      world.db.transaction((tx) => act(doing(tx), object, id, action, input)),
  }
}
