// What is true of a field, yes or no? Only what its kind can be is offered.
import { Checkbox } from 'antd'
import type { FieldDef, Kind } from '#kernel/field.ts'
import { isGrouped } from '#kernel/fields/grouping.ts'
import { say } from '#web/words.ts'
import { isGiven } from './field-draft.ts'
import type { Loose } from './kind-fields.tsx'

const words = {
  required: { zh: '必填', en: 'Required' },
  unique: { zh: '不能重复', en: 'No two alike' },
  grouping: { zh: '千分位（12,000）', en: 'Comma per three digits (12,000)' },
  search: { zh: '可被搜索到', en: 'Found by search' },
  read_only: { zh: '只由系统和业务操作写入', en: 'Only written by actions and the system' },
} as const
type Mark = keyof typeof words

const texts: ReadonlySet<Kind> = new Set<Kind>(['text', 'phone', 'email', 'url', 'long_text'])

/** May a field of the kind be so? */
const offered: Record<Mark, (kind: Kind, field: Loose) => boolean> = {
  required: (kind) => !isGiven(kind),
  unique: (kind) => (texts.has(kind) || kind === 'integer') && kind !== 'long_text',
  grouping: (kind, field) => kind === 'integer' || field.gives === 'integer',
  search: (kind) => texts.has(kind) || kind === 'auto_number',
  read_only: (kind) => !isGiven(kind),
}

export interface FieldMarksProps {
  kind: Kind
  /** As it is typed; its label says whether digits stand in groups while nobody says. */
  field: Loose
  put: (more: Loose) => void
}

export function FieldMarks({ kind, field, put }: FieldMarksProps) {
  const isSo = (mark: Mark): boolean =>
    mark === 'grouping' ? isGrouped({ ...field, kind } as FieldDef) : field[mark] === true
  return (
    <span className="adm-row">
      {(Object.keys(words) as Mark[])
        .filter((mark) => offered[mark](kind, field))
        .map((mark) => (
          <Checkbox
            key={mark}
            checked={isSo(mark)}
            onChange={(event) => put({ [mark]: event.target.checked })}
          >
            {say(words[mark])}
          </Checkbox>
        ))}
    </span>
  )
}
