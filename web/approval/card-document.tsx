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
    <>
      {worst && (
        <p className="warn">
          {say(words.largest_discount, {
            n: worst.number,
            discount: percent(worst.row.discount_percent),
          })}{' '}
          · {lineName(worst.row)}
        </p>
      )}
      {shown.map(
        ({ place, number: counted, row: line, low }) =>
          low && (
            <p key={place} className="warn">
              {say(words.below_floor, { n: counted })} · {lineName(line)}
              {typeof line.floor_price === 'string' && (
                <span className="ink-2"> {floorOf(line, String(row.currency ?? ''))}</span>
              )}
            </p>
          ),
      )}
    </>
  )
}

/** For those who may know it: how low it may go, and how low it goes. */
const floorOf = (line: Values, currency: string): string =>
  say(words.floor_is, {
    floor: price(String(line.floor_price), currency),
    price: price(
      exact('100')
        .minus(String(line.discount_percent ?? '0'))
        .times(String(line.unit_price ?? '0'))
        .dividedBy('100')
        .toDecimalPlaces(6)
        .toFixed(),
      currency,
    ),
  })

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
