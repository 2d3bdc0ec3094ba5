// What changed while the window was open? One stream of events; answers about what changed are asked again.
import { useEffect } from 'react'
import { answers, areOnScreen, modelMoved } from './asks.ts'

export interface Touched {
  object: string
  record: string
  /** create, change, remove, restore, move, or an action's name. */
  deed: string
  /** Id of the person. */
  who: string
}
type Tell = (touched: readonly Touched[]) => void

const listeners = new Set<Tell>()
let waiting: Touched[] = []
let timer: ReturnType<typeof setTimeout> | undefined

/** Told of changed records, gathered for a moment so that an import of thousands is a few calls. */
export function useTouched(tell: Tell): void {
  useEffect(() => {
    listeners.add(tell)
    return () => void listeners.delete(tell)
  }, [tell])
}

/** What a person's own numbers (inbox, open work) are made of; a change of anything else seldom changes them. */
const personal = new Set(['notice', 'approval', 'approval_task', 'activity'])
/** After a change that seldom matters the own numbers are asked again so late: in a company of a thousand somebody always changes something. */
const laterMs = 30_000
let later: ReturnType<typeof setTimeout> | undefined

const ofPerson = ([room]: readonly unknown[]): boolean => room === 'inbox' || room === 'work'

/** The own numbers: at once where the change is the person's or made for them, else by and by, not everybody at one moment. */
function askOwn(touched: readonly Touched[], me: string): void {
  const now = touched.some((one) => one.who === me || personal.has(one.object))
  const ask = (): void => {
    clearTimeout(later)
    later = undefined
    void answers.invalidateQueries({ predicate: ({ queryKey }) => ofPerson(queryKey) })
  }
  if (now) ask()
  else later ??= setTimeout(ask, laterMs * (0.5 + Math.random()))
}

function flush(me: string): void {
  const touched = waiting
  waiting = []
  timer = undefined
  askOwn(touched, me)
  const records = new Map<string, Set<string>>()
  for (const { object, record } of touched) {
    records.set(object, (records.get(object) ?? new Set()).add(record))
  }
  void answers.invalidateQueries({
    predicate: (query) => {
      const [room, object, what, id] = query.queryKey
      const ids = room === 'records' && typeof object === 'string' ? records.get(object) : undefined
      if (!ids || areOnScreen(query)) return false
      return what !== 'one' || ids.has(String(id))
    },
  })
  listeners.forEach((tell) => tell(touched))
}

function hear(event: MessageEvent<string>, me: string): void {
  const said: unknown = JSON.parse(event.data)
  if (typeof said !== 'object' || said === null) return
  if (!('object' in said) || typeof said.object !== 'string') {
    // A new version of the model is said without an object; whoever changes the model works over it at once.
    if ('model_version' in said) void modelMoved()
    return
  }
  const text = (name: string): string => String((said as Record<string, unknown>)[name] ?? '')
  waiting.push({
    object: said.object,
    record: text('id') || text('record'),
    deed: text('deed'),
    who: text('who'),
  })
  timer ??= setTimeout(() => flush(me), 600)
}

/** Listens as long as the shell stands. The browser opens the stream again by itself when it breaks. */
export function useLive(me: string): void {
  useEffect(() => {
    const stream = new EventSource('/api/v1/events')
    const heard = (event: MessageEvent<string>): void => hear(event, me)
    stream.addEventListener('message', heard)
    stream.addEventListener('change', heard)
    // While the stream was broken anything may have changed.
    let broken = false
    stream.onerror = () => void (broken = true)
    stream.onopen = () => {
      if (broken) void answers.invalidateQueries()
      broken = false
    }
    return () => {
      stream.close()
      clearTimeout(timer)
      clearTimeout(later)
      timer = later = undefined
      waiting = []
    }
  }, [me])
}
