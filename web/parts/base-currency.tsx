// In which currency are the sums of this page? Said once, where the company has to do with others beside its own.
import { useQuery } from '@tanstack/react-query'
import { currencyName } from '#kernel/money/currency-name.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'

const words = {
  in_base: { zh: '金额以{currency}计', en: 'Amounts in {currency}' },
} as const

/** A company that has a rate of any other currency trades in it. */
function useHasOthers(): boolean {
  const { objects } = useMeta()
  const { data } = useQuery({
    queryKey: keys.picks('exchange_rate', 'any'),
    queryFn: () => call.list('exchange_rate', { select: ['id'], limit: 1 }),
    enabled: Boolean(objects.exchange_rate),
    staleTime: 300_000,
  })
  return Boolean(data?.data.length)
}

export function BaseCurrency() {
  const { currency } = useMeta().company
  if (!useHasOthers()) return null
  return (
    <span className="small ink-3">
      {say(words.in_base, { currency: currencyName(currency, language()) })}
    </span>
  )
}
