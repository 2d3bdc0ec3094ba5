// Where does money that came in find its customer and its invoices? The lines of the bank statement, one after the other.
import { Fragment, useMemo, useRef, useState } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { BankDesk, BankDeskLine } from '#kernel/api/desks.ts'
import type { Asked } from '#web/asked.ts'
import { BookedLine, type Booked } from '#web/bank/booked-line.tsx'
import { useDeskKeys } from '#web/bank/desk-keys.ts'
import { fresh, takeOff, useBooked, useDesk, useFresh } from '#web/bank/desk-lines.ts'
import { Hint, LineList } from '#web/bank/line-list.tsx'
import { LineWork, type Booking, type Hands } from '#web/bank/line-work.tsx'
import { words } from '#web/bank/words.ts'
import { call, CallError } from '#web/call.ts'
import ActionForm from '#web/form/action-form.tsx'
import { may, useMeta } from '#web/meta.ts'
import { BackTitle } from '#web/parts/back-title.tsx'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { WholeSum } from '#web/parts/whole-sum.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import '#web/bank/bank.css'

export default function BankPage() {
  const meta = useMeta()
  if (!meta.desks.bank || !may(meta.objects.bank_line, 'read')) return <PageMissing />
  return <Desk />
}

function Desk() {
  const meta = useMeta()
  const asked = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const { message } = App.useApp()
  const width = useWidth()
  const one = width === 'phone' || width === 'narrow'
  const seesBooked = asked.which === 'booked'
  const desk = useDesk()
  const booked = useBooked(seesBooked)
  const [busy, setBusy] = useState(false)
  const [asideOf, setAsideOf] = useState<string | null>(null)
  const hands = useRef<Hands | null>(null)
  /** What was booked last from this page, so that it can be taken back at once. */
  const last = useRef<string | null>(null)
  const { actions } = meta.objects.bank_line!
  const can = {
    book: 'book' in actions,
    claim: 'claim' in actions,
    setAside: 'set_aside' in actions,
    unclaim: 'unclaim' in actions,
  }
  const mayTakeBack = Boolean(meta.objects.payment?.actions.void)
  const lines: readonly (BankDeskLine | Booked)[] = useMemo(
    () => (seesBooked ? booked.data : desk.data?.lines) ?? [],
    [seesBooked, booked.data, desk.data],
  )
  const chosen = lines.find((line) => line.id === asked.line) ?? (one ? undefined : lines[0])
  const at = chosen ? lines.indexOf(chosen) : -1

  const look = (next: Asked, replace = !one) =>
    void navigate({ to: '/desk/bank', search: next, replace })
  const choose = (id: string | null) =>
    look({ ...(seesBooked ? { which: 'booked' } : {}), ...(id ? { line: id } : {}) })
  useFresh()

  /** Off the page at once, so that the next one is there. */
  const gone = (id: string) => {
    const next = lines[at + 1] ?? lines[at - 1]
    takeOff(id)
    if (!one || next) choose(next && next.id !== id ? next.id : null)
    else choose(null)
    fresh()
  }
  const attempt = async (work: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    try {
      await work()
    } catch (failure) {
      if (!(failure instanceof CallError)) throw failure
      void message.error(
        [failure.message, ...failure.errors.map((problem) => problem.detail)].join(' · '),
        6,
      )
      fresh()
    } finally {
      setBusy(false)
    }
  }
  const takeBack = (payment: string, reason: string) =>
    attempt(async () => {
      await call.act('payment', payment, 'void', { reason, take_back: true })
      if (last.current === payment) last.current = null
      message.destroy('booked')
      void message.success(say(words.undone))
      if (seesBooked && chosen) gone(chosen.id)
      else fresh()
    })
  const undo = () => {
    if (last.current) void takeBack(last.current, say(words.undo_reason))
  }
  const book = (line: BankDeskLine, booking: Booking) =>
    attempt(async () => {
      const made = await call.act<{ payment: string; number: string }>(
        'bank_line',
        line.id,
        'book',
        { ...booking },
      )
      last.current = made.payment
      void message.open({
        key: 'booked',
        type: 'success',
        duration: 8,
        content: (
          <span>
            {say(words.done, { number: made.number })}
            {mayTakeBack && (
              <Button type="link" size="small" onClick={undo}>
                {say(words.undo)}
              </Button>
            )}
          </span>
        ),
      })
      gone(line.id)
    })
  const claim = (line: BankDeskLine, account: string, note: string) =>
    attempt(async () => {
      await call.act('bank_line', line.id, 'claim', {
        account,
        ...(note.trim() ? { note: note.trim() } : {}),
      })
      void message.success(say(words.was_claimed))
      fresh()
    })
  const unclaim = (line: BankDeskLine) =>
    attempt(async () => {
      await call.act('bank_line', line.id, 'unclaim', {})
      fresh()
    })

  useDeskKeys({
    step: (by) => {
      const next = lines[Math.max(0, Math.min(lines.length - 1, at + by))]
      if (next) choose(next.id)
    },
    book: () => hands.current?.book(),
    customer: () => hands.current?.pickCustomer(),
    aside: () => chosen && can.setAside && !seesBooked && setAsideOf(chosen.id),
    undo: () => mayTakeBack && undo(),
  })

  const detail =
    chosen &&
    ('suggestion' in chosen ? (
      <LineWork
        key={`${chosen.id} ${chosen.stage}`}
        line={chosen}
        busy={busy}
        may={can}
        hands={hands}
        onBook={(booking) => void book(chosen, booking)}
        onClaim={(account, note) => void claim(chosen, account, note)}
        onUnclaim={() => void unclaim(chosen)}
        onSetAside={() => setAsideOf(chosen.id)}
      />
    ) : (
      <BookedLine
        key={chosen.id}
        line={chosen}
        busy={busy}
        mayTakeBack={mayTakeBack}
        onTakeBack={(reason) => void takeBack(chosen.payment, reason)}
      />
    ))
  const form = asideOf && (
    <ActionForm
      object="bank_line"
      record={{ id: asideOf }}
      name="set_aside"
      action={actions.set_aside!}
      onClose={() => setAsideOf(null)}
      onDone={() => gone(asideOf)}
    />
  )
  if (one && chosen)
    return (
      <>
        <PageHead
          tab={say(words.title)}
          title={
            <BackTitle
              title={say(words.title)}
              n={at + 1}
              all={lines.length}
              onBack={() => choose(null)}
            />
          }
        />
        <div className="bank-detail alone">{detail}</div>
        {form}
      </>
    )
  const asking = seesBooked ? booked : desk
  return (
    <>
      <PageHead
        title={say(words.title)}
        extra={desk.data && width !== 'phone' && <Totals desk={desk.data} />}
        actions={
          <>
            <Segments
              label={say(words.which)}
              value={seesBooked ? 'booked' : 'waiting'}
              options={[
                { value: 'waiting', label: say(words.waiting) },
                { value: 'booked', label: say(words.booked) },
              ]}
              onChange={(next) => look(next === 'booked' ? { which: 'booked' } : {})}
            />
            {may(meta.objects.bank_line, 'import') && width !== 'phone' && (
              <Link to="/import/$object" params={{ object: 'bank_line' }} className="plain-link">
                <Button tabIndex={-1}>{say(words.import)}</Button>
              </Link>
            )}
          </>
        }
      />
      {asking.error && !asking.data ? (
        <NoAnswer error={asking.error} refetch={asking.refetch} />
      ) : !asking.data ? (
        <Waiting />
      ) : lines.length === 0 ? (
        <div className="page-note">
          <p>{say(seesBooked ? words.empty_booked : words.empty)}</p>
          {!seesBooked && <p className="ink-3">{say(words.empty_help)}</p>}
        </div>
      ) : (
        <div className="bank">
          <div className="bank-left">
            <LineList<BankDeskLine | Booked>
              lines={lines}
              chosen={chosen?.id ?? null}
              label={say(seesBooked ? words.booked : words.waiting)}
              onChoose={choose}
              below={(line) =>
                'suggestion' in line ? (
                  <Hint line={line} />
                ) : (
                  <span className="bank-hint small ink-2">
                    <span className="ellipsis">
                      {line.account_name} · {line.payment_number}
                    </span>
                  </span>
                )
              }
            />
            {!seesBooked && desk.data?.more && (
              <p className="small ink-3 bank-note">{say(words.more)}</p>
            )}
            {!one && !seesBooked && (
              <p className="small ink-3 bank-note">
                {say(can.book ? words.keys : words.keys_claim)}
              </p>
            )}
          </div>
          {!one && (
            <div className="bank-detail">
              {detail ?? <p className="ink-3">{say(words.choose)}</p>}
            </div>
          )}
        </div>
      )}
      {form}
    </>
  )
}

function Totals({ desk }: { desk: BankDesk }) {
  const home = useMeta().company.currency
  return (
    <span className="ink-3">
      {desk.waiting.map(({ count, amount, currency }, i) => (
        <Fragment key={currency}>
          {i > 0 && ' · '}
          {say(words.count, { n: count })} ·{' '}
          <WholeSum amount={amount} currency={currency} home={home} />
        </Fragment>
      ))}
    </span>
  )
}
