// How do the public Olist files become a company's past? Through the import and the actions that everybody has.
import { Decimal } from 'decimal.js'
import type { Book } from '#kernel/app.ts'
import type { ImportSummary } from '#kernel/api.ts'
import { Refusal } from '#kernel/error.ts'
import { instantOf } from '#kernel/import/local-time.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import type { Who } from '#kernel/permission.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { importTable } from '#server/import/import-table.ts'
import type { Publish } from '#server/import/new-fields.ts'
import { readWho } from '#server/login/who.ts'
import { publish } from '#server/model/publish.ts'
import { readCompany } from '#server/records/open-world.ts'
import { get } from '#server/reading/read.ts'
import { circumstances, dayIn, systemWho, type World } from '#server/world/world.ts'
import { handsIn } from './hands.ts'
import { holdsAny } from './holds-any.ts'
import { type Dirt, dirtOf, orderDirt } from './olist-dirt.ts'
import { type Cells, csvOf, type OlistFiles, readOlist } from './olist-files.ts'
import * as mappings from './olist-mappings.ts'
import { type Clock, loadOrder, type Order } from './olist-orders.ts'
import { dealsOf, keyOf, leadsOf, oursOf, paymentsOf, peopleOf, sellersOf } from './olist-tables.ts'
import { firstAdmin } from './staff.ts'

export interface OlistOptions {
  readonly publish: Publish
  readonly onProgress?: (step: string, done: number, total: number) => void
}

export interface OlistSummary {
  readonly imported: Readonly<
    Record<'person' | 'account' | 'lead' | 'opportunity' | 'payment', ImportSummary>
  >
  readonly orders: {
    readonly loaded: number
    readonly there_already: number
    readonly items: number
    readonly items_value: string
    readonly billed: string
    readonly allocated: string
    readonly unallocated: string
  }
  /** The company's own currency; that of the files, unless money of another one was there already. */
  readonly currency: string
  /** Rows that don't fit together, and what was done with each kind of them. */
  readonly dirt: readonly Dirt[]
}
/** Orders side by side, each in a transaction of its own. */
const lanes = 4

/**
 * Loads the marketing funnel and the orders of the sellers that were won. `from` holds the CSV files (or .csv.gz),
 * flat or in `olist-funnel` and `olist-orders`. Every record has its external id, so loading again adds nothing.
 * Times without a zone are those of the company. Needs an administrator; refuses `not-found` for a missing file.
 */
export async function loadOlist(
  world: World,
  who: Who,
  from: string,
  { publish: publishing, onProgress }: OlistOptions,
): Promise<OlistSummary> {
  const files = await readOlist(from)
  const currency = await takeCurrency(world)
  const won = new Map(files.deals.map((deal) => [deal.mql_id!, deal]))
  const steps = [
    ['person', mappings.people, peopleOf(files)],
    ['account', mappings.sellers, sellersOf(files)],
    ['lead', mappings.leads, leadsOf(files, won)],
    ['opportunity', mappings.deals, dealsOf(files)],
    ['lead', mappings.links, files.deals.map(({ mql_id }) => ({ mql_id: mql_id!, deal: mql_id! }))],
    ['payment', mappings.payments, paymentsOf(files)],
  ] as const
  const imported: Partial<Record<string, ImportSummary>> = {}
  for (const [object, mapping, rows] of steps) {
    const summary = await bring(world, who, object, mapping, rows, publishing, (done) =>
      onProgress?.(object, done, rows.length),
    )
    imported[object] ??= summary
  }
  const orders = await loadOrders(world, who, files, (done, total) =>
    onProgress?.('contract', done, total),
  )
  return {
    imported: imported as OlistSummary['imported'],
    currency,
    orders: orders.summary,
    dirt: [...dirtOf(files, won), ...orders.dirt].filter((one) => one.count > 0),
  }
}

/** What is in all of the files. */
const theirs = 'BRL'
const withMoney = ['lead', 'opportunity', 'quote', 'contract', 'invoice', 'payment']

/** A company that has no money in its books yet takes the currency of the files for its own: the river adds up in it. */
async function takeCurrency(world: World): Promise<string> {
  const { currency, record } = world.company
  if (currency === theirs) return currency
  if (typeof record.id !== 'string' || (await holdsAny(world.db, withMoney))) return currency
  const { id } = record
  await world.db.transaction((tx) =>
    handsIn(world, tx).change(systemWho, world.now().getTime(), 'company', id, {
      currency: theirs,
    }),
  )
  await readCompany(world)
  return world.company.currency
}

const bring = (
  world: World,
  who: Who,
  object: string,
  mapping: Mapping,
  rows: readonly Cells[],
  publishing: Publish,
  told: (done: number) => void,
): Promise<ImportSummary> =>
  importTable(world, who, object, csvOf(rows), mapping, {
    publish: publishing,
    patient: true,
    cause: { kind: 'import', id: 'olist' },
    onProgress: ({ rows: done }) => told(done),
  })

async function loadOrders(
  world: World,
  who: Who,
  files: OlistFiles,
  told: (done: number, total: number) => void,
): Promise<{ summary: OlistSummary['orders']; dirt: Dirt[] }> {
  const ours = oursOf(files)
  const known = await idsOf(world)
  const { zone } = world.company
  const clock: Clock = {
    instant: (text) => Date.parse(instantOf(text.replace(' ', 'T'), zone)),
    date: (at) => dayIn(zone, new Date(at)),
  }
  const refused: string[] = []
  const sums = {
    loaded: 0,
    there: 0,
    items: 0,
    value: new Decimal(0),
    billed: new Decimal(0),
    allocated: new Decimal(0),
    paid: new Decimal(0),
  }
  const next = ours.values()
  const lane = async (): Promise<void> => {
    for (const one of next) {
      told(sums.loaded + sums.there, ours.length)
      if (known.contracts.has(one.order.order_id!)) {
        sums.there++
        continue
      }
      const order: Order = {
        ...one,
        account: known.accounts.get(one.items[0]!.seller_id!)!,
        sr: known.sellers.get(one.items[0]!.seller_id!)!,
        payments: one.payments.flatMap((row) => known.payments.get(keyOf(row)) ?? []),
      }
      try {
        const done = await inOneGo(world, who, clock, order)
        sums.loaded++
        sums.items += one.items.length
        for (const item of one.items) sums.value = sums.value.plus(item.price!)
        sums.billed = sums.billed.plus(done.billed)
        sums.allocated = sums.allocated.plus(done.allocated)
        for (const row of order.payments) sums.paid = sums.paid.plus(row.amount)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error
        refused.push(`${one.order.order_id}: ${error.message}`)
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  const summary = {
    loaded: sums.loaded,
    there_already: sums.there,
    items: sums.items,
    items_value: sums.value.toFixed(2),
    billed: sums.billed.toFixed(2),
    allocated: sums.allocated.toFixed(2),
    unallocated: sums.paid.minus(sums.allocated).toFixed(2),
  }
  return {
    summary,
    dirt: [
      ...orderDirt(ours),
      {
        what: 'orders that a rule refused',
        done: 'left out whole; their payments stay unallocated',
        count: refused.length,
        rows: refused,
      },
    ],
  }
}

/** Nobody waits for an answer here, and the lanes wait for one another: for numbers, say. */
const patience = { statementMs: 60_000, lockMs: 60_000 } as const

const inOneGo = (world: World, who: Who, clock: Clock, order: Order) =>
  world.db.transaction((tx) => {
    const view = permit(world.app, systemWho)
    const read = (object: string, id: string) =>
      get(tx, view, circumstances(world, systemWho), object, id)
    return loadOrder(
      handsIn(world, tx, { cause: { kind: 'import', id: 'olist' } }),
      read,
      who,
      clock,
      order,
    )
  }, patience)

interface Known {
  readonly accounts: ReadonlyMap<string, string>
  /** Seller → the person who sold to them. */
  readonly sellers: ReadonlyMap<string, Who>
  readonly contracts: ReadonlySet<string>
  readonly payments: ReadonlyMap<string, { readonly id: string; readonly amount: string }>
}

async function idsOf({ db }: World): Promise<Known> {
  const accounts = await db.query<{ key: string; id: string; owner: string; name: string }>(
    sql`select a.external_id as key, a.id, a.owner, p.name from account a join person p on p.id = a.owner where a.external_id is not null and a.removed_at is null`,
  )
  const contracts = await db.query<{ key: string }>(
    sql`select external_id as key from contract where external_id is not null`,
  )
  const payments = await db.query<{ key: string; id: string; amount: string }>(
    sql`select external_id as key, id, amount from payment where external_id is not null and removed_at is null`,
  )
  // They have left, so nobody can sign in as them; what they did is still logged in their name.
  const seller = ({ owner, name }: { owner: string; name: string }): Who => ({
    id: owner,
    name,
    roles: ['sales'],
    team: null,
    teams: [],
    people: [owner],
    language: 'en',
  })
  return {
    accounts: new Map(accounts.map((one) => [one.key, one.id])),
    sellers: new Map(accounts.map((one) => [one.key, seller(one)])),
    contracts: new Set(contracts.map((one) => one.key)),
    payments: new Map(payments.map((one) => [one.key, one])),
  }
}

/** What the command line runs. */
export async function fillOlist(
  { world, book }: { readonly world: World; readonly book: Book },
  from: string,
  say: (text: string) => void,
): Promise<OlistSummary> {
  const admin = await firstAdmin(world.db)
  const who = (admin && (await readWho(world.db, admin))) || systemWho
  let told = ''
  return loadOlist(world, who, from, {
    publish: (w, by, patch, note) => publish(w, book, by, patch, { note }),
    onProgress(step, done, total) {
      const text = `${step} ${total ? Math.floor((10 * done) / total) * 10 : 100} %`
      if (text !== told) say((told = text))
    },
  })
}
