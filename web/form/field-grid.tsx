// How do the fields of a form stand together? In sections, each with its problem under it.
import { useEffect, useMemo, useRef } from 'react'
import type { Values } from '#kernel/object.ts'
import { placed } from '#kernel/view/form.ts'
import type { FormSection } from '#kernel/view/form.ts'
import { partsOf } from '#web/fields/registry.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Tabbed } from '#web/parts/tabbed.tsx'
import { say } from '#web/words.ts'
import type { NamedField } from './form-fields.ts'
import { doubtOf, holds } from './holds.ts'

export interface FieldGridProps {
  /** Object to which the fields belong (for an action: the object it acts on). */
  object: string
  fields: readonly NamedField[]
  values: Values
  /** What the fields look at beside each other, e.g. the record that an action is done to; absent = the values. */
  row?: Values | undefined
  onValues: (values: Values) => void
  /** field → what is wrong with it. */
  problems: Readonly<Record<string, string>>
  disabled?: boolean
  /** The first field is under the hands at once; absent = yes. */
  autoFocus?: boolean
  /** How they stand; absent = one after the other. */
  layout?: readonly FormSection[] | undefined
}

/** Fields that are shown now, each with whether it must be filled in now. */
export function useShownFields(object: string, fields: readonly NamedField[], values: Values) {
  const meta = useMeta()
  return useMemo(
    () =>
      fields
        .filter(([, field]) => !field.shown_if || holds(meta, object, field.shown_if, values, true))
        .map(([name, field]) => ({
          name,
          field,
          required:
            Boolean(field.required) ||
            Boolean(field.required_if && holds(meta, object, field.required_if, values, false)),
        })),
    [meta, object, fields, values],
  )
}

export function FieldGrid({
  object,
  fields,
  values,
  row = values,
  onValues,
  problems,
  disabled = false,
  autoFocus = true,
  layout,
}: FieldGridProps) {
  const shown = useShownFields(object, fields, values)
  const required = new Map(shown.map((one) => [one.name, one.required]))
  const meta = useMeta()
  const byName = new Map(shown.map((one) => [one.name, one.field]))
  const form = layout ?? []
  const sections = placed(
    form,
    shown.map((one) => one.name),
  ).filter(({ shown_if }) => !shown_if || holds(meta, object, shown_if, values, true))
  const wrong = sections.find((section) => section.fields.some((name) => isWrong(problems, name)))
  const box = useRef<HTMLDivElement>(null)
  // The first problem comes into sight and under the hands.
  useEffect(() => {
    if (!Object.keys(problems).length) return
    const first = box.current?.querySelector<HTMLElement>('[role="alert"]')?.closest('.form-field')
    first?.scrollIntoView({ block: 'center' })
    first?.querySelector<HTMLElement>('input, textarea, [tabindex]')?.focus()
  }, [problems])
  return (
    <div ref={box} className="drawer-stack">
      <Tabbed
        label={say(meta.objects[object]?.label ?? { zh: object, en: object })}
        show={wrong && String(wrong.at)}
        parts={sections.map((section) => ({
          key: String(section.at),
          tab: section.tab,
          content: (
            <section className={section.label ? 'form-part parted' : 'form-part'}>
              {section.label && <h2>{say(section.label)}</h2>}
              {section.help && <p className="small ink-3">{say(section.help)}</p>}
              <div className={`form-grid in-${section.columns ?? 2}`}>
                {section.fields.map((name, at) => {
                  const field = byName.get(name)!
                  const { Input, wide } = partsOf(field)
                  return (
                    <FormField
                      key={name}
                      label={say(field.label)}
                      required={required.get(name) ?? false}
                      help={field.help && say(field.help)}
                      doubt={doubtOf(meta, object, field, values)}
                      problem={problems[name] ?? lineProblem(problems, name)}
                      wide={wide ?? false}
                    >
                      {(ids) => (
                        <Input
                          field={field}
                          name={name}
                          object={object}
                          row={row}
                          value={values[name]}
                          onChange={(next) => onValues({ ...values, [name]: next })}
                          autoFocus={autoFocus && at === 0 && section === sections[0]}
                          disabled={disabled}
                          {...ids}
                        />
                      )}
                    </FormField>
                  )
                })}
              </div>
            </section>
          ),
        }))}
      />
    </div>
  )
}

/** Is anything told at the field, or inside its rows? */
const isWrong = (problems: Readonly<Record<string, string>>, name: string): boolean =>
  Object.keys(problems).some((path) => path === name || path.startsWith(`${name}[`))

/** Problems inside child rows (`lines[2].quantity`) stand under the rows, with the number of the row. */
function lineProblem(problems: Readonly<Record<string, string>>, name: string): string | undefined {
  const inside = Object.entries(problems).flatMap(([path, says]) => {
    const match = new RegExp(`^${name}\\[(\\d+)\\]`).exec(path)
    return match
      ? [`${say({ zh: '第 {n} 行', en: 'Row {n}' }, { n: Number(match[1]) + 1 })} ${says}`]
      : []
  })
  return inside.length ? inside.join(' ') : undefined
}
