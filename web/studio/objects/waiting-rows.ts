// Which files wait for their objects to be published? Kept by this browser, so that a reload loses nothing.
import { useEffect, useSyncExternalStore } from 'react'
import type { Words } from '#kernel/error.ts'
import type { Mapping } from '#kernel/import/mapping.ts'

export interface WaitingPart {
  readonly object: string
  readonly label: Words
  readonly rows: number
  readonly mapping: Mapping
  /** What became of it, once it went in. */
  readonly came?: { readonly created: number; readonly refused: number; readonly job: string }
}
export interface WaitingFile {
  readonly file: File
  /** In the order in which they go in: what is referred to comes first. */
  readonly parts: readonly WaitingPart[]
}

let waiting: readonly WaitingFile[] = []
let whose: string | null = null
const told = new Set<() => void>()

function tell(next: readonly WaitingFile[]): void {
  waiting = next
  for (const one of told) one()
}

function set(next: readonly WaitingFile[]): void {
  tell(next)
  void keep(next).catch(() => undefined)
}

export const letWait = (file: WaitingFile): void => set([...waiting, file])
export const letGo = (file: WaitingFile): void =>
  set(waiting.filter((one) => one.file !== file.file))

/** A part that went in does not go in again, whatever happens to the window. */
export const wentIn = (file: WaitingFile, object: string, came: WaitingPart['came']): void =>
  set(
    waiting.map((one) =>
      one.file === file.file
        ? {
            ...one,
            parts: one.parts.map((part) =>
              part.object === object && came ? { ...part, came } : part,
            ),
          }
        : one,
    ),
  )

/** The files of a person; what an earlier visit left comes back. */
export function useWaiting(who: string): readonly WaitingFile[] {
  useEffect(() => {
    if (whose === who) return
    whose = who
    void kept(who)
      .then((found) => {
        const open = found.filter((one) => one.parts.some((part) => !part.came))
        if (whose === who && open.length) tell([...open, ...waiting])
      })
      .catch(() => undefined)
  }, [who])
  return useSyncExternalStore(
    (one) => {
      told.add(one)
      return () => told.delete(one)
    },
    () => waiting,
  )
}

const store = 'files'

/** Files are too large for the storage of texts; where this one is refused, they last until the next reload. */
function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const ask = indexedDB.open('openltc-waiting', 1)
    ask.onupgradeneeded = () => ask.result.createObjectStore(store)
    ask.onsuccess = () => resolve(ask.result)
    ask.onerror = () => reject(ask.error ?? new Error('indexedDB'))
  })
}

const answer = <T>(ask: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    ask.onsuccess = () => resolve(ask.result)
    ask.onerror = () => reject(ask.error ?? new Error('indexedDB'))
  })

async function keep(files: readonly WaitingFile[]): Promise<void> {
  if (whose === null) return
  const base = await opened()
  await answer(base.transaction(store, 'readwrite').objectStore(store).put(files, whose))
  base.close()
}

async function kept(who: string): Promise<readonly WaitingFile[]> {
  const base = await opened()
  const found = await answer(base.transaction(store).objectStore(store).get(who))
  base.close()
  return (found as readonly WaitingFile[] | undefined) ?? []
}
