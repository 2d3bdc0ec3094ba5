// Which files wait for their object to be published? A file cannot be kept over a reload, so neither can these.
import { useSyncExternalStore } from 'react'
import type { Mapping } from '#kernel/import/mapping.ts'

export interface WaitingRows {
  readonly object: string
  readonly file: File
  readonly rows: number
  readonly mapping: Mapping
}

let waiting: readonly WaitingRows[] = []
const told = new Set<() => void>()

function set(next: readonly WaitingRows[]): void {
  waiting = next
  for (const tell of told) tell()
}

export const letWait = (rows: WaitingRows): void =>
  set([...waiting.filter((one) => one.object !== rows.object), rows])
export const letGo = (object: string): void => set(waiting.filter((one) => one.object !== object))

export const useWaiting = (): readonly WaitingRows[] =>
  useSyncExternalStore(
    (tell) => {
      told.add(tell)
      return () => told.delete(tell)
    },
    () => waiting,
  )
