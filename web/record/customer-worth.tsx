// What does this customer owe, and how much may they? Stands in the heading of an account; each figure opens its invoices.
import { Link } from '@tanstack/react-router'
import type { Row } from '#kernel/object.ts'
import { money } from '#kernel/money/written.ts'
import { CreditMeter } from '#web/credit/credit-meter.tsx'
import { useMeta } from '#web/meta.ts'
import { currencyWord } from '#web/parts/currency-word.ts'
import { say } from '#web/words.ts'
import { owedBy, useOwed } from './owed.ts'
import type { Open } from './owed.ts'
import { words } from './words.ts'

export function CustomerWorth({ row }: { row: Row }) {
  const home = useMeta().company.currency
  const owed = useOwed(row.id).data
  if (!owed) return null
  const sum = (open: Open): string =>
    open.map((one) => money(one.total, one.currency, home)).join(' + ') || money('0', home)
  // One currency that is the company's own is named beside the figure; others name themselves.
  const plain = owed.all.every((one) => one.currency === home)
  return (
    <div className="record-worth">
      <p className="worth">
        <Link to="/o/$object" params={{ object: 'invoice' }} search={{ filter: owedBy(row.id) }}>
          {sum(owed.all)}
        </Link>
        {plain && <span className="unit">{currencyWord(home)}</span>}
      </p>
      <p className="ink-2 dotted to-right">
        <span>{say(words.owed)}</span>
        {owed.late.length > 0 && (
          <span>
            <Link
              className="warn"
              to="/o/$object"
              params={{ object: 'invoice' }}
              search={{ filter: owedBy(row.id, true) }}
            >
              {say(words.owed_late)} {sum(owed.late)}
            </Link>
          </span>
        )}
      </p>
      <CreditMeter account={row.id} />
    </div>
  )
}
