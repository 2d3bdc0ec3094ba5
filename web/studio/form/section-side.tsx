// What is said of a section: its name, place, columns, tab, and when it is shown?
import { Select } from 'antd'
import type { Words } from '#kernel/error.ts'
import type { FormSection } from '#kernel/view/form.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { say } from '#web/words.ts'
import { FormulaField } from '../formula/formula-field.tsx'
import { OrderButtons } from '../order-buttons.tsx'
import type { Draft } from '../use-draft.ts'
import { words } from './words.ts'

interface SectionSideProps {
  draft: Draft
  object: string
  section: FormSection
  tabs: readonly Words[]
  at: number
  last: number
  onChange: (section: FormSection) => void
  /** The tab is called otherwise, on all sections that stand under it. */
  onTab: (before: Words, next: Words) => void
  onMove: (to: number) => void
  onRemove: () => void
}

export function SectionSide(props: SectionSideProps) {
  const { draft, object, section, tabs, at, last, onChange, onTab, onMove, onRemove } = props
  const { tab, shown_if, help, ...bare } = section
  const kept = { ...(tab && { tab }), ...(shown_if && { shown_if }), ...(help && { help }) }
  const without = (name: 'tab' | 'shown_if' | 'help') => {
    const { [name]: _gone, ...others } = kept
    return { ...bare, ...others }
  }
  return (
    <>
      <h2>
        {say(words.section)}
        <span className="grow" />
        <OrderButtons
          at={at}
          last={last}
          remove={say(words.drop_section)}
          onMove={onMove}
          onRemove={onRemove}
        />
      </h2>
      <WordsField
        label={say(words.label)}
        value={section.label}
        onChange={(label) => onChange({ ...section, label })}
      />
      <FormField label={say(words.columns)}>
        {() => (
          <Segments
            label={say(words.columns)}
            value={String(section.columns ?? 2)}
            options={['1', '2', '3'].map((value) => ({ value, label: value }))}
            onChange={(value) => onChange({ ...section, columns: Number(value) as 1 | 2 | 3 })}
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
            value={tab ? [say(tab)] : []}
            placeholder={say(words.no_tab)}
            notFoundContent={say(words.name_tab)}
            options={[...new Set(tabs.map((one) => say(one)))].map((value) => ({
              value,
              label: value,
            }))}
            onChange={(list: string[]) => {
              const said = list.at(-1)?.trim()
              const known = tabs.find((one) => say(one) === said)
              onChange(said ? { ...section, tab: known ?? { zh: said, en: said } } : without('tab'))
            }}
          />
        )}
      </FormField>
      {tab && (
        <WordsField
          label={say(words.tab_label)}
          value={tab}
          onChange={(next) => onTab(tab, next)}
        />
      )}
      <WordsField
        label={say(words.help)}
        required={false}
        value={help ?? { zh: '', en: '' }}
        onChange={(next) =>
          onChange(next.zh || next.en ? { ...section, help: next } : without('help'))
        }
      />
      <FormField label={say(words.shown_if)}>
        {({ id }) => (
          <FormulaField
            id={id}
            model={draft.shown}
            object={object}
            value={shown_if ?? ''}
            want={{ type: 'boolean' }}
            folded
            onChange={(text) =>
              onChange(text ? { ...section, shown_if: text } : without('shown_if'))
            }
          />
        )}
      </FormField>
    </>
  )
}
