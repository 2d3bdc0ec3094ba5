// How does an administrator make or change a person? Record, roles, team; and how they come in.
import { useState } from 'react'
import { App, Button, Input, Popconfirm, Select } from 'antd'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
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
      const { id } = await admin.newPerson({ ...rest, password })
      if (title) await call.change('person', id, { title })
      void message.success(say(words.made, { name: values.name }))
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
      void message.error(error instanceof Error ? error.message : String(error))
    }
  }
  const active = person?.active !== false
  const losesAdmin = self && !values.roles.includes('admin')
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

/** Password and sessions of somebody who is there already. */
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
    await refresh()
    void message.success(say(words.out_done, { n: ended }))
  }
  return (
    <section className="adm-section">
      <h3>{say(words.sign_in)}</h3>
      {state?.sessions ? (
        <Button disabled={busy} onClick={() => void out()}>
          {say(words.out, { n: state.sessions })}
        </Button>
      ) : (
        <p className="ink-2">{say(words.no_sessions)}</p>
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
