// With which password does somebody come in from now on? By a link: the first one after an invitation, or a new one.
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { Words } from '#kernel/error.ts'
import { answers } from '#web/asks.ts'
import { CallError, messageOf } from '#web/call.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { arrivedWith, forgetArrival, hideArrival } from '#web/sign-in/arrived.ts'
import { ComeIn } from '#web/sign-in/come-in.tsx'
import { Gate } from '#web/sign-in/gate.tsx'
import { signInCalls } from '#web/sign-in/sign-in-calls.ts'
import type { Step } from '#web/sign-in/sign-in-calls.ts'
import { say } from '#web/words.ts'

const words = {
  invitation: { zh: '{name}，欢迎', en: 'Welcome, {name}' },
  invitation_help: {
    zh: '设置密码后即可用 {email} 登录。',
    en: 'Choose a password; you sign in with {email}.',
  },
  recovery: { zh: '设置新密码', en: 'Choose a new password' },
  recovery_help: {
    zh: '{email} 在所有设备上的登录都会失效。',
    en: 'All devices of {email} will be signed out.',
  },
  password: { zh: '密码', en: 'Password' },
  help: {
    zh: '至少 8 位，含字母和数字；或至少 10 位。不能是常见密码。',
    en: 'At least 8 characters of two kinds, or 10 of one. Not one that everybody guesses.',
  },
  go: { zh: '设置并登录', en: 'Set it and sign in' },
  over: { zh: '链接已失效', en: 'This link has ended' },
  over_invitation: {
    zh: '邀请链接已用过、已过期或不完整。已设置过密码可直接登录，否则请联系管理员重新邀请。',
    en: 'This invitation was used, has ended, or is not whole. Sign in if you have a password already; else ask your administrator for a new one.',
  },
  over_recovery: {
    zh: '链接已用过、已过期或不完整，请重新获取。',
    en: 'This link was used, has ended, or is not whole. Get a new one.',
  },
  again: { zh: '重新获取', en: 'Get a new one' },
  back: { zh: '去登录', en: 'Go to sign-in' },
} as const satisfies Record<string, Words>

export default function ChoosePassword() {
  const navigate = useNavigate()
  const [token] = useState(arrivedWith)
  const [invited] = useState(() => location.pathname === '/welcome')
  // Once it has been used it is asked no more, whatever else is asked anew.
  const [used, setUsed] = useState(false)
  const link = useQuery({
    enabled: !used,
    queryKey: ['sign-in', 'link', token],
    queryFn: () => signInCalls.link(token),
    retry: false,
    staleTime: Infinity,
  })
  // A link that was cut on its way is no link; what else went wrong is told as it is.
  const ended = link.error instanceof CallError && [404, 422].includes(link.error.status)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [step, setStep] = useState<Step | null>(null)
  const enter = () => {
    answers.clear()
    void navigate({ to: '/cockpit', replace: true })
  }

  // The token is for this page alone, not for the history of the browser.
  useEffect(hideArrival, [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!password) return
    setBusy(true)
    setProblem(undefined)
    try {
      const { email } = await signInCalls.choosePassword(token, password)
      setUsed(true)
      forgetArrival()
      const next = await signInCalls.password(email, password)
      if ('who' in next) enter()
      else setStep(next)
    } catch (error) {
      setProblem(
        error instanceof CallError ? (error.errors[0]?.detail ?? error.message) : String(error),
      )
    } finally {
      setBusy(false)
    }
  }
  return (
    <Gate title={say(words.recovery)}>
      {step ? (
        <ComeIn ways={undefined} next="/cockpit" first={step} onIn={enter} />
      ) : link.isPending ? (
        <Waiting />
      ) : link.data ? (
        <form className="come-in" onSubmit={(event) => void submit(event)} noValidate>
          <h1>{say(words[link.data.purpose], { name: link.data.name })}</h1>
          <p className="ink-2">
            {say(words[`${link.data.purpose}_help`], { email: link.data.email })}
          </p>
          <input type="hidden" autoComplete="username" value={link.data.email} readOnly />
          <FormField label={say(words.password)} problem={problem} help={say(words.help)}>
            {({ id, describedBy, invalid }) => (
              <Input.Password
                id={id}
                size="large"
                aria-describedby={describedBy}
                status={invalid ? 'error' : ''}
                autoComplete="new-password"
                autoFocus
                value={password}
                onChange={(event) => {
                  setPassword(event.target.value)
                  setProblem(undefined)
                }}
              />
            )}
          </FormField>
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            block
            loading={busy}
            disabled={!password}
          >
            {say(words.go)}
          </Button>
        </form>
      ) : (
        <div className="come-in">
          <h1>{say(ended ? words.over : words.recovery)}</h1>
          <p className="ink-2" role="alert">
            {ended
              ? say(invited ? words.over_invitation : words.over_recovery)
              : messageOf(link.error)}
          </p>
          <div className="come-in-links">
            {!invited && <Link to="/forgot">{say(words.again)}</Link>}
            <Link to="/sign-in">{say(words.back)}</Link>
          </div>
        </div>
      )}
    </Gate>
  )
}
