// What is each line of a document worth in the company's own currency, so that they come to what the document is worth?
import type { Context } from '#kernel/context.ts'
import type { FieldDef } from '#kernel/field.ts'
import { convertLines, convertWhole } from '#kernel/money/convert.ts'
import { minus } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { amount, text } from '../read.ts'

/**
 * A line's worth depends on the other lines, so it stands with it (X1), and `check` calculates it anew. A document of
 * the company's own currency, or without a rate, has none stored.
 */
export function lineInBase(document: string) {
  const own = `${document}.currency = BASE_CURRENCY()`
  const foreign = `${document}.currency != BASE_CURRENCY()`
  const stored = (zh: string, en: string) =>
    ({
      kind: 'money',
      currency: 'our.currency',
      label: { zh, en },
      read_only: true,
      shown_if: foreign,
    }) as const
  const shown = (formula: string, zh: string, en: string) =>
    ({
      kind: 'formula',
      formula,
      gives: 'money',
      currency: 'our.currency',
      label: { zh, en },
      shown_if: foreign,
    }) as const
  return {
    converted_gross: stored('折合价税合计', 'Gross converted'),
    converted_tax: stored('折合税额', 'Tax converted'),
    base_gross: shown(`IF(${own}, gross, converted_gross)`, '本位币价税合计', 'Base gross'),
    base_net: shown(
      `IF(${own}, net, converted_gross - converted_tax)`,
      '本位币不含税金额',
      'Base net',
    ),
  } as const satisfies Record<string, FieldDef>
}

/** What may be filled in later than the rest of a line: when a rate comes that there was none of. */
export const convertedNames = ['converted_gross', 'converted_tax'] as const

interface Document {
  readonly currency: string
  readonly rate: string | null
}

/**
 * The lines with what they are worth: Σ = the document's own worth, gross and tax each by the largest remainder. Lines
 * that an amendment added share what it adds to the worth of the contract, so those before them keep theirs.
 */
export function linesInBase<Line extends Values>(
  ctx: Context,
  lines: readonly Line[],
  document: Document,
): readonly Line[] {
  const own = settings(ctx).currency
  if (document.currency === own || document.rate === null)
    return lines.some((line) => (line.converted_gross ?? null) !== null)
      ? lines.map((line) => ({ ...line, converted_gross: null, converted_tax: null }))
      : lines
  return withConverted(lines, { currency: document.currency, rate: document.rate }, own)
}

/** The same for whoever knows currency and rate: `check` asks it of what is stored. */
export function withConverted<Line extends Values>(
  lines: readonly Line[],
  { currency, rate }: { currency: string; rate: string },
  own: string,
): readonly Line[] {
  const gross = shares(lines, 'gross', { currency, rate }, own)
  const tax = shares(lines, 'tax', { currency, rate }, own)
  return lines.map((line, at) => ({
    ...line,
    converted_gross: gross[at]!,
    converted_tax: tax[at]!,
  }))
}

function shares(
  lines: readonly Values[],
  field: 'gross' | 'tax',
  { currency, rate }: { currency: string; rate: string },
  own: string,
): string[] {
  const amounts = lines.map((line) => amount(line, field, currency))
  const done: string[] = []
  let worth = '0'
  for (let from = 0; from < lines.length;) {
    const batch = text(lines[from]!, 'amendment')
    let to = from + 1
    while (to < lines.length && text(lines[to]!, 'amendment') === batch) to++
    const now = convertWhole(amounts.slice(0, to), rate, own)
    done.push(...convertLines(amounts.slice(from, to), rate, own, minus(now, [worth], own)))
    worth = now
    from = to
  }
  return done
}
