// What is said of one stage? Its name and kind, how long a record may stay, what is to be done and by whom.
import { Button, InputNumber } from 'antd'
import { ArrowLeftOutlined, ArrowRightOutlined } from '@ant-design/icons'
import type { Words } from '#kernel/error.ts'
import { limitOf, type Raci, raciParts, type Stage } from '#kernel/lifecycle/lifecycle.ts'
import { Sure } from '#web/parts/sure.tsx'
import { say } from '#web/words.ts'
import type { Draft } from '../use-draft.ts'
import { ChoiceRow, WhomRow } from './boxes.tsx'
import { DurationField } from './duration-field.tsx'
import { freeName } from '../draft.ts'
import { saidList, saidMap, withPart } from '../part.ts'
import { nameFor } from '../pinyin-name.ts'
import {
  addMove,
  renamedStage,
  shiftStage,
  type Whole,
  withLimit,
  withoutStage,
} from './lifecycle-edit.ts'
import { Row } from './row.tsx'
import { WordsRow } from './words-row.tsx'

const words = {
  name: { zh: '名称', en: 'Name' },
  kind: { zh: '性质', en: 'Kind' },
  open: { zh: '进行中', en: 'Work goes on' },
  won: { zh: '好的结束', en: 'Ended well' },
  lost: { zh: '坏的结束', en: 'Ended badly' },
  limit: { zh: '时限', en: 'Limit' },
  limit_help: {
    zh: '超过后记为滞留，提醒批准人；工作时间按公司的工作日历',
    en: 'Longer counts as stuck and the accountable is told; working time by the company’s calendar',
  },
  chance: { zh: '赢率 %', en: 'Probability %' },
  sop: { zh: '要做的事（SOP）', en: 'What is to be done (SOP)' },
  responsible: { zh: '负责', en: 'Responsible' },
  accountable: { zh: '批准', en: 'Accountable' },
  consulted: { zh: '咨询', en: 'Consulted' },
  informed: { zh: '知会', en: 'Informed' },
  accountable_help: { zh: '超时时收到提醒', en: 'Told when a record stands here too long' },
  informed_help: { zh: '记录进入时收到消息', en: 'Told when a record comes here' },
  who: { zh: '谁在做', en: 'Who does what' },
  nobody: { zh: '未指定', en: 'nobody named' },
  draw: { zh: '画流转到', en: 'Draw a move to' },
  choose: { zh: '选择阶段', en: 'Choose a stage' },
  left: { zh: '左移', en: 'To the left' },
  right: { zh: '右移', en: 'To the right' },
  first: { zh: '设为第一个', en: 'Make it the first' },
  retire: { zh: '停用', en: 'Retire' },
  retire_sure: {
    zh: '停用这个阶段？进出它的流转也会去掉。',
    en: 'Retire this stage? Moves into and out of it go too.',
  },
} as const

export interface StagePanelProps {
  draft: Draft
  object: string
  lifecycle: Whole
  name: string
  onChange: (next: Whole) => void
  onMove: (name: string) => void
  /** It has another name now. */
  onRenamed: (name: string) => void
}

export function StagePanel(props: StagePanelProps) {
  const { draft, object, lifecycle, name, onChange, onMove, onRenamed } = props
  const stage = lifecycle.stages[name]!
  const put = (next: Stage) =>
    onChange({ ...lifecycle, stages: { ...lifecycle.stages, [name]: next } })
  const set = <K extends keyof Stage>(part: K, value: Stage[K] | undefined) =>
    put(withPart(stage, part, value))
  const live = draft.published.objects[object]?.lifecycle?.stages[name] !== undefined
  /** Until it is live a stage is called as it is labelled; afterwards records stand in it by its name. */
  const rename = (label: Words) => {
    const wish = nameFor(label.zh)
    if (live || !wish || wish === name) return set('label', label)
    const { [name]: _own, ...others } = lifecycle.stages
    const key = freeName(wish, others, 'stage')
    const labelled = { ...lifecycle, stages: { ...lifecycle.stages, [name]: { ...stage, label } } }
    onChange(renamedStage(labelled, name, key))
    onRenamed(key)
  }
  const kind = stage.kind ?? 'open'
  const goals = Object.keys(lifecycle.stages).filter(
    (one) => one !== name && addMove(lifecycle, name, one) !== null,
  )
  return (
    <>
      <WordsRow
        label={say(words.name)}
        value={stage.label}
        onChange={(label) => label && rename(label)}
      />
      <ChoiceRow
        label={say(words.kind)}
        value={kind}
        disabled={lifecycle.first === name}
        options={(['open', 'won', 'lost'] as const).map((one) => ({
          value: one,
          label: say(words[one]),
        }))}
        onChange={(next) => set('kind', next === 'open' ? undefined : next)}
      />
      {kind === 'open' && (
        <>
          <Row label={say(words.limit)} help={say(words.limit_help)}>
            {(id) => (
              <DurationField
                id={id}
                label={say(words.limit)}
                value={limitOf(stage)}
                onChange={(limit) => put(withLimit(stage, limit))}
              />
            )}
          </Row>
          {draft.shown.objects[object]?.fields.probability && (
            <Row label={say(words.chance)}>
              {(id) => (
                <InputNumber
                  id={id}
                  min={0}
                  max={100}
                  value={stage.probability ?? null}
                  onChange={(next) => set('probability', next ?? undefined)}
                />
              )}
            </Row>
          )}
          <WordsRow
            lines
            label={say(words.sop)}
            value={stage.sop}
            onChange={(sop) => set('sop', sop)}
          />
        </>
      )}
      <h2>{say(words.who)}</h2>
      {raciParts
        .filter((part) => kind === 'open' || part === 'informed')
        .map((part) => (
          <WhomRow
            key={part}
            model={draft.shown}
            object={object}
            label={say(words[part])}
            help={
              part === 'accountable'
                ? say(words.accountable_help)
                : part === 'informed'
                  ? say(words.informed_help)
                  : undefined
            }
            value={stage.raci?.[part]}
            placeholder={say(words.nobody)}
            onChange={(people) =>
              set(
                'raci',
                saidMap(withPart<Raci, keyof Raci>(stage.raci ?? {}, part, saidList(people))),
              )
            }
          />
        ))}
      {goals.length > 0 && (
        <ChoiceRow
          label={say(words.draw)}
          value={undefined}
          placeholder={say(words.choose)}
          options={goals.map((one) => ({ value: one, label: say(lifecycle.stages[one]!.label) }))}
          onChange={(to) => {
            const made = addMove(lifecycle, name, to)
            if (!made) return
            onChange(made.lifecycle)
            onMove(made.name)
          }}
        />
      )}
      <div className="flow-foot">
        <Button
          size="small"
          icon={<ArrowLeftOutlined />}
          aria-label={say(words.left)}
          onClick={() => onChange(shiftStage(lifecycle, name, -1))}
        />
        <Button
          size="small"
          icon={<ArrowRightOutlined />}
          aria-label={say(words.right)}
          onClick={() => onChange(shiftStage(lifecycle, name, 1))}
        />
        {lifecycle.first !== name && kind === 'open' && (
          <Button size="small" onClick={() => onChange({ ...lifecycle, first: name })}>
            {say(words.first)}
          </Button>
        )}
        <span className="grow" />
        {lifecycle.first !== name && (
          <Sure
            asks={say(words.retire_sure)}
            yes={say(words.retire)}
            onYes={() => onChange({ ...lifecycle, ...withoutStage(lifecycle, name) })}
          >
            <Button size="small" danger>
              {say(words.retire)}
            </Button>
          </Sure>
        )}
      </div>
    </>
  )
}
