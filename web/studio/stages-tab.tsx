// Through which stages does the object go, and by which moves?
import { useState } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useMeta } from '#web/meta.ts'
import { listed } from '#web/admin/listed.ts'
import { say } from '#web/words.ts'
import { marks } from './draft.ts'
import { MoveForm, stageName } from './move-form.tsx'
import { StageForm } from './stage-form.tsx'
import type { Stages } from './stage-changes.ts'
import type { Draft } from './use-draft.ts'

const words = {
  none: {
    zh: '这个对象没有阶段：它只是资料，不走流程。',
    en: 'This object has no stages: it is a record that goes through no process.',
  },
  new_stage: { zh: '阶段', en: 'Stage' },
  new_move: { zh: '流转', en: 'Move' },
  stages: { zh: '阶段', en: 'Stages' },
  moves: { zh: '流转', en: 'Moves' },
  limit: { zh: '时限 {n} 天', en: 'limit {n} d' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  by: { zh: '谁可以', en: 'Who may' },
  gate: { zh: '门径', en: 'Gate' },
  via: { zh: '操作「{action}」', en: 'action “{action}”' },
  free: { zh: '无条件', en: 'No conditions' },
  all: { zh: '能修改的人', en: 'Whoever may change it' },
  filled: { zh: '填好{fields}', en: '{fields} filled' },
  changed: { zh: '改', en: 'Changed' },
  added: { zh: '新增', en: 'New' },
} as const

export function StagesTab({ draft, object }: { draft: Draft; object: string }) {
  const meta = useMeta()
  const [stage, setStage] = useState<string | 'new' | null>(null)
  const [move, setMove] = useState<string | 'new' | null>(null)
  const def = draft.shown.objects[object]
  const lifecycle = def?.lifecycle as Stages | undefined
  if (!def || !lifecycle) return <p className="adm-empty">{say(words.none)}</p>
  const path = ['objects', object, 'lifecycle']
  const stageMarks = marks(draft.published, draft.patch, [...path, 'stages'])
  const moveMarks = marks(draft.published, draft.patch, [...path, 'moves'])
  const change = (next: Stages) => draft.put([path, next])
  const fieldName = (name: string) => say(def.fields[name]?.label ?? { zh: name, en: name })
  const roleName = (name: string) => say(draft.shown.roles[name]?.label ?? { zh: name, en: name })
  const actionName = (name: string) =>
    say(meta.objects[object]?.actions[name]?.label ?? { zh: name, en: name })
  return (
    <>
      <div className="adm-tools">
        <h2>{say(words.stages)}</h2>
        <span className="grow" />
        <Button icon={<PlusOutlined />} onClick={() => setStage('new')}>
          {say(words.new_stage)}
        </Button>
      </div>
      <div className="stage-path">
        {Object.entries(lifecycle.stages).map(([name, it]) => (
          <button
            key={name}
            type="button"
            className={it.kind ?? 'open'}
            onClick={() => setStage(name)}
          >
            {say(it.label)}{' '}
            {stageMarks.has(name) && (
              <span className="tag warn">
                {say(stageMarks.get(name) === 'added' ? words.added : words.changed)}
              </span>
            )}
            <small>
              {[
                it.limit_days === undefined ? '' : say(words.limit, { n: it.limit_days }),
                it.probability === undefined ? '' : `${it.probability}%`,
              ]
                .filter(Boolean)
                .join(' · ') || ' '}
            </small>
          </button>
        ))}
      </div>
      <div className="adm-tools">
        <h2>{say(words.moves)}</h2>
        <span className="grow" />
        <Button icon={<PlusOutlined />} onClick={() => setMove('new')}>
          {say(words.new_move)}
        </Button>
      </div>
      <table className="adm-table fold">
        <thead>
          <tr>
            <th scope="col">
              {say(words.from)} → {say(words.to)}
            </th>
            <th scope="col">{say(words.by)}</th>
            <th scope="col">{say(words.gate)}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {Object.entries(lifecycle.moves).map(([name, it]) => {
            const checks = Object.values(it.gate?.checks ?? {}).flatMap((one) =>
              one ? [say(one.says)] : [],
            )
            const required = it.gate?.require?.length
              ? [say(words.filled, { fields: listed(it.gate.require.map(fieldName)) })]
              : []
            const gate = [...required, ...checks]
            const mark = moveMarks.get(name)
            return (
              <tr key={name} className="press" onClick={() => setMove(name)}>
                <td>
                  <button type="button" className="bare">
                    {listed(it.from.map((one) => stageName(lifecycle, one)))} →{' '}
                    <b>{stageName(lifecycle, it.to)}</b>
                  </button>
                </td>
                <td className="ink-2">
                  {it.by ? listed(it.by.map(roleName)) : say(words.all)}
                  {it.via && (
                    <span className="ink-3">
                      {' '}
                      · {say(words.via, { action: actionName(it.via) })}
                    </span>
                  )}
                </td>
                <td>
                  {gate.length ? (
                    gate.map((one) => <div key={one}>{one}</div>)
                  ) : (
                    <span className="ink-3">{say(words.free)}</span>
                  )}
                </td>
                <td className="num">
                  {mark && mark !== 'retired' && (
                    <span className="tag warn">{say(words[mark])}</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {stage !== null && (
        <StageForm
          key={stage}
          lifecycle={lifecycle}
          name={stage === 'new' ? null : stage}
          onChange={change}
          onClose={() => setStage(null)}
        />
      )}
      {move !== null && (
        <MoveForm
          key={move}
          draft={draft}
          object={object}
          lifecycle={lifecycle}
          name={move === 'new' ? null : move}
          onChange={change}
          onClose={() => setMove(null)}
        />
      )}
    </>
  )
}
