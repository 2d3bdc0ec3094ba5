// Which conditions must hold at a gate? One line each, that opens to be written; one that is begun comes in with its formula.
import { useState } from 'react'
import { Button } from 'antd'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Check, Gate } from '#kernel/lifecycle/lifecycle.ts'
import { inLabels } from '#kernel/formula-words.ts'
import { living } from '#kernel/merge.ts'
import { formulaWords } from '#web/list/condition-chips.tsx'
import { useMeta } from '#web/meta.ts'
import { language, say, t } from '#web/words.ts'
import { freeName } from '../draft.ts'
import { saidMap, withPart } from '../part.ts'
import type { Draft } from '../use-draft.ts'
import { ChoiceRow, labelled, MaybeRow } from './boxes.tsx'
import { HeldFormula } from './held.tsx'
import { WordsRow } from './words-row.tsx'

const words = {
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
  unsaid: { zh: '先写公式', en: 'write the formula first' },
} as const

type Checks = NonNullable<Gate['checks']>

export interface GateChecksProps {
  model: Draft['shown']
  object: string
  checks: Checks | undefined
  onChange: (checks: Checks | undefined) => void
}

export function GateChecks({ model, object, checks: given, onChange }: GateChecksProps) {
  const [open, setOpen] = useState<string | null>(null)
  /** A line that was begun and has no formula yet is not part of the draft. */
  const [begun, setBegun] = useState<string | null>(null)
  const checks: [string, Check][] = Object.entries(living(given))
  const must = checks.filter(([, one]) => !one.advice).length
  /** In its place, or at the end; null takes it out. */
  const setCheck = (key: string, check: Check | null) => {
    const { [key]: _before, ...others } = Object.fromEntries(checks)
    onChange(saidMap(check ? { ...Object.fromEntries(checks), [key]: check } : others))
  }
  const begin = () => {
    const key = freeName(`check_${checks.length + 1}`, Object.fromEntries(checks), 'check')
    setBegun(key)
    setOpen(key)
  }
  const labelsOf = (formula: string): string =>
    inLabels(formula, object, model.objects, language()).text
  const shown: [string, Check][] = begun
    ? [...checks, [begun, { if: '', says: words.new_check }]]
    : checks
  return (
    <>
      <h2 className="with-button">
        {say(words.checks)}
        <span className="ink-3 small">{must > 0 && say(words.all, { n: must })}</span>
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          disabled={begun !== null}
          onClick={begin}
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
              <OpenCheck
                model={model}
                object={object}
                check={check}
                isBegun={begun === key}
                onChange={(next) => {
                  setCheck(key, next)
                  if (begun === key) setBegun(null)
                }}
                onRemove={() => (begun === key ? setBegun(null) : setCheck(key, null))}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

interface OpenCheckProps {
  model: Draft['shown']
  object: string
  check: Check
  /** Nothing but its formula is asked for first. */
  isBegun: boolean
  onChange: (check: Check) => void
  onRemove: () => void
}

function OpenCheck({ model, object, check, isBegun, onChange, onRemove }: OpenCheckProps) {
  const meta = useMeta()
  /** What a condition says by itself: in words where there are some, else with the labels of its fields. */
  const byItself = (formula: string): string => formulaWords(meta, object, formula, model.objects)
  const write = (text: string) => {
    const formula = text.trim()
    if (!formula) return
    // What nobody has said yet is said by the condition itself.
    const own = !isUnsaid(check.says) && check.says.zh !== byItself(check.if)
    const said = byItself(formula)
    onChange({ ...check, says: own ? check.says : { zh: said, en: said }, if: formula })
  }
  return (
    <div className="flow-check">
      <HeldFormula
        model={model}
        object={object}
        value={check.if}
        want={{ type: 'boolean' }}
        label={say(words.formula)}
        placeholder="amount > 0"
        onChange={write}
      />
      {!isBegun && (
        <>
          <WordsRow
            label={say(words.says)}
            value={check.says}
            onChange={(says) => says && onChange({ ...check, says })}
          />
          <MaybeRow
            label={say(words.giver)}
            value={check.giver}
            options={labelled(model.roles)}
            placeholder={say(words.owner)}
            onChange={(giver) => onChange(withPart(check, 'giver', giver))}
          />
          <ChoiceRow
            label={say(words.weight)}
            value={check.advice ? 'advice' : 'must'}
            options={[
              { value: 'must', label: say(words.must) },
              { value: 'advice', label: say(words.advice) },
            ]}
            onChange={(weight) =>
              onChange(withPart(check, 'advice', weight === 'advice' || undefined))
            }
          />
        </>
      )}
      <Button type="text" size="small" icon={<DeleteOutlined />} onClick={onRemove}>
        {t('remove')}
      </Button>
    </div>
  )
}

const isUnsaid = (says: { zh: string; en: string }): boolean =>
  says.zh === words.new_check.zh || says.en === words.new_check.en
