// How much of their credit does a customer use now? By the same sums that are asked as a contract is signed.
import type { CreditUse } from '#kernel/api/desks.ts'
import type { Row } from '#kernel/object.ts'
import { exposureOf, exposureRows } from '#ltc/credit/exposure.ts'
import { settings } from '#ltc/parties/settings.ts'
import { contextOf } from '#server/world/context-of.ts'
import type { Doing } from '#server/world/world.ts'

/**
 * @param account as the caller may read it. Whoever may see a customer's limit may know what is left of it, also where
 * invoices of colleagues are in the sums: a limit of which one does not know the use says nothing.
 */
export async function creditUse(doing: Doing, account: Row): Promise<CreditUse> {
  const ctx = contextOf(doing)
  const limit = account.credit_limit
  const of = (condition: string): string => `account = "${account.id}" and ${condition}`
  return {
    control: settings(ctx).credit_control,
    limit: typeof limit === 'string' ? limit : null,
    ...(await exposureOf(ctx, account.id)),
    rows: {
      receivable: of(exposureRows.receivable),
      unbilled: of(exposureRows.unbilled),
      prepaid: of(exposureRows.prepaid),
    },
  }
}
