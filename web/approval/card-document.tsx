// What is in the document? Its margin, and the lines that matter to the decision.
import { useState } from 'react'
import { Button } from 'antd'
import type { Values } from '#kernel/object.ts'
import { exact } from '#kernel/money/exact.ts'
import { money, number, percent, price } from '#kernel/money/written.ts'
import { say } from '#web/words.ts'
import { cardLines } from './card-lines.ts'
import { words } from './words.ts'

const linesOf = (row: Values): Values[] => (Array.isArray(row.lines) ? (row.lines as Values[]) : [])

/** Only for those who may read it: for all others the field is not there. */
export function CardMargin({ row }: { row: Values }) {
  const text =
    typeof row.margin_percent === 'string' || typeof row.margin_percent === 'number'
      ? String(row.margin_percent)
      : null
  if (text === null) return null
  const width = Math.max(0, Math.min(100, Number(text)))
  return (
    <div className="approval-margin">
      <p>
        <span>
          {say(words.margin)} <b>{percent(text, 1)}</b>
        </span>
        {typeof row.margin === 'string' && (
          <span className="ink-2">
            {say(words.margin_amount, { amount: money(row.margin, String(row.currency ?? '')) })}
          </span>
        )}
      </p>
      <span className="bar-track" aria-hidden="true">
        <i style={{ width: `${width}%` }} />
      </span>
    </div>
  )
}

const lineName = (line: Values): string => {
  const name = typeof line['product.name'] === 'string' ? line['product.name'] : ''
  return name || (typeof line.description === 'string' ? line.description : '')
}

export function WorstLine({ row }: { row: Values }) {
  const { shown } = cardLines(linesOf(row), 999)
  const worst = shown.find((line) => line.worst)
  return (
    <ul className="approval-marks">
      {worst && (
        <li>
          <span className="warn">
            {say(words.largest_discount, {
              n: worst.number,
              discount: percent(worst.row.discount_percent),
            })}
          </span>
          <span>{lineName(worst.row)}</span>
        </li>
      )}
      {shown.map(
        ({ place, number: counted, row: line, low }) =>
          low && (
            <li key={place}>
              <span className="warn">{say(words.below_floor, { n: counted })}</span>
              <span>{lineName(line)}</span>
              <Floor line={line} currency={String(row.currency ?? '')} />
            </li>
          ),
      )}
    </ul>
  )
}

/** For those who may know it: how low it may go, and how low it goes. */
function Floor({ line, currency }: { line: Values; currency: string }) {
  if (typeof line.floor_price !== 'string') return null
  const sold = exact('100')
    .minus(String(line.discount_percent ?? '0'))
    .times(String(line.unit_price ?? '0'))
    .dividedBy('100')
    .toDecimalPlaces(6)
    .toFixed()
  return (
    <span className="approval-floor ink-2">
      {say(words.floor_is, {
        floor: price(line.floor_price, currency),
        price: price(sold, currency),
      })}
    </span>
  )
}

export function CardLines({ row }: { row: Values }) {
  const [all, setAll] = useState(false)
  const lines = linesOf(row)
  if (!lines.length) return null
  const { shown, rest } = cardLines(lines, all ? lines.length : 4)
  return (
    <ul className="approval-lines" aria-label={say(words.lines)}>
      {shown.map(({ place, row: line, worst, low }) => (
        <li key={place} className={worst || low ? 'worst' : ''}>
          <span>
            {lineName(line)} <span className="ink-3 unbroken">× {number(line.quantity)}</span>{' '}
            {low && <span className="warn unbroken">{say(words.low)}</span>}
            {low && <Floor line={line} currency={String(row.currency ?? '')} />}
            {line.optional === true && <span className="ink-3 unbroken">{say(words.option)}</span>}
          </span>
          <span className={worst ? 'num warn' : 'num ink-2'}>
            {Number(line.discount_percent) > 0 ? `−${percent(line.discount_percent)}` : ''}
          </span>
          <span className={line.optional === true ? 'num ink-3' : 'num'}>
            {money(line.optional === true ? line.offer_net : line.net, String(row.currency ?? ''))}
          </span>
        </li>
      ))}
      {rest > 0 && (
        <li>
          <span className="ink-2">
            {say(words.other_lines, { n: rest })}{' '}
            <Button type="link" size="small" onClick={() => setAll(true)}>
              {say(words.unfold)}
            </Button>
          </span>
        </li>
      )}
    </ul>
  )
}
