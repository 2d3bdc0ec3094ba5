// How does a form for everybody look? Drawn without any library, for the page of a stranger and for the preview of its maker.
import { isBlank } from '#kernel/blank.ts'
import type { Words } from '#kernel/error.ts'
import { type PublicField, type PublicForm, trapName } from '#kernel/view/public-form.ts'
import { el, filledIn, tick } from './element.ts'
import { words } from './words.ts'

export type Language = 'zh' | 'en'

/** What somebody has filled in so far, by the name of the field; `agreed` beside it. */
export interface Filled {
  readonly values: Record<string, unknown>
  agreed: boolean
}

/** What is shown: the form itself, or that it was taken. */
export interface Shown {
  readonly form: PublicForm
  readonly language: Language
  readonly filled: Filled
  readonly taken: boolean
  /** By field; `agreed` is the sentence of consent. */
  readonly problems: Readonly<Record<string, string>>
  /** Why all of it was not taken. */
  readonly trouble: string | null
  readonly busy: boolean
}

export interface FormHands {
  readonly onSend: (trap: string) => void
  readonly onLanguage: (language: Language) => void
  readonly onAgain: () => void
  readonly onTyped: () => void
}

/** Draws it into the place, in place of what stood there. */
export function draw(place: HTMLElement, shown: Shown, hands: FormHands): void {
  const { form, language } = shown
  const say = (one: Words): string => one[language]
  const card = el('main', { class: 'pf-card' })
  const tell = (title: string, more: string, ...rest: HTMLElement[]): void =>
    card.append(
      el(
        'div',
        { class: 'pf-told', role: 'status' },
        el('h1', { tabindex: '-1' }, title),
        el('p', { class: 'pf-intro' }, more),
        ...rest,
      ),
    )
  if (shown.taken) {
    const again = el('button', { type: 'button', class: 'pf-plain' }, say(words.again))
    again.addEventListener('click', hands.onAgain)
    tell(say(words.thanks), form.thanks ? say(form.thanks) : say(words.thanks_more), again)
    card.firstElementChild!.prepend(tick())
  } else if (form.state === 'open') card.append(formOf(shown, hands))
  else if (form.state === 'not_yet')
    tell(
      say(form.title) || say(words.not_yet),
      `${say(words.not_yet)}${{ zh: '，', en: '. ' }[language]}${filledIn(say(words.not_yet_more), { at: momentOf(form.opens_at, language) })}`,
    )
  else if (form.state === 'over') tell(say(words.over), say(words.over_more))
  else tell(say(words.none), say(words.none_more))
  place.lang = language === 'zh' ? 'zh-CN' : 'en'
  place.classList.add('pf')
  place.replaceChildren(headOf(shown, hands), card)
}

const momentOf = (at: string | null, language: Language): string =>
  at === null
    ? ''
    : new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
        month: 'long',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      }).format(new Date(at))

function headOf({ form, language }: Shown, hands: FormHands): HTMLElement {
  const head = el('header', { class: 'pf-head' }, el('span', { class: 'pf-company' }, form.company))
  if (form.english) {
    const other = el(
      'button',
      { type: 'button', class: 'pf-plain', lang: language === 'zh' ? 'en' : 'zh-CN' },
      words.other[language],
    )
    other.addEventListener('click', () => hands.onLanguage(language === 'zh' ? 'en' : 'zh'))
    head.append(other)
  }
  return head
}

function formOf(shown: Shown, hands: FormHands): HTMLElement {
  const { form, language, filled, problems, trouble, busy } = shown
  const say = (one: Words): string => one[language]
  const made = el('form', { novalidate: true, 'aria-busy': busy ? 'true' : null })
  const wrong = Object.keys(problems).length
  made.append(
    el('h1', {}, say(form.title)),
    ...(form.intro ? [el('p', { class: 'pf-intro' }, say(form.intro))] : []),
    el(
      'div',
      { class: 'pf-alert', role: 'alert' },
      trouble ?? (wrong ? filledIn(say(words.to_mend), { n: wrong }) : null),
    ),
    ...form.fields.map((field) => fieldOf(field, shown, hands)),
  )
  const trap = el('input', { name: trapName, tabindex: '-1', autocomplete: 'off' })
  made.append(el('label', { class: 'pf-trap', 'aria-hidden': 'true' }, say(words.trap), trap))
  if (form.consent) {
    const box = el('input', {
      type: 'checkbox',
      id: 'pf-agreed',
      checked: filled.agreed,
      required: true,
      'aria-invalid': problems.agreed ? 'true' : null,
      'aria-describedby': problems.agreed ? 'pf-agreed-note' : null,
    }) as HTMLInputElement
    box.addEventListener('change', () => {
      filled.agreed = box.checked
      hands.onTyped()
    })
    made.append(
      el(
        'div',
        { class: 'pf-consent' },
        el('label', { class: 'pf-tickline' }, box, el('span', {}, say(form.consent))),
        privacyOf(form, language),
        problems.agreed ? noteOf('pf-agreed', problems.agreed, true) : null,
      ),
    )
  } else {
    const link = privacyOf(form, language)
    if (link) made.append(el('p', { class: 'pf-consent' }, link))
  }
  const button = el(
    'button',
    { type: 'submit', class: 'pf-send', disabled: busy },
    say(busy ? words.sending : words.send),
  )
  made.append(button)
  made.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!busy) hands.onSend((trap as HTMLInputElement).value)
  })
  return made
}

function privacyOf({ privacy_url }: PublicForm, language: Language): HTMLElement | null {
  return privacy_url
    ? el(
        'a',
        { href: privacy_url, target: '_blank', rel: 'noopener noreferrer' },
        words.privacy[language],
      )
    : null
}

const noteOf = (id: string, text: string, bad: boolean): HTMLElement =>
  el('p', { id: `${id}-note`, class: bad ? 'pf-note bad' : 'pf-note' }, text)

/** So few are seen at a glance; more are a list to choose from. */
const fewChoices = 6

function fieldOf(field: PublicField, shown: Shown, hands: FormHands): HTMLElement {
  const { language, filled, problems } = shown
  const { values } = filled
  const id = `pf-${field.name}`
  const problem = problems[field.name]
  const text = problem ?? (field.help ? field.help[language] : null)
  const note = text === null ? null : noteOf(id, text, problem !== undefined)
  const named = el(
    'span',
    { class: 'pf-label' },
    field.label[language],
    field.required ? null : el('span', { class: 'pf-optional' }, ` ${words.optional[language]}`),
  )
  const put = (value: unknown): void => {
    values[field.name] = value
    hands.onTyped()
  }
  const told = {
    'aria-invalid': problem === undefined ? null : 'true',
    'aria-describedby': note ? `${id}-note` : null,
  }
  const choices =
    field.kind === 'yes_no'
      ? [
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ]
      : field.choices
  const isMany = field.kind === 'multi_choice'
  if (choices.length && (isMany || choices.length <= fewChoices)) {
    const boxes = choices.map(({ value, label }) => {
      const chosen = values[field.name]
      const box = el('input', {
        type: isMany ? 'checkbox' : 'radio',
        name: field.name,
        value,
        checked: Array.isArray(chosen) ? chosen.includes(value) : String(chosen) === value,
        ...told,
      }) as HTMLInputElement
      box.addEventListener('change', () => {
        if (!isMany) return put(field.kind === 'yes_no' ? value === 'true' : value)
        const others = (
          Array.isArray(chosen)
            ? [...(values[field.name] as string[])]
            : ((values[field.name] as string[] | undefined) ?? [])
        ).filter((one) => one !== value)
        put(box.checked ? [...others, value] : others)
      })
      return el('label', { class: 'pf-tickline' }, box, el('span', {}, label[language]))
    })
    const group = el(
      'fieldset',
      { class: 'pf-field', id, 'aria-describedby': told['aria-describedby'] },
      el('legend', {}, named),
      el('div', { class: 'pf-boxes' }, ...boxes),
      note,
    )
    return group
  }
  const input = inputOf(field, id, told, values[field.name], choices, language)
  input.addEventListener('input', () => put(input.value))
  const place =
    input instanceof HTMLSelectElement ? el('span', { class: 'pf-select' }, input) : input
  return el('div', { class: 'pf-field' }, el('label', { for: id }, named), place, note)
}

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const typeOf: Partial<Record<PublicField['kind'], string>> = {
  phone: 'tel',
  email: 'email',
  url: 'url',
  date: 'date',
}
/** By which browsers know what a person writes everywhere. */
const autocomplete: Readonly<Record<string, string>> = {
  name: 'name',
  company: 'organization',
  title: 'organization-title',
  phone: 'tel',
  email: 'email',
}

function inputOf(
  field: PublicField,
  id: string,
  told: Readonly<Record<string, string | null>>,
  value: unknown,
  choices: PublicField['choices'],
  language: Language,
): Input {
  const common = { id, name: field.name, required: field.required, ...told }
  if (field.kind === 'choice') {
    const made = el(
      'select',
      common,
      el('option', { value: '' }, words.choose[language]),
      ...choices.map((one) => el('option', { value: one.value }, one.label[language])),
    ) as HTMLSelectElement
    made.value = typeof value === 'string' ? value : ''
    return made
  }
  const max = field.max === null ? null : String(field.max)
  if (field.kind === 'long_text') {
    const made = el('textarea', { ...common, rows: '3', maxlength: max }) as HTMLTextAreaElement
    made.value = typeof value === 'string' ? value : ''
    return made
  }
  const isNumber = ['integer', 'decimal', 'money', 'percent'].includes(field.kind)
  const made = el('input', {
    ...common,
    type: typeOf[field.kind] ?? 'text',
    maxlength: max,
    inputmode: isNumber ? (field.kind === 'integer' ? 'numeric' : 'decimal') : null,
    autocomplete: autocomplete[field.name] ?? 'on',
    autocapitalize: field.kind === 'email' || field.kind === 'url' ? 'none' : null,
  }) as HTMLInputElement
  made.value = typeof value === 'string' ? value : ''
  return made
}

/** What can be told before anybody is asked: what is missing. */
export function missing({
  form,
  filled,
  language,
}: Pick<Shown, 'form' | 'filled' | 'language'>): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const { name, required, kind, choices } of form.fields) {
    if (required && isBlank(filled.values[name]))
      problems[name] = (choices.length || kind === 'yes_no' ? words.must_choose : words.must)[
        language
      ]
  }
  if (form.consent && !filled.agreed) problems.agreed = words.must_agree[language]
  return problems
}
