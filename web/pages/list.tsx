// THE list: rows of any object, as table or board, with everything that one sees in the address.
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { Link, useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { PlusOutlined, ProjectOutlined, TableOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api.ts'
import type { Row, Values } from '#kernel/object.ts'
import { call, CallError } from '#web/call.ts'
import '#web/fields/fields.css'
import { groupFields } from '#web/list/bins.ts'
import { Board } from '#web/list/board.tsx'
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
import { may, pluralOf, useMeta, useObject } from '#web/meta.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import type { Asked } from '#web/asked.ts'
import { say, t } from '#web/words.ts'

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

  const go = (next: ListState) => {
    setChosen(new Set())
    void navigate({
      to: '/o/$object',
      params: { object: object.name },
      search: askedOf(next, view),
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
  const board = state.as === 'board' && groupFields(object).length > 0
  // A saved view must be known before its rows can be asked for.
  const known = ready || view.id === (asked.view ?? null)

  const rows = useRows(
    { object: object.name, filter: state.filter, sort: state.sort, search: state.search, select },
    known && !board,
  )
  const sums = useSums(
    { object: object.name, filter: state.filter, search: state.search },
    money.map((one) => one.path),
    money.length > 0 && object.fields.currency !== undefined,
  )
  const { fetchNextPage, hasNextPage, isFetchingNextPage, refresh } = rows
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const decide = useEditConflict(object)
  const onEdit = async (row: Row, field: string, value: unknown) => {
    try {
      await call.change(object.name, row.id, { [field]: value }, row.version)
    } catch (error) {
      if (!(error instanceof CallError) || error.status !== 412) throw error
      const now = await decide(row, field, value)
      if (now) await call.change(object.name, row.id, { [field]: value }, now.version)
    }
    await refresh([row.id])
  }

  const openNew = () =>
    void navigate({ to: '/o/$object/new', params: { object: object.name }, search: asked })
  const closeNew = () =>
    void navigate({ to: '/o/$object', params: { object: object.name }, search: withoutPreset(asked) })
  const setFilter = (filter: string) => go({ ...state, filter })

  const after = (
    <After
      rows={rows}
      object={object}
      state={state}
      onNew={openNew}
      onFilter={setFilter}
      onClear={() => go({ ...state, filter: '', search: '' })}
    />
  )
  const shared = { object, columns, rows: rows.rows, onEnd, after }
  return (
    <div className="list-page">
      <Head
        object={object}
        state={state}
        phone={phone}
        onAs={(as) => go({ ...state, as })}
        onNew={openNew}
      />
      <ViewBar object={object} views={views} view={view} state={state} onView={goView}>
        {!phone && (
          <ColumnPicker
            object={object}
            columns={state.columns}
            onColumns={(next) => go({ ...state, columns: next })}
          />
        )}
        {may(object, 'export') && !phone && (
          <ExportMenu object={object} state={state} select={state.columns} />
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
      {board && (
        <Board
          object={object}
          columns={columns}
          select={select}
          state={state}
          onGroup={(group) => go({ ...state, group })}
        />
      )}
      {!board && phone && <PhoneRows {...shared} />}
      {!board && !phone && (
        <Grid
          {...shared}
          sort={state.sort}
          onSort={(path, more) => go({ ...state, sort: sortedBy(state.sort, path, more) })}
          chosen={chosen}
          onChoose={setChosen}
          onEdit={onEdit}
        />
      )}
      <ListFoot
        loaded={rows.rows.length}
        hasMore={!board && hasNextPage}
        estimate={rows.count}
        sums={sums.data}
        money={money}
        stale={!board && rows.stale}
        keyed={!board && !phone}
        onReload={() => void rows.reload()}
      />
      {!board && bulk && (
        <Suspense fallback={null}>
          <BulkBar
            object={object}
            columns={columns}
            rows={rows.rows.filter((row) => chosen.has(row.id))}
            onNone={() => setChosen(new Set())}
            onChanged={(ids) => void refresh(ids)}
            onReload={() => void rows.reload()}
          />
        </Suspense>
      )}
      {creating && may(object, 'create') && (
        <Suspense fallback={null}>
          <NewRecord
            object={object}
            preset={presetOf(asked, object)}
            onClose={closeNew} onCreated={() => void rows.reload()} />
        </Suspense>
      )}
    </div>
  )
}

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
  state: ListState
  phone: boolean
  onAs: (as: 'table' | 'board') => void
  onNew: () => void
}

function Head({ object, state, phone, onAs, onNew }: HeadProps) {
  const canCreate = may(object, 'create') && !object.by_actions_only
  const create = t('new_of', { object: say(object.label) })
  return (
    <PageHead
      title={pluralOf(object)}
      actions={
        <>
          {groupFields(object).length > 0 && (
            <Segments
              label={say(words.group_by)}
              value={state.as}
              onChange={onAs}
              options={[
                {
                  value: 'table',
                  name: say(words.table),
                  label: (
                    <HeadWord icon={<TableOutlined />} word={say(words.table)} phone={phone} />
                  ),
                },
                {
                  value: 'board',
                  name: say(words.board),
                  label: (
                    <HeadWord icon={<ProjectOutlined />} word={say(words.board)} phone={phone} />
                  ),
                },
              ]}
            />
          )}
          {may(object, 'import') && !phone && (
            <Link to="/import/$object" params={{ object: object.name }} className="plain-link">
              <Button tabIndex={-1}>{t('import')}</Button>
            </Link>
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

const HeadWord = ({ icon, word, phone }: { icon: ReactNode; word: string; phone: boolean }) => (
  <>
    {icon}
    {phone ? null : word}
  </>
)

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
