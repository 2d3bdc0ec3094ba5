// Who works here, with which roles, and who can sign in?
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import type { Row } from '#kernel/object.ts'
import { admin, adminKeys, allRows } from '#web/admin/admin-calls.ts'
import type { SignInState } from '#web/admin/admin-calls.ts'
import { AdminOnly, Answer } from '#web/admin/answer.tsx'
import { PersonForm } from '#web/admin/person-form.tsx'
import { keys } from '#web/asks.ts'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Initial } from '#web/parts/initial.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { language, say, t } from '#web/words.ts'

const words = {
  new_person: { zh: '新用户', en: 'New person' },
  find: { zh: '按姓名、邮箱查找', en: 'Find by name or e-mail' },
  name: { zh: '姓名', en: 'Name' },
  email: { zh: '邮箱', en: 'E-mail' },
  roles: { zh: '角色', en: 'Roles' },
  team: { zh: '团队', en: 'Team' },
  sign_in: { zh: '登录', en: 'Sign-in' },
  seen: { zh: '最近使用', en: 'Last seen' },
  no_password: { zh: '未设密码', en: 'No password' },
  no_role: { zh: '无角色', en: 'No role' },
  signed_in: { zh: '在线登录 {n}', en: '{n} signed in' },
  can: { zh: '可登录', en: 'Can sign in' },
  invited: { zh: '已邀请', en: 'Invited' },
  second: { zh: '两步验证', en: 'Second step' },
  left: { zh: '已停用', en: 'Deactivated' },
  active: { zh: '在职', en: 'Active' },
  all: { zh: '全部', en: 'All' },
  count: { zh: '{n} 人', en: 'People: {n}' },
  none: { zh: '没有匹配的人。', en: 'Nobody fits.' },
} as const

type Shown = 'active' | 'left' | 'all'

export default function AdminUsers() {
  const people = useQuery({
    queryKey: keys.sum('person', 'admin'),
    queryFn: () =>
      allRows('person', [
        'id',
        'version',
        'name',
        'email',
        'title',
        'roles',
        'team',
        'team.name',
        'active',
      ]),
  })
  const states = useQuery({ queryKey: adminKeys.people, queryFn: admin.people })
  const [open, setOpen] = useState<Row | 'new' | null>(null)
  const [turn, setTurn] = useState(0)
  const byId = new Map(states.data?.data.map((one) => [one.id, one]))
  return (
    <AdminOnly>
      <PageHead
        title={t('users')}
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
            {say(words.new_person)}
          </Button>
        }
      />
      <div className="adm">
        <Answer
          of={{
            ...people,
            data: people.data && states.data ? people.data : undefined,
            error: people.error ?? states.error,
            refetch: () => [people.refetch(), states.refetch()],
          }}
        >
          {(rows) => (
            // The system itself is a row of `person` too, but nobody who signs in.
            <People rows={rows.filter((row) => byId.has(row.id))} states={byId} onOpen={setOpen} />
          )}
        </Answer>
      </div>
      {open && (
        <PersonForm
          key={open === 'new' ? `new ${turn}` : open.id}
          person={open === 'new' ? null : open}
          state={open === 'new' ? undefined : byId.get(open.id)}
          onClose={() => setOpen(null)}
          onNext={open === 'new' ? () => setTurn(turn + 1) : undefined}
        />
      )}
    </AdminOnly>
  )
}

interface PeopleProps {
  rows: readonly Row[]
  states: ReadonlyMap<string, SignInState>
  onOpen: (row: Row) => void
}

function People({ rows, states, onOpen }: PeopleProps) {
  const meta = useMeta()
  const [find, setFind] = useState('')
  const [shown, setShown] = useState<Shown>('active')
  const today = todayIn(meta.company.zone)
  const wanted = find.trim().toLowerCase()
  const fits = rows.filter(
    (row) =>
      (shown === 'all' || (row.active !== false) === (shown === 'active')) &&
      (!wanted || `${String(row.name)} ${String(row.email ?? '')}`.toLowerCase().includes(wanted)),
  )
  return (
    <>
      <div className="adm-tools">
        <Input
          style={{ width: 220 }}
          prefix={<SearchOutlined />}
          allowClear
          value={find}
          placeholder={say(words.find)}
          aria-label={say(words.find)}
          onChange={(event) => setFind(event.target.value)}
        />
        <Segments
          label={say(words.active)}
          value={shown}
          options={(['active', 'left', 'all'] as const).map((value) => ({
            value,
            label: say(words[value]),
          }))}
          onChange={setShown}
        />
        <span className="grow" />
        <span className="ink-3">{say(words.count, { n: fits.length })}</span>
      </div>
      {fits.length === 0 && <p className="adm-empty">{say(words.none)}</p>}
      {fits.length > 0 && (
        <table className="adm-table fold">
          <thead>
            <tr>
              <th scope="col">{say(words.name)}</th>
              <th scope="col">{say(words.email)}</th>
              <th scope="col">{say(words.roles)}</th>
              <th scope="col">{say(words.team)}</th>
              <th scope="col">{say(words.sign_in)}</th>
              <th scope="col">{say(words.seen)}</th>
            </tr>
          </thead>
          <tbody>
            {fits.map((row) => {
              const state = states.get(row.id)
              return (
                <tr
                  key={row.id}
                  className={row.active === false ? 'press off' : 'press'}
                  onClick={() => onOpen(row)}
                >
                  <td>
                    <button type="button" className="bare adm-who">
                      <Initial name={String(row.name)} />
                      <span>
                        {String(row.name)}{' '}
                        {row.title ? <span className="ink-3">{String(row.title)}</span> : null}
                      </span>
                    </button>
                  </td>
                  <td>{row.email ? String(row.email) : ''}</td>
                  <td>
                    <Roles roles={row.roles} />
                  </td>
                  <td>{teamOf(row)}</td>
                  <td>
                    <SignIn active={row.active !== false} state={state} />
                  </td>
                  <td className="ink-2">
                    {instant(state?.last_seen_at, meta.company.zone, today)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </>
  )
}

const teamOf = (row: Row): string => {
  const plain = row['team.name']
  if (typeof plain === 'string') return plain
  const team = row.team
  return typeof team === 'object' && team !== null && 'name' in team ? String(team.name) : ''
}

function Roles({ roles }: { roles: unknown }) {
  const meta = useMeta()
  const names = Array.isArray(roles) ? (roles as string[]) : []
  if (!names.length) return <span className="ink-3">{say(words.no_role)}</span>
  return (
    <>
      {names
        .map((name) => (meta.roles[name] ? say(meta.roles[name].label) : name))
        .join(language() === 'zh' ? '、' : ', ')}
    </>
  )
}

function SignIn({ active, state }: { active: boolean; state: SignInState | undefined }) {
  if (!active) return <span className="tag">{say(words.left)}</span>
  if (!state?.can_sign_in)
    return state?.invited ? (
      <span className="ink-2">{say(words.invited)}</span>
    ) : (
      <span className="ink-3">{say(words.no_password)}</span>
    )
  return (
    <span className="ink-2">
      {state.sessions ? say(words.signed_in, { n: state.sessions }) : say(words.can)}{' '}
      {state.second_factor && <span className="tag good">{say(words.second)}</span>}
    </span>
  )
}
