// How is what a form says done once, however often its button is pressed and whatever becomes of the answer?
import { useRef, useState } from 'react'
import { CallError, newKey } from '#web/call.ts'
import { refusedBy } from '#web/parts/refusal-help.tsx'
import type { Refused } from '#web/parts/refusal-help.tsx'
import { problemsOf } from './problems.ts'
import type { FieldProblems } from './problems.ts'

export interface SendOnce {
  readonly busy: boolean
  /** What stands at which field, from the last answer or from `tell`. */
  readonly problems: FieldProblems
  readonly refused: Refused | null
  /** Says what is wrong before anybody is asked; nothing is wrong = it may be sent. */
  readonly tell: (problems: FieldProblems) => void
  /**
   * Sends it under a key of its own. Null where it was refused: why stands in `problems` and `refused` then.
   * @param said all that is sent, so that the same again is known as the same
   */
  readonly send: <T>(said: unknown, work: (key: string) => Promise<T>) => Promise<[T] | null>
}

/** One key for the same words until the server has answered: a second press or a lost answer does nothing twice. */
export function useSendOnce(): SendOnce {
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<FieldProblems>({})
  const [refused, setRefused] = useState<Refused | null>(null)
  const open = useRef<{ said: string; key: string } | null>(null)
  const going = useRef(false)

  const tell = (next: FieldProblems) => {
    setProblems(next)
    setRefused(null)
  }
  const send = async <T>(said: unknown, work: (key: string) => Promise<T>): Promise<[T] | null> => {
    if (going.current) return null
    const text = JSON.stringify(said)
    if (open.current?.said !== text) open.current = { said: text, key: newKey() }
    going.current = true
    setBusy(true)
    tell({})
    try {
      const answer = await work(open.current.key)
      open.current = null
      return [answer]
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      // Without an answer nobody knows whether it was done, so the same again is sent under the same key.
      if (error.status > 0 && error.status < 500) open.current = null
      setProblems(problemsOf(error))
      setRefused(refusedBy(error))
      return null
    } finally {
      going.current = false
      setBusy(false)
    }
  }
  return { busy, problems, refused, tell, send }
}

/** The refusal with what it says of places that the form does not show; null where each stands at its field. */
export function refusalBeside(
  { refused, problems }: Pick<SendOnce, 'refused' | 'problems'>,
  shown: readonly string[],
): Refused | null {
  if (!refused) return null
  const elsewhere = Object.entries(problems).filter(
    ([path]) => !shown.some((name) => path === name || path.startsWith(`${name}[`)),
  )
  const isToldThere = Object.keys(problems).length > 0 && elsewhere.length === 0
  if (isToldThere) return null
  return { ...refused, says: [refused.says, ...elsewhere.map(([, says]) => says)].join(' · ') }
}
