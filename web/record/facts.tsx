// What is known of the record? Its fields by section; each is edited where it stands.
import { useMemo, useState } from 'react'
import { Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { isBlank } from '#kernel/blank.ts'
import type { Row } from '#kernel/object.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { Fact } from './fact.tsx'
import { holds } from '#web/form/holds.ts'
import { Tabbed } from '#web/parts/tabbed.tsx'
import { isEditable, sectionsOf } from './sections.ts'
import type { Section } from './sections.ts'
import type { Editing } from './use-edit.ts'
import { words } from './words.ts'

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
  const inSight = ({ shown_if }: Section): boolean =>
    !shown_if || holds(meta, object.name, shown_if, now, true)
  const sections = sectionsOf(object, now, shown).filter(inSight)
  return (
    <Tabbed
      label={say(object.label)}
      parts={sections.map((section) => ({
        key: section.name,
        tab: section.tab,
        content: (
          <FactSection
            key={section.name}
            {...{ section, object, row: now, kept: row, page, editing }}
          />
        ),
      }))}
    />
  )
}

/** Key facts always stand in their places; elsewhere what is empty waits until it is asked for. */
function FactSection({
  section,
  object,
  row,
  kept,
  page,
  editing,
}: FactsProps & { section: Section; kept: Row }) {
  const { fields } = section
  const [all, setAll] = useState(false)
  const whole = section.name === 'key' || all || editing.all
  const shown = whole
    ? fields
    : fields.filter((name) => !saysNothing(row[name]) || editing.open.has(name))
  const hidden = fields.length - shown.length
  const meta = useMeta()
  // Asked of the record as it is kept, not as it is being typed.
  const isLocked = (name: string): boolean => {
    const formula = object.fields[name]?.read_only_if
    return Boolean(formula && holds(meta, object.name, formula, kept, false))
  }
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
      {section.help && <p className="small ink-3">{say(section.help)}</p>}
      {shown.length > 0 && (
        <dl className={`in-${section.columns ?? 2}`}>
          {shown.map((name) => (
            <Fact
              key={name}
              object={object}
              name={name}
              row={row}
              editing={editing}
              editable={isEditable(object, page, name) && !isLocked(name)}
            />
          ))}
        </dl>
      )}
      {shown.length > 0 && more}
    </section>
  )
}

/** A no that nobody looks for is no line of the page either. */
const saysNothing = (value: unknown): boolean => value === false || isBlank(value)

const titleOfSection = ({ name, label }: Section): string =>
  label ? say(label) : say(name === 'key' ? words.key_fields : words.other_fields)
