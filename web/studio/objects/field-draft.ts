// What does a field begin with, what of it stays when it takes another kind, and what goes into the draft in the end?
import { type FieldDef, type Kind, madeKinds } from '#kernel/field.ts'
import { finishedChoices } from './finished-choices.ts'
import type { Loose } from './kind-fields.tsx'
import type { Draft } from '../use-draft.ts'

const given: ReadonlySet<Kind> = new Set<Kind>([...madeKinds, 'lines'])

/** Does nobody type a value into fields of the kind? They are computed, numbered, or rows of their own. */
export const isGiven = (kind: Kind): boolean => given.has(kind)

/** What a new field of a kind begins with. */
export function firstOf(kind: Kind, fields: Readonly<Record<string, FieldDef>>): Loose {
  if (kind === 'choice' || kind === 'multi_choice')
    return { choices: { '': { label: { zh: '', en: '' } } } }
  if (kind === 'money' && fields.currency) return { currency: 'currency' }
  if (kind === 'auto_number') return { pattern: 'NO{YYYY}-{0000}' }
  if (kind === 'formula' || kind === 'rollup') return { formula: '' }
  if (kind === 'lines') return { columns: '' }
  return {}
}

const common = [
  'help',
  'required',
  'required_if',
  'shown_if',
  'read_only_if',
  'read',
  'write',
  'section',
  'custom',
  'search',
  'index',
] as const

/** Of a field that takes another kind its hints, conditions and place stay; what belongs to the old kind goes. */
export const commonOf = (field: FieldDef | undefined): Loose =>
  Object.fromEntries(
    common.flatMap((key) => (field && key in field ? [[key, field[key as keyof FieldDef]]] : [])),
  )

/** The choices that a field has so far. */
export const choicesOf = (field: FieldDef | undefined) =>
  field && 'choices' in field ? field.choices : {}

/** The field as the model keeps it: what was emptied is gone, not an empty text. */
export function finished(field: Loose, live: FieldDef | undefined): Loose {
  const whole = { ...field }
  if ('choices' in whole && whole.choices)
    whole.choices = finishedChoices(whole.choices as never, choicesOf(live))
  for (const [property, value] of Object.entries(whole))
    if (value === '' || value === null || value === false) delete whole[property]
  return whole
}

/** Kinds whose values can become no other kind. */
const fixed: ReadonlySet<Kind> = new Set<Kind>([
  'ref',
  'lines',
  'person',
  'team',
  'file',
  'image',
  'address',
  'auto_number',
  'formula',
  'rollup',
  'stage',
])

/** May a field of the company's own take another kind? */
export const mayTakeKind = (draft: Draft, object: string, name: string, kind: Kind): boolean =>
  ownField(draft, object, name) && !fixed.has(kind)

/** Made by the company: its kind is one of its changes over the standard. */
function ownField(draft: Draft, object: string, name: string): boolean {
  const path = ['objects', object, 'fields', name, 'kind']
  const at = (whole: unknown): unknown =>
    path.reduce<unknown>(
      (map, key) => (map as Record<string, unknown> | null | undefined)?.[key],
      whole,
    )
  return at(draft.published.changes) !== undefined || at(draft.published) === undefined
}
