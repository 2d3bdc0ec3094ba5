// Which dashboards and pages does the company have, and what stands on each? One editor for both.
import { useState } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { living } from '#kernel/merge.ts'
import type { Board } from '#kernel/view/board.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { Sure } from '#web/parts/sure.tsx'
import { say } from '#web/words.ts'
import { AreaField, ownGroup, placedIn } from '../area-field.tsx'
import { freeName, marks } from '../draft.ts'
import { firstBoard } from '../first-views.ts'
import { IconPicker } from '../icon-picker.tsx'
import { nameFor } from '../pinyin-name.ts'
import { ThingsRoom, ThingTitle } from '../things-room.tsx'
import type { RoomProps } from '../room.ts'
import type { Draft } from '../use-draft.ts'
import { BoardWork, type BoardChange } from './board-work.tsx'
import { boardsWithReport } from './stands-on.ts'
import { useLift } from './use-lift.ts'
import { words } from './words.ts'

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
  useLift(draft, 'dashboard', go)
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
  const put = (...changes: BoardChange[]) =>
    draft.put(...changes.map(([path, value]) => [[kind, name, ...path], value] as const))
  return (
    <BoardWork
      board={board}
      reports={draft.shown.reports}
      views={draft.shown.views}
      hands={{
        make: (report, stands) => {
          const key = freeName(
            nameFor(report.label.en) || nameFor(report.label.zh),
            draft.shown.reports,
            'report',
          )
          const [path, block] = stands(key)
          draft.put([['reports', key], report], [[kind, name, ...path], block])
        },
        change: (key) => ({
          elsewhere: boardsWithReport(draft.shown, key)
            .filter((one) => one !== board)
            .map((one) => say(one.label)),
          save: (report) => draft.put([['reports', key], report]),
        }),
        oneName: false,
      }}
      put={put}
      head={(add) => (
        <ThingTitle label={say(board.label)} name={name}>
          {draft.published[kind][name] && (
            <Link
              to={kind === 'pages' ? '/p/$name' : '/d/$name'}
              params={{ name }}
              className="small"
            >
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
          {add(
            <Button type="primary" size="small" icon={<PlusOutlined />}>
              {say(words.add)}
            </Button>,
          )}
        </ThingTitle>
      )}
      settings={
        <>
          <div className="named-with-icon">
            <IconPicker
              label={say(words.icon)}
              value={board.icon}
              fallback={kind === 'pages' ? 'file_text' : 'pie_chart'}
              onChange={(icon) => put([['icon'], icon])}
            />
            <WordsField
              label={say(words.name)}
              value={board.label}
              onChange={(label) => put([['label'], label])}
            />
          </div>
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
                onChange={(roles: string[]) => put([['roles'], roles.length ? roles : undefined])}
              />
            )}
          </FormField>
        </>
      }
    />
  )
}

/** Changes that take an item out of every group of the menu. */
const takenFromMenu = (draft: Draft, item: string): (readonly [readonly string[], unknown])[] =>
  Object.entries(draft.shown.areas).flatMap(([key, area]) =>
    area.items.includes(item)
      ? [[['areas', key, 'items'], area.items.filter((one) => one !== item)] as const]
      : [],
  )

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
    const board = firstBoard(bothWords(label), kind === 'dashboards')
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
