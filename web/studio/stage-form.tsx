// What is a stage: its name, what kind of end it is, how long work may stay, what is to be done in it?
import { useState } from 'react'
import { Button, Input, InputNumber, Popconfirm, Select } from 'antd'
import type { Stage } from '#kernel/lifecycle/lifecycle.ts'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { say, t } from '#web/words.ts'
import { freeName } from './draft.ts'
import { nameFor } from './pinyin-name.ts'
import { withoutStage, withStage } from './stage-changes.ts'
import type { Stages } from './stage-changes.ts'

const words = {
  new_stage: { zh: '新阶段', en: 'New stage' },
  label: { zh: '名称', en: 'Label' },
  after: { zh: '放在哪个阶段之后', en: 'After which stage' },
  kind: { zh: '性质', en: 'Kind' },
  open: { zh: '进行中', en: 'Open' },
  won: { zh: '成功结束', en: 'Ended well' },
  lost: { zh: '失败结束', en: 'Ended badly' },
  limit: { zh: '时限（天）', en: 'Limit in days' },
  limit_help: {
    zh: '停留超过它就记为滞留，列表和驾驶舱会标出',
    en: 'Longer than this counts as stuck in lists and on the cockpit',
  },
  probability: { zh: '赢率（%)', en: 'Chance to win (%)' },
  sop: { zh: '在这个阶段要做什么', en: 'What is to be done in this stage' },
  retire: { zh: '停用', en: 'Retire' },
  retire_sure: {
    zh: '进入它的流转也会停用。仍停在这个阶段的记录要先移走。',
    en: 'Moves into it are retired too. Move records that are in it away first.',
  },
  is_first: { zh: '第一个阶段不能停用', en: 'The first stage can’t be retired' },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
} as const

export interface StageFormProps {
  lifecycle: Stages
  /** null = a new stage. */
  name: string | null
  onChange: (lifecycle: Stages) => void
  onClose: () => void
}

export function StageForm({ lifecycle, name, onChange, onClose }: StageFormProps) {
  const before = name === null ? undefined : lifecycle.stages[name]
  const names = Object.keys(lifecycle.stages)
  const [label, setLabel] = useState(before?.label ?? { zh: '', en: '' })
  const [kind, setKind] = useState<'open' | 'won' | 'lost'>(before?.kind ?? 'open')
  const [limit, setLimit] = useState<number | null>(before?.limit_days ?? null)
  const [chance, setChance] = useState<number | null>(before?.probability ?? null)
  const [sop, setSop] = useState(before?.sop ? say(before.sop) : '')
  const lastOpen = names.findLast((one) => (lifecycle.stages[one]?.kind ?? 'open') === 'open')
  const [after, setAfter] = useState(lastOpen ?? lifecycle.first)
  const save = () => {
    const text = sop.trim()
    const untouched = before?.sop && text === say(before.sop)
    const stage: Stage = {
      label: bothWords(label),
      ...(kind === 'open' ? {} : { kind }),
      ...(limit === null ? {} : { limit_days: limit }),
      ...(chance === null ? {} : { probability: chance }),
      ...(untouched ? { sop: before.sop } : text ? { sop: { zh: text, en: text } } : {}),
    }
    if (name === null) {
      const key = freeName(nameFor(stage.label.en), lifecycle.stages, 'stage')
      onChange(withStage(lifecycle, key, stage, after))
    } else onChange({ ...lifecycle, stages: { ...lifecycle.stages, [name]: stage } })
    onClose()
  }
  const isFirst = name === lifecycle.first
  return (
    <SideForm
      title={before ? say(before.label) : say(words.new_stage)}
      onClose={onClose}
      onSave={save}
      saveLabel={say(words.draft)}
      disabled={!label.zh.trim() && !label.en.trim()}
      left={
        name !== null && (
          <Popconfirm
            title={say(isFirst ? words.is_first : words.retire_sure)}
            okText={say(words.retire)}
            cancelText={t('cancel')}
            okButtonProps={{ danger: true, disabled: isFirst }}
            onConfirm={() => {
              onChange(withoutStage(lifecycle, name))
              onClose()
            }}
          >
            <Button danger>{say(words.retire)}</Button>
          </Popconfirm>
        )
      }
    >
      {() => (
        <>
          <WordsField label={say(words.label)} value={label} onChange={setLabel} autoFocus />
          {name === null && (
            <FormField label={say(words.after)}>
              {(ids) => (
                <Select
                  id={ids.id}
                  value={after}
                  onChange={setAfter}
                  style={{ width: '100%' }}
                  options={names.map((value) => ({
                    value,
                    label: say(lifecycle.stages[value]?.label ?? { zh: value, en: value }),
                  }))}
                />
              )}
            </FormField>
          )}
          <FormField label={say(words.kind)}>
            {() => (
              <Segments
                label={say(words.kind)}
                value={kind}
                onChange={setKind}
                options={(['open', 'won', 'lost'] as const).map((value) => ({
                  value,
                  label: say(words[value]),
                }))}
              />
            )}
          </FormField>
          {kind === 'open' && (
            <div className="words-pair">
              <FormField label={say(words.limit)} help={say(words.limit_help)}>
                {(ids) => (
                  <InputNumber
                    id={ids.id}
                    aria-describedby={ids.describedBy}
                    min={0}
                    max={3650}
                    value={limit}
                    onChange={setLimit}
                  />
                )}
              </FormField>
              <FormField label={say(words.probability)}>
                {(ids) => (
                  <InputNumber id={ids.id} min={0} max={100} value={chance} onChange={setChance} />
                )}
              </FormField>
            </div>
          )}
          <FormField label={say(words.sop)}>
            {(ids) => (
              <Input.TextArea
                id={ids.id}
                value={sop}
                autoSize={{ minRows: 2, maxRows: 6 }}
                maxLength={500}
                onChange={(event) => setSop(event.target.value)}
              />
            )}
          </FormField>
        </>
      )}
    </SideForm>
  )
}
