// What stands on one dashboard or page, and how is that changed? The one editor: of the studio, and of one's own boards.
import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { Dropdown, Select } from 'antd'
import type { MenuProps } from 'antd'
import { targetOf } from '#kernel/field.ts'
import type { Meta } from '#kernel/api/meta.ts'
import { living } from '#kernel/merge.ts'
import {
  type Block,
  type Board,
  type BoardFilter,
  cockpitParts,
  placeFor,
} from '#kernel/view/board.ts'
import type { Report } from '#kernel/view/report.ts'
import { blocksOf } from '#web/board/board-grid.tsx'
import { shapeOf } from '#web/list/condition.ts'
import { fieldChoices } from '#web/list/columns.ts'
import { fieldAt, may, useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import { freeName } from '../draft.ts'
import { nameFor } from '../pinyin-name.ts'
import { BlockForm } from './block-form.tsx'
import { sizeOf, sizeOfPart, type Stock } from './block-kinds.ts'
import { BoardEditor } from './board-editor.tsx'
import { ReportDrawer } from './report-drawer.tsx'
import { partWords, words } from './words.ts'
import '../views.css'

/** A value at a place of the board; null takes what is there away, undefined unsays it. */
export type BoardChange = readonly [path: readonly string[], value: unknown]

/** How reports are kept from here: in the draft, or as one's own. */
export interface ReportHands {
  /** Keeps a new one and makes the change that puts it on the board, under its name. */
  readonly make: (report: Report, stands: (name: string) => BoardChange) => Promise<void> | void
  /** One that may be changed from here; null where it may not. */
  readonly change: (name: string) => {
    /** Other boards on which it stands, by what they are called. */
    readonly elsewhere: readonly string[]
    readonly save: (report: Report) => Promise<void> | void
  } | null
  /** They are called the same in both languages. */
  readonly oneName: boolean
}

export interface BoardWorkProps extends Stock {
  board: Board
  hands: ReportHands
  /** Several at once are one change. */
  put: (...changes: BoardChange[]) => void
  /** What stands above the board; it is handed the menu that adds to it, for the button it likes. */
  head: (add: (button: ReactElement) => ReactNode) => ReactNode
  /** Before the filters of the whole board: its name, and who finds it. */
  settings: ReactNode
}

export function BoardWork(props: BoardWorkProps) {
  const { board, reports, views, hands, put, head, settings } = props
  const meta = useMeta()
  const phone = useWidth() === 'phone'
  const [editing, setEditing] = useState<string | null>(null)
  /** The report that is open over the board; '' is a new one. */
  const [charting, setCharting] = useState<string | null>(null)
  const places = Object.fromEntries(blocksOf(board).map((one) => [one.name, one.block.at]))
  const add = (
    wish: string,
    block: Omit<Block, 'at'>,
    size: { w: number; h: number },
    edit: boolean,
  ) => {
    const key = freeName(nameFor(wish), board.blocks, 'block')
    put([['blocks', key], { ...block, at: placeFor(places, size.w, size.h) }])
    if (edit) setEditing(key)
  }
  const standing = (name: string, { as }: Report): BoardChange => {
    const key = freeName(nameFor(name), board.blocks, 'block')
    const { w, h } = sizeOf(as)
    return [['blocks', key], { kind: 'report', report: name, at: placeFor(places, w, h) }]
  }
  const block = editing ? board.blocks[editing] : undefined
  return (
    <>
      {head((button) => (
        <AddMenu reports={reports} meta={meta} onAdd={add} onChart={() => setCharting('')}>
          {button}
        </AddMenu>
      ))}
      <div className="studio-part board-room">
        <div className="board-settings">
          {settings}
          <Filters
            board={board}
            reports={reports}
            meta={meta}
            onFilters={(filters) => put([['filters'], filters])}
          />
        </div>
        {Object.keys(places).length ? (
          <>
            <BoardEditor
              board={board}
              reports={reports}
              onPlaces={(next) =>
                put(
                  ...Object.entries(next).map(([key, at]): BoardChange => [
                    ['blocks', key, 'at'],
                    at,
                  ]),
                )
              }
              onEdit={setEditing}
              onRemove={(key) => put([['blocks', key], null])}
            />
            <p className="small ink-3">{say(phone ? words.stacked : words.keys)}</p>
          </>
        ) : (
          <p className="block-board-empty">{say(words.empty)}</p>
        )}
      </div>
      {editing && block && (
        <BlockForm
          key={editing}
          reports={reports}
          views={views}
          block={block}
          onReport={
            block.kind === 'report' && reports[block.report] && hands.change(block.report)
              ? () => {
                  setEditing(null)
                  setCharting(block.report)
                }
              : undefined
          }
          onClose={() => setEditing(null)}
          onSave={(next) => {
            put([['blocks', editing], next])
            setEditing(null)
          }}
        />
      )}
      {charting !== null && (
        <ReportDrawer
          key={charting}
          report={reports[charting] ?? null}
          elsewhere={hands.change(charting)?.elsewhere ?? []}
          oneName={hands.oneName}
          onClose={() => setCharting(null)}
          onSave={async (report) => {
            if (charting) await hands.change(charting)?.save(report)
            else await hands.make(report, (name) => standing(name, report))
            setCharting(null)
          }}
        />
      )}
    </>
  )
}

function AddMenu({
  reports: all,
  meta,
  onAdd,
  onChart,
  children,
}: {
  children: ReactElement
  onChart: () => void
  reports: Stock['reports']
  meta: Meta
  onAdd: (
    wish: string,
    block: Omit<Block, 'at'>,
    size: { w: number; h: number },
    edit: boolean,
  ) => void
}) {
  const reports = Object.entries(all).flatMap(([name, one]) => (one ? [{ name, one }] : []))
  const objects = Object.values(meta.objects).filter((one) => may(one, 'read') && !one.parent)
  const first = objects.find((one) => one.name === 'opportunity')?.name ?? objects[0]?.name ?? ''
  const items: MenuProps['items'] = [
    { key: 'chart', label: `${say(words.new_chart)}…` },
    {
      key: 'report',
      label: say(words.add_report),
      popupClassName: 'tall-menu',
      children: reports.map(({ name, one }) => ({ key: `report/${name}`, label: say(one.label) })),
    },
    { key: 'list', label: say(words.add_list) },
    { key: 'text', label: say(words.add_text) },
    { key: 'button', label: say(words.add_button) },
    { key: 'form', label: say(words.add_form) },
    {
      key: 'cockpit',
      label: say(words.add_cockpit),
      children: cockpitParts.map((part) => ({
        key: `cockpit/${part}`,
        label: say(partWords[part]),
      })),
    },
  ]
  const choose = (key: string) => {
    const [kind, name = ''] = key.split('/')
    if (kind === 'chart') return onChart()
    if (kind === 'report')
      return onAdd(name, { kind: 'report', report: name } as never, sizeOf(all[name]!.as), false)
    if (kind === 'cockpit') {
      const part = cockpitParts.find((one) => one === name)!
      return onAdd(part, { kind: 'cockpit', part } as never, sizeOfPart(part), false)
    }
    if (kind === 'list')
      return onAdd('list', { kind: 'list', object: first } as never, { w: 12, h: 8 }, true)
    if (kind === 'form')
      return onAdd('form', { kind: 'form', object: first } as never, { w: 6, h: 12 }, true)
    if (kind === 'button')
      return onAdd('button', { kind: 'button', create: first } as never, { w: 3, h: 2 }, true)
    return onAdd('text', { kind: 'text', text: { zh: '', en: '' } } as never, { w: 6, h: 3 }, true)
  }
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{ items, onClick: ({ key }) => choose(key) }}
    >
      {children}
    </Dropdown>
  )
}

function Filters({
  board,
  reports,
  meta,
  onFilters,
}: {
  board: Board
  reports: Stock['reports']
  meta: Meta
  onFilters: (filters: Record<string, BoardFilter> | undefined) => void
}) {
  const filters: Record<string, BoardFilter> = living(board.filters)
  const options: { value: string; label: string; acts?: string }[] = [
    { value: 'period', label: say(words.add_period) },
    ...valueFilters(board, reports, meta).map(({ name, label, blocks }) => ({
      value: name,
      label,
      acts: say(words.acts_on, { n: blocks }),
    })),
  ]
  for (const [name, one] of Object.entries(filters))
    if (!options.some(({ value }) => value === name))
      options.push({ value: name, label: say(one.label) })
  return (
    <FormField label={say(words.filters)}>
      {(ids) => (
        <Select
          id={ids.id}
          mode="multiple"
          showSearch={byLabel}
          value={Object.keys(filters)}
          style={{ width: '100%' }}
          options={options}
          optionRender={({ data }) => (
            <span className="filter-option">
              <span className="ellipsis">{data.label}</span>
              {data.acts && <small className="ink-3">{data.acts}</small>}
            </span>
          )}
          onChange={(names: string[]) => {
            const next: Record<string, BoardFilter> = {}
            for (const name of names) {
              const made =
                filters[name] ??
                (name === 'period'
                  ? { label: { zh: '时段', en: 'Period' }, kind: 'period' as const }
                  : valueFilters(board, reports, meta).find((one) => one.name === name)?.filter)
              if (made) next[name] = made
            }
            onFilters(names.length ? next : undefined)
          }}
        />
      )}
    </FormField>
  )
}

/** Fields by which blocks can be narrowed at once, of one name and one meaning in the objects on the board; those that act on most blocks first. */
function valueFilters(
  board: Board,
  reports: Stock['reports'],
  meta: Meta,
): { name: string; label: string; blocks: number; filter: BoardFilter }[] {
  const shown = blocksOf(board).flatMap(({ block }) =>
    block.kind === 'report'
      ? (reports[block.report]?.object ?? [])
      : block.kind === 'list'
        ? block.object
        : [],
  )
  const objects = [...new Set(shown)]
  const found = new Map<
    string,
    { label: string; words: BoardFilter['label']; on: Record<string, string> }
  >()
  for (const name of objects) {
    const object = meta.objects[name]
    if (!object) continue
    for (const { path, field } of fieldChoices(meta, object, (one) => shapeOf(one) === 'set')) {
      if (path.includes('.') || field.kind === 'stage') continue
      const meaning = targetOf(field) ?? field.kind
      const before = found.get(path)
      const same =
        !before ||
        (() => {
          const [first] = Object.keys(before.on)
          const other = first && fieldAt(meta, first, path)?.field
          return other && (targetOf(other) ?? other.kind) === meaning
        })()
      if (same)
        found.set(path, {
          label: say(field.label),
          words: before?.words ?? field.label,
          on: { ...before?.on, [name]: path },
        })
    }
  }
  const acts = (on: Readonly<Record<string, string>>): number =>
    shown.filter((object) => Object.hasOwn(on, object)).length
  return [...found]
    .filter(([path]) => !['id', 'created_by', 'updated_by'].includes(path))
    .map(([name, one]) => ({
      name,
      label: one.label,
      blocks: acts(one.on),
      filter: { label: one.words, kind: 'value' as const, on: one.on },
    }))
    .sort((a, b) => b.blocks - a.blocks)
}
