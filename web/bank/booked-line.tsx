// What became of a line that is booked, and how is it taken back?
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { money } from '#kernel/money/written.ts'
import type { Row } from '#kernel/object.ts'
import { say } from '#web/words.ts'
import { LineFacts, type Said } from './line-facts.tsx'
import { words } from './words.ts'

export interface Booked extends Said {
  readonly id: string
  readonly account: string
  readonly account_name: string
  readonly payment: string
  readonly payment_number: string
}

interface BookedLineProps {
  line: Booked
  busy: boolean
  mayTakeBack: boolean
  onTakeBack: (reason: string) => void
}

export function BookedLine({ line, busy, mayTakeBack, onTakeBack }: BookedLineProps) {
  const [asks, setAsks] = useState(false)
  const [reason, setReason] = useState('')
  const { data } = useQuery({
    queryKey: keys.sum('allocation', 'bank', line.payment),
    queryFn: async () =>
      (
        await call.list('allocation', {
          filter: `payment = "${line.payment}"`,
          select: ['id', 'invoice', 'invoice.number', 'amount'],
          sort: 'id',
          limit: 500,
        })
      ).data,
  })
  return (
    <div className="bank-work">
      <LineFacts line={line} />
      <dl className="bank-result">
        <div>
          <dt>{say(words.customer)}</dt>
          <dd>
            <Link to="/o/$object/$id" params={{ object: 'account', id: line.account }}>
              {line.account_name}
            </Link>
          </dd>
        </div>
        <div>
          <dt>{say(words.payment)}</dt>
          <dd>
            <Link to="/o/$object/$id" params={{ object: 'payment', id: line.payment }}>
              {line.payment_number}
            </Link>
          </dd>
        </div>
      </dl>
      <Settled rows={data ?? []} currency={line.currency} />
      {mayTakeBack && (
        <footer className="bank-foot">
          {asks ? (
            <form
              className="bank-why"
              onSubmit={(event) => {
                event.preventDefault()
                if (reason.trim()) onTakeBack(reason.trim())
              }}
            >
              <p className="ink-2">{say(words.take_back_help)}</p>
              <Input
                autoFocus
                value={reason}
                maxLength={500}
                aria-label={say(words.reason)}
                placeholder={say(words.reason)}
                onChange={(event) => setReason(event.target.value)}
              />
              <Button danger htmlType="submit" disabled={!reason.trim()} loading={busy}>
                {say(words.take_back)}
              </Button>
            </form>
          ) : (
            <>
              <span />
              <Button danger onClick={() => setAsks(true)}>
                {say(words.take_back)}
              </Button>
            </>
          )}
        </footer>
      )}
    </div>
  )
}

function Settled({ rows, currency }: { rows: readonly Row[]; currency: string }) {
  if (rows.length === 0) return null
  return (
    <section className="bank-invoices" aria-label={say(words.allocate)}>
      <table>
        <thead>
          <tr>
            <th>{say(words.invoice)}</th>
            <th className="num">{say(words.sum)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link
                  to="/o/$object/$id"
                  params={{ object: 'invoice', id: String(row.invoice) }}
                  className="plain-link"
                >
                  {String(row['invoice.number'] ?? '')}
                </Link>
              </td>
              <td className="num">{money(row.amount, currency, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
