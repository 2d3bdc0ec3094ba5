// Whom does a field ask for a record that is missing? Whoever holds the form above all pages.
import { createContext, useContext } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'

/** Asks for a new record; the answer is the one that was made, or chosen of those that exist, or nothing. */
export type Make = (object: MetaObject, preset: Values) => Promise<Row | null>

export const MakeContext = createContext<Make | null>(null)

export function useMake(): Make {
  const make = useContext(MakeContext)
  if (!make) throw new Error('useMake is only for pages inside the shell')
  return make
}
