// What is to be done about one item? The approval as a card, a follow-up to finish, what is stuck, or what was told.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { ApprovalCard } from '#web/approval/approval-card.tsx'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { partsOf } from '#web/fields/registry.ts'
import { useKeptText } from '#web/form/drafts.ts'
import { local } from '#web/format.ts'
import { columnsOf, selectOf } from '#web/list/columns.ts'
import { pluralOf, titleOf, useMeta } from '#web/meta.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { say, t } from '#web/words.ts'
import { saidOf, stuckFilter } from './items.ts'
import type { Item } from './items.ts'
import { words } from './words.ts'

interface InboxDetailProps {
  item: Item
  busy: boolean
  /** Finishes it: a follow-up is completed, a notice read. */
  onFinish: (result?: string) => void
  onGone: () => void
}

export function InboxDetail({ item, busy, onFinish, onGone }: InboxDetailProps) {
  if (item.kind === 'approval' && item.object && item.record)
    return <Approval object={item.object} record={item.record} onGone={onGone} />
  if (item.kind === 'stuck' && item.object) return <Stuck object={item.object} item={item} />
  return <Plain item={item} busy={busy} onFinish={onFinish} />
}

function Approval({
  object,
  record,
  onGone,
}: {
  object: string
  record: string
  onGone: () => void
}) {
  const { data, error, refetch } = useQuery({
    queryKey: keys.one(object, record, 'page'),
    queryFn: () => call.page(object, record),
  })
  if (error)
    return (
      <p className="ink-2">
        {error.message} <Button onClick={() => void refetch()}>{t('again')}</Button>
      </p>
    )
  if (!data) return <Waiting rows={8} />
  return data.approval ? (
    <ApprovalCard card={data.approval} onDone={onGone} />
  ) : (
    <p className="ink-2">{say(words.empty)}</p>
  )
}

function Plain({ item, busy, onFinish }: Omit<InboxDetailProps, 'onGone'>) {
  const meta = useMeta()
  const [result, setResult] = useKeptText(`finish.${item.id}`)
  const object = item.object ? meta.objects[item.object] : undefined
  const { data } = useQuery({
    queryKey: keys.sum(item.object ?? '', 'title', item.record),
    queryFn: () =>
      call.list(item.object!, {
        filter: `id = "${item.record}"`,
        select: ['id', object!.title, ...(object!.fields.number ? ['number'] : [])],
        limit: 1,
      }),
    enabled: Boolean(object && item.record),
  })
  const row = data?.data[0]
  const isNotice = item.kind === 'notice'
  const { title, more } = saidOf(item, meta.objects)
  return (
    <article className="inbox-one">
      <h1>{title}</h1>
      <p className="ink-2">
        {[more, local(item.due ?? item.since, meta.company.zone)].filter(Boolean).join(' · ')}
      </p>
      {object && item.record && (
        <p>
          {say(object.label)}{' '}
          <Link to="/o/$object/$id" params={{ object: object.name, id: item.record }}>
            {row ? titleOf(object, row) : t('open')}
          </Link>
        </p>
      )}
      {!isNotice && (
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={result}
          maxLength={5000}
          placeholder={say(words.result)}
          aria-label={say(words.result)}
          onChange={(event) => setResult(event.target.value)}
        />
      )}
      <div>
        <Button type="primary" loading={busy} onClick={() => onFinish(result.trim() || undefined)}>
          {say(isNotice ? words.read : words.done)}
        </Button>
      </div>
    </article>
  )
}

function Stuck({ object: name, item }: { object: string; item: Item }) {
  const meta = useMeta()
  const object = meta.objects[name]
  const columns = object ? columnsOf(meta, object, [object.title, 'stage', 'stage_since']) : []
  const filter = stuckFilter(meta, name)
  const { data, isPending } = useQuery({
    queryKey: keys.sum(name, 'stuck', filter),
    queryFn: () =>
      call.list(name, {
        filter,
        sort: 'stage_since',
        select: selectOf(meta, object!, columns),
        limit: 20,
      }),
    enabled: Boolean(object),
  })
  if (!object) return null
  return (
    <article className="inbox-one">
      <h1>{say(item.text)}</h1>
      {isPending && <Waiting rows={4} />}
      <table className="rows-table">
        <tbody>
          {data?.data.map((row) => (
            <tr key={row.id}>
              {columns.map((column, at) => {
                const { Cell } = partsOf(column.field)
                return (
                  <td key={column.path} className={column.right ? 'num warn' : ''}>
                    {at === 0 ? (
                      <Link to="/o/$object/$id" params={{ object: name, id: row.id }}>
                        {titleOf(object, row)}
                      </Link>
                    ) : (
                      <Cell
                        field={column.field}
                        name={column.path}
                        object={name}
                        value={row[column.path]}
                        row={row}
                        place="grid"
                      />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Link to="/o/$object" params={{ object: name }} search={{ filter, sort: 'stage_since' }}>
          {say(words.open_stuck, { objects: pluralOf(object) })}
        </Link>
      </p>
    </article>
  )
}
