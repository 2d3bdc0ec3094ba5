// What is in the document? Its margin, and the lines that matter to the decision.
import { useState } from 'react'
import { Button } from 'antd'
import type { Values } from '#kernel/object.ts'
import { money, number, percent } from '#kernel/money/written.ts'
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
  const worst = cardLines(linesOf(row), 999).shown.find((line) => line.worst)
  if (!worst) return null
  return (
    <p className="warn">
      {say(words.largest_discount, {
        n: worst.place,
        discount: percent(worst.row.discount_percent),
      })}{' '}
      · {lineName(worst.row)}
    </p>
  )
}

export function CardLines({ row }: { row: Values }) {
  const [all, setAll] = useState(false)
  const lines = linesOf(row)
  if (!lines.length) return null
  const { shown, rest } = cardLines(lines, all ? lines.length : 4)
  return (
    <ul className="approval-lines" aria-label={say(words.lines)}>
      {shown.map(({ place, row: line, worst }) => (
        <li key={place} className={worst ? 'worst' : ''}>
          <span>
            {lineName(line)} <span className="ink-3 unbroken">× {number(line.quantity)}</span>
          </span>
          <span className={worst ? 'num warn' : 'num ink-2'}>
            {Number(line.discount_percent) > 0 ? `−${percent(line.discount_percent)}` : ''}
          </span>
          <span className="num">{money(line.net, String(row.currency ?? ''))}</span>
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
