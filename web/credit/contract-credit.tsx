// Does this draft of a contract go beyond what its customer is trusted with? Said before anybody signs it.
import type { Row } from '#kernel/object.ts'
import { exact } from '#kernel/money/exact.ts'
import { money } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { leftOf, useCredit } from './use-credit.ts'
import { words } from './words.ts'

export function ContractCredit({ row }: { row: Row }) {
  const home = useMeta().company.currency
  const credit = useCredit(typeof row.account === 'string' ? row.account : null).data
  const adds = row.currency === home ? row.amount : row.base_amount
  if (!credit || credit.limit === null || credit.control === 'none' || typeof adds !== 'string')
    return null
  const left = leftOf(credit, adds)!
  const beyond = exact(left).isNegative()
  const used = exact(credit.limit).minus(left)
  return (
    <p className={`dotted to-right ${beyond ? 'warn' : 'ink-2'}`}>
      <span>
        {say(words.after)}{' '}
        {say(words.of, {
          used: money(used.isNegative() ? '0' : used.toFixed(2), home, home),
          limit: money(credit.limit, home, home),
        })}
      </span>
      {beyond && (
        <>
          <span>
            {say(words.over, { amount: money(exact(left).abs().toFixed(2), home, home) })}
          </span>
          <span>{say(credit.control === 'approve' ? words.asked : words.told)}</span>
        </>
      )}
    </p>
  )
}
