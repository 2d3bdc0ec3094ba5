// What sets an automation off, for which records, and how often at most?
import { InputNumber, Switch } from 'antd'
import type { Automation, Trigger } from '#kernel/automation/automation.ts'
import { runsPerMinute } from '#kernel/automation/automation.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { ChoiceRow, ChoicesRow, FormulaRow, labelled, MaybeRow } from '../flow/boxes.tsx'
import { Row } from '../flow/row.tsx'
import { WordsRow } from '../flow/words-row.tsx'
import { withPart } from '../part.ts'
import type { Draft } from '../use-draft.ts'
import { ClockRow } from './clock-row.tsx'
import { triggers } from './step-words.ts'
import { fieldOptions } from '../field-options.ts'

const words = {
  name: { zh: '名称', en: 'Name' },
  object: { zh: '对象', en: 'Object' },
  when: { zh: '何时', en: 'When' },
  fields: { zh: '字段', en: 'Fields' },
  any: { zh: '任何字段', en: 'any field' },
  stage: { zh: '阶段', en: 'Stage' },
  any_stage: { zh: '任何阶段', en: 'any stage' },
  action: { zh: '操作', en: 'Action' },
  signed: { zh: '要求签名', en: 'Signed' },
  signed_help: {
    zh: '对方用密钥给每次调用签名，而不是出示令牌；改动后要重新生成',
    en: 'The caller signs each call with a secret instead of showing a token; make a new one after a change',
  },
  if: { zh: '条件', en: 'Only if' },
  if_help: { zh: '不填则每次都执行', en: 'Every time, unless filled in' },
  rights: {
    zh: '自动化以系统权限执行：不论是谁触发、是谁设计，都能读写任何记录；历史里记在 {system} 名下。',
    en: 'Automations run with the rights of the system: whoever sets them off or designs them, they may read and write any record; the history names {system}.',
  },
  limit: { zh: '每分钟最多', en: 'At most per minute' },
  limit_help: {
    zh: '超出的排队，积压过多时停止并通知您',
    en: 'More wait; a flood is stopped and you are told',
  },
} as const

export function TriggerForm({
  draft,
  one,
  onChange,
}: {
  draft: Draft
  one: Automation
  onChange: (next: Automation) => void
}) {
  const meta = useMeta()
  const { when } = one
  const model = draft.shown
  const object = model.objects[when.object]
  const set = <K extends keyof Automation>(part: K, value: Automation[K] | undefined) =>
    onChange(withPart(one, part, value))
  const setWhen = (next: object) =>
    set('when', { on: when.on, object: when.object, ...next } as Trigger)
  const stages = labelled(object?.lifecycle?.stages)
  const actions = labelled(meta.objects[when.object]?.actions)
  const usable = (on: Trigger['on']): boolean =>
    on === 'move' || on === 'overdue'
      ? stages.length > 0
      : on === 'action'
        ? actions.length > 0
        : true
  return (
    <>
      <p className="form-note warn small">{say(words.rights, { system: 'OpenLTC' })}</p>
      <WordsRow
        label={say(words.name)}
        value={one.label}
        onChange={(label) => label && set('label', label)}
      />
      <ChoiceRow
        many
        label={say(words.object)}
        value={when.object}
        options={labelled(model.objects)}
        onChange={(next) => set('when', { on: 'create', object: next })}
      />
      <ChoiceRow
        label={say(words.when)}
        value={when.on}
        options={(Object.keys(triggers) as Trigger['on'][])
          .filter(usable)
          .map((value) => ({ value, label: say(triggers[value]) }))}
        onChange={(on) =>
          set('when', {
            on,
            object: when.object,
            ...(on === 'schedule' ? { cron: '0 9 * * *' } : {}),
            ...(on === 'action' ? { action: actions[0]?.value ?? '' } : {}),
          } as Trigger)
        }
      />
      {when.on === 'change' && (
        <ChoicesRow
          many
          label={say(words.fields)}
          value={when.fields}
          placeholder={say(words.any)}
          options={fieldOptions(object)}
          onChange={(fields) => setWhen(fields ? { fields } : {})}
        />
      )}
      {(when.on === 'move' || when.on === 'overdue') && (
        <MaybeRow
          label={say(words.stage)}
          value={when.stage}
          placeholder={say(words.any_stage)}
          options={stages}
          onChange={(stage) => setWhen(stage ? { stage } : {})}
        />
      )}
      {when.on === 'action' && (
        <ChoiceRow
          label={say(words.action)}
          value={when.action}
          options={actions}
          onChange={(action) => setWhen({ action })}
        />
      )}
      {when.on === 'schedule' && (
        <ClockRow cron={when.cron} onChange={(cron) => setWhen({ cron })} />
      )}
      {when.on === 'webhook' && (
        <Row label={say(words.signed)} help={say(words.signed_help)}>
          {(id) => (
            <Switch
              id={id}
              size="small"
              checked={when.signed ?? false}
              onChange={(signed) => setWhen(signed ? { signed } : {})}
            />
          )}
        </Row>
      )}
      <FormulaRow
        model={model}
        object={when.object}
        label={say(words.if)}
        help={say(words.if_help)}
        value={one.if}
        onChange={(formula) => set('if', formula)}
      />
      <Row label={say(words.limit)} help={say(words.limit_help)}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={10000}
            value={one.per_minute ?? runsPerMinute}
            onChange={(value) =>
              set('per_minute', value && value !== runsPerMinute ? value : undefined)
            }
          />
        )}
      </Row>
    </>
  )
}
