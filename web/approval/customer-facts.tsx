// What does the customer owe? As far as the approver may see invoices.
import { useQuery } from '@tanstack/react-query'
import type { Values } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { shortText } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { words } from './words.ts'

export function CustomerFacts({ row }: { row: Values }) {
  const meta = useMeta()
  const account = typeof row.account === 'string' ? row.account : null
  const { invoice } = meta.objects
  const { data: owed } = useQuery({
    queryKey: keys.sum('invoice', 'owed', account),
    queryFn: async () => {
      const ask = (where: string) =>
        call.query({
          from: 'invoice',
          where: `account = "${account}" and balance > 0${where}`,
          measure: { total: 'sum(balance)' },
        })
      const [all, late] = await Promise.all([ask(''), ask(' and due_on < TODAY()')])
      return { all: String(all.data[0]?.total ?? '0'), late: String(late.data[0]?.total ?? '0') }
    },
    enabled: Boolean(
      account && invoice?.fields.balance && invoice.fields.due_on && invoice.fields.account,
    ),
    staleTime: 60_000,
  })
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
  const late = owed && Number(owed.late) > 0
  const facts: [string, string, boolean][] = [
    ...(owed
      ? ([
          [say(words.overdue), shortText(owed.late, language()), Boolean(late)],
          [say(words.receivable), shortText(owed.all, language()), false],
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
