// Whose money is a line of the bank statement, and which invoices does it pay? A suggestion with its reasons, or none.
import type { Words } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import { compare, minus, sum } from '#kernel/money/sum.ts'

/** What the bank said, and what a colleague may have said since. */
export interface LineToMatch {
  readonly currency: string
  readonly amount: string
  readonly payer: string | null
  readonly payer_account: string | null
  readonly remark: string | null
  /** The customer that somebody claimed the line for. */
  readonly claimed: string | null
}

/** An invoice on which something is owed, of the line's currency or another. */
export interface OpenInvoice {
  readonly id: string
  readonly number: string
  readonly account: string
  readonly contract_number: string | null
  readonly due_on: string | null
  readonly currency: string
  readonly balance: string
}

/** What is known of payers: whose name it is, and whose money it was before. */
export interface Payers {
  /** Customers by the plain form of their name (`plain`). */
  readonly named: ReadonlyMap<string, readonly string[]>
  readonly formerName: ReadonlyMap<string, readonly string[]>
  readonly formerAccount: ReadonlyMap<string, readonly string[]>
}

export interface MatchPart {
  readonly invoice: string
  readonly amount: string
}

export interface Match {
  readonly account: string | null
  readonly parts: readonly MatchPart[]
  /** What no invoice takes: it stays the customer's. */
  readonly rest: string
  /** Why, in the order of their weight. */
  readonly why: readonly Words[]
  /** What speaks against it; with one of these somebody should look. */
  readonly but: readonly Words[]
}

/** Names of companies differ in width of brackets, blanks and case between banks and us. */
export const plain = (name: string | null): string =>
  (name ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s　.,·・]/g, '')

const reasons = {
  claimed: { zh: '同事已认款', en: 'a colleague claimed it' },
  formerAccount: { zh: '此账号以前付过款', en: 'this customer paid before' },
  named: { zh: '付款人即客户名称', en: 'the payer is the customer by name' },
  formerName: { zh: '此付款人以前代其付过款', en: 'this payer paid for them before' },
} as const satisfies Record<string, Words>

/**
 * What is suggested for a line. The customer comes from the strongest sign there is: a claim, the number of an invoice
 * or contract in the remark, the payer's account, the payer's name, money that this payer sent before. Invoices are
 * suggested where the amount says which; of two that fit equally well none is (P8). The same input gives the same answer.
 */
export function matchLine(
  line: LineToMatch,
  invoices: readonly OpenInvoice[],
  payers: Payers,
): Match {
  const open = invoices.filter((one) => one.currency === line.currency).sort(byDue)
  const inRemark = open.filter((one) => says(line.remark, one.number))
  const ofContract = open.filter((one) => says(line.remark, one.contract_number))
  const named = payers.named.get(plain(line.payer)) ?? []
  const signs: readonly (readonly [readonly string[], Words])[] = [
    [line.claimed === null ? [] : [line.claimed], reasons.claimed],
    [accountsOf(inRemark), saysNumber(inRemark)],
    [accountsOf(ofContract), saysContract(ofContract)],
    [payers.formerAccount.get(line.payer_account ?? '') ?? [], reasons.formerAccount],
    [named, reasons.named],
    // Under their own name they pay for nobody.
    [named.length ? [] : (payers.formerName.get(plain(line.payer)) ?? []), reasons.formerName],
  ]
  const found = whose(signs)
  if (found === 'several') return none(line, [severalCustomers])
  if (found === null) return byAmountAlone(line, open)
  const { account, why, others } = found
  const but = others ? [contradicted] : []
  const own = open.filter((one) => one.account === account)
  const numbered = inRemark.filter((one) => one.account === account)
  const pool = ofContract.filter((one) => one.account === account)
  const chosen =
    (numbered.length ? byNumber(line, numbered) : null) ??
    (pool.length ? byAmount(line, pool) : null) ??
    byAmount(line, own) ??
    oldest(line, own)
  return {
    account,
    parts: chosen.parts,
    rest: rest(line, chosen.parts),
    why: [...why, ...chosen.why],
    but: [...but, ...chosen.but],
  }
}

interface Chosen {
  readonly parts: readonly MatchPart[]
  readonly why: readonly Words[]
  readonly but: readonly Words[]
}

/** The customer of the strongest sign that names exactly one; weaker signs may decide between several. */
function whose(
  signs: readonly (readonly [readonly string[], Words])[],
): { account: string; why: Words[]; others: boolean } | 'several' | null {
  const spoken = signs.filter(([accounts]) => accounts.length > 0)
  if (spoken.length === 0) return null
  let candidates = [...new Set(spoken[0]![0])]
  for (const [accounts] of spoken.slice(1)) {
    if (candidates.length === 1) break
    const both = candidates.filter((one) => accounts.includes(one))
    if (both.length) candidates = both
  }
  if (candidates.length > 1) return 'several'
  const account = candidates[0]!
  const agreeing = spoken.filter(([accounts]) => accounts.includes(account))
  return { account, why: agreeing.map(([, why]) => why), others: agreeing.length < spoken.length }
}

/** Nobody is named: only an amount that exactly one open invoice has says something. */
function byAmountAlone(line: LineToMatch, open: readonly OpenInvoice[]): Match {
  const equal = open.filter((one) => compare(one.balance, line.amount) === 0)
  if (equal.length !== 1) return none(line, equal.length ? [severalInvoices] : [])
  const [one] = equal
  return {
    account: one!.account,
    parts: [{ invoice: one!.id, amount: one!.balance }],
    rest: rest(line, [{ invoice: one!.id, amount: one!.balance }]),
    why: [onlyAmount],
    but: [unknownPayer],
  }
}

/** Invoices that the payer names: whole where the money reaches, the oldest first where it does not. */
function byNumber(line: LineToMatch, named: readonly OpenInvoice[]): Chosen {
  const parts = inOrder(line, named)
  const whole = sum(
    named.map((one) => one.balance),
    line.currency,
  )
  const differs = compare(whole, line.amount)
  if (differs === 0) return { parts, why: [equalAmount(named.length)], but: [] }
  return { parts, why: [], but: [differs > 0 ? lessThanNamed : moreThanNamed] }
}

/** Invoices whose balances come to the amount; null where none do. One alone before several, fewer before more. */
function byAmount(line: LineToMatch, open: readonly OpenInvoice[]): Chosen | null {
  for (const size of sizes(open.length)) {
    const found = combinations(line, open, size)
    if (found.length > 1) return { parts: [], why: [], but: [severalInvoices] }
    if (found.length === 1)
      return {
        parts: found[0]!.map((one) => ({ invoice: one.id, amount: one.balance })),
        why: [equalAmount(size)],
        but: [],
      }
  }
  return null
}

/** How many invoices are tried together: up to four among a few, two among many, and all of them. */
function sizes(count: number): number[] {
  const most = count <= 24 ? 4 : count <= 60 ? 3 : 2
  const some = Array.from({ length: Math.min(most, count) }, (_, at) => at + 1)
  return count > most ? [...some, count] : some
}

/** Up to two ways to reach the amount with so many invoices: a second one is enough to suggest none. */
function combinations(
  line: LineToMatch,
  open: readonly OpenInvoice[],
  size: number,
): OpenInvoice[][] {
  const found: OpenInvoice[][] = []
  const target = exact(line.amount)
  const walk = (from: number, taken: OpenInvoice[], left: ReturnType<typeof exact>): void => {
    if (found.length > 1) return
    if (taken.length === size) {
      if (left.isZero()) found.push(taken)
      return
    }
    for (let at = from; at <= open.length - (size - taken.length); at++) {
      const one = open[at]!
      const then = left.minus(one.balance)
      if (!then.isNegative()) walk(at + 1, [...taken, one], then)
      if (found.length > 1) return
    }
  }
  walk(0, [], target)
  return found
}

/** No amount says which: the oldest due first, as money is put to invoices where nobody says otherwise. */
function oldest(line: LineToMatch, open: readonly OpenInvoice[]): Chosen {
  if (open.length === 0) return { parts: [], why: [], but: [nothingOpen] }
  const parts = inOrder(line, open)
  const all = compare(
    sum(
      open.map((one) => one.balance),
      line.currency,
    ),
    line.amount,
  )
  return { parts, why: [], but: [all < 0 ? moreThanOpen : oldestFirst] }
}

function inOrder(line: LineToMatch, open: readonly OpenInvoice[]): MatchPart[] {
  let left = line.amount
  const parts: MatchPart[] = []
  for (const one of open) {
    if (compare(left, '0') <= 0) break
    const amount = compare(one.balance, left) < 0 ? one.balance : left
    parts.push({ invoice: one.id, amount })
    left = minus(left, [amount], line.currency)
  }
  return parts
}

const rest = (line: LineToMatch, parts: readonly MatchPart[]): string =>
  minus(
    line.amount,
    parts.map((one) => one.amount),
    line.currency,
  )

const none = (line: LineToMatch, but: readonly Words[]): Match => ({
  account: null,
  parts: [],
  rest: line.amount,
  why: [],
  but,
})

const accountsOf = (invoices: readonly OpenInvoice[]): string[] => [
  ...new Set(invoices.map((one) => one.account)),
]

const letter = /[\p{L}\p{N}]/u
const han = /\p{Script=Han}/u

/** Does the remark name this number? Whole: INV2026-00012 is not named by INV2026-000123. */
function says(remark: string | null, number: string | null): boolean {
  if (!remark || !number || number.length < 5) return false
  const text = remark.normalize('NFKC').toUpperCase()
  const word = number.toUpperCase()
  const stands = (mark: string | undefined): boolean =>
    mark === undefined || !letter.test(mark) || han.test(mark)
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (stands(text[at - 1]) && stands(text[at + word.length])) return true
  return false
}

// By code unit, not by locale, so that every machine suggests alike.
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byDue = (a: OpenInvoice, b: OpenInvoice): number =>
  order(a.due_on ?? '9999-12-31', b.due_on ?? '9999-12-31') ||
  order(a.number, b.number) ||
  order(a.id, b.id)

const list = (numbers: readonly (string | null)[]): string => [...new Set(numbers)].join(', ')
const saysNumber = (named: readonly OpenInvoice[]): Words => {
  const numbers = list(named.map((one) => one.number))
  return { zh: `附言写明发票 ${numbers}`, en: `the remark names ${numbers}` }
}
const saysContract = (named: readonly OpenInvoice[]): Words => {
  const numbers = list(named.map((one) => one.contract_number))
  return { zh: `附言写明合同 ${numbers}`, en: `the remark names contract ${numbers}` }
}
const equalAmount = (count: number): Words =>
  count === 1
    ? { zh: '金额等于未收余额', en: 'the amount is what is open' }
    : { zh: `金额等于 ${count} 张发票之和`, en: `the amount is the sum of ${count} invoices` }
const onlyAmount: Words = {
  zh: '只有这张发票的未收余额等于此金额',
  en: 'only this invoice has exactly this open',
}
const severalInvoices: Words = {
  zh: '不止一种发票组合同样吻合，请选择',
  en: 'more than one choice of invoices fits equally well',
}
const severalCustomers: Words = {
  zh: '不止一个客户同样吻合',
  en: 'more than one customer fits equally well',
}
const contradicted: Words = {
  zh: '其他线索指向别的客户',
  en: 'other signs speak of another customer',
}
const unknownPayer: Words = { zh: '付款人不认识', en: 'the payer is not known' }
const lessThanNamed: Words = { zh: '少于所写发票的余额', en: 'less than is open of them' }
const moreThanNamed: Words = { zh: '多于所写发票的余额', en: 'more than is open of them' }
const moreThanOpen: Words = { zh: '多于全部未收', en: 'more than everything that is open' }
const oldestFirst: Words = {
  zh: '金额不等于任何发票，按到期日先后',
  en: 'no invoice comes to it: the oldest due first',
}
const nothingOpen: Words = {
  zh: '没有未收发票，全部留作预收',
  en: 'nothing is open: all is credit',
}
