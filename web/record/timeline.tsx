// What happened here, and what was said? Changes, comments and follow-ups by day, newest first.
import { useMemo, useState } from 'react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call, send } from '#web/call.ts'
import { date, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { language, say, t } from '#web/words.ts'
import { activityRef } from './activity-ref.ts'
import { Composer } from './composer.tsx'
import { activityEntry, changeEntries, commentEntry, daysOf } from './timeline-entries.ts'
import type { Entry } from './timeline-entries.ts'
import { TimelineEntry } from './timeline-entry.tsx'
import { words } from './words.ts'

type Tab = 'all' | 'comment' | 'activity' | 'change'
const none: readonly Row[] = []

interface Comment {
  readonly id: string
  readonly text: string
  readonly at: string
  readonly who: { readonly id: string; readonly name: string }
}

const commentRows = ({ data }: { data: Comment[] }): Row[] =>
  data.map(({ id, text, at, who }) => ({
    id,
    version: 1,
    text,
    created_at: at,
    owner: who.id,
    'owner.name': who.name,
  }))

function useComments(object: MetaObject, id: string): readonly Row[] {
  const { data } = useQuery({
    queryKey: keys.sum('comment', object.name, id),
    queryFn: () =>
      send<{ data: Comment[] }>('GET', `/api/v1/${object.name}/${encodeURIComponent(id)}/comments`),
    select: commentRows,
  })
  return data ?? none
}

function useActivities(object: MetaObject, id: string): readonly Row[] {
  const activity = useMeta().objects.activity
  const by = activityRef(activity, object.name)
  const { data } = useQuery({
    queryKey: keys.sum('activity', object.name, id),
    queryFn: () =>
      call.list('activity', {
        filter: `${by} = "${id}"`,
        select: [
          'id',
          'version',
          'kind',
          'subject',
          'result',
          'due_at',
          'done_at',
          'owner',
          'owner.name',
          'created_at',
        ],
        limit: 200,
      }),
    enabled: Boolean(by),
  })
  return data?.data ?? none
}

export function Timeline({
  object,
  id,
  focusKey,
}: {
  object: MetaObject
  id: string
  focusKey: number
}) {
  const { zone } = useMeta().company
  const [tab, setTab] = useState<Tab>('all')
  const history = useInfiniteQuery({
    queryKey: keys.one(object.name, id, 'history'),
    queryFn: ({ pageParam }) => call.history(object.name, id, pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  const comments = useComments(object, id)
  const activities = useActivities(object, id)
  const events = useMemo(
    () => history.data?.pages.flatMap((page) => page.data) ?? [],
    [history.data],
  )
  const entries = useMemo<Entry[]>(
    () => [
      ...changeEntries(events, id),
      ...comments.map(commentEntry),
      ...activities.map(activityEntry),
    ],
    [events, comments, activities, id],
  )
  // What is planned stands above all days: it is yet to come.
  const planned = entries.filter((entry) => entry.kind === 'activity' && entry.open)
  const shown = entries.filter(
    (entry) => (tab === 'all' || entry.kind === tab) && !planned.includes(entry),
  )
  const today = todayIn(zone)
  const count = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind).length
  const tabs: [Tab, string, number | null][] = [
    ['all', say(words.tab_all), null],
    ['comment', say(words.tab_comments), count('comment')],
    ['activity', say(words.tab_activities), count('activity')],
    ['change', say(words.tab_changes), null],
  ]
  return (
    <div className="timeline">
      <div className="timeline-tabs" role="tablist" aria-label={say(words.timeline)}>
        {tabs.map(([name, label, n]) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={tab === name}
            className={tab === name ? 'on' : ''}
            onClick={() => setTab(name)}
          >
            {label}
            {n ? ` ${n}` : ''}
          </button>
        ))}
      </div>
      <Composer object={object} id={id} focusKey={focusKey} />
      {planned.length > 0 && (tab === 'all' || tab === 'activity') && (
        <ul className="timeline-list planned">
          {planned
            .toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)))
            .map((entry) => (
              <TimelineEntry key={entry.key} entry={entry} object={object} />
            ))}
        </ul>
      )}
      {history.isPending ? (
        <Waiting rows={6} />
      ) : history.isError ? (
        <p className="ink-2 timeline-none">
          {history.error.message}{' '}
          <Button size="small" onClick={() => void history.refetch()}>
            {t('again')}
          </Button>
        </p>
      ) : shown.length + planned.length === 0 ? (
        <p className="ink-3 timeline-none">{say(words.quiet)}</p>
      ) : (
        daysOf(shown, zone).map(({ day, entries: list }) => (
          <section key={day} aria-label={day}>
            <h3 className="timeline-day">
              {day === today ? `${say(words.today)} ` : ''}
              {date(day, { today, weekday: language() })}
            </h3>
            <ul className="timeline-list">
              {list.map((entry) => (
                <TimelineEntry key={entry.key} entry={entry} object={object} />
              ))}
            </ul>
          </section>
        ))
      )}
      {history.hasNextPage && (
        <Button
          size="small"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {say(words.older)}
        </Button>
      )}
    </div>
  )
}

const dueOf = (entry: Entry): string =>
  entry.kind === 'activity' ? String(entry.row.due_at ?? '') : ''
