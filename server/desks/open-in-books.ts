// Which invoices are open and which payments are free at the end of a day? From the postings up to it, of what the person may read.
import type { View } from '#kernel/query/view.ts'
import { ident, type Sql, sql } from '#kernel/sql.ts'
import { seenOf } from '#server/insight/seen.ts'
import type { Doing } from '#server/world/world.ts'

export interface OpenRow {
  readonly id: string
  readonly number: string | null
  readonly account: string
  readonly name: string
  readonly issued_on: string | null
  readonly due_on: string | null
  readonly currency: string
  readonly gross: string
  readonly rate: string | null
  readonly open: string
  readonly base: string | null
}

/** What is settled, or never was a claim, has nothing open in the books (L4). Stages of a company's own may have. */
const settled = new Set(['draft', 'paid', 'credited', 'written_off', 'void'])

/**
 * Receivables by document, as the books had them at the end of the day: Σ debit − credit of 1122 (L4), in both
 * currencies. A credit note, a payment or a write-off of a later day has not happened yet. Only what is open now or was
 * moved since can have been open then: the books of years are not read for it.
 */
export async function openInvoices(
  doing: Doing,
  view: View,
  asOf: string,
  account: string | null,
): Promise<OpenRow[]> {
  const { currency } = doing.world.company
  const invoices = seenOf(view, doing.at, 'invoice')
  const stages = Object.keys(doing.app.objects.invoice!.lifecycle!.stages).filter(
    (stage) => !settled.has(stage),
  )
  const mine = sql`${invoices.right} and t.removed_at is null ${ofAccount('t', account)}`
  return doing.tx.query<OpenRow>(
    sql`with later as (
        select distinct coalesce(p.invoice::text, e.record_id)::uuid as id from journal_entry e join posting p on p.entry = e.id
        where p.account_code = '1122' and e."on" > ${asOf}::date ${ofAccount('p', account)}),
      document as (
        select t.id from ${invoices.from} where t.stage = any(${stages}::text[]) and ${mine}
        union select t.id from later join ${invoices.from} on t.id = later.id where ${mine}),
      moved as (${movedOf('invoice', '1122', asOf)})
      select t.id, t.number, t.account, a.name, t.issued_on::text, t.due_on::text, t.currency, t.gross::text,
        t.rate::text, moved.sum::text as open,
        (case when t.currency = ${currency}::text then moved.sum when t.rate is not null then moved.converted end)::text as base
      from moved join invoice t on t.id = moved.id join account a on a.id = t.account
      where moved.sum <> 0 or moved.converted <> 0
      order by t.due_on nulls first, t.number, t.id`,
  )
}

const ofAccount = (alias: 't' | 'p', account: string | null): Sql =>
  account === null ? sql`` : sql`and ${ident(alias)}.account = ${account}::uuid`

/**
 * What the books say up to the day of each `document`: by the line's own reference, or by the entry that names it where
 * the line was written before the document's row was there. In both currencies, debit − credit.
 */
function movedOf(document: 'invoice' | 'payment', code: '1122' | '2203', asOf: string): Sql {
  const reference = sql`p.${ident(document)}`
  const line = sql`p.entry, p.debit, p.credit, p.converted`
  return sql`select line.id, sum(line.debit - line.credit) as sum, sum(line.converted) as converted
    from (select document.id, ${line} from document join posting p on ${reference} = document.id where p.account_code = ${code}
      union all
      select document.id, ${line} from document join journal_entry e on e.record_id = document.id::text
        join posting p on p.entry = e.id where ${reference} is null and p.account_code = ${code}) line
    join journal_entry e on e.id = line.entry where e."on" <= ${asOf}::date group by line.id`
}

export interface FreeRow {
  readonly id: string
  readonly number: string | null
  readonly account: string
  readonly name: string
  readonly received_on: string | null
  readonly currency: string
  readonly amount: string
  readonly free: string
  readonly base: string | null
}

/** Customers’ own money by payment, likewise from 2203; nothing for whoever may not read payments. */
export async function freePayments(
  doing: Doing,
  view: View,
  asOf: string,
  account: string | null,
): Promise<FreeRow[]> {
  if (!readable(view, 'payment', ['account', 'amount', 'currency', 'unallocated'])) return []
  const { currency } = doing.world.company
  const payments = seenOf(view, doing.at, 'payment')
  return doing.tx.query<FreeRow>(
    sql`with document as (
        select t.id from ${payments.from} where ${payments.right} and t.removed_at is null ${ofAccount('t', account)}),
      moved as (${movedOf('payment', '2203', asOf)})
      select t.id, t.number, t.account, a.name, t.received_on::text, t.currency, t.amount::text, (-moved.sum)::text as free,
        (case when t.currency = ${currency}::text then -moved.sum when t.rate is not null then -moved.converted end)::text as base
      from moved join payment t on t.id = moved.id join account a on a.id = t.account
      where moved.sum <> 0
      order by t.received_on, t.number, t.id`,
  )
}

/** May they read the object, and all of these fields? */
export const readable = (view: View, object: string, fields: readonly string[]): boolean => {
  const known = view.objects[object]
  return !!known && known.right('read') !== 'none' && fields.every((field) => known.fields[field])
}
