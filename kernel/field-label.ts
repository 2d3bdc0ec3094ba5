// What is a field called where people choose or read it, so that no other of its object is meant?
import type { Words } from './error.ts'
import { type FieldDef, kindNames } from './field.ts'
import type { FormSection } from './view/form.ts'

/** What has to be known of an object: its fields, and where they stand on its form. */
export interface LabelledObject {
  readonly fields: Readonly<Record<string, FieldDef>>
  readonly form?: readonly FormSection[]
}

type Language = keyof Words

/** Is it what people call it, in either language? */
export const isCalled = (label: Words, word: string): boolean => isOne(label, plain(word))

const plain = (text: string): string => text.trim().toLowerCase()
const isOne = (label: Words, word: string): boolean =>
  plain(label.zh) === word || plain(label.en) === word

/**
 * Its label; where others have the same, with what tells it from them: the section in which it stands, its kind, or
 * else which of them it is.
 */
export function fieldLabel(object: LabelledObject, name: string): Words {
  return { zh: labelIn(object, name, 'zh'), en: labelIn(object, name, 'en') }
}

/** The one field that people call so, by its label or by what tells it from others; undefined where none or several are. */
export function fieldCalled(object: LabelledObject, word: string): string | undefined {
  const found = Object.keys(object.fields).filter((name) =>
    isCalled(object.fields[name]!.label, word),
  )
  if (found.length === 1) return found[0]
  if (found.length > 1 || !/[)）]\s*$/.test(word)) return undefined
  return Object.keys(object.fields).find((name) => isCalled(fieldLabel(object, name), word))
}

/** A place in a record (`lines[0].quantity`) by the label of its field; as it is where the object has no such field. */
export function placeLabel(object: LabelledObject | undefined, path: string): Words {
  const [name = ''] = path.split(/[.[]/)
  if (!object || !Object.hasOwn(object.fields, name)) return { zh: path, en: path }
  const label = fieldLabel(object, name)
  const rest = path.slice(name.length)
  return { zh: label.zh + rest, en: label.en + rest }
}

function labelIn(object: LabelledObject, name: string, language: Language): string {
  const { fields } = object
  const label = fields[name]!.label[language].trim()
  const word = plain(label)
  const alike = Object.keys(fields).filter((one) => isOne(fields[one]!.label, word))
  if (alike.length < 2) return label
  const marks = [sectionOf, kindOf].map((mark) =>
    alike.map((one) => mark(object, one)?.[language].trim() || undefined),
  )
  const telling =
    marks.find((all) => !all.includes(undefined) && new Set(all).size === alike.length) ??
    alike.map((_, at) => String(at + 1))
  const mark = telling[alike.indexOf(name)]!
  return language === 'zh' ? `${label}（${mark}）` : `${label} (${mark})`
}

const sectionOf = ({ form }: LabelledObject, name: string): Words | undefined =>
  form?.find((section) => section.fields.includes(name))?.label

const kindOf = ({ fields }: LabelledObject, name: string): Words => kindNames[fields[name]!.kind]
