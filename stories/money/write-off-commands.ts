// What can people do with what will not be paid?

import { total } from './arithmetic.ts'
import { type StepOf, one, act, notOpen, first, id } from './command.ts'

export const writeOffCommands: Readonly<Record<string, StepOf>> = {
  write_off: (model, { pick, part, how }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    const kind = how % 2 ? 'bad_debt' : 'difference'
    const owed = model.owed(invoice)
    const unit = 10n ** BigInt(model.places)
    const small = owed < 9n * unit ? owed : 9n * unit
    const amount =
      kind === 'difference' && part % 3
        ? small || 1n
        : (owed * BigInt((part % 105) + 1)) / 100n || 1n
    const differences = model.writeOffs.filter(
      (each) => each.kind === 'difference' && each.stage === 'in_force',
    )
    const here = total(
      differences.filter((each) => each.invoice === invoice).map((each) => each.amount),
    )
    const month = total(
      differences
        .filter(
          (each) =>
            each.invoice.account === invoice.account &&
            each.made_on.slice(0, 7) === model.today.slice(0, 7),
        )
        .map((each) => each.amount),
    )
    const is_small = kind === 'difference'
    return {
      request: act('fay', 'invoice', invoice, 'write_off', {
        kind,
        amount: model.say(amount),
        reason: 'gone',
      }),
      refused: first(
        notOpen(invoice.stage, ['issued', 'partly_credited', 'partly_paid']),
        amount > owed && 'more-than-balance',
        is_small && here + amount > 10n * unit && 'difference-too-large',
        is_small && month + amount > 100n * unit && 'differences-of-month',
      ),
      then(said) {
        const stage = is_small ? 'in_force' : 'in_approval'
        const made_on = model.today
        model.writeOffs.push({ id: id(said, 'write_off'), invoice, kind, amount, made_on, stage })
        if (is_small) model.settle(invoice)
      },
    }
  },
  approve_write_off: (model, { pick }) => {
    const asked = model.writeOffs.filter((each) => each.id !== '')
    const writeOff = one(asked, pick)
    if (!writeOff) return null
    const { invoice, amount } = writeOff
    return {
      request: act('mia', 'write_off', writeOff, 'approve'),
      refused: first(
        notOpen(writeOff.stage, ['in_approval']),
        !model.payable(invoice) && 'invoice-not-open',
        amount > model.owed(invoice) && 'more-than-balance',
      ),
      then() {
        writeOff.stage = 'in_force'
        model.settle(invoice)
      },
    }
  },
  reject_write_off: (model, { pick }) => {
    const asked = model.writeOffs.filter((each) => each.id !== '')
    const writeOff = one(asked, pick)
    if (!writeOff) return null
    return {
      request: act('mia', 'write_off', writeOff, 'reject', { comment: 'ask again' }),
      refused: notOpen(writeOff.stage, ['in_approval']),
      then: () => void (writeOff.stage = 'rejected'),
    }
  },
  take_back_write_off: (model, { pick }) => {
    const invoice = one(model.invoices, pick)
    if (!invoice) return null
    return {
      request: act('fay', 'invoice', invoice, 'take_back_write_off', { reason: 'pays after all' }),
      refused: first(
        notOpen(invoice.stage, [
          'partly_credited',
          'partly_paid',
          'paid',
          'credited',
          'written_off',
        ]),
        model.written(invoice) === 0n && 'action-not-met',
      ),
      then() {
        model.takeBack(invoice, model.written(invoice))
        model.settle(invoice)
      },
    }
  },
}
