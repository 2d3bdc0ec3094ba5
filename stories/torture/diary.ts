// What was promised? Every call and every answer, written down outside the system that is tortured.

import { closeSync, openSync, writeSync } from 'node:fs'
import type { Values } from '#kernel/object.ts'

export interface Entry {
  readonly n: number
  readonly client: string
  readonly as: string
  readonly url: string
  readonly key: string
  readonly body: Values
  status: number
  answer: Values
  /** It was proven that its effect is there once. */
  proven: boolean
}

export interface Diary {
  readonly entries: readonly Entry[]
  ask(entry: Pick<Entry, 'client' | 'as' | 'url' | 'key' | 'body'>): Entry
  /** Somebody was told so; from here on it must be true. */
  answered(entry: Entry, status: number, answer: Values): void
  close(): void
}

export function openDiary(path: string): Diary {
  const file = openSync(path, 'a')
  const entries: Entry[] = []
  const note = (what: object): void => void writeSync(file, `${JSON.stringify(what)}\n`)
  return {
    entries,
    ask(given) {
      const entry: Entry = { ...given, n: entries.length, status: 0, answer: {}, proven: false }
      entries.push(entry)
      note({ at: new Date().toISOString(), ask: entry })
      return entry
    },
    answered(entry, status, answer) {
      entry.status = status
      entry.answer = answer
      note({ at: new Date().toISOString(), n: entry.n, status, answer })
    },
    close: () => closeSync(file),
  }
}
