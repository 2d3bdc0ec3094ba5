// How old is all that is owed? Its ages as one bar and as figures; one of them is chosen with a press.
import { exact } from '#kernel/money/exact.ts'
import { money, percent } from '#kernel/money/written.ts'
import { WholeSum } from '#web/parts/whole-sum.tsx'
import { say } from '#web/words.ts'
import { words } from './words.ts'

export const ageWords = [words.age_0, words.age_1, words.age_2, words.age_3, words.age_4] as const

interface AgesProps {
  currency: string
  home: string
  ages: readonly string[]
  total: string
  credit: string
}

/** Drawing only: the figures beside it are exact. */
const share = (part: string, whole: string): number =>
  exact(whole).isZero() ? 0 : Math.max(0, exact(part).dividedBy(whole).toNumber())

export function Ages({ currency, home, ages, total, credit }: AgesProps) {
  const late = ages.slice(1).reduce((sum, age) => sum.plus(age), exact('0'))
  return (
    <section className="owed-sums" aria-label={`${say(words.sum)} ${currency}`}>
      <p className="owed-whole">
        <span className="ink-3">{say(words.total)}</span>
        <b>
          <WholeSum amount={total} currency={currency} home={home} />
        </b>
        <span className="small ink-2">
          {say(words.overdue)}{' '}
          <span className={late.isZero() ? '' : 'warn'}>
            <b>{money(late.toFixed(), currency, home)}</b>{' '}
            {percent((100 * share(late.toFixed(), total)).toFixed(1))}
          </span>
        </span>
      </p>
      <div className="owed-bar" aria-hidden="true">
        {ages.map((age, i) => (
          <i key={i} className={`age-${i}`} style={{ flexGrow: share(age, total) * 1000 }} />
        ))}
      </div>
      <dl>
        {ages.map((age, i) => (
          <div key={i}>
            <dt>
              <i className={`age-${i}`} aria-hidden="true" />
              {say(ageWords[i]!)}
            </dt>
            <dd>
              {money(age, currency, home)}
              <span className="small ink-3"> {percent((100 * share(age, total)).toFixed(1))}</span>
            </dd>
          </div>
        ))}
        <div>
          <dt>{say(words.credit)}</dt>
          <dd>{money(credit, currency, home)}</dd>
        </div>
      </dl>
    </section>
  )
}
