// Who may move a record from where to where, and what must be there first?
import { useState } from 'react'
import { Button, Input, Popconfirm, Select } from 'antd'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Check, Move } from '#kernel/lifecycle/lifecycle.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { listed } from '#web/admin/listed.ts'
import { say, t } from '#web/words.ts'
import { freeName } from './draft.ts'
import { FormulaField, formulaProblem } from './formula-field.tsx'
import { systemNames } from './kind-help.ts'
import type { Stages } from './stage-changes.ts'
import type { Draft } from './use-draft.ts'

const words = {
  new_move: { zh: '新流转', en: 'New move' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  by: { zh: '谁可以', en: 'Who may' },
  by_all: { zh: '能修改这条记录的人', en: 'Whoever may change the record' },
  via: {
    zh: '由操作「{action}」完成，不出现在阶段菜单里。',
    en: 'Made by the action “{action}”; not in the stage menu.',
  },
  gate: { zh: '门径：先要满足', en: 'Gate: what must be there first' },
  require: { zh: '必须填好的字段', en: 'Fields that must be filled' },
  checks: { zh: '条件', en: 'Conditions' },
  add_check: { zh: '条件', en: 'Condition' },
  says_zh: { zh: '给人看的话（中文）', en: 'In words, Chinese' },
  says_en: { zh: '给人看的话（英文）', en: 'In words, English' },
  giver: { zh: '谁能补上', en: 'Who can give it' },
  giver_owner: { zh: '谁能补上：负责人', en: 'Who can give it: the owner' },
  retire: { zh: '停用', en: 'Retire' },
  retire_sure: { zh: '停用这条流转？', en: 'Retire this move?' },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
} as const

export interface MoveFormProps {
  draft: Draft
  object: string
  lifecycle: Stages
  name: string | null
  onChange: (lifecycle: Stages) => void
  onClose: () => void
}

interface Line {
  key: string
  check: Check
}

export function MoveForm({ draft, object, lifecycle, name, onChange, onClose }: MoveFormProps) {
  const model = draft.shown
  const before = name === null ? undefined : lifecycle.moves[name]
  const stages = Object.entries(lifecycle.stages).map(([value, stage]) => ({
    value,
    label: say(stage.label),
  }))
  const [from, setFrom] = useState<readonly string[]>(before?.from ?? [])
  const [to, setTo] = useState<string | null>(before?.to ?? null)
  const [by, setBy] = useState<readonly string[]>(before?.by ?? [])
  const [require, setRequire] = useState<readonly string[]>(before?.gate?.require ?? [])
  const [lines, setLines] = useState<readonly Line[]>(
    Object.entries(before?.gate?.checks ?? {}).flatMap(([key, check]) =>
      check ? [{ key, check }] : [],
    ),
  )
  const roles = Object.entries(model.roles).map(([value, role]) => ({
    value,
    label: say(role.label),
  }))
  const fields = Object.entries(model.objects[object]?.fields ?? {}).flatMap(([value, field]) =>
    systemNames.has(value) ? [] : [{ value, label: say(field.label) }],
  )
  const wrong = lines.some(
    ({ check }) =>
      !check.if.trim() ||
      !(check.says.zh.trim() || check.says.en.trim()) ||
      formulaProblem(model, object, check.if, { type: 'boolean' }) !== null,
  )
  const setLine = (at: number, check: Partial<Check>) =>
    setLines(
      lines.map((line, index) =>
        index === at ? { ...line, check: { ...line.check, ...check } } : line,
      ),
    )
  const save = () => {
    if (!to) return
    const checks = Object.fromEntries(
      lines.map(({ key, check }) => [
        key,
        {
          ...check,
          if: check.if.trim(),
          says: { zh: check.says.zh || check.says.en, en: check.says.en || check.says.zh },
        },
      ]),
    )
    const gate = {
      ...(require.length ? { require } : {}),
      ...(lines.length ? { checks } : {}),
    }
    const move: Move = {
      from,
      to,
      ...(by.length ? { by } : {}),
      ...(Object.keys(gate).length ? { gate } : {}),
      ...(before?.via ? { via: before.via } : {}),
    }
    const key = name ?? freeName(`to_${to}`, lifecycle.moves, 'move')
    onChange({ ...lifecycle, moves: { ...lifecycle.moves, [key]: move } })
    onClose()
  }
  const retire = () => {
    if (name === null) return
    const { [name]: _gone, ...moves } = lifecycle.moves
    onChange({ ...lifecycle, moves })
    onClose()
  }
  return (
    <SideForm
      title={
        before
          ? `${listed(before.from.map((one) => stageName(lifecycle, one)))} → ${stageName(lifecycle, before.to)}`
          : say(words.new_move)
      }
      onClose={onClose}
      onSave={save}
      saveLabel={say(words.draft)}
      width={560}
      disabled={!from.length || !to || wrong}
      left={
        name !== null &&
        !before?.via && (
          <Popconfirm
            title={say(words.retire_sure)}
            okText={say(words.retire)}
            cancelText={t('cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={retire}
          >
            <Button danger>{say(words.retire)}</Button>
          </Popconfirm>
        )
      }
    >
      {() => (
        <>
          {before?.via && (
            <p className="form-note warn">{say(words.via, { action: before.via })}</p>
          )}
          <div className="words-pair">
            <FormField label={say(words.from)} required>
              {(ids) => (
                <Select
                  id={ids.id}
                  mode="multiple"
                  value={[...from]}
                  onChange={setFrom}
                  options={stages}
                  autoFocus={!before}
                  style={{ width: '100%' }}
                />
              )}
            </FormField>
            <FormField label={say(words.to)} required>
              {(ids) => (
                <Select
                  id={ids.id}
                  value={to}
                  onChange={setTo}
                  options={stages.filter((one) => !from.includes(one.value))}
                  style={{ width: '100%' }}
                />
              )}
            </FormField>
          </div>
          <FormField label={say(words.by)}>
            {(ids) => (
              <Select
                id={ids.id}
                mode="multiple"
                value={[...by]}
                onChange={setBy}
                options={roles}
                placeholder={say(words.by_all)}
                style={{ width: '100%' }}
              />
            )}
          </FormField>
          <section className="adm-section" style={{ justifyItems: 'stretch' }}>
            <h3>{say(words.gate)}</h3>
            <FormField label={say(words.require)}>
              {(ids) => (
                <Select
                  id={ids.id}
                  mode="multiple"
                  value={[...require]}
                  onChange={setRequire}
                  options={fields}
                  showSearch={{ optionFilterProp: 'label' }}
                  style={{ width: '100%' }}
                />
              )}
            </FormField>
            <div className="check-lines">
              {lines.map(({ key, check }, at) => (
                <div key={key} className="check-line">
                  <div className="words-pair">
                    {(['zh', 'en'] as const).map((language) => (
                      <Input
                        key={language}
                        value={check.says[language]}
                        placeholder={say(language === 'zh' ? words.says_zh : words.says_en)}
                        aria-label={say(language === 'zh' ? words.says_zh : words.says_en)}
                        onChange={(event) =>
                          setLine(at, { says: { ...check.says, [language]: event.target.value } })
                        }
                      />
                    ))}
                  </div>
                  <FormulaField
                    model={model}
                    object={object}
                    value={check.if}
                    want={{ type: 'boolean' }}
                    label={say(words.checks)}
                    placeholder="amount > 0 and close_date is not empty"
                    onChange={(text) => setLine(at, { if: text })}
                  />
                  <div className="foot">
                    <Select
                      size="small"
                      value={check.giver ?? null}
                      allowClear
                      placeholder={say(words.giver_owner)}
                      aria-label={say(words.giver)}
                      options={roles}
                      onChange={(giver?: string) => {
                        const { giver: _before, ...rest } = check
                        setLines(
                          lines.map((line, index) =>
                            index === at ? { key, check: giver ? { ...rest, giver } : rest } : line,
                          ),
                        )
                      }}
                    />
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={t('remove')}
                      onClick={() => setLines(lines.filter((_, index) => index !== at))}
                    />
                  </div>
                </div>
              ))}
              <Button
                icon={<PlusOutlined />}
                style={{ justifySelf: 'start' }}
                onClick={() =>
                  setLines([
                    ...lines,
                    {
                      key: freeName(
                        `check_${lines.length + 1}`,
                        Object.fromEntries(lines.map((line) => [line.key, line])),
                        'check',
                      ),
                      check: { if: '', says: { zh: '', en: '' } },
                    },
                  ])
                }
              >
                {say(words.add_check)}
              </Button>
            </div>
          </section>
        </>
      )}
    </SideForm>
  )
}

export const stageName = (lifecycle: Stages, name: string): string =>
  say(lifecycle.stages[name]?.label ?? { zh: name, en: name })
