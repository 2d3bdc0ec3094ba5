// Which values changed, from what to what? Each as its kind is shown everywhere; child rows by their place.
import type { HistoryEvent } from '#kernel/api/record-page.ts'
import type { MetaObject } from '#kernel/api/meta.ts'
import { isBlank } from '#kernel/blank.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import type { Values } from '#kernel/object.ts'
import { useTitles } from '#web/fields/ref-select.tsx'
import { partsOf } from '#web/fields/registry.ts'
import { titlePath, useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { rowChanges } from './timeline-entries.ts'
import { words } from './words.ts'
import './changed.css'

const mostRows = 6

export function ChangedFields({
  object,
  changes,
  names,
}: {
  object: MetaObject
  changes: HistoryEvent['changes']
  names: readonly string[]
}) {
  const meta = useMeta()
  return names.flatMap((name) => {
    const field = object.fields[name]
    const pair = changes[name]
    if (!field || !pair) return []
    if (field.kind === 'lines') {
      const child = meta.objects[field.object]
      return child ? [<ChangedRows key={name} child={child} field={field} pair={pair} />] : []
    }
    return [
      <p key={name} className="small ink-2 changed">
        {say(field.label)}{' '}
        <FromTo object={object} name={name} field={field} before={pair[0]} after={pair[1]} />
      </p>,
    ]
  })
}

function ChangedRows({
  child,
  field,
  pair,
}: {
  child: MetaObject
  field: FieldDef
  pair: readonly [unknown, unknown]
}) {
  const rows = rowChanges(pair[0], pair[1]).filter(
    (one) =>
      one.field === null ||
      (one.field !== child.parent &&
        child.fields[one.field] &&
        !child.fields[one.field]!.read_only),
  )
  // Rows that are called after another record have its id for a title.
  const called = child.fields[child.title]
  const target = called && targetOf(called)
  const titles = useTitles(
    target ?? '',
    target
      ? [...new Set(rows.map((one) => one.values[child.title]))].filter(
          (id): id is string => typeof id === 'string' && id !== '',
        )
      : [],
  )
  return (
    <>
      {rows.slice(0, mostRows).map((one) => {
        const def = one.field ? child.fields[one.field] : undefined
        const kept = one.values[child.title]
        const title = target ? titles[String(kept)] : kept
        return (
          <p key={`${one.row}.${one.field}`} className="small ink-2 changed">
            {say(field.label)} {say(words.row_n, { n: one.row })}
            {typeof title === 'string' && title ? ` ${title}` : ''}{' '}
            {one.what !== 'changed' && say(one.what === 'added' ? words.row_added : words.row_gone)}
            {def && one.field && (
              <>
                {say(def.label)}{' '}
                <FromTo
                  object={child}
                  name={one.field}
                  field={def}
                  before={one.before}
                  after={one.after}
                />
              </>
            )}
          </p>
        )
      })}
      {rows.length > mostRows && (
        <p className="small ink-3">{say(words.more_changes, { n: rows.length - mostRows })}</p>
      )}
    </>
  )
}

interface FromToProps {
  object: MetaObject
  name: string
  field: FieldDef
  before: unknown
  after: unknown
}

function FromTo({ object, name, field, before, after }: FromToProps) {
  const meta = useMeta()
  const target = targetOf(field)
  const ids = target
    ? [before, after].filter((one): one is string => typeof one === 'string' && one !== '')
    : []
  const titles = useTitles(target ?? '', target && meta.objects[target] ? ids : [])
  const path = titlePath(meta, name, field)
  const { Cell } = partsOf(field)
  const cell = (value: unknown) => {
    const row: Values = {
      [name]: value,
      ...(path && typeof value === 'string' ? { [path]: titles[value] ?? '…' } : {}),
    }
    return isBlank(value) ? (
      <span className="ink-3">{say(words.nothing)}</span>
    ) : (
      <Cell field={field} name={name} object={object.name} value={value} row={row} place="grid" />
    )
  }
  if (isBlank(before)) return <b>{cell(after)}</b>
  return (
    <>
      <s>{cell(before)}</s> → <b>{cell(after)}</b>
    </>
  )
}
