// How is a sum written that stands by itself? With what it is counted in: 元 behind it at home, else its code before it.
import { money } from '#kernel/money/written.ts'
import { currencyWord } from './currency-word.ts'

interface WholeSumProps {
  amount: string
  currency: string
  /** The company's own currency. */
  home: string
}

export function WholeSum({ amount, currency, home }: WholeSumProps) {
  return (
    <>
      {money(amount, currency, home)}
      {currency === home && (
        <>
          {' '}
          <span className="unit">{currencyWord(home)}</span>
        </>
      )}
    </>
  )
}
