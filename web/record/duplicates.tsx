// May this be a record that exists already? Those that share a phone number, e-mail or name.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import { keys } from '#web/asks.ts'
import { CallError, newKey, send } from '#web/call.ts'
import { language, say } from '#web/words.ts'
import { may } from '#web/meta.ts'
import { askAgain } from './use-record.ts'
import { words } from './words.ts'

interface Same {
  data: { id: string; title: string; number: string | null; same: string[] }[]
  hidden: number
}

export function Duplicates({ object, id }: { object: MetaObject; id: string }) {
  const { message, modal } = App.useApp()
  const { data } = useQuery({
    queryKey: keys.one(object.name, id, 'duplicates'),
    queryFn: () => send<Same>('GET', `/api/v1/${object.name}/${encodeURIComponent(id)}/duplicates`),
    enabled: Boolean(object.duplicates?.length),
    staleTime: 60_000,
  })
  const merge = (one: Same['data'][number]) =>
    void modal.confirm({
      title: say(words.same_merge_title, { title: one.title || (one.number ?? '') }),
      content: say(words.same_merge_help),
      okText: say(words.same_merge),
      onOk: async () => {
        try {
          const path = `/api/v1/${object.name}/${encodeURIComponent(id)}/merge`
          await send('POST', path, { other: one.id }, { key: newKey() })
          askAgain()
        } catch (error) {
          if (!(error instanceof CallError)) throw error
          void message.error(error.message, 6)
        }
      },
    })
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
            <Button size="small" type="link" onClick={() => merge(one)}>
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
