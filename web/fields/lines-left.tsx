// Which lines of an invoice are taken back, and how much of each? What is left of them stands there to be ticked.
import type { ComponentType } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { exact } from '#kernel/money/exact.ts'
import { split } from '#kernel/money/split.ts'
import { sum } from '#kernel/money/sum.ts'
import { money, number } from '#kernel/money/written.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Row, Values } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { say } from '#web/words.ts'
import type { InputProps } from './field-parts.ts'

const words = {
  none: { zh: '这张发票已全部红冲。', en: 'All of this invoice is credited.' },
  line: { zh: '发票明细', en: 'Line' },
  left: { zh: '可红冲', en: 'Left' },
  quantity: { zh: '数量', en: 'Quantity' },
  quantity_of: { zh: '{line} 的数量', en: 'Quantity of {line}' },
  of: { zh: '共 {quantity}', en: '{quantity} in all' },
  chosen: { zh: '已选 {n} 行，红冲 {gross}', en: '{n} chosen, {gross} to credit' },
} as const

interface Left {
  readonly id: string
  readonly name: string
  readonly quantity: string
  readonly gross: string
}

interface LinesLeftProps {
  value: readonly Values[]
  onChange: (value: Values[]) => void
  invoice: { readonly id: string; readonly currency: string }
  /** The field of the quantity, and how it is typed. */
  field: FieldDef
  Input: ComponentType<InputProps>
  disabled?: boolean | undefined
}

export default function LinesLeft({
  value,
  onChange,
  invoice,
  field,
  Input,
  disabled,
}: LinesLeftProps) {
  const { currency } = invoice
  const { data } = useQuery({
    queryKey: keys.sum('invoice', 'lines left', invoice.id),
    queryFn: () => linesLeft(invoice.id, currency),
  })
  if (!data) return <Waiting rows={3} />
  if (!data.length) return <p className="ink-2">{say(words.none)}</p>
  const chosenOf = (line: string): Values | undefined => value.find((row) => row.line === line)
  const put = (line: Left, quantity: unknown) =>
    onChange(
      data.flatMap((one) => {
        if (one.id === line.id) return [{ line: one.id, quantity }]
        const kept = chosenOf(one.id)
        return kept ? [kept] : []
      }),
    )
  const credited = sum(
    data.flatMap((line) => {
      const chosen = chosenOf(line.id)
      return chosen ? [partOf(line, chosen.quantity, currency)] : []
    }),
    currency,
  )
  return (
    <table className="open-invoices lines-left">
      <thead>
        <tr>
          <th>{say(words.line)}</th>
          <th className="num">{say(words.left)}</th>
          <th className="num">{say(words.quantity)}</th>
        </tr>
      </thead>
      <tbody>
        {data.map((line) => {
          const chosen = chosenOf(line.id)
          return (
            <tr key={line.id}>
              <td>
                <Checkbox
                  checked={chosen !== undefined}
                  disabled={Boolean(disabled)}
                  onChange={({ target }) =>
                    target.checked
                      ? put(line, line.quantity)
                      : onChange(value.filter((row) => row.line !== line.id))
                  }
                >
                  {line.name}
                </Checkbox>
              </td>
              <td className="num">
                {money(line.gross, currency)}
                <span className="small ink-3">
                  {say(words.of, { quantity: number(line.quantity) })}
                </span>
              </td>
              <td>
                <Input
                  field={field}
                  name="quantity"
                  object="invoice_line"
                  row={{}}
                  value={chosen?.quantity ?? null}
                  onChange={(quantity) => put(line, quantity)}
                  label={say(words.quantity_of, { line: line.name })}
                  disabled={disabled}
                  small
                />
              </td>
            </tr>
          )
        })}
      </tbody>
      {value.length > 0 && (
        <tfoot>
          <tr>
            <td colSpan={3} className="small ink-2">
              {say(words.chosen, { n: value.length, gross: money(credited, currency) })}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}

async function linesLeft(invoice: string, currency: string): Promise<Left[]> {
  const select = ['id', 'description', 'product.name', 'quantity', 'gross']
  const [lines, taken] = await Promise.all([
    call.list('invoice_line', {
      filter: `invoice = "${invoice}"`,
      sort: 'created_at,id',
      select,
      limit: 1000,
    }),
    call.list('invoice_line', {
      filter: `line.invoice = "${invoice}" and invoice.stage != "void"`,
      select: ['line', 'quantity', 'gross'],
      limit: 1000,
    }),
  ])
  return lines.data.flatMap((line) => {
    const of = taken.data.filter((one) => one.line === line.id)
    const gross = sum([String(line.gross), ...of.map((one) => String(one.gross))], currency)
    const quantity = of
      .reduce((all, one) => all.plus(String(one.quantity)), exact(String(line.quantity)))
      .toFixed()
    if (exact(gross).isZero() && exact(quantity).isZero()) return []
    return [{ id: line.id, name: nameOf(line), quantity, gross }]
  })
}

const nameOf = (line: Row): string => String(line.description ?? line['product.name'] ?? '—')

/** What a quantity of it comes to, by the share that the credit note will have; none while it is half typed. */
function partOf(line: Left, said: unknown, currency: string): string {
  if (typeof said !== 'string' || !/^\d+(\.\d+)?$/.test(said)) return '0'
  const rest = exact(line.quantity).minus(said)
  if (rest.isNegative()) return '0'
  if (rest.isZero()) return line.gross
  return split(line.gross, [said, rest.toFixed()], currency)[0]!
}
