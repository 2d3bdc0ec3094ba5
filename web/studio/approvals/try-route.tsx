// Who would be asked for one record?
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { EyeOutlined } from '@ant-design/icons'
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { say } from '#web/words.ts'
import { flowCalls, flowKeys } from '../flow/flow-calls.ts'
import { Route } from '../flow/simulate-panel.tsx'
import type { Draft } from '../use-draft.ts'

const words = {
  try: { zh: '试一试：会请示谁', en: 'Try it: who would be asked' },
  record: { zh: '在这条记录上', en: 'On this record' },
} as const

export interface TryRouteProps {
  draft: Draft
  name: string
  flow: ApprovalFlow
}

export function TryRoute({ draft, name, flow }: TryRouteProps) {
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
