// What is asked of a record on its way from one stage to another? Who may move it, the checklist, and who may let it pass.
import { useState } from 'react'
import { Button } from 'antd'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Check, Gate, Move } from '#kernel/lifecycle/lifecycle.ts'
import { living } from '#kernel/merge.ts'
import { listed } from '#web/admin/listed.ts'
import { inLabels } from '#kernel/formula-words.ts'
import { formulaWords } from '#web/list/condition-chips.tsx'
import { useMeta } from '#web/meta.ts'
import { Sure } from '#web/parts/sure.tsx'
import { language, say, t } from '#web/words.ts'
import { freeName } from '../draft.ts'
import { systemNames } from '../kind-help.ts'
import { saidMap, withPart } from '../part.ts'
import type { Draft } from '../use-draft.ts'
import { ChoiceRow, ChoicesRow, labelled, MaybeRow } from './boxes.tsx'
import { HeldFormula } from './held.tsx'
import type { Whole } from './lifecycle-edit.ts'
import { WordsRow } from './words-row.tsx'
import { fieldOptions } from '../field-options.ts'

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
  checks: { zh: '条件', en: 'Conditions' },
  all: { zh: '{n} 项全部满足', en: 'all {n} must hold' },
  advised: { zh: '提示', en: 'advice' },
  add: { zh: '条件', en: 'Condition' },
  says: { zh: '说明', en: 'In words' },
  formula: { zh: '公式', en: 'Formula' },
  giver: { zh: '谁能补', en: 'Given by' },
  owner: { zh: '负责人', en: 'The owner' },
  weight: { zh: '未满足时', en: 'If it does not hold' },
  must: { zh: '不能推进', en: 'it may not go on' },
  advice: { zh: '仅提示', en: 'it is only told' },
  new_check: { zh: '新条件', en: 'New condition' },
  retire: { zh: '停用流转', en: 'Retire the move' },
  retire_sure: { zh: '停用这条流转？', en: 'Retire this move?' },
  unsaid: { zh: '先写公式', en: 'write the formula first' },
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

const isUnsaid = (says: { zh: string; en: string }): boolean =>
  says.zh === words.new_check.zh || says.en === words.new_check.en

export function MovePanel(props: MovePanelProps) {
  const { draft, object, lifecycle, name, actionName, onChange, onGone } = props
  const [open, setOpen] = useState<string | null>(null)
  /** A line that was begun and has no formula yet is not part of the draft. */
  const [begun, setBegun] = useState<string | null>(null)
  const move = lifecycle.moves[name]!
  const model = draft.shown
  const put = (next: Move) =>
    onChange({ ...lifecycle, moves: { ...lifecycle.moves, [name]: next } })
  const set = <K extends keyof Move>(part: K, value: Move[K] | undefined) =>
    put(withPart(move, part, value))
  const gate: Gate = move.gate ?? {}
  const setGate = <K extends keyof Gate>(part: K, value: Gate[K] | undefined) =>
    set('gate', saidMap(withPart(gate, part, value)))
  const checks: [string, Check][] = Object.entries(living(gate.checks))
  const must = checks.filter(([, one]) => !one.advice).length
  const setCheck = (key: string, check: Check | null) => {
    const kept = Object.fromEntries(checks.filter(([one]) => one !== key))
    const order = checks.map(([one]) => one)
    const all = check ? { ...Object.fromEntries(checks), [key]: check } : kept
    const sorted = Object.fromEntries(
      [...new Set([...order, key])].flatMap((one) => (all[one] ? [[one, all[one]]] : [])),
    )
    setGate('checks', saidMap(sorted))
  }
  const stages = labelled(lifecycle.stages)
  const roles = labelled(model.roles)
  const fields = fieldOptions(model.objects[object], (one) => !systemNames.has(one))
  const labelOf = (one: string): string => say(lifecycle.stages[one]?.label ?? { zh: one, en: one })
  const meta = useMeta()
  const labelsOf = (formula: string): string =>
    inLabels(formula, object, model.objects, language()).text
  const saidBy = (formula: string): string | null => {
    const said = formulaWords(meta, object, formula, model.objects)
    return said === labelsOf(formula) ? null : said
  }
  const shown: [string, Check][] = begun
    ? [...checks, [begun, { if: '', says: words.new_check }]]
    : checks
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
      <h2 className="with-button">
        {say(words.checks)}
        <span className="ink-3 small">{must > 0 && say(words.all, { n: must })}</span>
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          disabled={begun !== null}
          onClick={() => {
            const key = freeName(`check_${checks.length + 1}`, Object.fromEntries(checks), 'check')
            setBegun(key)
            setOpen(key)
          }}
        >
          {say(words.add)}
        </Button>
      </h2>
      <ul className="flow-checks">
        {shown.map(([key, check]) => (
          <li key={key} className={open === key ? 'open' : ''}>
            <button
              type="button"
              className="bare"
              aria-expanded={open === key}
              onClick={() => setOpen(open === key ? null : key)}
            >
              <span>
                {say(check.says)}{' '}
                {check.advice && <span className="tag">{say(words.advised)}</span>}
              </span>
              {say(check.says) !== labelsOf(check.if) && (
                <code className="ellipsis">{labelsOf(check.if) || say(words.unsaid)}</code>
              )}
            </button>
            {open === key && (
              <div className="flow-check">
                <HeldFormula
                  model={model}
                  object={object}
                  value={check.if}
                  want={{ type: 'boolean' }}
                  label={say(words.formula)}
                  placeholder="amount > 0"
                  onChange={(text) => {
                    if (!text.trim()) return
                    // What nobody has said yet is said by the condition itself.
                    const byItself = (formula: string) => saidBy(formula) ?? labelsOf(formula)
                    const own = !isUnsaid(check.says) && check.says.zh !== byItself(check.if)
                    const said = byItself(text.trim())
                    const says = own ? check.says : { zh: said, en: said }
                    setCheck(key, { ...check, says, if: text.trim() })
                    setBegun(null)
                  }}
                />
                {begun !== key && (
                  <>
                    <WordsRow
                      label={say(words.says)}
                      value={check.says}
                      onChange={(says) => says && setCheck(key, { ...check, says })}
                    />
                    <MaybeRow
                      label={say(words.giver)}
                      value={check.giver}
                      options={roles}
                      placeholder={say(words.owner)}
                      onChange={(giver) => setCheck(key, withPart(check, 'giver', giver))}
                    />
                    <ChoiceRow
                      label={say(words.weight)}
                      value={check.advice ? 'advice' : 'must'}
                      options={[
                        { value: 'must', label: say(words.must) },
                        { value: 'advice', label: say(words.advice) },
                      ]}
                      onChange={(weight) =>
                        setCheck(key, withPart(check, 'advice', weight === 'advice' || undefined))
                      }
                    />
                  </>
                )}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  onClick={() => {
                    if (begun === key) setBegun(null)
                    else setCheck(key, null)
                  }}
                >
                  {t('remove')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
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
