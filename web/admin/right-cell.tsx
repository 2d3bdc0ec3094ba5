// To which rows? One cell of the matrix; pressed, it offers none, own and team, all, or a condition.
import { useState } from 'react'
import { Button, Popover } from 'antd'
import { ruleWords } from '#kernel/rule-words.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { FormulaField, formulaProblem } from '#web/studio/formula/formula-field.tsx'
import { say, t } from '#web/words.ts'
import { isCovered } from './rights.ts'
import type { Cell } from './rights.ts'

export const scopes = {
  none: { zh: '无', en: 'None' },
  own: { zh: '本人及团队', en: 'Own and team' },
  all: { zh: '全部', en: 'All' },
  rule: { zh: '按条件', en: 'Condition' },
} as const
const helps = {
  none: { zh: '不能做', en: 'May not' },
  own: {
    zh: '负责人是本人，或本人所带团队的成员',
    en: 'Owned by oneself or by people in teams one leads',
  },
  all: { zh: '每一条记录', en: 'Every record' },
  rule: { zh: '满足公式的记录', en: 'Records for which a formula is true' },
} as const
const words = {
  everybody: { zh: '所有人：{scope}', en: 'Everybody: {scope}' },
  covered: {
    zh: '现在「所有人」都是全部。选得更窄时，改为逐个角色给：其他角色仍是全部。',
    en: 'Everybody has all of them now. With less, they are given role by role: the other roles keep all.',
  },
  use: { zh: '使用这个条件', en: 'Use this condition' },
} as const

/** To which rows, in words as far as the rule is made of common parts. */
export function cellWords(model: WholeModel, object: string, cell: Cell): string {
  if (cell.scope !== 'rule') return say(scopes[cell.scope])
  return say(ruleWords(cell.rule, object, model.objects))
}

export interface RightCellProps {
  model: WholeModel
  object: string
  /** What the cell is about, read aloud: 销售 · 线索 · 查看. */
  label: string
  cell: Cell
  /** What everybody may, whatever their role. */
  everybody: Cell
  changed: boolean
  canOwn: boolean
  onChange: (cell: Cell) => void
}

export function RightCell(props: RightCellProps) {
  const { cell, everybody, changed, label } = props
  const [open, setOpen] = useState(false)
  const inherited =
    (cell.scope === 'none' && everybody.scope !== 'none') || isCovered(cell, everybody)
  const shown = inherited ? everybody : cell
  const text = inherited
    ? say(words.everybody, { scope: say(scopes[everybody.scope]) })
    : cell.scope === 'none'
      ? '—'
      : cell.scope === 'rule'
        ? cellWords(props.model, props.object, cell)
        : say(scopes[cell.scope])
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <Choices
          {...props}
          onChange={(next) => {
            props.onChange(next)
            setOpen(false)
          }}
        />
      }
    >
      <button
        type="button"
        className={`cell ${cell.scope} ${inherited ? 'everybody' : ''} ${changed ? 'changed' : ''}`}
        aria-label={`${label} ${cell.scope === 'none' && !inherited ? say(scopes.none) : text}`}
        title={
          shown.scope === 'rule'
            ? `${cellWords(props.model, props.object, shown)}\n${shown.rule}`
            : undefined
        }
      >
        {shown.scope !== 'none' && <i className={`right-mark ${shown.scope}`} aria-hidden="true" />}
        <span className="ellipsis">{text}</span>
      </button>
    </Popover>
  )
}

function Choices(props: RightCellProps) {
  const { model, object, cell, everybody, canOwn, onChange, label } = props
  const [rule, setRule] = useState(cell.scope === 'rule' ? cell.rule : '')
  const [writing, setWriting] = useState(cell.scope === 'rule')
  const wrong = formulaProblem(model, object, rule, { type: 'boolean' }) !== null
  const offered = (['none', 'own', 'all', 'rule'] as const).filter(
    (scope) => scope !== 'own' || canOwn,
  )
  return (
    <div className="right-choice" role="radiogroup" aria-label={label}>
      <b>{label}</b>
      {everybody.scope === 'all' && <p className="small ink-2">{say(words.covered)}</p>}
      {offered.map((scope) => (
        <button
          key={scope}
          type="button"
          className="choice"
          role="radio"
          aria-checked={writing ? scope === 'rule' : scope === cell.scope}
          autoFocus={scope === cell.scope}
          onClick={() => (scope === 'rule' ? setWriting(true) : onChange({ scope }))}
        >
          <i className={`right-mark ${scope}`} aria-hidden="true" />
          <span>{say(scopes[scope])}</span>
          <small>{say(helps[scope])}</small>
        </button>
      ))}
      {writing && (
        <>
          <FormulaField
            model={model}
            object={object}
            value={rule}
            onChange={setRule}
            want={{ type: 'boolean' }}
            label={say(scopes.rule)}
            placeholder='owner in my_people() or stage = "new"'
            autoFocus
          />
          <span className="adm-row">
            <Button
              type="primary"
              disabled={!rule.trim() || wrong}
              onClick={() => onChange({ scope: 'rule', rule: rule.trim() })}
            >
              {say(words.use)}
            </Button>
            <Button type="text" onClick={() => setWriting(false)}>
              {t('cancel')}
            </Button>
          </span>
        </>
      )}
    </div>
  )
}
