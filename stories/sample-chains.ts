// Where do tests of the river get a company from? Random chains, written straight into the tables.
import { randomUUID } from 'node:crypto'
import type { Who } from '#kernel/permission.ts'
import { ident, sql } from '#kernel/sql.ts'
import { readCompany } from '#server/records/open-world.ts'
import { circumstances, type Doing, systemWho, type World } from '#server/world/world.ts'
import type { TestDatabase } from './database.ts'
import { freshWorld } from './fresh-world.ts'

export interface SampleWorld {
  readonly base: TestDatabase
  readonly world: World
  doing(who?: Who): Doing
}

export const sampleNow = new Date('2026-11-23T02:00:00Z')

/** A fresh company, its clock standing at `sampleNow`. */
export async function sampleWorld(): Promise<SampleWorld> {
  const { base, world } = await freshWorld(() => sampleNow)
  await base.db
    .query(sql`insert into company (id, name, currency, zone, payment_days, created_at, updated_at, version)
    values (gen_random_uuid(), '示例数据机械公司', 'CNY', 'Asia/Shanghai', 30, now(), now(), 1)`)
  await readCompany(world)
  return {
    base,
    world,
    doing: (who = systemWho) => ({
      world,
      app: world.app,
      tx: base.db,
      who,
      at: circumstances(world, who),
      cause: { kind: 'system' },
      action: null,
    }),
  }
}

/** A random number from 0 up to 1 that is the same at every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296
  }
}

export type Cell = string | number | boolean | null
export type Rows = Record<string, Record<string, Cell>[]>
const tables = [
  'account',
  'lead',
  'opportunity',
  'quote',
  'contract',
  'billing_plan_line',
  'invoice',
  'payment',
  'allocation',
  'write_off',
  'stage_visit',
] as const

/** Writes rows as they are: no rule, no derivation. */
export async function insertRows(world: World, rows: Rows): Promise<void> {
  await world.db.transaction(async (tx) => {
    await tx.query(sql`set constraints all deferred`)
    // Only what the river reads is written, here and by the tests afterwards: no lines, no books.
    for (const table of tables)
      await tx.query(sql`alter table ${ident(table)} disable trigger user`)
    for (const table of tables)
      for (let at = 0; at < (rows[table] ?? []).length; at += 4000)
        await tx.query(
          sql`insert into ${ident(table)} select * from jsonb_populate_recordset(null::${ident(table)}, ${JSON.stringify(rows[table]!.slice(at, at + 4000))}::text::jsonb)`,
          { limitMs: 60_000 },
        )
    await tx.query(
      sql`update billing_plan_line p set invoice = i.id from invoice i where i.plan_line = p.id and i.stage <> 'void' and i.kind = 'normal'`,
      { limitMs: 60_000 },
    )
  })
  await world.db.query(sql`analyze`, { limitMs: 60_000 })
}

const day = 86_400_000

/**
 * A company of `size` leads and what came of them, over the last `months` months: conversions, losses with
 * reasons, quotes, contracts with plans, invoices, credit notes, payments, and documents that came in on the way.
 */
export function randomChains(size: number, seed: number, now = sampleNow, months = 30): Rows {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const chance = (p: number): boolean => random() < p
  const rows: Rows = Object.fromEntries(tables.map((table) => [table, []]))
  const iso = (ms: number): string => new Date(ms).toISOString()
  const date = (ms: number): string => iso(ms + 8 * 3_600_000).slice(0, 10)
  const add = (table: string, at: number, values: Record<string, Cell>): string => {
    const id = randomUUID()
    rows[table]!.push({
      id,
      created_at: iso(at),
      updated_at: iso(at),
      version: 1,
      currency: 'CNY',
      ...values,
    })
    return id
  }
  /** Walks through stages with visits; answers the stage, since when, and the moment of each stage. */
  const walk = (
    object: string,
    record: string,
    start: number,
    path: readonly string[],
    pace: number,
  ) => {
    let [at, i] = [start, 0]
    const times: Record<string, number> = { [path[0]!]: start }
    while (i < path.length - 1) {
      const next = at + Math.max(0.2, random() * 2 * pace) * day
      if (next >= now.getTime()) break
      rows.stage_visit!.push({
        record,
        object,
        stage: path[i]!,
        entered_at: iso(at),
        left_at: iso(next),
        who: record,
        to_stage: path[i + 1]!,
      })
      at = next
      times[path[++i]!] = at
    }
    return { stage: path[i]!, since: at, times }
  }
  const amountOf = (): string => (Math.round(Math.exp(random() * 3) * 6_000_000) / 100).toFixed(2)
  const account = add('account', now.getTime() - months * 31 * day, { name: '示例客户' })

  const invoiceOf = (
    contract: string | null,
    plan: string | null,
    gross: string,
    at: number,
  ): void => {
    const issued = at + random() * 10 * day
    const isDraft = issued > now.getTime()
    const due = issued + 30 * day
    const fate = random()
    const voided = !isDraft && fate < 0.04 && issued + 5 * day < now.getTime()
    const paid_at = due + (random() * 60 - 25) * day
    const part = chance(0.2) ? 0.4 : 1
    const isPaid = !isDraft && !voided && paid_at < now.getTime() && !chance(0.12)
    const paid = isPaid ? (Number(gross) * part).toFixed(2) : '0'
    const invoice = add('invoice', Math.min(at, now.getTime()), {
      number: isDraft ? null : `INV-${rows.invoice!.length}`,
      kind: 'normal',
      account,
      contract,
      plan_line: plan,
      gross,
      issued_on: isDraft ? null : date(issued),
      due_on: isDraft ? null : date(due),
      stage: isDraft
        ? 'draft'
        : voided
          ? 'void'
          : isPaid
            ? part === 1
              ? 'paid'
              : 'partly_paid'
            : 'issued',
      stage_since: iso(voided ? issued + 4 * day : Math.min(issued, now.getTime())),
    })
    if (isPaid) {
      const payment = add('payment', paid_at, {
        number: `P-${rows.payment!.length}`,
        account,
        received_on: date(paid_at),
        amount: paid,
        stage: 'received',
        stage_since: iso(paid_at),
      })
      add('allocation', paid_at, { payment, invoice, amount: paid, allocated_on: date(paid_at) })
      // The rest of a part is let go now and then, some of it as a difference, some as bad debt.
      if (part < 1 && paid_at + 20 * day < now.getTime() && chance(0.4)) {
        const rest = (Number(gross) - Number(paid)).toFixed(2)
        const kind = pick(['difference', 'bad_debt'])
        rows.invoice!.at(-1)!.stage = kind === 'difference' ? 'paid' : 'written_off'
        add('write_off', paid_at + 20 * day, {
          number: `WO-${rows.write_off!.length}`,
          invoice,
          account,
          kind,
          amount: rest,
          written_on: date(paid_at + 20 * day),
          stage: 'in_force',
          stage_since: iso(paid_at + 20 * day),
          reason: pick(['客户破产', '尾款协商减免']),
        })
      }
    } else if (!isDraft && !voided && fate > 0.95 && issued + 20 * day < now.getTime()) {
      const whole = chance(0.5)
      const credited = (Number(gross) * (whole ? 1 : 0.3)).toFixed(2)
      rows.invoice!.at(-1)!.stage = whole ? 'credited' : 'partly_credited'
      add('invoice', issued + 15 * day, {
        number: `CN-${rows.invoice!.length}`,
        kind: 'credit',
        credits: invoice,
        account,
        contract,
        gross: `-${credited}`,
        issued_on: date(issued + 15 * day),
        due_on: date(issued + 15 * day),
        stage: 'credited',
        stage_since: iso(issued + 15 * day),
        reason: pick(['质量扣款', '开错发票']),
      })
    }
  }

  const contractOf = (opportunity: string | null, amount: string, start: number): void => {
    const ends = chance(0.08)
    const path = ends
      ? chance(0.5)
        ? ['draft', 'signed', 'terminated']
        : ['draft', 'signed', 'active', 'terminated']
      : ['draft', 'in_approval', 'signed', 'active']
    const id = randomUUID()
    const walked = walk('contract', id, start, path, 8)
    const active = walked.times.active
    const terminated = walked.stage === 'terminated'
    rows.contract!.push({
      id,
      created_at: iso(start),
      updated_at: iso(start),
      version: 1,
      currency: 'CNY',
      number: `C-${rows.contract!.length}`,
      name: '设备合同',
      account,
      opportunity,
      amount,
      stage: walked.stage,
      stage_since: iso(walked.since),
      signed_on: walked.times.signed ? date(walked.times.signed) : null,
      terminated_reason: terminated ? pick(['客户违约', '项目取消']) : null,
    })
    if (active === undefined) return
    if (chance(0.1))
      return invoiceOf(id, null, (Number(amount) * 0.5).toFixed(2), active + 20 * day)
    const cents = Math.round(Number(amount) * 100)
    const shares = [Math.round(cents * 0.3), Math.round(cents * 0.6)]
    shares.push(cents - shares[0]! - shares[1]!)
    shares.forEach((share, i) => {
      const gross = (share / 100).toFixed(2)
      const due = active + (i * 45 + 5) * day
      const line = add('billing_plan_line', start, {
        contract: id,
        name: ['预付款', '发货款', '验收款'][i]!,
        amount: gross,
        due_on: date(due),
        position: i,
      })
      delete rows.billing_plan_line!.at(-1)!.currency
      const billed = due + random() * 12 * day
      if (billed < now.getTime() && !chance(0.1) && !(terminated && billed > walked.since))
        invoiceOf(id, line, gross, billed)
    })
  }

  const opportunityOf = (lead: string | null, amount: string | null, start: number): void => {
    const lost = chance(0.5)
    const path = ['discovery', 'needs', 'solution', 'quoting', 'negotiation', 'won']
    const id = randomUUID()
    const walked = walk(
      'opportunity',
      id,
      start,
      lost ? [...path.slice(0, 1 + Math.floor(random() * 5)), 'lost'] : path,
      9,
    )
    rows.opportunity!.push({
      id,
      created_at: iso(start),
      updated_at: iso(start),
      version: 1,
      currency: 'CNY',
      number: `O-${rows.opportunity!.length}`,
      name: '设备商机',
      account,
      lead,
      amount,
      probability: 40,
      stage: walked.stage,
      stage_since: iso(walked.since),
      close_date: date(start + 60 * day),
      won_at: walked.stage === 'won' ? iso(walked.since) : null,
      lost_at: walked.stage === 'lost' ? iso(walked.since) : null,
      lost_reason:
        walked.stage === 'lost'
          ? pick(['价格', '价格', '价格', '竞品', '竞品', '未立项', '延期', '内部调整'])
          : null,
    })
    let gross: string | null = null
    if (walked.times.quoting)
      for (let version = 1; version <= (chance(0.3) ? 2 : 1); version++) {
        gross = amountOf()
        add('quote', walked.times.quoting + version * 3_600_000, {
          number: `Q-${rows.quote!.length}`,
          opportunity: id,
          version_no: version,
          gross,
          stage: 'draft',
          stage_since: iso(walked.times.quoting),
        })
      }
    if (walked.times.won && chance(0.9))
      contractOf(
        id,
        gross ?? amount ?? amountOf(),
        walked.times.won + random() * 3 * day > now.getTime()
          ? now.getTime() - 3_600_000
          : walked.times.won + 3_600_000,
      )
  }

  for (let i = 0; i < size; i++) {
    const start = now.getTime() - random() * months * 30 * day
    const lost = chance(0.45)
    const id = randomUUID()
    const amount = chance(0.85) ? amountOf() : null
    const path = lost
      ? chance(0.75)
        ? ['new', 'contacting', 'disqualified']
        : ['new', 'contacting', 'qualified', 'disqualified']
      : ['new', 'contacting', 'qualified', 'converted']
    const { stage, since, times } = walk('lead', id, start, path, 4)
    const becomes = stage === 'converted' ? since : null
    rows.lead!.push({
      id,
      created_at: iso(start),
      updated_at: iso(start),
      version: 1,
      currency: 'CNY',
      number: `L-${i}`,
      name: '示例线索',
      amount,
      stage,
      stage_since: iso(since),
      qualified_at: times.qualified ? iso(times.qualified) : null,
      converted_at: becomes ? iso(becomes) : null,
      disqualified_reason:
        stage === 'disqualified'
          ? pick(['非目标客户', '非目标客户', '失联', '失联', '转公海', '重复', ''])
          : null,
    })
    if (becomes) opportunityOf(id, chance(0.9) ? amount : null, becomes)
    if (chance(0.02)) opportunityOf(null, amountOf(), start)
    if (chance(0.01)) contractOf(null, amountOf(), start)
    if (chance(0.01)) invoiceOf(null, null, amountOf(), start)
  }
  return rows
}
