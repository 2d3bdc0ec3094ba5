// What would a colleague see on a record if the draft were live? Ways, what is missing and who gives it, who is asked.
import { listed } from '#web/admin/listed.ts'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CheckOutlined, ClockCircleOutlined, EyeOutlined } from '@ant-design/icons'
import type { SimulatedMove, SimulatedRoute } from '#kernel/api/flow.ts'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { say } from '#web/words.ts'
import type { Draft } from '../use-draft.ts'
import { flowCalls, flowKeys } from './flow-calls.ts'
import type { Whole } from './lifecycle-edit.ts'

const words = {
  title: { zh: '试一试：谁会看到什么', en: 'Try it: who would see what' },
  who: { zh: '人员（空为我）', en: 'Who (else me)' },
  record: { zh: '在这条记录上', en: 'On this record' },
  none: { zh: '从「{stage}」没有去处。', en: 'Nothing leads on from “{stage}”.' },
  unseen: { zh: '{name} 看不到这条记录。', en: '{name} cannot see this record.' },
  by: { zh: '{names} 可给', en: '{names} can give it' },
  nobody: { zh: '没有人能给', en: 'nobody can give it' },
  met: { zh: '{n} 项已满足', en: '{n} met' },
  rest: { zh: '另 {n} 项已满足', en: '{n} more are met' },
  shut: { zh: '{name} 不能走这一步', en: 'not for {name}' },
  open: { zh: '可以走', en: 'open' },
  new: { zh: '新', en: 'new' },
  pass: { zh: '{roles} 可例外放行', en: '{roles} may let it pass' },
  asks: { zh: '会请示', en: 'Asks' },
  no_ask: { zh: '无需审批', en: 'no approval needed' },
  unknown: { zh: '用到未发布的字段，发布后才能判断', en: 'names a field that is not live yet' },
  cc: { zh: '抄送 {names}', en: 'tells {names}' },
  any: { zh: '或签', en: 'any' },
  all: { zh: '会签', en: 'all' },
  sequence: { zh: '依次', en: 'in turn' },
} as const

export interface SimulatePanelProps {
  draft: Draft
  object: string
  lifecycle: Whole
  /** Only this way is shown, where one is chosen. */
  move: string | null
}

export function SimulatePanel({ draft, object, lifecycle, move }: SimulatePanelProps) {
  const [record, setRecord] = useState<string | null>(null)
  const [person, setPerson] = useState<string | null>(null)
  const answer = useQuery({
    queryKey: flowKeys.simulate(object, record, person, JSON.stringify(draft.patch)),
    queryFn: () => flowCalls.simulate(object, record!, person, draft.patch),
    enabled: record !== null && draft.published.objects[object] !== undefined,
    retry: false,
    placeholderData: (before) => before,
  })
  const it = record === null ? undefined : answer.data
  const stageName = (name: string): string =>
    say(lifecycle.stages[name]?.label ?? { zh: name, en: name })
  const moves = it?.moves.filter((one) => !move || one.name === move) ?? []
  const shown = moves.length ? moves : (it?.moves ?? [])
  return (
    <section className="flow-simulate" aria-label={say(words.title)}>
      <h2>
        <EyeOutlined /> {say(words.title)}
      </h2>
      <div className="flow-simulate-pick">
        <span className="ink-3 small">{say(words.who)}</span>
        <span className="ink-3 small">{say(words.record)}</span>
        <RefSelect
          target="person"
          value={person ? [person] : []}
          label={say({ zh: '人员', en: 'Person' })}
          onChange={(ids) => setPerson(ids.at(-1) ?? null)}
          small
        />
        <RefSelect
          target={object}
          value={record ? [record] : []}
          label={say(words.record)}
          onChange={(ids) => setRecord(ids.at(-1) ?? null)}
          small
        />
      </div>
      {answer.error && record && <p className="small bad">{answer.error.message}</p>}
      {it && !it.sees && (
        <p className="small warn">{say(words.unseen, { name: it.person.name })}</p>
      )}
      {it && it.moves.length === 0 && (
        <p className="small ink-3">{say(words.none, { stage: stageName(it.stage) })}</p>
      )}
      {shown.map((one) => (
        <Way key={one.name} one={one} who={it!.person.name} stageName={stageName} />
      ))}
    </section>
  )
}

function Way({
  one,
  who,
  stageName,
}: {
  one: SimulatedMove
  who: string
  stageName: (name: string) => string
}) {
  const missing = one.gate.filter((line) => !line.ok)
  const met = one.gate.length - missing.length
  return (
    <div className="flow-way">
      <p className="flow-way-head">
        <b>→ {stageName(one.to)}</b>
        <span className={one.allowed ? 'ink-3 small' : 'warn small'}>
          {!one.allowed
            ? say(words.shut, { name: who })
            : missing.length === 0
              ? say(words.open)
              : ''}
        </span>
      </p>
      <ul>
        {missing.map((line) => (
          <li key={say(line.says)}>
            <ClockCircleOutlined className="warn" />
            <span>
              {say(line.says)} {line.unknown && <span className="tag warn">{say(words.new)}</span>}
            </span>
            <span className="ink-2 small">
              {line.givers.length
                ? say(words.by, { names: listed(line.givers) })
                : say(words.nobody)}
            </span>
          </li>
        ))}
        {met > 0 && (
          <li>
            <CheckOutlined className="good" />
            <span className="ink-2">
              {say(missing.length ? words.rest : words.met, { n: met })}
            </span>
          </li>
        )}
        {missing.length > 0 && one.exception.length > 0 && (
          <li className="ink-3 small">
            {say(words.pass, { roles: listed(one.exception.map((role) => say(role))) })}
          </li>
        )}
      </ul>
      {one.approval && <Route route={one.approval} />}
    </div>
  )
}

export function Route({ route }: { route: SimulatedRoute }) {
  if (route.unknown) return <p className="small warn">{say(words.unknown)}</p>
  if (!route.asked) return <p className="small ink-2">{say(words.no_ask)}</p>
  return (
    <ol className="flow-route" aria-label={say(words.asks)}>
      {route.steps.map((step) => (
        <li key={step.key} className={step.asked ? '' : 'left-out'}>
          <b>{say(step.label)}</b>{' '}
          {step.asked ? (
            <>
              {listed(step.people)}{' '}
              {step.people.length > 1 && <span className="tag">{say(words[step.mode])}</span>}{' '}
              {step.cc.length > 0 && (
                <span className="ink-3 small">{say(words.cc, { names: listed(step.cc) })}</span>
              )}
            </>
          ) : (
            <span className="ink-3">—</span>
          )}
        </li>
      ))}
    </ol>
  )
}
