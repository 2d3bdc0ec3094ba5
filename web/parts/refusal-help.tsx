// Is there a place to go to, so that the answer is no "no" any more? A link under the sentence.
import { Link } from '@tanstack/react-router'
import { CallError, messageOf } from '#web/call.ts'
import { say } from '#web/words.ts'

const words = {
  add_rate: { zh: '添加 {currency} 汇率', en: 'Add a rate of {currency}' },
} as const

/** What was refused, with the way out where there is one. */
export interface Refused {
  readonly says: string
  /** Where a record that is missing can be made, and with which values. */
  readonly missing: Readonly<Record<string, string>> | null
}

export function refusedBy(error: unknown): Refused {
  const says = messageOf(error)
  if (!(error instanceof CallError) || error.code !== 'no-rate') return { says, missing: null }
  const { currency, date } = error.more
  return { says, missing: { currency: String(currency), on: String(date) } }
}

export function RefusalHelp({ refused }: { refused: Refused }) {
  const { missing } = refused
  return (
    <>
      {refused.says}
      {missing && (
        <>
          {' '}
          <Link
            to="/o/$object/new"
            params={{ object: 'exchange_rate' }}
            search={Object.fromEntries(
              Object.entries(missing).map(([field, value]) => [`set_${field}`, value]),
            )}
            target="_blank"
          >
            {say(words.add_rate, { currency: missing.currency ?? '' })}
          </Link>
        </>
      )}
    </>
  )
}
