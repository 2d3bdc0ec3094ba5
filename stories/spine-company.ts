// Where does a story happen? In a company on a real database, with people in it and its clock in the hand.

import type { Book } from '#kernel/app.ts'
import { Refusal } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { book as standard } from '#ltc/index.ts'
import type { Asks, Tx } from '#server/database/pool.ts'
import { readWho } from '#server/login/who.ts'
import { act } from '#server/records/act.ts'
import { changeAtOnce, createAtOnce, writtenText } from '#server/writing/at-once.ts'
import { readCompany } from '#server/records/open-world.ts'
import { recordPage } from '#server/records/page.ts'
import { get, group, rowsOf } from '#server/reading/read.ts'
import { circumstances, systemWho, type Doing, type World } from '#server/world/world.ts'
import { remove } from '#server/writing/recycle.ts'
import { changeShown, create } from '#server/writing/write.ts'
import type { Ask, GroupAsk } from '#kernel/query/ask.ts'
import type { TestDatabase } from './database.ts'
import { freshWorld } from './fresh-world.ts'

/** What one person does, each call in a transaction of its own, with that person's rights. */
export interface Person {
  readonly who: Who
  /** A piece of work in this person's name; without a transaction it asks the database itself. */
  doing(tx?: Asks): Doing
  create(object: string, values: Values): Promise<Row>
  /** @param ifSeen versions of which one must be the present one */
  change(object: string, id: string, values: Values, ifSeen?: readonly number[]): Promise<Row>
  remove(object: string, id: string): Promise<void>
  get(object: string, id: string): Promise<Row>
  list(object: string, filter?: string): Promise<Row[]>
  ask(question: GroupAsk): Promise<Values[]>
  /** What their page of the record offers. */
  page(object: string, id: string): Promise<RecordPage>
  /** Runs an action; answers what it answers. */
  act(object: string, id: string, action: string, input?: Values): Promise<Values>
}

export interface Company {
  readonly world: World
  readonly base: TestDatabase
  /** Sets the clock: a day (at nine in the morning, China time) or an instant. */
  at(moment: string): void
  /** Hires somebody; they are known by their name. */
  hire(name: string, values: Values): Promise<Person>
  readonly system: Person
  close(): Promise<void>
}

export async function company(start: string, book: Book = standard): Promise<Company> {
  let now = instant(start)
  const { base, world } = await freshWorld(() => now, { book })
  await base.db.query(sql`insert into person (id, name, active, created_at, updated_at, version)
    values (${systemWho.id}::uuid, ${systemWho.name}, true, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz, 1) on conflict do nothing`)
  const system = person(world, systemWho)
  await system.create('company', {
    name: '示例机械有限公司',
    currency: 'CNY',
    zone: 'Asia/Shanghai',
  })
  await readCompany(world)
  return {
    world,
    base,
    system,
    at(moment) {
      now = instant(moment)
    },
    async hire(name, values) {
      const { id } = await system.create('person', { name, active: true, ...values })
      const who = await readWho(world.db, id)
      if (!who) throw new Error(`${name} was not hired`)
      return person(world, who)
    },
    close: () => base.drop(),
  }
}

const instant = (moment: string): Date =>
  new Date(moment.length === 10 ? `${moment}T09:00:00+08:00` : moment)

function person(world: World, who: Who): Person {
  const doing = (tx: Asks = world.db): Doing => ({
    world,
    app: world.app,
    tx,
    who,
    at: circumstances(world, who),
    cause: { kind: who === systemWho ? 'system' : 'person' },
    action: null,
  })
  const view = () => permit(world.app, who)
  const at = () => circumstances(world, who)
  const ask = (question: Ask) => rowsOf(world.db, view(), at(), question)
  return {
    who,
    doing,
    create: async (object, values) => {
      const atOnce = await createAtOnce(doing(), object, values)
      if (atOnce) return JSON.parse(atOnce.text!) as Row
      return world.db.transaction(async (tx) => {
        const id = await create(doing(tx), object, values, 'person')
        return get(tx, view(), at(), object, id)
      })
    },
    change: async (object, id, values, ifSeen) => {
      const atOnce = await changeAtOnce(doing(), object, id, values, ifSeen)
      const usual = async (tx: Tx): Promise<string> => {
        const bound = doing(tx)
        const done = await changeShown(bound, object, id, values, 'person', { ifSeen, last: true })
        return done?.text ?? writtenText(bound, object, id)
      }
      return JSON.parse(atOnce ?? (await world.db.transaction(usual))) as Row
    },
    remove: (object, id) => world.db.transaction((tx) => remove(doing(tx), object, id, 'person')),
    get: (object, id) => get(world.db, view(), at(), object, id),
    list: (object, filter) =>
      ask({
        from: object,
        sort: 'id',
        limit: 1000,
        children: true,
        ...(filter ? { where: filter } : {}),
      }),
    ask: async (question) =>
      (await group(world.db, view(), at(), question)).map((text) => JSON.parse(text) as Values),
    page: (object, id) => world.db.transaction((tx) => recordPage(doing(tx), object, id)),
    act: (object, id, action, input = {}) =>
      world.db.transaction((tx) => act(doing(tx), object, id, action, input)),
  }
}

/** The code of the refusal, with the paths of its problems; a story fails where nothing is refused. */
export async function refused(work: Promise<unknown>): Promise<{ code: string; paths: string[] }> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal)
      return { code: error.code, paths: error.problems.map((one) => one.path) }
    throw error
  }
  throw new Error('nothing was refused')
}
