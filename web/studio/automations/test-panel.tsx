// What would it do with this record? Each step with its effects, none of them done.
import { useState } from 'react'
import { Button } from 'antd'
import { ExperimentOutlined } from '@ant-design/icons'
import type { TestEffect, TestRun } from '#kernel/api/automation.ts'
import { CallError } from '#web/call.ts'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { say } from '#web/words.ts'
import { flowCalls } from '../flow/flow-calls.ts'
import type { Draft } from '../use-draft.ts'
import { kinds } from './step-words.ts'

const words = {
  title: { zh: '试运行：不会真的执行', en: 'Test run: nothing is done' },
  record: { zh: '在这条记录上', en: 'On this record' },
  run: { zh: '试运行', en: 'Try it' },
  left: {
    zh: '条件不成立，什么也不会发生。',
    en: 'The condition does not hold; nothing would happen.',
  },
  failed: { zh: '到这一步会停下：', en: 'It would stop here: ' },
  done: {
    zh: '全部步骤都会完成，没有留下任何改动。',
    en: 'All steps would be done. Nothing was changed.',
  },
  notice: { zh: '消息给 {who}', en: 'Notice to {who}' },
  mail: { zh: '邮件给 {to}', en: 'Mail to {to}' },
  call: { zh: '调用 {to}', en: 'Call to {to}' },
  create: { zh: '新建', en: 'creates' },
  change: { zh: '修改', en: 'changes' },
  move: { zh: '推进', en: 'moves' },
  remove: { zh: '删除', en: 'removes' },
  exception: { zh: '放行', en: 'lets pass' },
  overdue: { zh: '超时', en: 'overdue' },
  sets_off: { zh: '会触发自动化「{name}」', en: 'would set off “{name}”' },
  itself: { zh: '会再次触发自己', en: 'would set itself off again' },
  empty: { zh: '空', en: 'empty' },
  not_live: {
    zh: '它用到了还没有发布的阶段或字段；发布后就能试运行（可以先暂停再发布）。',
    en: 'It uses stages or fields that are not live yet; it can be tried after the publish (pause it first if you like).',
  },
} as const

export function TestPanel({
  draft,
  name,
  object,
  onTried,
}: {
  draft: Draft
  name: string
  object: string
  onTried: (run: TestRun | null) => void
}) {
  const [record, setRecord] = useState<string | null>(null)
  const [run, setRun] = useState<TestRun | null>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string[]>([])
  const show = (next: TestRun | null) => {
    setRun(next)
    onTried(next)
  }
  const attempt = async () => {
    if (!record) return
    setBusy(true)
    setWrong([])
    try {
      show(await flowCalls.test(name, record, draft.patch))
    } catch (error) {
      show(null)
      setWrong(
        // What is wrong with the draft itself stands in the publish bar.
        error instanceof CallError && error.code === 'model-not-sound'
          ? [say(words.not_live)]
          : error instanceof CallError
            ? [error.message, ...error.errors.map((one) => one.detail)]
            : [String(error)],
      )
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="flow-simulate" aria-label={say(words.title)}>
      <h2>
        <ExperimentOutlined /> {say(words.title)}
      </h2>
      <div className="flow-simulate-pick try">
        <RefSelect
          target={object}
          value={record ? [record] : []}
          label={say(words.record)}
          onChange={(ids) => {
            setRecord(ids.at(-1) ?? null)
            show(null)
          }}
          small
        />
        <Button
          size="small"
          type="primary"
          disabled={!record}
          loading={busy}
          onClick={() => void attempt()}
        >
          {say(words.run)}
        </Button>
      </div>
      {wrong.map((text) => (
        <p key={text} className="small bad">
          {text}
        </p>
      ))}
      {run && !run.applies && <p className="small ink-2">{say(words.left)}</p>}
      <ol className="auto-tried">
        {run?.steps.map((step) => (
          <li key={`${step.path}${step.at}`}>
            <b>{say(kinds[step.do as keyof typeof kinds] ?? { zh: step.do, en: step.do })}</b>{' '}
            {step.error ? (
              <span className="bad">
                {say(words.failed)}
                {say(step.error)}
              </span>
            ) : (
              <span className="ink-2">{say(step.says)}</span>
            )}
            {once(step.effects).map((effect, at) => (
              <Effect key={at} effect={effect} />
            ))}
            {step.sets_off.map((one) => (
              <p key={one.name} className="warn small">
                {one.itself ? say(words.itself) : say(words.sets_off, { name: say(one.label) })}
              </p>
            ))}
          </li>
        ))}
      </ol>
      {run?.ended === 'done' && <p className="small good">{say(words.done)}</p>}
    </section>
  )
}

/** The same notice to several people is shown once; the step's own line says to how many. */
const once = (effects: readonly TestEffect[]): TestEffect[] =>
  effects.filter(
    (one, at) =>
      one.kind !== 'notice' ||
      effects.findIndex((other) => other.kind === 'notice' && noticeOf(other) === noticeOf(one)) ===
        at,
  )
const noticeOf = (effect: TestEffect): string =>
  effect.changes.find((one) => one.field === 'text_zh')?.after?.zh ?? effect.title

function Effect({ effect }: { effect: TestEffect }) {
  const value = (one: { zh: string; en: string } | null): string =>
    one ? say(one) : say(words.empty)
  if (effect.kind === 'mail' || effect.kind === 'call')
    return (
      <div className="auto-effect">
        <p>{say(words[effect.kind], { to: effect.title })}</p>
        <pre>{effect.text}</pre>
      </div>
    )
  if (effect.kind === 'notice') {
    const text = effect.changes.find((one) => one.field === say({ zh: 'text_zh', en: 'text_en' }))
    return <p className="auto-effect">“{text ? value(text.after) : effect.title}”</p>
  }
  const deed = words[effect.deed as 'create'] ?? words.change
  return (
    <div className="auto-effect">
      <p>
        {say(deed)} {say(effect.label)} {effect.title}
      </p>
      <dl>
        {effect.changes.slice(0, 12).map((one) => (
          <div key={one.field}>
            <dt className="ink-3">{say(one.label)}</dt>
            <dd>
              {one.before && <del>{value(one.before)}</del>} {value(one.after)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
