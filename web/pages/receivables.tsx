// Who owes what since when, and who is to be chased today? Ageing as of a day, each row open to its documents.
import { useCallback, useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Asked } from '#web/asked.ts'
import { answers, keys } from '#web/asks.ts'
import { Calendar } from '#web/fields/calendar.tsx'
import { todayIn } from '#web/format.ts'
import { useTouched } from '#web/live.ts'
import { useMeta } from '#web/meta.ts'
import { BaseCurrency } from '#web/parts/base-currency.tsx'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { Ages } from '#web/receivables/ages.tsx'
import { askDesk, isMeant, shownRows, type Only, type Shown } from '#web/receivables/ask.ts'
import { Cash } from '#web/receivables/cash.tsx'
import { Customer } from '#web/receivables/customer.tsx'
import { Exchange } from '#web/receivables/exchange.tsx'
import { OwedList, OwedTable } from '#web/receivables/table.tsx'
import { words } from '#web/receivables/words.ts'
import { say } from '#web/words.ts'
import '#web/receivables/receivables.css'

export default function ReceivablesPage() {
  return useMeta().desks.receivables ? <Desk /> : <PageMissing />
}

const deskKey = (asOf: string) => keys.sum('invoice', 'desk', asOf)
const whats = ['owed', 'cash', 'exchange'] as const
const onlys: readonly Only[] = ['all', 'late', 'today', 'broken']

function Desk() {
  const meta = useMeta()
  const asked = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const width = useWidth()
  const small = width !== 'wide'
  const today = todayIn(meta.company.zone)
  const asOf = /^\d{4}-\d{2}-\d{2}$/.test(asked.as_of ?? '') ? asked.as_of! : today
  const what = whats.find((one) => one === asked.what) ?? 'owed'
  const base = asked.currency !== 'own'
  const only = onlys.find((one) => one === asked.only) ?? 'all'
  const look = (next: Asked, replace = true) =>
    void navigate({ to: '/desk/receivables', search: { ...asked, ...next }, replace })
  useFresh()
  const unit = (what !== 'owed' || base) && <BaseCurrency />
  const controls = (
    <>
      {what !== 'cash' && (
        <span className="owed-day">
          <span className="ink-3">{say(words.as_of)}</span>
          <Calendar
            what="day"
            value={asOf}
            label={say(words.as_of)}
            onChange={(day) => look({ as_of: day && day !== today ? day : undefined })}
          />
        </span>
      )}
      <Segments
        label={say(words.what)}
        value={what}
        options={[
          { value: 'owed', label: say(words.owed) },
          { value: 'cash', label: say(words.cash) },
          { value: 'exchange', label: say(words.exchange) },
        ]}
        onChange={(next) => look({ what: next === 'owed' ? undefined : next })}
      />
      {what === 'owed' && (
        <Segments
          label={say(words.which)}
          value={base ? 'base' : 'own'}
          options={[
            { value: 'base', label: say(words.base) },
            { value: 'own', label: say(words.own) },
          ]}
          onChange={(which) => look({ currency: which === 'own' ? 'own' : undefined })}
        />
      )}
    </>
  )
  return (
    <>
      <PageHead title={say(words.title)} extra={!small && unit} actions={!small && controls} />
      <div className="owed">
        {small && (
          <div className="owed-controls">
            {controls}
            {unit}
          </div>
        )}
        {what === 'exchange' ? (
          <Exchange asOf={asOf} />
        ) : what === 'cash' ? (
          <Cash />
        ) : (
          <Owed
            asOf={asOf}
            base={base}
            only={only}
            chosen={asked.customer ?? null}
            onOnly={(next) => look({ only: next === 'all' ? undefined : next })}
            onOpen={(customer) => look({ customer: customer ?? undefined }, customer === null)}
          />
        )}
      </div>
    </>
  )
}

interface OwedProps {
  asOf: string
  base: boolean
  only: Only
  chosen: string | null
  onOnly: (only: Only) => void
  onOpen: (customer: string | null) => void
}

function Owed({ asOf, base, only, chosen, onOnly, onOpen }: OwedProps) {
  const home = useMeta().company.currency
  const small = useWidth() === 'phone'
  const { data, error, refetch } = useQuery({
    queryKey: deskKey(asOf),
    queryFn: () => askDesk(asOf),
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => (data ? shownRows(data, base) : []), [data, base])
  if (error && !data) return <NoAnswer error={error} refetch={refetch} />
  if (!data) return <Waiting />
  if (rows.length === 0) return <p className="page-note">{say(words.empty)}</p>
  const count = (one: Only) => rows.filter((row) => isMeant(row, one, asOf)).length
  const shown = rows.filter((row) => isMeant(row, only, asOf))
  const opened = rows.find((row) => row.key === chosen)
  const open = (row: Shown) => onOpen(row.key)
  const { totals } = data
  return (
    <>
      {base ? (
        <Ages currency={home} home={home} {...totals.base} />
      ) : (
        totals.own.map((one) => <Ages key={one.currency} home={home} {...one} />)
      )}
      {base && totals.base.missing > 0 && (
        <p className="small warn">{say(words.missing, { n: totals.base.missing })}</p>
      )}
      <div className="owed-only">
        <Segments
          label={say(words.only)}
          value={only}
          options={onlys.map((one) => ({ value: one, label: `${say(words[one])} ${count(one)}` }))}
          onChange={onOnly}
        />
        {data.more && <span className="small ink-3">{say(words.more)}</span>}
      </div>
      {shown.length === 0 ? (
        <p className="ink-3">{say(words.empty_only)}</p>
      ) : small ? (
        <OwedList rows={shown} home={home} asOf={asOf} onOpen={open} />
      ) : (
        <OwedTable rows={shown} home={home} asOf={asOf} chosen={chosen} onOpen={open} />
      )}
      {opened && (
        <Customer
          key={opened.key}
          row={opened}
          asOf={asOf}
          onClose={() => onOpen(null)}
          onLogged={() => {
            void refetch()
            void answers.invalidateQueries({ queryKey: ['records', 'activity'] })
          }}
        />
      )}
    </>
  )
}

const watched = new Set(['invoice', 'payment', 'allocation', 'refund', 'write_off', 'activity'])

/** What others book, issue or log is seen here without asking. */
function useFresh(): void {
  useTouched(
    useCallback((touched) => {
      if (touched.some((one) => watched.has(one.object)))
        void answers.invalidateQueries({ queryKey: keys.sum('invoice', 'desk') })
    }, []),
  )
}
