// What is known of the record? Its fields by section; each is edited where it stands.
import { useMemo, useState } from 'react'
import { Button } from 'antd'
import type { MetaObject, RecordPage } from '#kernel/api.ts'
import type { Row } from '#kernel/object.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { Fact } from './fact.tsx'
import { holds } from '#web/form/holds.ts'
import { isEditable, sectionsOf } from './sections.ts'
import type { Editing } from './use-edit.ts'
import { sectionWords, words } from './words.ts'

export interface FactsProps {
  object: MetaObject
  row: Row
  page: RecordPage | undefined
  editing: Editing
}

export function Facts({ object, row, page, editing }: FactsProps) {
  const meta = useMeta()
  const now = useMemo(() => ({ ...row, ...editing.draft }), [row, editing.draft])
  const shown = (name: string): boolean => {
    const formula = object.fields[name]?.shown_if
    return !formula || holds(meta, object.name, formula, now, true)
  }
  const sections = sectionsOf(object, now, shown)
  return (
    <>
      {sections.map((section) => (
        <FactSection
          key={section.name}
          name={section.name}
          fields={section.fields}
          {...{ object, row: now, page, editing }}
        />
      ))}
    </>
  )
}

/** Key facts always stand in their places; elsewhere what is empty waits until it is asked for. */
function FactSection({
  name: section,
  fields,
  object,
  row,
  page,
  editing,
}: FactsProps & { name: string; fields: readonly string[] }) {
  const [all, setAll] = useState(false)
  const whole = section === 'key' || all || editing.all
  const shown = whole
    ? fields
    : fields.filter((name) => !isBlank(row[name]) || editing.open.has(name))
  const hidden = fields.length - shown.length
  const title = titleOfSection(section)
  if (!shown.length && !hidden) return null
  const more = hidden > 0 && (
    <Button type="link" size="small" className="facts-more" onClick={() => setAll(true)}>
      {say(words.empty_fields, { n: hidden })}
    </Button>
  )
  return (
    <section className="facts" aria-label={title}>
      <h2>
        {title}
        {!shown.length && more}
      </h2>
      {shown.length > 0 && (
        <dl>
          {shown.map((name) => (
            <Fact
              key={name}
              object={object}
              name={name}
              row={row}
              editing={editing}
              editable={isEditable(object, page, name)}
            />
          ))}
        </dl>
      )}
      {shown.length > 0 && more}
    </section>
  )
}

const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && !value.length)

const titleOfSection = (name: string): string =>
  name === 'key'
    ? say(words.key_fields)
    : name === 'rest'
      ? say(words.other_fields)
      : say(sectionWords[name] ?? { zh: name, en: name })
