// Which invoices did the caller name, with how much each? Read strictly; every problem is told at once.
import { Problems } from '#kernel/error.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { parseMoney } from '#kernel/money/parse.ts'
import type { Values } from '#kernel/object.ts'
import { text } from '../read.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export interface Wanted {
  readonly invoice: string
  /** Null: as much of it as is free and open. */
  readonly amount: string | null
}

/** Amounts have at most the currency's digits and are above 0; an invoice is named once. */
export function readAllocations(given: readonly Values[], currency: string): Wanted[] {
  const problems = new Problems()
  const seen = new Set<string>()
  const wanted = given.map((row, at): Wanted => {
    const path = `allocations[${at}]`
    for (const name of Object.keys(row)) {
      if (!['invoice', 'amount', 'allocated_on', 'payment'].includes(name)) {
        problems.add(`${path}.${name}`, 'unknown-field', { name: name.slice(0, 100) })
      }
    }
    const invoice = text(row, 'invoice')?.toLowerCase() ?? ''
    if (invoice === '') problems.add(`${path}.invoice`, 'required')
    else if (!uuid.test(invoice))
      problems.add(`${path}.invoice`, 'no-such-record', { object: 'invoice' })
    else if (seen.has(invoice)) problems.add(`${path}.invoice`, 'already-used', { value: invoice })
    seen.add(invoice)
    return { invoice, amount: amountOf(row, currency, path, problems) }
  })
  problems.done()
  return wanted
}

function amountOf(row: Values, currency: string, path: string, problems: Problems): string | null {
  const said = row.amount
  if (said === undefined || said === null || said === '') return null
  const value = typeof said === 'number' && Number.isSafeInteger(said) ? String(said) : said
  const parsed = parseMoney(value, digitsOf(currency))
  if ('problem' in parsed) {
    problems.add(`${path}.amount`, parsed.problem, parsed.details)
    return null
  }
  if (!exact(parsed.value).greaterThan('0')) {
    problems.add(`${path}.amount`, 'too-small', { min: '0.01' })
    return null
  }
  return exact(parsed.value).toFixed(digitsOf(currency))
}
