// What does a step need to know? One form per kind, each box for what it is.
import { useEffect, useState } from 'react'
import { Button, InputNumber, Select } from 'antd'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Step } from '#kernel/automation/automation.ts'
import type { Words } from '#kernel/error.ts'
import { choicesIn } from '#kernel/formula-words.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { say, t } from '#web/words.ts'
import { fieldName, fieldOptions } from '../field-options.ts'
import { TemplateText, type TemplateTextProps } from '../documents/template-text.tsx'
import '../documents/documents.css'
import { systemNames } from '../kind-help.ts'
import { ChoiceRow, ChoicesRow, FormulaRow, labelled, WhomRow } from '../flow/boxes.tsx'
import { HeldFormula, HeldText } from '../flow/held.tsx'
import { Row } from '../flow/row.tsx'
import { withPart } from '../part.ts'

const words = {
  object: { zh: '对象', en: 'Object' },
  action: { zh: '操作', en: 'Action' },
  to: { zh: '收件人', en: 'To' },
  text: { zh: '内容', en: 'Text' },
  mail_to: { zh: '收件地址', en: 'Address' },
  subject: { zh: '主题', en: 'Subject' },
  url: { zh: '地址', en: 'Address' },
  fields: { zh: '发送字段', en: 'Fields sent' },
  days: { zh: '天', en: 'Days' },
  minutes: { zh: '分钟', en: 'Minutes' },
  flow: { zh: '审批流', en: 'Approval flow' },
  if: { zh: '如果', en: 'If' },
  rows: { zh: '逐条', en: 'For each' },
  where: { zh: '满足', en: 'Where' },
  lines_of: { zh: '本记录的{field}', en: '{field} of the record' },
  set: { zh: '填写', en: 'Set' },
  field: { zh: '字段', en: 'Field' },
  add: { zh: '字段', en: 'Field' },
  value: { zh: '公式', en: 'Formula' },
} as const

/** A text with fields of the record, handed on when it is left; an empty one says nothing and is not taken. */
function HeldTemplate({
  value,
  onChange,
  ...rest
}: Omit<TemplateTextProps, 'value' | 'plain'> & { value: Words }) {
  const [held, setHeld] = useState(value)
  useEffect(() => setHeld({ zh: value.zh, en: value.en }), [value.zh, value.en])
  const leave = () => {
    const said = { zh: held.zh || held.en, en: held.en || held.zh }
    if (said.zh.trim() && (said.zh !== value.zh || said.en !== value.en)) onChange(said)
  }
  return (
    <div onBlur={leave}>
      <TemplateText {...rest} plain value={held} onChange={setHeld} />
    </div>
  )
}

export interface StepFormProps {
  model: WholeModel
  /** Whose record the step is done for. */
  object: string
  step: Step
  onChange: (step: Step) => void
}

export function StepForm({ model, object, step, onChange }: StepFormProps) {
  const meta = useMeta()
  const put = (more: object) => onChange({ ...step, ...more } as Step)
  const place = { model, object }
  const objects = labelled(model.objects)
  switch (step.do) {
    case 'create':
      return (
        <>
          <ChoiceRow
            many
            label={say(words.object)}
            value={step.object}
            options={objects}
            onChange={(next) => put({ object: next, set: {} })}
          />
          <SetRows
            model={model}
            from={object}
            into={step.object}
            set={step.set}
            onChange={(set) => put({ set })}
          />
        </>
      )
    case 'change':
      return (
        <SetRows
          model={model}
          from={object}
          into={object}
          set={step.set}
          onChange={(set) => put({ set })}
        />
      )
    case 'action': {
      const actions = meta.objects[object]?.actions ?? {}
      return (
        <>
          <ChoiceRow
            many
            label={say(words.action)}
            value={step.action}
            options={labelled(actions)}
            onChange={(action) => onChange({ do: 'action', action })}
          />
          {Object.entries(actions[step.action]?.input ?? {}).map(([name, field]) => (
            <FormulaRow
              {...place}
              key={name}
              gives="value"
              label={say(field.label)}
              value={step.input?.[name]}
              onChange={(formula) => put({ input: withPart(step.input ?? {}, name, formula) })}
            />
          ))}
        </>
      )
    }
    case 'message':
      return (
        <>
          <WhomRow
            {...place}
            label={say(words.to)}
            value={step.to}
            onChange={(to) => put({ to })}
          />
          <HeldTemplate
            label={say(words.text)}
            model={model}
            object={object}
            value={step.text}
            onChange={(text) => put({ text })}
          />
        </>
      )
    case 'mail':
      return (
        <>
          <HeldTemplate
            one
            label={say(words.mail_to)}
            model={model}
            object={object}
            value={{ zh: step.to, en: step.to }}
            onChange={(to) => put({ to: to.zh })}
          />
          <HeldTemplate
            label={say(words.subject)}
            model={model}
            object={object}
            value={step.subject}
            onChange={(subject) => put({ subject })}
          />
          <HeldTemplate
            label={say(words.text)}
            model={model}
            object={object}
            value={step.text}
            onChange={(text) => put({ text })}
          />
        </>
      )
    case 'webhook':
      return (
        <>
          <Row label={say(words.url)}>
            {(id) => (
              <HeldText
                id={id}
                value={step.url}
                placeholder="https://"
                onChange={(url) => put({ url: url.trim() })}
              />
            )}
          </Row>
          <ChoicesRow
            many
            label={say(words.fields)}
            value={step.fields}
            options={labelled(model.objects[object]?.fields)}
            onChange={(fields) => put({ fields: fields ?? [] })}
          />
        </>
      )
    case 'wait':
      return (
        <>
          {(['days', 'minutes'] as const).map((part) => (
            <Row key={part} label={say(words[part])}>
              {(id) => (
                <InputNumber
                  id={id}
                  min={0}
                  max={3650}
                  value={step[part] ?? null}
                  onChange={(value) => onChange(withPart(step, part, value || undefined))}
                />
              )}
            </Row>
          ))}
        </>
      )
    case 'approval':
      return (
        <ChoiceRow
          label={say(words.flow)}
          value={step.flow}
          options={Object.entries(model.approvals).flatMap(([value, it]) =>
            it && it.object === object ? [{ value, label: say(it.label) }] : [],
          )}
          onChange={(flow) => put({ flow })}
        />
      )
    case 'branch':
      return (
        <FormulaRow
          {...place}
          label={say(words.if)}
          value={step.if}
          onChange={(formula) => formula && put({ if: formula })}
        />
      )
    case 'each': {
      const lines = Object.entries(model.objects[object]?.fields ?? {}).filter(
        ([, field]) => field.kind === 'lines',
      )
      const inner = step.lines ? undefined : step.object
      return (
        <>
          <ChoiceRow
            many
            label={say(words.rows)}
            value={step.lines ? `lines:${step.lines}` : `object:${step.object ?? ''}`}
            options={[
              ...lines.map(([name]) => ({
                value: `lines:${name}`,
                label: say(words.lines_of, { field: fieldName(model.objects[object], name) }),
              })),
              ...objects.map((one) => ({ value: `object:${one.value}`, label: one.label })),
            ]}
            onChange={(key) => {
              const [kind, rest = ''] = key.split(':')
              onChange(
                kind === 'lines'
                  ? { do: 'each', lines: rest, steps: step.steps }
                  : {
                      do: 'each',
                      object: rest,
                      where: step.where ?? 'id is not empty',
                      steps: step.steps,
                    },
              )
            }}
          />
          <FormulaRow
            model={model}
            object={inner ?? lineObject(model, object, step.lines)}
            label={say(words.where)}
            value={step.where}
            onChange={(formula) => onChange(withPart(step, 'where', formula))}
          />
        </>
      )
    }
  }
}

const lineObject = (model: WholeModel, object: string, lines: string | undefined): string => {
  const field = lines ? model.objects[object]?.fields[lines] : undefined
  return field?.kind === 'lines' ? field.object : object
}

interface SetRowsProps {
  model: WholeModel
  /** Whose fields the formulas read, and whose are set. */
  from: string
  into: string
  set: Readonly<Record<string, string>>
  onChange: (set: Record<string, string>) => void
}

function SetRows({ model, from, into, set, onChange }: SetRowsProps) {
  const object = model.objects[into]
  const free = fieldOptions(
    object,
    (name, field) =>
      !systemNames.has(name) &&
      !field.read_only &&
      !['formula', 'rollup', 'lines'].includes(field.kind) &&
      !Object.hasOwn(set, name),
  )
  /** What one begins with: the same field of the record that is there, the first choice, or nothing. */
  const firstValue = (name: string): string => {
    if (from !== into && model.objects[from]?.fields[name]) return name
    const [first] = Object.keys(choicesIn(object!.fields[name]!))
    return first === undefined ? '""' : `"${first}"`
  }
  return (
    <div className="auto-set">
      <h2>{say(words.set)}</h2>
      {Object.entries(set).map(([name, formula]) => (
        <div key={name} className="auto-set-row">
          <span>{fieldName(object, name)}</span>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${t('remove')} ${fieldName(object, name)}`}
            onClick={() => onChange(withPart(set, name, undefined))}
          />
          <HeldFormula
            model={model}
            object={from}
            value={formula}
            into={object?.fields[name]}
            label={say(words.value)}
            onChange={(text) => text.trim() && onChange({ ...set, [name]: text.trim() })}
          />
        </div>
      ))}
      <Select
        value={null}
        placeholder={
          <>
            <PlusOutlined /> {say(words.add)}
          </>
        }
        aria-label={say(words.field)}
        style={{ width: '100%' }}
        showSearch={byLabel}
        options={free}
        onChange={(name: string | null) =>
          name &&
          onChange({
            ...set,
            [name]: firstValue(name),
          })
        }
      />
    </div>
  )
}
