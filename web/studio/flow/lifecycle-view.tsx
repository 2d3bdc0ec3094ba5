// How is one object's lifecycle looked at and changed? The drawing, the panel of what is chosen, warnings, a trial.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Tooltip } from 'antd'
import { CloseOutlined, PlusOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import { inLabels } from '#kernel/formula-words.ts'
import type { AppObject } from '#kernel/app.ts'
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { layout } from '#kernel/lifecycle/layout.ts'
import { flowWarnings } from '#kernel/lifecycle/warnings.ts'
import { listed } from '#web/admin/listed.ts'
import { shortText } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { TextLine } from '#web/parts/text-line.tsx'
import { freeName, marks } from '../draft.ts'
import { withPart } from '../part.ts'
import { nameFor } from '../pinyin-name.ts'
import { useAsked } from '../use-asked.ts'
import type { Draft } from '../use-draft.ts'
import { Canvas } from './canvas.tsx'
import type { Chosen } from './drawn.tsx'
import { flowCalls, flowKeys } from './flow-calls.ts'
import { headed } from './headed.ts'
import {
  addMove,
  addStage,
  peersOf,
  placeStage,
  chainOf,
  type Whole,
  wholeOf,
  withoutStage,
} from './lifecycle-edit.ts'
import { MovePanel } from './move-panel.tsx'
import { SimulatePanel } from './simulate-panel.tsx'
import { StagePanel } from './stage-panel.tsx'
import { useStaffed } from './whom-field.tsx'
import './flow.css'

const words = {
  lifecycle: { zh: '流程', en: 'Lifecycle' },
  stage: { zh: '阶段', en: 'Stage' },
  ways: { zh: '退回线', en: 'Ways back' },
  zoom_in: { zh: '放大', en: 'Larger' },
  zoom_out: { zh: '缩小', en: 'Smaller' },
  new_stage: { zh: '新阶段', en: 'New stage' },
  gate: { zh: '门径', en: 'Gate' },
  move: { zh: '流转', en: 'Move' },
  approval: { zh: '审批', en: 'Approval' },
  close: { zh: '收起', en: 'Close' },
  moves: { zh: '流转', en: 'Moves' },
  asked: { zh: '{n} 项', en: '{n}' },
  under_way: { zh: '在途 {n} 条', en: '{n} under way' },
  none: {
    zh: '这个对象还没有阶段。写下它一步步经过哪些阶段，就能画成流程。',
    en: 'This object has no stages yet. Write down which it goes through, one after the other, and they are drawn.',
  },
  begin: { zh: '开始画流程', en: 'Begin a lifecycle' },
  stages: { zh: '阶段，依次', en: 'Stages, in order' },
  stages_help: {
    zh: '用顿号隔开；最后一个是好的结束。以后随时可以改名、加减、画分支。',
    en: 'With commas between them; the last one is the good end. All can be renamed, added to and branched later.',
  },
  stages_first: { zh: '待处理、处理中、已完成', en: 'New, In progress, Done' },
  keys: {
    zh: '方向键移动 · 回车打开、Esc 返回 · N 在后面加阶段 · Alt ←→ 或拖动卡片换位置 · Delete 停用 · 从卡片右边的圆点拖到另一阶段画流转',
    en: 'Arrows go about · Enter opens, Esc comes back · N adds a stage behind · Alt ←→ or dragging a card changes its place · Delete retires · drag from the dot at a card’s right to draw a move',
  },
  placed: {
    zh: '「{stage}」现在是第 {n} 个，共 {all} 个',
    en: '“{stage}” is now number {n} of {all}',
  },
  open_approval: { zh: '在审批流中打开', en: 'Open in approval flows' },
} as const

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
    <Empty draft={draft} object={object} />
  )
}

function Empty({ draft, object }: { draft: Draft; object: AppObject }) {
  const [typed, setTyped] = useState<string>(say(words.stages_first))
  const labels = [
    ...new Set(
      typed
        .split(/[、，,;；/→\n]+/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ].slice(0, 20)
  const begin = () => {
    const names: Record<string, true> = {}
    const stages = labels.map((label) => {
      const name = freeName(nameFor(label), names, 'stage')
      names[name] = true
      return { name, label: { zh: label, en: label } }
    })
    draft.put([['objects', object.name, 'lifecycle'], chainOf(stages)])
  }
  return (
    <form
      className="flow-empty"
      onSubmit={(event) => {
        event.preventDefault()
        if (labels.length > 1) begin()
      }}
    >
      <p className="ink-2">{say(words.none)}</p>
      <TextLine
        label={say(words.stages)}
        help={say(words.stages_help)}
        value={typed}
        onChange={setTyped}
      />
      <Button type="primary" htmlType="submit" disabled={labels.length < 2}>
        {say(words.begin)}
      </Button>
    </form>
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
        {warnings.length > 0 && (
          <div className="flow-warnings">
            {warnings.slice(0, 4).map((one) => (
              <Alert
                key={`${one.stage}${one.move}${one.says.en}`}
                type="warning"
                showIcon
                title={
                  <button
                    type="button"
                    className="bare"
                    onClick={() =>
                      setChosen(
                        one.stage
                          ? { kind: 'stage', name: one.stage }
                          : one.move
                            ? { kind: 'move', name: one.move }
                            : null,
                      )
                    }
                  >
                    {one.stage || one.move
                      ? headed(
                          one.stage ? label(one.stage) : moveTitle(lifecycle, one.move!),
                          say(one.says),
                        )
                      : say(one.says)}
                  </button>
                }
              />
            ))}
          </div>
        )}
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
        {!there && <Overview lifecycle={lifecycle} onChoose={setChosen} />}
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

/** Nothing is chosen: every move in words, so that none is found by the mouse only. */
function Overview({
  lifecycle,
  onChoose,
}: {
  lifecycle: Whole
  onChoose: (chosen: Chosen) => void
}) {
  return (
    <>
      <h2>{say(words.moves)}</h2>
      <ul className="flow-list">
        {Object.entries(lifecycle.moves).map(([name, one]) => {
          const asked =
            (one.gate?.require?.length ?? 0) +
            Object.values(one.gate?.checks ?? {}).filter(Boolean).length
          return (
            <li key={name}>
              <button
                type="button"
                className="bare"
                onClick={() => onChoose({ kind: 'move', name })}
              >
                <span className="ellipsis">{moveTitle(lifecycle, name)}</span>
                <span className="ink-3 small">{asked ? say(words.asked, { n: asked }) : ''}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

const titleOf = (kind: 'stage' | 'move' | 'approval'): string => say(words[kind])

const moveTitle = (lifecycle: Whole, name: string): string => {
  const move = lifecycle.moves[name]
  const label = (one: string) => say(lifecycle.stages[one]?.label ?? { zh: one, en: one })
  return move
    ? `${listed(move.from.slice(0, 2).map(label))}${move.from.length > 2 ? '…' : ''} → ${label(move.to)}`
    : name
}

function uniqueLabel(lifecycle: Whole) {
  const taken = new Set(Object.values(lifecycle.stages).map((one) => one.label.zh))
  for (let n = 1; ; n += 1) {
    // Said once, so that whoever gives it a name need not give it two.
    const said = n === 1 ? say(words.new_stage) : `${say(words.new_stage)} ${n}`
    if (!taken.has(said)) return { zh: said, en: said }
  }
}
