// What must a company's money be after each command? The rules once more, in plain arithmetic, to compare with.

import { millionths, money, placesOf, shareOf, total, worth, worthOfGross } from './arithmetic.ts'
import { shares } from '#kernel/money/reference.ts'
import {
  gross,
  type Quote,
  type ContractLine,
  type PlanLine,
  type Milestone,
  type Contract,
  type AmendmentLine,
  type Amendment,
  type InvoiceLine,
  type Invoice,
  type Payment,
  type Allocation,
  type WriteOff,
} from './records.ts'
import { daysAfter } from './world.ts'

const open = ['issued', 'partly_credited', 'partly_paid']
export class Model {
  readonly currency: string
  readonly accounts: readonly string[]
  today: string
  closed: string | null = null
  readonly quotes: Quote[] = []
  readonly contracts: Contract[] = []
  readonly amendments: Amendment[] = []
  readonly invoices: Invoice[] = []
  readonly payments: Payment[] = []
  allocations: Allocation[] = []
  readonly refunds: { readonly payment: Payment; readonly amount: bigint }[] = []
  readonly writeOffs: WriteOff[] = []

  constructor(currency: string, accounts: readonly string[], today: string) {
    this.currency = currency
    this.accounts = accounts
    this.today = today
  }

  get places(): number {
    return placesOf[this.currency]!
  }
  say(amount: bigint): string {
    return money(amount, this.currency)
  }
  shut(day: string | null): boolean {
    return this.closed !== null && day !== null && day <= this.closed
  }

  // ── invoices ──────────────────────────────────────────────────────────────────────────────────────────
  paid(invoice: Invoice): bigint {
    return total(this.allocations.filter((one) => one.invoice === invoice).map((one) => one.amount))
  }
  notes(invoice: Invoice): Invoice[] {
    return this.invoices.filter((one) => one.credits === invoice)
  }
  credited(invoice: Invoice): bigint {
    return -total(this.notes(invoice).map(gross))
  }
  written(invoice: Invoice, kind?: string): bigint {
    return total(
      this.writeOffs
        .filter(
          (one) =>
            one.invoice === invoice && one.stage === 'in_force' && (!kind || one.kind === kind),
        )
        .map((one) => one.amount),
    )
  }
  owed(invoice: Invoice): bigint {
    return gross(invoice) - this.paid(invoice) - this.credited(invoice) - this.written(invoice)
  }
  /** As the system shows it: nothing is owed of what is void or credits another. */
  balance(invoice: Invoice): bigint {
    return invoice.stage === 'void' || invoice.credits ? 0n : this.owed(invoice)
  }
  payable(invoice: Invoice): boolean {
    return open.includes(invoice.stage) && !invoice.credits
  }
  settle(invoice: Invoice): void {
    const owed = this.owed(invoice)
    const onlyCredited = this.paid(invoice) === 0n && this.credited(invoice) > 0n
    if (owed === 0n && this.written(invoice, 'bad_debt')) invoice.stage = 'written_off'
    else if (owed === 0n) invoice.stage = onlyCredited ? 'credited' : 'paid'
    else if (owed === gross(invoice)) invoice.stage = 'issued'
    else invoice.stage = onlyCredited ? 'partly_credited' : 'partly_paid'
  }
  /** Bad debt comes back first. */
  takeBack(invoice: Invoice, wanted: bigint): bigint {
    let left = wanted
    for (const kind of ['bad_debt', 'difference']) {
      const there = this.written(invoice, kind)
      const taken = there < left ? there : left
      if (taken === 0n) continue
      const made_on = this.today
      this.writeOffs.push({ id: '', invoice, kind, amount: -taken, made_on, stage: 'in_force' })
      left -= taken
    }
    return wanted - left
  }
  /** What is left of a line after its credit notes. */
  leftOfLine(invoice: Invoice, at: number): { quantity: bigint; gross: bigint; tax: bigint } {
    const line = invoice.lines[at]!
    const taken = this.notes(invoice).flatMap((note) =>
      note.lines.filter((one) => one.id === line.id),
    )
    return {
      quantity: line.quantity + total(taken.map((one) => one.quantity)),
      gross: line.gross + total(taken.map((one) => one.gross)),
      tax: line.tax + total(taken.map((one) => one.tax)),
    }
  }
  /** A note over parts of lines; `quantity` null is all that is left. The id of a note's line is that of its line. */
  credit(invoice: Invoice, parts: readonly { at: number; quantity: bigint | null }[]): Invoice {
    const lines = parts.flatMap(({ at, quantity }): InvoiceLine[] => {
      const line = invoice.lines[at]!
      const left = this.leftOfLine(invoice, at)
      const taken = quantity ?? left.quantity
      if (taken === 0n && left.gross === 0n) return []
      const gross = shareOf(left.gross, taken, left.quantity)
      const tax = shareOf(left.tax, taken, left.quantity)
      return [{ ...line, quantity: -taken, gross: -gross, tax: -tax, net: tax - gross }]
    })
    const note: Invoice = {
      id: '',
      account: invoice.account,
      contract: invoice.contract,
      plan: null,
      credits: invoice,
      lines,
      stage: 'credited',
      number: null,
      issued_on: this.today,
      due_on: this.today,
    }
    if (lines.length === 0) return note
    this.invoices.push(note)
    let excess = -this.owed(invoice)
    if (excess > 0n) {
      excess -= this.takeBack(invoice, excess)
      for (const one of this.allocations.filter((each) => each.invoice === invoice).reverse()) {
        if (excess === 0n) break
        const taken = one.amount < excess ? one.amount : excess
        excess -= taken
        this.keep(one, one.amount - taken)
      }
    }
    this.settle(invoice)
    return note
  }
  private keep(allocation: Allocation, rest: bigint): void {
    if (rest > 0n && !this.shut(allocation.allocated_on)) {
      allocation.amount = rest
      return
    }
    this.allocations = this.allocations.filter((one) => one !== allocation)
    if (rest > 0n) this.allocations.push({ ...allocation, amount: rest, allocated_on: this.today })
  }

  // ── payments ──────────────────────────────────────────────────────────────────────────────────────────
  allocated(payment: Payment): bigint {
    return total(this.allocations.filter((one) => one.payment === payment).map((one) => one.amount))
  }
  refunded(payment: Payment): bigint {
    return total(this.refunds.filter((one) => one.payment === payment).map((one) => one.amount))
  }
  free(payment: Payment): bigint {
    return payment.stage === 'void'
      ? 0n
      : payment.amount - this.allocated(payment) - this.refunded(payment)
  }
  allocate(payment: Payment, invoice: Invoice, amount: bigint): void {
    const recovered = amount - this.owed(invoice)
    if (recovered > 0n) this.takeBack(invoice, recovered)
    this.allocations.push({ payment, invoice, amount, allocated_on: this.today })
    this.settle(invoice)
  }
  /** Oldest due first, then by number. */
  allocateAll(payment: Payment): void {
    const candidates = this.invoices
      .filter((one) => one.account === payment.account && this.payable(one))
      .sort((a, b) => (`${a.due_on} ${a.number}` < `${b.due_on} ${b.number}` ? -1 : 1))
    for (const invoice of candidates) {
      const free = this.free(payment)
      const owed = this.owed(invoice)
      if (free === 0n) return
      this.allocate(payment, invoice, owed < free ? owed : free)
    }
  }

  // ── contracts ─────────────────────────────────────────────────────────────────────────────────────────
  contractOf(quote: Quote): Contract {
    const bought = quote.lines.filter((line) => !line.optional)
    const lines = bought.map((priced): ContractLine => ({
      id: '',
      priced,
      changes: null,
      ...worth(priced, quote.inclusive, this.places),
    }))
    const whole = gross({ lines })
    const hundredths = (n: bigint) => ({ top: n, bottom: 1n })
    const parts = shares(whole, [hundredths(30n), hundredths(60n), hundredths(10n)])
    const plan = parts.map((amount, at): PlanLine => ({
      id: '',
      amount,
      milestone: null,
      milestone_name: at === 0 ? null : '验收',
      due_on: null,
      due_after_days: at === 2 ? 365 : 0,
      invoice: null,
    }))
    return {
      id: '',
      quote,
      account: quote.deal.account,
      inclusive: quote.inclusive,
      lines,
      plan,
      milestones: [],
      signed_amount: whole,
      stage: 'draft',
      amendments: [],
    }
  }
  planned = (contract: Contract): bigint => total(contract.plan.map((one) => one.amount))
  heads = (contract: Contract): ContractLine[] =>
    contract.lines.filter((line) => millionths(line.priced.quantity) > 0n)
  takenFrom = (contract: Contract, head: ContractLine): ContractLine[] =>
    contract.lines.filter((line) => line.changes === head && millionths(line.priced.quantity) < 0n)
  leftOfHead(contract: Contract, head: ContractLine) {
    const all = [head, ...this.takenFrom(contract, head)]
    return {
      quantity: total(all.map((one) => millionths(one.priced.quantity))),
      gross: total(all.map((one) => one.gross)),
      tax: total(all.map((one) => one.tax)),
    }
  }
  /** Worth less billed, per head; drafts count, void invoices do not. */
  restOf(contract: Contract, head: ContractLine): bigint {
    const billed = this.invoices
      .filter((one) => one.stage !== 'void')
      .flatMap((one) => one.lines.filter((line) => line.contract_line === head))
    return this.leftOfHead(contract, head).gross - total(billed.map((line) => line.gross))
  }
  dueOf(contract: Contract, day: string): PlanLine[] {
    return contract.plan.filter(
      (line) =>
        !line.invoice &&
        line.due_on !== null &&
        line.due_on <= day &&
        line.amount > 0n &&
        (line.milestone === null || line.milestone.stage === 'accepted'),
    )
  }
  bill(contract: Contract, day: string): Invoice[] {
    const heads = this.heads(contract)
    return this.dueOf(contract, day).map((line) => {
      const left = heads.map((head) => {
        const rest = this.restOf(contract, head)
        return { top: rest > 0n ? rest : 0n, bottom: 1n }
      })
      const parts = shares(line.amount, left)
      const invoice: Invoice = {
        id: '',
        account: contract.account,
        contract,
        plan: line,
        credits: null,
        lines: heads.flatMap((head, at): InvoiceLine[] => {
          const part = parts[at]!
          if (part === 0n) return []
          const rate = head.priced.tax_rate
          const amounts = worthOfGross(part, rate, this.places)
          return [{ id: '', contract_line: head, quantity: 1_000_000n, rate, ...amounts }]
        }),
        stage: 'draft',
        number: null,
        issued_on: null,
        due_on: null,
      }
      line.invoice = invoice
      this.invoices.push(invoice)
      return invoice
    })
  }
  accept(contract: Contract, milestone: Milestone): void {
    milestone.stage = 'accepted'
    milestone.accepted_on = this.today
    for (const line of contract.plan) {
      if (line.milestone !== milestone || line.invoice) continue
      const day = daysAfter(this.today, line.due_after_days)
      if (line.due_on === null || line.due_on > day) line.due_on = day
    }
  }

  // ── amendments ────────────────────────────────────────────────────────────────────────────────────────
  /** Why it can't be signed, or null. */
  amendmentRefused(amendment: Amendment): string | null {
    const { contract } = amendment
    if (!['signed', 'active'].includes(contract.stage)) return 'contract-not-running'
    const heads = new Set(amendment.lines.filter(below).map((line) => line.changes!))
    for (const head of heads) {
      const left = this.leftOfHead(contract, head)
      const taken = amendment.lines.filter((line) => below(line) && line.changes === head)
      const quantity = -total(taken.map((line) => millionths(line.priced.quantity)))
      const gross = -total(taken.map((line) => line.gross))
      const tax = -total(taken.map((line) => line.tax))
      if (quantity > left.quantity) return 'amendment-outdated'
      if (quantity === left.quantity && (gross !== left.gross || tax !== left.tax))
        return 'amendment-outdated'
      if (gross > left.gross || tax > left.tax) return 'amendment-outdated'
    }
    const unbilled = total(contract.plan.filter((line) => !line.invoice).map((line) => line.amount))
    if (-gross(amendment) > unbilled) return 'plan-too-small'
    for (const head of heads) {
      const taken = amendment.lines.filter((line) => below(line) && line.changes === head)
      if (this.restOf(contract, head) + total(taken.map((line) => line.gross)) < 0n)
        return 'below-billed'
    }
    return null
  }
  sign(amendment: Amendment): void {
    const { contract } = amendment
    amendment.stage = 'signed'
    let less = -gross(amendment)
    if (less < 0n)
      contract.plan.push({
        id: '',
        amount: -less,
        milestone: null,
        milestone_name: null,
        due_on: amendment.due_on ?? this.today,
        due_after_days: 0,
        invoice: null,
      })
    else
      for (const line of [...contract.plan].reverse()) {
        if (line.invoice || less === 0n) continue
        const taken = line.amount < less ? line.amount : less
        less -= taken
        line.amount -= taken
        if (line.amount === 0n) contract.plan = contract.plan.filter((one) => one !== line)
      }
    for (const line of amendment.lines) contract.lines.push({ id: '', ...line })
  }
}

const below = (line: AmendmentLine): boolean => millionths(line.priced.quantity) < 0n
