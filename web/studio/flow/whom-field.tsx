// Who is meant? Roles, people of the record, superiors of its owner, or single persons, in one box.
import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Whom } from '#kernel/lifecycle/whom.ts'
import { allRows, type WholeModel } from '#web/admin/admin-calls.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { say } from '#web/words.ts'
import { fieldName } from '../field-options.ts'

const words = {
  roles: { zh: '角色', en: 'Roles' },
  fields: { zh: '记录上的人员', en: 'People of the record' },
  superiors: { zh: '上级', en: 'Superiors' },
  people: { zh: '指定人员', en: 'Single persons' },
  superior: { zh: '负责人的上级', en: 'The owner’s superior' },
  superior_n: { zh: '负责人的第 {n} 级上级', en: 'The owner’s superior, level {n}' },
} as const

const keyOf = (one: Whom): string =>
  'role' in one
    ? `role:${one.role}`
    : 'field' in one
      ? `field:${one.field}`
      : 'person' in one
        ? `person:${one.person}`
        : `superior:${one.level ?? 1}`

function whomOf(key: string): Whom {
  const [kind, rest = ''] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  if (kind === 'role') return { role: rest }
  if (kind === 'field') return { field: rest }
  if (kind === 'person') return { person: rest }
  return rest === '1' ? { superior_of: 'owner' } : { superior_of: 'owner', level: Number(rest) }
}

const usePeople = () =>
  useQuery({
    queryKey: ['model', 'people'],
    queryFn: () => allRows('person', ['id', 'name', 'active', 'roles']),
    staleTime: 60_000,
  })

/** Roles that at least one active person has; undefined while that is not known. */
export function useStaffed(): ReadonlySet<string> | undefined {
  const { data } = usePeople()
  if (!data) return undefined
  return new Set(
    data.flatMap((one) => (one.active && Array.isArray(one.roles) ? one.roles.map(String) : [])),
  )
}

export function whomWords(model: WholeModel, object: string, one: Whom): string {
  if ('role' in one) return say(model.roles[one.role]?.label ?? { zh: one.role, en: one.role })
  if ('field' in one) return fieldName(model.objects[object], one.field)
  if ('person' in one) return say({ zh: '指定人员', en: 'a person' })
  return one.level && one.level > 1 ? say(words.superior_n, { n: one.level }) : say(words.superior)
}

export interface WhomFieldProps {
  id?: string | undefined
  model: WholeModel
  object: string
  value: readonly Whom[]
  onChange: (value: readonly Whom[]) => void
  label?: string
  placeholder?: string
}

export function WhomField({
  id,
  model,
  object,
  value,
  onChange,
  label,
  placeholder,
}: WhomFieldProps) {
  const people = usePeople()
  const fields = Object.entries(model.objects[object]?.fields ?? {}).filter(
    ([name, field]) => field.kind === 'person' && name !== 'updated_by',
  )
  const known = new Set(fields.map(([name]) => name))
  const odd = value.flatMap((one) => ('field' in one && !known.has(one.field) ? [one.field] : []))
  return (
    <Select
      id={id}
      mode="multiple"
      value={value.map(keyOf)}
      aria-label={label}
      placeholder={placeholder}
      style={{ width: '100%' }}
      showSearch={byLabel}
      onChange={(keys: string[]) => onChange(keys.map(whomOf))}
      options={[
        {
          label: say(words.roles),
          options: Object.entries(model.roles).map(([role, it]) => ({
            value: `role:${role}`,
            label: say(it.label),
          })),
        },
        {
          label: say(words.fields),
          options: [
            ...fields.map(([name]) => ({
              value: `field:${name}`,
              label: fieldName(model.objects[object], name),
            })),
            ...odd.map((name) => ({ value: `field:${name}`, label: name })),
          ],
        },
        {
          label: say(words.superiors),
          options: [1, 2, 3].map((n) => ({
            value: `superior:${n}`,
            label: n === 1 ? say(words.superior) : say(words.superior_n, { n }),
          })),
        },
        {
          label: say(words.people),
          options: (people.data ?? [])
            .filter((one) => one.active)
            .map((one) => ({ value: `person:${one.id}`, label: String(one.name ?? '') })),
        },
      ]}
    />
  )
}
