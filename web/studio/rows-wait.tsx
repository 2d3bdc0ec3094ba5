// Which rows can come in, now that their objects are live? One button; sheet by sheet, with what came of each.
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { CheckOutlined, LoadingOutlined } from '@ant-design/icons'
import type { JobCard } from '#kernel/api.ts'
import { answers } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { number } from '#web/format.ts'
import { importCalls, resultOf } from '#web/importing/import-calls.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import type { Draft } from './use-draft.ts'
import { letGo, useWaiting } from './waiting-rows.ts'
import type { WaitingFile, WaitingPart } from './waiting-rows.ts'

const words = {
  wait: {
    zh: '已发布。「{file}」的行可以导入了：',
    en: 'It is live. The rows of “{file}” can come in now: ',
  },
  running: { zh: '正在导入「{file}」：', en: 'Importing “{file}”: ' },
  ended: { zh: '「{file}」已导入：', en: '“{file}” is in: ' },
  part: { zh: '{object} {n} 行', en: '{object} {n}' },
  go: { zh: '导入 {n} 行', en: 'Import {n} rows' },
  later: { zh: '不导入', en: 'Leave them' },
  done: { zh: '好', en: 'Done' },
  refused: { zh: '{n} 行有问题', en: '{n} refused' },
} as const

type Came =
  | { state: 'waits' }
  | { state: 'runs' }
  | { state: 'in'; created: number; refused: number; job: string }
  | { state: 'failed'; says: string }

export function RowsWait({ draft }: { draft: Draft }) {
  const { who } = useMeta()
  const { objects } = draft.published
  const ready = useWaiting(who.id).find((file) => file.parts.every((one) => objects[one.object]))
  return ready ? <Ready key={ready.file.name} file={ready} /> : null
}

function Ready({ file }: { file: WaitingFile }) {
  const [came, setCame] = useState<readonly Came[]>(file.parts.map(() => ({ state: 'waits' })))
  const begun = came.some((one) => one.state !== 'waits')
  const ended = came.every((one) => one.state === 'in')
  const running = came.some((one) => one.state === 'runs')
  const begin = async () => {
    const now: Came[] = [...came]
    const put = (at: number, next: Came) => {
      now[at] = next
      setCame([...now])
    }
    for (const [at, part] of file.parts.entries()) {
      // What went in before a failure does not go in again.
      if (now[at]!.state === 'in') continue
      put(at, { state: 'runs' })
      const end = await bringIn(file.file, part)
      put(at, end)
      if (end.state === 'failed') return
    }
  }
  const sum = file.parts.reduce((all, one) => all + one.rows, 0)
  return (
    <p className="rows-wait" role="status">
      <span>
        {say(ended ? words.ended : begun ? words.running : words.wait, { file: file.file.name })}
      </span>
      {file.parts.map((part, at) => (
        <Part key={part.object} part={part} came={came[at]!} />
      ))}
      {ended ? (
        <Button size="small" onClick={() => letGo(file)}>
          {say(words.done)}
        </Button>
      ) : (
        <>
          <Button type="primary" size="small" loading={running} onClick={() => void begin()}>
            {say(words.go, { n: number(String(sum)) })}
          </Button>
          {!running && (
            <Button type="text" size="small" onClick={() => letGo(file)}>
              {say(words.later)}
            </Button>
          )}
        </>
      )}
    </p>
  )
}

function Part({ part, came }: { part: WaitingPart; came: Came }) {
  const { object } = part
  const rows = came.state === 'in' ? came.created : part.rows
  const text = say(words.part, { object: say(part.label), n: number(String(rows)) })
  return (
    <span className="rows-part">
      {came.state === 'runs' && <LoadingOutlined />}
      {came.state === 'in' && <CheckOutlined className="good" />}
      {came.state === 'in' ? (
        <Link to="/o/$object" params={{ object }}>
          {text}
        </Link>
      ) : (
        text
      )}
      {came.state === 'in' && came.refused > 0 && (
        <Link
          className="bad"
          to="/import/$object"
          params={{ object }}
          search={{ job: came.job }}
        >
          {say(words.refused, { n: number(String(came.refused)) })}
        </Link>
      )}
      {came.state === 'failed' && <span className="bad">{came.says}</span>}
    </span>
  )
}

const over = (card: JobCard): boolean => card.stage !== 'waiting' && card.stage !== 'running'

/** One sheet, to its end. */
async function bringIn(file: File, { object, mapping }: WaitingPart): Promise<Came> {
  try {
    const { job } = await importCalls.begin(object, file, mapping, false)
    let card = await call.job(job)
    while (!over(card)) {
      await new Promise((done) => setTimeout(done, 500))
      card = await call.job(job)
    }
    await answers.invalidateQueries({ queryKey: ['records', object] })
    const result = resultOf(card)
    return result
      ? { state: 'in', created: result.created, refused: result.refused, job }
      : { state: 'failed', says: card.error ? say(card.error) : card.stage }
  } catch (error) {
    return { state: 'failed', says: error instanceof Error ? error.message : String(error) }
  }
}
