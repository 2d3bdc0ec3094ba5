// How are the rows of any object listed? As table, board, calendar or timeline, with everything that one sees in the address.
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import {
  BarsOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CloseOutlined,
  DeleteOutlined,
  PlusOutlined,
  ProjectOutlined,
  TableOutlined,
} from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { readDay } from '#kernel/formula/calendar.ts'
import { allOf } from '#kernel/view/condition-text.ts'
import { datesOf, isDay, windowFilter } from '#kernel/view/dates.ts'
import type { Layout } from '#kernel/view/view.ts'
import { call, CallError } from '#web/call.ts'
import type { Fields } from '#web/dates/dated.ts'
import { rangeIn } from '#web/dates/window.ts'
import { todayIn } from '#web/format.ts'
import { groupFields } from '#web/list/bins.ts'
import { ColumnPicker } from '#web/list/column-picker.tsx'
import { columnsOf, selectOf } from '#web/list/columns.ts'
import { useEditConflict } from '#web/list/edit-conflict.tsx'
import { ExportMenu } from '#web/list/export-menu.tsx'
import { FilterBar } from '#web/list/filter-bar.tsx'
import { Grid } from '#web/list/grid.tsx'
import { ListEmpty } from '#web/list/list-empty.tsx'
import { ListFoot } from '#web/list/list-foot.tsx'
import { askedOf, sortedBy, stateOf } from '#web/list/list-state.ts'
import type { ListState } from '#web/list/list-state.ts'
import '#web/list/list.css'
import { PhoneRows } from '#web/list/phone-rows.tsx'
import { useRows, useSums } from '#web/list/use-rows.ts'
import { ViewBar } from '#web/list/view-bar.tsx'
import { useViews } from '#web/list/views.ts'
import { words } from '#web/list/words.ts'
import { may, mayMake, pluralOf, useMeta, useObject } from '#web/meta.ts'
import { usePageKey } from '#web/parts/page-key.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import type { Asked } from '#web/asked.ts'
import { say, t } from '#web/words.ts'

const CalendarView = lazy(() => import('#web/dates/calendar-view.tsx'))
const TimelineView = lazy(() => import('#web/dates/timeline-view.tsx'))
const Board = lazy(() => import('#web/list/board.tsx'))
const BinDrawer = lazy(() => import('#web/list/bin-drawer.tsx'))
const BulkBar = lazy(() => import('#web/list/bulk-bar.tsx'))
const NewRecord = lazy(() => import('#web/form/new-record.tsx'))

export default function ListPage() {
  const { object: name = '' } = useParams({ strict: false })
  const object = useObject(name)
  if (!object || !may(object, 'read')) return <PageMissing />
  // Another object is another list: nothing chosen or typed is carried over.
  return <List key={name} object={object} />
}

function List({ object }: { object: MetaObject }) {
  const meta = useMeta()
  const phone = useWidth() === 'phone'
  const navigate = useNavigate()
  const asked: Asked = useSearch({ strict: false })
  const creating = useRouterState({ select: (router) => router.location.pathname.endsWith('/new') })
  const { views, ready } = useViews(meta, object)
  const view = views.find((one) => one.id === (asked.view ?? null)) ?? views[0]!
  const state = stateOf(asked, view)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  // From the first choice on the bar stays, for it also offers to undo.
  const [bulk, setBulk] = useState(false)
  if (chosen.size && !bulk) setBulk(true)
  // By touch a row is opened, until one says that rows are to be chosen.
  const [choosing, setChoosing] = useState(false)

  const chooseNone = () => {
    setChosen(new Set())
    setChoosing(false)
  }
  const go = (next: ListState) => {
    setChosen(new Set())
    void navigate({
      to: '/o/$object',
      params: { object: object.name },
      search: askedOf(next, view),
      // Turning the pages of a calendar is no step to go back to.
      replace: next.at !== state.at,
    })
  }
  const goView = (id: string | null) => {
    setChosen(new Set())
    void navigate({
      to: '/o/$object',
      params: { object: object.name },
      search: { view: id ?? undefined },
    })
  }

  const paths = state.columns.join(',')
  const columns = useMemo(() => columnsOf(meta, object, paths.split(',')), [meta, object, paths])
  const select = useMemo(() => selectOf(meta, object, columns), [meta, object, columns])
  const money = columns.filter(
    (one) => one.field.kind === 'money' && !one.field.unit_price && !one.path.includes('.'),
  )
  const dates = useMemo(() => datesIn(object, state), [object, state.starts, state.ends])
  const layout = layoutsOf(object).includes(state.as) ? state.as : 'table'
  const table = layout === 'table'
  const Dated = layout === 'calendar' ? CalendarView : layout === 'timeline' ? TimelineView : null
  // A saved view must be known before its rows can be asked for.
  const known = ready || view.id === (asked.view ?? null)

  const rows = useRows(
    { object: object.name, filter: state.filter, sort: state.sort, search: state.search, select },
    known && table,
  )
  // A calendar counts what is in its window.
  const today = readDay(todayIn(meta.company.zone))!
  const inSight =
    dates && (layout === 'calendar' || layout === 'timeline')
      ? allOf([state.filter, windowFilter(dates, rangeIn(layout, state, today, phone))])
      : state.filter
  const sums = useSums(
    { object: object.name, filter: inSight, search: state.search },
    money.map((one) => one.path),
    money.length > 0 && object.fields.currency !== undefined,
  )
  const { fetchNextPage, hasNextPage, isFetchingNextPage, refresh } = rows
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const inAll = sums.data?.reduce((n, sum) => n + sum.n, 0) ?? 0
  const fitting =
    inAll > rows.rows.length && rows.rows.length > 0 && rows.rows.every((row) => chosen.has(row.id))
      ? inAll
      : null
  const decide = useEditConflict()
  const onEdit = async (row: Row, field: string, value: unknown) => {
    try {
      await call.change(object.name, row.id, { [field]: value }, row.version)
    } catch (error) {
      if (!(error instanceof CallError) || error.status !== 412) throw error
      const now = await decide(object, row, field, value)
      if (now) await call.change(object.name, row.id, { [field]: value }, now.version)
    }
    await refresh([row.id])
  }

  const openNew = (values: Values = {}) =>
    void navigate({
      to: '/o/$object/new',
      params: { object: object.name },
      search: {
        ...asked,
        ...Object.fromEntries(
          Object.entries(values).map(([name, value]) => [`set_${name}`, String(value)]),
        ),
      },
    })
  const closeNew = () =>
    void navigate({
      to: '/o/$object',
      params: { object: object.name },
      search: withoutPreset(asked),
    })
  const openBin = (open: boolean) =>
    void navigate({
      to: '/o/$object',
      params: { object: object.name },
      search: { ...asked, bin: open ? '1' : undefined },
    })
  const setFilter = (filter: string) => go({ ...state, filter })

  const after = (
    <After
      rows={rows}
      object={object}
      state={state}
      onNew={() => openNew()}
      onFilter={setFilter}
      onClear={() => go({ ...state, filter: '', search: '' })}
    />
  )
  const busy = rows.isPlaceholderData
  const shared = { object, columns, rows: rows.rows, busy, onEnd, after }
  return (
    <div className="list-page">
      <Head
        object={object}
        phone={phone}
        layout={layout}
        onAs={(as) => go({ ...state, as, group: as === view.as ? view.group : null })}
        onNew={() => openNew()}
      />
      <ViewBar object={object} views={views} view={view} state={state} onView={goView}>
        {phone && table && rows.rows.length > 0 && (
          <Button
            type="text"
            size="small"
            icon={choosing ? <CloseOutlined /> : <CheckSquareOutlined />}
            title={say(choosing ? words.choose_none : words.choose_rows)}
            aria-label={say(choosing ? words.choose_none : words.choose_rows)}
            onClick={() => (choosing ? chooseNone() : setChoosing(true))}
          />
        )}
        {choosing && phone && table && (
          <Button
            type="text"
            size="small"
            onClick={() => setChosen(new Set(rows.rows.map((row) => row.id)))}
          >
            {say(words.select_all)}
          </Button>
        )}
        {!phone && (table || layout === 'board') && (
          <ColumnPicker
            object={object}
            columns={state.columns}
            onColumns={(next) => go({ ...state, columns: next })}
          />
        )}
        {may(object, 'export') && !phone && (
          <ExportMenu object={object} state={state} select={state.columns} />
        )}
        {may(object, 'remove') && (
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            title={say(words.bin)}
            aria-label={say(words.bin)}
            onClick={() => openBin(true)}
          />
        )}
      </ViewBar>
      <FilterBar
        object={object}
        filter={state.filter}
        onFilter={setFilter}
        search={state.search}
        onSearch={(search) => go({ ...state, search })}
        error={rows.error}
      />
      {layout === 'board' && (
        <Suspense fallback={<Waiting tall />}>
          <Board
            object={object}
            columns={columns}
            select={select}
            state={state}
            onGroup={(group) => go({ ...state, group })}
          />
        </Suspense>
      )}
      {Dated && dates && (
        <Suspense fallback={<Waiting tall />}>
          <Dated
            object={object}
            state={state}
            dates={dates}
            phone={phone}
            onState={go}
            onNew={openNew}
          />
        </Suspense>
      )}
      {table && phone && (
        <PhoneRows {...shared} chosen={choosing ? chosen : null} onChoose={setChosen} />
      )}
      {table && !phone && (
        <Grid
          {...shared}
          sort={state.sort}
          onSort={(path, more) => go({ ...state, sort: sortedBy(state.sort, path, more) })}
          onOrder={(sort) => go({ ...state, sort })}
          widths={state.widths}
          onWidths={(widths) => go({ ...state, widths })}
          onColumns={(next) => go({ ...state, columns: next })}
          fresh={rows.fresh}
          chosen={chosen}
          onChoose={setChosen}
          onEdit={onEdit}
        />
      )}
      <ListFoot
        loaded={rows.rows.length}
        hasMore={table && hasNextPage}
        estimate={rows.count}
        sums={sums.data}
        money={money}
        stale={table && rows.stale}
        keyed={table && !phone}
        onReload={() => void rows.reload()}
      />
      {table && bulk && (
        <Suspense fallback={null}>
          <BulkBar
            object={object}
            columns={columns}
            rows={rows.rows.filter((row) => chosen.has(row.id))}
            state={state}
            fitting={fitting}
            onNone={chooseNone}
            onChanged={(ids) => void refresh(ids)}
            onReload={() => void rows.reload()}
          />
        </Suspense>
      )}
      {asked.bin && may(object, 'remove') && (
        <Suspense fallback={null}>
          <BinDrawer object={object} onClose={() => openBin(false)} />
        </Suspense>
      )}
      {creating && may(object, 'create') && (
        <Suspense fallback={null}>
          <NewRecord
            object={object}
            preset={presetOf(asked, object)}
            onClose={closeNew}
            onCreated={() => void rows.reload()}
          />
        </Suspense>
      )}
    </div>
  )
}

/** The fields of a calendar: those of the view, else those of the object. */
function datesIn(object: MetaObject, { starts, ends }: ListState): Fields | null {
  const named = starts ?? datesOf(object)?.starts
  if (named === undefined || !isDay(object.fields[named])) return null
  const end = starts ? ends : datesOf(object)?.ends
  return end && isDay(object.fields[end]) ? { starts: named, ends: end } : { starts: named }
}

/** The kinds of view that the object is fit for. */
const layoutsOf = (object: MetaObject): Layout[] => [
  'table',
  ...(groupFields(object).length ? ['board' as const] : []),
  ...(datesOf(object) ? ['calendar' as const, 'timeline' as const] : []),
]

const layoutIcons = {
  table: <TableOutlined />,
  board: <ProjectOutlined />,
  calendar: <CalendarOutlined />,
  timeline: <BarsOutlined />,
} satisfies Record<Layout, ReactNode>

const withoutPreset = (asked: Asked): Asked =>
  Object.fromEntries(Object.entries(asked).filter(([name]) => !name.startsWith('set_')))

/** What an address says of the new record: `set_currency=EUR`. */
const presetOf = (asked: Asked, object: MetaObject): Values =>
  Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) =>
      name.startsWith('set_') && Object.hasOwn(object.fields, name.slice(4))
        ? [[name.slice(4), value]]
        : [],
    ),
  )

interface HeadProps {
  object: MetaObject
  layout: Layout
  phone: boolean
  onAs: (as: Layout) => void
  onNew: () => void
}

function Head({ object, layout, phone, onAs, onNew }: HeadProps) {
  const layouts = layoutsOf(object)
  const bare = useWidth() !== 'wide'
  const navigate = useNavigate()
  const canCreate = mayMake(object)
  const create = t('new_of', { object: say(object.label) })
  usePageKey('n', canCreate ? onNew : null)
  return (
    <PageHead
      title={pluralOf(object)}
      actions={
        <>
          {layouts.length > 1 && (
            <Segments
              label={say(words.layout)}
              value={layout}
              onChange={onAs}
              options={layouts.map((one) => ({
                value: one,
                name: say(words[one]),
                label: (
                  <>
                    {layoutIcons[one]}
                    {bare ? null : say(words[one])}
                  </>
                ),
              }))}
            />
          )}
          {may(object, 'import') && !phone && (
            <Button
              href={`/import/${object.name}`}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
                event.preventDefault()
                void navigate({ to: '/import/$object', params: { object: object.name } })
              }}
            >
              {t('import')}
            </Button>
          )}
          {canCreate && (
            <Button type="primary" icon={<PlusOutlined />} onClick={onNew} aria-label={create}>
              {phone ? null : create}
            </Button>
          )}
        </>
      }
    />
  )
}

interface AfterProps {
  rows: ReturnType<typeof useRows>
  object: MetaObject
  state: ListState
  onNew: () => void
  onFilter: (filter: string) => void
  onClear: () => void
}

/** Below the last row: on its way, nothing there, or what went wrong. */
function After({ rows, ...props }: AfterProps) {
  if (rows.isPending || rows.isFetchingNextPage) return <Waiting rows={rows.isPending ? 12 : 2} />
  if (rows.error) {
    // A wrong formula is told at the formula.
    if (rows.error instanceof CallError && rows.error.errors.some((one) => one.code === 'formula'))
      return null
    return (
      <div className="list-empty" role="alert">
        <p>{rows.error.message}</p>
        <Button onClick={() => void rows.refetch()}>{t('again')}</Button>
      </div>
    )
  }
  return rows.rows.length ? null : <ListEmpty {...props} />
}
