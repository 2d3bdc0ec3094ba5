// How are the fields of an object offered, so that two of one label can be told apart?
import { fieldLabel, type LabelledObject } from '#kernel/field-label.ts'
import type { FieldDef } from '#kernel/field.ts'
import { say } from '#web/words.ts'

/** What a field is called beside the others of its object; its name where it is not there. */
export const fieldName = (object: LabelledObject | undefined, name: string): string =>
  object && Object.hasOwn(object.fields, name) ? say(fieldLabel(object, name)) : name

/** All fields, or those that fit, to choose from. */
export const fieldOptions = (
  object: LabelledObject | undefined,
  fits: (name: string, field: FieldDef) => boolean = () => true,
): { value: string; label: string }[] =>
  Object.entries(object?.fields ?? {}).flatMap(([value, field]) =>
    fits(value, field) ? [{ value, label: fieldName(object, value) }] : [],
  )
