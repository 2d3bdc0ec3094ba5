// When is what was changed written? A moment after the last change, once at a time, again while the server is away, and on leaving.
import { useCallback, useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { CallError } from '#web/call.ts'
import { isAway } from '#web/record/save-record.ts'

export interface Autosave {
  /** Something waits to be written. */
  readonly dirty: RefObject<boolean>
  /** Nothing waits and nothing is under way. */
  readonly isAtRest: () => boolean
  /** Something was changed: it is written once nothing more is; `soon` where an answer is waited for. */
  readonly wait: (soon?: boolean) => void
  /** Writes what waits; false where it could not be. What changed meanwhile goes with the next one. */
  readonly flush: () => Promise<boolean>
}

const pauseMs = 900
const soonMs = 150
const retryMs = 5000

/**
 * @param write answers whether it was written; throws where nobody said no
 * @param begunDirty something was left unwritten the last time
 */
export function useAutosave(write: () => Promise<boolean>, begunDirty: boolean): Autosave {
  const dirty = useRef(begunDirty)
  const running = useRef<Promise<boolean> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(write)
  latest.current = write

  const flush = useCallback(async (): Promise<boolean> => {
    const later = (ms: number) => (timer.current = setTimeout(() => void flush(), ms))
    const run = async (): Promise<boolean> => {
      dirty.current = false
      try {
        if (await latest.current()) return true
      } catch (error) {
        if (error instanceof CallError && isAway(error)) later(retryMs)
      }
      dirty.current = true
      return false
    }
    clearTimeout(timer.current)
    while (running.current) await running.current
    if (!dirty.current) return true
    running.current = run()
    const isWritten = await running.current
    running.current = null
    return isWritten
  }, [])

  const wait = useCallback(
    (soon = false) => {
      dirty.current = true
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), soon ? soonMs : pauseMs)
    },
    [flush],
  )

  useEffect(() => {
    if (dirty.current) wait()
    return () => void flush()
  }, [flush, wait])

  return { dirty, isAtRest: () => !dirty.current && !running.current, wait, flush }
}
