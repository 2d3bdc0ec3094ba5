// What are the lines of a document of which an import only knows the amount? One line that comes to it.
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { taxOn } from '#kernel/money/line.ts'
import { amount as rounded, round } from '#kernel/money/round.ts'
import { Problems } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { rows, text } from './read.ts'

/** The external id of a line that stands for an amount; lines that arrive later take its place. */
const standsFor = 'amount:'

/** Rates under which a mixed tax is put, so that the parts come to it exactly. */
const rates = ['0.01', '0.03', '0.05', '0.06', '0.09', '0.13', '1'] as const

/**
 * The document with the lines that its amounts mean. Only an import that keeps history can write amounts, so
 * whatever else is written comes back as it is. A document stays the sum of its lines: amounts that its own lines
 * contradict are told.
 * @param whole the field of the amount with tax
 */
export function withArrivingAmount(
  document: Values,
  before: Row | null,
  whole: 'gross' | 'amount',
  currency: string,
): Values {
  const lines = rows(document, 'lines')
  const own = lines.filter((line) => !isStandIn(line))
  const said = saidAmounts(document, before, whole)
  if (own.length === 0)
    return said
      ? { ...document, ...standIn(document, lines, split(said, whole, currency)) }
      : document
  if (before && said && lines.length === own.length) differs(whole)
  return own.length === lines.length ? document : { ...document, lines: own }
}

const isStandIn = (line: Values): boolean =>
  text(line, 'external_id')?.startsWith(standsFor) ?? false

const differs = (field: string): void => {
  const problems = new Problems()
  problems.add(field, 'rule', {
    says: { zh: '金额由明细得出，不能直接修改', en: 'The amount follows from the lines' },
  })
  problems.done()
}

interface Said {
  readonly whole: string | null
  readonly net: string | null
  readonly tax: string | null
}

/** What this write says of the amounts: all that is there at first, what changed later. */
function saidAmounts(document: Values, before: Row | null, whole: string): Said | null {
  const value = (field: string): string | null => {
    const now = text(document, field)
    const was = before ? text(before, field) : null
    return now === null || (was !== null && exact(now).equals(was)) ? null : now
  }
  const said = { whole: value(whole), net: value('net'), tax: value('tax') }
  return said.whole === null && said.net === null && said.tax === null ? null : said
}

interface Part {
  readonly net: string
  readonly rate: string
}

function split(said: Said, whole: string, currency: string): readonly Part[] {
  const problems = new Problems()
  for (const [field, value] of [
    [whole, said.whole],
    ['net', said.net],
    ['tax', said.tax],
  ] as const) {
    if (value === null) continue
    if (exact(value).decimalPlaces() > digitsOf(currency))
      problems.add(field, 'too-precise', { digits: digitsOf(currency) })
    if (exact(value).isNegative()) problems.add(field, 'too-small', { min: '0' })
  }
  problems.done()
  const tax = exact(said.tax ?? (said.whole && said.net ? exact(said.whole).minus(said.net) : '0'))
  const net = exact(said.net ?? exact(said.whole ?? tax).minus(tax))
  const off = said.whole !== null && !net.plus(tax).equals(said.whole)
  if (off || tax.isNegative() || net.isNegative() || tax.greaterThan(net)) {
    problems.add(whole, 'rule', {
      says: { zh: '价税合计须等于不含税金额加税额', en: 'Gross must be net plus tax' },
    })
    problems.done()
  }
  return parts(net.toFixed(), tax.toFixed(), currency)
}

/** One part where a rate of at most six digits gives the tax, otherwise one with tax and one without. */
function parts(net: string, tax: string, currency: string): readonly Part[] {
  const share = exact(net).isZero() ? exact('0') : exact(tax).dividedBy(net)
  const rate = [...rates, round(share.toFixed(12), 6)].find((one) =>
    exact(taxOn(net, one, currency)).equals(tax),
  )
  if (exact(tax).isZero()) return [{ net, rate: '0' }]
  if (rate !== undefined) return [{ net, rate }]
  const above = rates.find((one) => share.lessThanOrEqualTo(one)) ?? '1'
  const taxed = rounded(exact(tax).dividedBy(above), currency)
  return [
    { net: taxed, rate: above },
    { net: exact(net).minus(taxed).toFixed(), rate: '0' },
  ]
}

/** Lines of quantity 1, without tax in their price; those that stood there before are changed, not made anew. */
function standIn(document: Values, old: readonly Values[], made: readonly Part[]): Values {
  const id = text(document, 'id') ?? ''
  return {
    tax_inclusive: false,
    lines: made.map(({ net, rate }, at) => ({
      ...old[at],
      external_id: `${standsFor}${id}:${at + 1}`,
      description:
        text(document, 'name') ?? text(document, 'number') ?? text(document, 'external_id'),
      quantity: '1',
      unit_price: net,
      discount_percent: '0',
      tax_rate: exact(rate).toFixed(),
    })),
  }
}
