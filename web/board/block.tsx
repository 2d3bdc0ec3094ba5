// What does one block of a dashboard or a page show? By its kind; what the viewer may not see is said, never shown.
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { MoreOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Block, Board } from '#kernel/view/board.ts'
import { allOf } from '#kernel/view/condition-text.ts'
import type { Report } from '#kernel/view/report.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { columnsOf, selectOf } from '#web/list/columns.ts'
import { RowCell } from '#web/list/row-cell.tsx'
import { may, pluralOf, titleOf, useMeta } from '#web/meta.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { reportFile, useReport } from '#web/report/ask-report.ts'
import { ReportBody, ReportMarks } from '#web/report/report-body.tsx'
import { words as reportWords } from '#web/report/words.ts'
import type { Asked } from '#web/asked.ts'
import { say, t } from '#web/words.ts'
import { idleFilters, wishOf } from './board-filters.ts'
import { saidByButton } from './opened-places.ts'
import { words } from './words.ts'

const CockpitBlock = lazy(() => import('./cockpit-block.tsx'))
const FormBlock = lazy(() => import('./form-block.tsx'))

export interface BlockProps {
  block: Block
  board: Board
  asked: Asked
  /** Asks again after so many milliseconds; false: only when something changes. */
  refresh: number | false
}

export function BlockView(props: BlockProps) {
  const meta = useMeta()
  const { block } = props
  switch (block.kind) {
    case 'report': {
      const report = meta.reports[block.report]
      return report ? (
        <ReportBlock {...props} name={block.report} report={report} />
      ) : (
        <Closed block={block} />
      )
    }
    case 'list': {
      const object = meta.objects[block.object]
      return object && may(object, 'read') ? (
        <ListBlock {...props} block={block} object={object} />
      ) : (
        <Closed block={block} />
      )
    }
    case 'text':
      return (
        <Frame kind="text" title={block.label ? say(block.label) : null}>
          {say(block.text)}
        </Frame>
      )
    case 'button':
      return <ButtonBlock block={block} />
    case 'form':
      return <MakeBlock block={block} />
    case 'cockpit':
      return (
        <Frame kind="cockpit" title={block.label ? say(block.label) : null}>
          <Suspense fallback={<Waiting rows={4} />}>
            <CockpitBlock part={block.part} />
          </Suspense>
        </Frame>
      )
  }
}

/** A block with its title and its small tools. */
export function Frame({
  kind,
  title,
  marks,
  tools,
  children,
}: {
  kind: string
  title: ReactNode
  marks?: ReactNode
  tools?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={`block as-${kind}`}>
      {(title ?? tools) ? (
        <header>
          <h2 className="ellipsis">{title}</h2>
          {marks}
          <span className="grow" />
          {tools && <span className="tools">{tools}</span>}
        </header>
      ) : null}
      <div className="block-body">{children}</div>
    </section>
  )
}

/** What somebody else may see: that there is something is no secret, what it is stays one. */
const Closed = ({ block }: { block: Block }) => (
  <Frame kind="low" title={block.label ? say(block.label) : null}>
    <p className="block-note small">{say(words.not_yours)}</p>
  </Frame>
)

/** A filter of the whole page that does not reach a block is told there, or its figures would be taken for filtered. */
const Idle = ({ filters }: { filters: readonly string[] }) =>
  filters.length ? (
    <span className="small ink-3">
      {say(words.idle, { filters: filters.join(say({ zh: '、', en: ', ' })) })}
    </span>
  ) : null

/** How a report's block is framed: what is small may stay low on a phone. */
export const frameOf = (report: Report): string => (report.as === 'number' ? 'low' : report.as)

function ReportBlock({
  block,
  board,
  asked,
  refresh,
  name,
  report,
}: BlockProps & { name: string; report: Report }) {
  const meta = useMeta()
  const [table, setTable] = useState(false)
  const wish = wishOf(meta, board, asked, report.object)
  const { data, error, refetch } = useReport(name, report, wish, refresh)
  const canTable = report.as !== 'table' && report.as !== 'number'
  const title = say(block.label ?? report.label)
  const kind = table ? 'table' : frameOf(report)
  return (
    <Frame
      kind={kind}
      title={
        <Link to="/r/$name" params={{ name }} search={{ filter: wish.filter, period: wish.period }}>
          {title}
        </Link>
      }
      marks={
        <>
          <Idle filters={idleFilters(meta, board, asked, report.object, !!report.period)} />
          {data && <ReportMarks report={report} answer={data} />}
        </>
      }
      tools={
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: [
              ...(canTable
                ? [
                    {
                      key: 'table',
                      label: say(table ? reportWords.as_chart : reportWords.as_table),
                    },
                  ]
                : []),
              {
                key: 'xlsx',
                label: (
                  <a href={reportFile(name, 'xlsx', wish)} download>
                    {say(reportWords.export_xlsx)}
                  </a>
                ),
              },
              {
                key: 'csv',
                label: (
                  <a href={reportFile(name, 'csv', wish)} download>
                    {say(reportWords.export_csv)}
                  </a>
                ),
              },
            ],
            onClick: ({ key }) => key === 'table' && setTable(!table),
          }}
        >
          <Button
            type="text"
            size="small"
            icon={<MoreOutlined />}
            aria-label={`${title} ${say(reportWords.more)}`}
          />
        </Dropdown>
      }
    >
      {data ? (
        <ReportBody report={report} answer={data} table={table} />
      ) : error ? (
        <div className="block-note" role="alert">
          <p>{error.message}</p>
          <Button size="small" onClick={() => void refetch()}>
            {t('again')}
          </Button>
        </div>
      ) : (
        <Waiting rows={4} />
      )}
    </Frame>
  )
}

const shownRows = 12

function ListBlock({
  block,
  object,
  board,
  asked,
  refresh,
}: BlockProps & { block: Extract<Block, { kind: 'list' }>; object: MetaObject }) {
  const meta = useMeta()
  const view = block.view ? meta.views[block.view] : undefined
  const wish = wishOf(meta, board, asked, object.name)
  const filter = allOf([view?.filter, block.filter, wish.filter])
  const sort = block.sort ?? view?.sort ?? ''
  const columns = columnsOf(
    meta,
    object,
    block.columns ?? view?.columns ?? (object.list ?? [object.title]).slice(0, 6),
  )
  const select = selectOf(meta, object, columns)
  const ask = { filter, sort, select, limit: shownRows }
  const { data, error } = useQuery({
    queryKey: keys.sum(object.name, 'block', ask),
    queryFn: () => call.list(object.name, ask),
    placeholderData: (before) => before,
    refetchInterval: refresh,
  })
  const title = say(block.label ?? view?.label ?? { zh: pluralOf(object), en: pluralOf(object) })
  const all = { to: '/o/$object' as const, params: { object: object.name } }
  const search =
    wish.filter || !block.view ? { filter: filter || undefined, sort } : { view: block.view }
  return (
    <Frame
      kind="list"
      title={
        <Link {...all} search={search}>
          {title}
        </Link>
      }
      marks={<Idle filters={idleFilters(meta, board, asked, object.name, false)} />}
      tools={
        <Link {...all} search={search} className="small">
          {say(words.all_rows)}
        </Link>
      }
    >
      {error ? (
        <p className="block-note" role="alert">
          {error.message}
        </p>
      ) : !data ? (
        <Waiting rows={4} />
      ) : data.data.length === 0 ? (
        <p className="block-note small">{say(words.no_rows)}</p>
      ) : (
        <div className="block-list">
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.path} className={column.right ? 'num' : ''} scope="col">
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.data.map((row) => (
                <tr key={row.id}>
                  {columns.map((column, at) => {
                    const cell = <RowCell column={column} row={row} />
                    return (
                      <td key={column.path} className={column.right ? 'num' : ''}>
                        {at === 0 ? (
                          <Link to="/o/$object/$id" params={{ object: object.name, id: row.id }}>
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
    </Frame>
  )
}

function ButtonBlock({ block }: { block: Extract<Block, { kind: 'button' }> }) {
  const meta = useMeta()
  const navigate = useNavigate()
  const object = block.create ? meta.objects[block.create] : undefined
  if (block.create && !(object && may(object, 'create')))
    return (
      <Frame kind="button" title={null}>
        {null}
      </Frame>
    )
  const label = block.label ? say(block.label) : saidByButton(meta, block)
  return (
    <Frame kind="button" title={null}>
      <Button
        block
        size="large"
        type={block.primary ? 'primary' : 'default'}
        onClick={() =>
          void navigate(
            object
              ? { to: '/o/$object/new', params: { object: object.name } }
              : { to: block.to as '/' },
          )
        }
      >
        {label}
      </Button>
    </Frame>
  )
}

function MakeBlock({ block }: { block: Extract<Block, { kind: 'form' }> }) {
  const object = useMeta().objects[block.object]
  if (!object || !may(object, 'create')) return <Closed block={block} />
  const title = block.label ? say(block.label) : t('new_of', { object: say(object.label) })
  return (
    <Frame kind="form" title={title}>
      <Suspense fallback={<Waiting rows={4} />}>
        <FormBlock key={object.name} object={object} />
      </Suspense>
    </Frame>
  )
}
