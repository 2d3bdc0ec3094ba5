// Who is there? Then on to where one wanted to go.
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Words } from '#kernel/error.ts'
import { sentence } from '#kernel/sentence.ts'
import { signInRefusals } from '#kernel/sign-in-refusals.ts'
import { answers } from '#web/asks.ts'
import { arrivedWith, forgetArrival, hideArrival } from '#web/sign-in/arrived.ts'
import { ComeIn } from '#web/sign-in/come-in.tsx'
import { Gate, useHouse } from '#web/sign-in/gate.tsx'
import { signInCalls, signInKeys } from '#web/sign-in/sign-in-calls.ts'
import type { Step } from '#web/sign-in/sign-in-calls.ts'
import { language, t } from '#web/words.ts'

/** Only addresses of this window: an address of elsewhere in `next` would lead people astray. */
const safe = (next: string | undefined): string => (next && /^\/(?![/\\])/.test(next) ? next : '/')

/** What another house has left to be asked stands behind the #, and not for long. */
function stepOf(text: string): Step | null {
  if (!text) return null
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
      sign.charCodeAt(0),
    )
    return JSON.parse(new TextDecoder().decode(bytes)) as Step
  } catch {
    return null
  }
}

/** Why another house did not let somebody in, by the code in the address. */
function problemOf(code: string | undefined, provider: string | undefined): string | null {
  const row =
    code !== undefined && Object.hasOwn(signInRefusals, code)
      ? signInRefusals[code as 'sso-failed']
      : null
  return row && sentence((row as Words)[language()], { provider: provider ?? '' }, language())
}

export default function SignIn() {
  const navigate = useNavigate()
  const { next, over, problem, provider } = useSearch({ strict: false })
  const house = useHouse()
  const ways = useQuery({ queryKey: signInKeys.ways, queryFn: signInCalls.ways })
  const [first] = useState(() => stepOf(arrivedWith()))
  const says = problemOf(problem, provider)

  useEffect(hideArrival, [])
  useEffect(() => {
    if (house.data?.needed) void navigate({ to: '/setup', replace: true })
  }, [house.data, navigate])

  // A house that nobody has set up yet has nobody to sign in: its first page comes at once, not after this one.
  if (house.isPending || house.data?.needed) return <Gate title={t('sign_in')}>{null}</Gate>
  return (
    <Gate title={t('sign_in')}>
      {over && !says && (
        <p className="form-note" role="status">
          {t('session_over')}
        </p>
      )}
      {says && (
        <p className="form-note bad" role="alert">
          {says}
        </p>
      )}
      <ComeIn
        ways={ways.data}
        next={safe(next)}
        first={first}
        onIn={() => {
          forgetArrival()
          answers.clear()
          void navigate({ href: safe(next), replace: true })
        }}
      />
    </Gate>
  )
}
