// Which dashboards and pages does the company have, and what stands on each? One editor for both.
import { useState } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Dropdown, Select } from 'antd'
import type { MenuProps } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { targetOf } from '#kernel/field.ts'
import type { Meta } from '#kernel/api/meta.ts'
import { living } from '#kernel/merge.ts'
import {
  type Block,
  type Board,
  type BoardFilter,
  cockpitParts,
  placeBelow,
} from '#kernel/view/board.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { blocksOf } from '#web/board/board-grid.tsx'
import { shapeOf } from '#web/list/condition.ts'
import { fieldChoices } from '#web/list/columns.ts'
import { fieldAt, may, useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Sure } from '#web/parts/sure.tsx'
import { say } from '#web/words.ts'
import { AreaField, ownGroup, placedIn } from '../area-field.tsx'
import { freeName, marks } from '../draft.ts'
import { nameFor } from '../pinyin-name.ts'
import { ThingsRoom, ThingTitle } from '../things-room.tsx'
import type { RoomProps } from '../room.ts'
import type { Draft } from '../use-draft.ts'
import { BlockForm } from './block-form.tsx'
import { sizeOf, sizeOfPart } from './block-kinds.ts'
import { BoardEditor } from './board-editor.tsx'
import { partWords, words } from './words.ts'

type Kind = 'dashboards' | 'pages'

export function BoardsRoom({ draft, title, kind }: RoomProps & { kind: Kind }) {
  const search = useSearch({ strict: false }) as { dashboard?: string; page?: string }
  const navigate = useNavigate()
  const single = kind === 'pages' ? 'page' : 'dashboard'
  const boards: [string, Board][] = Object.entries(living(draft.shown[kind]))
  const found = boards.find(([name]) => name === search[single]) ?? boards[0]
  const go = (name: string) =>
    void navigate({ to: '/studio/$room', params: { room: kind }, search: { [single]: name } })
  const marked = marks(draft.published, draft.patch, [kind])
  return (
    <ThingsRoom
      label={title}
      make={say(kind === 'pages' ? words.new_page : words.new_dashboard)}
      none={say(words.begin)}
      chosen={found?.[0] ?? null}
      onChoose={go}
      groups={[
        {
          label: '',
          things: boards.map(([name, one]) => ({
            name,
            label: say(one.label),
            icon: one.icon ?? (kind === 'pages' ? 'file_text' : 'pie_chart'),
            mark: marked.get(name),
          })),
        },
      ]}
      form={(onMade, onClose) => (
        <NewBoard draft={draft} kind={kind} onMade={onMade} onClose={onClose} />
      )}
    >
      {found && (
        <Opened
          key={found[0]}
          draft={draft}
          kind={kind}
          name={found[0]}
          board={found[1]}
          onGone={() => go('')}
        />
      )}
    </ThingsRoom>
  )
}

function Opened({
  draft,
  kind,
  name,
  board,
  onGone,
}: {
  draft: Draft
  kind: Kind
  name: string
  board: Board
  onGone: () => void
}) {
  const meta = useMeta()
  const [editing, setEditing] = useState<string | null>(null)
  const put = (path: readonly string[], value: unknown) => draft.put([[kind, name, ...path], value])
  const places = Object.fromEntries(blocksOf(board).map((one) => [one.name, one.block.at]))
  const add = (
    wish: string,
    block: Omit<Block, 'at'>,
    size: { w: number; h: number },
    edit: boolean,
  ) => {
    const key = freeName(nameFor(wish), board.blocks, 'block')
    put(['blocks', key], { ...block, at: placeBelow(places, size.w, size.h) })
    if (edit) setEditing(key)
  }
  const block = editing ? board.blocks[editing] : undefined
  return (
    <>
      <ThingTitle label={say(board.label)} name={name}>
        {draft.published[kind][name] && (
          <Link to={kind === 'pages' ? '/p/$name' : '/d/$name'} params={{ name }} className="small">
            {say(words.open)}
          </Link>
        )}
        <Sure
          asks={`${say(words.retire)}?`}
          yes={say(words.retire)}
          onYes={() => {
            draft.put(
              [[kind, name], null],
              ...takenFromMenu(draft, `${kind === 'pages' ? 'page' : 'dashboard'}/${name}`),
            )
            onGone()
          }}
        >
          <Button type="text" size="small" danger>
            {say(words.retire)}
          </Button>
        </Sure>
        <AddMenu draft={draft} meta={meta} onAdd={add} />
      </ThingTitle>
      <div className="studio-part board-room">
        <div className="board-settings">
          <WordsField
            label={say(words.name)}
            value={board.label}
            onChange={(label) => put(['label'], label)}
          />
          <FormField label={say(words.roles)} help={say(words.roles_help)}>
            {(ids) => (
              <Select
                id={ids.id}
                mode="multiple"
                value={[...(board.roles ?? [])]}
                placeholder={say(words.everybody)}
                style={{ width: '100%' }}
                options={Object.entries(draft.shown.roles)
                  .filter(([value]) => value !== 'admin')
                  .map(([value, role]) => ({ value, label: say(role.label) }))}
                onChange={(roles: string[]) => put(['roles'], roles.length ? roles : undefined)}
              />
            )}
          </FormField>
          <Filters board={board} meta={meta} onFilters={(filters) => put(['filters'], filters)} />
        </div>
        {Object.keys(places).length ? (
          <>
            <BoardEditor
              board={board}
              reports={draft.shown.reports}
              onPlaces={(next) =>
                draft.put(
                  ...Object.entries(next).map(
                    ([key, at]) => [[kind, name, 'blocks', key, 'at'], at] as const,
                  ),
                )
              }
              onEdit={setEditing}
              onRemove={(key) => put(['blocks', key], null)}
            />
            <p className="small ink-3">{say(words.keys)}</p>
          </>
        ) : (
          <p className="block-board-empty">{say(words.empty)}</p>
        )}
      </div>
      {editing && block && (
        <BlockForm
          key={editing}
          draft={draft}
          block={block}
          onClose={() => setEditing(null)}
          onSave={(next) => {
            put(['blocks', editing], next)
            setEditing(null)
          }}
        />
      )}
    </>
  )
}

/** Changes that take an item out of every group of the menu. */
const takenFromMenu = (draft: Draft, item: string): (readonly [readonly string[], unknown])[] =>
  Object.entries(draft.shown.areas).flatMap(([key, area]) =>
    area.items.includes(item)
      ? [[['areas', key, 'items'], area.items.filter((one) => one !== item)] as const]
      : [],
  )

function AddMenu({
  draft,
  meta,
  onAdd,
}: {
  draft: Draft
  meta: Meta
  onAdd: (
    wish: string,
    block: Omit<Block, 'at'>,
    size: { w: number; h: number },
    edit: boolean,
  ) => void
}) {
  const reports = Object.entries(draft.shown.reports).flatMap(([name, one]) =>
    one ? [{ name, one }] : [],
  )
  const objects = Object.values(meta.objects).filter((one) => may(one, 'read') && !one.parent)
  const first = objects.find((one) => one.name === 'opportunity')?.name ?? objects[0]?.name ?? ''
  const items: MenuProps['items'] = [
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
    if (kind === 'report')
      return onAdd(
        name,
        { kind: 'report', report: name } as never,
        sizeOf(draft.shown.reports[name]!.as),
        false,
      )
    if (kind === 'cockpit') {
      const part = cockpitParts.find((one) => one === name)!
      return onAdd(part, { kind: 'cockpit', part } as never, sizeOfPart(part), false)
    }
    if (kind === 'list')
      return onAdd('list', { kind: 'list', object: first } as never, { w: 12, h: 8 }, true)
    if (kind === 'form')
      return onAdd('form', { kind: 'form', object: first } as never, { w: 3, h: 3 }, true)
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
      <Button type="primary" size="small" icon={<PlusOutlined />}>
        {say(words.add)}
      </Button>
    </Dropdown>
  )
}

function Filters({
  board,
  meta,
  onFilters,
}: {
  board: Board
  meta: Meta
  onFilters: (filters: Record<string, BoardFilter> | undefined) => void
}) {
  const filters: Record<string, BoardFilter> = living(board.filters)
  const options = [
    { value: 'period', label: say(words.add_period) },
    ...valueFilters(board, meta).map(({ name, label }) => ({ value: name, label })),
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
          value={Object.keys(filters)}
          style={{ width: '100%' }}
          options={options}
          onChange={(names: string[]) => {
            const next: Record<string, BoardFilter> = {}
            for (const name of names) {
              const made =
                filters[name] ??
                (name === 'period'
                  ? { label: { zh: '时段', en: 'Period' }, kind: 'period' as const }
                  : valueFilters(board, meta).find((one) => one.name === name)?.filter)
              if (made) next[name] = made
            }
            onFilters(names.length ? next : undefined)
          }}
        />
      )}
    </FormField>
  )
}

/** Fields by which several blocks can be narrowed at once: of one name and one meaning in the objects on the board. */
function valueFilters(
  board: Board,
  meta: Meta,
): { name: string; label: string; filter: BoardFilter }[] {
  const objects = [
    ...new Set(
      blocksOf(board).flatMap(({ block }) =>
        block.kind === 'report'
          ? (meta.reports[block.report]?.object ?? [])
          : block.kind === 'list'
            ? block.object
            : [],
      ),
    ),
  ]
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
  return [...found]
    .filter(([path]) => !['created_by', 'updated_by'].includes(path))
    .map(([name, one]) => ({
      name,
      label: one.label,
      filter: { label: one.words, kind: 'value' as const, on: one.on },
    }))
}

function NewBoard({
  draft,
  kind,
  onMade,
  onClose,
}: {
  draft: Draft
  kind: Kind
  onMade: (name: string) => void
  onClose: () => void
}) {
  const [label, setLabel] = useState({ zh: '', en: '' })
  const [area, setArea] = useState(Object.keys(draft.shown.areas)[0] ?? ownGroup)
  const save = () => {
    const name = freeName(
      nameFor(label.en) || nameFor(label.zh),
      draft.shown[kind],
      kind === 'pages' ? 'page' : 'dashboard',
    )
    const board: Board = {
      label: bothWords(label),
      ...(kind === 'dashboards'
        ? { filters: { period: { label: { zh: '时段', en: 'Period' }, kind: 'period' } } }
        : {}),
      blocks: {},
    }
    const item = `${kind === 'pages' ? 'page' : 'dashboard'}/${name}`
    draft.put([[kind, name], board], ...placedIn(draft, area, board.label, [item]).changes)
    onMade(name)
  }
  return (
    <SideForm
      title={say(kind === 'pages' ? words.new_page : words.new_dashboard)}
      onClose={onClose}
      onSave={save}
      saveLabel={say({ zh: '加入草稿', en: 'Add to the draft' })}
      disabled={!(label.zh.trim() || label.en.trim())}
    >
      {() => (
        <>
          <WordsField label={say(words.name)} value={label} onChange={setLabel} autoFocus />
          <AreaField draft={draft} value={area} onChange={setArea} own={bothWords(label)} />
        </>
      )}
    </SideForm>
  )
}
