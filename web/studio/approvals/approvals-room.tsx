// Who is asked for a yes, in which order, and what if they do not answer? Drawn as a route, tried on a record.
import { listed } from '#web/admin/listed.ts'
import { useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, Select, Switch } from 'antd'
import { EyeOutlined, PlusOutlined } from '@ant-design/icons'
import type { AppObject } from '#kernel/app.ts'
import type { Words } from '#kernel/error.ts'
import { stepsInOrder, type ApprovalFlow, type ApprovalStep } from '#kernel/lifecycle/approval.ts'
import { living } from '#kernel/merge.ts'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { formulaWords } from '#web/list/condition-chips.tsx'
import { useMeta } from '#web/meta.ts'
import { durationWords } from '#web/parts/duration.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { Sure } from '#web/parts/sure.tsx'
import { say } from '#web/words.ts'
import { freeName, marks } from '../draft.ts'
import { ChoiceRow, FormulaRow, WhomRow } from '../flow/boxes.tsx'
import { flowCalls, flowKeys } from '../flow/flow-calls.ts'
import { flowObjects } from '../flow/flow-room.tsx'
import { wholeOf } from '../flow/lifecycle-edit.ts'
import { NewOfObject } from '../flow/new-of-object.tsx'
import { Row } from '../flow/row.tsx'
import { Route } from '../flow/simulate-panel.tsx'
import { whomWords } from '../flow/whom-field.tsx'
import { WordsRow } from '../flow/words-row.tsx'
import { saidList, withPart } from '../part.ts'
import { nameFor } from '../pinyin-name.ts'
import type { RoomProps } from '../room.ts'
import { useAsked } from '../use-asked.ts'
import type { Draft } from '../use-draft.ts'
import { stagesOfFlow } from './stages-of-flow.ts'
import { StepPanel } from './step-panel.tsx'
import '../flow/flow.css'

const words = {
  flow: { zh: '审批流', en: 'Approval flow' },
  new_flow: { zh: '新审批流', en: 'New approval flow' },
  none: { zh: '还没有审批流。', en: 'No approval flow yet.' },
  step: { zh: '步骤', en: 'Step' },
  name: { zh: '名称', en: 'Name' },
  object: { zh: '对象', en: 'Object' },
  if: { zh: '何时需要', en: 'Asked if' },
  if_help: { zh: '不填则每次都要审批', en: 'Every time, unless filled in' },
  waiting: { zh: '审批中', en: 'While it waits' },
  approved: { zh: '同意后', en: 'After a yes' },
  rejected: { zh: '拒绝后', en: 'After a no' },
  returned: { zh: '退回后', en: 'When returned' },
  cc: { zh: '结果抄送', en: 'Told of it' },
  self: { zh: '可审自己的', en: 'Own requests' },
  four_eyes: { zh: '四眼原则', en: 'Four eyes' },
  four_eyes_help: {
    zh: '自己提交的不能自己审批，管理员也不例外',
    en: 'Nobody answers their own request, administrators neither',
  },
  start: { zh: '提交', en: 'Asked' },
  end: { zh: '同意', en: 'Yes' },
  any: { zh: '任一人同意', en: 'any one' },
  all: { zh: '全部同意', en: 'all of them' },
  sequence: { zh: '依次同意', en: 'in turn' },
  cc_step: { zh: '抄送 {names}', en: 'tells {names}' },
  remind: { zh: '{time}未处理则催办', en: 'reminds after {time}' },
  time_out: { zh: '{time}未处理则{then}', en: 'after {time}: {then}' },
  escalate: { zh: '转上级', en: 'to their superior' },
  approve: { zh: '自动同意', en: 'yes by itself' },
  reject: { zh: '自动拒绝', en: 'no by itself' },
  return: { zh: '自动退回', en: 'returned by itself' },
  retire: { zh: '停用审批流', en: 'Retire the flow' },
  retire_sure: { zh: '停用这个审批流？', en: 'Retire this flow?' },
  try: { zh: '试一试：会请示谁', en: 'Try it: who would be asked' },
  record: { zh: '在这条记录上', en: 'On this record' },
  first_step: { zh: '上级审批', en: 'Their superior' },
  object_help: {
    zh: '有阶段的对象。先在「流程」里给它画一个审批的阶段。',
    en: 'An object with stages. Draw one in which it waits for the yes first.',
  },
  added: { zh: '新增', en: 'New' },
  changed: { zh: '改', en: 'Changed' },
  new_step: { zh: '新步骤', en: 'New step' },
  nobody: { zh: '未指定', en: 'nobody named' },
  begin_help: {
    zh: '把记录移到「{stage}」就会发起这个审批；无需审批时直接到「{approved}」。',
    en: 'Moving a record to “{stage}” asks for it; where none is needed it goes on to “{approved}”.',
  },
} as const

export default function ApprovalsRoom({ draft, title }: RoomProps) {
  const search = useSearch({ strict: false }) as { flow?: string }
  const navigate = useNavigate()
  const flows: [string, ApprovalFlow][] = Object.entries(living(draft.shown.approvals))
  const [name, flow] = flows.find(([one]) => one === search.flow) ?? flows[0] ?? [null, null]
  const open = (next: string) =>
    void navigate({ to: '/studio/$room', params: { room: 'approvals' }, search: { flow: next } })
  const [making, setMaking] = useState(false)
  const add = (object: AppObject, label: Words) => {
    if (!object.lifecycle) return
    const key = freeName(nameFor(label.en), draft.shown.approvals, 'approval')
    draft.put([
      ['approvals', key],
      {
        object: object.name,
        label,
        steps: {
          first: { label: words.first_step, approvers: [{ superior_of: 'owner' }], mode: 'any' },
        },
        ...stagesOfFlow(wholeOf(object.lifecycle).stages),
      } satisfies ApprovalFlow,
    ])
    setMaking(false)
    open(key)
  }
  return (
    <>
      <PageHead
        title={title}
        extra={
          flows.length > 0 && (
            <Select
              value={name}
              aria-label={say(words.flow)}
              variant="borderless"
              style={{ minWidth: 160 }}
              options={flows.map(([value, it]) => ({
                value,
                label: `${say(draft.shown.objects[it.object]?.label ?? { zh: it.object, en: it.object })} · ${say(it.label)}`,
              }))}
              onChange={(next: string) => open(next)}
            />
          )
        }
        actions={
          <Button icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {say(words.new_flow)}
          </Button>
        }
      />
      {name && flow ? (
        <Flow key={name} draft={draft} name={name} flow={flow} />
      ) : (
        <div className="flow-empty">
          <p className="ink-2">{say(words.none)}</p>
        </div>
      )}
      {making && (
        <NewOfObject
          title={say(words.new_flow)}
          objects={flowObjects(draft).filter((one) => one.lifecycle)}
          help={say(words.object_help)}
          onMake={add}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  )
}

function Flow({ draft, name, flow }: { draft: Draft; name: string; flow: ApprovalFlow }) {
  const [chosen, setChosen] = useState<string | null>(null)
  useAsked(({ step }) => {
    if (step && flow.steps[step]) setChosen(step)
  })
  const model = draft.shown
  const meta = useMeta()
  const steps: [string, ApprovalStep][] = Object.entries(stepsInOrder(flow))
  const marked = marks(draft.published, draft.patch, ['approvals', name, 'steps'])
  const put = (next: ApprovalFlow) => draft.put([['approvals', name], next])
  const set = <K extends keyof ApprovalFlow>(part: K, value: ApprovalFlow[K] | undefined) =>
    put(withPart(flow, part, value))
  const lifecycle = model.objects[flow.object]?.lifecycle
  const stages = lifecycle ? wholeOf(lifecycle).stages : {}
  const stageName = (one: string): string => say(stages[one]?.label ?? { zh: one, en: one })
  const setStep = (key: string, step: ApprovalStep | null) => {
    const next = { ...flow.steps, [key]: step }
    if (step === null) delete next[key]
    set('steps', next)
  }
  /** Behind the chosen step, or at the end. */
  const addStep = () => {
    const key = freeName(`step_${steps.length + 1}`, flow.steps, 'step')
    const step: ApprovalStep = {
      label: words.new_step,
      approvers: [{ role: Object.keys(model.roles)[1] ?? 'admin' }],
      mode: 'any',
    }
    const names = steps.map(([one]) => one)
    const at = chosen === null ? names.length : names.indexOf(chosen) + 1
    put({
      ...flow,
      steps: { ...flow.steps, [key]: step },
      ...(at < names.length && { order: [...names.slice(0, at), key, ...names.slice(at)] }),
    })
    setChosen(key)
  }
  /** The step one place earlier or later; null where it is the first or last. */
  const shifted = (key: string, by: -1 | 1): (() => void) | null => {
    const names = steps.map(([one]) => one)
    const at = names.indexOf(key)
    const other = names[at + by]
    if (other === undefined) return null
    const order = names.with(at, other).with(at + by, key)
    return () => set('order', order)
  }
  const step = chosen ? flow.steps[chosen] : null
  return (
    <div className="flow-body">
      <div className="flow-canvas">
        <div className="flow-tools" role="toolbar" aria-label={say(words.flow)}>
          <Button type="text" icon={<PlusOutlined />} onClick={addStep}>
            {say(words.step)}
          </Button>
        </div>
        <div className="flow-paper route">
          <ol className="route">
            <li className="route-end">
              <button type="button" onClick={() => setChosen(null)} aria-pressed={!step}>
                <b>{say(words.start)}</b>
                <span>{stageName(flow.waiting)}</span>
                {flow.if && (
                  <span className="small ink-3 ellipsis">
                    {formulaWords(meta, flow.object, flow.if, model.objects)}
                  </span>
                )}
              </button>
            </li>
            {steps.map(([key, one]) => (
              <li key={key}>
                <button
                  type="button"
                  aria-pressed={key === chosen}
                  onClick={() => setChosen(key)}
                  onKeyDown={(event) => {
                    if (event.key === 'Delete' && steps.length > 1) setStep(key, null)
                    const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key]
                    if (!event.altKey || !by) return
                    event.preventDefault()
                    shifted(key, by)?.()
                  }}
                >
                  <b>
                    {say(one.label)}
                    {marked.has(key) && (
                      <span className="tag warn">
                        {say(marked.get(key) === 'added' ? words.added : words.changed)}
                      </span>
                    )}
                  </b>
                  <span>
                    {listed(one.approvers.map((it) => whomWords(model, flow.object, it))) ||
                      say(words.nobody)}
                  </span>
                  {one.approvers.length > 0 && (
                    <span className="ink-3 small">{say(words[one.mode])}</span>
                  )}
                  {one.if && (
                    <span className="small ink-3 ellipsis">
                      {formulaWords(meta, flow.object, one.if, model.objects)}
                    </span>
                  )}
                  {one.cc?.length ? (
                    <span className="ink-3 small">
                      {say(words.cc_step, {
                        names: listed(one.cc.map((it) => whomWords(model, flow.object, it))),
                      })}
                    </span>
                  ) : null}
                  {one.remind_after && (
                    <span className="ink-3 small">
                      {say(words.remind, { time: durationWords(one.remind_after) })}
                    </span>
                  )}
                  {one.time_out && (
                    <span className="ink-3 small">
                      {say(words.time_out, {
                        time: durationWords(one.time_out.after),
                        then: say(words[one.time_out.then]),
                      })}
                    </span>
                  )}
                </button>
              </li>
            ))}
            <li className="route-end yes">
              <button type="button" onClick={() => setChosen(null)} aria-pressed={false}>
                <b>{say(words.end)}</b>
                <span>{stageName(flow.approved)}</span>
              </button>
            </li>
          </ol>
        </div>
        <p className="flow-sum ink-3 small">
          {say(words.begin_help, {
            stage: stageName(flow.waiting),
            approved: stageName(flow.approved),
          })}
        </p>
      </div>
      <aside className="flow-panel" aria-label={say(step ? words.step : words.flow)}>
        {step && chosen ? (
          <StepPanel
            key={chosen}
            draft={draft}
            object={flow.object}
            step={step}
            onChange={(next) => setStep(chosen, next)}
            onRetire={
              steps.length > 1
                ? () => {
                    setChosen(null)
                    setStep(chosen, null)
                  }
                : null
            }
            onClose={() => setChosen(null)}
            onEarlier={shifted(chosen, -1)}
            onLater={shifted(chosen, 1)}
          />
        ) : (
          <>
            <header>
              <h2 className="ellipsis">{say(flow.label)}</h2>
            </header>
            <WordsRow
              label={say(words.name)}
              value={flow.label}
              onChange={(label) => label && set('label', label)}
            />
            <ChoiceRow
              label={say(words.object)}
              value={flow.object}
              disabled={draft.published.approvals[name] !== undefined}
              options={flowObjects(draft)
                .filter((one) => one.lifecycle)
                .map((one) => ({ value: one.name, label: say(one.label) }))}
              onChange={(object) => {
                const next = model.objects[object]?.lifecycle
                if (next) put({ ...flow, object, ...stagesOfFlow(wholeOf(next).stages) })
              }}
            />
            <FormulaRow
              model={model}
              object={flow.object}
              label={say(words.if)}
              help={say(words.if_help)}
              value={flow.if}
              placeholder="amount > 50000"
              onChange={(formula) => set('if', formula)}
            />
            {(['waiting', 'approved', 'rejected', 'returned'] as const).map((part) => (
              <ChoiceRow
                key={part}
                label={say(words[part])}
                value={flow[part]}
                options={Object.keys(stages).map((one) => ({ value: one, label: stageName(one) }))}
                onChange={(stage) => set(part, stage)}
              />
            ))}
            <WhomRow
              model={model}
              object={flow.object}
              label={say(words.cc)}
              value={flow.cc}
              placeholder={say(words.nobody)}
              onChange={(cc) => set('cc', saidList(cc))}
            />
            <Row label={say(words.self)}>
              {(id) => (
                <Switch
                  id={id}
                  size="small"
                  checked={flow.self ?? false}
                  disabled={flow.four_eyes ?? false}
                  onChange={(on) => set('self', on || undefined)}
                />
              )}
            </Row>
            <Row label={say(words.four_eyes)} help={say(words.four_eyes_help)}>
              {(id) => (
                <Switch
                  id={id}
                  size="small"
                  checked={flow.four_eyes ?? false}
                  disabled={flow.self ?? false}
                  onChange={(on) => set('four_eyes', on || undefined)}
                />
              )}
            </Row>
            <div className="flow-foot">
              <span className="grow" />
              <Sure
                asks={say(words.retire_sure)}
                yes={say(words.retire)}
                onYes={() => draft.put([['approvals', name], null])}
              >
                <Button size="small" danger>
                  {say(words.retire)}
                </Button>
              </Sure>
            </div>
          </>
        )}
        <TryRoute draft={draft} name={name} flow={flow} />
      </aside>
    </div>
  )
}

function TryRoute({ draft, name, flow }: { draft: Draft; name: string; flow: ApprovalFlow }) {
  const [record, setRecord] = useState<string | null>(null)
  const answer = useQuery({
    queryKey: flowKeys.simulate('route', name, record, JSON.stringify(draft.patch)),
    queryFn: () => flowCalls.route(name, record!, draft.patch),
    enabled: record !== null,
    retry: false,
    placeholderData: (before) => before,
  })
  return (
    <section className="flow-simulate" aria-label={say(words.try)}>
      <h2>
        <EyeOutlined /> {say(words.try)}
      </h2>
      <div className="flow-simulate-pick one">
        <span className="ink-3 small">{say(words.record)}</span>
        <RefSelect
          living
          target={flow.object}
          value={record ? [record] : []}
          label={say(words.record)}
          onChange={(ids) => setRecord(ids.at(-1) ?? null)}
          small
        />
      </div>
      {answer.error && record && <p className="small bad">{answer.error.message}</p>}
      {record && answer.data && <Route route={answer.data} />}
    </section>
  )
}
