// How does an administrator make or change a person? Record, roles, team; and how they come in.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm, Select } from 'antd'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { useMeta } from '#web/meta.ts'
import { instant, todayIn } from '#web/format.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { wayOf } from '#web/sign-in/happenings.ts'
import { deviceOf } from '#web/sign-in/passkey.ts'
import { signInCalls, signInKeys } from '#web/sign-in/sign-in-calls.ts'
import type { PersonSignIn } from '#web/sign-in/sign-in-calls.ts'
import '#web/sign-in/sign-in.css'
import { say, t } from '#web/words.ts'
import { admin, adminKeys } from './admin-calls.ts'
import type { SignInState } from './admin-calls.ts'
import { CopyLine } from './copy.tsx'
import { freshPassword } from './fresh-password.ts'
import { SideForm } from './side-form.tsx'

const words = {
  new_person: { zh: '新用户', en: 'New person' },
  name: { zh: '姓名', en: 'Name' },
  email: { zh: '邮箱', en: 'E-mail' },
  email_help: { zh: '用它登录', en: 'Signs in with it' },
  title: { zh: '职位', en: 'Title' },
  team: { zh: '团队', en: 'Team' },
  roles: { zh: '角色', en: 'Roles' },
  roles_help: {
    zh: '可以有多个，权限相加。没有角色只能看到对所有人开放的内容。',
    en: 'May be several; their rights add up. Without any, only what is open to everybody is seen.',
  },
  come: { zh: '如何开始', en: 'How they begin' },
  by_mail: { zh: '邮件邀请', en: 'Invite by mail' },
  by_link: { zh: '邀请链接', en: 'Invite by link' },
  by_password: { zh: '设初始密码', en: 'Set a password' },
  by_mail_help: {
    zh: '对方收到邮件后自己设置密码，链接 3 天内有效。',
    en: 'They get a mail and choose a password themselves; the link works for 3 days.',
  },
  by_link_help: {
    zh: '保存后得到一个链接，请转发给本人，3 天内有效、只能用一次。',
    en: 'After saving you get a link to hand over; it works once, within 3 days.',
  },
  link_once: {
    zh: '链接只显示这一次，请发给本人：打开后自己设置密码。',
    en: 'The link is shown this once. Hand it over: whoever opens it chooses the password.',
  },
  mailed: { zh: '邀请邮件已发出', en: 'The invitation is on its way' },
  done: { zh: '完成', en: 'Done' },
  second: { zh: '两步验证', en: 'Second step' },
  second_none: { zh: '未开启', en: 'None' },
  second_app: { zh: '验证器', en: 'Authenticator app' },
  second_keys: { zh: '{n} 个通行密钥', en: '{n} passkeys' },
  second_reset: { zh: '重置', en: 'Reset' },
  second_sure: {
    zh: '移除此人的验证器、通行密钥和备用码，并退出所有设备。请先确认是本人要求的。',
    en: 'Takes away app, passkeys and recovery codes, and signs out all devices. Make sure that it is really them who ask.',
  },
  password: { zh: '初始密码', en: 'First password' },
  password_help: {
    zh: '请当面或用其他渠道告知本人。对方可在「个人设置」中修改。',
    en: 'Tell it to the person yourself. They can change it in “My settings”.',
  },
  generate: { zh: '生成一个', en: 'Make one' },
  made: { zh: '{name} 现在可以登录', en: '{name} can sign in now' },
  sign_in: { zh: '登录', en: 'Sign-in' },
  new_password: { zh: '设置新密码', en: 'Set a new password' },
  new_password_help: {
    zh: '设置后，此人所有设备上的登录立即失效。',
    en: 'All devices of this person are signed out at once.',
  },
  set: { zh: '设置', en: 'Set' },
  password_set: { zh: '新密码已生效', en: 'The new password is set' },
  out: { zh: '让所有设备退出（{n}）', en: 'Sign out all devices ({n})' },
  out_one: { zh: '退出', en: 'Sign out' },
  out_done: { zh: '已退出 {n} 个登录', en: '{n} sessions ended' },
  no_sessions: { zh: '现在没有登录', en: 'Not signed in anywhere' },
  deactivate: { zh: '停用', en: 'Deactivate' },
  deactivate_sure: {
    zh: '停用后不能登录；其记录和历史保留，随时可以恢复。',
    en: 'They can no longer sign in; their records and history stay. It can be undone.',
  },
  activate: { zh: '恢复在职', en: 'Activate again' },
  self: { zh: '不能停用自己', en: 'You can’t deactivate yourself' },
  self_admin: {
    zh: '不能去掉自己的管理员角色，请让另一位管理员来做。',
    en: 'You can’t take the administrator role from yourself; ask another administrator.',
  },
} as const

export interface PersonFormProps {
  /** null = a new person. */
  person: Row | null
  state: SignInState | undefined
  onClose: () => void
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function PersonForm({ person, state, onClose }: PersonFormProps) {
  const meta = useMeta()
  const { message } = App.useApp()
  const [values, setValues] = useState({
    name: text(person?.name),
    email: text(person?.email),
    title: text(person?.title),
    team: text(person?.team) || null,
    roles: Array.isArray(person?.roles) ? (person.roles as string[]) : [],
  })
  const [password, setPassword] = useState('')
  const ways = useQuery({ queryKey: signInKeys.ways, queryFn: signInCalls.ways })
  const [chosen, setBegin] = useState<Begin | null>(null)
  const begin: Begin = chosen ?? (ways.data?.recovery ? 'mail' : 'link')
  const [link, setLink] = useState<string | null>(null)
  const self = person?.id === meta.who.id
  const put = (more: Partial<typeof values>) => setValues({ ...values, ...more })
  const refresh = () =>
    Promise.all([
      answers.invalidateQueries({ queryKey: adminKeys.people }),
      answers.invalidateQueries({ queryKey: ['records', 'person'] }),
      self && answers.invalidateQueries({ queryKey: keys.meta }),
    ])

  const save = async () => {
    const { title, ...rest } = values
    if (person)
      await call.change('person', person.id, { ...values, title: title || null }, person.version)
    else {
      const { id } = await admin.newPerson({
        ...rest,
        ...(begin === 'password' ? { password } : { invite: true }),
      })
      if (title) await call.change('person', id, { title })
      if (begin !== 'password') {
        const { token } = await signInCalls.invite(id, begin)
        await refresh()
        if (token) return setLink(linkOf(token))
        void message.success(say(words.mailed))
      } else void message.success(say(words.made, { name: values.name }))
    }
    await refresh()
    onClose()
  }
  const setActive = async (active: boolean) => {
    if (!person) return
    try {
      await call.change('person', person.id, { active })
      if (!active) await admin.signOut(person.id)
      await refresh()
      onClose()
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
  const active = person?.active !== false
  const losesAdmin = self && !values.roles.includes('admin')
  if (link)
    return (
      <SideForm title={values.name} onClose={onClose} onSave={onClose} saveLabel={say(words.done)}>
        {() => <Link address={link} />}
      </SideForm>
    )
  return (
    <SideForm
      title={person ? text(person.name) : say(words.new_person)}
      onClose={onClose}
      onSave={save}
      disabled={losesAdmin}
      known={['name', 'email', 'title', 'team', 'roles', 'password']}
      left={
        person &&
        !self &&
        (active ? (
          <Popconfirm
            title={say(words.deactivate_sure)}
            okText={say(words.deactivate)}
            cancelText={t('cancel')}
            onConfirm={() => void setActive(false)}
          >
            <Button danger>{say(words.deactivate)}</Button>
          </Popconfirm>
        ) : (
          <Button onClick={() => void setActive(true)}>{say(words.activate)}</Button>
        ))
      }
    >
      {(problems, busy) => (
        <>
          <FormField label={say(words.name)} required problem={problems.name}>
            {(ids) => (
              <Input
                id={ids.id}
                aria-describedby={ids.describedBy}
                status={ids.invalid ? 'error' : ''}
                value={values.name}
                autoFocus={!person}
                autoComplete="off"
                onChange={(event) => put({ name: event.target.value })}
              />
            )}
          </FormField>
          <FormField
            label={say(words.email)}
            required
            problem={problems.email}
            help={say(words.email_help)}
          >
            {(ids) => (
              <Input
                id={ids.id}
                aria-describedby={ids.describedBy}
                status={ids.invalid ? 'error' : ''}
                type="email"
                autoComplete="off"
                value={values.email}
                onChange={(event) => put({ email: event.target.value.trim() })}
              />
            )}
          </FormField>
          <FormField label={say(words.title)} problem={problems.title}>
            {(ids) => (
              <Input
                id={ids.id}
                value={values.title}
                autoComplete="off"
                onChange={(event) => put({ title: event.target.value })}
              />
            )}
          </FormField>
          <FormField
            label={say(words.roles)}
            problem={losesAdmin ? say(words.self_admin) : problems.roles}
            help={say(words.roles_help)}
          >
            {(ids) => (
              <Select
                id={ids.id}
                aria-describedby={ids.describedBy}
                status={ids.invalid ? 'error' : ''}
                mode="multiple"
                value={values.roles}
                onChange={(roles: string[]) => put({ roles })}
                options={Object.entries(meta.roles).map(([value, role]) => ({
                  value,
                  label: say(role.label),
                  help: role.help ? say(role.help) : '',
                }))}
                optionRender={(option) => (
                  <span className="ref-option">
                    <span>{option.label}</span>
                    <span className="ink-3 small">{option.data.help}</span>
                  </span>
                )}
                showSearch={{ optionFilterProp: 'label' }}
                style={{ width: '100%' }}
              />
            )}
          </FormField>
          <FormField label={say(words.team)} problem={problems.team}>
            {(ids) => (
              <RefSelect
                target="team"
                id={ids.id}
                value={values.team ? [values.team] : []}
                onChange={([team]) => put({ team: team ?? null })}
              />
            )}
          </FormField>
          {!person && (
            <FormField
              label={say(words.come)}
              help={
                begin === 'password'
                  ? undefined
                  : say(begin === 'mail' ? words.by_mail_help : words.by_link_help)
              }
            >
              {() => (
                <Segments
                  label={say(words.come)}
                  value={begin}
                  options={begins
                    .filter((one) => one !== 'mail' || ways.data?.recovery)
                    .map((value) => ({ value, label: say(words[`by_${value}`]) }))}
                  onChange={setBegin}
                />
              )}
            </FormField>
          )}
          {!person && begin === 'password' && (
            <FormField
              label={say(words.password)}
              required
              problem={problems.password}
              help={say(words.password_help)}
            >
              {(ids) => <PasswordLine {...ids} value={password} onChange={setPassword} />}
            </FormField>
          )}
          {person && <ComingIn person={person} state={state} busy={busy} refresh={refresh} />}
        </>
      )}
    </SideForm>
  )
}

const begins = ['mail', 'link', 'password'] as const
type Begin = (typeof begins)[number]

const linkOf = (token: string): string => `${location.origin}/welcome#${token}`

function Link({ address }: { address: string }) {
  return (
    <>
      <p className="form-note warn" role="status">
        {say(words.link_once)}
      </p>
      <CopyLine text={address} label={say(words.by_link)} />
    </>
  )
}

interface PasswordLineProps {
  id: string
  describedBy: string | undefined
  invalid: boolean
  value: string
  onChange: (password: string) => void
}

function PasswordLine({ id, describedBy, invalid, value, onChange }: PasswordLineProps) {
  const [made, setMade] = useState('')
  if (made && made === value) return <CopyLine text={made} label={say(words.password)} />
  return (
    <span className="copy-line">
      <Input.Password
        id={id}
        aria-describedby={describedBy}
        status={invalid ? 'error' : ''}
        value={value}
        autoComplete="new-password"
        onChange={(event) => onChange(event.target.value)}
      />
      <Button
        onClick={() => {
          const next = freshPassword()
          setMade(next)
          onChange(next)
        }}
      >
        {say(words.generate)}
      </Button>
    </span>
  )
}

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
function ComingIn({
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
      else void message.success(say(words.mailed))
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
            title={<span className="sure">{say(words.second_sure)}</span>}
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
              <Button onClick={() => void invite('mail')}>{say(words.by_mail)}</Button>
            )}
            <Button onClick={() => void invite('link')}>{say(words.by_link)}</Button>
          </div>
          {link && <Link address={link} />}
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
