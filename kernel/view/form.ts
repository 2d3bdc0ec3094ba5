// How do the fields of a record stand on its form and its page? In sections, under tabs, in columns.
import type { Words } from '../error.ts'

/** A part of a form. Fields of no section follow in one of their own at the end. */
export interface FormSection {
  readonly label: Words
  /** Sections with the same tab stand under it; absent = always in sight. */
  readonly tab?: Words
  readonly help?: Words
  /** On a wide screen; a phone has one. Absent = 2. */
  readonly columns?: 1 | 2 | 3
  /** Formula over the record: is the section there? */
  readonly shown_if?: string
  readonly fields: readonly string[]
}

/** A section as it is drawn: of the model, or the one that takes up what no section names. */
export interface PlacedSection extends Omit<FormSection, 'label'> {
  /** Its place in the form; -1 for the rest. */
  readonly at: number
  readonly label: Words | null
}

/**
 * The sections with those of the wished fields that stand in them, in the order of the form; the rest comes first where
 * the form has no section, else last. Fields that are not wished, and sections without any, are left out.
 */
export function placed(
  form: readonly FormSection[] | undefined,
  wished: readonly string[],
): PlacedSection[] {
  const left = new Set(wished)
  const take = (name: string): boolean => left.delete(name)
  const sections = (form ?? []).map((section, at): PlacedSection => ({
    ...section,
    at,
    fields: section.fields.filter(take),
  }))
  const rest: PlacedSection = { at: -1, label: null, fields: [...left] }
  return [...sections, rest].filter((section) => section.fields.length)
}
