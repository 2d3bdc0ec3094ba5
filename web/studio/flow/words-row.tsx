// How is a name or text in both languages changed in a panel? Chinese first, English under it.
import type { Words } from '#kernel/error.ts'
import { say } from '#web/words.ts'
import { HeldText } from './held.tsx'
import { Row } from './row.tsx'

export function WordsRow({
  label,
  value,
  onChange,
  lines,
}: {
  label: string
  value: Words | undefined
  onChange: (value: Words | undefined) => void
  lines?: boolean
}) {
  const now = value ?? { zh: '', en: '' }
  const change = (next: Words) =>
    onChange(
      next.zh.trim() || next.en.trim()
        ? { zh: next.zh || next.en, en: next.en || next.zh }
        : undefined,
    )
  return (
    <Row label={label} wide={lines ?? false}>
      {(id) => (
        <div className="flow-words">
          <HeldText
            id={id}
            lines={lines ?? false}
            value={now.zh}
            placeholder="中文"
            onChange={(zh) => change({ zh, en: now.en === now.zh ? zh : now.en })}
          />
          <HeldText
            lines={lines ?? false}
            value={now.en === now.zh ? '' : now.en}
            label={`${label} English`}
            placeholder={
              now.zh && now.en === now.zh
                ? say({ zh: '英文，留空则同中文', en: 'As in Chinese' })
                : 'English'
            }
            onChange={(en) => change({ zh: now.zh, en })}
          />
        </div>
      )}
    </Row>
  )
}
