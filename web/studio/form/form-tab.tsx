// How does the form of an object look? Fields dragged into sections, with the phone beside, on the draft.
import { useCallback, useState } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { type Kind, kindNames } from '#kernel/field.ts'
import { placed } from '#kernel/view/form.ts'
import type { FormSection, PlacedSection } from '#kernel/view/form.ts'
import { Segments } from '#web/parts/segments.tsx'
import { say } from '#web/words.ts'
import { FieldForm } from '../objects/field-form.tsx'
import { kindHelp, systemNames } from '../kind-help.ts'
import type { Draft } from '../use-draft.ts'
import { FieldSide } from './field-side.tsx'
import { SectionBox, Tile } from './form-sheet.tsx'
import { moved, reordered, stepped } from './layout.ts'
import type { Spot } from './layout.ts'
import { PhoneBeside } from './phone-beside.tsx'
import { SectionSide } from './section-side.tsx'
import { words } from './words.ts'
import './form.css'

type Chosen = { readonly field: string } | { readonly section: number } | null

export function FormTab({ draft, object }: { draft: Draft; object: string }) {
  const def = draft.shown.objects[object]!
  const form = def.form ?? []
  const names = Object.entries(def.fields).flatMap(([name, field]) =>
    systemNames.has(name) || field.kind === 'stage' ? [] : [name],
  )
  const [chosen, setChosen] = useState<Chosen>(null)
  const [look, setLook] = useState<'desk' | 'phone'>('desk')
  const [open, setOpen] = useState<string | null>(null)
  const [adding, setAdding] = useState<Kind | null>(null)
  const put = useCallback(
    (next: readonly FormSection[]) => draft.put([['objects', object, 'form'], next]),
    [draft, object],
  )
  const drop = useCallback((field: string, to: Spot) => put(moved(form, field, to)), [put, form])
  const addSection = () => {
    put([
      ...form,
      { label: { zh: say(words.new_section), en: say(words.new_section) }, fields: [] },
    ])
    setChosen({ section: form.length })
  }
  const setSection = (at: number, section: FormSection) =>
    put(form.map((one, i) => (i === at ? section : one)))
  const sections: PlacedSection[] = [
    ...form.map((section, at) => ({ ...section, at })),
    ...placed(form, names).filter((section) => section.at < 0),
  ]
  const rest = sections.find((section) => section.at < 0)?.fields ?? []
  const target = chosen && 'section' in chosen ? chosen.section : form.length - 1
  return (
    <div className="form-design">
      <div className="form-desk">
        <div className="form-tools">
          <Segments
            label={say(words.look)}
            value={look}
            options={[
              { value: 'desk', label: say(words.desk) },
              { value: 'phone', label: say(words.phone) },
            ]}
            onChange={setLook}
          />
          <span className="grow" />
          <Button size="small" icon={<PlusOutlined />} onClick={addSection}>
            {say(words.add_section)}
          </Button>
        </div>
        <div className={look === 'desk' ? 'form-papers' : ''}>
          <div className={`form-sheet ${look}`}>
            {sections.map((section) => (
              <SectionBox
                key={section.at}
                object={object}
                section={section}
                on={Boolean(chosen && 'section' in chosen && chosen.section === section.at)}
                onChoose={() => section.at >= 0 && setChosen({ section: section.at })}
                onDrop={drop}
                fill={
                  section.at >= 0 && rest.length
                    ? {
                        label: say(words.fill, { n: rest.length }),
                        onFill: () =>
                          setSection(section.at, { ...form[section.at]!, fields: rest }),
                      }
                    : null
                }
              >
                {section.fields.flatMap((name) => {
                  const field = def.fields[name]
                  return field && names.includes(name)
                    ? [
                        <Tile
                          key={name}
                          name={name}
                          field={field}
                          section={section.at}
                          on={Boolean(chosen && 'field' in chosen && chosen.field === name)}
                          onChoose={() => setChosen({ field: name })}
                          onDrop={drop}
                          onStep={(down) => {
                            const next = stepped(form, name, down)
                            if (next) put(next)
                          }}
                        />,
                      ]
                    : []
                })}
              </SectionBox>
            ))}
          </div>
          {look === 'desk' && (
            <PhoneBeside
              title={say(def.label)}
              fields={def.fields}
              sections={sections.map((section) => ({
                ...section,
                fields: section.fields.filter((name) => names.includes(name)),
              }))}
              chosen={
                chosen && 'section' in chosen
                  ? chosen.section
                  : chosen
                    ? form.findIndex((section) => section.fields.includes(chosen.field))
                    : null
              }
            />
          )}
        </div>
      </div>
      <aside className="form-side">
        {chosen && 'field' in chosen && def.fields[chosen.field] ? (
          <FieldSide
            key={chosen.field}
            draft={draft}
            object={object}
            name={chosen.field}
            form={form}
            onPlace={(section) => drop(chosen.field, { section, before: null })}
            stepTo={(down) => stepped(form, chosen.field, down)}
            onStep={put}
            onAll={() => setOpen(chosen.field)}
          />
        ) : chosen && 'section' in chosen && form[chosen.section] ? (
          <SectionSide
            key={chosen.section}
            draft={draft}
            object={object}
            section={form[chosen.section]!}
            tabs={form.flatMap((one) => one.tab ?? [])}
            at={chosen.section}
            last={form.length - 1}
            onChange={(section) => setSection(chosen.section, section)}
            onTab={(before, next) =>
              put(
                form.map((one) =>
                  one.tab?.zh === before.zh && one.tab.en === before.en
                    ? { ...one, tab: next }
                    : one,
                ),
              )
            }
            onMove={(to) => {
              put(reordered(form, chosen.section, to))
              setChosen({ section: to })
            }}
            onRemove={() => {
              put(form.filter((_, i) => i !== chosen.section))
              setChosen(null)
            }}
          />
        ) : (
          <p className="small ink-3">{say(words.choose)}</p>
        )}
        <h3>{say(words.new_field)}</h3>
        <p className="small ink-3">{say(words.new_help)}</p>
        <div className="form-kinds">
          {kindHelp.map(([kind, help]) => (
            <button key={kind} type="button" title={say(help)} onClick={() => setAdding(kind)}>
              {say(kindNames[kind])}
            </button>
          ))}
        </div>
      </aside>
      {open !== null && (
        <FieldForm draft={draft} object={object} name={open} onClose={() => setOpen(null)} />
      )}
      {adding !== null && (
        <FieldForm
          draft={draft}
          object={object}
          name={null}
          begin={adding}
          onClose={() => setAdding(null)}
          onSaved={(name) => {
            setAdding(null)
            if (form.length) drop(name, { section: target, before: null })
            setChosen({ field: name })
          }}
        />
      )}
    </div>
  )
}
