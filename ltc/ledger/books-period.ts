// Which day decides whether something can still enter the books? Nothing dated up to the last closed day can.
import type { Period } from '#kernel/object.ts'

/** `stages`: the record is in the books only there; absent = always. */
export const booksPeriod = (
  date: string,
  stages?: readonly string[],
  except?: readonly string[],
): Period => ({
  date,
  ...(stages && { stages }),
  ...(except && { except }),
  closed_by: { object: 'company', field: 'closed_until' },
})
