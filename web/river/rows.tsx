// Which rows make up the number that was pressed? A drawer with exactly its sum; each row leads to its record.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import type { RiverOpen, RiverPeriod } from '#kernel/api.ts'
import { keys } from '#web/asks.ts'
import { money, number } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { useHands } from '#web/parts/hands.ts'
import { Icon } from '#web/parts/icon.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { say, t } from '#web/words.ts'
import { askPart, type PartAsk } from './ask.ts'
import { words } from './words.ts'

interface RowsProps {
  ask: PartAsk
  period: RiverPeriod
  onClose: () => void
}

export default function Rows({ ask, period, onClose }: RowsProps) {
  const reach = period.reaches.find((one) => one.name === ask.reach)
  const reason =
    ask.part === 'lost' && ask.reason !== undefined
      ? reach?.lost.find((one) => one.reason === ask.reason)
      : undefined
  const part = reason
    ? `${say(words.lost)} · ${say(reason.label)}`
    : ask.reach === 'cash' && ask.part === 'on'
      ? say(words.received)
      : say(words[ask.part])
  return (
    <RowsDrawer
      title={say(words.rows_title, { reach: say(words[ask.reach]), part })}
      extra={`${period.from} – ${period.to}`}
      queryKey={keys.cockpit('rows', ask)}
      ask={(after) => askPart(ask, after)}
      onClose={onClose}
    />
  )
}

export interface RowsDrawerProps {
  title: string
  extra?: string
  queryKey: readonly unknown[]
  ask: (after?: string) => Promise<RiverOpen>
  onClose: () => void
}

export function RowsDrawer({ title, extra, queryKey, ask, onClose }: RowsDrawerProps) {
  const meta = useMeta()
  const rows = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  useHands()
  const first = rows.data?.pages[0]
  const all = rows.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Drawer
      open
      title={title}
      size={520}
      onClose={onClose}
      extra={extra && <span className="small ink-3">{extra}</span>}
      styles={{ body: { padding: 0 } }}
      classNames={{ body: 'river-rows-body' }}
      footer={
        first && (
          <div className="rows-sum">
            <span>{say(words.rows_sum, { n: number(first.count) })}</span>
            <b>{money(first.amount, meta.company.currency)}</b>
          </div>
        )
      }
    >
      {rows.isError && (
        <p className="river-note" role="alert">
          {rows.error.message}{' '}
          <button type="button" className="bare link" onClick={() => void rows.refetch()}>
            {t('again')}
          </button>
        </p>
      )}
      {rows.isPending && <Waiting rows={8} />}
      {first?.count === 0 && <p className="river-note">{say(words.rows_none)}</p>}
      <ul className="rows-list">
        {all.map((row, i) => (
          <li key={`${row.id}-${i}`}>
            <Link
              to="/o/$object/$id"
              params={{ object: row.object, id: row.id }}
              className="ellipsis"
            >
              <span className="icon" aria-hidden="true">
                <Icon name={meta.objects[row.object]?.icon ?? row.object} />
              </span>
              {row.title || row.id}
            </Link>
            <span className="num">{money(row.amount, meta.company.currency)}</span>
          </li>
        ))}
      </ul>
      {rows.hasNextPage && first && (
        <p className="river-note">
          <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {say(words.rows_more, { n: number(Math.min(500, first.count - all.length)) })}
          </Button>
        </p>
      )}
    </Drawer>
  )
}
