// What does an automation do, in order? Cards one under the other; a branch stands side by side, rows stand inside.
import { Dropdown } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { TestRun } from '#kernel/api/automation.ts'
import type { Automation, Step } from '#kernel/automation/automation.ts'
import type { Words } from '#kernel/error.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { formulaWords } from '#web/list/condition-chips.tsx'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { eachObject, kinds, stepWords, triggerWords } from './step-words.ts'

const words = {
  add: { zh: '加一步', en: 'Add a step' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  look: { zh: '请查看', en: 'Please have a look' },
  notice: { zh: '通知', en: 'Notice' },
  hello: { zh: '您好', en: 'Hello' },
} as const

export interface StepsCanvasProps {
  model: WholeModel
  one: Automation
  /** `when` or the path of a step. */
  chosen: string
  tried: TestRun | null
  onChoose: (path: string) => void
  onAdd: (path: string, step: Step) => void
  onRetire: (path: string) => void
}

/** The same in both languages, so that what is written over it is, too. */
const alike = (text: Words): Words => ({ zh: say(text), en: say(text) })

/** A new step that says the least it can. */
function fresh(
  model: WholeModel,
  actions: readonly string[],
  object: string,
  kind: Step['do'],
): Step {
  switch (kind) {
    case 'create':
      return { do: 'create', object: 'activity', set: {} }
    case 'change':
      return { do: 'change', set: {} }
    case 'action':
      return { do: 'action', action: actions[0] ?? 'move' }
    case 'message':
      return {
        do: 'message',
        to: [{ field: 'owner' }],
        text: alike(words.look),
      }
    case 'mail':
      return {
        do: 'mail',
        to: '{owner.email}',
        subject: alike(words.notice),
        text: alike(words.hello),
      }
    case 'webhook':
      return { do: 'webhook', url: 'https://example.com/hook', fields: [] }
    case 'wait':
      return { do: 'wait', days: 1 }
    case 'approval':
      return {
        do: 'approval',
        flow:
          Object.entries(model.approvals).find(([, it]) => it && it.object === object)?.[0] ?? '',
      }
    case 'branch':
      return { do: 'branch', if: 'id is not empty', then: [] }
    case 'each': {
      const lines = Object.entries(model.objects[object]?.fields ?? {}).find(
        ([, field]) => field.kind === 'lines',
      )
      return lines
        ? { do: 'each', lines: lines[0], steps: [] }
        : { do: 'each', object: 'activity', where: 'done_at is empty', steps: [] }
    }
  }
}

export function StepsCanvas(props: StepsCanvasProps) {
  const { model, one, chosen, onChoose } = props
  const meta = useMeta()
  return (
    <div className="auto-flow">
      <button
        type="button"
        className="auto-card trigger"
        aria-pressed={chosen === 'when'}
        onClick={() => onChoose('when')}
      >
        <b>{triggerWords(model, meta, one)}</b>
        {one.if && (
          <span className="small ink-2 ellipsis">
            {formulaWords(meta, one.when.object, one.if, model.objects)}
          </span>
        )}
      </button>
      <List {...props} object={one.when.object} steps={one.steps} before="" plain={false} />
    </div>
  )
}

function List(
  props: StepsCanvasProps & {
    object: string
    steps: readonly Step[]
    before: string
    plain: boolean
  },
) {
  const { steps, before } = props
  return (
    <div className="auto-steps">
      {steps.map((step, at) => (
        <One key={`${before}${at}`} {...props} step={step} path={`${before}${at}`} />
      ))}
      <Add {...props} path={`${before}${steps.length}`} />
    </div>
  )
}

function Add({
  model,
  object,
  path,
  plain,
  onAdd,
}: StepsCanvasProps & { object: string; path: string; plain: boolean }) {
  const meta = useMeta()
  const actions = Object.keys(meta.objects[object]?.actions ?? {})
  const flows = Object.values(model.approvals).some((it) => it && it.object === object)
  const offered = (Object.keys(kinds) as Step['do'][]).filter(
    (kind) =>
      (!plain || !['wait', 'approval', 'branch', 'each'].includes(kind)) &&
      (kind !== 'approval' || flows) &&
      (kind !== 'action' || actions.length > 0),
  )
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: offered.map((kind) => ({ key: kind, label: say(kinds[kind]) })),
        onClick: ({ key }) => onAdd(path, fresh(model, actions, object, key as Step['do'])),
      }}
    >
      <button type="button" className="auto-add" aria-label={say(words.add)}>
        <PlusOutlined />
      </button>
    </Dropdown>
  )
}

function One(
  props: StepsCanvasProps & { object: string; step: Step; path: string; plain: boolean },
) {
  const { model, object, step, path, chosen, tried, onChoose, onRetire } = props
  const meta = useMeta()
  const done = tried?.steps.find((it) => it.path === path)
  const card = (
    <button
      type="button"
      className={`auto-card${tried ? (done ? (done.error ? ' failed' : ' did') : ' left') : ''}`}
      aria-pressed={chosen === path}
      onClick={() => onChoose(path)}
      onKeyDown={(event) => event.key === 'Delete' && onRetire(path)}
    >
      <b>{say(kinds[step.do])}</b>
      <span className="ink-2 two-lines">{stepWords(model, meta, object, step) || '—'}</span>
      {done && <span className={done.error ? 'bad small' : 'good small'}>{say(done.says)}</span>}
    </button>
  )
  if (step.do === 'branch')
    return (
      <>
        {card}
        <div className="auto-branch">
          {(['then', 'else'] as const).map((side) => (
            <div key={side}>
              <span className="tag">{say(side === 'then' ? words.yes : words.no)}</span>
              <List {...props} steps={step[side] ?? []} before={`${path}.${side}.`} />
            </div>
          ))}
        </div>
      </>
    )
  if (step.do === 'each')
    return (
      <>
        {card}
        <div className="auto-each">
          <List
            {...props}
            object={eachObject(model, object, step)}
            steps={step.steps}
            before={`${path}.steps.`}
            plain
          />
        </div>
      </>
    )
  return card
}
