// What else belongs to this record? The newest of each kind, with the way to all of them and to a new one.
import { lazy, Suspense, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { useQueries } from '@tanstack/react-query'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import type { Row } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { columnsOf, selectOf } from '#web/list/columns.ts'
import { RowCell } from '#web/list/row-cell.tsx'
import { titleOf, useMeta } from '#web/meta.ts'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { isOffered, presetOf, relatedOf } from './related.ts'
import type { Related } from './related.ts'
import type { Acting } from './use-act.tsx'
import { askAgain } from './use-record.ts'
import { words } from './words.ts'

const NewRecord = lazy(() => import('#web/form/new-record.tsx'))
const shownRows = 5

/** The list's own columns without the one that would say the same in each row. */
function relatedColumns(meta: Meta, related: Related, most: number) {
  const { object, by } = related
  const paths = (object.list ?? Object.keys(object.fields)).filter(
    (path) => path !== by && object.fields[path.split('.')[0] ?? ''],
  )
  const first = object.fields.number ? 'number' : object.title
  return columnsOf(meta, object, [first, ...paths.filter((path) => path !== first)].slice(0, most))
}

interface RelatedListsProps {
  object: MetaObject
  row: Row
  page: RecordPage | undefined
  acting: Acting
}

export function RelatedLists({ object, row, page, acting }: RelatedListsProps) {
  const meta = useMeta()
  const width = useWidth()
  const lists = relatedOf(meta, object)
  const most = width === 'wide' ? 7 : width === 'phone' ? 4 : 5
  const [making, setMaking] = useState<Related | null>(null)
  const found = useQueries({
    queries: lists.map((related) => {
      const columns = relatedColumns(meta, related, most)
      const ask = {
        filter: `${related.by} = "${row.id}"`,
        select: selectOf(meta, related.object, columns),
        limit: shownRows,
        // What has an order of its own stands in it.
        ...(related.object.fields.sequence ? { sort: 'sequence' } : {}),
        count: 'estimate' as const,
      }
      return {
        queryKey: keys.sum(related.object.name, 'related', related.by, row.id, most),
        queryFn: () => call.list(related.object.name, ask),
      }
    }),
  })
  const full = lists.flatMap((related, at) => {
    const answer = found[at]?.data
    return answer?.data.length
      ? [{ related, rows: answer.data, count: answer.count ?? answer.data.length }]
      : []
  })
  const bare = lists.filter(
    (related, at) => isOffered(related, page) && found[at]?.data?.data.length === 0,
  )
  const make = (related: Related) =>
    related.act === null ? setMaking(related) : acting.act(related.act)
  return (
    <>
      {full.map(({ related, rows, count }) => (
        <RelatedList
          key={`${related.object.name}.${related.by}`}
          related={related}
          rows={rows}
          count={count}
          here={row}
          most={most}
          phone={width === 'phone'}
          onNew={isOffered(related, page) ? () => make(related) : null}
        />
      ))}
      {bare.length > 0 && (
        <p className="related-none">
          <span className="ink-3">{say(words.none_yet)}</span>
          {bare.map((related) => (
            <Button
              key={`${related.object.name}.${related.by}`}
              type="link"
              size="small"
              icon={<PlusOutlined />}
              onClick={() => make(related)}
            >
              {say(related.object.label)}
            </Button>
          ))}
        </p>
      )}
      {making && (
        <Suspense fallback={null}>
          <NewRecord
            object={making.object}
            preset={presetOf(object, row, making)}
            onClose={() => setMaking(null)}
            onCreated={askAgain}
          />
        </Suspense>
      )}
    </>
  )
}

interface RelatedListProps {
  related: Related
  rows: readonly Row[]
  count: number
  here: Row
  most: number
  phone: boolean
  onNew: (() => void) | null
}

function RelatedList({ related, rows, count, here, most, phone, onNew }: RelatedListProps) {
  const meta = useMeta()
  const { object, by, label } = related
  const columns = relatedColumns(meta, related, most)
  const to = (row: Row) => ({
    to: '/o/$object/$id' as const,
    params: { object: object.name, id: row.id },
  })
  return (
    <section className="rows related" aria-label={label}>
      <h2>
        {label} <span className="ink-3">{count}</span>
        <span className="head-tools">
          {count > shownRows && (
            <Link
              to="/o/$object"
              params={{ object: object.name }}
              search={{ filter: `${by} = "${here.id}"` }}
            >
              {say(words.see_all, { n: count })}
            </Link>
          )}
          {onNew && (
            <Button type="link" size="small" icon={<PlusOutlined />} onClick={onNew}>
              {t('create')}
            </Button>
          )}
        </span>
      </h2>
      {phone ? (
        <ul className="related-phone">
          {rows.map((row) => (
            <li key={row.id}>
              <Link {...to(row)}>{titleOf(object, row)}</Link>
              <span className="ink-2 dotted">
                {columns
                  .filter(
                    (column) => column.path !== object.title && (row[column.path] ?? '') !== '',
                  )
                  .slice(0, 3)
                  .map((column) => (
                    <span key={column.path}>
                      <RowCell column={column} row={row} />
                    </span>
                  ))}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <div className="rows-scroll slides">
          <table className="rows-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.path} className={column.right ? 'num' : ''}>
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  {columns.map((column, at) => {
                    const cell = <RowCell column={column} row={row} />
                    return (
                      <td key={column.path} className={column.right ? 'num' : 'ellipsis'}>
                        {at === 0 ? (
                          <Link {...to(row)}>
                            {(row[column.path] ?? '') === '' ? titleOf(object, row) : cell}
                          </Link>
                        ) : (
                          cell
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
