// What happens by itself? Trigger, condition and steps as a drawing; tried on a record; its runs beside it.
import { useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select, Switch } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons'
import type { TestRun } from '#kernel/api/automation.ts'
import type { AppObject } from '#kernel/app.ts'
import type { Words } from '#kernel/error.ts'
import type { Automation, Step } from '#kernel/automation/automation.ts'
import { living } from '#kernel/merge.ts'
import { useMeta } from '#web/meta.ts'
import { useCurrentInView } from '#web/parts/current-in-view.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Sure } from '#web/parts/sure.tsx'
import { say, t } from '#web/words.ts'
import { freeName, marks } from '../draft.ts'
import { flowObjects } from '../flow/flow-room.tsx'
import { NewOfObject } from '../flow/new-of-object.tsx'
import { nameFor } from '../pinyin-name.ts'
import { withPart } from '../part.ts'
import type { RoomProps } from '../room.ts'
import type { Draft } from '../use-draft.ts'
import { HookToken } from './hook-token.tsx'
import { RunsList } from './runs-list.tsx'
import { StepForm } from './step-form.tsx'
import { inserted, removed, replaced, shifted, shiftedPath, stepAt } from './step-paths.ts'
import { eachObject, kinds, triggerWords } from './step-words.ts'
import { StepsCanvas } from './steps-canvas.tsx'
import { TestPanel } from './test-panel.tsx'
import { TriggerForm } from './trigger-form.tsx'
import '../flow/flow.css'
import './automations.css'

const words = {
  new: { zh: '新自动化', en: 'New automation' },
  none: { zh: '还没有自动化。', en: 'No automation yet.' },
  trigger: { zh: '触发', en: 'Trigger' },
  design: { zh: '设计', en: 'Design' },
  runs: { zh: '运行记录', en: 'Runs' },
  paused: { zh: '已暂停', en: 'Paused' },
  running: { zh: '运行中', en: 'On' },
  retire: { zh: '停用', en: 'Retire' },
  retire_sure: {
    zh: '停用这个自动化？等待中的运行会停止。',
    en: 'Retire it? Runs that wait are stopped.',
  },
  remove: { zh: '去掉这一步', en: 'Remove the step' },
  up: { zh: '上移', en: 'Up' },
  down: { zh: '下移', en: 'Down' },
  changed: { zh: '改', en: 'Changed' },
  added: { zh: '新增', en: 'New' },
  list: { zh: '自动化', en: 'Automations' },
  view: { zh: '看什么', en: 'What to look at' },
  look: { zh: '请查看', en: 'Please have a look' },
} as const

export default function AutomationsRoom({ draft, title }: RoomProps) {
  const search = useSearch({ strict: false }) as { automation?: string }
  const navigate = useNavigate()
  const meta = useMeta()
  const all: [string, Automation][] = Object.entries(living(draft.shown.automations))
  const [name, one] = all.find(([key]) => key === search.automation) ?? all[0] ?? [null, null]
  const list = useCurrentInView<HTMLElement>(name)
  const marked = marks(draft.published, draft.patch, ['automations'])
  const open = (automation: string) =>
    void navigate({ to: '/studio/$room', params: { room: 'automations' }, search: { automation } })
  const [making, setMaking] = useState(false)
  const add = (object: AppObject, label: Words) => {
    const key = freeName(nameFor(label.en), draft.shown.automations, 'automation')
    draft.put([
      ['automations', key],
      {
        label,
        when: { on: 'create', object: object.name },
        steps: [
          {
            do: 'message',
            to: [{ field: 'owner' }],
            text: { zh: say(words.look), en: say(words.look) },
          },
        ],
      } satisfies Automation,
    ])
    setMaking(false)
    open(key)
  }
  return (
    <>
      <PageHead
        title={title}
        actions={
          <Button icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {say(words.new)}
          </Button>
        }
      />
      <div className="auto-body">
        <div className="auto-pick">
          <Select
            value={name}
            aria-label={say(words.list)}
            style={{ width: '100%' }}
            options={all.map(([value, it]) => ({ value, label: say(it.label) }))}
            onChange={(next: string) => open(next)}
          />
        </div>
        <nav className="studio-objects auto-list" aria-label={say(words.list)} ref={list}>
          {all.map(([key, it]) => {
            const mark = marked.get(key)
            return (
              <button
                key={key}
                type="button"
                className="object"
                aria-current={key === name}
                onClick={() => open(key)}
              >
                <span className="auto-name">
                  <span className="ellipsis">{say(it.label)}</span>
                  <span className="ellipsis ink-3 small">
                    {triggerWords(draft.shown, meta, it)}
                  </span>
                </span>
                {it.paused && <span className="tag">{say(words.paused)}</span>}
                {mark && mark !== 'retired' && <span className="tag warn">{say(words[mark])}</span>}
              </button>
            )
          })}
        </nav>
        {name && one ? (
          <One key={name} draft={draft} name={name} one={one} />
        ) : (
          <div className="flow-empty">
            <p className="ink-2">{say(words.none)}</p>
          </div>
        )}
      </div>
      {making && (
        <NewOfObject
          title={say(words.new)}
          objects={flowObjects(draft)}
          onMake={add}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  )
}

function One({ draft, name, one }: { draft: Draft; name: string; one: Automation }) {
  const [chosen, setChosen] = useState('when')
  const [tab, setTab] = useState<'design' | 'runs'>('design')
  const [tried, setTried] = useState<TestRun | null>(null)
  const put = (next: Automation) => {
    setTried(null)
    draft.put([['automations', name], next])
  }
  const setSteps = (steps: readonly Step[]) => put({ ...one, steps })
  const step = chosen === 'when' ? undefined : stepAt(one.steps, chosen)
  const live = draft.published.automations[name] !== undefined
  return (
    <div className="flow-body auto">
      <div className="flow-canvas">
        <div className="flow-tools">
          {live && (
            <Segments
              label={say(words.view)}
              value={tab}
              options={[
                { value: 'design', label: say(words.design) },
                { value: 'runs', label: say(words.runs) },
              ]}
              onChange={setTab}
            />
          )}
          <Switch
            checked={!one.paused}
            checkedChildren={say(words.running)}
            unCheckedChildren={say(words.paused)}
            aria-label={say(words.running)}
            onChange={(on) => put(withPart(one, 'paused', on ? undefined : true))}
          />
          <Sure
            asks={say(words.retire_sure)}
            yes={say(words.retire)}
            onYes={() => draft.put([['automations', name], null])}
          >
            <Button type="text" size="small" danger>
              {say(words.retire)}
            </Button>
          </Sure>
        </div>
        <div className="flow-paper auto">
          {tab === 'runs' && live ? (
            <RunsList name={name} />
          ) : (
            <StepsCanvas
              model={draft.shown}
              one={one}
              chosen={step ? chosen : 'when'}
              tried={tried}
              onChoose={setChosen}
              onAdd={(path, made) => {
                setSteps(inserted(one.steps, path, made))
                setChosen(path)
              }}
              onRetire={(path) => {
                setChosen('when')
                setSteps(removed(one.steps, path))
              }}
            />
          )}
        </div>
      </div>
      <aside className="flow-panel" aria-label={say(step ? kinds[step.do] : words.trigger)}>
        <header>
          <h2 className="ellipsis">{step ? say(kinds[step.do]) : say(words.trigger)}</h2>
          {step && (
            <>
              {([-1, 1] as const).map((by) => (
                <Button
                  key={by}
                  type="text"
                  size="small"
                  icon={by < 0 ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
                  aria-label={say(by < 0 ? words.up : words.down)}
                  onClick={() => {
                    const moved = shifted(one.steps, chosen, by)
                    if (JSON.stringify(moved) === JSON.stringify(one.steps)) return
                    setSteps(moved)
                    setChosen(shiftedPath(chosen, by))
                  }}
                />
              ))}
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('cancel')}
                onClick={() => setChosen('when')}
              />
            </>
          )}
        </header>
        {step ? (
          <>
            <StepForm
              key={chosen}
              model={draft.shown}
              object={objectAt(draft, one, chosen)}
              step={step}
              onChange={(next) => setSteps(replaced(one.steps, chosen, next))}
            />
            <div className="flow-foot">
              <span className="grow" />
              <Button
                size="small"
                danger
                onClick={() => {
                  setChosen('when')
                  setSteps(removed(one.steps, chosen))
                }}
              >
                {say(words.remove)}
              </Button>
            </div>
          </>
        ) : (
          <>
            <TriggerForm draft={draft} one={one} onChange={put} />
            {one.when.on === 'webhook' && live && (
              <HookToken name={name} signed={isSigned(draft.published.automations[name])} />
            )}
          </>
        )}
        <TestPanel
          key={`try ${one.when.object}`}
          draft={draft}
          name={name}
          object={one.when.object}
          onTried={setTried}
        />
      </aside>
    </div>
  )
}

/** Whose record a step is done for: that of the trigger, or of the rows it stands in. */
function objectAt(draft: Draft, one: Automation, path: string): string {
  const parts = path.split('.')
  let object = one.when.object
  for (let at = 1; at < parts.length; at += 2) {
    const outer = stepAt(one.steps, parts.slice(0, at).join('.'))
    if (outer) object = eachObject(draft.shown, object, outer)
  }
  return object
}

/** As it is published: that is what the server asks for. */
const isSigned = (one: Automation | null | undefined): boolean =>
  one?.when.on === 'webhook' && one.when.signed === true
