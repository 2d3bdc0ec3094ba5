// What waits for me? One list to be emptied, and beside it what the chosen item needs.
import { useEffect, useMemo, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { answers, keys } from '#web/asks.ts'
import { call, CallError } from '#web/call.ts'
import { InboxDetail } from '#web/inbox/inbox-detail.tsx'
import { InboxList } from '#web/inbox/inbox-list.tsx'
import { afterGone, groupsOf, kinds } from '#web/inbox/items.ts'
import type { Item, Kind } from '#web/inbox/items.ts'
import { words } from '#web/inbox/words.ts'
import { BackTitle } from '#web/parts/back-title.tsx'
import { isComposing } from '#web/parts/composing.ts'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import type { Asked } from '#web/asked.ts'
import { say } from '#web/words.ts'
import '#web/record/record.css'
import '#web/inbox/inbox.css'

export default function InboxPage() {
  const { data, error, refetch } = useQuery({ queryKey: keys.inbox, queryFn: call.inbox })
  const asked = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const { message } = App.useApp()
  const width = useWidth()
  const one = width === 'phone' || width === 'narrow'
  const [busy, setBusy] = useState(false)
  const only = kinds.find((kind) => kind === asked.kind) ?? null
  const groups = useMemo(() => groupsOf(data?.items ?? [], only), [data, only])
  const order = useMemo(() => groups.flatMap((group) => group.items), [groups])
  const chosen = order.find((item) => item.id === asked.item) ?? (one ? undefined : order[0])
  const at = chosen ? order.indexOf(chosen) : -1

  const choose = (id: string | null, kind: Kind | null = only) =>
    void navigate({
      to: '/inbox',
      search: { ...(kind ? { kind } : {}), ...(id ? { item: id } : {}) },
      replace: !one,
    })
  /** Takes it off the list at once, so that the next one is there; the server's list follows. */
  const gone = (item: Item) => {
    const next = afterGone(
      order.map((each) => each.id),
      item.id,
    )
    answers.setQueryData<{ items: Item[] }>(
      keys.inbox,
      (now) => now && { items: now.items.filter((each) => each.id !== item.id) },
    )
    choose(next)
    void answers.invalidateQueries({ queryKey: keys.inbox })
  }
  const finish = async (item: Item, result?: string) => {
    if (busy || item.kind === 'approval' || item.kind === 'stuck') return
    setBusy(true)
    try {
      if (item.kind === 'notice')
        await call.change('notice', item.id, { read_at: new Date().toISOString() })
      else {
        await call.act('activity', item.id, 'complete', result ? { result } : {})
        void message.success(say(words.was_done, { title: item.title }))
      }
      void answers.invalidateQueries({ queryKey: keys.sum('activity') })
      gone(item)
    } catch (failure) {
      if (!(failure instanceof CallError)) throw failure
      void message.error(failure.message)
      void refetch()
    } finally {
      setBusy(false)
    }
  }
  const readAll = async () => {
    const notices = order.filter((item) => item.kind === 'notice')
    setBusy(true)
    try {
      const read_at = new Date().toISOString()
      for (let from = 0; from < notices.length; from += 200)
        await call.batch('notice', {
          change: notices.slice(from, from + 200).map((item) => ({ id: item.id, read_at })),
        })
    } catch (failure) {
      if (!(failure instanceof CallError)) throw failure
      void message.error(failure.message)
    } finally {
      setBusy(false)
      void refetch()
    }
  }
  useInboxKeys({
    step: (by) => {
      const next = order[Math.max(0, Math.min(order.length - 1, at + by))]
      if (next) choose(next.id)
    },
    open: () =>
      chosen?.object &&
      chosen.record &&
      void navigate({ to: '/o/$object/$id', params: { object: chosen.object, id: chosen.record } }),
    finish: () => chosen && void finish(chosen),
  })

  const count = (kind: Kind) => data?.items.filter((item) => item.kind === kind).length ?? 0
  const filters = kinds.filter((kind) => count(kind) > 0 || kind === only)
  if (one && chosen)
    return (
      <>
        <PageHead
          tab={say(words.title)}
          title={
            <BackTitle
              title={say(words[chosen.kind])}
              n={order.filter((item) => item.kind === chosen.kind).indexOf(chosen) + 1}
              all={count(chosen.kind)}
              onBack={() => choose(null)}
            />
          }
        />
        <div className="inbox-detail alone">
          <InboxDetail
            key={chosen.id}
            item={chosen}
            busy={busy}
            onFinish={(result) => void finish(chosen, result)}
            onGone={() => gone(chosen)}
          />
        </div>
      </>
    )
  return (
    <>
      <PageHead
        title={say(words.title)}
        extra={data ? String(data.items.length) : null}
        actions={
          count('notice') > 1 && (only === 'notice' || !one) ? (
            <Button loading={busy} onClick={() => void readAll()}>
              {say(words.read_all)}
            </Button>
          ) : null
        }
      />
      {error && !data ? (
        <NoAnswer error={error} refetch={refetch} />
      ) : !data ? (
        <Waiting />
      ) : !data.items.length ? (
        <div className="page-note">
          <p>{say(words.empty)}</p>
          <p className="ink-3">{say(words.empty_help)}</p>
        </div>
      ) : (
        <div className="inbox">
          <div className="inbox-left">
            {filters.length > 1 && (
              <div className="inbox-kinds">
                <Segments
                  label={say(words.title)}
                  value={only ?? 'all'}
                  options={[
                    { value: 'all', label: say(words.all) },
                    ...filters.map((kind) => ({
                      value: kind,
                      label: `${say(words[kind])} ${count(kind)}`,
                    })),
                  ]}
                  onChange={(kind) => choose(null, kinds.find((each) => each === kind) ?? null)}
                />
              </div>
            )}
            {groups.length ? (
              <InboxList groups={groups} chosen={chosen?.id ?? null} onChoose={choose} />
            ) : (
              <p className="ink-3 page-note">{say(words.empty_kind)}</p>
            )}
            {!one && <p className="inbox-keys small ink-3">{say(words.keys)}</p>}
          </div>
          {!one && (
            <div className="inbox-detail">
              {chosen ? (
                <InboxDetail
                  key={chosen.id}
                  item={chosen}
                  busy={busy}
                  onFinish={(result) => void finish(chosen, result)}
                  onGone={() => gone(chosen)}
                />
              ) : (
                <p className="ink-3">{say(words.choose)}</p>
              )}
            </div>
          )}
        </div>
      )}
    </>
  )
}

function useInboxKeys(keysNow: {
  step: (by: number) => void
  open: () => void
  finish: () => void
}): void {
  const latest = useRef(keysNow)
  latest.current = keysNow
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target
      if (
        isComposing(event) ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.defaultPrevented
      )
        return
      if (target instanceof HTMLElement && target.matches('input, textarea, [role="combobox"]'))
        return
      const key = event.key.toLowerCase()
      const onButton =
        target instanceof HTMLElement &&
        target.matches('button, a') &&
        !target.closest('.inbox-list')
      if (key === 'j' || key === 'arrowdown') latest.current.step(1)
      else if (key === 'k' || key === 'arrowup') latest.current.step(-1)
      else if (key === 'd') latest.current.finish()
      else if (key === 'enter' && !onButton) latest.current.open()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
