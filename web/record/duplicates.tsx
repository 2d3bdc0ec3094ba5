// May this be a record that exists already? Those that share a phone number, e-mail or name.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { MetaObject } from '#kernel/api.ts'
import { keys } from '#web/asks.ts'
import { send } from '#web/call.ts'
import { language, say } from '#web/words.ts'
import type { Acting } from './use-act.tsx'
import { words } from './words.ts'

interface Same {
  data: { id: string; title: string; number: string | null; same: string[] }[]
  hidden: number
}

export function Duplicates({
  object,
  id,
  acting,
}: {
  object: MetaObject
  id: string
  acting: Acting
}) {
  const { data } = useQuery({
    queryKey: keys.one(object.name, id, 'duplicates'),
    queryFn: () => send<Same>('GET', `/api/v1/${object.name}/${encodeURIComponent(id)}/duplicates`),
    enabled: Boolean(object.duplicates?.length),
    staleTime: 60_000,
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
        </span>
      ))}
      {data.hidden > 0 && (
        <span className="ink-3">{say(words.same_hidden, { n: data.hidden })}</span>
      )}
      {object.actions.merge && data.data.length > 0 && (
        <Button size="small" onClick={() => acting.act('merge')}>
          {say(words.same_merge)}
        </Button>
      )}
    </aside>
  )
}
