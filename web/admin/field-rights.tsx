// Which fields may the role not read or not write? Only the fields that say so themselves are listed; others can be added.
import { byLabel } from '#web/parts/by-label.ts'
import { useState } from 'react'
import { Checkbox, Select } from 'antd'
import type { AppObject } from '#kernel/app.ts'
import { say } from '#web/words.ts'
import { inList, withRole } from './rights.ts'

const words = {
  field: { zh: '限制到角色的字段', en: 'Fields limited to roles' },
  read: { zh: '可看', en: 'May see' },
  write: { zh: '可改', en: 'May change' },
  add: { zh: '限制一个字段…', en: 'Limit a field …' },
  none: {
    zh: '没有受限的字段：能看这条记录，就能看它的全部字段。',
    en: 'No field is limited: whoever sees the record sees all of it.',
  },
  others: { zh: '其他可看：{roles}', en: 'Also seen by: {roles}' },
} as const

export interface FieldRightsProps {
  object: Pick<AppObject, 'fields' | 'name'>
  role: string
  roles: Readonly<Record<string, { label: { zh: string; en: string } }>>
  onChange: (field: string, which: 'read' | 'write', list: readonly string[] | null) => void
}

export function FieldRights({ object, role, roles, onChange }: FieldRightsProps) {
  const [added, setAdded] = useState<readonly string[]>([])
  const names = Object.keys(roles)
  const entries = Object.entries(object.fields)
  const limited = entries.filter(
    ([name, field]) => field.read || field.write || added.includes(name),
  )
  const rest = entries.filter(([name]) => name !== 'id' && !limited.some(([one]) => one === name))
  return (
    <div className="field-rights">
      {limited.length === 0 && <p className="ink-3">{say(words.none)}</p>}
      {limited.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.field)}</th>
              <th scope="col">{say(words.read)}</th>
              <th scope="col">{say(words.write)}</th>
            </tr>
          </thead>
          <tbody>
            {limited.map(([name, field]) => (
              <tr key={name}>
                <td>
                  {say(field.label)} <code className="ink-3 small">{name}</code>
                </td>
                {(['read', 'write'] as const).map((which) => (
                  <td key={which}>
                    <Checkbox
                      checked={inList(field[which], role)}
                      disabled={which === 'write' && field.read_only === true}
                      aria-label={`${say(field.label)} ${say(words[which])}`}
                      onChange={(event) =>
                        onChange(
                          name,
                          which,
                          withRole(field[which], role, event.target.checked, names),
                        )
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Select
        size="small"
        value={null}
        placeholder={say(words.add)}
        aria-label={say(words.add)}
        style={{ width: 220 }}
        showSearch={byLabel}
        options={rest.map(([value, field]) => ({ value, label: say(field.label) }))}
        onChange={(name: string | null) => name && setAdded([...added, name])}
      />
    </div>
  )
}
