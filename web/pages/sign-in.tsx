// Who is there? E-mail and password, then on to where one wanted to go.
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { Words } from '#kernel/error.ts'
import { answers } from '#web/asks.ts'
import { call, CallError } from '#web/call.ts'
import { Brand } from '#web/parts/brand.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { LanguageSwitch } from '#web/parts/language-switch.tsx'
import { say, t } from '#web/words.ts'

const words = {
  email: { zh: '邮箱', en: 'E-mail' },
  password: { zh: '密码', en: 'Password' },
  both: { zh: '请填写邮箱和密码。', en: 'Please fill in e-mail and password.' },
  wrong: {
    zh: '邮箱或密码不正确。忘记密码请联系管理员重置。',
    en: 'The e-mail or the password is wrong. Your administrator can set a new password.',
  },
} as const satisfies Record<string, Words>

/** Only addresses of this window: an address of elsewhere in `next` would lead people astray. */
const safe = (next: string | undefined): string =>
  next && /^\/(?![/\\])/.test(next) ? next : '/cockpit'

export default function SignIn() {
  const navigate = useNavigate()
  const { next } = useSearch({ strict: false })
  const setup = useQuery({ queryKey: ['setup'], queryFn: call.setup, retry: false })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    document.title = `${t('sign_in')} · OpenLTC`
  }, [])
  useEffect(() => {
    if (setup.data?.needed) void navigate({ to: '/setup', replace: true })
  }, [setup.data, navigate])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    // Browsers fill in what they remember without telling, so an empty form is noticed only now.
    if (!email.trim() || !password) return setProblem(say(words.both))
    setBusy(true)
    try {
      await call.signIn(email.trim(), password)
      answers.clear()
      await navigate({ href: safe(next), replace: true })
    } catch (error) {
      const wrong =
        error instanceof CallError &&
        (error.status === 401 || error.status === 422 || error.status === 400)
      setProblem(wrong ? say(words.wrong) : error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="gate">
      <div className="gate-top">
        <Brand company={setup.data?.company ?? null} />
        <LanguageSwitch />
      </div>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <h1>{t('sign_in')}</h1>
        <FormField label={say(words.email)}>
          {({ id }) => (
            <Input
              id={id}
              size="large"
              type="email"
              name="email"
              autoComplete="username"
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </FormField>
        <FormField label={say(words.password)}>
          {({ id }) => (
            <Input.Password
              id={id}
              size="large"
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </FormField>
        {problem && (
          <p className="form-note bad" role="alert">
            {problem}
          </p>
        )}
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>
          {t('sign_in')}
        </Button>
      </form>
    </div>
  )
}
