// Whose money is this line, and which invoices does it pay? What is suggested stands there already, with its reasons.
import { useEffect, useMemo, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { CheckOutlined, WarningOutlined } from '@ant-design/icons'
import type { BankDeskLine } from '#kernel/api/desks.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { ExactInput } from '#web/fields/exact-input.tsx'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { money } from '#kernel/money/written.ts'
import { date, daysBetween, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { say, t } from '#web/words.ts'
import { LineFacts } from './line-facts.tsx'
import { most, oldestFirst, sumsOf, type Open, type Parts } from './parts.ts'
import { words } from './words.ts'

export interface Booking {
  readonly account: string
  readonly allocations: readonly { invoice: string; amount: string }[]
}

/** What the keys of the page do to the line that is open. */
export interface Hands {
  book: () => void
  pickCustomer: () => void
}

interface LineWorkProps {
  line: BankDeskLine
  busy: boolean
  may: { book: boolean; claim: boolean; setAside: boolean; unclaim: boolean }
  hands: { current: Hands | null }
  onBook: (booking: Booking) => void
  onClaim: (account: string, note: string) => void
  onUnclaim: () => void
  onSetAside: () => void
}

export function LineWork({ line, busy, may, hands, ...on }: LineWorkProps) {
  const { suggestion, currency, amount } = line
  const suggested = useMemo(
    (): Parts => Object.fromEntries(suggestion.invoices.map((one) => [one.id, one.amount])),
    [suggestion],
  )
  const [account, setAccount] = useState(suggestion.account?.id ?? line.claimed?.account ?? null)
  const [parts, setParts] = useState(suggested)
  const [note, setNote] = useState('')
  const picker = useRef<HTMLDivElement>(null)
  const open = useOpen(may.book ? account : null, currency)
  const sums = sumsOf(amount, currency, open.data ?? [], parts)
  const ready = Boolean(
    may.book && account && open.data && !busy && !sums.over && sums.wrong.size === 0,
  )
  const book = () => {
    if (ready && account) on.onBook({ account, allocations: sums.allocations })
  }
  const latest = useRef(book)
  latest.current = book
  useEffect(() => {
    hands.current = {
      book: () => latest.current(),
      pickCustomer: () => picker.current?.querySelector('input')?.focus(),
    }
    return () => void (hands.current = null)
  }, [hands])
  const choose = (next: string | null) => {
    setAccount(next)
    setParts(next === suggestion.account?.id ? suggested : {})
  }
  const isSuggested = account !== null && account === suggestion.account?.id
  return (
    <div className="bank-work">
      <LineFacts line={line} />
      <div className="bank-customer" ref={picker}>
        <span className="bank-label">{say(words.customer)}</span>
        <RefSelect
          target="account"
          value={account ? [account] : []}
          onChange={([next]) => choose(next ?? null)}
          titles={suggestion.account ? { [suggestion.account.id]: suggestion.account.name } : {}}
          label={say(words.customer)}
          disabled={!may.book && (!may.claim || line.stage === 'claimed')}
        />
      </div>
      <Reasons line={line} shown={isSuggested || account === null} />
      {may.book && account && (
        <Invoices
          line={line}
          open={open.data}
          parts={parts}
          wrong={sums.wrong}
          onParts={setParts}
          onBook={book}
        />
      )}
      {open.error && (
        <p role="alert" className="bad">
          {open.error.message}{' '}
          <button type="button" className="bare link" onClick={() => void open.refetch()}>
            {t('again')}
          </button>
        </p>
      )}
      {!may.book && may.claim && line.stage === 'open' && (
        <Input
          value={note}
          maxLength={500}
          placeholder={say(words.claim_note)}
          aria-label={say(words.claim_note)}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
      <footer className="bank-foot">
        {may.book && account && open.data ? (
          <dl className="bank-sums">
            <div>
              <dt>{say(words.sum)}</dt>
              <dd>{money(sums.sum, currency, currency)}</dd>
            </div>
            <div className={sums.over ? 'bad' : ''}>
              <dt>{say(sums.over ? words.over : words.rest)}</dt>
              <dd>{money(sums.rest.replace('-', ''), currency, currency)}</dd>
            </div>
          </dl>
        ) : (
          <span />
        )}
        <span className="bank-buttons">
          {may.setAside && (
            <Button onClick={on.onSetAside} disabled={busy}>
              {say(words.set_aside)}
            </Button>
          )}
          {may.unclaim && line.stage === 'claimed' && (
            <Button onClick={on.onUnclaim} disabled={busy}>
              {say(words.unclaim)}
            </Button>
          )}
          {may.book ? (
            <Button type="primary" onClick={book} disabled={!ready} loading={busy}>
              {say(words.book)}
            </Button>
          ) : (
            may.claim &&
            line.stage === 'open' && (
              <Button
                type="primary"
                disabled={!account}
                loading={busy}
                onClick={() => account && on.onClaim(account, note)}
              >
                {say(words.claim)}
              </Button>
            )
          )}
        </span>
      </footer>
    </div>
  )
}

/** What is open of this customer in this currency, the oldest due first. */
function useOpen(account: string | null, currency: string) {
  const meta = useMeta()
  const contract = meta.objects.invoice?.fields.contract && meta.objects.contract?.fields.number
  return useQuery({
    queryKey: keys.sum('invoice', 'bank', account, currency),
    enabled: account !== null,
    queryFn: async ({ signal }): Promise<Open[]> => {
      const { data } = await call.list(
        'invoice',
        {
          filter: `account = "${account}" and currency = "${currency}" and stage in ("issued", "partly_credited", "partly_paid") and kind != "credit"`,
          sort: 'due_on,number',
          limit: 500,
          select: ['id', 'number', 'due_on', 'balance', ...(contract ? ['contract.number'] : [])],
        },
        signal,
      )
      return data.map((row) => ({
        id: row.id,
        number: String(row.number ?? ''),
        contract: row['contract.number'] ? String(row['contract.number']) : null,
        due_on: row.due_on ? String(row.due_on) : null,
        balance: String(row.balance),
      }))
    },
  })
}

function Reasons({ line, shown }: { line: BankDeskLine; shown: boolean }) {
  const { why, but } = line.suggestion
  const note = line.claimed?.note
  if (!shown || (why.length === 0 && but.length === 0 && !note)) return null
  return (
    <ul className="bank-reasons" aria-label={say(words.why)}>
      {why.map((one) => (
        <li key={one.en}>
          <CheckOutlined className="good" /> {say(one)}
        </li>
      ))}
      {note && (
        <li>
          <CheckOutlined className="good" /> {note}
        </li>
      )}
      {but.map((one) => (
        <li key={one.en}>
          <WarningOutlined className="warn" />
          <span className="only-read-aloud">{say(words.careful)}</span> {say(one)}
        </li>
      ))}
    </ul>
  )
}

interface InvoicesProps {
  line: BankDeskLine
  open: readonly Open[] | undefined
  parts: Parts
  wrong: ReadonlySet<string>
  onParts: (next: Parts) => void
  onBook: () => void
}

function Invoices({ line, open, parts, wrong, onParts, onBook }: InvoicesProps) {
  const today = todayIn(useMeta().company.zone)
  if (!open) return <Waiting rows={3} />
  if (open.length === 0) return <p className="ink-3">{say(words.none_open)}</p>
  const { amount, currency } = line
  const tick = (one: Open, on: boolean) =>
    onParts({ ...parts, [one.id]: on ? most(amount, currency, one, open, parts) : '' })
  const any = open.some((one) => (parts[one.id] ?? '') !== '')
  return (
    <section className="bank-invoices" aria-label={say(words.invoices)}>
      <header>
        <h2>
          {say(words.invoices)} <span className="ink-3">{open.length}</span>
        </h2>
        <span>
          <Button
            type="link"
            size="small"
            onClick={() => onParts(oldestFirst(amount, currency, open))}
          >
            {say(words.oldest)}
          </Button>
          <Button type="link" size="small" disabled={!any} onClick={() => onParts({})}>
            {say(words.clear)}
          </Button>
        </span>
      </header>
      <table>
        <thead>
          <tr>
            <th>{say(words.invoice)}</th>
            <th className="wide-only">{say(words.due)}</th>
            <th className="num">{say(words.open)}</th>
            <th className="num">{say(words.allocate)}</th>
          </tr>
        </thead>
        <tbody>
          {open.map((one) => {
            const late = one.due_on ? daysBetween(one.due_on, today) : 0
            const value = parts[one.id] ?? ''
            return (
              <tr key={one.id} className={value === '' ? '' : 'taken'}>
                <td>
                  <span className="bank-pick">
                    <Checkbox
                      checked={value !== ''}
                      onChange={(event) => tick(one, event.target.checked)}
                      aria-label={say(words.take, { number: one.number })}
                    />
                    <span>
                      <Link
                        to="/o/$object/$id"
                        params={{ object: 'invoice', id: one.id }}
                        className="plain-link"
                      >
                        {one.number}
                      </Link>
                      {one.contract && (
                        <span className="small ink-3 wide-only">{one.contract}</span>
                      )}
                      <span
                        className={late > 0 ? 'small warn phone-only' : 'small ink-3 phone-only'}
                      >
                        {late > 0 ? say(words.late, { n: late }) : date(one.due_on, { today })}
                      </span>
                    </span>
                  </span>
                </td>
                <td className="wide-only">
                  <span className="bank-due">
                    {date(one.due_on, { today })}
                    {late > 0 && <span className="small warn">{say(words.late, { n: late })}</span>}
                  </span>
                </td>
                <td className="num">{money(one.balance, currency, currency)}</td>
                <td className="num">
                  <span
                    onKeyDown={(event) => {
                      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onBook()
                    }}
                  >
                    <ExactInput
                      name="amount"
                      object="allocation"
                      row={{}}
                      value={value === '' ? null : value}
                      onChange={(next) => onParts({ ...parts, [one.id]: String(next ?? '') })}
                      invalid={wrong.has(one.id)}
                      label={say(words.allocate_to, { number: one.number })}
                      small
                    />
                  </span>
                  {wrong.has(one.id) && (
                    <span className="small bad">{say(words.over_balance)}</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
