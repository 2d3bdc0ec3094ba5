// Where does the page of a form begin, which a stranger opens on a phone at a fair? Nothing of the window is loaded here.
import {
  campaignMarks,
  type PublicAnswers,
  type PublicForm,
  shortestMs,
} from '#kernel/view/public-form.ts'
import '../tokens.css'
import './page.css'
import './form.css'
import { draw, type Language, missing, type Shown } from './draw.ts'
import { filledIn } from './element.ts'
import { words } from './words.ts'

const place = document.getElementById('form')!
const address = location.pathname.split('/')[2] ?? ''
const keptAs = `form.${address}`
let begun = Date.now()

/** What was typed, for a page that is loaded again; gone with the tab, for the next one at the same screen. */
function kept(): Pick<Shown['filled'], 'values' | 'agreed'> {
  try {
    const found = JSON.parse(sessionStorage.getItem(keptAs) ?? '{}') as Partial<Shown['filled']>
    return { values: found.values ?? {}, agreed: found.agreed === true }
  } catch {
    return { values: {}, agreed: false }
  }
}
function keep(filled: Shown['filled'] | null): void {
  try {
    if (filled) sessionStorage.setItem(keptAs, JSON.stringify(filled))
    else sessionStorage.removeItem(keptAs)
  } catch {
    // Without storage a reload forgets; filling in goes on.
  }
}

const dark = matchMedia('(prefers-color-scheme: dark)')
const look = () => (document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light')
dark.addEventListener('change', look)
look()

let shown: Shown = {
  form: JSON.parse(document.getElementById('asked')!.textContent!) as PublicForm,
  language: document.documentElement.lang.startsWith('zh') ? 'zh' : 'en',
  filled: kept(),
  taken: false,
  problems: {},
  trouble: null,
  busy: false,
}
/** In a language that the form does not speak it is filled in as it is. */
if (!shown.form.english) shown = { ...shown, language: 'zh' }

const hands = {
  onTyped: () => keep(shown.filled),
  onLanguage: (language: Language) => {
    show({ language, problems: {}, trouble: null })
    place.querySelector<HTMLElement>('.pf-head button')?.focus()
  },
  onSend: (trap: string) => void send(trap),
  onAgain: () => void again(),
}

function show(more: Partial<Shown>): void {
  shown = { ...shown, ...more }
  document.documentElement.lang = shown.language === 'zh' ? 'zh-CN' : 'en'
  document.title = shown.form.title[shown.language] || shown.form.company
  draw(place, shown, hands)
}

/** Where something is wrong one stands at the first of it. */
const toFirstWrong = (): void => {
  const first = place.querySelector<HTMLElement>('[aria-invalid=true]')
  if (first) first.focus()
  else place.querySelector('.pf-alert')?.scrollIntoView({ block: 'center' })
}

const marksOf = (): PublicAnswers['marks'] => {
  const query = new URLSearchParams(location.search)
  return Object.fromEntries(
    campaignMarks.flatMap((name) => {
      const value = query.get(`utm_${name}`)
      return value ? [[name, value.slice(0, 200)]] : []
    }),
  )
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function send(trap: string): Promise<void> {
  const problems = missing(shown)
  show({ problems, trouble: null })
  if (Object.keys(problems).length) return toFirstWrong()
  show({ busy: true })
  // Nobody is taken for a machine because the browser filled everything in at once.
  await wait(Math.max(0, shortestMs - (Date.now() - begun)))
  const answer = await post(trap)
  show({ busy: false })
  if (answer === null) return trouble(words.offline[shown.language])
  if (answer.ok) {
    keep(null)
    show({ taken: true, problems: {}, trouble: null })
    scrollTo(0, 0)
    return place.querySelector<HTMLElement>('h1')?.focus()
  }
  const said = (await answer.json().catch(() => null)) as Said | null
  if (said?.code === 'form-page-old' && (await renewed())) return send(trap)
  if (said?.code === 'form-not-open' || answer.status === 404) return void (await renewed())
  if (answer.status === 429)
    return trouble(
      filledIn(words.too_many[shown.language], {
        minutes: Math.ceil(Number(answer.headers.get('retry-after') ?? 60) / 60),
      }),
    )
  const theirs = problemsOf(said)
  if (answer.status !== 422 || Object.keys(theirs).length === 0)
    return trouble(words.trouble[shown.language])
  show({ problems: theirs })
  toFirstWrong()
}

interface Said {
  readonly code?: string
  readonly errors?: readonly { readonly path: string; readonly detail: string }[]
}

function problemsOf(said: Said | null): Record<string, string> {
  const { form, language } = shown
  return Object.fromEntries(
    (said?.errors ?? []).flatMap(({ path, detail }) => {
      const field = form.fields.find(({ name }) => name === path)
      if (!field && path !== 'agreed') return []
      const own =
        field?.kind === 'email'
          ? words.not_email[language]
          : field?.kind === 'phone'
            ? words.not_phone[language]
            : path === 'agreed'
              ? words.must_agree[language]
              : filledIn(words.not_right[language], { detail })
      return [[path, own]]
    }),
  )
}

function trouble(says: string): void {
  show({ trouble: says })
  place.querySelector('.pf-alert')?.scrollIntoView({ block: 'center' })
}

const headers = () => ({
  'content-type': 'application/json',
  'accept-language': shown.language === 'zh' ? 'zh-CN' : 'en',
})

async function post(trap: string): Promise<Response | null> {
  const body: PublicAnswers = {
    token: shown.form.token ?? '',
    answers: shown.filled.values,
    agreed: shown.filled.agreed,
    trap,
    marks: marksOf(),
    page: document.referrer.slice(0, 500),
  }
  try {
    return await fetch(`/api/forms/${address}`, {
      method: 'POST',
      headers: headers(),
      body: JSON.stringify(body),
    })
  } catch {
    return null
  }
}

/** The form as it is now, with a page of its own; false where it takes nothing in any more. */
async function renewed(): Promise<boolean> {
  try {
    const answer = await fetch(`/api/forms/${address}`, { headers: headers() })
    const form = answer.ok
      ? ((await answer.json()) as PublicForm)
      : ({ ...shown.form, state: 'none' } as const)
    begun = Date.now()
    show({ form, problems: {}, trouble: null })
    return form.state === 'open'
  } catch {
    trouble(words.offline[shown.language])
    return false
  }
}

async function again(): Promise<void> {
  show({ taken: false, filled: { values: {}, agreed: false }, problems: {}, trouble: null })
  await renewed()
  place.querySelector<HTMLElement>('input, textarea, select')?.focus()
}

show({})
