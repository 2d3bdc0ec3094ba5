// How is a reference to another record shown, chosen and asked for?
import { Link } from '@tanstack/react-router'
import { may, sharedRefs, titlePath, useMeta } from '#web/meta.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Values } from '#kernel/object.ts'
import { t } from '#web/words.ts'
import type { CellOf, FieldParts, FilterOf, InputOf, Operator } from './field-parts.ts'
import { RefSelect } from './ref-select.tsx'

export const refOperators: readonly Operator[] = ['any_of', 'none_of', 'empty', 'filled']

/** The title beside the id: answers carry it under the path `account.name`. */
function useRefTitle(name: string, field: FieldDef, row: Values): string | null {
  const path = titlePath(useMeta(), name, field)
  const title = path ? row[path] : undefined
  return typeof title === 'string' && title ? title : null
}

export function RefCell({ field, name, value, row, place }: CellOf<'ref' | 'person' | 'team'>) {
  const meta = useMeta()
  const title = useRefTitle(name, field, row)
  const target = targetOf(field) ?? ''
  if (typeof value !== 'string' || !value) return null
  const words = title ?? t('open')
  if (place === 'grid' || field.kind !== 'ref' || !may(meta.objects[target], 'read'))
    return <>{title ?? '—'}</>
  return (
    <Link to="/o/$object/$id" params={{ object: target, id: value }}>
      {words}
    </Link>
  )
}

/** The field by which records of the one belong to the other. */
const pointsAt = (object: MetaObject | undefined, to: string): string | undefined =>
  object && object.name !== to
    ? Object.keys(object.fields).find((name) => {
        const field = object.fields[name]
        return field?.kind === 'ref' && field.object === to
      })
    : undefined

export function RefInput({
  field,
  name,
  value,
  onChange,
  row,
  ...props
}: InputOf<'ref' | 'person' | 'team'>) {
  const meta = useMeta()
  const title = useRefTitle(name, field, row)
  const target = targetOf(field) ?? ''
  const id = typeof value === 'string' && value ? value : null
  const own = meta.objects[props.object]
  // People and teams come in by their own door, and a row of a document with its document.
  const preset =
    field.kind === 'ref' && !['person', 'team'].includes(target) && !meta.objects[target]?.parent
      ? sharedRefs(own, row, meta.objects[target])
      : undefined
  // A row of another document is chosen among the rows of the one that this form is about.
  // What is done to a payment is done to one of its own allocations, not to any.
  const above = meta.objects[target]?.parent ?? pointsAt(meta.objects[target], props.object)
  const document = above ? row[meta.objects[target]?.parent ? above : props.object] : undefined
  return (
    <RefSelect
      {...props}
      target={target}
      living
      within={above && typeof document === 'string' ? { field: above, id: document } : null}
      preset={preset}
      value={id ? [id] : []}
      titles={id && title ? { [id]: title } : {}}
      onChange={(ids) => onChange(ids[0] ?? null)}
    />
  )
}

export function RefFilter({
  field,
  values,
  onChange,
  autoFocus,
  extra,
}: FilterOf<'ref' | 'person' | 'team'> & { extra?: { value: string; label: string }[] }) {
  return (
    <RefSelect
      target={targetOf(field) ?? ''}
      many
      value={values}
      onChange={onChange}
      autoFocus={autoFocus}
      {...(extra ? { extra } : {})}
    />
  )
}

export const ref: FieldParts<'ref'> = {
  Cell: RefCell,
  Input: RefInput,
  Filter: RefFilter,
  width: 160,
  operators: refOperators,
}
