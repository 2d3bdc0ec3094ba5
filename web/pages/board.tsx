// How does a dashboard or a page look to whoever opens it? Its blocks with their own rights, filters in the address.
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { EditOutlined, FullscreenOutlined } from '@ant-design/icons'
import type { Board } from '#kernel/view/board.ts'
import { cardOf } from '#web/own/own.ts'
import { OwnActs } from '#web/own/own-acts.tsx'
import { BoardGrid } from '#web/board/board-grid.tsx'
import { FilterLine } from '#web/board/filter-line.tsx'
import { MailMenu } from '#web/board/mail-menu.tsx'
import { words } from '#web/board/words.ts'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { useWidth } from '#web/parts/width.ts'
import type { Asked } from '#web/asked.ts'
import { say } from '#web/words.ts'

export default function BoardPage() {
  const { name = '' } = useParams({ strict: false })
  const meta = useMeta()
  const { pathname } = useLocation()
  const kind = pathname.startsWith('/p/') ? 'page' : 'dashboard'
  const board = (kind === 'page' ? meta.pages : meta.dashboards)[name]
  if (!board) return <PageMissing />
  return <Opened key={`${kind} ${name}`} name={name} kind={kind} board={board} />
}

/** On the wall everything is asked again each minute, besides what changes anyway. */
const eachMinute = 60_000

function Opened({ name, kind, board }: { name: string; kind: 'page' | 'dashboard'; board: Board }) {
  const meta = useMeta()
  const asked: Asked = useSearch({ strict: false })
  const navigate = useNavigate()
  const place = useRef<HTMLDivElement>(null)
  const wall = useFullScreen()
  const phone = useWidth() === 'phone'
  const empty = !Object.values(board.blocks).some(Boolean)
  const own = kind === 'dashboard' ? cardOf(meta, 'dashboard', name) : undefined
  const room = kind === 'page' ? 'pages' : 'dashboards'
  return (
    <>
      <PageHead
        title={say(board.label)}
        actions={
          <>
            {!phone && (
              <>
                {meta.who.admin && !own && (
                  <Link
                    to="/studio/$room"
                    params={{ room }}
                    search={{ [kind]: name }}
                    className="plain-link"
                  >
                    <Button type="text" icon={<EditOutlined />} tabIndex={-1}>
                      {say(words.edit)}
                    </Button>
                  </Link>
                )}
                {kind === 'dashboard' && <MailMenu dashboard={name} />}
                <Button
                  type="text"
                  icon={<FullscreenOutlined />}
                  onClick={() => void place.current?.requestFullscreen?.()}
                >
                  {say(words.full_screen)}
                </Button>
              </>
            )}
            {kind === 'dashboard' && <OwnActs kind="dashboard" name={name} thing={board} />}
          </>
        }
      />
      <div className="board" ref={place}>
        <div className="board-title">
          <h1>{say(board.label)}</h1>
          {wall && <Clock zone={meta.company.zone} />}
        </div>
        <FilterLine
          board={board}
          asked={asked}
          onAsked={(search) =>
            void navigate({
              to: kind === 'page' ? '/p/$name' : '/d/$name',
              params: { name },
              search,
              replace: true,
            })
          }
        />
        {empty ? (
          <div className="block-board-empty">
            <p>{say(words.none)}</p>
            {own?.mine ? (
              <Link to="/d/$name/edit" params={{ name }}>
                {say(words.none_own)}
              </Link>
            ) : (
              meta.who.admin &&
              !own && (
                <Link to="/studio/$room" params={{ room }} search={{ [kind]: name }}>
                  {say(words.none_admin)}
                </Link>
              )
            )}
          </div>
        ) : (
          <BoardGrid board={board} asked={asked} refresh={wall ? eachMinute : false} />
        )}
      </div>
    </>
  )
}

/** True while the board fills the screen. */
function useFullScreen(): boolean {
  const [full, setFull] = useState(false)
  useEffect(() => {
    const change = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', change)
    return () => document.removeEventListener('fullscreenchange', change)
  }, [])
  return full
}

function Clock({ zone }: { zone: string }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className="ink-3">
      {say(words.updated, { at: instant(now.toISOString(), zone, todayIn(zone, now)) })}
    </span>
  )
}
