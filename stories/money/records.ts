// Which records does the model of a company's money keep? What of each decides about money, no more.
import { total, type Priced, type Worth } from './arithmetic.ts'

/** A record that the system has too. */
export interface Known {
  id: string
}

export interface QuoteLine extends Priced {
  readonly product?: string
  /** The product of the bundle that it stands under. */
  readonly bundle?: string
  /** Its bundle requires it. */
  readonly needed?: boolean
  /** Only offered. */
  readonly optional?: boolean
}

export interface Quote extends Known {
  readonly deal: Deal
  readonly version: number
  readonly inclusive: boolean
  lines: QuoteLine[]
  stage: string
  valid_until: string
  contract: Contract | null
}

export interface Deal extends Known {
  readonly account: string
  readonly quotes: Quote[]
  won: boolean
}

export interface ContractLine extends Known, Worth {
  readonly priced: Priced
  /** The line that it takes from. */
  readonly changes: ContractLine | null
}

export interface PlanLine extends Known {
  amount: bigint
  milestone: Milestone | null
  milestone_name: string | null
  due_on: string | null
  due_after_days: number
  invoice: Invoice | null
}

export interface Milestone extends Known {
  readonly name: string
  stage: string
  accepted_on: string | null
}

export interface Contract extends Known {
  readonly quote: Quote
  readonly account: string
  readonly inclusive: boolean
  lines: ContractLine[]
  plan: PlanLine[]
  milestones: Milestone[]
  readonly signed_amount: bigint
  stage: string
  readonly amendments: Amendment[]
}

export interface AmendmentLine extends Worth {
  readonly changes: ContractLine | null
  readonly priced: Priced
}

export interface Amendment extends Known {
  readonly contract: Contract
  readonly lines: AmendmentLine[]
  readonly due_on: string | null
  stage: string
}

export interface InvoiceLine extends Known, Worth {
  readonly contract_line: ContractLine | null
  readonly quantity: bigint
  readonly rate: string
}

export interface Invoice extends Known {
  readonly account: string
  readonly contract: Contract | null
  readonly plan: PlanLine | null
  readonly credits: Invoice | null
  readonly lines: InvoiceLine[]
  stage: string
  number: string | null
  issued_on: string | null
  due_on: string | null
}

export interface Payment extends Known {
  readonly account: string
  readonly amount: bigint
  readonly received_on: string
  stage: string
}

export interface Allocation {
  readonly payment: Payment
  readonly invoice: Invoice
  amount: bigint
  allocated_on: string
}

export interface WriteOff extends Known {
  readonly invoice: Invoice
  readonly kind: string
  readonly amount: bigint
  readonly made_on: string
  stage: string
}

export const gross = (of: { readonly lines: readonly Worth[] }): bigint =>
  total(of.lines.map((line) => line.gross))
