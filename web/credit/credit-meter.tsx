// How much of what a customer is trusted with is used, and by what? Stands in the heading of an account.
import { Link } from '@tanstack/react-router'
import type { CreditUse } from '#kernel/api/desks.ts'
import { exact } from '#kernel/money/exact.ts'
import { money } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { leftOf, useCredit } from './use-credit.ts'
import { words } from './words.ts'
import './credit.css'

export function CreditMeter({ account }: { account: string }) {
  const credit = useCredit(account).data
  return credit && credit.limit !== null ? <Meter credit={credit} limit={credit.limit} /> : null
}

const isNone = (value: string): boolean => exact(value).isZero()

function Meter({ credit, limit }: { credit: CreditUse; limit: string }) {
  const home = useMeta().company.currency
  const left = leftOf(credit)!
  const beyond = exact(left).isNegative()
  const share = (value: string): number => {
    const whole = exact(limit).greaterThan(credit.used) ? limit : credit.used
    return isNone(whole) ? 0 : exact(value).div(whole).times('100').toNumber()
  }
  // What was paid ahead has paid for what is owed first.
  const owed = exact(credit.receivable).minus(credit.prepaid)
  const ahead = owed.isNegative() ? owed.abs() : exact('0')
  const rest = exact(credit.unbilled).minus(ahead)
  const parts = [
    ['receivable', owed.isNegative() ? '0' : owed.toFixed()],
    ['unbilled', rest.isNegative() ? '0' : rest.toFixed()],
  ] as const
  return (
    <div className={beyond ? 'credit beyond' : 'credit'}>
      <p className="credit-sum">
        <span className="ink-3">{say(words.credit)}</span>
        <span>
          {say(words.of, { used: money(credit.used, home, home), limit: money(limit, home, home) })}
        </span>
        <b>
          {beyond
            ? say(words.over, { amount: money(exact(left).abs().toFixed(2), home, home) })
            : say(words.left, { amount: money(left, home, home) })}
        </b>
      </p>
      <span className="credit-bar" aria-hidden="true">
        {parts.map(([name, value]) => (
          <i key={name} className={`credit-${name}`} style={{ width: `${share(value)}%` }} />
        ))}
      </span>
      <p className="credit-parts small">
        <Part name="receivable" object="invoice" credit={credit} home={home} />
        <Part name="unbilled" object="contract" credit={credit} home={home} />
        {!isNone(credit.prepaid) && (
          <Part name="prepaid" object="payment" credit={credit} home={home} />
        )}
        {credit.missing > 0 && (
          <span className="warn">{say(words.missing, { n: credit.missing })}</span>
        )}
      </p>
    </div>
  )
}

interface PartProps {
  name: 'receivable' | 'unbilled' | 'prepaid'
  object: string
  credit: CreditUse
  home: string
}

/** Each figure opens the rows that it is made of. */
function Part({ name, object, credit, home }: PartProps) {
  const meta = useMeta()
  const text = `${say(words[name])} ${name === 'prepaid' ? '−' : ''}${money(credit[name], home, home)}`
  return (
    <span>
      {name !== 'prepaid' && <i className={`credit-${name}`} aria-hidden="true" />}
      {meta.objects[object] && !isNone(credit[name]) ? (
        <Link to="/o/$object" params={{ object }} search={{ filter: credit.rows[name] }}>
          {text}
        </Link>
      ) : (
        text
      )}
    </span>
  )
}
