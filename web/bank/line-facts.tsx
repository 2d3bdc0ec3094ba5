// What did the bank say of this line?
import { date } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { WholeSum } from '#web/parts/whole-sum.tsx'
import { say } from '#web/words.ts'
import { words } from './words.ts'

export interface Said {
  readonly payer: string | null
  readonly payer_account: string | null
  readonly remark: string | null
  readonly transaction_no: string
  readonly bank_account: string | null
  readonly booked_on: string
  readonly amount: string
  readonly currency: string
}

export function LineFacts({ line }: { line: Said }) {
  const home = useMeta().company.currency
  const facts = [
    [words.on, date(line.booked_on, { year: true })],
    [words.number, line.transaction_no],
    [words.payer_account, line.payer_account],
    [words.ours, line.bank_account],
  ] as const
  return (
    <header className="bank-head">
      <h1>
        <span>{line.payer ?? say(words.unknown)}</span>
        <b>
          <WholeSum amount={line.amount} currency={line.currency} home={home} />
        </b>
      </h1>
      {line.remark && <p className="bank-remark">{line.remark}</p>}
      <dl>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label.en}>
                <dt>{say(label)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </header>
  )
}
