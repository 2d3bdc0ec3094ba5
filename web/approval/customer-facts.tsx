// What does the customer owe? As far as the approver may see invoices.
import type { Values } from '#kernel/object.ts'
import { useCredit } from '#web/credit/use-credit.ts'
import { shortText } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { useOwed } from '#web/record/owed.ts'
import type { Open } from '#web/record/owed.ts'
import { language, say } from '#web/words.ts'
import { words } from './words.ts'

export function CustomerFacts({ row }: { row: Values }) {
  const meta = useMeta()
  const account = typeof row.account === 'string' ? row.account : null
  const owed = useOwed(account).data
  const credit = useCredit(account).data
  const home = meta.company.currency
  const sum = (open: Open): string =>
    open
      .map((one) =>
        [shortText(one.total, language()), one.currency === home ? '' : one.currency]
          .join(' ')
          .trim(),
      )
      .join(' + ')
  const facts: [string, string, boolean][] = [
    ...(owed
      ? ([
          [say(words.overdue), sum(owed.late), owed.late.length > 0],
          [say(words.receivable), sum(owed.all), false],
        ] as [string, string, boolean][])
      : []),
    ...(credit && credit.limit !== null
      ? ([
          [
            say(words.credit),
            `${shortText(credit.used, language())} / ${shortText(credit.limit, language())}`,
            false,
          ],
        ] as [string, string, boolean][])
      : []),
    ...(typeof row.credit_over === 'string'
      ? ([[say(words.credit_over), shortText(row.credit_over, language()), true]] as [
          string,
          string,
          boolean,
        ][])
      : []),
  ]
  if (!facts.length) return null
  return (
    <dl className="approval-numbers">
      {facts.map(([label, value, warn]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={warn ? 'warn' : ''}>{value || '0'}</dd>
        </div>
      ))}
    </dl>
  )
}
