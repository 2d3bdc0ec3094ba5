// How are blocks put in their places? By dragging and resizing them on the grid, or with the keys.
import { useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { Button } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons'
import {
  arranged,
  type Block,
  type Board,
  gridColumns,
  inTurn,
  type Place,
} from '#kernel/view/board.ts'
import type { Meta } from '#kernel/api/meta.ts'
import type { Report } from '#kernel/view/report.ts'
import { BlockView, Frame, frameOf } from '#web/board/block.tsx'
import { blocksOf } from '#web/board/board-grid.tsx'
import '#web/board/board.css'
import { useMeta } from '#web/meta.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { useDraftReport } from '#web/report/ask-report.ts'
import { ReportBody } from '#web/report/report-body.tsx'
import { say } from '#web/words.ts'
import { titleOfBlock } from './block-kinds.ts'
import { words } from './words.ts'

export interface BoardEditorProps {
  board: Board
  /** As the draft has them: one that is not published yet is shown too. */
  reports: Readonly<Record<string, Report | null>>
  onPlaces: (places: Record<string, Place>) => void
  onEdit: (name: string) => void
  onRemove: (name: string) => void
}

/** Height of a row and the gap between columns, as board.css has them. */
const row = 36
const gap = 32

interface Drag {
  readonly name: string
  readonly from: Place
  readonly x: number
  readonly y: number
  readonly resize: boolean
}

export function BoardEditor(props: BoardEditorProps) {
  return useWidth() === 'phone' ? <Stack {...props} /> : <Grid {...props} />
}

/** Below each other in reading order, as a phone shows them. */
function Stack({ board, reports, onPlaces, onEdit, onRemove }: BoardEditorProps) {
  const meta = useMeta()
  const blocks = blocksOf(board)
  const places = Object.fromEntries(blocks.map(({ name, block }) => [name, block.at]))
  return (
    <div className="board stacked">
      <div className="board-grid">
        {blocks.map(({ name, block }, at) => {
          const report = block.kind === 'report' ? (reports[block.report] ?? null) : null
          const title = titleInDraft(meta, block, report)
          const turn = (step: -1 | 1) => onPlaces(inTurn(places, name, step))
          const act = (
            icon: ReactNode,
            label: string,
            onClick: (() => void) | undefined,
          ): ReactNode => (
            <Button
              type="text"
              icon={icon}
              aria-label={label}
              disabled={!onClick}
              onClick={onClick}
            />
          )
          return (
            <div key={name} className="board-cell" role="group" aria-label={title}>
              <Shown block={block} board={board} report={report} title={title} />
              <span className="block-acts">
                {act(
                  <ArrowUpOutlined />,
                  say(words.up, { title }),
                  at > 0 ? () => turn(-1) : undefined,
                )}
                {act(
                  <ArrowDownOutlined />,
                  say(words.down, { title }),
                  at < blocks.length - 1 ? () => turn(1) : undefined,
                )}
                {act(<EditOutlined />, `${say(words.edit)} ${title}`, () => onEdit(name))}
                {act(<DeleteOutlined />, `${say(words.remove)} ${title}`, () => onRemove(name))}
              </span>
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Grid({ board, reports, onPlaces, onEdit, onRemove }: BoardEditorProps) {
  const grid = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag | null>(null)
  const [moved, setMoved] = useState<Record<string, Place> | null>(null)
  const blocks = blocksOf(board)
  const places = Object.fromEntries(blocks.map(({ name, block }) => [name, block.at]))
  const shown = moved ?? places

  const begin = (event: PointerEvent, name: string, resize: boolean) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { name, from: places[name]!, x: event.clientX, y: event.clientY, resize }
    event.stopPropagation()
  }
  const move = (event: PointerEvent) => {
    const now = drag.current
    if (!now || !grid.current) return
    const column = (grid.current.clientWidth + gap) / gridColumns
    const dx = Math.round((event.clientX - now.x) / column)
    const dy = Math.round((event.clientY - now.y) / row)
    setMoved(arranged(places, [now.name, shifted(now.from, dx, dy, now.resize)]))
  }
  const end = () => {
    if (drag.current && moved) onPlaces(moved)
    drag.current = null
    setMoved(null)
  }
  const press = (event: KeyboardEvent, name: string) => {
    if (event.target !== event.currentTarget) return
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ]
    if (step) {
      const at = places[name]!
      // A block moves up past what stands above it, as far as that is high.
      const above =
        step[1]! < 0 && !event.shiftKey
          ? blocks.filter((one) => one.name !== name && one.block.at.y < at.y).at(-1)?.block.at
          : undefined
      const dy = above ? Math.min(-1, above.y - at.y) : step[1]!
      onPlaces(arranged(places, [name, shifted(at, step[0]!, dy, event.shiftKey)]))
    } else if (event.key === 'Enter') onEdit(name)
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove(name)
    else return
    event.preventDefault()
  }
  return (
    <div className="board editing">
      <div className="board-grid editing" ref={grid}>
        {blocks.map(({ name, block }) => {
          const at = shown[name]!
          return (
            <EditedBlock
              key={name}
              block={block}
              board={board}
              report={block.kind === 'report' ? (reports[block.report] ?? null) : null}
              at={at}
              held={drag.current?.name === name && moved !== null}
              onBegin={(event, resize) => begin(event, name, resize)}
              onMove={move}
              onEnd={end}
              onKey={(event) => press(event, name)}
              onEdit={() => onEdit(name)}
              onRemove={() => onRemove(name)}
            />
          )
        })}
      </div>
    </div>
  )
}

const shifted = (from: Place, dx: number, dy: number, resize: boolean): Place =>
  resize
    ? {
        ...from,
        w: Math.min(gridColumns - from.x, Math.max(1, from.w + dx)),
        h: Math.max(1, from.h + dy),
      }
    : {
        ...from,
        x: Math.min(gridColumns - from.w, Math.max(0, from.x + dx)),
        y: Math.max(0, from.y + dy),
      }

interface EditedBlockProps {
  block: Block
  board: Board
  report: Report | null
  at: Place
  held: boolean
  onBegin: (event: PointerEvent, resize: boolean) => void
  onMove: (event: PointerEvent) => void
  onEnd: () => void
  onKey: (event: KeyboardEvent) => void
  onEdit: () => void
  onRemove: () => void
}

function EditedBlock({
  block,
  board,
  report,
  at,
  held,
  onBegin,
  onMove,
  onEnd,
  onKey,
  onEdit,
  onRemove,
}: EditedBlockProps) {
  const meta = useMeta()
  const title = titleInDraft(meta, block, report)
  return (
    <div
      className={held ? 'board-cell held' : 'board-cell'}
      style={{ gridColumn: `${at.x + 1} / span ${at.w}`, gridRow: `${at.y + 1} / span ${at.h}` }}
    >
      <Shown block={block} board={board} report={report} title={title} />
      <div
        className="block-hold"
        role="group"
        tabIndex={0}
        aria-label={say(words.block_at, { title, x: at.x + 1, y: at.y + 1, w: at.w, h: at.h })}
        onPointerDown={(event) => onBegin(event, false)}
        onPointerMove={onMove}
        onPointerUp={onEnd}
        onPointerCancel={onEnd}
        onKeyDown={onKey}
        onDoubleClick={onEdit}
      >
        <span className="block-acts">
          <Button
            size="small"
            icon={<EditOutlined />}
            aria-label={`${say(words.edit)} ${title}`}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={onEdit}
          />
          <Button
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${say(words.remove)} ${title}`}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={onRemove}
          />
        </span>
        <i
          className="block-corner"
          title={say(words.resize)}
          onPointerDown={(event) => onBegin(event, true)}
          onPointerMove={onMove}
          onPointerUp={onEnd}
        />
      </div>
    </div>
  )
}

const titleInDraft = (meta: Meta, block: Block, report: Report | null): string =>
  block.label || !report ? titleOfBlock(meta, block) : say(report.label)

/** What stands there, to be looked at. */
function Shown({
  block,
  board,
  report,
  title,
}: {
  block: Block
  board: Board
  report: Report | null
  title: string
}) {
  return report ? (
    <DraftReport report={report} title={title} />
  ) : (
    <div className="board-still" inert>
      <BlockView block={block} board={board} asked={{}} refresh={false} />
    </div>
  )
}

/** A report as the draft has it, on real rows. */
function DraftReport({ report, title }: { report: Report; title: string }) {
  const { data, error } = useDraftReport(report)
  return (
    <Frame kind={frameOf(report)} title={title}>
      {data ? (
        <ReportBody report={report} answer={data} />
      ) : error ? (
        <p className="block-note small">{error.message}</p>
      ) : (
        <Waiting rows={3} />
      )}
    </Frame>
  )
}
