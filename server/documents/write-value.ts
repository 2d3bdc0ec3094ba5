// How is one value written on paper? As its field is, or as the template says.
import { isGrouped } from '#kernel/fields/grouping.ts'
import type { FieldDef } from '#kernel/field.ts'
import { addressLine } from '#kernel/fields/address.ts'
import type { Format } from '#kernel/view/document.ts'
import { currencyName } from '#kernel/money/currency-name.ts'
import { exact } from '#kernel/money/exact.ts'
import { uppercaseRmb } from '#kernel/money/uppercase.ts'
import { date, figure, percent, percentOf, price, quantity, separated } from './figures.ts'
import type { Language } from '#kernel/view/paper.ts'
import type { Said } from '#server/reading/read-values.ts'

/** What all values of one document have in common. */
export interface Manner {
  readonly language: Language
  readonly currency: string
  readonly zone: string
  /** The labels of the stages of the object a stage is of. */
  readonly stages: Readonly<Record<string, { readonly label: { zh: string; en: string } } | null>>
}

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text)

/** The value as text; "" where there is none. */
export function written({ value, field }: Said, manner: Manner, format?: Format): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean')
    return manner.language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (field?.kind === 'address') return addressLine(value)
  if (Array.isArray(value))
    return value
      .map((one) => written({ value: one, field }, manner, format))
      .filter(Boolean)
      .join(manner.language === 'zh' ? '、' : ', ')
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const as = format ?? formatOf(field)
  if (as === undefined)
    return labelled(text, field, manner) ?? (isNumber(text) && !field ? separated(text) : text)
  return formatted(text, as, manner)
}

/** How a field of this kind is written. */
function formatOf(field: FieldDef | null): Format | undefined {
  const kind =
    field?.kind === 'formula' || field?.kind === 'rollup' ? (field.gives ?? 'decimal') : field?.kind
  switch (kind) {
    case 'money':
      return field?.kind === 'money' && field.unit_price ? 'price' : 'amount'
    case 'integer':
      return field && isGrouped(field) ? 'number' : undefined
    case 'decimal':
      return field?.kind === 'decimal' && field.fraction ? 'rate' : 'number'
    case 'percent':
      return 'percent'
    case 'date':
      return 'date'
    case 'datetime':
      return 'time'
    default:
      return undefined
  }
}

function labelled(
  text: string,
  field: FieldDef | null,
  { language, stages }: Manner,
): string | undefined {
  if (field?.kind === 'stage') return stages[text]?.label[language]
  if (field?.kind === 'choice' || field?.kind === 'multi_choice')
    return Object.hasOwn(field.choices, text) ? field.choices[text]?.label[language] : undefined
  return undefined
}

function formatted(text: string, format: Format, { language, currency, zone }: Manner): string {
  switch (format) {
    case 'date':
      return date(dayOf(text, zone), language)
    case 'time':
      return /T/.test(text)
        ? `${date(dayOf(text, zone), language)} ${clock(text, zone)}`
        : date(text, language)
    case 'currency': {
      const name = currencyName(text, language)
      return name === text ? text : `${name} ${text}`
    }
    case 'text':
      return text
    default:
  }
  if (!isNumber(text)) return text
  switch (format) {
    case 'amount':
      return figure(text, currency)
    case 'price':
      return price(exact(text).toFixed(), currency)
    case 'number':
      return quantity(text)
    case 'percent':
      return percent(text)
    case 'rate':
      return percentOf(text)
    case 'capital':
      return uppercaseRmb(exact(text).toFixed()) ?? text
  }
}

/** The day of an instant in the company's zone; a day stays what it is. */
const dayOf = (text: string, zone: string): string =>
  /T/.test(text)
    ? new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      }).format(new Date(text))
    : text

const clock = (text: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(text),
  )
