// May this be a record that exists already? Those that share a phone number, e-mail or name.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { CallError, send } from '#web/call.ts'
import { may, titleOf } from '#web/meta.ts'
import { language, say, t } from '#web/words.ts'
import { askAgain } from './use-record.ts'
import { words } from './words.ts'

interface Named {
  readonly id: string
  readonly title: string
  readonly number: string | null
}
const nameOf = (one: Named): string =>
  one.number && one.title && one.number !== one.title
    ? `${one.number} ${one.title}`
    : one.title || (one.number ?? '')

interface Same {
  data: (Named & { same: string[] })[]
  hidden: number
}

export function Duplicates({ object, row }: { object: MetaObject; row: Row }) {
  const { id } = row
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const { data } = useQuery({
    queryKey: keys.one(object.name, id, 'duplicates'),
    queryFn: () => send<Same>('GET', `/api/v1/${object.name}/${encodeURIComponent(id)}/duplicates`),
    enabled: Boolean(object.duplicates?.length),
    staleTime: 60_000,
  })
  const merge = async (into: Named, gone: Named) => {
    try {
      const path = `/api/v1/${object.name}/${encodeURIComponent(into.id)}/merge`
      await send('POST', path, { other: gone.id })
      void message.success(say(words.same_merged, { title: nameOf(into) }))
      if (into.id !== id)
        void navigate({ to: '/o/$object/$id', params: { object: object.name, id: into.id } })
      askAgain()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      void message.error(error.message, 6)
    }
  }
  const mine: Named = {
    id,
    title: titleOf(object, row),
    number: typeof row.number === 'string' ? row.number : null,
  }
  /** Whichever stays is chosen: the older one may be the one that others know. */
  const ask = (other: Named) => {
    const choose = (into: Named, gone: Named) => () => {
      asked.destroy()
      void merge(into, gone)
    }
    const asked = modal.confirm({
      title: say(words.same_merge_title),
      content: say(words.same_merge_help),
      footer: (
        <div className="same-keep">
          <Button onClick={() => asked.destroy()}>{t('cancel')}</Button>
          <Button onClick={choose(other, mine)}>
            {say(words.same_keep, { title: nameOf(other) })}
          </Button>
          <Button type="primary" onClick={choose(mine, other)}>
            {say(words.same_keep, { title: nameOf(mine) })}
          </Button>
        </div>
      ),
    })
  }
  if (!data || (!data.data.length && !data.hidden)) return null
  const labels = (fields: readonly string[]) =>
    fields
      .map((field) => say(object.fields[field]?.label ?? { zh: field, en: field }))
      .join(language() === 'zh' ? '、' : ', ')
  return (
    <aside className="same" aria-label={say(words.same_as)}>
      <span>{say(words.same_as)}</span>
      {data.data.slice(0, 5).map((one) => (
        <span key={one.id}>
          <Link to="/o/$object/$id" params={{ object: object.name, id: one.id }}>
            {one.title || one.number}
          </Link>{' '}
          <span className="ink-3">
            {one.number && one.title ? `${one.number} · ` : ''}
            {say(words.same_by, { fields: labels(one.same) })}
          </span>
          {may(object, 'change') && may(object, 'remove') && (
            <Button size="small" type="link" onClick={() => ask(one)}>
              {say(words.same_merge)}
            </Button>
          )}
        </span>
      ))}
      {data.hidden > 0 && (
        <span className="ink-3">{say(words.same_hidden, { n: data.hidden })}</span>
      )}
    </aside>
  )
}
