// What has this person to do today? The first of everything that waits.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Inbox } from '#kernel/api/my-work.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { span } from '#web/format.ts'
import { saidOf } from '#web/inbox/items.ts'
import { useMeta } from '#web/meta.ts'
import { Icon } from '#web/parts/icon.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { language, say, t } from '#web/words.ts'
import { brief } from './amount.tsx'
import { words } from './words.ts'

type Item = Inbox['items'][number]
const shown = 7

const icons: Record<Item['kind'], string> = {
  approval: 'audit',
  task: 'task',
  follow_up: 'phone',
  notice: 'bell',
  stuck: 'clock',
  due: 'clock',
}
const verbs: Record<Item['kind'], keyof typeof words> = {
  approval: 'approve',
  task: 'do_it',
  follow_up: 'follow',
  notice: 'look',
  stuck: 'push',
  due: 'do_it',
}

export function Today() {
  const inbox = useQuery({ queryKey: keys.inbox, queryFn: call.inbox, staleTime: 30_000 })
  const items = inbox.data?.items ?? []
  return (
    <section className="my-day">
      <header>
        <h2>{say(words.today)}</h2>
        {items.length > 0 && (
          <span className="ink-3">{say(words.n_items, { n: items.length })}</span>
        )}
        <Link to="/inbox">{say(words.all_work)}</Link>
      </header>
      {inbox.isPending && <Waiting rows={5} />}
      {inbox.isError && (
        <p role="alert">
          {inbox.error.message}{' '}
          <button type="button" className="bare link" onClick={() => void inbox.refetch()}>
            {t('again')}
          </button>
        </p>
      )}
      {inbox.data && items.length === 0 && <p className="ink-3">{say(words.nothing_today)}</p>}
      <ul>
        {items.slice(0, shown).map((item) => (
          <Line key={`${item.kind}${item.id}`} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Line({ item }: { item: Item }) {
  const { title, more } = saidOf(item, useMeta().objects)
  const waited = Date.now() - Date.parse(item.since)
  const late = item.kind === 'stuck' || (item.due !== null && Date.parse(item.due) < Date.now())
  const inside = (
    <>
      <span className="icon" aria-hidden="true">
        <Icon name={icons[item.kind]} />
      </span>
      <span className="ellipsis">{title}</span>
      <span className={late ? 'num warn' : 'num'}>
        {item.amount === null ? '' : brief(item.amount)}
      </span>
      <span className="ellipsis small ink-3">
        {more && `${more} · `}
        {span(waited, language())}
      </span>
      <span className="verb small">{say(words[verbs[item.kind]])}</span>
    </>
  )
  return (
    <li>
      {item.object && item.record ? (
        <Link to="/o/$object/$id" params={{ object: item.object, id: item.record }}>
          {inside}
        </Link>
      ) : (
        <Link to="/inbox">{inside}</Link>
      )}
    </li>
  )
}
