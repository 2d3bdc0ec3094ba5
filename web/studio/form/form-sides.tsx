// What can be set of the field or the section that is chosen on the drawing of a form?
import { Button, Checkbox, Select } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import type { Words } from '#kernel/error.ts'
import type { Kind } from '#kernel/field.ts'
import type { FormSection } from '#kernel/view/form.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { say } from '#web/words.ts'
import { FormulaField } from '../formula-field.tsx'
import { saidWords, withPart } from '../part.ts'
import type { Draft } from '../use-draft.ts'
import { words } from './words.ts'

const given: ReadonlySet<Kind> = new Set<Kind>(['formula', 'rollup', 'auto_number', 'stage'])

interface FieldSideProps {
  draft: Draft
  object: string
  name: string
  onAll: () => void
}

/** The settings of a field that one changes most while arranging a form. */
export function FieldSide({ draft, object, name, onAll }: FieldSideProps) {
  const field = draft.shown.objects[object]!.fields[name]!
  const path = ['objects', object, 'fields', name]
  const put = (property: string, value: unknown) =>
    draft.put([[...path, property], value === '' || value === false ? undefined : value])
  const formulas = given.has(field.kind)
    ? (['shown_if'] as const)
    : (['shown_if', 'required_if', 'read_only_if', 'default'] as const)
  return (
    <>
      <h3>
        {say(field.label)} <code className="small ink-3">{name}</code>
      </h3>
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
      {!given.has(field.kind) && (
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
              {...(property === 'default' ? {} : { want: { type: 'boolean' as const } })}
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

interface SectionSideProps {
  draft: Draft
  object: string
  section: FormSection
  tabs: readonly Words[]
  at: number
  last: number
  onChange: (section: FormSection) => void
  onMove: (to: number) => void
  onRemove: () => void
}

export function SectionSide(props: SectionSideProps) {
  const { draft, object, section, tabs, at, last, onChange, onMove, onRemove } = props
  const set = <K extends keyof FormSection>(part: K, value: FormSection[K] | undefined) =>
    onChange(withPart(section, part, value))
  return (
    <>
      <h3>
        {say(words.section)}
        <span className="grow" />
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          aria-label={say(words.up)}
          disabled={at === 0}
          onClick={() => onMove(at - 1)}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          aria-label={say(words.down)}
          disabled={at === last}
          onClick={() => onMove(at + 1)}
        />
        <Button
          type="text"
          size="small"
          danger
          icon={<DeleteOutlined />}
          aria-label={say(words.drop_section)}
          title={say(words.drop_section)}
          onClick={onRemove}
        />
      </h3>
      <WordsField
        label={say(words.label)}
        value={section.label}
        onChange={(label) => set('label', label)}
      />
      <FormField label={say(words.columns)}>
        {() => (
          <Segments
            label={say(words.columns)}
            value={String(section.columns ?? 2)}
            options={['1', '2', '3'].map((value) => ({ value, label: value }))}
            onChange={(value) => set('columns', Number(value) as 1 | 2 | 3)}
          />
        )}
      </FormField>
      <FormField label={say(words.tab)}>
        {({ id }) => (
          <Select
            id={id}
            mode="tags"
            maxCount={1}
            style={{ width: '100%' }}
            value={section.tab ? [say(section.tab)] : []}
            placeholder={say(words.no_tab)}
            options={[...new Set(tabs.map((one) => say(one)))].map((value) => ({
              value,
              label: value,
            }))}
            onChange={(list: string[]) => {
              const said = list.at(-1)?.trim()
              const known = tabs.find((one) => say(one) === said)
              set('tab', said ? (known ?? { zh: said, en: said }) : undefined)
            }}
          />
        )}
      </FormField>
      <WordsField
        label={say(words.help)}
        required={false}
        value={section.help ?? { zh: '', en: '' }}
        onChange={(help) => set('help', saidWords(help))}
      />
      <FormField label={say(words.shown_if)}>
        {({ id }) => (
          <FormulaField
            id={id}
            model={draft.shown}
            object={object}
            value={section.shown_if ?? ''}
            want={{ type: 'boolean' }}
            onChange={(text) => set('shown_if', text || undefined)}
          />
        )}
      </FormField>
    </>
  )
}
