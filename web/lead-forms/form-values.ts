// What of a form is changed on its page, and how does it look to a visitor as it is now?
import type { Meta } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { type PublicForm, publicFields, type Question, wordsOr } from '#kernel/view/public-form.ts'

const texts = ['title', 'intro', 'consent', 'thanks'].flatMap((name) => [
  `${name}_zh`,
  `${name}_en`,
])
const names = [
  'name',
  'address',
  ...texts,
  'privacy_url',
  'source',
  'campaign',
  'receiver',
  'open_from',
  'open_until',
  'embed_on',
] as const

/** One question while it is changed: with its id where it is stored. */
export type EditedQuestion = Question & { readonly id?: string }

export type FormValues = Values & { readonly questions: readonly EditedQuestion[] }

const said = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** What can be changed of the record. */
export const valuesOf = (row: Row): FormValues => ({
  ...Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
  questions: ((row.questions ?? []) as readonly Row[]).map((one) => ({
    id: one.id,
    field: String(one.field),
    required: one.required === true,
    label_zh: said(one.label_zh),
    label_en: said(one.label_en),
    help_zh: said(one.help_zh),
    help_en: said(one.help_en),
  })),
})

/** Of all that could be changed what is. */
export const changedOf = (now: FormValues, saved: FormValues): Values =>
  Object.fromEntries(
    Object.entries(now).filter(
      ([name, value]) => JSON.stringify(value ?? null) !== JSON.stringify(saved[name] ?? null),
    ),
  )

/** The form as visitors will see it. */
export function shownForm(meta: Meta, values: FormValues): PublicForm {
  const both = (name: string) => wordsOr(said(values[`${name}_zh`]), said(values[`${name}_en`]))
  return {
    state: 'open',
    opens_at: null,
    company: meta.company.name,
    title: both('title') ?? { zh: '', en: '' },
    intro: both('intro'),
    thanks: both('thanks'),
    consent: both('consent'),
    privacy_url: said(values.privacy_url),
    fields: publicFields(meta.objects.lead?.fields ?? {}, values.questions),
    token: null,
    english: said(values.title_en) !== null,
  }
}

/** Where the form stands, with the marks of a channel. */
export function linkOf(address: string, marks: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(Object.entries(marks).filter(([, value]) => value !== ''))
  return `${location.origin}/f/${address}${query.size ? `?${query}` : ''}`
}
