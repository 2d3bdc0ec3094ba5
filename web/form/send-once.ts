// What becomes of what a form sends? It is under way, refused at its fields, or done; and it is done once.
import { useMemo, useRef, useState } from 'react'
import { CallError } from '#web/call.ts'
import type { Form, Sent } from '#web/deed.ts'
import { useMeta } from '#web/meta.ts'
import { refusedBy } from '#web/parts/refusal-help.tsx'
import type { Refused } from '#web/parts/refusal-help.tsx'
import { draftOf, keepDraft } from './drafts.ts'
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
   * Sends it, its call by the options given. Null where it was refused (why stands in `problems` and `refused` then)
   * or is under way already.
   */
  readonly send: <T>(work: (options: { form: Form }) => Promise<T>) => Promise<[T] | null>
  /** As if nothing had been sent: what is said from now on is another thing. */
  readonly forget: () => void
}

/**
 * A second press, a lost answer, words put right after it and a reload do nothing twice.
 * @param draft under which name the form keeps what is typed: what was sent and not answered is kept with it
 */
export function useSendOnce(draft?: string): SendOnce {
  const who = useMeta().who.id
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<FieldProblems>({})
  const [refused, setRefused] = useState<Refused | null>(null)
  const form = useMemo(() => formOf(who, draft), [who, draft])
  const going = useRef(false)

  const tell = (next: FieldProblems) => {
    setProblems(next)
    setRefused(null)
  }
  const send = async <T>(work: (options: { form: Form }) => Promise<T>): Promise<[T] | null> => {
    if (going.current) return null
    going.current = true
    setBusy(true)
    tell({})
    try {
      return [await work({ form })]
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setProblems(problemsOf(error))
      setRefused(refusedBy(error))
      return null
    } finally {
      going.current = false
      setBusy(false)
    }
  }
  return { busy, problems, refused, tell, send, forget: () => form.keep(null) }
}

/** Whoever begins anew after that has seen meanwhile whether it was done. */
const rememberedMs = 3_600_000

function formOf(who: string, draft: string | undefined): Form {
  const place = `sent.${draft}`
  let now = draft === undefined ? null : (draftOf(who, place) as unknown as Sent | null)
  if (now && Date.now() - now.at > rememberedMs) now = null
  return {
    sent: () => now,
    keep: (sent) => {
      now = sent
      if (draft !== undefined) keepDraft(who, place, sent && { ...sent })
    },
  }
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
