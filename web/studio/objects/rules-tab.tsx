// Which sentences must stay true of each record?
import { useState } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { inLabels } from '#kernel/formula-words.ts'
import { living } from '#kernel/merge.ts'
import type { Rule } from '#kernel/object.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { Sure } from '#web/parts/sure.tsx'
import { language, say } from '#web/words.ts'
import { freeName } from '../draft.ts'
import { FormulaField, formulaProblem } from '../formula/formula-field.tsx'
import type { Draft } from '../use-draft.ts'

const words = {
  help: {
    zh: '不满足的保存会被拒绝，并显示这句话。',
    en: 'A save that breaks one is refused with this sentence.',
  },
  none: {
    zh: '还没有规则。例如：折扣不低于 0、结束日期不早于开始日期。',
    en: 'No rules yet. For example: a discount is not negative, the end is not before the start.',
  },
  new_rule: { zh: '新规则', en: 'New rule' },
  rule: { zh: '规则', en: 'Rule' },
  says: { zh: '不满足时说', en: 'Says when it is broken' },
  must: { zh: '必须成立（公式）', en: 'Must be true (formula)' },
  retire: { zh: '停用', en: 'Retire' },
  retire_sure: { zh: '停用这条规则？', en: 'Retire this rule?' },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
} as const

export function RulesTab({ draft, object }: { draft: Draft; object: string }) {
  const [open, setOpen] = useState<string | 'new' | null>(null)
  const { objects } = draft.shown
  const rules: [string, Rule][] = Object.entries(living(objects[object]?.rules))
  return (
    <>
      <div className="adm-tools">
        <p className="ink-2 grow">{say(rules.length ? words.help : words.none)}</p>
        <Button icon={<PlusOutlined />} onClick={() => setOpen('new')}>
          {say(words.new_rule)}
        </Button>
      </div>
      {rules.length > 0 && (
        <table className="adm-table fold">
          <thead>
            <tr>
              <th scope="col">{say(words.says)}</th>
              <th scope="col">{say(words.must)}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(([name, rule]) => (
              <tr key={name} className="press" onClick={() => setOpen(name)}>
                <td>
                  <button type="button" className="bare">
                    {say(rule.says)}
                  </button>
                </td>
                <td className="ink-2">{inLabels(rule.if, object, objects, language()).text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open !== null && (
        <RuleForm
          key={open}
          draft={draft}
          object={object}
          name={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

interface RuleFormProps {
  draft: Draft
  object: string
  name: string | null
  onClose: () => void
}

function RuleForm({ draft, object, name, onClose }: RuleFormProps) {
  const rules = draft.shown.objects[object]?.rules ?? {}
  const before = name === null ? null : rules[name]
  const [says, setSays] = useState(before?.says ?? { zh: '', en: '' })
  const [formula, setFormula] = useState(before?.if ?? '')
  const wrong = formulaProblem(draft.shown, object, formula, { type: 'boolean' }) !== null
  const put = (rule: Rule | null) => {
    const key = name ?? freeName('rule', rules, 'rule')
    draft.put([['objects', object, 'rules', key], rule])
    onClose()
  }
  return (
    <SideForm
      title={say(name === null ? words.new_rule : words.rule)}
      onClose={onClose}
      onSave={() => put({ if: formula.trim(), says: bothWords(says) })}
      saveLabel={say(words.draft)}
      disabled={!formula.trim() || wrong || !(says.zh.trim() || says.en.trim())}
      left={
        name !== null && (
          <Sure asks={say(words.retire_sure)} yes={say(words.retire)} onYes={() => put(null)}>
            <Button danger>{say(words.retire)}</Button>
          </Sure>
        )
      }
    >
      {() => (
        <>
          <FormField label={say(words.must)} required>
            {(ids) => (
              <FormulaField
                id={ids.id}
                model={draft.shown}
                object={object}
                value={formula}
                want={{ type: 'boolean' }}
                onChange={setFormula}
                autoFocus
              />
            )}
          </FormField>
          <WordsField label={say(words.says)} value={says} onChange={setSays} />
        </>
      )}
    </SideForm>
  )
}
