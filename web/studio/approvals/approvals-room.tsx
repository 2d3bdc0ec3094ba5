// Who is asked for a yes, in which order, and what if they do not answer? Drawn as a route, tried on a record.
import { useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { AppObject } from '#kernel/app.ts'
import type { Words } from '#kernel/error.ts'
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { living } from '#kernel/merge.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { say } from '#web/words.ts'
import { freeName } from '../draft.ts'
import { flowObjects } from '../flow/flow-room.tsx'
import { wholeOf } from '../flow/lifecycle-edit.ts'
import { NewOfObject } from '../flow/new-of-object.tsx'
import { nameFor } from '../pinyin-name.ts'
import type { RoomProps } from '../room.ts'
import { Flow } from './flow.tsx'
import { stagesOfFlow } from './stages-of-flow.ts'
import '../flow/flow.css'

const words = {
  flow: { zh: '审批流', en: 'Approval flow' },
  new_flow: { zh: '新审批流', en: 'New approval flow' },
  none: { zh: '还没有审批流。', en: 'No approval flow yet.' },
  first_step: { zh: '上级审批', en: 'Their superior' },
  object_help: {
    zh: '有阶段的对象。先在「流程」里给它画一个审批的阶段。',
    en: 'An object with stages. Draw one in which it waits for the yes first.',
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
