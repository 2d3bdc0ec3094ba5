// How is a record made that is missing just now, without leaving what one is doing? The form stands above all pages; a picker asks for it.
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { MakeContext } from '#web/fields/make.ts'
import type { Make } from '#web/fields/make.ts'

const NewRecord = lazy(() => import('./new-record.tsx'))

interface Wanted {
  key: number
  object: MetaObject
  preset: Values
  answer: (row: Row | null) => void
}

/**
 * Holds the forms that pickers ask for. They are not drawn inside the picker: keys and submits would reach the form
 * around it, and a cell that closes when it is left would take the new form with it.
 */
export function MakingPlace({ children }: { children: ReactNode }) {
  // A new contact may need a new account, so there may be several; the last is on top.
  const [wanted, setWanted] = useState<readonly Wanted[]>([])
  const last = useRef(0)
  const make = useCallback<Make>(
    (object, preset) =>
      new Promise((resolve) => {
        const key = ++last.current
        const answer = (row: Row | null) => {
          setWanted((all) => all.filter((one) => one.key !== key))
          resolve(row)
        }
        setWanted((all) => [...all, { key, object, preset, answer }])
      }),
    [],
  )
  return (
    <MakeContext value={make}>
      {children}
      <Suspense fallback={null}>
        {wanted.map((one) => (
          <NewRecord
            key={one.key}
            object={one.object}
            preset={one.preset}
            brief
            onClose={() => one.answer(null)}
            onCreated={one.answer}
          />
        ))}
      </Suspense>
    </MakeContext>
  )
}
