// Which forms for everybody are there, what did they bring, and what of it has to be looked at?
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { LinkOutlined, PlusOutlined } from '@ant-design/icons'
import type { Row } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { date, todayIn } from '#web/format.ts'
import { linkOf } from '#web/lead-forms/form-values.ts'
import { NewForm } from '#web/lead-forms/new-form.tsx'
import { StageTag } from '#web/lead-forms/stage-tag.tsx'
import { words } from '#web/lead-forms/words.ts'
import { may, mayMake, useMeta } from '#web/meta.ts'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { say } from '#web/words.ts'
import '#web/admin/admin.css'
import '#web/lead-forms/lead-forms.css'

export default function FormsPage() {
  const meta = useMeta()
  return meta.desks.forms && may(meta.objects.lead_form, 'read') ? <Forms /> : <PageMissing />
}

interface Brought {
  readonly entries: number
  readonly leads: number
  readonly toLook: number
  readonly last: string | null
}
const nothing: Brought = { entries: 0, leads: 0, toLook: 0, last: null }
/** Not answered yet: no number is no zero. */
const unknown: Brought = { entries: NaN, leads: NaN, toLook: NaN, last: null }

async function broughtBy(): Promise<Map<string, Brought>> {
  const { data } = await call.query({
    from: 'lead_form_entry',
    by: ['form', 'outcome'],
    measure: { n: 'count()', last: 'max(created_at)' },
    limit: 1000,
  })
  const all = new Map<string, Brought>()
  for (const { form, outcome, n, last } of data) {
    const before = all.get(String(form)) ?? nothing
    const count = Number(n)
    all.set(String(form), {
      entries: before.entries + count,
      leads: before.leads + (outcome === 'new_lead' ? count : 0),
      toLook: before.toLook + (outcome === 'suspect' || outcome === 'refused' ? count : 0),
      last: [before.last ?? '', String(last ?? '')].toSorted().at(-1) || null,
    })
  }
  return all
}

function Forms() {
  const meta = useMeta()
  const [making, setMaking] = useState(false)
  const seesEntries = may(meta.objects.lead_form_entry, 'read')
  const forms = useQuery({
    queryKey: keys.sum('lead_form', 'desk'),
    queryFn: () =>
      call.list('lead_form', {
        sort: '-created_at',
        limit: 500,
        select: ['id', 'name', 'address', 'stage', 'open_until', 'campaign', 'campaign.name'],
      }),
  })
  const brought = useQuery({
    queryKey: keys.sum('lead_form_entry', 'desk'),
    queryFn: broughtBy,
    enabled: seesEntries,
  })
  const makes = mayMake(meta.objects.lead_form)
  const rows = forms.data?.data ?? []
  return (
    <>
      <PageHead
        title={say(words.title)}
        actions={
          <>
            {seesEntries && rows.length > 0 && (
              <Link to="/o/$object" params={{ object: 'lead_form_entry' }} className="plain-link">
                <Button tabIndex={-1}>{say(words.all_entries)}</Button>
              </Link>
            )}
            {makes && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
                {say(words.new_form)}
              </Button>
            )}
          </>
        }
      />
      {forms.error && !forms.data ? (
        <NoAnswer error={forms.error} refetch={forms.refetch} />
      ) : !forms.data ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <div className="lf-none">
          <h2>{say(words.none)}</h2>
          <p className="ink-2">{say(words.none_help)}</p>
          {makes && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
              {say(words.new_form)}
            </Button>
          )}
        </div>
      ) : (
        <div className="adm">
          <table className="adm-table lf-table">
            <thead>
              <tr>
                <th scope="col">{say(words.name)}</th>
                <th scope="col">{say(words.campaign)}</th>
                {seesEntries && (
                  <>
                    <th scope="col" className="num">
                      {say(words.entries)}
                    </th>
                    <th scope="col" className="num">
                      {say(words.leads)}
                    </th>
                    <th scope="col" className="num">
                      {say(words.to_look)}
                    </th>
                    <th scope="col">{say(words.last)}</th>
                  </>
                )}
                <th scope="col">{say(words.until)}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <FormLine
                  key={row.id}
                  row={row}
                  brought={
                    !seesEntries
                      ? null
                      : brought.data
                        ? (brought.data.get(row.id) ?? nothing)
                        : unknown
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {making && <NewForm onClose={() => setMaking(false)} />}
    </>
  )
}

function FormLine({ row, brought }: { row: Row; brought: Brought | null }) {
  const meta = useMeta()
  const { message } = App.useApp()
  const day = (value: unknown) => (value ? date(value, { today: todayIn(meta.company.zone) }) : '')
  const copy = () =>
    navigator.clipboard.writeText(linkOf(String(row.address))).then(
      () => void message.success(say(words.copied)),
      (error: Error) => void message.error(error.message),
    )
  return (
    <tr>
      <td>
        <span className="lf-name">
          <Link to="/desk/forms/$id" params={{ id: row.id }} className="ellipsis">
            {String(row.name)}
          </Link>
          <StageTag stage={String(row.stage)} />
        </span>
      </td>
      <td className="ellipsis ink-2">{String(row['campaign.name'] ?? '')}</td>
      {brought && (
        <>
          <td className="num">
            <Counted row={row} n={brought.entries} />
          </td>
          <td className="num">
            <Counted row={row} n={brought.leads} outcomes={['new_lead']} />
          </td>
          <td className="num">
            <Counted row={row} n={brought.toLook} outcomes={['suspect', 'refused']} />
          </td>
          <td className="ink-2">{day(brought.last)}</td>
        </>
      )}
      <td className="ink-2">{day(row.open_until)}</td>
      <td className="num">
        <Button
          type="text"
          size="small"
          icon={<LinkOutlined />}
          aria-label={`${say(words.copy_link)} ${String(row.name)}`}
          title={say(words.copy_link)}
          onClick={() => void copy()}
        />
      </td>
    </tr>
  )
}

/** A number opens what it counts. */
function Counted({ row, n, outcomes }: { row: Row; n: number; outcomes?: readonly string[] }) {
  if (Number.isNaN(n)) return null
  if (n === 0) return <span className="ink-3">0</span>
  const kinds = outcomes?.map((one) => `"${one}"`).join(', ')
  return (
    <Link
      to="/o/$object"
      params={{ object: 'lead_form_entry' }}
      search={{ filter: `form = "${row.id}"${kinds ? ` and outcome in (${kinds})` : ''}` }}
    >
      {n}
    </Link>
  )
}
