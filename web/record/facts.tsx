// What is known of the record? Its fields by section; each is edited where it stands.
import { useMemo } from 'react'
import type { MetaObject, RecordPage } from '#kernel/api.ts'
import type { Row } from '#kernel/object.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { Fact } from './fact.tsx'
import { holds } from './holds.ts'
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
    return !formula || holds(meta, object.name, formula, now) !== false
  }
  const sections = sectionsOf(object, now, shown)
  return (
    <>
      {sections.map(section => (
        <section key={section.name} className="facts" aria-label={titleOfSection(section.name)}>
          <h2>{titleOfSection(section.name)}</h2>
          <dl>
            {section.fields.map(name => (
              <Fact key={name} object={object} name={name} row={now} editing={editing} editable={isEditable(object, page, name)} />
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}

const titleOfSection = (name: string): string =>
  name === 'key' ? say(words.key_fields) : name === 'rest' ? say(words.other_fields) : say(sectionWords[name] ?? { zh: name, en: name })
