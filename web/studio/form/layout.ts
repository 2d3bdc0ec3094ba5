// What does a drag on the form do? The sections as they are afterwards; every field stands once.
import type { FormSection } from '#kernel/view/form.ts'

/** Where something is put: in a section (`-1` = the rest), before a field or at the end. */
export interface Spot {
  readonly section: number
  readonly before: string | null
}

/** The form with a field taken from wherever it is and put at a spot. In the rest a field stands in no section. */
export function moved(form: readonly FormSection[], field: string, to: Spot): FormSection[] {
  if (to.before === field) return [...form]
  return form.map((section, at) => {
    const fields = section.fields.filter((name) => name !== field)
    if (at !== to.section) return { ...section, fields }
    const place = to.before === null ? -1 : fields.indexOf(to.before)
    fields.splice(place < 0 ? fields.length : place, 0, field)
    return { ...section, fields }
  })
}

/** One step up or down for the keyboard; at the edge of a section into the next one. */
export function stepped(
  form: readonly FormSection[],
  field: string,
  down: boolean,
): FormSection[] | null {
  const at = form.findIndex((section) => section.fields.includes(field))
  if (at < 0) {
    const last = form.length - 1
    return down || last < 0 ? null : moved(form, field, { section: last, before: null })
  }
  const { fields } = form[at]!
  const place = fields.indexOf(field)
  const next = place + (down ? 1 : -1)
  if (next >= 0 && next < fields.length)
    return moved(form, field, {
      section: at,
      before: down ? (fields[place + 2] ?? null) : fields[next]!,
    })
  const other = at + (down ? 1 : -1)
  if (other >= form.length) return moved(form, field, { section: -1, before: null })
  if (other < 0) return null
  return moved(form, field, {
    section: other,
    before: down ? (form[other]!.fields[0] ?? null) : null,
  })
}

/** The sections in another order. */
export function reordered(form: readonly FormSection[], from: number, to: number): FormSection[] {
  const next = [...form]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}
