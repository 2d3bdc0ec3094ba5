// Where does the page of a quote begin that its customer opens? Nothing of the window is loaded here, and nobody signs in.
import type { AnswerKind, OfferSaid, PublicOffer } from '#kernel/view/public-offer.ts'
import '../tokens.css'
import '../public-form/page.css'
import '../public-form/form.css'
import './offer.css'
import { filledIn } from '#web/public-form/element.ts'
import { draw, type Language, missing, type Shown, type Typed } from './draw.ts'
import { words } from './words.ts'

const place = document.getElementById('offer')!
/** What stands behind `#` never reaches a server or a log by itself. */
const tokenNow = (): string => location.hash.slice(1)
const keptAs = (): string => `offer.${shown.offer?.link ?? ''}`

const fresh = (): Typed => ({
  name: '',
  title: '',
  purchase_order: '',
  said: '',
  agreed: false,
  signature: [],
})

/** What was typed, for a page that is loaded again; gone with the tab. */
function kept(): Typed {
  try {
    const found = JSON.parse(sessionStorage.getItem(keptAs()) ?? '{}') as Partial<Typed>
    return { ...fresh(), ...found }
  } catch {
    return fresh()
  }
}
function keep(typed: Typed | null): void {
  try {
    if (typed) sessionStorage.setItem(keptAs(), JSON.stringify(typed))
    else sessionStorage.removeItem(keptAs())
  } catch {
    // Without storage a reload forgets; answering goes on.
  }
}

const dark = matchMedia('(prefers-color-scheme: dark)')
const look = () => (document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light')
dark.addEventListener('change', look)
look()

let shown: Shown = {
  offer: null,
  language: document.documentElement.lang.startsWith('zh') ? 'zh' : 'en',
  typed: fresh(),
  saying: null,
  problems: {},
  trouble: null,
  busy: false,
}

const hands = {
  onLanguage: (language: Language) => {
    show({ language, problems: {}, trouble: null })
    // The paper is written anew in the other language.
    void open()
  },
  onSay: (saying: AnswerKind | null) => {
    show({ saying, problems: {}, trouble: null })
    const aim = saying ? '.po-form .po-first' : '.po-bar .pf-send'
    toward(aim)
  },
  onTyped: () => keep(shown.typed),
  onSend: () => void send(),
  onAgain: () => {
    show({ trouble: null })
    void open()
  },
}

function toward(selector: string): void {
  const aim = place.querySelector<HTMLElement>(selector)
  aim?.focus({ preventScroll: true })
  aim?.scrollIntoView({ block: 'center' })
}

function show(more: Partial<Shown>): void {
  shown = { ...shown, ...more }
  document.documentElement.lang = shown.language === 'zh' ? 'zh-CN' : 'en'
  const { offer } = shown
  if (offer)
    document.title = [words.offer[shown.language], offer.number, offer.company]
      .filter(Boolean)
      .join(' · ')
  draw(place, shown, hands)
}

const post = async (path: string, body: unknown): Promise<Response | null> => {
  try {
    return await fetch(`/api/offers/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': shown.language === 'zh' ? 'zh-CN' : 'en',
      },
      body: JSON.stringify(body),
    })
  } catch {
    return null
  }
}

const tooMany = (answer: Response): string =>
  filledIn(words.too_many[shown.language], {
    minutes: Math.ceil(Number(answer.headers.get('retry-after') ?? 60) / 60),
  })

/** The offer as it is now; false where that could not be found out. */
async function open(): Promise<boolean> {
  const answer = await post('open', { token: tokenNow() })
  if (!answer?.ok) {
    show({
      trouble:
        answer?.status === 429
          ? tooMany(answer)
          : // Nothing was written yet that could be lost.
            (shown.offer === null ? words.not_opened : answer ? words.trouble : words.offline)[
              shown.language
            ],
    })
    return false
  }
  const isFirst = shown.offer === null
  show({ offer: (await answer.json()) as PublicOffer })
  if (isFirst) show({ typed: kept() })
  return true
}

const toFirstWrong = (): void => {
  const first = place.querySelector<HTMLElement>('[aria-invalid=true]')
  if (first) first.focus()
  else toward('.pf-alert')
}

interface Said {
  readonly code?: string
  readonly detail?: string
  readonly errors?: readonly { readonly path: string; readonly detail: string }[]
}

async function send(): Promise<void> {
  const { saying, typed, language, offer } = shown
  if (!saying || !offer?.page) return
  const problems = missing(saying, typed, language)
  show({ problems, trouble: null })
  if (Object.keys(problems).length) return toFirstWrong()
  show({ busy: true })
  const body: OfferSaid = {
    token: tokenNow(),
    page: offer.page,
    kind: saying,
    name: typed.name,
    title: typed.title,
    purchase_order: saying === 'accept' ? typed.purchase_order : '',
    said: saying === 'accept' ? '' : typed.said,
    agreed: saying === 'accept' && typed.agreed,
    signature: saying === 'accept' ? typed.signature : [],
  }
  const answer = await post('answer', body)
  show({ busy: false })
  if (answer?.ok) {
    const next = (await answer.json()) as PublicOffer
    keep(null)
    show({ offer: next, saying: null, typed: fresh(), problems: {} })
    scrollTo(0, 0)
    return place.querySelector<HTMLElement>('.po-first')?.focus({ preventScroll: true })
  }
  await refusedWith(answer)
}

async function refusedWith(answer: Response | null): Promise<void> {
  const { language } = shown
  const trouble = (says: string): void => {
    show({ trouble: says })
    toFirstWrong()
  }
  if (!answer) return trouble(words.offline[language])
  const said = (await answer.json().catch(() => null)) as Said | null
  if (answer.status === 429) return trouble(tooMany(answer))
  if (said?.code === 'form-page-old') return void ((await open()) && (await send()))
  if (answer.status === 409 || answer.status === 403 || answer.status === 404) {
    // It is no longer as the page shows it: what it is now stands there, and why.
    await open()
    return trouble(said?.detail ?? words.trouble[language])
  }
  const fields = ['name', 'title', 'purchase_order', 'said', 'agreed']
  const theirs = Object.fromEntries(
    (said?.errors ?? []).flatMap(({ path, detail }) =>
      fields.includes(path) ? [[path, filledIn(words.not_right[language], { detail })]] : [],
    ),
  )
  if (answer.status !== 422 || Object.keys(theirs).length === 0)
    return trouble(words.trouble[language])
  show({ problems: theirs })
  toFirstWrong()
}

addEventListener('hashchange', () => {
  show({ offer: null, saying: null, typed: fresh(), problems: {}, trouble: null })
  void open()
})
show({})
void open()
