// How does this company sign in? Who needs a second step, which other houses vouch, and what happened at the door.
import { useState } from 'react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { AdminOnly, Answer } from '#web/admin/answer.tsx'
import { ProviderForm } from '#web/admin/provider-form.tsx'
import { answers } from '#web/asks.ts'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { happeningOf, isWarning } from '#web/sign-in/happenings.ts'
import { deviceOf } from '#web/sign-in/passkey.ts'
import { signInCalls, signInKeys } from '#web/sign-in/sign-in-calls.ts'
import type { Provider } from '#web/sign-in/sign-in-calls.ts'
import { say, t } from '#web/words.ts'
import { messageOf } from '#web/call.ts'

const tabs = {
  rules: { zh: '两步验证', en: 'Second step' },
  sso: { zh: '单点登录', en: 'Single sign-on' },
  log: { zh: '登录活动', en: 'Activity' },
} as const
type Tab = keyof typeof tabs

const words = {
  rules_help: {
    zh: '有这些角色的人登录时必须多一步验证：验证器、通行密钥，或由单点登录代为验证。没有设置过的人，下次登录时会被引导设置；已登录但没有两步验证的设备立即退出。',
    en: 'Whoever has one of these roles signs in with a second step: an authenticator app, a passkey, or single sign-on that asks for one. Who has none is led to set one up at the next sign-in; devices signed in without one are signed out at once.',
  },
  roles: { zh: '必须两步验证的角色', en: 'Roles that need a second step' },
  nobody: { zh: '无人必须（自愿开启）', en: 'Nobody has to (of one’s own will)' },
  everybody: { zh: '所有人', en: 'Everybody' },
  sso_help: {
    zh: '让员工用公司的统一身份（OpenID Connect）登录。企业微信、钉钉、飞书等可通过支持 OIDC 的身份平台接入。',
    en: 'Let people sign in with the company’s identity provider (OpenID Connect).',
  },
  add: { zh: '添加单点登录', en: 'Add a provider' },
  none: { zh: '还没有单点登录。', en: 'No provider yet.' },
  name: { zh: '名称', en: 'Name' },
  issuer: { zh: '发行方', en: 'Issuer' },
  strangers: { zh: '未知的人', en: 'Strangers' },
  turned_away: { zh: '拒绝', en: 'Turned away' },
  get: { zh: '自动建账号', en: 'Get an account' },
  people: { zh: '已关联', en: 'Linked' },
  stage: { zh: '状态', en: 'State' },
  on: { zh: '启用', en: 'On' },
  paused: { zh: '暂停', en: 'Paused' },
  when: { zh: '时间', en: 'When' },
  who: { zh: '人员', en: 'Person' },
  what: { zh: '活动', en: 'What' },
  where: { zh: '设备与地址', en: 'Device and address' },
  by: { zh: '由 {name}', en: 'by {name}' },
  nobody_known: { zh: '未知', en: 'Unknown' },
  more: { zh: '更早的', en: 'Earlier' },
  quiet: { zh: '还没有登录活动。', en: 'Nothing yet.' },
} as const

export default function AdminSignIn() {
  const navigate = useNavigate()
  const asked = useSearch({ strict: false })
  const tab: Tab = asked.tab && Object.hasOwn(tabs, asked.tab) ? (asked.tab as Tab) : 'rules'
  const [open, setOpen] = useState<Provider | 'new' | null>(null)
  return (
    <AdminOnly>
      <PageHead
        title={t('sign_in_rules')}
        actions={
          tab === 'sso' && (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setOpen('new')}
            >
              {say(words.add)}
            </Button>
          )
        }
      />
      <div className="adm-tabs" role="tablist" aria-label={t('sign_in_rules')}>
        {(Object.keys(tabs) as Tab[]).map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === tab}
            onClick={() =>
              void navigate({ to: '/admin/sign-in', search: { tab: one }, replace: true })
            }
          >
            {say(tabs[one])}
          </button>
        ))}
      </div>
      <div className="adm">
        {tab === 'rules' && <Rules />}
        {tab === 'sso' && <Providers onOpen={setOpen} />}
        {tab === 'log' && <Log />}
      </div>
      {open && (
        <ProviderForm
          key={open === 'new' ? 'new' : open.name}
          provider={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </AdminOnly>
  )
}

function Rules() {
  const rules = useQuery({ queryKey: signInKeys.rules, queryFn: signInCalls.rules })
  return <Answer of={rules}>{(data) => <RulesForm given={data.second_factor_roles} />}</Answer>
}

function RulesForm({ given }: { given: readonly string[] }) {
  const { roles } = useMeta()
  const { message } = App.useApp()
  const [chosen, setChosen] = useState(given)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      await signInCalls.setRules(chosen)
      await answers.invalidateQueries({ queryKey: signInKeys.rules })
      void message.success(t('saved'))
    } catch (error) {
      setProblem(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  const same = [...chosen].sort().join() === [...given].sort().join()
  return (
    <div className="sign-in-rules">
      <p className="ink-2">{say(words.rules_help)}</p>
      <FormField label={say(words.roles)} problem={problem}>
        {(ids) => (
          <Select
            id={ids.id}
            aria-describedby={ids.describedBy}
            status={ids.invalid ? 'error' : ''}
            mode="multiple"
            value={[...chosen]}
            placeholder={say(words.nobody)}
            onChange={(next: string[]) => setChosen(next.includes('*') ? ['*'] : next)}
            style={{ width: '100%' }}
            showSearch={byLabel}
            options={[
              { value: '*', label: say(words.everybody) },
              ...Object.entries(roles).map(([value, role]) => ({ value, label: say(role.label) })),
            ]}
          />
        )}
      </FormField>
      <Button type="primary" disabled={same} loading={busy} onClick={() => void save()}>
        {t('save')}
      </Button>
    </div>
  )
}

function Providers({ onOpen }: { onOpen: (provider: Provider | 'new') => void }) {
  const providers = useQuery({ queryKey: signInKeys.providers, queryFn: signInCalls.providers })
  return (
    <>
      <p className="ink-2 adm-intro">{say(words.sso_help)}</p>
      <Answer of={providers}>
        {({ data }) =>
          data.length ? (
            <table className="adm-table fold">
              <thead>
                <tr>
                  <th scope="col">{say(words.name)}</th>
                  <th scope="col">{say(words.issuer)}</th>
                  <th scope="col">{say(words.strangers)}</th>
                  <th scope="col">{say(words.people)}</th>
                  <th scope="col">{say(words.stage)}</th>
                </tr>
              </thead>
              <tbody>
                {data.map((one) => (
                  <tr
                    key={one.name}
                    className={one.settings.paused ? 'press off' : 'press'}
                    onClick={() => onOpen(one)}
                  >
                    <td>
                      <button type="button" className="bare">
                        {one.label}
                      </button>
                    </td>
                    <td className="ink-2">{one.issuer}</td>
                    <td>{say(one.settings.create_roles ? words.get : words.turned_away)}</td>
                    <td>{one.people}</td>
                    <td>
                      <span className={one.settings.paused ? 'tag' : 'tag good'}>
                        {say(one.settings.paused ? words.paused : words.on)}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : (
            <div className="adm-empty">
              <p>{say(words.none)}</p>
              <Button onClick={() => onOpen('new')}>{say(words.add)}</Button>
            </div>
          )
        }
      </Answer>
    </>
  )
}

const pageSize = 50

function Log() {
  const { company } = useMeta()
  const today = todayIn(company.zone)
  const log = useInfiniteQuery({
    queryKey: signInKeys.log,
    queryFn: ({ pageParam }) => signInCalls.log(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.data.length < pageSize ? undefined : last.data.at(-1)!.id),
  })
  return (
    <Answer of={{ data: log.data?.pages, error: log.error, refetch: log.refetch }}>
      {(pages) =>
        pages[0]?.data.length ? (
          <>
            <table className="adm-table fold">
              <thead>
                <tr>
                  <th scope="col">{say(words.what)}</th>
                  <th scope="col">{say(words.who)}</th>
                  <th scope="col">{say(words.where)}</th>
                  <th scope="col">{say(words.when)}</th>
                </tr>
              </thead>
              <tbody>
                {pages
                  .flatMap((page) => page.data)
                  .map((one) => (
                    <tr key={one.id}>
                      <td>
                        <span className={isWarning(one.kind) ? 'warn' : ''}>
                          {happeningOf(one)}
                        </span>
                      </td>
                      <td>
                        {one.person?.name ?? (
                          <span className="ink-3">{say(words.nobody_known)}</span>
                        )}{' '}
                        {one.by && (
                          <span className="ink-3">{say(words.by, { name: one.by.name })}</span>
                        )}
                      </td>
                      <td className="ink-2">
                        {[one.user_agent && deviceOf(one.user_agent), one.address]
                          .filter(Boolean)
                          .join(' · ')}
                      </td>
                      <td className="ink-2">{instant(one.at, company.zone, today)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
            {log.hasNextPage && (
              <Button
                className="adm-more"
                loading={log.isFetchingNextPage}
                onClick={() => void log.fetchNextPage()}
              >
                {say(words.more)}
              </Button>
            )}
          </>
        ) : (
          <p className="adm-empty">{say(words.quiet)}</p>
        )
      }
    </Answer>
  )
}
