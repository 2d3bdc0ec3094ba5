// How does one line of the timeline look? Its name at the left, its bar and what belongs to it along the days.
import { Link } from '@tanstack/react-router'
import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Range } from '#kernel/view/period.ts'
import { titleOf } from '#web/meta.ts'
import { say } from '#web/words.ts'
import type { Dated } from './dated.ts'
import { entryWords } from './entry.tsx'
import { Bar } from './timeline-bar.tsx'
import type { BarProps } from './timeline-bar.tsx'
import type { Line } from './timeline-rows.ts'
import type { Mark } from './use-parts.ts'
import { words } from './words.ts'

/** Pixels from one line to the next. */
export const rowHeight = 32

/** The days that are drawn, and how wide each is. */
export type Days = Pick<BarProps, 'range' | 'px' | 'today'>

interface TimelineLineProps {
  line: Line
  index: number
  /** The keys are on it. */
  current: boolean
  marks: readonly Mark[]
  days: Days
  onDrag: BarProps['onDrag']
  onPoint: () => void
  onToggle: () => void
  onOpen: (object: MetaObject, id: string) => void
}

export function TimelineLine(props: TimelineLineProps) {
  const { line, index, current, marks, days, onDrag, onPoint, onToggle, onOpen } = props
  return (
    <div
      id={`line-${index}`}
      role="row"
      aria-level={line.kind === 'group' ? 1 : line.level + 2}
      aria-rowindex={index + 1}
      {...(line.open === null ? {} : { 'aria-expanded': line.open })}
      className={`tl-row ${line.kind}${current ? ' at' : ''}`}
      style={{ top: index * rowHeight }}
    >
      <div
        className={`tl-name level-${line.kind === 'row' ? line.level : 0}`}
        role="rowheader"
        onMouseDown={onPoint}
      >
        <Fold line={line} onToggle={onToggle} />
        {line.kind === 'group' ? (
          <>
            <b className="ellipsis" title={line.label}>
              {line.label}
            </b>
            <span className="ink-3">{line.count}</span>
          </>
        ) : (
          <Link
            to="/o/$object/$id"
            params={{ object: line.object.name, id: line.key }}
            tabIndex={-1}
            className="ellipsis"
            title={entryWords(line.object, line.dated)}
          >
            {titleOf(line.object, line.dated.row)}
          </Link>
        )}
      </div>
      <div
        className="tl-track"
        role="gridcell"
        aria-label={line.kind === 'row' ? entryWords(line.object, line.dated) : line.label}
      >
        {line.kind === 'group' ? (
          <Span from={line.from} to={line.to} days={days} />
        ) : (
          <>
            <Where dated={line.dated} {...days} />
            <Bar
              object={line.object}
              dates={line.dates}
              dated={line.dated}
              {...days}
              named={!marks.length}
              onDrag={onDrag}
              onPoint={onPoint}
              onOpen={() => onOpen(line.object, line.key)}
            />
          </>
        )}
        {marks.map(({ object, part, dated }) => (
          <Bar
            key={dated.row.id}
            object={object}
            dates={part.dates}
            dated={dated}
            {...days}
            onDrag={onDrag}
            onPoint={onPoint}
            onOpen={() => onOpen(object, dated.row.id)}
          />
        ))}
      </div>
    </div>
  )
}

/** From the first to the last day of a group, as far as they are drawn. */
function Span({ from, to, days: { range, px } }: { from: number; to: number; days: Days }) {
  const days = Math.min(range.to, to) - Math.max(range.from, from) + 1
  return (
    <span
      className="tl-sum"
      style={{ left: Math.max(0, (from - range.from) * px), width: days * px }}
    />
  )
}

/** At the edge towards which a bar lies that is out of sight; behind the bar where it is in sight. */
function Where({ dated, range, px }: { dated: Dated; range: Range; px: number }) {
  const middle = (Math.max(range.from, dated.from) + Math.min(range.to, dated.to) + 1) / 2
  return <i className="tl-where" style={{ marginLeft: (middle - range.from) * px - 3 }} />
}

function Fold({ line, onToggle }: { line: Line; onToggle: () => void }) {
  if (line.open === null) return <span className="tl-fold" />
  const title = line.kind === 'group' ? line.label : titleOf(line.object, line.dated.row)
  return (
    <button
      type="button"
      tabIndex={-1}
      className="tl-fold"
      aria-label={say(line.open ? words.collapse : words.expand, { title })}
      onClick={onToggle}
    >
      {line.open ? <CaretDownOutlined /> : <CaretRightOutlined />}
    </button>
  )
}
