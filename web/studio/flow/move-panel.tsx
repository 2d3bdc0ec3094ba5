// What is asked of a record on its way from one stage to another? Who may move it, the checklist, and who may let it pass.
import { Button } from 'antd'
import type { Gate, Move } from '#kernel/lifecycle/lifecycle.ts'
import { listed } from '#web/admin/listed.ts'
import { Sure } from '#web/parts/sure.tsx'
import { say } from '#web/words.ts'
import { fieldOptions } from '../field-options.ts'
import { systemNames } from '../kind-help.ts'
import { saidMap, withPart } from '../part.ts'
import type { Draft } from '../use-draft.ts'
import { ChoiceRow, ChoicesRow, labelled } from './boxes.tsx'
import { GateChecks } from './gate-checks.tsx'
import type { Whole } from './lifecycle-edit.ts'

const words = {
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  by: { zh: '谁可以', en: 'Who may' },
  by_all: { zh: '能修改的人', en: 'Whoever may change it' },
  via: { zh: '由操作「{action}」完成', en: 'Made by the action “{action}”' },
  exception: { zh: '例外放行', en: 'Exception' },
  exception_none: { zh: '不允许', en: 'not allowed' },
  exception_help: {
    zh: '缺项时可写明理由放行，记入日志',
    en: 'May let it pass, with a reason in the log',
  },
  require: { zh: '必填', en: 'Filled' },
  require_none: { zh: '无', en: 'none' },
  retire: { zh: '停用流转', en: 'Retire the move' },
  retire_sure: { zh: '停用这条流转？', en: 'Retire this move?' },
} as const

export interface MovePanelProps {
  draft: Draft
  object: string
  lifecycle: Whole
  name: string
  actionName: (action: string) => string
  onChange: (next: Whole) => void
  onGone: () => void
}

export function MovePanel(props: MovePanelProps) {
  const { draft, object, lifecycle, name, actionName, onChange, onGone } = props
  const move = lifecycle.moves[name]!
  const model = draft.shown
  const put = (next: Move) =>
    onChange({ ...lifecycle, moves: { ...lifecycle.moves, [name]: next } })
  const set = <K extends keyof Move>(part: K, value: Move[K] | undefined) =>
    put(withPart(move, part, value))
  const gate: Gate = move.gate ?? {}
  const setGate = <K extends keyof Gate>(part: K, value: Gate[K] | undefined) =>
    set('gate', saidMap(withPart(gate, part, value)))
  const stages = labelled(lifecycle.stages)
  const roles = labelled(model.roles)
  const fields = fieldOptions(model.objects[object], (one) => !systemNames.has(one))
  const labelOf = (one: string): string => say(lifecycle.stages[one]?.label ?? { zh: one, en: one })
  return (
    <>
      {move.via !== undefined && (
        <p className="small ink-2">{say(words.via, { action: actionName(move.via) })}</p>
      )}
      <ChoicesRow
        label={say(words.from)}
        value={move.from}
        options={stages.filter((one) => one.value !== move.to)}
        onChange={(from) => from && set('from', from)}
      />
      <ChoiceRow
        label={say(words.to)}
        value={move.to}
        options={stages.filter((one) => !move.from.includes(one.value))}
        onChange={(to) => set('to', to)}
      />
      {move.via === undefined && (
        <ChoicesRow
          label={say(words.by)}
          value={move.by}
          options={roles}
          placeholder={say(words.by_all)}
          onChange={(by) => set('by', by)}
        />
      )}
      <ChoicesRow
        label={say(words.exception)}
        help={gate.exception ? say(words.exception_help) : undefined}
        value={gate.exception?.by}
        options={roles}
        placeholder={say(words.exception_none)}
        onChange={(by) => setGate('exception', by && { by })}
      />
      <ChoicesRow
        many
        label={say(words.require)}
        value={gate.require}
        options={fields}
        placeholder={say(words.require_none)}
        onChange={(require) => setGate('require', require)}
      />
      <GateChecks
        model={model}
        object={object}
        checks={gate.checks}
        onChange={(checks) => setGate('checks', checks)}
      />
      {move.via === undefined && (
        <div className="flow-foot">
          <span className="ink-3 small">
            {listed(move.from.map(labelOf))} → {labelOf(move.to)}
          </span>
          <span className="grow" />
          <Sure
            asks={say(words.retire_sure)}
            yes={say(words.retire)}
            onYes={() => {
              onGone()
              onChange({ ...lifecycle, moves: withPart(lifecycle.moves, name, undefined) })
            }}
          >
            <Button size="small" danger>
              {say(words.retire)}
            </Button>
          </Sure>
        </div>
      )}
    </>
  )
}
