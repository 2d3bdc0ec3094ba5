// How does a form lie on the desk? Sections as boxes with tiles in them, each of which can be dragged.
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { Button } from 'antd'
import { HolderOutlined } from '@ant-design/icons'
import { type FieldDef, type Kind, kindNames } from '#kernel/field.ts'
import type { PlacedSection } from '#kernel/view/form.ts'
import { formulaWords } from '#web/list/condition-chips.tsx'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import type { Spot } from './layout.ts'
import { words } from './words.ts'

interface SectionBoxProps {
  object: string
  section: PlacedSection
  on: boolean
  onChoose: () => void
  onDrop: (field: string, to: Spot) => void
  /** How all fields that stand nowhere yet come into it while it is empty. */
  fill: { label: string; onFill: () => void } | null
  children: ReactNode[]
}

export function SectionBox({
  object,
  section,
  on,
  onChoose,
  onDrop,
  fill,
  children,
}: SectionBoxProps) {
  const meta = useMeta()
  const box = useRef<HTMLElement>(null)
  const [over, setOver] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element) return
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data.field === 'string',
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source, location }) => {
        setOver(false)
        // A tile in it has taken it already.
        if (location.current.dropTargets[0]?.element !== element) return
        onDrop(source.data.field as string, { section: section.at, before: null })
      },
    })
  }, [section.at, onDrop])
  const rest = section.at < 0
  return (
    <section
      ref={box}
      className={['form-box', on && 'on', over && 'over'].filter(Boolean).join(' ')}
    >
      <h2>
        {rest ? (
          <span className="ink-3">{say(words.rest)}</span>
        ) : (
          <button type="button" className="bare" aria-pressed={on} onClick={onChoose}>
            {section.label && say(section.label)}
          </button>
        )}
        {section.tab && <span className="tag">{say(section.tab)}</span>}
        {section.shown_if && (
          <span className="small ink-3">{formulaWords(meta, object, section.shown_if)}</span>
        )}
      </h2>
      {section.help && <p className="small ink-3">{say(section.help)}</p>}
      <div className={`form-tiles in-${section.columns ?? 2}`}>
        {children.length ? (
          children
        ) : (
          <p className="form-empty">
            {say(words.empty)}
            {fill && (
              <Button type="link" size="small" onClick={fill.onFill}>
                {fill.label}
              </Button>
            )}
          </p>
        )}
      </div>
    </section>
  )
}

interface TileProps {
  name: string
  field: FieldDef
  section: number
  on: boolean
  onChoose: () => void
  onDrop: (field: string, to: Spot) => void
  onStep: (down: boolean) => void
}

const wide: ReadonlySet<Kind> = new Set<Kind>([
  'long_text',
  'rich_text',
  'lines',
  'file',
  'address',
])

export function Tile({ name, field, section, on, onChoose, onDrop, onStep }: TileProps) {
  const tile = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  useEffect(() => {
    const element = tile.current
    if (!element) return
    return combine(
      draggable({ element, getInitialData: () => ({ field: name }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) =>
          typeof source.data.field === 'string' && source.data.field !== name,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false)
          onDrop(source.data.field as string, { section, before: section < 0 ? null : name })
        },
      }),
    )
  }, [name, section, onDrop])
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onChoose()
    }
    const step = { ArrowUp: false, ArrowLeft: false, ArrowDown: true, ArrowRight: true }[event.key]
    if (!event.altKey || step === undefined) return
    event.preventDefault()
    onStep(step)
  }
  return (
    <div
      ref={tile}
      role="button"
      tabIndex={0}
      aria-pressed={on}
      aria-label={say(field.label)}
      className={['form-tile', wide.has(field.kind) && 'wide', on && 'on', over && 'over']
        .filter(Boolean)
        .join(' ')}
      onClick={onChoose}
      onKeyDown={press}
    >
      <HolderOutlined />
      <span className="ellipsis">
        {say(field.label)}
        {field.required && <span className="bad"> *</span>}
      </span>
      <small className="ink-3">{say(kindNames[field.kind])}</small>
      {(field.shown_if || field.required_if || field.read_only_if) && <code>ƒ</code>}
    </div>
  )
}
