// How do I want to be known and spoken to? Name, language, look, password, own keys.
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import type { Words } from '#kernel/error.ts'
import { answers, keys } from '#web/asks.ts'
import { call, CallError, messageOf } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Away } from '#web/sign-in/away.tsx'
import { SecuritySections } from '#web/sign-in/security.tsx'
import { signInKeys } from '#web/sign-in/sign-in-calls.ts'
import { setLook, useLookChoice } from '#web/theme.ts'
import { language, say, setLanguage, t } from '#web/words.ts'

const words = {
  name: { zh: '姓名', en: 'Name' },
  email: { zh: '邮箱', en: 'E-mail' },
  password: { zh: '修改密码', en: 'Change the password' },
  current: { zh: '当前密码', en: 'Current password' },
  next: { zh: '新密码', en: 'New password' },
  next_help: {
    zh: '至少 8 位，含字母和数字；或至少 10 位。修改后其他设备上的登录会失效。',
    en: 'At least 8 characters of two kinds, or 10 of one. Other devices will be signed out.',
  },
  changed: { zh: '密码已修改', en: 'The password is changed' },
  my_keys: { zh: '我的 API 密钥', en: 'My API keys' },
  my_keys_help: {
    zh: '程序用密钥代替您登录，权限不超过您本人。',
    en: 'Programs sign in with a key in your place, with no more rights than yours.',
  },
} as const satisfies Record<string, Words>

export default function Profile() {
  return (
    <>
      <PageHead title={t('profile')} />
      <div className="settings">
        <Name />
        <Speaking />
        <Away />
        <Password />
        <SecuritySections />
        <section>
          <h2>{say(words.my_keys)}</h2>
          <p className="ink-2">{say(words.my_keys_help)}</p>
          <Link to="/admin/keys" search={{ mine: '1' }}>
            {say(words.my_keys)}
          </Link>
        </section>
      </div>
    </>
  )
}

function Name() {
  const { who } = useMeta()
  const { message } = App.useApp()
  const [name, setName] = useState(who.name)
  const [problem, setProblem] = useState<string>()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await call.change('person', who.id, { name: name.trim() })
      setProblem(undefined)
      await answers.invalidateQueries({ queryKey: keys.meta })
      void message.success(t('saved'))
    } catch (error) {
      setProblem(
        error instanceof CallError ? (error.errors[0]?.detail ?? error.message) : String(error),
      )
    }
  }
  return (
    <section>
      <form onSubmit={(event) => void save(event)} style={{ display: 'contents' }}>
        <FormField label={say(words.name)} problem={problem}>
          {({ id, describedBy }) => (
            <Input
              id={id}
              value={name}
              aria-describedby={describedBy}
              autoComplete="name"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
        <FormField label={say(words.email)}>
          {({ id }) => <Input id={id} value={who.email} disabled />}
        </FormField>
        <Button htmlType="submit" disabled={!name.trim() || name.trim() === who.name}>
          {t('save')}
        </Button>
      </form>
    </section>
  )
}

function Speaking() {
  const { who } = useMeta()
  const look = useLookChoice()
  return (
    <section>
      <h2>{t('language')}</h2>
      <Segments
        label={t('language')}
        value={language()}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(next) => {
          setLanguage(next)
          void call.change('person', who.id, { language: next }).catch(() => undefined)
        }}
      />
      <h2>{t('look')}</h2>
      <Segments
        label={t('look')}
        value={look}
        options={[
          { value: 'system', label: t('look_system') },
          { value: 'light', label: t('look_light') },
          { value: 'dark', label: t('look_dark') },
        ]}
        onChange={setLook}
      />
    </section>
  )
}

function Password() {
  const { message } = App.useApp()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState<{ current?: string; next?: string }>({})
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setProblem({})
    try {
      await call.changePassword(current, next)
      setCurrent('')
      setNext('')
      await answers.invalidateQueries({ queryKey: signInKeys.security })
      void message.success(say(words.changed))
    } catch (error) {
      const at = (path: string) =>
        error instanceof CallError ? error.errors.find((one) => one.path === path)?.detail : null
      const [wrong, weak] = [at('currentPassword'), at('newPassword')]
      setProblem({
        ...(weak && { next: weak }),
        ...(wrong && { current: wrong }),
        ...(!wrong && !weak && { current: messageOf(error) }),
      })
    }
  }
  return (
    <section>
      <h2>{say(words.password)}</h2>
      <form onSubmit={(event) => void save(event)} style={{ display: 'contents' }}>
        <FormField label={say(words.current)} problem={problem.current}>
          {({ id, describedBy }) => (
            <Input.Password
              id={id}
              value={current}
              aria-describedby={describedBy}
              autoComplete="current-password"
              onChange={(event) => setCurrent(event.target.value)}
            />
          )}
        </FormField>
        <FormField label={say(words.next)} help={say(words.next_help)} problem={problem.next}>
          {({ id, describedBy }) => (
            <Input.Password
              id={id}
              value={next}
              aria-describedby={describedBy}
              autoComplete="new-password"
              onChange={(event) => setNext(event.target.value)}
            />
          )}
        </FormField>
        <Button htmlType="submit" disabled={!current || !next}>
          {say(words.password)}
        </Button>
      </form>
    </section>
  )
}
