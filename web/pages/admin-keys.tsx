// With which keys do programs come in?
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { App, Button, Popconfirm, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { admin, adminKeys } from '#web/admin/admin-calls.ts'
import type { ApiKey } from '#web/admin/admin-calls.ts'
import { Answer } from '#web/admin/answer.tsx'
import { CopyLine } from '#web/admin/copy.tsx'
import { KeyReach, reachOf } from '#web/admin/key-reach.tsx'
import type { ReachedObjects } from '#web/admin/key-reach.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { answers } from '#web/asks.ts'
import { date, instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { say, t } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import type { SendOptions } from '#web/call.ts'

const words = {
  new_key: { zh: '新密钥', en: 'New key' },
  help: {
    zh: '程序用密钥代替您登录，权限不超过您本人。在请求头写 Authorization: Bearer 密钥。',
    en: 'Programs sign in with a key in your place, with no more rights than yours: send Authorization: Bearer KEY.',
  },
  docs: { zh: '接口文档', en: 'API reference' },
  mine: { zh: '我的', en: 'Mine' },
  all: { zh: '所有人的', en: 'Everybody’s' },
  name: { zh: '名称', en: 'Name' },
  name_help: { zh: '给哪个程序用，例如「官网表单」', en: 'For which program, e.g. “web form”' },
  start: { zh: '开头', en: 'Starts with' },
  person: { zh: '属于', en: 'Belongs to' },
  may: { zh: '权限', en: 'May' },
  read: { zh: '只读', en: 'Only read' },
  write: { zh: '读写', en: 'Read and write' },
  made: { zh: '创建', en: 'Made' },
  used: { zh: '最近使用', en: 'Last used' },
  never: { zh: '从未', en: 'Never' },
  expires: { zh: '到期', en: 'Expires' },
  never_expires: { zh: '不过期', en: 'Never' },
  days: { zh: '{n} 天后', en: 'In {n} {n:day|days}' },
  expired: { zh: '已过期', en: 'Expired' },
  ended: { zh: '已停用', en: 'Ended' },
  end: { zh: '停用', en: 'End' },
  end_sure: {
    zh: '用它的程序将立即无法访问，不能恢复。',
    en: 'Programs that use it are shut out at once. This can’t be undone.',
  },
  once: {
    zh: '密钥只显示这一次，请现在复制保存。',
    en: 'The key is shown this once only. Copy it now.',
  },
  trial: { zh: '试一试', en: 'Try it' },
  none: {
    zh: '还没有密钥。为每个要对接的程序各建一个，便于单独停用。',
    en: 'No keys yet. Make one per program, so that each can be ended by itself.',
  },
  done: { zh: '我已保存', en: 'I have saved it' },
} as const

export default function AdminKeys() {
  const meta = useMeta()
  const { mine } = useSearch({ strict: false }) as { mine?: string }
  const [all, setAll] = useState(meta.who.admin && !mine)
  const [making, setMaking] = useState(false)
  const keys = useQuery({ queryKey: adminKeys.keys(all), queryFn: () => admin.keys(all) })
  return (
    <>
      <PageHead
        title={t('keys')}
        actions={
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setMaking(true)}
          >
            {say(words.new_key)}
          </Button>
        }
      />
      <div className="adm">
        <div className="adm-tools">
          <p className="ink-2 grow">
            {say(words.help)}{' '}
            <a href="/api/docs" target="_blank" rel="noreferrer" className="in-text">
              {say(words.docs)}
            </a>
          </p>
          {meta.who.admin && (
            <Segments
              label={say(words.person)}
              value={all ? 'all' : 'mine'}
              options={[
                { value: 'mine', label: say(words.mine) },
                { value: 'all', label: say(words.all) },
              ]}
              onChange={(value) => setAll(value === 'all')}
            />
          )}
        </div>
        <Answer of={keys}>
          {({ data }) =>
            data.length ? (
              <Keys list={data} all={all} />
            ) : (
              <div className="adm-empty">
                <p>{say(words.none)}</p>
                <Button onClick={() => setMaking(true)}>{say(words.new_key)}</Button>
              </div>
            )
          }
        </Answer>
      </div>
      {making && <NewKey onClose={() => setMaking(false)} />}
    </>
  )
}

const dead = (key: ApiKey): 'ended' | 'expired' | null =>
  key.revoked_at
    ? 'ended'
    : key.expires_at && Date.parse(key.expires_at) <= Date.now()
      ? 'expired'
      : null

function Keys({ list, all }: { list: readonly ApiKey[]; all: boolean }) {
  const meta = useMeta()
  const { company } = meta
  const { message } = App.useApp()
  const today = todayIn(company.zone)
  const end = async (key: ApiKey) => {
    try {
      await admin.endKey(key.id)
      await answers.invalidateQueries({ queryKey: ['admin', 'keys'] })
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
  // What works comes first; what has ended stays to be looked up.
  const sorted = [...list].sort((a, b) => Number(dead(a) !== null) - Number(dead(b) !== null))
  return (
    <table className="adm-table fold">
      <thead>
        <tr>
          <th scope="col">{say(words.name)}</th>
          <th scope="col">{say(words.start)}</th>
          {all && <th scope="col">{say(words.person)}</th>}
          <th scope="col">{say(words.may)}</th>
          <th scope="col">{say(words.made)}</th>
          <th scope="col">{say(words.used)}</th>
          <th scope="col">{say(words.expires)}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {sorted.map((key) => {
          const why = dead(key)
          return (
            <tr key={key.id} className={why ? 'off' : ''}>
              <td>{key.name}</td>
              <td className="mono">{key.start}…</td>
              {all && <td>{key.person_name}</td>}
              <td>
                {say(key.only_read ? words.read : words.write)}{' '}
                <span className="ink-3">{reachOf(key, meta)}</span>
              </td>
              <td data-label={say(words.made)}>{instant(key.created_at, company.zone, today)}</td>
              <td data-label={say(words.used)}>
                {instant(key.last_used_at, company.zone, today) || say(words.never)}
              </td>
              <td data-label={say(words.expires)}>
                {why ? (
                  <span className="tag">{say(words[why])}</span>
                ) : key.expires_at ? (
                  date(key.expires_at, { today })
                ) : (
                  say(words.never_expires)
                )}
              </td>
              <td className="num">
                {!why && (
                  <Popconfirm
                    title={say(words.end_sure)}
                    okText={say(words.end)}
                    cancelText={t('cancel')}
                    okButtonProps={{ danger: true }}
                    onConfirm={() => void end(key)}
                  >
                    <Button type="text" size="small" danger>
                      {say(words.end)}
                    </Button>
                  </Popconfirm>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const spans = [30, 90, 365, 0] as const

function NewKey({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [onlyRead, setOnlyRead] = useState(false)
  const [reach, setReach] = useState<'all' | 'roles' | 'objects'>('all')
  const [roles, setRoles] = useState<string[]>([])
  const [objects, setObjects] = useState<ReachedObjects>({})
  const [days, setDays] = useState<number>(365)
  const [made, setMade] = useState<string | null>(null)
  const save = async (options: SendOptions) => {
    const expires = days
      ? { expires_at: new Date(Date.now() + days * 86_400_000).toISOString() }
      : {}
    const wish = {
      name,
      only_read: onlyRead,
      roles: reach === 'roles' ? roles : null,
      objects: reach === 'objects' ? objects : null,
      ...expires,
    }
    const { key } = await admin.newKey(wish, options)
    setMade(key)
    await answers.invalidateQueries({ queryKey: ['admin', 'keys'] })
  }
  if (made)
    return (
      <SideForm
        title={name}
        onClose={onClose}
        onSave={onClose}
        saveLabel={say(words.done)}
        known={[]}
      >
        {() => (
          <>
            <p className="form-note warn" role="status">
              {say(words.once)}
            </p>
            <CopyLine text={made} label={say(words.new_key)} />
            <section className="adm-section">
              <h3>{say(words.trial)}</h3>
              <CopyLine
                text={`curl -H "Authorization: Bearer ${made}" ${location.origin}/api/v1/account`}
                label={say(words.trial)}
              />
            </section>
          </>
        )}
      </SideForm>
    )
  return (
    <SideForm
      title={say(words.new_key)}
      onClose={onClose}
      onSave={save}
      saveLabel={t('create')}
      known={['name', 'expires_at', 'only_read', 'roles', 'objects']}
      disabled={!name.trim()}
    >
      {(problems) => (
        <>
          <TextLine
            label={say(words.name)}
            required
            problem={problems.name}
            help={say(words.name_help)}
            value={name}
            maxLength={100}
            autoFocus
            onChange={setName}
          />
          <FormField label={say(words.may)}>
            {() => (
              <Segments
                label={say(words.may)}
                value={onlyRead ? 'read' : 'write'}
                options={[
                  { value: 'read', label: say(words.read) },
                  { value: 'write', label: say(words.write) },
                ]}
                onChange={(value) => setOnlyRead(value === 'read')}
              />
            )}
          </FormField>
          <KeyReach
            {...{ reach, roles, objects, problems }}
            onReach={setReach}
            onRoles={setRoles}
            onObjects={setObjects}
          />
          <FormField label={say(words.expires)} problem={problems.expires_at}>
            {(ids) => (
              <Select
                id={ids.id}
                value={days}
                onChange={setDays}
                style={{ width: '100%' }}
                options={spans.map((n) => ({
                  value: n,
                  label: n ? say(words.days, { n }) : say(words.never_expires),
                }))}
              />
            )}
          </FormField>
        </>
      )}
    </SideForm>
  )
}
