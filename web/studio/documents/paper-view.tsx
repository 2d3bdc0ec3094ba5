// How does the document look on its paper? Drawn from the server's own data; each block can be chosen and dragged.
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import type { TemplateBlock } from '#kernel/view/document.ts'
import type { Block, Cell, DocumentModel, Facts } from '#kernel/view/paper.ts'
import { say } from '#web/words.ts'
import { QrSquares } from './qr-squares.tsx'
import { words } from './words.ts'

export interface PaperViewProps {
  model: DocumentModel
  template: readonly TemplateBlock[]
  chosen: number | null
  onChoose: (at: number | null) => void
  onMove: (from: number, to: number) => void
}

export function PaperView({ model, template, chosen, onChoose, onMove }: PaperViewProps) {
  return (
    <article
      className={`doc-paper ${model.paper ?? 'a4'}`}
      lang={model.language === 'zh' ? 'zh-CN' : 'en'}
    >
      <div
        className={chosen === null ? 'doc-head on' : 'doc-head'}
        role="button"
        tabIndex={0}
        aria-pressed={chosen === null}
        aria-label={say(words.page)}
        onClick={() => onChoose(null)}
        onKeyDown={(event) => event.key === 'Enter' && onChoose(null)}
      >
        {model.marks.length > 0 && (
          <p className="doc-marks">
            {model.marks.map((mark) => (
              <span key={mark}>{mark}</span>
            ))}
          </p>
        )}
        <b>{model.company}</b>
        {model.letterhead.map((line) => (
          <p key={line} className="doc-quiet">
            {line}
          </p>
        ))}
        <h1>{model.title}</h1>
        {model.subtitle && <p>{model.subtitle}</p>}
      </div>
      {template.map((block, at) => (
        <Movable
          // A block has no name of its own; its place is what tells it.
          key={at}
          at={at}
          last={template.length - 1}
          on={chosen === at}
          label={say(words[block.kind])}
          onChoose={() => onChoose(at)}
          onMove={onMove}
        >
          {model.blocks.some((one) => one.at === at) ? (
            model.blocks.map((one, i) => one.at === at && <Drawn key={i} block={one} />)
          ) : (
            <p className="doc-ghost">
              {say(words[block.kind])} · {say(words.empty_block)}
            </p>
          )}
        </Movable>
      ))}
      <footer className="doc-quiet">
        {model.title} {model.number}
      </footer>
    </article>
  )
}

interface MovableProps {
  at: number
  last: number
  on: boolean
  label: string
  onChoose: () => void
  onMove: (from: number, to: number) => void
  children: ReactNode
}

/** A block that is chosen by a click or Enter, and moved by the mouse or Alt with an arrow. */
function Movable({ at, last, on, label, onChoose, onMove, children }: MovableProps) {
  const place = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState<'above' | 'below' | null>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const sideOf = (y: number) => {
      const { top, height } = element.getBoundingClientRect()
      return y < top + height / 2 ? ('above' as const) : ('below' as const)
    }
    return combine(
      draggable({ element, getInitialData: () => ({ block: at }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.block === 'number' && source.data.block !== at,
        onDrag: ({ location }) => setOver(sideOf(location.current.input.clientY)),
        onDragLeave: () => setOver(null),
        onDrop: ({ source, location }) => {
          setOver(null)
          const from = source.data.block as number
          const to = sideOf(location.current.input.clientY) === 'above' ? at : at + 1
          onMove(from, to > from ? to - 1 : to)
        },
      }),
    )
  }, [at, onMove])
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onChoose()
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const to = event.key === 'ArrowUp' ? at - 1 : at + 1
    if (to >= 0 && to <= last) onMove(at, to)
  }
  return (
    <div
      ref={place}
      className={['doc-block', on && 'on', over && `over-${over}`].filter(Boolean).join(' ')}
      role="button"
      tabIndex={0}
      aria-pressed={on}
      aria-label={label}
      onClick={onChoose}
      onKeyDown={press}
    >
      {children}
    </div>
  )
}

function Drawn({ block }: { block: Block }) {
  switch (block.kind) {
    case 'facts':
      return (
        <div className="doc-facts">
          <Side facts={block.left} />
          <Side facts={block.right} />
        </div>
      )
    case 'table':
      return (
        <table className="doc-table">
          {block.title && <caption>{block.title}</caption>}
          <thead>
            <tr>
              {block.columns.map((column, i) => (
                <th key={i} className={`${column.align} ${column.wide ? 'wide' : ''}`}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={j} className={block.columns[j]?.align}>
                    <Text of={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {block.foot && (
            <tfoot>
              <tr>
                {block.foot.map((cell, j) => (
                  <td key={j} className={block.columns[j]?.align}>
                    <Text of={cell} />
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      )
    case 'totals':
      return (
        <div className="doc-totals">
          {block.rows.map((row, i) => (
            <p key={i} className={row.strong ? 'strong' : ''}>
              <span>{row.label}</span>
              <span>{row.text}</span>
            </p>
          ))}
          {block.words && <p className="doc-quiet words">{block.words}</p>}
        </div>
      )
    case 'prose':
      return (
        <div className={block.title ? 'doc-prose' : 'doc-prose doc-quiet'}>
          {block.title && <h2>{block.title}</h2>}
          <p>{block.text}</p>
        </div>
      )
    case 'signatures':
      return (
        <div className="doc-sign">
          {block.parties.map((party, i) => (
            <div key={i}>
              <p className="doc-quiet">{party.role}</p>
              <b>{party.name}</b>
              {block.blanks.map((blank) => (
                <p key={blank} className="doc-quiet blank">
                  {blank} <i />
                </p>
              ))}
            </div>
          ))}
        </div>
      )
    case 'qr':
      return (
        <div className="doc-qr">
          {block.text && <QrSquares text={block.text} />}
          <p className="doc-quiet">
            {block.caption} <code>{block.text}</code>
          </p>
        </div>
      )
    case 'picture':
      return (
        <figure className="doc-picture">
          {block.title && <figcaption className="doc-quiet">{block.title}</figcaption>}
          <img
            src={`data:image/png;base64,${block.png}`}
            alt={block.title ?? ''}
            width={block.wide}
            height={block.high}
          />
        </figure>
      )
    case 'page_break':
      return <p className="doc-break">{say(words.page_break)}</p>
  }
}

const Side = ({ facts }: { facts: Facts['left'] }) => (
  <dl>
    {facts
      .filter((fact) => fact.text)
      .map((fact, i) => (
        <div key={i}>
          <dt>{fact.label}</dt>
          <dd className={fact.strong ? 'strong' : ''}>{fact.text}</dd>
        </div>
      ))}
  </dl>
)

const Text = ({ of }: { of: Cell }) =>
  typeof of === 'string' ? (
    of
  ) : (
    <>
      {of.text}
      <span className="doc-quiet note">{of.note}</span>
    </>
  )
