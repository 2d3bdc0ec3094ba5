// What do the desks say: of bank matching, receivables, pools, campaigns?
import type { Words } from '../error.ts'

/** GET /api/v1/desk/bank-lines: lines of the bank statement that wait, oldest first, each with what is suggested for it. */
export interface BankDesk {
  lines: BankDeskLine[]
  /** All that wait and may be seen, by currency. */
  waiting: { currency: string; count: number; amount: string }[]
  /** There are older and newer ones than are told. */
  more: boolean
}
export interface BankDeskLine {
  id: string
  stage: 'open' | 'claimed'
  transaction_no: string
  booked_on: string
  currency: string
  amount: string
  payer: string | null
  payer_account: string | null
  remark: string | null
  bank_account: string | null
  claimed: { account: string; by: string | null; note: string | null } | null
  suggestion: BankSuggestion
}
/** Never more than the caller may read. Without a customer, or without invoices, `but` says why there is none. */
export interface BankSuggestion {
  account: { id: string; name: string } | null
  invoices: { id: string; number: string; amount: string }[]
  /** What no invoice takes stays the customer’s. */
  rest: string
  why: readonly Words[]
  but: readonly Words[]
}

/** GET /api/v1/desk/receivables: what customers owe as of a day, by how long it has been due, as the books say it. */
export interface ReceivablesDesk {
  as_of: string
  /** The company’s. */
  currency: string
  rows: ReceivablesRow[]
  /** There are more customers than are told; totals are of all. */
  more: boolean
  totals: {
    /** By currency of the documents. */
    own: { currency: string; ages: Ages; total: string; credit: string }[]
    /** In the company’s currency; `missing` documents have no rate and are not in it. */
    base: { ages: Ages; total: string; credit: string; missing: number }
  }
}
/** Not due, 1–30, 31–60, 61–90 and more than 90 days late. */
export type Ages = readonly [string, string, string, string, string]
export interface ReceivablesRow {
  account: string
  name: string
  currency: string
  ages: Ages
  total: string
  /** Money of theirs that settles nothing yet. */
  credit: string
  base: { ages: Ages; total: string; credit: string; missing: number }
  dunning: Dunning | null
}
/** What was done last about what they owe, what is to be done next, and what they promised. */
export interface Dunning {
  last: { on: string; level: string | null; subject: string } | null
  next: { id: string; due: string; level: string | null; subject: string } | null
  promised: { on: string; amount: string | null } | null
}

/** GET /api/v1/desk/receivables/:account: the documents that one row is made of. */
export interface ReceivablesAccount {
  invoices: {
    id: string
    number: string
    issued_on: string | null
    due_on: string | null
    /** Days late; 0 or less where it is not due. */
    late: number
    currency: string
    gross: string
    open: string
    /** In the company’s currency at its locked rate; null where none is known. */
    base: string | null
  }[]
  payments: {
    id: string
    number: string
    received_on: string | null
    currency: string
    amount: string
    free: string
  }[]
}

/** GET /api/v1/desk/exchange: what open receivables of other currencies would be worth at the rate of a day. Nothing is booked. */
export interface ExchangeDesk {
  as_of: string
  currency: string
  rows: {
    id: string
    number: string
    account: string
    currency: string
    open: string
    rate: string
    /** In the books now. */
    booked: string
    closing: string
    closing_on: string
    worth: string
    difference: string
  }[]
  total: string
  /** Currencies without a rate of that day. */
  without_rate: string[]
  /** Open invoices that have no rate of their own. */
  missing: number
}

/** GET /api/v1/desk/pools: the pools that the caller may claim from, each with its rules and what is left of them today. */
export interface PoolDesk {
  /** Which leads wait, as a filter. */
  waits: string
  pools: PoolOfDesk[]
}
export interface PoolOfDesk {
  /** Null: leads that are in no pool. */
  id: string | null
  name: string | null
  /** Leads that wait to be claimed, and those of them that have come since yesterday. */
  waiting: number
  fresh: number
  keep_days: number
  deal_days: number | null
  warn_days: number
  cool_days: number
  extend_days: number
  extend_max: number
  claim_cap: number | null
  hold_cap: number | null
  /** How many the caller has claimed today, and holds now. */
  claimed: number
  held: number
}

/** GET /api/v1/desk/credit/{account}: how much of their credit a customer uses, in the company’s currency. */
export interface CreditUse {
  /** What happens where a contract goes beyond it: none, warn or approve. */
  control: string
  limit: string | null
  receivable: string
  unbilled: string
  prepaid: string
  used: string
  /** Documents without a rate, which are in none of the sums. */
  missing: number
  /** Which rows the sums are made of, as filters of invoices, contracts and payments. */
  rows: { receivable: string; unbilled: string; prepaid: string }
}

/**
 * GET /api/v1/desk/return: what each campaign cost and brought, up to the cash received. Amounts are in the company's
 * currency; a figure is null where the caller may not read what it is made of.
 */
export interface ReturnDesk {
  currency: string
  /** Years in which campaigns begin, newest first. */
  years: number[]
  campaigns: ReturnLine[]
  /** The same by channel. */
  channels: ReturnLine[]
  total: ReturnLine
  /** What came of no campaign at all; only where all years are asked. */
  without: ReturnLine | null
  /** Of some objects the caller sees only a part of the rows. */
  partial: boolean
}
export interface ReturnLine {
  /** Of the campaign or the channel; absent in sums. */
  id?: string
  name?: string
  channel?: string | null
  starts_on?: string | null
  budget: string | null
  cost: string | null
  leads: number | null
  qualified: number | null
  won: number | null
  contracts: number | null
  amount: string | null
  cash: string | null
  /** Documents without a rate, which are not in the amounts. */
  missing: number
  /** Formulas by which each figure opens its rows. */
  opens: Readonly<Record<ReturnFigure, string>>
}
export type ReturnFigure = 'leads' | 'qualified' | 'won' | 'amount' | 'cash'
