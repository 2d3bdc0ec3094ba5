// What does a page show while its answer is on the way, or when there is none?
import type { ReactNode } from 'react'
import { useMeta } from '#web/meta.ts'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import './admin.css'

interface Asked<T> {
  data: T | undefined
  error: Error | null
  refetch: () => unknown
}

export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (!of.error) return <Waiting />
  return <NoAnswer error={of.error} refetch={of.refetch} />
}

/** Pages that only administrators know of. */
export function AdminOnly({ children }: { children: ReactNode }) {
  return useMeta().who.admin ? <>{children}</> : <PageMissing />
}
