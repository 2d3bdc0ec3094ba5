// Which leads may I take, and how many more today? The pools, their rules in words, and what waits in each.
import { useCallback, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { PoolDesk, PoolOfDesk } from '#kernel/api/desks.ts'
import type { Row } from '#kernel/object.ts'
import type { Asked } from '#web/asked.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf, send } from '#web/call.ts'
import { date, todayIn } from '#web/format.ts'
import { columnsOf, selectOf } from '#web/list/columns.ts'
import { useTouched } from '#web/live.ts'
import { may, mayMake, titleOf, useMeta } from '#web/meta.ts'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { usePageKey } from '#web/parts/page-key.ts'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { PoolLeads, type Hands } from '#web/pools/pool-leads.tsx'
import { PoolHead } from '#web/pools/pool-head.tsx'
import { words } from '#web/pools/words.ts'
import { say } from '#web/words.ts'
import '#web/pools/pools.css'

export default function PoolPage() {
  const meta = useMeta()
  return meta.desks.pool && may(meta.objects.lead, 'read') ? <Desk /> : <PageMissing />
}

const deskKey = keys.sum('lead', 'pools')
const shown = 100
const noPool = 'none'
const keyOf = (pool: PoolOfDesk): string => pool.id ?? noPool

function Desk() {
  const meta = useMeta()
  const asked = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const small = ['phone', 'narrow'].includes(useWidth())
  const desk = useQuery({
    queryKey: deskKey,
    queryFn: () => send<PoolDesk>('GET', '/api/v1/desk/pools'),
  })
  useFresh()
  const pools = desk.data?.pools ?? []
  const pool =
    pools.find((one) => keyOf(one) === asked.pool) ??
    pools.find((one) => one.waiting > 0) ??
    pools[0]
  const named = (one: PoolOfDesk) =>
    one.name ?? say(pools.length > 1 ? words.no_pool : words.the_pool)
  const makes = mayMake(meta.objects.lead_pool)
  const which = pools.length > 1 && pool && (
    <Segments
      label={say(words.which)}
      value={keyOf(pool)}
      options={pools.map((one) => ({ value: keyOf(one), label: `${named(one)} ${one.waiting}` }))}
      onChange={(next) =>
        void navigate({ to: '/desk/pool', search: { pool: next }, replace: true })
      }
    />
  )
  return (
    <>
      <PageHead
        title={say(words.title)}
        actions={
          makes &&
          !small && (
            <Link to="/o/$object" params={{ object: 'lead_pool' }} className="plain-link">
              <Button tabIndex={-1}>{say(words.rules)}</Button>
            </Link>
          )
        }
      />
      {desk.error && !desk.data ? (
        <NoAnswer error={desk.error} refetch={desk.refetch} />
      ) : !pool ? (
        <Waiting />
      ) : (
        <div className="pools">
          {which && <div className="pools-which">{which}</div>}
          <PoolHead pool={pool} mayEdit={may(meta.objects.lead_pool, 'change')} />
          <Leads key={keyOf(pool)} pool={pool} waits={desk.data!.waits} />
        </div>
      )}
    </>
  )
}

function Leads({ pool, waits }: { pool: PoolOfDesk; waits: string }) {
  const meta = useMeta()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const object = meta.objects.lead!
  const [at, setAt] = useState(0)
  const [busy, setBusy] = useState<string | null>(null)
  const columns = columnsOf(meta, object, ['region', 'source', 'heat', 'score', 'amount'])
  const filter = `${waits} and ${pool.id ? `pool = "${pool.id}"` : 'pool is empty'}`
  const leads = useQuery({
    queryKey: keys.sum('lead', 'pool', filter),
    queryFn: () =>
      call.list('lead', {
        filter,
        sort: '-id',
        limit: shown,
        select: [
          ...selectOf(meta, object, columns),
          'company',
          'need',
          'created_at',
          'released_at',
          'release_reason',
          'former_owner',
          'former_owner.name',
        ].filter((path) => path.includes('.') || path === 'id' || object.fields[path]),
      }),
  })
  const rows = leads.data?.data ?? []
  // What nobody has filled in is no column.
  const told = columns.filter(({ path }) => rows.some((row) => (row[path] ?? '') !== ''))
  const chosen = rows[Math.min(at, rows.length - 1)]
  const claim = async (row: Row) => {
    setBusy(row.id)
    try {
      const { keep_until } = await call.act('lead', row.id, 'claim')
      const name = String(row.company ?? titleOf(object, row))
      void message.success(
        say(words.claimed_one, {
          name,
          date: date(keep_until, { today: todayIn(meta.company.zone) }),
        }),
      )
    } catch (error) {
      void message.error(messageOf(error), 5)
    } finally {
      setBusy(null)
      void answers.invalidateQueries({ queryKey: ['records', 'lead'] })
      void answers.invalidateQueries({ queryKey: keys.work })
    }
  }
  const open = (row: Row) =>
    void navigate({ to: '/o/$object/$id', params: { object: 'lead', id: row.id } })
  const claims = Boolean(object.actions.claim)
  const step = (by: number) => () =>
    setAt((now) => Math.max(0, Math.min(rows.length - 1, Math.min(now, rows.length - 1) + by)))
  usePageKey('j', rows.length ? step(1) : null)
  usePageKey('k', rows.length ? step(-1) : null)
  usePageKey('enter', chosen && claims && busy === null ? () => void claim(chosen) : null)
  usePageKey('o', chosen ? () => open(chosen) : null)
  const hands: Hands = { claims, busy, onClaim: (row) => void claim(row), onChoose: setAt }
  if (leads.error && !leads.data) return <NoAnswer error={leads.error} refetch={leads.refetch} />
  if (!leads.data) return <Waiting />
  if (rows.length === 0)
    return (
      <div className="pools-none" role="status">
        <p>{say(words.empty)}</p>
        <p className="ink-3">{say(words.empty_help)}</p>
      </div>
    )
  return (
    <>
      <PoolLeads pool={pool} columns={told} rows={rows} chosen={chosen?.id ?? null} {...hands} />
      <p className="small ink-3 pools-foot">
        {leads.data.next !== null && (
          <>
            {say(words.more, { n: shown })}{' '}
            <Link to="/o/$object" params={{ object: 'lead' }} search={{ filter }}>
              {say(words.all)}
            </Link>
          </>
        )}
        {claims && <span className="pools-keys">{say(words.keys)}</span>}
      </p>
    </>
  )
}

/** What others claim, give back or bring in is seen here without asking. */
function useFresh(): void {
  useTouched(
    useCallback((touched) => {
      if (touched.some((one) => one.object === 'lead_pool'))
        void answers.invalidateQueries({ queryKey: deskKey })
    }, []),
  )
}
