// What does a step need to know? One form per kind, each box for what it is.
import { useEffect, useState } from 'react'
import { Button, InputNumber, Select } from 'antd'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Step } from '#kernel/automation/automation.ts'
import type { Words } from '#kernel/error.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { useMeta } from '#web/meta.ts'
import { say, t } from '#web/words.ts'
import { TemplateText, type TemplateTextProps } from '../documents/template-text.tsx'
import '../documents/documents.css'
import { systemNames } from '../kind-help.ts'
import { HeldFormula, HeldText } from '../flow/held.tsx'
import { Row } from '../flow/row.tsx'
import { WhomField } from '../flow/whom-field.tsx'

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
  useEffect(() => setHeld(value), [value])
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
  const objects = Object.entries(model.objects).map(([value, it]) => ({
    value,
    label: say(it.label),
  }))
  switch (step.do) {
    case 'create':
      return (
        <>
          <Row label={say(words.object)}>
            {(id) => (
              <Select
                id={id}
                value={step.object}
                showSearch={{ optionFilterProp: 'label' }}
                options={objects}
                style={{ width: '100%' }}
                onChange={(next: string) => put({ object: next, set: {} })}
              />
            )}
          </Row>
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
          <Row label={say(words.action)}>
            {(id) => (
              <Select
                id={id}
                value={step.action}
                showSearch={{ optionFilterProp: 'label' }}
                style={{ width: '100%' }}
                options={Object.entries(actions).map(([value, it]) => ({
                  value,
                  label: say(it.label),
                }))}
                onChange={(action: string) => onChange({ do: 'action', action })}
              />
            )}
          </Row>
          {Object.entries(actions[step.action]?.input ?? {}).map(([name, field]) => (
            <Row wide key={name} label={say(field.label)}>
              {(id) => (
                <HeldFormula
                  id={id}
                  model={model}
                  object={object}
                  value={step.input?.[name] ?? ''}
                  onChange={(text) => {
                    const { [name]: _gone, ...rest } = step.input ?? {}
                    put({ input: text.trim() ? { ...rest, [name]: text.trim() } : rest })
                  }}
                />
              )}
            </Row>
          ))}
        </>
      )
    }
    case 'message':
      return (
        <>
          <Row label={say(words.to)}>
            {(id) => (
              <WhomField
                id={id}
                model={model}
                object={object}
                value={step.to}
                onChange={(to) => put({ to })}
              />
            )}
          </Row>
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
          <Row label={say(words.mail_to)}>
            {(id) => (
              <HeldText
                id={id}
                value={step.to}
                placeholder="{contact.email}"
                onChange={(to) => put({ to })}
              />
            )}
          </Row>
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
          <Row label={say(words.fields)}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={[...step.fields]}
                style={{ width: '100%' }}
                options={Object.entries(model.objects[object]?.fields ?? {}).map(([value, it]) => ({
                  value,
                  label: say(it.label),
                }))}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(fields: string[]) => put({ fields })}
              />
            )}
          </Row>
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
                  onChange={(value) => {
                    const { [part]: _gone, ...rest } = step
                    onChange((value ? { ...rest, [part]: value } : rest) as Step)
                  }}
                />
              )}
            </Row>
          ))}
        </>
      )
    case 'approval':
      return (
        <Row label={say(words.flow)}>
          {(id) => (
            <Select
              id={id}
              value={step.flow}
              style={{ width: '100%' }}
              options={Object.entries(model.approvals).flatMap(([value, it]) =>
                it && it.object === object ? [{ value, label: say(it.label) }] : [],
              )}
              onChange={(flow: string) => put({ flow })}
            />
          )}
        </Row>
      )
    case 'branch':
      return (
        <Row label={say(words.if)} wide>
          {(id) => (
            <HeldFormula
              id={id}
              model={model}
              object={object}
              value={step.if}
              want={{ type: 'boolean' }}
              onChange={(text) => text.trim() && put({ if: text.trim() })}
            />
          )}
        </Row>
      )
    case 'each': {
      const lines = Object.entries(model.objects[object]?.fields ?? {}).filter(
        ([, field]) => field.kind === 'lines',
      )
      const inner = step.lines ? undefined : step.object
      return (
        <>
          <Row label={say(words.rows)}>
            {(id) => (
              <Select
                id={id}
                value={step.lines ? `lines:${step.lines}` : `object:${step.object ?? ''}`}
                showSearch={{ optionFilterProp: 'label' }}
                style={{ width: '100%' }}
                options={[
                  ...lines.map(([name, field]) => ({
                    value: `lines:${name}`,
                    label: say(words.lines_of, { field: say(field.label) }),
                  })),
                  ...objects.map((one) => ({ value: `object:${one.value}`, label: one.label })),
                ]}
                onChange={(key: string) => {
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
            )}
          </Row>
          <Row wide label={say(words.where)}>
            {(id) => (
              <HeldFormula
                id={id}
                model={model}
                object={inner ?? lineObject(model, object, step.lines)}
                value={step.where ?? ''}
                want={{ type: 'boolean' }}
                onChange={(text) => {
                  const { where: _gone, ...rest } = step
                  onChange(text.trim() ? { ...rest, where: text.trim() } : rest)
                }}
              />
            )}
          </Row>
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
  const fields = Object.entries(model.objects[into]?.fields ?? {}).filter(
    ([name, field]) =>
      !systemNames.has(name) &&
      !field.read_only &&
      !['formula', 'rollup', 'lines'].includes(field.kind),
  )
  const free = fields.filter(([name]) => !Object.hasOwn(set, name))
  return (
    <div className="auto-set">
      <h3>{say(words.set)}</h3>
      {Object.entries(set).map(([name, formula]) => (
        <div key={name} className="auto-set-row">
          <span>{say(model.objects[into]?.fields[name]?.label ?? { zh: name, en: name })}</span>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${t('remove')} ${name}`}
            onClick={() => {
              const { [name]: _gone, ...rest } = set
              onChange(rest)
            }}
          />
          <HeldFormula
            model={model}
            object={from}
            value={formula}
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
        showSearch={{ optionFilterProp: 'label' }}
        options={free.map(([value, field]) => ({ value, label: say(field.label) }))}
        onChange={(name: string | null) =>
          name &&
          onChange({
            ...set,
            [name]: Object.hasOwn(model.objects[from]?.fields ?? {}, name) ? name : '""',
          })
        }
      />
    </div>
  )
}
