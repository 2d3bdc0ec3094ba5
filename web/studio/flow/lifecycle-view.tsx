// How is one object's lifecycle looked at and changed? The drawing, the panel of what is chosen, warnings, a trial.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Tooltip } from 'antd'
import { CloseOutlined, PlusOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import { inLabels } from '#kernel/formula-words.ts'
import type { AppObject } from '#kernel/app.ts'
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { layout } from '#kernel/lifecycle/layout.ts'
import { flowWarnings } from '#kernel/lifecycle/warnings.ts'
import { shortText } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { freeName, marks } from '../draft.ts'
import { withPart } from '../part.ts'
import { nameFor } from '../pinyin-name.ts'
import { useAsked } from '../use-asked.ts'
import type { Draft } from '../use-draft.ts'
import { AllMoves, moveTitle } from './all-moves.tsx'
import { BeginLifecycle } from './begin-lifecycle.tsx'
import { Canvas } from './canvas.tsx'
import type { Chosen } from './drawn.tsx'
import { flowCalls, flowKeys } from './flow-calls.ts'
import { FlowWarnings } from './flow-warnings.tsx'
import {
  addMove,
  addStage,
  peersOf,
  placeStage,
  type Whole,
  wholeOf,
  withoutStage,
} from './lifecycle-edit.ts'
import { MovePanel } from './move-panel.tsx'
import { SimulatePanel } from './simulate-panel.tsx'
import { StagePanel } from './stage-panel.tsx'
import { useStaffed } from './whom-field.tsx'
import { words } from './lifecycle-words.ts'
import './flow.css'

export const flowsOf = (draft: Draft, object: string): Record<string, ApprovalFlow> =>
  Object.fromEntries(
    Object.entries(draft.shown.approvals).filter(([, flow]) => flow && flow.object === object),
  )

export function LifecycleView({ draft, object }: { draft: Draft; object: AppObject }) {
  const meta = useMeta()
  return object.lifecycle ? (
    <Drawn
      key={object.name}
      draft={draft}
      object={object}
      lifecycle={wholeOf(object.lifecycle)}
      actionName={(action) =>
        say(meta.objects[object.name]?.actions[action]?.label ?? { zh: action, en: action })
      }
    />
  ) : (
    <BeginLifecycle draft={draft} object={object} />
  )
}

interface DrawnProps {
  draft: Draft
  object: AppObject
  lifecycle: Whole
  actionName: (action: string) => string
}

function Drawn({ draft, object, lifecycle, actionName }: DrawnProps) {
  const navigate = useNavigate()
  const [chosen, setName] = useState<Chosen>(null)
  /** A panel per choice: a stage that takes another name on the way keeps the panel in which it is typed. */
  const [panel, setPanel] = useState(0)
  const setChosen = (next: Chosen) => {
    setName(next)
    setPanel((n) => n + 1)
  }
  const [allWays, setAllWays] = useState(false)
  const [zoom, setZoom] = useState(1)
  /** Where a stage stands now, for whoever listens. */
  const [placed, setPlaced] = useState('')
  const paper = useRef<HTMLDivElement>(null)
  const side = useRef<HTMLElement>(null)
  /** The next panel takes the hands. */
  const entering = useRef(false)
  useEffect(() => {
    if (!entering.current) return
    entering.current = false
    const box = side.current?.querySelector<HTMLInputElement>('input:not([disabled]), textarea')
    box?.focus()
    box?.select()
  }, [panel])
  /** Out of the panel, back to what it is about. */
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (document.querySelector('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')) return
    paper.current?.querySelector<SVGElement>('[aria-pressed="true"]')?.focus()
  }
  const name = object.name
  const flows = flowsOf(draft, name)
  const path = ['objects', name, 'lifecycle']
  const figures = useQuery({
    queryKey: flowKeys.figures(name, JSON.stringify(lifecycle.stages)),
    queryFn: () => flowCalls.figures(name, draft.patch),
    enabled: draft.published.objects[name]?.lifecycle !== undefined,
    retry: false,
    placeholderData: (before) => before,
  })
  const staffed = useStaffed()
  const warnings = flowWarnings({ ...object, lifecycle }, flows, staffed)
  const warned = new Set(warnings.flatMap((one) => one.stage ?? one.move ?? []))
  const change = (next: Whole) => draft.put([path, withoutIdleOrder(draft, name, next)])
  const label = (one: string) => say(lifecycle.stages[one]?.label ?? { zh: one, en: one })
  useAsked(({ stage, move }) => {
    if (stage) setChosen({ kind: 'stage', name: stage })
    else if (move) setChosen({ kind: 'move', name: move })
  })

  const { width } = layout(lifecycle, flows)
  useEffect(() => {
    const room = paper.current?.clientWidth ?? width
    setZoom(Math.max(0.72, Math.min(1, (room - 16) / width)))
  }, [width])

  const add = (after: string | null) => {
    const label = uniqueLabel(lifecycle)
    const key = freeName(nameFor(label.zh), lifecycle.stages, 'stage')
    change(addStage(lifecycle, key, { label }, after))
    entering.current = true
    setChosen({ kind: 'stage', name: key })
  }
  const retire = (it: NonNullable<Chosen>) => {
    if (it.kind === 'stage' && it.name !== lifecycle.first)
      change({ ...lifecycle, ...withoutStage(lifecycle, it.name) })
    if (it.kind === 'move' && lifecycle.moves[it.name]?.via === undefined)
      change({ ...lifecycle, moves: withPart(lifecycle.moves, it.name, undefined) })
    setChosen(null)
  }
  const place = (stage: string, at: number) => {
    const next = placeStage(lifecycle, stage, at)
    if (next === lifecycle) return
    change(next)
    const peers = peersOf(next, stage)
    const told = { stage: label(stage), n: peers.indexOf(stage) + 1, all: peers.length }
    setPlaced(say(words.placed, told))
  }
  const openStages = Object.entries(figures.data?.stages ?? {}).filter(
    ([stage]) => (lifecycle.stages[stage]?.kind ?? 'open') === 'open',
  )
  const under = openStages.reduce((sum, [, one]) => sum + one.n, 0)
  const sum = openStages.reduce((all, [, one]) => all + Number(one.sum ?? 0), 0)
  const there =
    chosen === null
      ? null
      : chosen.kind === 'stage'
        ? lifecycle.stages[chosen.name] && chosen
        : chosen.kind === 'move'
          ? lifecycle.moves[chosen.name] && chosen
          : flows[chosen.name] && chosen
  const move = there?.kind === 'move' ? lifecycle.moves[there.name] : undefined
  return (
    <div className="flow-body">
      <div className="flow-canvas">
        <div className="flow-tools" role="toolbar" aria-label={say(words.lifecycle)}>
          <Button
            type="text"
            icon={<PlusOutlined />}
            onClick={() => add(there?.kind === 'stage' ? there.name : null)}
          >
            {say(words.stage)}
          </Button>
          <Checkbox checked={allWays} onChange={(event) => setAllWays(event.target.checked)}>
            {say(words.ways)}
          </Checkbox>
          <Tooltip title={say(words.zoom_out)}>
            <Button
              type="text"
              icon={<ZoomOutOutlined />}
              aria-label={say(words.zoom_out)}
              onClick={() => setZoom(Math.max(0.5, zoom - 0.15))}
            />
          </Tooltip>
          <Tooltip title={say(words.zoom_in)}>
            <Button
              type="text"
              icon={<ZoomInOutlined />}
              aria-label={say(words.zoom_in)}
              onClick={() => setZoom(Math.min(1.6, zoom + 0.15))}
            />
          </Tooltip>
        </div>
        <div className="flow-paper" ref={paper}>
          <Canvas
            title={say(object.label)}
            lifecycle={lifecycle}
            approvals={flows}
            says={(formula) => inLabels(formula, object.name, draft.shown.objects, language()).text}
            figures={figures.data}
            chosen={there ?? null}
            onChoose={setChosen}
            marks={{
              stages: marks(draft.published, draft.patch, [...path, 'stages']),
              moves: marks(draft.published, draft.patch, [...path, 'moves']),
              approvals: marks(draft.published, draft.patch, ['approvals']),
            }}
            warned={warned}
            allWays={allWays}
            zoom={zoom}
            actionName={actionName}
            onAdd={add}
            onEnter={() => (entering.current = true)}
            onRetire={retire}
            onPlace={place}
            onDraw={(from, to) => {
              const made = addMove(lifecycle, from, to)
              if (!made) return
              change(made.lifecycle)
              setChosen({ kind: 'move', name: made.name })
            }}
          />
        </div>
        <FlowWarnings warnings={warnings} lifecycle={lifecycle} onChoose={setChosen} />
        <p className="only-read-aloud" role="status">
          {placed}
        </p>
        <p className="flow-sum ink-3 small">
          <span>{say(words.keys)}</span>
          {figures.data && (
            <span className="figures">
              {say(words.under_way, { n: under })}
              {sum > 0 && ` · ${shortText(String(sum), language())}`}
            </span>
          )}
        </p>
      </div>
      <aside
        ref={side}
        className="flow-panel"
        aria-label={there ? titleOf(there.kind) : say(words.lifecycle)}
        onKeyDown={leave}
      >
        {there && (
          <header>
            <h2 className="ellipsis">
              {there.kind === 'stage'
                ? label(there.name)
                : there.kind === 'move'
                  ? `${say(move?.gate ? words.gate : words.move)} ${moveTitle(lifecycle, there.name)}`
                  : say(flows[there.name]!.label)}
            </h2>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={say(words.close)}
              onClick={() => setChosen(null)}
            />
          </header>
        )}
        {!there && <AllMoves lifecycle={lifecycle} onChoose={setChosen} />}
        {there?.kind === 'stage' && (
          <StagePanel
            key={panel}
            draft={draft}
            object={name}
            lifecycle={lifecycle}
            name={there.name}
            onChange={change}
            onMove={(made) => setChosen({ kind: 'move', name: made })}
            onRenamed={(now) => setName({ kind: 'stage', name: now })}
          />
        )}
        {there?.kind === 'move' && (
          <MovePanel
            key={there.name}
            draft={draft}
            object={name}
            lifecycle={lifecycle}
            name={there.name}
            actionName={actionName}
            onChange={change}
            onGone={() => setChosen(null)}
          />
        )}
        {there?.kind === 'approval' && (
          <Button
            onClick={() =>
              void navigate({
                to: '/studio/$room',
                params: { room: 'approvals' },
                search: { flow: there.name },
              })
            }
          >
            {say(words.open_approval)}
          </Button>
        )}
        <SimulatePanel
          draft={draft}
          object={name}
          lifecycle={lifecycle}
          move={there?.kind === 'move' ? there.name : null}
        />
      </aside>
    </div>
  )
}

/** An order that is the one in which the stages stand anyway is no change. */
function withoutIdleOrder(draft: Draft, object: string, next: Whole): Whole {
  const live = draft.published.objects[object]?.lifecycle
  if (!live || live.order) return next
  const { order, ...rest } = next
  return order?.join() === Object.keys(wholeOf(live).stages).join() ? rest : next
}

const titleOf = (kind: 'stage' | 'move' | 'approval'): string => say(words[kind])

function uniqueLabel(lifecycle: Whole) {
  const taken = new Set(Object.values(lifecycle.stages).map((one) => one.label.zh))
  for (let n = 1; ; n += 1) {
    // Said once, so that whoever gives it a name need not give it two.
    const said = n === 1 ? say(words.new_stage) : `${say(words.new_stage)} ${n}`
    if (!taken.has(said)) return { zh: said, en: said }
  }
}
