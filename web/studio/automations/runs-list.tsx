// What did it do, for which records, and what went wrong? Each run with its steps; an ended one can go on from any of them.
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { AutomationRun } from '#kernel/api/automation.ts'
import { Answer } from '#web/admin/answer.tsx'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import { flowCalls, flowKeys } from '../flow/flow-calls.ts'
import { LogValues } from './log-values.tsx'
import { kinds } from './step-words.ts'

const words = {
  none: { zh: '还没有运行过。', en: 'It has not run yet.' },
  waiting: { zh: '等待中', en: 'waiting' },
  done: { zh: '完成', en: 'done' },
  left: { zh: '不满足条件', en: 'condition not met' },
  failed: { zh: '失败', en: 'failed' },
  stopped: { zh: '已停止', en: 'stopped' },
  again: { zh: '从这一步重试', en: 'Again from here' },
  go_on: { zh: '从断点重试', en: 'Try again where it stopped' },
  again_done: { zh: '已重新排队', en: 'It goes on' },
  until: { zh: '等到 {at}', en: 'until {at}' },
  awaits: { zh: '等审批', en: 'waits for an approval' },
  rights: { zh: '以系统权限执行', en: 'run with the rights of the system' },
  no_record: { zh: '没有记录', en: 'no record' },
} as const
const colours = {
  waiting: 'tag accent',
  done: 'tag good',
  left: 'tag',
  failed: 'tag bad',
  stopped: 'tag warn',
} as const

export function RunsList({ name }: { name: string }) {
  const runs = useQuery({
    queryKey: flowKeys.runs(name),
    queryFn: () => flowCalls.runs(name),
    refetchInterval: 10_000,
  })
  return (
    <Answer of={runs}>
      {({ data }) =>
        data.length ? (
          <ol className="auto-runs">
            {data.map((run) => (
              <Run key={run.id} run={run} />
            ))}
          </ol>
        ) : (
          <p className="ink-3">{say(words.none)}</p>
        )
      }
    </Answer>
  )
}

function Run({ run }: { run: AutomationRun }) {
  const { zone } = useMeta().company
  const { message } = App.useApp()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const today = todayIn(zone)
  const ended = run.stage !== 'waiting'
  const retry = async (step: number) => {
    setBusy(true)
    try {
      await flowCalls.retry(run.automation, run.id, step)
      void message.success(say(words.again_done))
    } catch (error) {
      void message.error(messageOf(error))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: flowKeys.runs(run.automation) })
    }
  }
  return (
    <li>
      <button type="button" className="bare" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={colours[run.stage]}>{say(words[run.stage])}</span>
        <span className="ellipsis">{run.title ?? run.record ?? say(words.no_record)}</span>
        <time className="ink-3 small">{instant(run.created_at, zone, today)}</time>
      </button>
      {run.error && <p className="small bad">{say(run.error)}</p>}
      {run.stage === 'waiting' && run.awaits && <p className="small ink-3">{say(words.awaits)}</p>}
      {run.stage === 'waiting' && !run.awaits && run.step > 0 && (
        <p className="small ink-3">{say(words.until, { at: instant(run.due_at, zone, today) })}</p>
      )}
      {open && (
        <>
          <p className="small ink-3">{say(words.rights)}</p>
          {run.record && (
            <Link to="/o/$object/$id" params={{ object: run.object, id: run.record }}>
              {run.title ?? run.record}
            </Link>
          )}
          <ol className="auto-log">
            {run.log.map((line, at) => (
              <li key={at}>
                <p>
                  <b>{say(kinds[line.do as keyof typeof kinds] ?? { zh: line.do, en: line.do })}</b>{' '}
                  {say(line.says)}{' '}
                  <time className="ink-3 small">{instant(line.at, zone, today)}</time>
                </p>
                {(['input', 'output'] as const).map((part) => (
                  <LogValues key={part} line={line} part={part} object={run.object} />
                ))}
                {ended && (
                  <Button
                    size="small"
                    type="text"
                    loading={busy}
                    onClick={() => void retry(line.step)}
                  >
                    {say(words.again)}
                  </Button>
                )}
              </li>
            ))}
          </ol>
          {run.stage === 'failed' && (
            <Button size="small" loading={busy} onClick={() => void retry(run.step)}>
              {say(words.go_on)}
            </Button>
          )}
        </>
      )}
    </li>
  )
}
