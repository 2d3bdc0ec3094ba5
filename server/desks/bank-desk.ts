// Which lines of the bank statement wait, and what may this person be told about whose money they are?
import type { BankDesk, BankDeskLine, BankSuggestion } from '#kernel/api/desks.ts'
import type { Row } from '#kernel/object.ts'
import { permit, type View } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import {
  type Match,
  matchLine,
  type OpenInvoice,
  type Payers,
  plain,
} from '#ltc/bank/match-bank-line.ts'
import { openInvoices } from '#server/insight/tile-asks.ts'
import { seenOf } from '#server/insight/seen.ts'
import { group, list, rowsOf } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'

/** So many lines are told at once; whoever has booked them asks for the next. */
const most = 100
/** Of more open invoices than these the oldest are looked at. */
const mostInvoices = 10_000

/** The lines that wait, oldest first. Everything is asked through the person's own view: what they may not read suggests nothing. */
export async function bankDesk(doing: Doing): Promise<BankDesk> {
  const view = permit(doing.app, doing.who)
  const where = 'stage in ("open", "claimed")'
  const [rows, waiting] = await Promise.all([
    rowsOf(doing.tx, view, doing.at, {
      from: 'bank_line',
      where,
      sort: 'booked_on,transaction_no,id',
      limit: most,
      select: readable(view, [
        'id',
        'stage',
        'transaction_no',
        'booked_on',
        'currency',
        'amount',
        'payer',
        'payer_account',
        'remark',
        'bank_account',
        'account',
        'claimed_by.name',
        'note',
      ]),
    }),
    view.objects.bank_line?.fields.amount && view.objects.bank_line.fields.currency
      ? group(doing.tx, view, doing.at, {
          from: 'bank_line',
          where,
          by: ['currency'],
          measure: { count: 'count()', amount: 'sum(amount)' },
          sort: 'currency',
        })
      : [],
  ])
  const [invoices, payers] = await Promise.all([openOf(doing, view), payersOf(doing, view, rows)])
  const matches = rows.map((row) => match(row, invoices, payers))
  const names = await namesOf(doing, view, matches)
  const numbers = new Map(invoices.map((one) => [one.id, one.number]))
  const sums = waiting.map((text) => JSON.parse(text) as Row)
  return {
    lines: rows.map((row, at) => lineOf(row, suggestionOf(matches[at]!, names, numbers))),
    waiting: sums.map((one) => ({
      currency: String(one.currency),
      count: Number(one.count),
      amount: String(one.amount),
    })),
    more: sums.reduce((all, one) => all + Number(one.count), 0) > rows.length,
  }
}

const readable = (view: View, paths: readonly string[]): string[] => {
  const fields = view.objects.bank_line?.fields ?? {}
  return paths.filter(
    (path) =>
      path === 'id' ||
      (fields[path.split('.')[0]!] &&
        (path !== 'claimed_by.name' || view.objects.person?.fields.name)),
  )
}

const text = (value: unknown): string | null =>
  value === null || value === undefined || value === '' ? null : String(value)

function match(row: Row, invoices: readonly OpenInvoice[], payers: Payers): Match {
  return matchLine(
    {
      currency: String(row.currency),
      amount: String(row.amount),
      payer: text(row.payer),
      payer_account: text(row.payer_account),
      remark: text(row.remark),
      claimed: row.stage === 'claimed' ? text(row.account) : null,
    },
    invoices,
    payers,
  )
}

const lineOf = (row: Row, suggestion: BankSuggestion): BankDeskLine => ({
  id: row.id,
  stage: row.stage === 'claimed' ? 'claimed' : 'open',
  transaction_no: String(row.transaction_no),
  booked_on: String(row.booked_on),
  currency: String(row.currency),
  amount: String(row.amount),
  payer: text(row.payer),
  payer_account: text(row.payer_account),
  remark: text(row.remark),
  bank_account: text(row.bank_account),
  claimed:
    row.stage === 'claimed' && text(row.account) !== null
      ? {
          account: String(row.account),
          by: text(row['claimed_by.name']),
          note: text(row.note),
        }
      : null,
  suggestion,
})

/** A customer whose name may not be read is none. */
function suggestionOf(
  { account, parts, rest, why, but }: Match,
  names: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, string>,
): BankSuggestion {
  const name = account === null ? undefined : names.get(account)
  if (account === null || name === undefined)
    return { account: null, invoices: [], rest, why: [], but }
  return {
    account: { id: account, name },
    invoices: parts.map(({ invoice, amount }) => ({
      id: invoice,
      number: numbers.get(invoice) ?? '',
      amount,
    })),
    rest,
    why,
    but,
  }
}

/** Every invoice that the person may read and on which something is owed. */
async function openOf(doing: Doing, view: View): Promise<OpenInvoice[]> {
  const seen = view.objects.invoice
  const needed = ['number', 'account', 'due_on', 'currency', 'balance', 'stage', 'kind']
  if (!seen || needed.some((field) => !seen.fields[field])) return []
  const contract = seen.fields.contract && view.objects.contract?.fields.number
  const all: OpenInvoice[] = []
  let after: string | undefined
  do {
    const page = await list(doing.tx, view, doing.at, {
      from: 'invoice',
      where: openInvoices,
      sort: 'due_on,id',
      limit: 1000,
      select: [
        'id',
        'number',
        'account',
        'due_on',
        'currency',
        'balance',
        ...(contract ? ['contract.number'] : []),
      ],
      ...(after === undefined ? {} : { after }),
    })
    for (const one of page.rows) {
      const row = JSON.parse(one) as Row
      all.push({
        id: row.id,
        number: text(row.number) ?? '',
        account: String(row.account),
        contract_number: text(row['contract.number']),
        due_on: text(row.due_on),
        currency: String(row.currency),
        balance: String(row.balance),
      })
    }
    after = page.next ?? undefined
  } while (after !== undefined && all.length < mostInvoices)
  return all
}

/** Who are these payers? Customers of that name, and whose money it was when they paid before. */
async function payersOf(doing: Doing, view: View, rows: readonly Row[]): Promise<Payers> {
  const names = unique(rows.map((row) => text(row.payer)))
  const accounts = unique(rows.map((row) => text(row.payer_account)))
  const [named, former] = await Promise.all([
    namedAs(doing, view, names),
    formerly(doing, view, names, accounts),
  ])
  const formerName = new Map<string, string[]>()
  const formerAccount = new Map<string, string[]>()
  for (const { payer, payer_account, account } of former) {
    if (payer !== null) put(formerName, plain(payer), account)
    if (payer_account !== null) put(formerAccount, payer_account, account)
  }
  return { named, formerName, formerAccount }
}

const unique = (texts: readonly (string | null)[]): string[] => [
  ...new Set(texts.filter((one) => one !== null)),
]

function put(map: Map<string, string[]>, key: string, account: string): void {
  const known = map.get(key)
  if (!known) map.set(key, [account])
  else if (!known.includes(account)) known.push(account)
}

/** Banks write brackets as it comes; both ways are looked for by the index of names. */
const spellings = (name: string): string[] => [
  name,
  name.replaceAll('(', '（').replaceAll(')', '）'),
  name.replaceAll('（', '(').replaceAll('）', ')'),
]

async function namedAs(
  doing: Doing,
  view: View,
  names: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (names.length === 0 || !view.objects.account?.fields.name) return found
  const { from, right } = seenOf(view, doing.at, 'account')
  const rows = await doing.tx.query<{ id: string; name: string }>(
    sql`select t.id, t.name from ${from} where ${right} and t.removed_at is null and t.name = any(${unique(names.flatMap(spellings).map((one) => one.trim()))}::text[]) order by t.id`,
  )
  for (const { id, name } of rows) put(found, plain(name), id)
  return found
}

interface Former {
  readonly payer: string | null
  readonly payer_account: string | null
  readonly account: string
}

/** Lines booked before, as far as the person may read them. */
async function formerly(
  doing: Doing,
  view: View,
  names: readonly string[],
  accounts: readonly string[],
): Promise<Former[]> {
  const fields = view.objects.bank_line?.fields ?? {}
  if (!fields.account || !fields.stage || (!fields.payer && !fields.payer_account)) return []
  const { from, right, column } = seenOf(view, doing.at, 'bank_line')
  const [payer, payerAccount] = [column('payer', 'text'), column('payer_account', 'text')]
  return doing.tx.query<Former>(
    sql`select distinct ${payer} as payer, ${payerAccount} as payer_account, t.account::text as account from ${from} where ${right} and t.removed_at is null and t.stage = 'booked' and (${payer} = any(${names}::text[]) or ${payerAccount} = any(${accounts}::text[])) order by 3, 1, 2`,
  )
}

async function namesOf(
  doing: Doing,
  view: View,
  matches: readonly Match[],
): Promise<Map<string, string>> {
  const ids = unique(matches.map((one) => one.account))
  if (ids.length === 0 || !view.objects.account?.fields.name) return new Map()
  const rows = await rowsOf(doing.tx, view, doing.at, {
    from: 'account',
    ids,
    select: ['id', 'name'],
    limit: Math.min(1000, ids.length),
  })
  return new Map(rows.map((row) => [row.id, String(row.name)]))
}
