// Do the figures of a real company's files come out of the system as they went in? Public data, loaded by import and actions.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Values } from '#kernel/object.ts'
import type { GroupAsk } from '#kernel/query/ask.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { riverOf } from '#server/insight/river.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import { publish } from '#server/model/publish.ts'
import { readCompany } from '#server/records/open-world.ts'
import { group } from '#server/reading/read.ts'
import { circumstances, systemWho, type World } from '#server/world/world.ts'
import { create } from '#server/writing/write.ts'
import { loadOlist, type OlistSummary } from '#server/sample/olist.ts'
import type { TestDatabase } from './database.ts'
import { freshWorld } from './fresh-world.ts'

/** Beside the project on machines that test it; the licence keeps it out of the project. */
const data = fileURLToPath(new URL('../../shared/data/', import.meta.url))
const skip = existsSync(`${data}olist-funnel`) ? false : 'data not here'

type Cells = Record<string, string>

/** The files read in another way than the import reads them: no cell of these holds a line break. */
function table(name: string): Cells[] {
  const text = gunzipSync(readFileSync(`${data}${name}.csv.gz`))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  const [head, ...lines] = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? ''),
    )
  return lines.map((cells) =>
    Object.fromEntries(head!.map((column, at) => [column, cells[at] ?? ''])),
  )
}

const cents = (rows: readonly Cells[], ...columns: string[]): number =>
  rows.reduce(
    (sum, row) =>
      sum + columns.reduce((part, column) => part + Math.round(Number(row[column]) * 100), 0),
    0,
  )
const counted = <T>(rows: readonly T[], key: (row: T) => string): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(rows, key)].map(([name, all]) => [name, all.length]))

let base: TestDatabase
let world: World
let summary: OlistSummary
let leads: Cells[]
let deals: Cells[]
let expected: {
  by_origin: Record<string, { leads: number; won: number }>
  by_contact_month: Record<string, { leads: number; won: number }>
  days_to_win: Record<string, number>
  won_by_month: Record<string, number>
  won_by_segment: Record<string, number>
  top5_sr: [string, number][]
  from_lead_to_order: { items: number; orders: number; value: string }
}

const load = (): Promise<OlistSummary> =>
  loadOlist(world, systemWho, data, {
    publish: (w, who, patch, note) => publish(w, book, who, patch, { note }),
  })

before(async () => {
  if (skip) return
  leads = table('olist-funnel/olist_marketing_qualified_leads_dataset')
  deals = table('olist-funnel/olist_closed_deals_dataset')
  expected = JSON.parse(
    readFileSync(`${data}olist-funnel/expected.json`, 'utf8'),
  ) as typeof expected
  ;({ base, world } = await freshWorld(() => new Date('2018-11-30T02:00:00Z')))
  await ensureSystemPerson(world)
  await base.db.transaction((tx) =>
    create(
      {
        world,
        app: world.app,
        tx,
        who: systemWho,
        at: circumstances(world, systemWho),
        cause: { kind: 'system' },
        action: null,
      },
      'company',
      { name: 'Olist (sample)', currency: 'CNY', zone: 'Asia/Shanghai' },
      'action',
    ),
  )
  await readCompany(world)
  summary = await load()
})
after(() => base?.drop())

/** What the system says: a group of rows as one record, `by` → a measure. */
async function ask(question: GroupAsk): Promise<Values[]> {
  const rows = await group(
    world.db,
    permit(world.app, systemWho),
    circumstances(world, systemWho),
    { limit: 1000, ...question },
  )
  return rows.map((text) => JSON.parse(text) as Values)
}
const numbers = (rows: readonly Values[], by: string): Record<string, number> =>
  Object.fromEntries(rows.map((row) => [String(row[by] ?? ''), Number(row.n)]))

test(
  'a company without any money in its books takes the currency of the files for its own',
  { skip },
  () => {
    assert.deepEqual([summary.currency, world.company.currency], ['BRL', 'BRL'])
  },
)

test('every row of the funnel is loaded, and a second load changes nothing', { skip }, async () => {
  for (const [object, n] of [
    ['lead', 8000],
    ['opportunity', 842],
    ['account', 842],
  ] as const) {
    assert.deepEqual(
      [summary.imported[object].created, summary.imported[object].refused],
      [n, 0],
      object,
    )
  }
  const again = await load()
  for (const one of Object.values(again.imported))
    assert.deepEqual([one.created, one.refused], [0, 0])
  assert.deepEqual([again.orders.loaded, again.orders.there_already], [0, summary.orders.loaded])
})

test(
  'the funnel by channel is that of the files: leads and won deals of each origin',
  { skip },
  async () => {
    const all = numbers(
      await ask({ from: 'lead', by: ['source'], measure: { n: 'count()' } }),
      'source',
    )
    const won = numbers(
      await ask({
        from: 'lead',
        where: 'opportunity.stage = "won"',
        by: ['source'],
        measure: { n: 'count()' },
      }),
      'source',
    )
    const byId = new Set(deals.map((one) => one.mql_id))
    assert.deepEqual(
      all,
      counted(leads, (one) => one.origin!),
    )
    assert.deepEqual(
      won,
      counted(
        leads.filter((one) => byId.has(one.mql_id)),
        (one) => one.origin!,
      ),
    )
    for (const [origin, figures] of Object.entries(expected.by_origin)) {
      const name = origin === '(empty)' ? '' : origin
      assert.deepEqual([all[name], won[name]], [figures.leads, figures.won], origin)
    }
  },
)

test(
  'leads by month of first contact and deals by month of winning keep their dates',
  { skip },
  async () => {
    const months = numbers(
      await ask({ from: 'lead', by: ['month(created_at)'], measure: { n: 'count()' } }),
      'month(created_at)',
    )
    assert.deepEqual(
      months,
      Object.fromEntries(
        Object.entries(expected.by_contact_month).map(([month, one]) => [month, one.leads]),
      ),
    )
    const won = numbers(
      await ask({
        from: 'opportunity',
        where: 'stage = "won"',
        by: ['month(won_at)'],
        measure: { n: 'count()' },
      }),
      'month(won_at)',
    )
    assert.deepEqual(won, expected.won_by_month)
    assert.deepEqual(
      won,
      counted(deals, (one) => one.won_date!.slice(0, 7)),
    )
  },
)

test(
  'the win rate of each sales person: all of what they closed is won, and as many as the files say',
  { skip },
  async () => {
    const rows = await ask({
      from: 'opportunity',
      by: ['owner.external_id', 'stage'],
      measure: { n: 'count()' },
    })
    const won = numbers(
      rows.filter((one) => one.stage === 'won'),
      'owner.external_id',
    )
    assert.deepEqual(
      won,
      counted(deals, (one) => one.sr_id!),
    )
    assert.deepEqual(
      rows.filter((one) => one.stage !== 'won'),
      [],
    )
    for (const [person, n] of expected.top5_sr) assert.equal(won[person], n)
    const callers = numbers(
      await ask({
        from: 'lead',
        where: 'stage = "converted"',
        by: ['owner.external_id'],
        measure: { n: 'count()' },
      }),
      'owner.external_id',
    )
    assert.deepEqual(
      callers,
      counted(deals, (one) => one.sdr_id!),
    )
  },
)

test(
  'days to win: mean, median and both ends, the one won before its first contact included',
  { skip },
  async () => {
    const contact = new Map(leads.map((one) => [one.mql_id!, one.first_contact_date!]))
    const day = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000
    const days = deals
      .map((one) => day(one.won_date!) - day(contact.get(one.mql_id!)!))
      .toSorted((a, b) => a - b)
    const passed = 'DAYS(close_date, lead.created_at)'
    const [row] = await ask({
      from: 'opportunity',
      measure: {
        mean: `avg(${passed})`,
        median: `median(${passed})`,
        min: `min(${passed})`,
        max: `max(${passed})`,
      },
    })
    assert.equal(
      Number(row!.mean).toFixed(4),
      (days.reduce((sum, one) => sum + one, 0) / days.length).toFixed(4),
    )
    assert.deepEqual([row!.median, row!.min, row!.max].map(Number), [
      (days[420]! + days[421]!) / 2,
      days[0],
      days.at(-1),
    ])
    assert.deepEqual(
      [Number(row!.mean).toFixed(4), Number(row!.median), Number(row!.min), Number(row!.max)],
      [
        expected.days_to_win.mean!.toFixed(4),
        expected.days_to_win.median,
        expected.days_to_win.min,
        expected.days_to_win.max,
      ],
    )
    assert.equal(
      summary.dirt.find((one) => one.what.startsWith('deals won before'))?.count,
      expected.days_to_win.negative,
    )
  },
)

test(
  'deals by segment and what the sellers declared are custom fields that can be asked',
  { skip },
  async () => {
    const segments = numbers(
      await ask({ from: 'opportunity', by: ['business_segment'], measure: { n: 'count()' } }),
      'business_segment',
    )
    assert.deepEqual(
      segments,
      counted(deals, (one) => one.business_segment!),
    )
    assert.equal(segments[''], expected.won_by_segment['(empty)'])
    const [row] = await ask({
      from: 'opportunity',
      measure: { sum: 'sum(declared_monthly_revenue)', cats: 'count()' },
    })
    assert.equal(Math.round(Number(row!.sum) * 100), cents(deals, 'declared_monthly_revenue'))
    const [wolves] = await ask({
      from: 'opportunity',
      where: 'CONTAINS(lead_behaviour_profile, "wolf")',
      measure: { n: 'count()' },
    })
    assert.equal(
      wolves!.n,
      deals.filter((one) => one.lead_behaviour_profile!.split(', ').includes('wolf')).length,
    )
  },
)

test(
  'orders of the sellers won are billed to the cent, and what is received agrees with the payments file',
  { skip },
  async () => {
    const sellers = new Set(deals.map((one) => one.seller_id))
    const items = table('olist-orders/olist_order_items_sample').filter((one) =>
      sellers.has(one.seller_id),
    )
    const ids = new Set(items.map((one) => one.order_id))
    const payments = table('olist-orders/olist_order_payments_sample').filter((one) =>
      ids.has(one.order_id),
    )
    assert.deepEqual(
      [ids.size, items.length, cents(items, 'price')],
      [
        expected.from_lead_to_order.orders,
        expected.from_lead_to_order.items,
        Math.round(Number(expected.from_lead_to_order.value) * 100),
      ],
    )

    const sum = async (question: GroupAsk): Promise<number> =>
      Math.round(Number((await ask(question))[0]!.n ?? 0) * 100)
    assert.deepEqual(await ask({ from: 'contract', measure: { n: 'count()' } }), [{ n: ids.size }])
    assert.equal(
      await sum({ from: 'contract', measure: { n: 'sum(amount)' } }),
      cents(items, 'price', 'freight_value'),
    )
    assert.equal(
      await sum({ from: 'invoice', where: 'stage != "draft"', measure: { n: 'sum(gross)' } }),
      cents(items, 'price', 'freight_value'),
    )
    assert.equal(
      await sum({ from: 'payment', measure: { n: 'sum(amount)' } }),
      cents(payments, 'payment_value'),
    )
    const [lines] = await base.db.query<{ n: string }>(
      sql`select sum(l.net) as n from contract_line l where l.description like 'Item %' and l.removed_at is null`,
    )
    assert.equal(Number(lines!.n).toFixed(2), expected.from_lead_to_order.value)

    // Each order by itself: it is settled as far as its own payments reach, and the rest stays free.
    const paid = Map.groupBy(payments, (one) => one.order_id!)
    let open = 0
    let free = 0
    for (const [order, own] of Map.groupBy(items, (one) => one.order_id!)) {
      const left =
        cents(own, 'price', 'freight_value') - cents(paid.get(order) ?? [], 'payment_value')
      open += Math.max(0, left)
      free += Math.max(0, -left)
    }
    assert.equal(await sum({ from: 'invoice', measure: { n: 'sum(balance)' } }), open)
    assert.equal(await sum({ from: 'payment', measure: { n: 'sum(unallocated)' } }), free)
    assert.deepEqual(
      [summary.orders.loaded, summary.orders.items, summary.orders.items_value],
      [ids.size, items.length, expected.from_lead_to_order.value],
    )
  },
)

test(
  'deliveries have the dates of the files, and late ones are those that the files call late',
  { skip },
  async () => {
    const ours = new Set(
      (await base.db.query<{ key: string }>(sql`select external_id as key from contract`)).map(
        (one) => one.key,
      ),
    )
    const orders = table('olist-orders/olist_orders_sample').filter((one) =>
      ours.has(one.order_id!),
    )
    const late = orders.filter(
      (one) =>
        one.order_delivered_customer_date &&
        one.order_delivered_customer_date.slice(0, 10) >
          one.order_estimated_delivery_date!.slice(0, 10),
    )
    const [row] = await ask({
      from: 'milestone',
      where: 'sequence = 3 and accepted_on > project.planned_end',
      measure: { n: 'count()' },
    })
    assert.equal(row!.n, late.length)
    const accepted = numbers(
      await ask({
        from: 'milestone',
        where: 'sequence = 3 and stage = "accepted"',
        by: ['month(accepted_on)'],
        measure: { n: 'count()' },
      }),
      'month(accepted_on)',
    )
    assert.deepEqual(
      accepted,
      counted(
        orders.filter((one) => one.order_delivered_customer_date),
        (one) => one.order_delivered_customer_date!.slice(0, 7),
      ),
    )
  },
)

test('nothing that does not fit is lost without a word', { skip }, () => {
  const told = Object.fromEntries(summary.dirt.map((one) => [one.what, one.count]))
  assert.equal(told['leads without origin'], leads.filter((one) => one.origin === '').length)
  assert.equal(told['leads that were not won'], leads.length - deals.length)
  assert.equal(told['orders without items'], 68)
  assert.equal(told['payments of 0'], 2)
  assert.equal(told['orders of which payments and items differ by more than 0.05'], 1)
  assert.equal(told['orders with items of other sellers too'], 7)
  assert.equal(told['orders that a rule refused'], undefined)
})

test(
  'every sentence about money holds, and the river carries the same money',
  { skip },
  async () => {
    for await (const one of reconcile(world))
      assert.equal(one.broken, 0, `${one.id} ${one.on}: ${one.says.en}`)
    const river = await base.db.transaction((tx) =>
      riverOf(
        {
          world,
          app: world.app,
          tx,
          who: systemWho,
          at: circumstances(world, systemWho),
          cause: { kind: 'system' },
          action: null,
        },
        { months: 24, measure: 'amount', until: null },
      ),
    )
    const allocated = await ask({ from: 'allocation', measure: { n: 'sum(amount)' } })
    assert.equal(river.left_out, 0)
    assert.equal(Number(river.now.received.amount).toFixed(2), Number(allocated[0]!.n).toFixed(2))
  },
)
