// What will change if one field gets one value in all chosen rows? Shown before it is done.
import { useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { targetOf } from '#kernel/field.ts'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { partsOf } from '#web/fields/registry.ts'
import { titleOf, titlePath, useMeta } from '#web/meta.ts'
import { useTitles } from '#web/fields/ref-select.tsx'
import { useHands } from '#web/parts/hands.ts'
import { say, t } from '#web/words.ts'
import { isFrozen } from './bulk-open.ts'
import { NewValue } from './new-value.tsx'
import { words } from './words.ts'

export interface BulkChangeProps {
  object: MetaObject
  rows: readonly Row[]
  field?: string
  onClose: () => void
  /** Ids that changed, and the changes that bring the old values back. */
  onDone: (ids: string[], before: Values[]) => void
}

const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b === '' ? null : (b ?? null))

export default function BulkChange({
  object,
  rows,
  field: fixed,
  onClose,
  onDone,
}: BulkChangeProps) {
  const [name, setName] = useState(fixed ?? '')
  const [value, setValue] = useState<unknown>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useHands(box)
  const full = useFullRows(object, rows, name)
  const field = object.fields[name]
  const open = full.filter((row) => !isFrozen(object, row, name))
  const changing = field ? open.filter((row) => !same(row[name], value)) : []

  const go = async () => {
    setBusy(true)
    setRefusal(null)
    const next = value === '' ? null : value
    try {
      const change = changing.map((row) => ({ id: row.id, version: row.version, [name]: next }))
      for (let from = 0; from < change.length; from += 1000)
        await call.batch(object.name, { change: change.slice(from, from + 1000) })
      onDone(
        changing.map((row) => row.id),
        changing.map((row) => ({ id: row.id, [name]: row[name] ?? null })),
      )
    } catch (error) {
      setRefusal(messageOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Drawer
      open
      onClose={onClose}
      size={440}
      title={fixed && field ? `${say(words.assign)} ${say(field.label)}` : say(words.change_field)}
      footer={
        <div className="drawer-foot">
          <span />
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={!changing.length}
            onClick={() => void go()}
          >
            {say(words.apply, { n: changing.length })}
          </Button>
        </div>
      }
    >
      <div className="drawer-stack" ref={box}>
        <NewValue
          object={object}
          name={name}
          {...(fixed ? {} : { onName: setName })}
          value={value}
          onValue={setValue}
        />
        {refusal && (changing.length > 0 || !field) && (
          <p className="form-note bad" role="alert">
            {refusal} {say(words.none_changed)}
          </p>
        )}
        {field && (
          <Preview
            object={object}
            name={name}
            value={value}
            changing={changing}
            unchanged={open.length - changing.length}
            frozen={full.length - open.length}
          />
        )}
      </div>
    </Drawer>
  )
}

/** The list may not have asked for the field that is to change; then it is asked for now. */
function useFullRows(object: MetaObject, rows: readonly Row[], name: string): readonly Row[] {
  const meta = useMeta()
  const field = object.fields[name]
  const known = !name || rows.every((row) => name in row)
  const ids = rows.map((row) => `"${row.id}"`).join(', ')
  const { data } = useQuery({
    queryKey: keys.sum(object.name, 'full', name, ids),
    queryFn: () => {
      const title = field && titlePath(meta, name, field)
      return call.list(object.name, {
        filter: `id in (${ids})`,
        select: ['id', 'version', name, ...(title ? [title] : [])],
        limit: 1000,
      })
    },
    enabled: !known && field !== undefined,
  })
  if (known) return rows
  const found = new Map((data?.data ?? []).map((row) => [row.id, row]))
  return rows.flatMap((row) => {
    const more = found.get(row.id)
    return more ? [{ ...row, ...more }] : []
  })
}

interface PreviewProps {
  object: MetaObject
  name: string
  value: unknown
  changing: readonly Row[]
  unchanged: number
  frozen: number
}

const most = 8

function Preview({ object, name, value, changing, unchanged, frozen }: PreviewProps) {
  const meta = useMeta()
  const field = object.fields[name]
  const target = field && targetOf(field)
  const titles = useTitles(
    target ?? '',
    target && typeof value === 'string' && value ? [value] : [],
  )
  if (!field) return null
  const { Cell } = partsOf(field)
  const title = titlePath(meta, name, field)
  const after: Values = {
    [name]: value,
    ...(title && typeof value === 'string' ? { [title]: titles[value] } : {}),
  }
  return (
    <div>
      <h3>{say(words.preview, { n: changing.length })}</h3>
      <table className="preview-table">
        <tbody>
          {changing.slice(0, most).map((row) => (
            <tr key={row.id}>
              <td className="ellipsis">{titleOf(object, row)}</td>
              <td className="ellipsis">
                <del>
                  <Cell
                    field={field}
                    name={name}
                    object={object.name}
                    value={row[name]}
                    row={row}
                    place="grid"
                  />
                </del>{' '}
                →{' '}
                <Cell
                  field={field}
                  name={name}
                  object={object.name}
                  value={value}
                  row={after}
                  place="grid"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small ink-3">
        {[
          changing.length > most ? say(words.and_more, { n: changing.length - most }) : '',
          unchanged ? say(words.preview_same, { n: unchanged }) : '',
          frozen ? say(words.preview_frozen, { n: frozen }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}
