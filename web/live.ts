// What changed while the window was open? One stream of events; answers about what changed are asked again.
import { useEffect } from 'react'
import { answers, keys } from './asks.ts'

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

function flush(): void {
  const touched = waiting
  waiting = []
  timer = undefined
  const records = new Map<string, Set<string>>()
  for (const { object, record } of touched) {
    records.set(object, (records.get(object) ?? new Set()).add(record))
  }
  void answers.invalidateQueries({
    predicate: ({ queryKey: [room, object, what, id] }) => {
      if (room === 'inbox' || room === 'work') return true
      const ids = room === 'records' && typeof object === 'string' ? records.get(object) : undefined
      if (!ids || what === 'rows') return false
      return what !== 'one' || ids.has(String(id))
    },
  })
  listeners.forEach((tell) => tell(touched))
}

function hear(event: MessageEvent<string>): void {
  const said: unknown = JSON.parse(event.data)
  if (typeof said !== 'object' || said === null) return
  if (!('object' in said) || typeof said.object !== 'string') {
    // A new version of the model is said without an object.
    if ('model_version' in said) void answers.invalidateQueries({ queryKey: keys.meta })
    return
  }
  const text = (name: string): string => String((said as Record<string, unknown>)[name] ?? '')
  waiting.push({
    object: said.object,
    record: text('id') || text('record'),
    deed: text('deed'),
    who: text('who'),
  })
  timer ??= setTimeout(flush, 600)
}

/** Listens as long as the shell stands. The browser opens the stream again by itself when it breaks. */
export function useLive(): void {
  useEffect(() => {
    const stream = new EventSource('/api/v1/events')
    stream.addEventListener('message', hear)
    stream.addEventListener('change', hear)
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
      timer = undefined
      waiting = []
    }
  }, [])
}
