// Which field of many records gets which value?
import type { MetaObject } from '#kernel/api/meta.ts'
import { Picker } from '#web/fields/picker.tsx'
import { partsOf } from '#web/fields/registry.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say, t } from '#web/words.ts'
import { isEditable } from './columns.ts'
import { words } from './words.ts'

export interface NewValueProps {
  object: MetaObject
  /** The field, once one is chosen; else ''. */
  name: string
  /** Absent where the field stands already. */
  onName?: (name: string) => void
  value: unknown
  onValue: (value: unknown) => void
}

export function NewValue({ object, name, onName, value, onValue }: NewValueProps) {
  const field = object.fields[name]
  return (
    <>
      {onName && (
        <FormField label={say(words.field)}>
          {({ id }) => (
            <Picker
              id={id}
              value={name || null}
              showSearch={byLabel}
              options={Object.entries(object.fields)
                .filter(([path]) => isEditable(object, path))
                .map(([path, one]) => ({ value: path, label: say(one.label) }))}
              onChange={(next) => {
                onName(next ?? '')
                onValue(null)
              }}
              placeholder={t('choose')}
              style={{ width: '100%' }}
            />
          )}
        </FormField>
      )}
      {field && (
        <FormField label={onName ? say(words.new_value) : say(field.label)}>
          {({ id }) => {
            const { Input } = partsOf(field)
            return (
              <Input
                key={name}
                id={id}
                field={field}
                name={name}
                object={object.name}
                row={{}}
                value={value}
                onChange={onValue}
              />
            )
          }}
        </FormField>
      )}
    </>
  )
}
