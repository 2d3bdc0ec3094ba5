// Which rows can come in, now that their objects are live? One button; sheet by sheet, with what came of each.
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { CheckOutlined, LoadingOutlined } from '@ant-design/icons'
import type { JobCard } from '#kernel/api/job.ts'
import { answers } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { number } from '#kernel/money/written.ts'
import { importCalls, resultOf } from '#web/importing/import-calls.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import type { Draft } from '../use-draft.ts'
import { letGo, useWaiting, wentIn } from './waiting-rows.ts'
import type { WaitingFile, WaitingPart } from './waiting-rows.ts'

const words = {
  wait: {
    zh: '已发布。「{file}」的行可以导入了：',
    en: 'It is live. The rows of “{file}” can come in now: ',
  },
  running: { zh: '正在导入「{file}」：', en: 'Importing “{file}”: ' },
  ended: { zh: '「{file}」已导入：', en: '“{file}” is in: ' },
  part: { zh: '{object} {n} 行', en: '{object} {n}' },
  go: { zh: '导入 {n} 行', en: 'Import {n} {n:row|rows}' },
  later: { zh: '不导入', en: 'Leave them' },
  done: { zh: '好', en: 'Done' },
  refused: { zh: '{n} 行有问题', en: '{n} refused' },
} as const

export function RowsWait({ draft }: { draft: Draft }) {
  const { who } = useMeta()
  const { objects } = draft.published
  const ready = useWaiting(who.id).find((file) => file.parts.every((one) => objects[one.object]))
  return ready ? <Ready key={ready.file.name} file={ready} /> : null
}

function Ready({ file }: { file: WaitingFile }) {
  const [running, setRunning] = useState<string | null>(null)
  const [failed, setFailed] = useState<{ object: string; says: string } | null>(null)
  const left = file.parts.filter((one) => !one.came)
  const begin = async () => {
    setFailed(null)
    for (const part of left) {
      setRunning(part.object)
      try {
        wentIn(file, part.object, await bringIn(file.file, part))
      } catch (error) {
        setFailed({
          object: part.object,
          says: messageOf(error),
        })
        break
      }
    }
    setRunning(null)
  }
  const ended = left.length === 0
  const sum = left.reduce((all, one) => all + one.rows, 0)
  return (
    <p className="rows-wait" role="status">
      <span>
        {say(ended ? words.ended : running ? words.running : words.wait, { file: file.file.name })}
      </span>
      {file.parts.map((part) => (
        <Part
          key={part.object}
          part={part}
          runs={running === part.object}
          failed={failed?.object === part.object ? failed.says : null}
        />
      ))}
      {ended ? (
        <Button size="small" onClick={() => letGo(file)}>
          {say(words.done)}
        </Button>
      ) : (
        <>
          <Button
            type="primary"
            size="small"
            loading={running !== null}
            onClick={() => void begin()}
          >
            {say(words.go, { n: number(String(sum)) })}
          </Button>
          {running === null && (
            <Button type="text" size="small" onClick={() => letGo(file)}>
              {say(words.later)}
            </Button>
          )}
        </>
      )}
    </p>
  )
}

interface PartProps {
  part: WaitingPart
  runs: boolean
  failed: string | null
}

function Part({ part, runs, failed }: PartProps) {
  const { object, came } = part
  const text = say(words.part, {
    object: say(part.label),
    n: number(String(came ? came.created : part.rows)),
  })
  if (!came)
    return (
      <span className="rows-part">
        {runs && <LoadingOutlined />}
        {text}
        {failed && <span className="bad">{failed}</span>}
      </span>
    )
  return (
    <span className="rows-part">
      <CheckOutlined className="good" />
      <Link to="/o/$object" params={{ object }}>
        {text}
      </Link>
      {came.refused > 0 && (
        <Link className="bad" to="/import/$object" params={{ object }} search={{ job: came.job }}>
          {say(words.refused, { n: number(String(came.refused)) })}
        </Link>
      )}
    </span>
  )
}

const over = (card: JobCard): boolean => card.stage !== 'waiting' && card.stage !== 'running'

/** One sheet, to its end. */
async function bringIn(file: File, { object, mapping }: WaitingPart): Promise<WaitingPart['came']> {
  const { job } = await importCalls.begin(object, file, mapping, false)
  let card = await call.job(job)
  while (!over(card)) {
    await new Promise((done) => setTimeout(done, 500))
    card = await call.job(job)
  }
  await answers.invalidateQueries({ queryKey: ['records', object] })
  const result = resultOf(card)
  if (!result) throw new Error(card.error ? say(card.error) : card.stage)
  return { created: result.created, refused: result.refused, job }
}
