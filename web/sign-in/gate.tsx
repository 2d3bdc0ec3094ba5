// How do the pages before the house look? Brand and language above, one thing in the middle.
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { call } from '#web/call.ts'
import { Brand } from '#web/parts/brand.tsx'
import { LanguageSwitch } from '#web/parts/language-switch.tsx'
import './sign-in.css'

/** Whose house it is, and whether it has been set up. */
export const useHouse = () => useQuery({ queryKey: ['setup'], queryFn: call.setup, retry: false })

export function Gate({ title, children }: { title: string; children: ReactNode }) {
  const house = useHouse()
  useEffect(() => {
    document.title = `${title} · OpenLTC`
  }, [title])
  return (
    <div className="gate">
      <div className="gate-top">
        <Brand company={house.data?.company ?? null} />
        <LanguageSwitch />
      </div>
      <main className="gate-body">{children}</main>
    </div>
  )
}
