// Which form stands at this address, and what of it may anybody see?
import type { Row } from '#kernel/object.ts'
import {
  formState,
  type FormState,
  type PublicForm,
  publicFields,
  type Question,
  wordsOr,
} from '#kernel/view/public-form.ts'
import type { SealSecrets } from '#server/login/seal.ts'
import { contextOf } from '#server/world/context-of.ts'
import { type Doing, systemWho, circumstances, type World } from '#server/world/world.ts'
import type { Asks } from '#server/database/pool.ts'
import { giveOut } from '#server/login/page-token.ts'

/** Nobody is signed in at a form: the system takes in what is said, and its log names the form. */
export const formDoing = (world: World, tx: Asks, form: string | null): Doing => ({
  world,
  app: world.app,
  tx,
  who: systemWho,
  at: circumstances(world, systemWho),
  cause: { kind: 'form', ...(form === null ? {} : { id: form }) },
  action: null,
})

const addressShape = /^[a-z0-9-]{3,60}$/

/** The form with its questions; null where there is none that anybody may know of. */
export async function formAt(doing: Doing, address: string): Promise<Row | null> {
  if (!addressShape.test(address)) return null
  const [form] = await contextOf(doing).find('lead_form', { address }, { limit: 1 })
  return form && stateOf(doing, form) !== 'none' ? form : null
}

export const stateOf = ({ at }: Doing, form: Row): FormState =>
  formState({ stage: form.stage, open_from: form.open_from, open_until: form.open_until }, at.now)

export const questionsOf = (form: Row): readonly Question[] =>
  ((form.questions ?? []) as readonly Row[]).map((row) => ({
    field: String(row.field),
    required: row.required === true,
    label_zh: said(row.label_zh),
    label_en: said(row.label_en),
    help_zh: said(row.help_zh),
    help_en: said(row.help_en),
  }))

const said = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null
const both = (form: Row, name: string) =>
  wordsOr(said(form[`${name}_zh`]), said(form[`${name}_en`]))

/** The sites whose pages may show the form in a frame. */
export const sitesOf = (form: Row | null): readonly string[] =>
  said(form?.embed_on)?.split('\n') ?? []

/** What leaves the house: of a form that is closed only that it is. */
export function publicForm(doing: Doing, form: Row | null, secrets: SealSecrets): PublicForm {
  const { world } = doing
  const nothing = {
    company: world.company.name,
    opens_at: null,
    intro: null,
    thanks: null,
    consent: null,
    privacy_url: null,
    fields: [],
    token: null,
  }
  if (!form) return { ...nothing, state: 'none', title: { zh: '', en: '' }, english: true }
  const state = stateOf(doing, form)
  const head = {
    ...nothing,
    state,
    title: both(form, 'title') ?? { zh: '', en: '' },
    // That it is closed is said in both, whatever it speaks itself.
    english: state !== 'open' || said(form.title_en) !== null,
  }
  if (state === 'not_yet')
    return { ...head, opens_at: new Date(String(form.open_from)).toISOString() }
  if (state !== 'open') return head
  return {
    ...head,
    intro: both(form, 'intro'),
    thanks: both(form, 'thanks'),
    consent: both(form, 'consent'),
    privacy_url: said(form.privacy_url),
    fields: publicFields(doing.app.objects.lead!.fields, questionsOf(form)),
    token: giveOut(secrets, form.id, doing.at.now),
  }
}
