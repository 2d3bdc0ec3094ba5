// What stands in the form of a new record? What was refused, who it may be already, and the fields of the model.
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MetaObject } from '#kernel/api/meta.ts'
import { Button } from 'antd'
import type { Row, Values } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { words } from '#web/list/words.ts'
import { titleOf } from '#web/meta.ts'
import { RefusalHelp } from '#web/parts/refusal-help.tsx'
import { say } from '#web/words.ts'
import { FieldGrid } from './field-grid.tsx'
import type { NamedField } from './form-fields.ts'
import type { NewRecordWork } from './use-new-record.ts'

export interface NewRecordFieldsProps {
  object: MetaObject
  work: NewRecordWork
  /** The first field is under the hands at once. */
  autoFocus: boolean
  /** Only these, one after the other; absent = all, as the form has them. */
  asked?: readonly NamedField[] | undefined
  /** Takes a record that exists instead. */
  onChoose?: ((row: Row) => void) | undefined
}

export function NewRecordFields({
  object,
  work,
  autoFocus,
  asked,
  onChoose,
}: NewRecordFieldsProps) {
  const { fields, values, problems, refusal } = work
  const strange = Object.entries(problems).filter(
    ([path]) =>
      !fields.some(
        ([name]) => path === name || path.startsWith(`${name}[`) || path.startsWith(`${name}.`),
      ),
  )
  return (
    <>
      {refusal && (
        <p className="form-note bad" role="alert">
          <RefusalHelp refused={refusal} />{' '}
          {strange.map(([path, says]) => `${path} ${says}`).join(' ')}
        </p>
      )}
      <MaybeSame object={object} values={values} {...(onChoose && { onChoose })} />
      <FieldGrid
        object={object.name}
        layout={asked ? undefined : object.form}
        fields={asked ?? fields}
        values={values}
        onValues={work.put}
        problems={problems}
        disabled={work.busy}
        autoFocus={autoFocus}
      />
    </>
  )
}

interface MaybeSameProps {
  object: MetaObject
  values: Values
  /** Takes one that exists; without it they are only opened beside. */
  onChoose?: (row: Row) => void
}

/** Records that share a telling field (phone, e-mail, name) are shown while one types. */
function MaybeSame({ object, values, onChoose }: MaybeSameProps) {
  const telling = (object.duplicates ?? []).flatMap((name) => {
    const value = values[name]
    return typeof value === 'string' && value.trim().length >= 2
      ? [`${name} = "${value.trim().replaceAll('"', '""')}"`]
      : []
  })
  const filter = useSettled(telling.join(' or '))
  const { data } = useQuery({
    queryKey: keys.sum(object.name, 'maybe-same', filter),
    queryFn: () =>
      call.list(object.name, {
        filter,
        select: ['id', object.title, ...(object.fields.number ? ['number'] : [])],
        limit: 5,
      }),
    enabled: filter !== '',
    retry: false,
  })
  if (!filter || !data?.data.length) return null
  return (
    <p className="form-note warn" role="status">
      {say(words.maybe_same)}:{' '}
      {data.data.map((row, at) => (
        <span key={row.id}>
          {at > 0 && '、'}
          <Link to="/o/$object/$id" params={{ object: object.name, id: row.id }} target="_blank">
            {titleOf(object, row)}
          </Link>
          {onChoose && (
            <Button type="link" size="small" onClick={() => onChoose(row)}>
              {say(words.choose_it)}
            </Button>
          )}
        </span>
      ))}
    </p>
  )
}

/** The value once it has rested for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 400)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
