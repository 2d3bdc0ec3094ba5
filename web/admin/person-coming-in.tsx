// How does somebody who is there already come in? Password, second step, and the devices that are signed in.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import type { Row } from '#kernel/object.ts'
import { answers } from '#web/asks.ts'
import { messageOf } from '#web/call.ts'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { wayOf } from '#web/sign-in/happenings.ts'
import { deviceOf } from '#web/sign-in/passkey.ts'
import { signInCalls, signInKeys } from '#web/sign-in/sign-in-calls.ts'
import type { PersonSignIn } from '#web/sign-in/sign-in-calls.ts'
import '#web/sign-in/sign-in.css'
import { say, t } from '#web/words.ts'
import { admin } from './admin-calls.ts'
import type { SignInState } from './admin-calls.ts'
import { beginWords, InviteLink, linkOf, PasswordLine } from './person-begin.tsx'

const words = {
  sign_in: { zh: '登录', en: 'Sign-in' },
  second: { zh: '两步验证', en: 'Second step' },
  second_none: { zh: '未开启', en: 'None' },
  second_app: { zh: '验证器', en: 'Authenticator app' },
  second_keys: { zh: '{n} 个通行密钥', en: '{n} {n:passkey|passkeys}' },
  second_reset: { zh: '重置', en: 'Reset' },
  second_sure: {
    zh: '移除此人的验证器、通行密钥和备用码，并退出所有设备。请先确认是本人要求的。',
    en: 'Takes away app, passkeys and recovery codes, and signs out all devices. Make sure that it is really them who ask.',
  },
  new_password: { zh: '设置新密码', en: 'Set a new password' },
  new_password_help: {
    zh: '设置后，此人所有设备上的登录立即失效。',
    en: 'All devices of this person are signed out at once.',
  },
  set: { zh: '设置', en: 'Set' },
  password_set: { zh: '新密码已生效', en: 'The new password is set' },
  out: { zh: '让所有设备退出（{n}）', en: 'Sign out all devices ({n})' },
  out_one: { zh: '退出', en: 'Sign out' },
  out_done: { zh: '已退出 {n} 个登录', en: '{n} {n:session|sessions} ended' },
  no_sessions: { zh: '现在没有登录', en: 'Not signed in anywhere' },
} as const

interface SessionsProps {
  list: PersonSignIn['sessions']
  onEnd: (id: string) => void
}

function Sessions({ list, onEnd }: SessionsProps) {
  const { company } = useMeta()
  const today = todayIn(company.zone)
  return (
    <ul className="having">
      {list.map((one) => (
        <li key={one.id}>
          <span className="what">
            {deviceOf(one.user_agent)}
            <small>
              {[one.address, wayOf(one.way), instant(one.seen_at, company.zone, today)]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </span>
          <Button size="small" type="text" onClick={() => onEnd(one.id)}>
            {say(words.out_one)}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Password, second step and sessions of somebody who is there already. */
export function ComingIn({
  person,
  state,
  busy,
  refresh,
}: {
  person: Row
  state: SignInState | undefined
  busy: boolean
  refresh: () => Promise<unknown>
}) {
  const { message } = App.useApp()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()
  const set = async () => {
    setProblem(undefined)
    try {
      await admin.setPassword(person.id, password)
      await refresh()
      void message.success(say(words.password_set))
    } catch (error) {
      const first = error as { errors?: { detail: string }[]; message?: string }
      setProblem(first.errors?.[0]?.detail ?? first.message ?? String(error))
    }
  }
  const out = async () => {
    const { ended } = await admin.signOut(person.id)
    await reload()
    void message.success(say(words.out_done, { n: ended }))
  }
  const signIn = useQuery({
    queryKey: signInKeys.person(person.id),
    queryFn: () => signInCalls.person(person.id),
  })
  const ways = useQuery({ queryKey: signInKeys.ways, queryFn: signInCalls.ways })
  const [link, setLink] = useState<string | null>(null)
  const reload = () =>
    Promise.all([refresh(), answers.invalidateQueries({ queryKey: signInKeys.person(person.id) })])
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work()
      await reload()
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
  const invite = (by: 'mail' | 'link') =>
    act(async () => {
      const { token } = await signInCalls.invite(person.id, by)
      if (token) setLink(linkOf(token))
      else void message.success(say(beginWords.mailed))
    })
  const factors = [
    signIn.data?.totp && say(words.second_app),
    signIn.data?.passkeys && say(words.second_keys, { n: signIn.data.passkeys }),
  ].filter(Boolean)
  return (
    <section className="adm-section">
      <h3>{say(words.sign_in)}</h3>
      {signIn.data?.sessions.length ? (
        <>
          <Sessions
            list={signIn.data.sessions}
            onEnd={(id) => void act(() => signInCalls.endTheirs(person.id, id))}
          />
          <Button disabled={busy} onClick={() => void out()}>
            {say(words.out, { n: signIn.data.sessions.length })}
          </Button>
        </>
      ) : (
        <p className="ink-2">{say(words.no_sessions)}</p>
      )}
      <div className="adm-row">
        <span>
          {say(words.second)}{' '}
          <span className="ink-3">{factors.join(' · ') || say(words.second_none)}</span>
        </span>
        {factors.length > 0 && (
          <Popconfirm
            title={say(words.second_sure)}
            okText={say(words.second_reset)}
            cancelText={t('cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() => void act(() => signInCalls.removeSecond(person.id))}
          >
            <Button size="small">{say(words.second_reset)}</Button>
          </Popconfirm>
        )}
      </div>
      {!state?.can_sign_in && (
        <>
          <div className="adm-row">
            {ways.data?.recovery && (
              <Button onClick={() => void invite('mail')}>{say(beginWords.by_mail)}</Button>
            )}
            <Button onClick={() => void invite('link')}>{say(beginWords.by_link)}</Button>
          </div>
          {link && <InviteLink address={link} />}
        </>
      )}
      <FormField
        label={say(words.new_password)}
        problem={problem}
        help={say(words.new_password_help)}
      >
        {(ids) => <PasswordLine {...ids} value={password} onChange={setPassword} />}
      </FormField>
      <Button disabled={!password || busy} onClick={() => void set()}>
        {say(words.set)}
      </Button>
    </section>
  )
}
