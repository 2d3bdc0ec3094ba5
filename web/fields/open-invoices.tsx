// Which of the customer's open invoices does a payment settle, with how much each?
import type { ComponentType } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { digitsOf } from '#kernel/money/currency.ts'
import { money } from '#kernel/money/written.ts'
import { compare, minus, sum } from '#kernel/money/sum.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Values } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { date, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { say } from '#web/words.ts'
import type { InputProps } from './field-parts.ts'

const words = {
  none: { zh: '这个客户没有未收的发票。', en: 'This customer has no open invoices.' },
  invoice: { zh: '发票', en: 'Invoice' },
  due: { zh: '{date} 到期', en: 'due {date}' },
  open: { zh: '未收', en: 'Open' },
  amount: { zh: '核销金额', en: 'Allocate' },
  amount_of: { zh: '{number} 核销金额', en: 'Allocate to {number}' },
  all: { zh: '全额', en: 'All' },
  all_of: { zh: '{number} 全额', en: 'All of {number}' },
  left: { zh: '已填 {said}，还可核销 {left}', en: '{said} entered, {left} left' },
} as const

/** While it is typed it may be none yet. */
const isAmount = (text: string, currency: string): boolean =>
  /^\d+(\.\d+)?$/.test(text) && (text.split('.')[1] ?? '').length <= digitsOf(currency)

interface OpenInvoicesProps {
  value: readonly Values[]
  onChange: (value: Values[]) => void
  /** The payment. */
  payment: Values & { readonly account: string; readonly currency: string }
  /** The field of the amount, and how it is typed. */
  field: FieldDef
  Input: ComponentType<InputProps>
  disabled?: boolean | undefined
}

export default function OpenInvoices({
  value,
  onChange,
  payment,
  field,
  Input,
  disabled,
}: OpenInvoicesProps) {
  const meta = useMeta()
  const { account, currency } = payment
  const { data } = useQuery({
    queryKey: keys.sum('invoice', 'open', account, currency),
    queryFn: () =>
      call.list('invoice', {
        filter: `account = "${account}" and currency = "${currency}" and stage in ("issued", "partly_credited", "partly_paid") and balance > 0`,
        sort: 'due_on',
        select: ['id', 'number', 'due_on', 'balance'],
        limit: 200,
      }),
  })
  if (!data) return <Waiting rows={3} />
  if (!data.data.length) return <p className="ink-2">{say(words.none)}</p>
  const saidOf = (invoice: string): unknown => value.find((row) => row.invoice === invoice)?.amount
  const put = (invoice: string, amount: unknown) =>
    onChange([
      ...value.filter((row) => row.invoice !== invoice),
      ...(amount ? [{ invoice, amount }] : []),
    ])
  const amounts = (rows: readonly Values[]): string[] =>
    rows.flatMap(({ amount }) =>
      typeof amount === 'string' && isAmount(amount, currency) ? [amount] : [],
    )
  const free = typeof payment.unallocated === 'string' ? payment.unallocated : '0'
  const leftBeside = (invoice: string): string =>
    minus(free, amounts(value.filter((row) => row.invoice !== invoice)), currency)
  const today = todayIn(meta.company.zone)
  return (
    <table className="open-invoices">
      <thead>
        <tr>
          <th>{say(words.invoice)}</th>
          <th className="num">{say(words.open)}</th>
          <th className="num">{say(words.amount)}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {data.data.map((invoice) => {
          const number = String(invoice.number ?? '')
          const balance = String(invoice.balance)
          const left = leftBeside(invoice.id)
          const most = compare(left, balance) < 0 ? left : balance
          const late = typeof invoice.due_on === 'string' && invoice.due_on < today
          return (
            <tr key={invoice.id}>
              <td>
                {number}
                {typeof invoice.due_on === 'string' && (
                  <span className={`small ${late ? 'warn' : 'ink-3'}`}>
                    {say(words.due, { date: date(invoice.due_on, { today }) })}
                  </span>
                )}
              </td>
              <td className="num">{money(balance, currency)}</td>
              <td>
                <Input
                  field={field}
                  name="amount"
                  object="allocation"
                  row={{ 'payment.currency': currency, currency }}
                  value={saidOf(invoice.id) ?? null}
                  onChange={(amount) => put(invoice.id, amount)}
                  label={say(words.amount_of, { number })}
                  disabled={disabled}
                  small
                />
              </td>
              <td>
                <Button
                  type="link"
                  size="small"
                  disabled={Boolean(disabled) || compare(most, '0') <= 0}
                  aria-label={say(words.all_of, { number })}
                  onClick={() => put(invoice.id, most)}
                >
                  {say(words.all)}
                </Button>
              </td>
            </tr>
          )
        })}
      </tbody>
      {value.length > 0 && (
        <tfoot>
          <tr>
            <td colSpan={4} className="small ink-2">
              {say(words.left, {
                said: money(sum(amounts(value), currency), currency),
                left: money(minus(free, amounts(value), currency), currency),
              })}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
