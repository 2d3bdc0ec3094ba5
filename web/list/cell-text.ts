// What does a cell of the grid say, as plain words? Its column is made as wide as that; null where it is more than words.
import type { Meta } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { money, number, percent, price } from '#kernel/money/written.ts'
import { choiceWord, stageChoices } from '#web/fields/choice-word.ts'
import { currencyOf } from '#web/fields/currency-of.ts'
import { date, instant, todayIn } from '#web/format.ts'
import { stuckDays } from '#web/fields/stuck.ts'
import { titlePath } from '#web/meta.ts'
import type { Column } from './columns.ts'

/** As wide as the dot before the word of a stage. */
const stageDot = '00'

/** @param now says in which year we are, and what is stuck */
export function cellText(
  meta: Meta,
  { path, field, object }: Column,
  row: Row,
  now: Date,
): string | null {
  const value = row[path]
  const { currency: home, zone, calendar } = meta.company
  const kind = 'gives' in field ? (field.gives ?? 'decimal') : field.kind
  switch (kind) {
    case 'text':
    case 'long_text':
    case 'rich_text':
    case 'email':
    case 'phone':
    case 'url':
    case 'auto_number':
    case 'ref':
    case 'person':
    case 'team': {
      const words = row[titlePath(meta, path, field) ?? path]
      return typeof words === 'string' ? words : ''
    }
    case 'choice':
      return 'choices' in field ? choiceWord(field.choices, value) : ''
    case 'stage': {
      const word = choiceWord(stageChoices(meta, object.name), value)
      const stage = meta.objects[object.name]?.lifecycle?.stages[String(value)]
      const stuck = path === 'stage' && stage && stuckDays(stage, row.stage_since, calendar, now)
      return typeof stuck === 'number' ? `${stageDot}${word} ${stuck} 天` : stageDot + word
    }
    case 'yes_no':
      // A tick or nothing: the heading says how wide.
      return ''
    case 'money': {
      const currency = currencyOf(row, field as { currency?: string }, home)
      const written = 'unit_price' in field && field.unit_price ? price(value, currency) : null
      return written ?? money(value, currency, home)
    }
    case 'integer':
      return number(value)
    case 'decimal':
      // A fraction is shown as percent: two figures more before the point, two fewer behind it.
      return 'fraction' in field && field.fraction ? `${number(value)}%` : number(value)
    case 'percent':
      return percent(value)
    case 'date':
      return date(value, { today: todayIn(zone, now) })
    case 'datetime':
      return instant(value, zone, todayIn(zone, now))
    default:
      return null
  }
}
