// Which view? Tabs for those there are, and saving what one sees as a new one.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { App, Button, Checkbox, Dropdown, Input, Popover } from 'antd'
import { MoreOutlined, PlusOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { refusalBeside, useSendOnce } from '#web/form/send-once.ts'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { isChanged, widthsText } from './list-state.ts'
import type { ListState } from './list-state.ts'
import type { NamedView } from './views.ts'
import { words } from './words.ts'

export interface ViewBarProps {
  object: MetaObject
  views: readonly NamedView[]
  view: NamedView
  state: ListState
  onView: (id: string | null) => void
  children: ReactNode
}

export function ViewBar({ object, views, view, state, onView, children }: ViewBarProps) {
  const changed = isChanged(state, view)
  const phone = useWidth() === 'phone'
  return (
    <div className="view-bar">
      <div className="view-tabs slides" role="tablist">
        {views.map((one) => (
          <button
            key={one.id ?? ''}
            type="button"
            role="tab"
            aria-selected={one === view}
            onClick={() => onView(one.id)}
          >
            {one.label}
            {one === view && changed && <span className="ink-3"> *</span>}
          </button>
        ))}
      </div>
      <div className="view-tools">
        {changed && (
          <Button type="text" size="small" onClick={() => onView(view.id)}>
            {say(words.reset_view)}
          </Button>
        )}
        {changed && !phone && <SaveView object={object} state={state} onView={onView} />}
        {view.saved && view.mine && (
          <OwnView view={view} state={state} changed={changed} onView={onView} />
        )}
        {children}
      </div>
    </div>
  )
}

const valuesOf = (state: ListState) => ({
  filter: state.filter,
  sort: state.sort,
  columns: state.columns.join(','),
  layout: state.as,
  group: state.group,
  starts: state.starts,
  ends: state.ends,
  zoom: state.zoom,
  widths: widthsText(state.widths),
})

const reload = () => answers.invalidateQueries({ queryKey: keys.sum('saved_view') })

function SaveView({
  object,
  state,
  onView,
}: {
  object: MetaObject
  state: ListState
  onView: (id: string | null) => void
}) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const once = useSendOnce()
  const problem = once.problems.name ?? refusalBeside(once, ['name'])?.says
  const save = async () => {
    if (!name.trim()) return
    const view = { object: object.name, name: name.trim(), shared, ...valuesOf(state) }
    const made = await once.send((options) => call.create('saved_view', view, options))
    if (!made) return
    await reload()
    setOpen(false)
    setName('')
    onView(made[0].id)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <form
          className="chip-editor"
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <Input
            autoFocus
            value={name}
            placeholder={say(words.view_name)}
            aria-label={say(words.view_name)}
            maxLength={100}
            status={problem ? 'error' : ''}
            onChange={(event) => setName(event.target.value)}
          />
          {problem && (
            <p className="small bad" role="alert">
              {problem}
            </p>
          )}
          <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
            {say(words.shared)}
          </Checkbox>
          <Button
            type="primary"
            size="small"
            htmlType="submit"
            loading={once.busy}
            disabled={!name.trim()}
          >
            {t('save')}
          </Button>
        </form>
      }
    >
      <Button type="text" size="small" icon={<PlusOutlined />}>
        {say(words.save_view)}
      </Button>
    </Popover>
  )
}

interface OwnViewProps {
  view: NamedView
  state: ListState
  changed: boolean
  onView: (id: string | null) => void
}

function OwnView({ view, state, changed, onView }: OwnViewProps) {
  const { message } = App.useApp()
  const saved = view.saved
  if (!saved) return null
  const attempt = async (work: () => Promise<unknown>, next: string | null) => {
    try {
      await work()
      await reload()
      onView(next)
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'update', label: say(words.update_view), disabled: !changed },
          {
            key: 'share',
            label: say(words.shared),
            ...(saved.shared === true ? { icon: '✓' } : {}),
          },
          { type: 'divider' },
          { key: 'remove', label: say(words.remove_view), danger: true },
        ],
        onClick: ({ key }) => {
          if (key === 'update')
            void attempt(
              () => call.change('saved_view', saved.id, valuesOf(state), saved.version),
              saved.id,
            )
          if (key === 'share')
            void attempt(
              () => call.change('saved_view', saved.id, { shared: saved.shared !== true }),
              saved.id,
            )
          if (key === 'remove') void attempt(() => call.remove('saved_view', saved.id), null)
        },
      }}
    >
      <Button type="text" size="small" icon={<MoreOutlined />} aria-label={view.label} />
    </Dropdown>
  )
}
