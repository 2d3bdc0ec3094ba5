// What can be done with the report or dashboard that is open? One's own is changed, shared and deleted; any other is copied.
import { lazy, Suspense, useState } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown } from 'antd'
import type { MenuProps } from 'antd'
import { EditOutlined, MoreOutlined, ShareAltOutlined } from '@ant-design/icons'
import type { Meta } from '#kernel/api/meta.ts'
import type { Board } from '#kernel/view/board.ts'
import type { OwnCard, OwnKind } from '#kernel/view/own.ts'
import { ownObjects } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { may, useMeta } from '#web/meta.ts'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { boardsWith, cardOf, copyOf, editAt } from './own.ts'
import { makeOwn, removeOwn } from './own-calls.ts'
import { words } from './words.ts'

const ShareForm = lazy(() =>
  import('./share-form.tsx').then((room) => ({ default: room.ShareForm })),
)

export interface OwnActsProps {
  kind: OwnKind
  /** Name of a standard one, id of somebody's own. */
  name: string
  thing: Report | Board
}

/** In the bar above the page. */
export function OwnActs({ kind, name, thing }: OwnActsProps) {
  const meta = useMeta()
  const phone = useWidth() === 'phone'
  const [sharing, setSharing] = useState(false)
  const card = cardOf(meta, kind, name)
  const mine = card?.mine === true
  return (
    <>
      {mine && !phone && (
        <>
          <Link to={editAt(kind)} params={{ name }} className="plain-link">
            <Button type="text" icon={<EditOutlined />} tabIndex={-1}>
              {say(words.edit)}
            </Button>
          </Link>
          <Button type="text" icon={<ShareAltOutlined />} onClick={() => setSharing(true)}>
            {say(words.share)}
          </Button>
        </>
      )}
      <MoreMenu
        kind={kind}
        name={name}
        thing={thing}
        label={say(words.more)}
        whole={phone}
        onShare={() => setSharing(true)}
        onGone="/own"
      />
      {sharing && card && (
        <Suspense fallback={null}>
          <ShareForm kind={kind} id={name} card={card} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </>
  )
}

/** All that can be done, in a menu of its own. */
export function MoreMenu({
  kind,
  name,
  thing,
  label,
  whole,
  onShare,
  onGone,
}: OwnActsProps & {
  label: string
  /** Editing and sharing stand in it too. */
  whole: boolean
  onShare: () => void
  /** Where to go when it is deleted; absent: one stays. */
  onGone?: '/own'
}) {
  const meta = useMeta()
  const navigate = useNavigate()
  const { message, modal } = App.useApp()
  const card = cardOf(meta, kind, name)
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      void message.error(error instanceof Error ? error.message : String(error))
    }
  }
  const remove = (own: OwnCard) =>
    modal.confirm({
      title: say(words.remove_sure, { name: own.name }),
      content: whatIsLost(meta, kind, name, own),
      okText: say(words.remove),
      cancelText: t('cancel'),
      okButtonProps: { danger: true },
      onOk: () =>
        attempt(async () => {
          if (onGone) await navigate({ to: onGone })
          await removeOwn(kind, name)
          void message.success(say(words.removed, { name: own.name }))
        }),
    })
  const acts: Record<string, () => void> = {
    edit: () => void navigate({ to: editAt(kind), params: { name } }),
    share: onShare,
    copy: () =>
      void attempt(async () => {
        const id = await makeOwn(kind, copyOf(meta, thing))
        await navigate({ to: editAt(kind), params: { name: id } })
      }),
    publish: () =>
      void navigate({
        to: '/studio/$room',
        params: { room: kind === 'report' ? 'reports' : 'dashboards' },
        search: { lift: name },
      }),
    remove: () => card && remove(card),
  }
  const items: MenuProps['items'] = [
    ...(card?.mine && whole
      ? [
          { key: 'edit', label: say(words.edit) },
          { key: 'share', label: say(words.share) },
        ]
      : []),
    ...(may(meta.objects[ownObjects[kind]], 'create')
      ? [{ key: 'copy', label: say(words.copy) }]
      : []),
    ...(card && meta.who.admin ? [{ key: 'publish', label: say(words.publish) }] : []),
    ...(card?.mine ? [{ key: 'remove', label: say(words.remove), danger: true }] : []),
  ]
  if (!items.length) return null
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{ items, onClick: ({ key }) => acts[key]?.() }}
    >
      <Button type="text" icon={<MoreOutlined />} aria-label={label} />
    </Dropdown>
  )
}

function whatIsLost(meta: Meta, kind: OwnKind, id: string, card: OwnCard): string {
  const boards = kind === 'report' ? boardsWith(meta, id) : []
  return [
    ...(boards.length ? [say(words.stands_on, { boards: boards.join('、') })] : []),
    ...(card.shared === 'nobody' ? [] : [say(words.seen_by_others)]),
  ].join(' ')
}
