// How does the page of an offer look? Who offers, what, until when; and three things that can be said to it.
import type { Words } from '#kernel/error.ts'
import { type AnswerKind, answersIn, type PublicOffer } from '#kernel/view/public-offer.ts'
import { el, filledIn, tick } from '#web/public-form/element.ts'
import { paperOf } from './paper.ts'
import { type Lines, signPlate } from './sign.ts'
import { words } from './words.ts'

export type Language = 'zh' | 'en'

/** What was typed so far; it survives a reload. */
export interface Typed {
  name: string
  title: string
  purchase_order: string
  said: string
  agreed: boolean
  signature: Lines
}

export interface Shown {
  /** Null while it is opened. */
  readonly offer: PublicOffer | null
  readonly language: Language
  readonly typed: Typed
  /** What is being said just now. */
  readonly saying: AnswerKind | null
  readonly problems: Readonly<Record<string, string>>
  readonly trouble: string | null
  readonly busy: boolean
}

export interface Hands {
  readonly onLanguage: (language: Language) => void
  readonly onSay: (kind: AnswerKind | null) => void
  readonly onTyped: () => void
  readonly onSend: () => void
  readonly onAgain: () => void
}

const momentOf = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at))

const dayOf = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))

export function draw(place: HTMLElement, shown: Shown, hands: Hands): void {
  const { offer, language, saying } = shown
  place.lang = language === 'zh' ? 'zh-CN' : 'en'
  place.className = 'pf po'
  const parts: HTMLElement[] = [headOf(shown, hands)]
  if (!offer) parts.push(waiting(shown, hands))
  else {
    if (offer.colleague)
      parts.push(el('p', { class: 'po-band', role: 'note' }, words.colleague[language]))
    const can = offer.colleague ? [] : (answersIn[offer.state] ?? [])
    if (!offer.paper) parts.push(told(shown))
    else parts.push(card(shown))
    if (saying && can.includes(saying)) parts.push(answerForm(shown, saying, hands))
    else if (can.length && offer.paper) parts.push(bar(shown, can, hands))
  }
  place.replaceChildren(...parts)
}

function headOf({ offer, language }: Shown, hands: Hands): HTMLElement {
  const other = el(
    'button',
    { type: 'button', class: 'pf-plain', lang: language === 'zh' ? 'en' : 'zh-CN' },
    language === 'zh' ? 'English' : '中文',
  )
  other.addEventListener('click', () => hands.onLanguage(language === 'zh' ? 'en' : 'zh'))
  return el(
    'header',
    { class: 'pf-head' },
    el('span', { class: 'pf-company' }, offer?.company ?? ''),
    other,
  )
}

function waiting({ trouble, language }: Shown, hands: Hands): HTMLElement {
  const again = el('button', { type: 'button', class: 'pf-plain' }, words.again[language])
  again.addEventListener('click', hands.onAgain)
  return el(
    'main',
    { class: 'pf-card' },
    el(
      'div',
      { class: 'pf-told', role: 'status' },
      el('p', { class: 'pf-intro' }, trouble ?? words.opening[language]),
      trouble ? again : null,
    ),
  )
}

/** Where there is nothing to read: why, and whom to ask. */
function told(shown: Shown): HTMLElement {
  const { offer, language } = shown
  const state = offer!.state as 'replaced' | 'over' | 'revoked' | 'none'
  return el(
    'main',
    { class: 'pf-card' },
    el(
      'div',
      { class: 'pf-told', role: 'status' },
      offer!.number
        ? el('p', { class: 'pf-note' }, `${words.offer[language]} ${offer!.number}`)
        : null,
      el('h1', { tabindex: '-1' }, words[state][language]),
      el('p', { class: 'pf-intro' }, words[`${state}_more`][language]),
      contactOf(shown),
    ),
  )
}

function contactOf({ offer, language }: Shown): HTMLElement | null {
  const contact = offer!.contact
  if (!contact) return null
  return el(
    'p',
    { class: 'po-contact' },
    el('span', { class: 'po-quiet' }, words.contact[language]),
    el('span', {}, contact.name),
    contact.phone ? el('a', { href: `tel:${contact.phone}` }, contact.phone) : null,
    contact.email ? el('a', { href: `mailto:${contact.email}` }, contact.email) : null,
  )
}

function card(shown: Shown): HTMLElement {
  const { offer, language } = shown
  const { paper, number, version, valid_until: until, link, page } = offer!
  const fill = (one: Words, more: Record<string, string | number>): string =>
    filledIn(one[language], more)
  const total = paper!.blocks
    .flatMap((one) => (one.kind === 'totals' ? one.rows : []))
    .find(({ strong }) => strong)
  const address = (of: string): string =>
    `/api/offers/${encodeURIComponent(link ?? '')}/pdf?page=${encodeURIComponent(page ?? '')}${of}`
  return el(
    'main',
    { class: 'pf-card po-card' },
    stateOf(shown, address('&of=answer')),
    el(
      'header',
      { class: 'po-top' },
      el(
        'div',
        {},
        el('h1', { tabindex: '-1' }, paper!.title),
        el(
          'p',
          { class: 'po-quiet' },
          [number, fill(words.version, { n: version ?? 1 }), ...paper!.marks].join(' · '),
        ),
      ),
      total
        ? el(
            'p',
            { class: 'po-sum' },
            el('span', { class: 'po-quiet' }, total.label),
            el('strong', {}, total.text),
          )
        : null,
    ),
    el(
      'p',
      { class: 'po-line' },
      until ? el('span', {}, fill(words.valid, { date: dayOf(until, language) })) : el('span', {}),
      el('a', { href: address(''), target: '_blank', rel: 'noopener' }, words.pdf[language]),
    ),
    ...paperOf(paper!.blocks, [`${number} v${version ?? 1}`, until ? dayOf(until, language) : '']),
    el(
      'footer',
      { class: 'po-foot' },
      el('p', {}, offer!.company),
      ...paper!.letterhead.map((one) => el('p', { class: 'po-quiet' }, one)),
      contactOf(shown),
    ),
  )
}

/** What became of it, over everything else. */
function stateOf(shown: Shown, record: string): HTMLElement | null {
  const { offer, language, saying } = shown
  const { state, answer, asked, company } = offer!
  const who = (one: NonNullable<typeof answer>): string =>
    filledIn(words.by[language], {
      name: [one.name, one.title].filter(Boolean).join(language === 'zh' ? '，' : ', '),
      at: momentOf(one.at, language),
    })
  if (state === 'accepted' || state === 'declined')
    return el(
      'section',
      { class: `po-state ${state === 'accepted' ? 'good' : 'plain'}`, role: 'status' },
      state === 'accepted' ? tick() : null,
      el('h2', { tabindex: '-1', class: 'po-first' }, words[state][language]),
      el('p', {}, filledIn(words[`${state}_more`][language], { company })),
      answer ? el('p', { class: 'po-quiet' }, who(answer)) : null,
      answer
        ? el('a', { href: record, target: '_blank', rel: 'noopener' }, words.record[language])
        : null,
    )
  const wish = asked[0]
  if (state === 'expired')
    return el(
      'section',
      { class: 'po-state warn', role: 'status' },
      el('h2', { tabindex: '-1', class: 'po-first' }, words.expired[language]),
      el('p', {}, words.expired_more[language]),
      wish ? el('p', { class: 'po-quiet' }, `${words.asked[language]} · ${who(wish)}`) : null,
    )
  if (!wish || saying) return null
  return el(
    'section',
    { class: 'po-state plain', role: 'status' },
    el('h2', { tabindex: '-1', class: 'po-first' }, words.asked[language]),
    wish.said ? el('p', { class: 'po-said' }, wish.said) : null,
    el('p', { class: 'po-quiet' }, who(wish)),
  )
}

function bar(shown: Shown, can: readonly AnswerKind[], hands: Hands): HTMLElement {
  const { language, offer } = shown
  const button = (kind: AnswerKind, text: string, main: boolean): HTMLElement => {
    const made = el('button', { type: 'button', class: main ? 'pf-send' : 'po-second' }, text)
    made.addEventListener('click', () => hands.onSay(kind))
    return made
  }
  const isOver = offer!.state === 'expired'
  return el(
    'nav',
    { class: 'po-bar', 'aria-label': words.offer[language] },
    can.includes('decline') ? button('decline', words.decline[language], false) : null,
    button('ask', isOver ? words.ask_again[language] : words.ask[language], isOver),
    can.includes('accept') ? button('accept', words.accept[language], true) : null,
  )
}

function answerForm(shown: Shown, kind: AnswerKind, hands: Hands): HTMLElement {
  const { offer, language, typed, problems, trouble, busy } = shown
  const say = (one: Words): string => one[language]
  const wrong = Object.keys(problems).length
  const made = el('form', { class: 'pf-card po-form', novalidate: true })
  const line = (
    name: 'name' | 'title' | 'purchase_order' | 'said',
    label: Words,
    more: { optional?: boolean; long?: boolean; complete?: string; max?: number } = {},
  ): HTMLElement => {
    const id = `po-${name}`
    const problem = problems[name]
    const input = el(more.long ? 'textarea' : 'input', {
      id,
      name,
      required: !more.optional,
      maxlength: String(more.max ?? 100),
      autocomplete: more.complete ?? 'off',
      rows: more.long ? '4' : null,
      'aria-invalid': problem ? 'true' : null,
      'aria-describedby': problem ? `${id}-note` : null,
    }) as HTMLInputElement
    input.value = typed[name]
    input.addEventListener('input', () => {
      typed[name] = input.value
      hands.onTyped()
    })
    return el(
      'div',
      { class: 'pf-field' },
      el(
        'label',
        { for: id, class: 'pf-label' },
        say(label),
        more.optional ? el('span', { class: 'pf-optional' }, ` ${say(words.optional)}`) : null,
      ),
      input,
      problem ? el('p', { id: `${id}-note`, class: 'pf-note bad' }, problem) : null,
    )
  }
  const back = el('button', { type: 'button', class: 'po-second' }, say(words.back))
  back.addEventListener('click', () => hands.onSay(null))
  made.append(
    el(
      'div',
      {},
      el('h2', { tabindex: '-1', class: 'po-first' }, say(words[`${kind}_title`])),
      el('p', { class: 'pf-intro' }, say(words[`${kind}_more`])),
    ),
    el(
      'div',
      { class: 'pf-alert', role: 'alert' },
      trouble ?? (wrong ? filledIn(say(words.to_mend), { n: wrong }) : null),
    ),
    ...(kind === 'accept'
      ? []
      : [line('said', kind === 'ask' ? words.wish : words.why, { long: true, max: 2000 })]),
    el(
      'div',
      { class: 'po-two' },
      line('name', words.name, { complete: 'name' }),
      line('title', words.title, { optional: true, complete: 'organization-title' }),
    ),
    ...(kind === 'accept'
      ? [
          line('purchase_order', words.purchase_order, { optional: true }),
          signing(shown, hands),
          agreeing(shown, offer!.agree, hands),
        ]
      : []),
    el(
      'div',
      { class: 'po-ends' },
      back,
      el(
        'button',
        { type: 'submit', class: 'pf-send', disabled: busy },
        say(busy ? words.sending : words[`send_${kind}`]),
      ),
    ),
  )
  made.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!busy) hands.onSend()
  })
  return made
}

function signing({ language, typed }: Shown, hands: Hands): HTMLElement {
  const clear = el('button', { type: 'button', class: 'pf-plain' }, words.clear[language])
  const place = el('div', {})
  const put = () =>
    place.replaceChildren(signPlate(typed.signature, words.sign_here[language], hands.onTyped))
  clear.addEventListener('click', () => {
    typed.signature.length = 0
    hands.onTyped()
    put()
  })
  put()
  return el(
    'div',
    { class: 'pf-field' },
    el(
      'div',
      { class: 'po-signhead' },
      el(
        'span',
        { class: 'pf-label' },
        words.signature[language],
        el('span', { class: 'pf-optional' }, ` ${words.optional[language]}`),
      ),
      clear,
    ),
    place,
  )
}

function agreeing({ language, typed, problems }: Shown, agree: Words | null, hands: Hands) {
  const box = el('input', {
    type: 'checkbox',
    id: 'po-agreed',
    checked: typed.agreed,
    required: true,
    'aria-invalid': problems.agreed ? 'true' : null,
    'aria-describedby': problems.agreed ? 'po-agreed-note' : null,
  }) as HTMLInputElement
  box.addEventListener('change', () => {
    typed.agreed = box.checked
    hands.onTyped()
  })
  return el(
    'div',
    { class: 'pf-consent' },
    el('label', { class: 'pf-tickline' }, box, el('span', {}, agree?.[language] ?? '')),
    problems.agreed
      ? el('p', { id: 'po-agreed-note', class: 'pf-note bad' }, problems.agreed)
      : null,
  )
}

/** What can be told before anybody is asked: what is missing. */
export function missing(
  kind: AnswerKind,
  typed: Typed,
  language: Language,
): Record<string, string> {
  const problems: Record<string, string> = {}
  const needed = kind === 'accept' ? (['name'] as const) : (['said', 'name'] as const)
  for (const name of needed) if (!typed[name].trim()) problems[name] = words.must[language]
  if (kind === 'accept' && !typed.agreed) problems.agreed = words.must_agree[language]
  return problems
}
