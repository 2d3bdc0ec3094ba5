// What does one change of a field most while arranging a form?
import { Button, Checkbox, Select } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { madeKinds } from '#kernel/field.ts'
import type { FormSection } from '#kernel/view/form.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { FormulaField } from '../formula/formula-field.tsx'
import type { Draft } from '../use-draft.ts'
import { words } from './words.ts'

interface FieldSideProps {
  draft: Draft
  object: string
  name: string
  form: readonly FormSection[]
  onPlace: (section: number) => void
  /** The form with the field a place further; null where there is none. Whoever has a finger only moves it by that. */
  stepTo: (down: boolean) => FormSection[] | null
  onStep: (form: readonly FormSection[]) => void
  onAll: () => void
}

export function FieldSide(props: FieldSideProps) {
  const { draft, object, name, form, onPlace, stepTo, onStep, onAll } = props
  const field = draft.shown.objects[object]!.fields[name]!
  const path = ['objects', object, 'fields', name]
  const put = (property: string, value: unknown) =>
    draft.put([[...path, property], value === '' || value === false ? undefined : value])
  const formulas = madeKinds.has(field.kind)
    ? (['shown_if'] as const)
    : (['shown_if', 'required_if', 'read_only_if', 'default'] as const)
  return (
    <>
      <h2>
        {say(field.label)} <code className="small ink-3">{name}</code>
        <span className="grow" />
        {([false, true] as const).map((down) => {
          const next = stepTo(down)
          return (
            <Button
              key={String(down)}
              type="text"
              size="small"
              icon={down ? <ArrowDownOutlined /> : <ArrowUpOutlined />}
              aria-label={say(down ? words.down : words.up)}
              disabled={!next}
              onClick={() => next && onStep(next)}
            />
          )
        })}
      </h2>
      <WordsField
        label={say(words.label)}
        value={field.label}
        onChange={(label) => put('label', label)}
      />
      <WordsField
        label={say(words.help)}
        required={false}
        value={field.help ?? { zh: '', en: '' }}
        onChange={(help) => put('help', help.zh || help.en ? help : '')}
      />
      {form.length > 0 && (
        <FormField label={say(words.in_section)}>
          {({ id }) => (
            <Select
              id={id}
              value={form.findIndex((section) => section.fields.includes(name))}
              style={{ width: '100%' }}
              options={[
                ...form.map((section, at) => ({ value: at, label: say(section.label) })),
                { value: -1, label: say(words.rest) },
              ]}
              onChange={onPlace}
            />
          )}
        </FormField>
      )}
      {!madeKinds.has(field.kind) && (
        <Checkbox
          checked={field.required ?? false}
          onChange={(event) => put('required', event.target.checked)}
        >
          {say(words.required)}
        </Checkbox>
      )}
      {formulas.map((property) => (
        <FormField key={property} label={say(words[property])}>
          {({ id }) => (
            <FormulaField
              id={id}
              model={draft.shown}
              object={object}
              value={field[property] ?? ''}
              {...(property === 'default'
                ? { into: field }
                : { want: { type: 'boolean' as const }, folded: true })}
              onChange={(text) => put(property, text)}
            />
          )}
        </FormField>
      ))}
      <Button size="small" onClick={onAll}>
        {say(words.all_settings)}
      </Button>
    </>
  )
}
