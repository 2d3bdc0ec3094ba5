// Does the river add up? What must hold exactly at every gate and over the whole.
import type { RiverPeriod, RiverReach, RiverSum } from '../api.ts'
import type { Words } from '../error.ts'
import { exact, type Exact } from '../money/exact.ts'

type Of = (sum: RiverSum) => Exact

const plus = (sums: readonly RiverSum[], of: Of): Exact =>
  sums.reduce((all, one) => all.plus(of(one)), exact('0'))

/**
 * The identities that do not hold; none means that the picture may be drawn.
 * At each reach: enter = on + Σ lost + stay, stuck ≤ stay, on = enter of the next (of the last: received).
 * Over the whole: enter of the first = received + Σ stay + Σ lost.
 * @param measure by amount only amounts tie out, since one chain may lie in two reaches; by count counts do too
 */
export function brokenIdentities(period: RiverPeriod, measure: 'amount' | 'count'): Words[] {
  const amount: Of = (sum) => exact(sum.amount)
  const broken = identities(period, amount)
  return measure === 'amount'
    ? broken
    : [...broken, ...identities(period, (sum) => exact(String(sum.count)))]
}

function identities({ reaches, received }: RiverPeriod, of: Of): Words[] {
  const broken: Words[] = []
  const equal = (left: Exact, right: Exact, place: string, says: Words): void => {
    if (left.equals(right)) return
    const numbers = `${left.toFixed()} ≠ ${right.toFixed()}`
    broken.push({
      zh: `${place}：${says.zh}（${numbers}）`,
      en: `${place}: ${says.en} (${numbers})`,
    })
  }
  reaches.forEach((reach, i) => {
    const next = reaches[i + 1]
    equal(of(reach.enter), through(reach, of), reach.name, {
      zh: '进入不等于通过、流失与停留之和',
      en: 'what entered is not what went on, was lost and stays',
    })
    equal(of(reach.on), of(next?.enter ?? received), reach.name, {
      zh: '通过不等于下一段的进入',
      en: 'what went on is not what the next reach received',
    })
    if (of(reach.stuck).greaterThan(of(reach.stay)))
      equal(of(reach.stuck), of(reach.stay), reach.name, {
        zh: '滞留大于停留',
        en: 'more is stuck than stays',
      })
  })
  const first = reaches[0]
  if (first) {
    const whole = of(received)
      .plus(
        plus(
          reaches.map((one) => one.stay),
          of,
        ),
      )
      .plus(
        plus(
          reaches.flatMap((one) => one.lost),
          of,
        ),
      )
    equal(of(first.enter), whole, 'Σ', {
      zh: '全部不等于已回款、在途与流失之和',
      en: 'the whole is not what was received, is on its way and was lost',
    })
  }
  return broken
}

const through = (reach: RiverReach, of: Of): Exact =>
  of(reach.on).plus(of(reach.stay)).plus(plus(reach.lost, of))
