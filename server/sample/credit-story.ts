// How far does the sample company trust its customers? Limits for those who have contracts running, some of them tight.
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Play } from './play.ts'

const step = 100_000

/** Given at the end of the two years, by what is running then: one customer in six has less than is ordered. */
export async function creditStory(play: Play, asks: Asks): Promise<void> {
  const chance = play.chance('credit')
  const running = await asks.query<{ account: string; amount: string }>(
    sql`select account::text as account, sum(amount)::text as amount from contract where stage in ('signed', 'active') and removed_at is null group by account order by account`,
  )
  for (const { account, amount } of running) {
    const share = chance.happens(0.17) ? 0.7 : chance.between(1.1, 2)
    const limit = Math.max(1, Math.ceil((Number(amount) * share) / step)) * step
    await play.hands.change(play.staff.finance[0]!, play.end, 'account', account, {
      credit_limit: String(limit),
      payment_days: chance.pick([30, 30, 45, 60]),
    })
  }
  // One with goods still to go is on hold: finance or the general manager releases what leaves.
  const [held] = await asks.query<{ account: string }>(
    sql`select account::text as account from shipment where stage = 'planned' and kind = 'delivery' and removed_at is null order by planned_on desc, id limit 1`,
  )
  if (held)
    await play.hands.change(play.staff.finance[0]!, play.end, 'account', held.account, {
      on_hold: true,
      hold_reason: '上一批货款未结清（示例）',
    })
}
