// What does the quote come to, what is earned with it, and when is it paid? All of it live.
import { money, number, percent } from '#kernel/money/written.ts'
import { currencyWord } from '#web/parts/currency-word.ts'
import { exact } from '#kernel/money/exact.ts'
import { say } from '#web/words.ts'
import type { Result } from './calculated.ts'
import type { Head } from './draft-line.ts'
import { planOf } from './standard-plan.ts'
import { words } from './words.ts'

export function Totals({ result, head }: { result: Result; head: Head }) {
  const { totals, list, options } = result
  const rates = totals.groups
    .map((group) => {
      const why = group.tax_category ? head.untaxed?.[group.tax_category] : undefined
      return why ? say(why) : percent(exact(group.tax_rate).times('100').toFixed())
    })
    .join(' + ')
  const discount = list === null ? null : exact(totals.net).minus(list).toFixed()
  return (
    <dl className="quote-sums" aria-live="polite">
      {list !== null && (
        <div>
          <dt>{say(words.list_total)}</dt>
          <dd>{money(list, head.currency)}</dd>
        </div>
      )}
      {discount !== null && (
        <div>
          <dt>{say(words.discount)}</dt>
          <dd>{money(discount, head.currency)}</dd>
        </div>
      )}
      <div>
        <dt>{say(words.net_total)}</dt>
        <dd>{money(totals.net, head.currency)}</dd>
      </div>
      <div>
        <dt>{say(words.tax, { rates })}</dt>
        <dd>{money(totals.tax, head.currency)}</dd>
      </div>
      <div className="grand">
        <dt>{say(words.gross_total)}</dt>
        <dd>
          {money(totals.gross, head.currency)}{' '}
          <span className="unit">{currencyWord(head.currency)}</span>
        </dd>
      </div>
      {options !== null && (
        <div>
          <dt>{say(words.options_total)}</dt>
          <dd className="ink-2">{money(options, head.currency)}</dd>
        </div>
      )}
    </dl>
  )
}

export function Margin({
  result,
  head,
  readable,
}: {
  result: Result
  head: Head
  readable: boolean
}) {
  if (!readable) return null
  const { margin } = result
  if (!margin?.percent)
    return result.totals.net === '0.00' ? null : (
      <p className="ink-3">{say(words.margin_unknown)}</p>
    )
  const width = Math.max(0, Math.min(100, Number(margin.percent)))
  return (
    <div className="margin">
      <p>
        <b>{say(words.margin_total)}</b>{' '}
        <span className={Number(margin.percent) < 0 ? 'margin-figure bad' : 'margin-figure'}>
          {percent(margin.percent, 1)}
        </span>
        <span className="ink-2">
          {say(words.margin_amount, { amount: money(margin.amount, head.currency) })}
        </span>
      </p>
      <span className="margin-track" aria-hidden="true">
        <i style={{ width: `${width}%` }} />
      </span>
    </div>
  )
}

export function Plan({ gross, head }: { gross: string; head: Head }) {
  if (!exact(gross).greaterThan('0')) return null
  const parts = planOf(gross, head.currency)
  return (
    <section className="quote-plan" aria-label={say(words.plan)}>
      <h2>
        {say(words.plan)} <span className="ink-3">{say(words.plan_help)}</span>
      </h2>
      <ol
        style={{
          gridTemplateColumns: parts.map((part) => `minmax(184px, ${part.percent}fr)`).join(' '),
        }}
      >
        {parts.map((part, place) => (
          <li key={part.name.en} className={place === parts.length - 1 ? 'last' : ''}>
            <span>
              {say(part.name)} <b>{number(part.percent)}%</b>
            </span>
            <span>{money(part.amount, head.currency)}</span>
            <span className="ink-2">{say(part.when)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
