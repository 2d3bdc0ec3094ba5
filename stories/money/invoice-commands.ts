// What can people do with invoices and credit notes?

import { millionths, quantity, worth } from './arithmetic.ts'
import {
  type StepOf,
  one,
  post,
  act,
  notOpen,
  first,
  id,
  partOf,
  learnInvoice,
  isGone,
} from './command.ts'
import { type Invoice, gross } from './records.ts'
import { daysAfter } from './world.ts'

export const invoiceCommands: Readonly<Record<string, StepOf>> = {
  make_invoice: (model, { pick, how, lines }) => {
    const inclusive = how % 2 === 1
    const account = one(model.accounts, pick)!
    return {
      request: post('fay', 'invoice', {
        account,
        currency: model.currency,
        tax_inclusive: inclusive,
        lines: lines.map((each) => ({ ...each, description: 'Service' })),
      }),
      refused: [],
      async then(said, market) {
        const invoice: Invoice = {
          id: '',
          account,
          contract: null,
          plan: null,
          credits: null,
          lines: lines.map((each) => ({
            id: '',
            contract_line: null,
            quantity: millionths(each.quantity),
            rate: each.tax_rate,
            ...worth(each, inclusive, model.places),
          })),
          stage: 'draft',
          number: null,
          issued_on: null,
          due_on: null,
        }
        model.invoices.push(invoice)
        await learnInvoice(market, invoice, id(said))
      },
    }
  },
  issue: (model, { pick, part }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const issued_on = daysAfter(model.today, -(part % 40))
    return {
      request: act('fay', 'invoice', invoice, 'issue', { issued_on }),
      refused: first(notOpen(invoice.stage, ['draft']), model.shut(issued_on) && 'period-closed'),
      then(said) {
        Object.assign(invoice, { issued_on, due_on: daysAfter(issued_on, 30) })
        invoice.number = id(said, 'number')
        model.settle(invoice)
      },
    }
  },
  void_invoice: (model, { pick }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const used =
      invoice.credits !== null ||
      [model.paid(invoice), model.credited(invoice), model.written(invoice)].some(Boolean)
    const asked = model.writeOffs.some(
      (each) => each.invoice === invoice && each.stage === 'in_approval',
    )
    const done = ['paid', 'credited'].includes(invoice.stage)
    return {
      request: act('fay', 'invoice', invoice, 'void'),
      refused: first(
        notOpen(invoice.stage, [
          'draft',
          'issued',
          'partly_credited',
          'partly_paid',
          'paid',
          'credited',
        ]),
        used && 'invoice-in-use',
        asked && 'write-off-asked',
        done && 'no-such-move',
        invoice.stage === 'issued' && model.shut(invoice.issued_on) && 'period-closed',
      ),
      then() {
        invoice.stage = 'void'
        if (invoice.plan) invoice.plan.invoice = null
      },
    }
  },
  credit: (model, { pick, other, part, how }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const whole = how % 3 === 0
    const at = other % invoice.lines.length
    const left = model.leftOfLine(invoice, at)
    const wanted = partOf(left.quantity, part) || 1000n
    const parts = whole
      ? invoice.lines.map((_, each) => ({ at: each, quantity: null }))
      : [{ at, quantity: wanted }]
    const nothing =
      whole && invoice.lines.every((_, each) => isGone(model.leftOfLine(invoice, each)))
    const rebill = how % 2 === 0
    return {
      request: act('fay', 'invoice', invoice, 'credit', {
        ...(!whole && { lines: [{ line: invoice.lines[at]!.id, quantity: quantity(wanted) }] }),
        rebill,
        reason: 'credit',
      }),
      refused: first(
        notOpen(invoice.stage, [
          'issued',
          'partly_credited',
          'partly_paid',
          'paid',
          'credited',
          'written_off',
        ]),
        invoice.credits !== null && 'not-a-credit-target',
        !whole && wanted > left.quantity && 'credit-too-much',
        nothing && 'nothing-to-credit',
      ),
      then(said) {
        const note = model.credit(invoice, parts)
        note.id = id(said, 'credit_note')
        note.number = id(said, 'number')
        if (rebill && invoice.plan && model.credited(invoice) === gross(invoice))
          invoice.plan.invoice = null
      },
    }
  },
}
