// What can be done with the chosen rows at once? A bar that floats over the list; each deed shows first what will change.
import { lazy, Suspense, useEffect, useState } from 'react'
import { App, Button, Dropdown, Popconfirm } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { call, messageOf } from '#web/call.ts'
import { exact } from '#kernel/money/exact.ts'
import { money as moneyText, number } from '#kernel/money/written.ts'
import { may, titleOf, useMeta } from '#web/meta.ts'
import { say, t } from '#web/words.ts'
import { isOpenIn } from './bulk-open.ts'
import { isEditable } from './columns.ts'
import type { Column } from './columns.ts'
import { exportAddress } from './export-menu.tsx'
import type { ListState } from './list-state.ts'
import { words } from './words.ts'

const BulkAct = lazy(() => import('./bulk-act.tsx'))
const BulkAll = lazy(() => import('./bulk-all.tsx'))
const BulkChange = lazy(() => import('./bulk-change.tsx'))

export interface BulkBarProps {
  object: MetaObject
  columns: readonly Column[]
  rows: readonly Row[]
  state: ListState
  /** So many fit in all, where that is known and more than are loaded; all loaded ones are chosen. */
  fitting: number | null
  onNone: () => void
  /** Rows were changed: ask them again. */
  onChanged: (ids: readonly string[]) => void
  /** Rows came or went: ask the list again. */
  onReload: () => void
}

/** A deed that can be taken back for ten seconds. */
interface Undo {
  says: string
  back: () => Promise<void>
}

type Doing = { what: 'change'; field?: string } | { what: 'act'; action: string } | null

export default function BulkBar({
  object,
  columns,
  rows,
  state,
  fitting,
  onNone,
  onChanged,
  onReload,
}: BulkBarProps) {
  const { message } = App.useApp()
  const [doing, setDoing] = useState<Doing>(null)
  const [undo, setUndo] = useState<Undo | null>(null)
  /** How many of all are meant, instead of the chosen ones. */
  const [all, setAll] = useState(false)
  const [doingAll, setDoingAll] = useState<'change' | 'remove' | null>(null)
  useEffect(() => {
    if (fitting === null) setAll(false)
  }, [fitting])
  useEffect(() => {
    if (!undo) return
    const timer = setTimeout(() => setUndo(null), 10_000)
    return () => clearTimeout(timer)
  }, [undo])

  const fail = (error: unknown) => void message.error(messageOf(error))

  const changed = (ids: string[], before: Values[]) => {
    setDoing(null)
    onNone()
    onChanged(ids)
    setUndo({
      says: say(words.changed_n, { n: ids.length }),
      back: async () => {
        await call.batch(object.name, { change: before })
        onChanged(ids)
      },
    })
  }

  const removeAll = async () => {
    const removed: string[] = []
    const refused: string[] = []
    for (const row of rows)
      await call.remove(object.name, row.id).then(
        () => removed.push(row.id),
        // Each "no" with its row; the others go.
        (error: unknown) => refused.push(`${titleOf(object, row)}: ${messageOf(error)}`),
      )
    if (refused.length)
      void message.error(
        <div className="bulk-refused">
          <p>{say(words.act_refused, { n: refused.length })}</p>
          {refused.slice(0, 5).map((one) => (
            <p key={one}>{one}</p>
          ))}
        </div>,
        8,
      )
    onNone()
    onReload()
    if (!removed.length) return
    setUndo({
      says: say(words.removed_n, { n: removed.length }),
      back: async () => {
        for (const id of removed) await call.restore(object.name, id)
        onReload()
      },
    })
  }

  if (!rows.length && !undo) return null
  if (!rows.length && undo) {
    const takeBack = () => {
      setUndo(null)
      undo.back().then(() => message.success(say(words.undone)), fail)
    }
    return (
      <div className="bulk-bar" role="status">
        <span className="count">{undo.says}</span>
        <Button type="text" onClick={takeBack}>
          {t('undo')}
        </Button>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('close')}
          onClick={() => setUndo(null)}
        />
      </div>
    )
  }

  // Only what some of the chosen are in a stage for.
  const actions = Object.entries(object.actions).filter(
    ([, action]) => !action.quiet && rows.some((row) => isOpenIn(action, row)),
  )
  const canChange = may(object, 'change') && !object.by_actions_only
  if (all && fitting !== null) {
    const n = number(String(fitting))
    return (
      <>
        <div className="bulk-bar" role="toolbar" aria-label={say(words.all_chosen, { n })}>
          <span className="count">
            <b>{say(words.all_chosen, { n })}</b>
          </span>
          {canChange && (
            <Button type="text" onClick={() => setDoingAll('change')}>
              {say(words.change_field)}
            </Button>
          )}
          {may(object, 'export') && (
            <Button
              type="text"
              href={exportAddress(object.name, 'xlsx', state, state.columns)}
              download
            >
              {say(words.export_xlsx)}
            </Button>
          )}
          {may(object, 'remove') && (
            <Button type="text" danger onClick={() => setDoingAll('remove')}>
              {t('remove')}
            </Button>
          )}
          <Button type="text" icon={<CloseOutlined />} aria-label={t('close')} onClick={onNone} />
        </div>
        {doingAll && (
          <Suspense fallback={null}>
            <BulkAll
              object={object}
              state={state}
              count={fitting}
              what={doingAll}
              onClose={() => setDoingAll(null)}
              onDone={() => {
                onNone()
                onReload()
              }}
            />
          </Suspense>
        )}
      </>
    )
  }
  return (
    <>
      <div className="bulk-bar" role="toolbar" aria-label={say(words.chosen, { n: rows.length })}>
        <span className="count">
          <b>{say(words.chosen, { n: rows.length })}</b>
          <ChosenSum columns={columns} rows={rows} />
        </span>
        {fitting !== null && (
          <Button type="link" onClick={() => setAll(true)}>
            {say(words.all_n, { n: number(String(fitting)) })}
          </Button>
        )}
        {canChange && isEditable(object, 'owner') && (
          <Button type="text" onClick={() => setDoing({ what: 'change', field: 'owner' })}>
            {say(words.assign)}
          </Button>
        )}
        {canChange && (
          <Button type="text" onClick={() => setDoing({ what: 'change' })}>
            {say(words.change_field)}
          </Button>
        )}
        {actions.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: actions.map(([key, action]) => ({
                key,
                label: say(action.label),
                danger: action.danger ?? false,
              })),
              onClick: ({ key }) => setDoing({ what: 'act', action: key }),
            }}
          >
            <Button type="text">{say(words.do_action)}</Button>
          </Dropdown>
        )}
        {may(object, 'remove') && (
          <Popconfirm
            title={say(words.remove_n, { n: rows.length })}
            description={say(words.remove_help)}
            okText={t('remove')}
            cancelText={t('cancel')}
            onConfirm={removeAll}
          >
            <Button type="text" danger>
              {t('remove')}
            </Button>
          </Popconfirm>
        )}
        <Button type="text" icon={<CloseOutlined />} aria-label={t('close')} onClick={onNone} />
      </div>
      <Suspense fallback={null}>
        {doing?.what === 'change' && (
          <BulkChange
            object={object}
            rows={rows}
            {...(doing.field ? { field: doing.field } : {})}
            onClose={() => setDoing(null)}
            onDone={changed}
          />
        )}
        {doing?.what === 'act' && (
          <BulkAct
            object={object}
            rows={rows}
            name={doing.action}
            onClose={() => setDoing(null)}
            onDone={onChanged}
          />
        )}
      </Suspense>
    </>
  )
}

/** The sum of the first amount column, where all chosen rows have one currency. */
function ChosenSum({ columns, rows }: { columns: readonly Column[]; rows: readonly Row[] }) {
  const home = useMeta().company.currency
  const column = columns.find((one) => one.field.kind === 'money' && !one.field.unit_price)
  if (!column) return null
  const currencies = new Set(
    rows.map((row) => (typeof row.currency === 'string' ? row.currency : home)),
  )
  const [currency] = currencies
  if (currencies.size !== 1 || !currency) return null
  const total = rows.reduce((sum, row) => {
    const value = row[column.path]
    return typeof value === 'string' && value ? sum.plus(value) : sum
  }, exact('0'))
  return <span className="ink-3">{moneyText(total.toFixed(), currency, home)}</span>
}
