// What was removed, by whom and when? Each can come back from here.
import { useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { instant, todayIn } from '#web/format.ts'
import { pluralOf, titleOf, useMeta } from '#web/meta.ts'
import { useHands } from '#web/parts/hands.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { columnsOf, selectOf } from './columns.ts'
import { words } from './words.ts'

export default function BinDrawer({
  object,
  onClose,
}: {
  object: MetaObject
  onClose: () => void
}) {
  const meta = useMeta()
  const phone = useWidth() === 'phone'
  const { message } = App.useApp()
  const columns = columnsOf(meta, object, [object.title, 'updated_by'])
  const [search, setSearch] = useState('')
  const [busy, setBusy] = useState<string | null>(null)
  useHands()
  const bin = useInfiniteQuery({
    queryKey: keys.sum(object.name, 'bin', search),
    queryFn: ({ pageParam, signal }) =>
      call.list(
        object.name,
        {
          removed: 'true',
          search,
          sort: '-updated_at',
          limit: 50,
          select: [...selectOf(meta, object, columns), 'updated_at'],
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 0,
    placeholderData: (before) => before,
  })
  const rows = bin.data?.pages.flatMap((page) => page.data) ?? []
  const today = todayIn(meta.company.zone)
  const back = async (row: Row) => {
    setBusy(row.id)
    try {
      await call.restore(object.name, row.id)
      void message.success(say(words.restored, { title: titleOf(object, row) }))
      await answers.invalidateQueries({ queryKey: ['records', object.name] })
    } catch (error) {
      void message.error(messageOf(error), 6)
    } finally {
      setBusy(null)
    }
  }
  return (
    <Drawer
      open
      onClose={onClose}
      size={phone ? '100%' : 480}
      title={`${say(words.bin)} · ${pluralOf(object)}`}
    >
      <div className="drawer-stack">
        {(rows.length > 0 || search) && (
          <Input.Search
            allowClear
            placeholder={say(words.search_here)}
            aria-label={say(words.search_here)}
            onSearch={setSearch}
          />
        )}
        {bin.isPending && <Waiting rows={6} />}
        {bin.error && (
          <p className="form-note bad" role="alert">
            {bin.error.message}{' '}
            <Button type="link" size="small" onClick={() => void bin.refetch()}>
              {t('again')}
            </Button>
          </p>
        )}
        {bin.data && !rows.length && (
          <p className="ink-2">
            {search
              ? say(words.bin_none, { words: search })
              : say(words.bin_empty, { objects: pluralOf(object) })}
          </p>
        )}
        <ul className="bin-rows">
          {rows.map((row) => (
            <li key={row.id}>
              <span>
                <b className="ellipsis">{titleOf(object, row)}</b>
                <span className="ellipsis small ink-3">
                  {[
                    object.title === 'number' ? null : row.number,
                    say(words.removed_by, {
                      who: String(row['updated_by.name'] ?? '—'),
                      at: instant(String(row.updated_at), meta.company.zone, today),
                    }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <Button
                size="small"
                loading={busy === row.id}
                disabled={busy !== null && busy !== row.id}
                onClick={() => void back(row)}
              >
                {t('restore')}
              </Button>
            </li>
          ))}
        </ul>
        {bin.hasNextPage && (
          <Button loading={bin.isFetchingNextPage} onClick={() => void bin.fetchNextPage()}>
            {say(words.load_more)}
          </Button>
        )}
      </div>
    </Drawer>
  )
}
