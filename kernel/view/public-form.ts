// What does a form say that anybody may fill in, without signing in? The part of it that leaves the house.
import type { Words } from '../error.ts'
import type { FieldDef, Kind } from '../field.ts'
import { living } from '../merge.ts'

/** Kinds whose value a stranger can type: nothing of them names a record or a person of ours. */
const askableKinds = [
  'text',
  'long_text',
  'phone',
  'email',
  'url',
  'integer',
  'decimal',
  'money',
  'percent',
  'date',
  'yes_no',
  'choice',
  'multi_choice',
] as const satisfies readonly Kind[]
export type AskableKind = (typeof askableKinds)[number]

const isAskableKind = (kind: Kind): kind is AskableKind =>
  (askableKinds as readonly Kind[]).includes(kind)

export const isAskable = (field: FieldDef): boolean => isAskableKind(field.kind) && !field.read_only

export interface PublicField {
  readonly name: string
  readonly kind: AskableKind
  readonly label: Words
  readonly help: Words | null
  readonly required: boolean
  readonly max: number | null
  readonly choices: readonly { readonly value: string; readonly label: Words }[]
}

/** One question as it stands in the record of the form. */
export interface Question {
  readonly field: string
  readonly required: boolean
  readonly label_zh: string | null
  readonly label_en: string | null
  readonly help_zh: string | null
  readonly help_en: string | null
}

export type FormState = 'none' | 'not_yet' | 'open' | 'over'

export interface PublicForm {
  readonly state: FormState
  /** When it opens, where it is not yet. */
  readonly opens_at: string | null
  readonly company: string
  readonly title: Words
  readonly intro: Words | null
  readonly thanks: Words | null
  /** A sentence that has to be agreed to. */
  readonly consent: Words | null
  /** Where it is told what becomes of the data. */
  readonly privacy_url: string | null
  readonly fields: readonly PublicField[]
  /** Given back with the answers; null where it takes none. */
  readonly token: string | null
  /** It speaks English, too. */
  readonly english: boolean
}

/** Nobody fills in a form faster than this; a page waits for it, whoever does not is looked at by a person. */
export const shortestMs = 2000
/** The place that people do not see, and programs fill in. */
export const trapName = 'homepage'
/** What a link may carry to say which advertisement it was. */
export const campaignMarks = ['source', 'medium', 'campaign', 'term', 'content'] as const
export type CampaignMark = (typeof campaignMarks)[number]

/** What is sent: all of it is a stranger's. */
export interface PublicAnswers {
  readonly token: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly agreed: boolean
  readonly trap: string
  readonly marks: Partial<Record<CampaignMark, string>>
  /** The page from which they came. */
  readonly page: string
}

/** Two texts as words; a language that says nothing says what the other says. Null where both say nothing. */
export const wordsOr = (zh: string | null, en: string | null): Words | null =>
  zh || en ? { zh: zh || en!, en: en || zh! } : null

/** The questions as a stranger sees them; one whose field is gone or can't be asked any more is left out. */
export const publicFields = (
  fields: Readonly<Record<string, FieldDef>>,
  questions: readonly Question[],
): PublicField[] =>
  questions.flatMap((one) => {
    const field = Object.hasOwn(fields, one.field) ? fields[one.field]! : undefined
    if (!field || !isAskable(field) || !isAskableKind(field.kind)) return []
    return [
      {
        name: one.field,
        kind: field.kind,
        label: wordsOr(one.label_zh, one.label_en) ?? field.label,
        help: wordsOr(one.help_zh, one.help_en),
        required: one.required || field.required === true,
        max: maxOf(field),
        choices:
          field.kind === 'choice' || field.kind === 'multi_choice'
            ? Object.entries(living(field.choices))
                .filter(([, choice]) => !choice.retired)
                .map(([value, { label }]) => ({ value, label }))
            : [],
      },
    ]
  })

const maxOf = (field: FieldDef): number | null =>
  field.kind === 'text' || field.kind === 'long_text'
    ? (field.max ?? null)
    : field.kind === 'phone'
      ? 40
      : field.kind === 'email'
        ? 254
        : null

/** May it be filled in at this moment? */
export function formState(
  form: {
    readonly stage: unknown
    readonly open_from: unknown
    readonly open_until: unknown
  },
  now: Date,
): FormState {
  if (form.stage === 'closed') return 'over'
  if (form.stage !== 'open') return 'none'
  const at = (value: unknown): number => Date.parse(String(value))
  if (form.open_until && at(form.open_until) <= now.getTime()) return 'over'
  return form.open_from && at(form.open_from) > now.getTime() ? 'not_yet' : 'open'
}
