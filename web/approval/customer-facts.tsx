// What does the customer owe? As far as the approver may see invoices.
import { useQuery } from '@tanstack/react-query'
import type { Values } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { shortText } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { useOwed } from '#web/record/owed.ts'
import type { Open } from '#web/record/owed.ts'
import { language, say } from '#web/words.ts'
import { words } from './words.ts'

export function CustomerFacts({ row }: { row: Values }) {
  const meta = useMeta()
  const account = typeof row.account === 'string' ? row.account : null
  const owed = useOwed(account)
  const { data: customer } = useQuery({
    queryKey: keys.one('account', account ?? '', 'credit'),
    queryFn: () =>
      call.list('account', {
        filter: `id = "${account}"`,
        select: ['id', 'credit_limit'],
        limit: 1,
      }),
    enabled: Boolean(account && meta.objects.account?.fields.credit_limit),
    staleTime: 60_000,
  })
  const limit = customer?.data[0]?.credit_limit
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
    ...(typeof limit === 'string'
      ? ([[say(words.credit), shortText(limit, language()), false]] as [string, string, boolean][])
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
