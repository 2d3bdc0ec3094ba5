// What went into a step, and what came out? Fields by their labels and values as they are shown everywhere; the rest in plain lines.
import { Link } from '@tanstack/react-router'
import type { AutomationRun } from '#kernel/api/automation.ts'
import type { Words } from '#kernel/error.ts'
import { isJsonObject } from '#kernel/json.ts'
import { listed } from '#web/admin/listed.ts'
import { useMeta } from '#web/meta.ts'
import { ChangedFields } from '#web/record/changed-fields.tsx'
import { say } from '#web/words.ts'

const words = {
  input: { zh: '输入', en: 'In' },
  output: { zh: '输出', en: 'Out' },
  open: { zh: '打开新记录', en: 'Open the new record' },
  nobody: { zh: '没有人', en: 'nobody' },
} as const

/** What steps tell beside the values of fields. */
const told: Readonly<Record<string, Words>> = {
  to: { zh: '收件人', en: 'To' },
  subject: { zh: '主题', en: 'Subject' },
  text: { zh: '正文', en: 'Text' },
  people: { zh: '通知了', en: 'Told' },
  rows: { zh: '条数', en: 'Records' },
  done: { zh: '做了', en: 'Done' },
  status: { zh: '对方答复', en: 'Answer' },
  body: { zh: '发出的内容', en: 'Sent' },
}

type Line = AutomationRun['log'][number]

export function LogValues({
  line,
  part,
  object,
}: {
  line: Line
  part: 'input' | 'output'
  /** Whose record the run is about. */
  object: string
}) {
  const meta = useMeta()
  const values = line[part]
  if (!values || Object.keys(values).length === 0) return null
  const made = line.do === 'create' ? line.output : undefined
  if (part === 'output' && made && typeof made.object === 'string' && typeof made.id === 'string')
    return (
      <Link to="/o/$object/$id" params={{ object: made.object, id: made.id }} className="small">
        {say(words.open)}
      </Link>
    )
  const writes = ['create', 'change', 'action'].includes(line.do)
  const of = writes ? meta.objects[made ? String(made.object) : object] : undefined
  const names = Object.keys(values).filter((name) => of?.fields[name])
  const others = Object.keys(values).filter((name) => !names.includes(name) && name !== 'object')
  return (
    <div className="auto-said">
      <span className="small ink-3">{say(words[part])}</span>
      <div>
        {of && (
          <ChangedFields
            object={of}
            names={names}
            changes={Object.fromEntries(names.map((name) => [name, [null, values[name]]]))}
          />
        )}
        {others.map((name) => (
          <Other key={name} label={told[name] ? say(told[name]) : name} value={values[name]} />
        ))}
      </div>
    </div>
  )
}

const isWords = (value: unknown): value is Words =>
  isJsonObject(value) && typeof value.zh === 'string' && typeof value.en === 'string'

function Other({ label, value: given }: { label: string; value: unknown }) {
  const value = Array.isArray(given)
    ? given.map((one: unknown) => (isWords(one) ? say(one) : one))
    : given
  const deep = isJsonObject(value) || (Array.isArray(value) && value.some(isJsonObject))
  if (deep)
    return (
      <details className="small ink-2">
        <summary>{label}</summary>
        <pre>{JSON.stringify(value, null, 1)}</pre>
      </details>
    )
  const text = Array.isArray(value)
    ? listed(value.map(String)) || say(words.nobody)
    : String(value ?? '')
  return (
    <p className="small ink-2 changed">
      {label} <b>{text}</b>
    </p>
  )
}
