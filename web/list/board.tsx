// Where does each record stand? Columns by stage or choice; a card is moved by hand or by menu.
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import { movesFrom } from '#kernel/lifecycle/lifecycle.ts'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import type { QueryAsk } from '#web/call.ts'
import { Picker } from '#web/fields/picker.tsx'
import { inputFields } from '#web/form/input-fields.ts'
import { may, useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { binFilter, binsOf, groupFields } from './bins.ts'
import type { Bin, BinSum } from './bins.ts'
import { BoardColumn } from './board-column.tsx'
import type { Column } from './columns.ts'
import type { ListState } from './list-state.ts'
import { words } from './words.ts'

const ActionForm = lazy(() => import('#web/form/action-form.tsx'))

export interface BoardProps {
  object: MetaObject
  columns: readonly Column[]
  select: readonly string[]
  state: ListState
  onGroup: (group: string) => void
}

/** What a drag or the menu may do: the move's name, by which action, or why not. */
function stepOf(
  object: MetaObject,
  group: string,
  row: Row,
  to: Bin,
): { via: string | null } | null {
  if (group !== 'stage') return may(object, 'change') ? { via: null } : null
  const move =
    object.lifecycle &&
    movesFrom(object.lifecycle, String(row.stage)).find((one) => one.to === to.value)
  return move ? { via: move.via ?? null } : null
}

export default function Board({ object, columns, select, state, onGroup }: BoardProps) {
  const meta = useMeta()
  const { message } = App.useApp()
  const groups = groupFields(object)
  const first = object.lifecycle && groups.includes('stage') ? 'stage' : (groups[0] ?? '')
  const group = state.group && groups.includes(state.group) ? state.group : first
  const bins = binsOf(object, group)
  const money = columns.find((one) => one.field.kind === 'money' && !one.field.unit_price)
  const sums = useBinSums(meta, object, group, state, money?.path)
  const [asking, setAsking] = useState<{ row: Row; action: string } | null>(null)

  const reload = () => void answers.invalidateQueries({ queryKey: ['records', object.name] })

  const move = async (row: Row, to: Bin) => {
    const now = bins.find((bin) => bin.value === (row[group] ?? null))
    if (now?.value === to.value) return
    const step = stepOf(object, group, row, to)
    if (!step)
      return void message.warning(say(words.no_move, { from: now?.label ?? '', to: to.label }))
    const action = step.via ? object.actions[step.via] : undefined
    if (step.via && action && inputFields(action).length)
      return setAsking({ row, action: step.via })
    try {
      if (group !== 'stage')
        await call.change(object.name, row.id, { [group]: to.value }, row.version)
      else if (step.via) await call.act(object.name, row.id, step.via, {})
      else await call.act(object.name, row.id, 'move', { to: to.value })
    } catch (error) {
      void message.error(messageOf(error), 6)
    }
    reload()
  }

  // A ref keeps the listener the same while rows come and go.
  const moving = useRef(move)
  useEffect(() => {
    moving.current = move
  })
  useEffect(
    () =>
      monitorForElements({
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]?.data.bin as Bin | undefined
          const row = source.data.row as Row | undefined
          if (target && row) void moving.current(row, target)
        },
      }),
    [],
  )

  const action = asking && object.actions[asking.action]
  return (
    <>
      {groups.length > 1 && (
        <div className="filter-bar">
          <span className="small ink-3">{say(words.group_by)}</span>
          <Picker
            size="small"
            value={group}
            aria-label={say(words.group_by)}
            onChange={onGroup}
            popupMatchSelectWidth={false}
            options={groups.map((name) => ({
              value: name,
              label: say(object.fields[name]?.label ?? { zh: name, en: name }),
            }))}
          />
        </div>
      )}
      <div className="board-columns">
        {bins.map((bin) => (
          <BoardColumn
            key={bin.value ?? ''}
            object={object}
            bin={bin}
            filter={binFilter(group, bin, state.filter)}
            sort={state.sort}
            search={state.search}
            select={select}
            facts={columns.filter(
              (one) => one.path !== group && one.path !== object.title && one.path !== 'number',
            )}
            {...(money ? { money } : {})}
            sum={sums && (sums.get(bin.value) ?? { n: 0, amounts: [] })}
            targets={(row) =>
              bins.filter(
                (other) =>
                  other.value !== (row[group] ?? null) && stepOf(object, group, row, other),
              )
            }
            onMove={move}
          />
        ))}
      </div>
      {asking && action && (
        <Suspense fallback={null}>
          <ActionForm
            object={object.name}
            record={asking.row}
            name={asking.action}
            action={action}
            onClose={() => setAsking(null)}
            onDone={reload}
          />
        </Suspense>
      )}
    </>
  )
}

/** Of each column; nothing until it is known, for a column that only loads is not empty. */
function useBinSums(
  meta: Meta,
  object: MetaObject,
  group: string,
  state: ListState,
  money: string | undefined,
): Map<string | null, BinSum> | undefined {
  const byCurrency = money !== undefined && object.fields.currency !== undefined
  const { data } = useQuery({
    queryKey: keys.sum(object.name, 'board', group, state.filter, state.search, money),
    queryFn: ({ signal }) => {
      const ask: QueryAsk = {
        from: object.name,
        by: [group, ...(byCurrency ? ['currency'] : [])],
        measure: { n: 'count()', ...(money ? { total: `sum(${money})` } : {}) },
        ...(state.filter ? { where: state.filter } : {}),
        ...(state.search ? { search: state.search } : {}),
      }
      return call.query(ask, signal)
    },
    enabled: group !== '',
    retry: false,
  })
  if (!data) return undefined
  const sums = new Map<string | null, BinSum>()
  for (const row of data.data) {
    const value = typeof row[group] === 'string' ? row[group] : null
    const sum = sums.get(value) ?? { n: 0, amounts: [] }
    sum.n += Number(row.n ?? 0)
    if (typeof row.total === 'string') {
      sum.amounts.push({
        currency: typeof row.currency === 'string' ? row.currency : meta.company.currency,
        amount: row.total,
      })
    }
    sums.set(value, sum)
  }
  return sums
}
