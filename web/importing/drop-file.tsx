// Which file? Dropped or chosen; what is no table is told before it is sent.
import { useRef, useState } from 'react'
import { InboxOutlined } from '@ant-design/icons'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'
import './importing.css'

const taken = /\.(csv|tsv|txt|xlsx|xlsm)$/i
const largest = 50 * 1024 * 1024

const problemOf = (file: File): string | null => {
  if (/\.xls$/i.test(file.name))
    return say({
      zh: '这是旧版 .xls，请在 Excel 里另存为 .xlsx。',
      en: 'This is an old .xls; please save it as .xlsx in Excel.',
    })
  if (!taken.test(file.name))
    return say({ zh: '请选择 .xlsx 或 .csv 文件。', en: 'Please choose an .xlsx or .csv file.' })
  if (file.size > largest)
    return say({
      zh: '文件超过 50 MB，请分成几个。',
      en: 'The file is over 50 MB; please split it.',
    })
  return file.size === 0 ? say({ zh: '文件是空的。', en: 'The file is empty.' }) : null
}

export function DropFile({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false)
  const phone = useWidth() === 'phone'
  const [problem, setProblem] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const take = (file: File | undefined) => {
    if (!file) return
    const wrong = problemOf(file)
    setProblem(wrong)
    if (!wrong) onFile(file)
  }
  return (
    <>
      <label
        className={over ? 'drop-file over' : 'drop-file'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files[0])
        }}
      >
        <InboxOutlined />
        <b>{say(phone ? words.choose_file : words.drop)}</b>
        <span className="ink-3">{say(words.drop_help)}</span>
        <input
          ref={input}
          type="file"
          className="only-read-aloud"
          accept=".csv,.tsv,.txt,.xlsx,.xlsm"
          onChange={(event) => {
            take(event.target.files?.[0])
            // The same file may be chosen again after it was mended.
            if (input.current) input.current.value = ''
          }}
        />
      </label>
      {problem && (
        <p className="form-note bad" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
