// When is enough of a record there to be drawn? Itself and all that stands above its facts, so that nothing jumps.
import { useEffect, useState } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import { useCredit } from '#web/credit/use-credit.ts'
import { useMeta } from '#web/meta.ts'
import { useChain } from './chain-line.tsx'
import { useOwed } from './owed.ts'
import { useRecord, useRecordPage } from './use-record.ts'

/** So long, in ms, the record waits for the rest once it is there itself. */
const patience = 300

/** Asks for all of it at once. `data` is the record, as soon as it is to be drawn. */
export function useWhole(object: MetaObject, id: string) {
  const record = useRecord(useMeta(), object, id)
  const customer = object.name === 'account' ? id : null
  const above = [
    useRecordPage(object, id),
    useChain(object.name, id),
    useOwed(customer),
    useCredit(customer),
  ]
  const [whole, setWhole] = useState(false)
  const here = record.data !== undefined
  useEffect(() => {
    if (!here) return
    const timer = setTimeout(() => setWhole(true), patience)
    return () => clearTimeout(timer)
  }, [here])
  // Once drawn it stays, whatever is asked anew.
  if (here && !whole && !above.some((one) => one.isLoading)) setWhole(true)
  return { ...record, data: whole ? record.data : undefined }
}
