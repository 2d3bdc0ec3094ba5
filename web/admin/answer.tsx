// What does a page show while its answer is on the way, or when there is none?
import type { ReactNode } from 'react'
import { Button } from 'antd'
import { useMeta } from '#web/meta.ts'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { t } from '#web/words.ts'
import './admin.css'

interface Asked<T> {
  data: T | undefined
  error: Error | null
  refetch: () => unknown
}

export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (!of.error) return <Waiting />
  return (
    <div className="page-note" role="alert">
      <p>{of.error.message}</p>
      <Button onClick={() => void of.refetch()}>{t('again')}</Button>
    </div>
  )
}

/** Pages that only administrators know of. */
export function AdminOnly({ children }: { children: ReactNode }) {
  return useMeta().who.admin ? <>{children}</> : <PageMissing />
}
