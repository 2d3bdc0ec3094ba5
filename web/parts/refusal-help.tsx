// Is there a place to go to, so that the answer is no "no" any more? A link under the sentence.
import { Link } from '@tanstack/react-router'
import { CallError, messageOf } from '#web/call.ts'
import { say } from '#web/words.ts'

const words = {
  open_made: { zh: '打开已保存的', en: 'Open what was saved' },
  add_rate: { zh: '添加 {currency} 汇率', en: 'Add a rate of {currency}' },
} as const

/** What was refused, with the way out where there is one. */
export interface Refused {
  readonly says: string
  /** Where a record that is missing can be made, and with which values. */
  readonly missing: Readonly<Record<string, string>> | null
  /** The record that had been made already. */
  readonly made: { readonly object: string; readonly id: string } | null
}

export function refusedBy(error: unknown): Refused {
  const says = messageOf(error)
  const more = error instanceof CallError ? error.more : {}
  const { currency, date, made } = more
  const isRateMissing = error instanceof CallError && error.code === 'no-rate'
  const [, object, id] = /^\/api\/v1\/([^/]+)\/([^/]+)$/.exec(String(made)) ?? []
  return {
    says,
    missing: isRateMissing ? { currency: String(currency), on: String(date) } : null,
    made: object && id ? { object, id } : null,
  }
}

export function RefusalHelp({ refused }: { refused: Refused }) {
  const { missing, made } = refused
  return (
    <>
      {refused.says}
      {made && (
        <>
          {' '}
          <Link to="/o/$object/$id" params={made} target="_blank">
            {say(words.open_made)}
          </Link>
        </>
      )}
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
