// How does the form look on a phone? A small picture of it beside the desk: what stands under tabs, and in one column.
import type { FieldDef } from '#kernel/field.ts'
import type { PlacedSection } from '#kernel/view/form.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

interface PhoneBesideProps {
  title: string
  fields: Readonly<Record<string, FieldDef>>
  sections: readonly PlacedSection[]
  /** The section that is worked on: its tab is the open one. */
  chosen: number | null
}

export function PhoneBeside({ title, fields, sections, chosen }: PhoneBesideProps) {
  const tabs = [...new Set(sections.flatMap(({ tab }) => (tab ? [say(tab)] : [])))]
  const at = sections.find((section) => section.at === chosen)?.tab
  const open = at ? say(at) : tabs[0]
  const firm = sections.filter((section) => !section.tab)
  const under = sections.filter((section) => section.tab && say(section.tab) === open)
  const part = (section: PlacedSection) => (
    <section key={section.at}>
      {section.label && <h3>{say(section.label)}</h3>}
      {section.fields.map((name) => {
        const field = fields[name]
        return (
          field && (
            <p key={name}>
              {say(field.label)}
              {field.required && <span className="bad"> *</span>}
              <span className={field.kind === 'long_text' ? 'box tall' : 'box'} />
            </p>
          )
        )
      })}
    </section>
  )
  // It is a picture: whoever does not see it, or goes by keyboard, has the form itself.
  return (
    <div className="form-phone" aria-hidden="true">
      <p className="small ink-3">{say(words.on_phone)}</p>
      <div className="screen">
        <b className="ellipsis">{title}</b>
        {firm.map(part)}
        {tabs.length > 0 && (
          <div className="tabs">
            {tabs.map((one) => (
              <span key={one} className={one === open ? 'ellipsis on' : 'ellipsis'}>
                {one}
              </span>
            ))}
          </div>
        )}
        {under.map(part)}
      </div>
    </div>
  )
}
