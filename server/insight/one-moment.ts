// How are many sums asked so that they fit each other, and keep nobody waiting who asks for little?
import { sql } from '#kernel/sql.ts'
import { sqlState } from '#server/database/errors.ts'
import type { TransactionOptions } from '#server/database/pool.ts'
import type { Doing } from '#server/world/world.ts'

/** Each sum of a quick answer is made within this time, or all of them are made patiently. */
const quickMs = 400
const patientMs = 180_000

/**
 * All figures from one moment, so that they add up whatever is written meanwhile. Whose sums are small gets them at
 * once; what takes long is begun anew where it gives way to everybody else.
 * @param dear it is known to take long
 */
export async function atOneMoment<T>(
  doing: Doing,
  dear: boolean,
  work: (doing: Doing) => Promise<T>,
): Promise<T> {
  const patiently = (): Promise<T> => within(doing, { patient: true, statementMs: patientMs }, work)
  if (dear) return patiently()
  try {
    return await within(doing, { statementMs: quickMs }, work)
  } catch (error) {
    if (sqlState(error) !== '57014') throw error
    return patiently()
  }
}

const within = <T>(
  doing: Doing,
  options: TransactionOptions,
  work: (doing: Doing) => Promise<T>,
): Promise<T> =>
  doing.world.db.transaction(
    async (tx) => {
      // The other processors are for the others.
      await tx.query(sql`set local max_parallel_workers_per_gather = 0`)
      return work({ ...doing, tx })
    },
    { ...options, readOnly: true, isolation: 'repeatable read' },
  )
