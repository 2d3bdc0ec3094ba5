// Which draft is on the desk? Its name with the others to choose from, whether it is saved, and the way back.
import { useContext, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { App, Button, Dropdown, Input, Modal, Tooltip } from 'antd'
import type { MenuProps } from 'antd'
import {
  DownOutlined,
  EyeOutlined,
  RedoOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import type { DraftCard } from '#kernel/api/draft.ts'
import { allRows } from '#web/admin/admin-calls.ts'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Icon } from '#web/parts/icon.tsx'
import { HeadSlot } from '#web/parts/page-head.tsx'
import { useWidth } from '#web/parts/width.ts'
import { look } from '#web/shell/preview-band.tsx'
import { say, t } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import { isEmpty } from '../draft.ts'
import { desk } from '../draft-desk.ts'
import { saveModelFile } from './model-file.ts'
import { roomNames } from '../room.ts'
import type { Draft } from '../use-draft.ts'

const words = {
  draft: { zh: '草稿', en: 'Draft' },
  rooms: { zh: '搭建的各处', en: 'Rooms of the studio' },
  unnamed: { zh: '草稿 v{n}', en: 'Draft v{n}' },
  saved: { zh: '已保存', en: 'Saved' },
  saving: { zh: '保存中…', en: 'Saving …' },
  waiting: { zh: '待保存', en: 'Not saved yet' },
  kept: { zh: '未能保存，已留在本机：{why}', en: 'Not saved, kept in this browser: {why}' },
  joined: {
    zh: '别人也在改这份草稿，两边的修改都已保留。',
    en: 'Somebody else works on this draft too; both changes are in it.',
  },
  moved: {
    zh: '别人发布了 v{n}，草稿已并到它上面。',
    en: 'v{n} was published meanwhile; the draft now lies over it.',
  },
  gone: {
    zh: '这份共享草稿已被发布或放弃；您还没发布的修改已另存为您的草稿。',
    en: 'The shared draft was published or dropped; what you had not published is a draft of your own now.',
  },
  all_published: {
    zh: '这份草稿的修改已全部发布，现在是 v{n}。',
    en: 'All changes of this draft are published; v{n} is live.',
  },
  shared: { zh: '共享', en: 'Shared' },
  new: { zh: '新草稿', en: 'New draft' },
  rename: { zh: '改名…', en: 'Rename …' },
  share: { zh: '与其他管理员共享', en: 'Share with other administrators' },
  unshare: { zh: '不再共享', en: 'Share no longer' },
  file: { zh: '下载为文件（可上传到另一套环境）', en: 'Save as a file (to upload elsewhere)' },
  drop: { zh: '放弃这份草稿…', en: 'Drop this draft …' },
  drop_sure: { zh: '放弃「{name}」里的全部修改？', en: 'Drop all changes of “{name}”?' },
  drop_help: {
    zh: '放弃后不能恢复。线上的应用不受影响。',
    en: 'It can’t be brought back. What is live stays as it is.',
  },
  name: { zh: '草稿名称', en: 'Name of the draft' },
  places: { zh: '{n} 处', en: '{n} {n:place|places}' },
  preview: { zh: '预览', en: 'Preview' },
  as: { zh: '以{role}的身份', en: 'As {role}' },
  redo: { zh: '重做', en: 'Redo' },
} as const

const draftName = (card: DraftCard | null, next: number): string =>
  card?.name || say(words.unnamed, { n: card ? card.base + 1 : next })

/** Stands in the bar above the page, between its title and its buttons. */
export function DraftLine({ draft }: { draft: Draft }) {
  const slot = useContext(HeadSlot)
  useKeys(draft)
  return slot && createPortal(<Line draft={draft} />, slot)
}

function Line({ draft }: { draft: Draft }) {
  const { company, who } = useMeta()
  const { modal, message } = App.useApp()
  const navigate = useNavigate()
  const { room = 'objects' } = useParams({ strict: false })
  const search = useSearch({ strict: false })
  const [naming, setNaming] = useState(false)
  const { about, patch, published } = draft
  const { card, cards, saving, failed } = about
  const name = draftName(card, published.version + 1)
  const phone = useWidth() === 'phone'
  const mine = !card || card.owner.id === who.id
  const today = todayIn(company.zone)
  const run = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => message.error(messageOf(error)))

  /** The application as it would be, through the eyes of the first person with the role. */
  const preview = async (role: string) => {
    await desk.flush()
    const saved = desk.now().card
    const first =
      role === 'admin'
        ? undefined
        : (await allRows('person', ['id', 'name', 'roles', 'active'])).find(
            (one) => one.active && (one.roles as string[] | null)?.includes(role),
          )
    look({
      draft: saved && !isEmpty(desk.now().patch) ? { id: saved.id, name } : null,
      role: role === 'admin' ? null : role,
      person: first ? { id: first.id, name: String(first.name) } : null,
      from: { room, search },
    })
    void navigate({ to: '/cockpit' })
  }

  const items: MenuProps['items'] = [
    ...cards.map((one) => ({
      key: `choose:${one.id}`,
      label: (
        <span className="draft-card">
          <b className="ellipsis">{draftName(one, published.version + 1)}</b>
          <small>
            {say(words.places, { n: one.places })} · {one.owner.name} ·{' '}
            {instant(one.updated_at, company.zone, today)}
            {one.shared && ` · ${say(words.shared)}`}
          </small>
        </span>
      ),
    })),
    { key: 'new', label: say(words.new) },
    { type: 'divider' },
    { key: 'rename', label: say(words.rename), disabled: !card },
    {
      key: 'share',
      label: say(card?.shared ? words.unshare : words.share),
      disabled: !card || !mine,
    },
    { key: 'file', label: say(words.file), disabled: isEmpty(patch) },
    { key: 'drop', label: say(words.drop), danger: true, disabled: !card || !mine },
  ]
  const pick: MenuProps['onClick'] = ({ key }) => {
    if (key.startsWith('choose:')) run(desk.choose(key.slice(7)))
    if (key === 'new') run(desk.choose(null))
    if (key === 'rename') setNaming(true)
    if (key === 'share') run(desk.share(!card?.shared))
    if (key === 'file') saveModelFile(name, published.version, patch)
    if (key === 'drop')
      modal.confirm({
        title: say(words.drop_sure, { name }),
        content: say(words.drop_help),
        okText: say({ zh: '放弃', en: 'Drop' }),
        cancelText: t('cancel'),
        okButtonProps: { danger: true },
        onOk: () => desk.drop(),
      })
  }
  const state = failed
    ? say(words.kept, { why: failed })
    : about.told
      ? say(words[about.told], { n: published.version })
      : isEmpty(patch) && !card
        ? ''
        : say(words[saving])
  return (
    <div className="draft-line">
      {phone && <Rooms />}
      <span
        className={failed ? 'small bad ellipsis' : 'small ink-3 ellipsis'}
        role="status"
        title={state}
      >
        {state}
      </span>
      <Tooltip title={`${t('undo')} Ctrl+Z`}>
        <Button
          type="text"
          icon={<UndoOutlined />}
          aria-label={t('undo')}
          disabled={!draft.undo}
          onClick={() => draft.undo?.()}
        />
      </Tooltip>
      <Tooltip title={`${say(words.redo)} Ctrl+Shift+Z`}>
        <Button
          type="text"
          icon={<RedoOutlined />}
          aria-label={say(words.redo)}
          disabled={!draft.redo}
          onClick={() => draft.redo?.()}
        />
      </Tooltip>
      <Dropdown
        menu={{
          items: Object.entries(draft.shown.roles).map(([key, role]) => ({
            key,
            label: say(words.as, { role: say(role.label) }),
          })),
          onClick: ({ key }) => run(preview(key)),
        }}
        trigger={['click']}
        placement="bottomRight"
      >
        <Button icon={<EyeOutlined />} aria-label={say(words.preview)}>
          <span className="wide-only">{say(words.preview)}</span>
        </Button>
      </Dropdown>
      <Dropdown
        menu={{ items, onClick: pick, selectedKeys: card ? [`choose:${card.id}`] : [] }}
        trigger={['click']}
        placement="bottomRight"
      >
        <Button aria-label={`${say(words.draft)} ${name}`}>
          <span className="ellipsis draft-name">{name}</span>
          {card?.shared && <span className="tag accent">{say(words.shared)}</span>}
          <DownOutlined />
        </Button>
      </Dropdown>
      {naming && card && (
        <Naming
          before={card.name}
          onClose={() => setNaming(false)}
          onName={(next) => {
            setNaming(false)
            run(desk.rename(next))
          }}
        />
      )}
    </div>
  )
}

/** On a phone the rooms stand far down in the menu: from one to the next it is one step here. */
function Rooms() {
  const { room = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [room],
        items: Object.entries(roomNames).map(([key, one]) => ({
          key,
          label: (
            <span className="draft-room">
              <Icon name={one.icon} />
              {say(one.label)}
            </span>
          ),
        })),
        onClick: ({ key }) => void navigate({ to: '/studio/$room', params: { room: key } }),
      }}
    >
      <Button icon={<UnorderedListOutlined />} aria-label={say(words.rooms)} />
    </Dropdown>
  )
}

interface NamingProps {
  before: string
  onClose: () => void
  onName: (name: string) => void
}

function Naming({ before, onClose, onName }: NamingProps) {
  const [name, setName] = useState(before)
  return (
    <Modal
      open
      title={say(words.name)}
      onCancel={onClose}
      onOk={() => onName(name.trim())}
      okText={t('save')}
      cancelText={t('cancel')}
      width={400}
    >
      <Input
        value={name}
        maxLength={80}
        autoFocus
        aria-label={say(words.name)}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => onName(name.trim())}
      />
    </Modal>
  )
}

/** Ctrl-Z takes back the last step, unless a text is being typed, which has its own. */
function useKeys(draft: Draft): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      const at = event.target
      if (at instanceof HTMLElement && at.closest('input, textarea, [contenteditable="true"]'))
        return
      const step = event.shiftKey ? draft.redo : draft.undo
      if (!step) return
      event.preventDefault()
      step()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [draft])
}
