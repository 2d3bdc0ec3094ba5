// How is what a person asks for done once, though the answer is lost, the button pressed twice or the page loaded anew?

/** What was asked for and not answered yet: the same, or something else instead, is asked for under its key. */
export interface Sent {
  readonly key: string
  readonly path: string
  /** The body as text. */
  readonly text: string
  /** When, in ms. */
  readonly at: number
}

/** A place from which one thing at a time is asked for. It remembers what was not answered, as long as it likes. */
export interface Form {
  readonly sent: () => Sent | null
  readonly keep: (sent: Sent | null) => void
}

export interface Deed {
  readonly method: string
  readonly path: string
  /** All that makes it this deed: who looks, which version, which words. Two of one text are one. */
  readonly text: string
  readonly form?: Form | undefined
}

export interface Done {
  readonly answer: Response
  /** The answer is of what the form had asked for before: that was done, and what it says now was not. */
  readonly earlier: boolean
}

/**
 * Has it a key? A change of values names the version that it is based on instead, and does not happen twice either:
 * whoever sent one and heard nothing looks what is there (`save-record.ts`).
 */
export const hasKey = (method: string): boolean => method === 'POST' || method === 'DELETE'

/** Asks the server, under this key; text is another one only where an answer is looked up. Throws every "no". */
type Ask = (key: string, text: string) => Promise<Response>

interface Open {
  readonly key: string
  /** Under way, or done a moment ago; null where it was not answered. */
  going: Promise<Response> | null
}

const open = new Map<string, Open>()

/** What is said again so soon after its answer is the second half of a double click. */
const onePressMs = 1000

/**
 * Does it once: whoever asks for the same meanwhile gets the same answer, and whoever asks again because there was none
 * asks under the same key, so that the server can tell.
 */
export async function doOnce(deed: Deed, ask: Ask): Promise<Done> {
  const { method, path, text, form } = deed
  const place = `${method} ${path} ${text}`
  const known = open.get(place)
  if (known?.going) return { answer: (await known.going).clone(), earlier: false }

  const before = form?.sent() ?? null
  const key = known?.key ?? (before?.path === path ? before.key : newKey())
  const one: Open = { key, going: insist(method, () => ask(key, text)) }
  open.set(place, one)
  form?.keep({ key, path, text, at: Date.now() })
  try {
    const answer = await one.going!
    forget(key, method === 'POST' ? onePressMs : 0)
    form?.keep(null)
    return { answer: answer.clone(), earlier: false }
  } catch (error) {
    one.going = null
    if (!isAnswer(error)) throw error
    forget(key, 0)
    form?.keep(null)
    if (noOf(error)?.code !== 'key-reused' || !before) throw error
    return { answer: await ask(key, before.text), earlier: true }
  }
}

function forget(key: string, ms: number): void {
  const drop = () => {
    for (const [place, one] of open) if (one.key === key) open.delete(place)
  }
  if (ms) setTimeout(drop, ms)
  else drop()
}

/** A key for `Idempotency-Key`; works without HTTPS too, where `crypto.randomUUID` is missing. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What a "no" says that matters here. */
interface No {
  readonly status: number
  readonly code: string
  /** How long the server asks to wait, in ms. */
  readonly waitMs: number | null
}

const noOf = (error: unknown): No | null =>
  error instanceof Error && 'status' in error && 'code' in error && 'waitMs' in error
    ? (error as Error & No)
    : null

/** Says this "no" that nothing has happened? Without an answer, or signed out meanwhile, nobody knows. */
export function isAnswer(error: unknown): boolean {
  const no = noOf(error)
  if (!no || no.code === 'still-running') return false
  return no.status >= 400 && no.status < 500 && ![401, 408, 429].includes(no.status)
}

/** How it stands with what is asked again: somebody waits for it, it was done after all, or it was not. */
export type Again = 'waiting' | 'done' | 'over'

const tellers = new Set<(again: Again) => void>()
/** Told at once when something is asked again by itself, and what became of it. Answers how to stop that. */
export function whenAgain(tell: (again: Again) => void): () => void {
  tellers.add(tell)
  return () => void tellers.delete(tell)
}

/** What is asked again just now: people hear of the last of them. */
let waiting = 0
function begin(): void {
  waiting++
  tellers.forEach((tell) => tell('waiting'))
}
function end(again: Again): void {
  if (--waiting === 0) tellers.forEach((tell) => tell(again))
}

/** Asks again where there was no answer, while somebody still waits for it. */
async function insist(method: string, ask: () => Promise<Response>): Promise<Response> {
  const began = Date.now()
  for (let turn = 1; ; turn++) {
    try {
      const answer = await ask()
      if (turn > 1) end('done')
      return answer
    } catch (error) {
      const wait = againIn(method, error, turn, Date.now() - began)
      if (wait === null) {
        // The "no" itself is told where it was asked for.
        if (turn > 1) end('over')
        throw error
      }
      if (turn === 1) begin()
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

const turnsMax = 3
const waitMaxMs = 5_000
/** As long as the first call is at work, its answer is waited for. */
const runningMs = 60_000

function againIn(method: string, error: unknown, turn: number, sinceMs: number): number | null {
  const no = noOf(error)
  if (!no) return null
  if (method === 'PATCH' && no.code !== 'busy') return null
  if (no.code === 'still-running') return sinceMs < runningMs ? 1000 : null
  const isLost = no.status === 0 ? navigator.onLine : [502, 503, 504].includes(no.status)
  const wait = no.waitMs ?? 1000
  return isLost && turn < turnsMax && wait <= waitMaxMs ? wait * turn + Math.random() * 300 : null
}
