// What is left of each line of a contract after the amendments signed so far?
import { exact } from '#kernel/money/exact.ts'
import type { Row } from '#kernel/object.ts'
import { leftOf } from '../part-of-line.ts'
import type { Left } from '../part-of-line.ts'
import { need, rows, text } from '../read.ts'

export function contractLinesLeft(contract: Row, currency: string): Map<string, Left> {
  const lines = rows(contract, 'lines')
  const below = lines.filter((line) => exact(need(line, 'quantity')).isNegative())
  const whole = lines.filter((line) => !below.includes(line))
  return new Map(
    whole.map((line) => {
      const taken = below.filter((one) => text(one, 'changes') === line.id)
      return [need(line, 'id'), leftOf(line, taken, currency)]
    }),
  )
}
