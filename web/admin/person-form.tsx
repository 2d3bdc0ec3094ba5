// How does an administrator make or change a person? Their record, roles and team, and how they begin.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Popconfirm, Select } from 'antd'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import type { SendOptions } from '#web/call.ts'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { signInCalls, signInKeys } from '#web/sign-in/sign-in-calls.ts'
import { say, t } from '#web/words.ts'
import { admin, adminKeys } from './admin-calls.ts'
import type { SignInState } from './admin-calls.ts'
import { type Begin, BeginFields, beginWords, InviteLink, linkOf } from './person-begin.tsx'
import { ComingIn } from './person-coming-in.tsx'
import { OpenWork } from './person-work.tsx'
import { SideForm } from './side-form.tsx'
import '#web/fields/fields.css'

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
  done: { zh: '完成', en: 'Done' },
  next: { zh: '再邀请一位', en: 'Invite another' },
  made: { zh: '{name} 现在可以登录', en: '{name} can sign in now' },
  deactivate: { zh: '停用', en: 'Deactivate' },
  deactivate_sure: {
    zh: '停用后不能登录；其记录和历史保留，名下未完成的仍归其所有，可以先分配给别人。随时可以恢复。',
    en: 'They can no longer sign in; records and history stay, and open work stays theirs until it is assigned to others. It can be undone.',
  },
  activate: { zh: '恢复在职', en: 'Activate again' },
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
  /** Closes it and begins with the next one. */
  onNext?: (() => void) | undefined
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function PersonForm({ person, state, onClose, onNext }: PersonFormProps) {
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

  const save = async (options: SendOptions) => {
    const { title, ...rest } = values
    if (person)
      await call.change('person', person.id, { ...values, title: title || null }, person.version)
    else {
      const how = begin === 'password' ? { password } : { invite: true as const }
      const { id } = await admin.newPerson({ ...rest, ...how }, options)
      if (title) await call.change('person', id, { title })
      if (begin !== 'password') {
        const { token } = await signInCalls.invite(id, begin)
        await refresh()
        if (token) return setLink(linkOf(token))
        void message.success(say(beginWords.mailed))
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
      <SideForm
        title={values.name}
        onClose={onClose}
        onSave={onClose}
        saveLabel={say(words.done)}
        left={onNext && <Button onClick={onNext}>{say(words.next)}</Button>}
      >
        {() => <InviteLink address={link} />}
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
          <TextLine
            label={say(words.name)}
            required
            problem={problems.name}
            value={values.name}
            autoFocus={!person}
            onChange={(name) => put({ name })}
          />
          <TextLine
            label={say(words.email)}
            required
            problem={problems.email}
            help={say(words.email_help)}
            type="email"
            value={values.email}
            onChange={(email) => put({ email: email.trim() })}
          />
          <TextLine
            label={say(words.title)}
            problem={problems.title}
            value={values.title}
            onChange={(title) => put({ title })}
          />
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
                showSearch={byLabel}
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
                preset={{}}
              />
            )}
          </FormField>
          {!person && (
            <BeginFields
              begin={begin}
              onBegin={setBegin}
              byMail={ways.data?.recovery ?? false}
              password={password}
              onPassword={setPassword}
              problem={problems.password}
            />
          )}
          {person && !self && <OpenWork person={person.id} />}
          {person && <ComingIn person={person} state={state} busy={busy} refresh={refresh} />}
        </>
      )}
    </SideForm>
  )
}
