// The password is forgotten: to which address does the letter go? The answer is the same for every address.
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { Words } from '#kernel/error.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Gate } from '#web/sign-in/gate.tsx'
import { signInCalls, signInKeys } from '#web/sign-in/sign-in-calls.ts'
import { say, t } from '#web/words.ts'
import { messageOf } from '#web/call.ts'

const words = {
  title: { zh: '重置密码', en: 'A new password' },
  email: { zh: '登录邮箱', en: 'Your e-mail' },
  send: { zh: '发送重置链接', en: 'Send me a link' },
  sent: { zh: '请查收邮件', en: 'Look into your mail' },
  sent_help: {
    zh: '如果 {email} 是您的登录邮箱，几分钟内会收到重置链接，30 分钟内有效。没收到请看看垃圾邮件，或联系管理员。',
    en: 'If {email} is the address you sign in with, a link is on its way; it works for 30 minutes. If nothing comes, look into the junk folder or ask your administrator.',
  },
  no_mail: {
    zh: '系统没有设置发信，请联系管理员为您重置密码。',
    en: 'Mail is not set up here; your administrator can set a new password for you.',
  },
  back: { zh: '返回登录', en: 'Back to sign-in' },
} as const satisfies Record<string, Words>

export default function Forgot() {
  const asked = useSearch({ strict: false })
  const ways = useQuery({ queryKey: signInKeys.ways, queryFn: signInCalls.ways })
  const [email, setEmail] = useState(asked.email ?? '')
  const [sent, setSent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    if (!email.trim()) return setProblem(`${say(words.email)}：${t('required')}`)
    setBusy(true)
    try {
      await signInCalls.recover(email.trim())
      setSent(true)
    } catch (error) {
      setProblem(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Gate title={say(words.title)}>
      {sent ? (
        <div className="come-in" role="status">
          <h1>{say(words.sent)}</h1>
          <p className="ink-2">{say(words.sent_help, { email: email.trim() })}</p>
        </div>
      ) : ways.data && !ways.data.recovery ? (
        <div className="come-in">
          <h1>{say(words.title)}</h1>
          <p className="ink-2">{say(words.no_mail)}</p>
        </div>
      ) : (
        <form className="come-in" onSubmit={(event) => void submit(event)} noValidate>
          <h1>{say(words.title)}</h1>
          <FormField label={say(words.email)}>
            {({ id }) => (
              <Input
                id={id}
                size="large"
                type="email"
                autoComplete="username"
                autoFocus
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </FormField>
          {problem && (
            <p className="form-note bad" role="alert">
              {problem}
            </p>
          )}
          <Button type="primary" size="large" htmlType="submit" block loading={busy}>
            {say(words.send)}
          </Button>
        </form>
      )}
      <Link to="/sign-in">{say(words.back)}</Link>
    </Gate>
  )
}
