// How safe is my account? Second step, passkeys, devices, and what happened lately.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal, Popconfirm } from 'antd'
import { DesktopOutlined, KeyOutlined, MobileOutlined } from '@ant-design/icons'
import type { Security } from '#kernel/api/sign-in.ts'
import { Answer } from '#web/admin/answer.tsx'
import { answers } from '#web/asks.ts'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say, t } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import { AppKeyShown } from './app-key.tsx'
import { CodeField, isWhole } from './code-field.tsx'
import { happeningOf, isWarning, wayOf } from './happenings.ts'
import { canPasskey, deviceOf, makePasskey } from './passkey.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { signInCalls, signInKeys } from './sign-in-calls.ts'
import type { AppKey } from './sign-in-calls.ts'
import './sign-in.css'

const words = {
  second: { zh: '两步验证', en: 'Second step' },
  second_help: {
    zh: '登录时除密码外再验证一次，密码泄露也进不来。',
    en: 'One more proof beside the password, so that a password alone opens nothing.',
  },
  required: { zh: '公司要求您的角色开启两步验证。', en: 'The company asks your role for it.' },
  app: { zh: '验证器', en: 'Authenticator app' },
  on: { zh: '已开启', en: 'On' },
  off: { zh: '未开启', en: 'Off' },
  turn_on: { zh: '开启', en: 'Turn on' },
  new_phone: { zh: '换手机', en: 'New phone' },
  remove_app: {
    zh: '移除后，登录时不再要求验证器的验证码。',
    en: 'Signing in will no longer ask for a code of the app.',
  },
  app_on: { zh: '验证器已开启', en: 'The app is on' },
  codes: { zh: '备用码', en: 'Recovery codes' },
  codes_left: { zh: '还剩 {n} 个', en: '{n} left' },
  codes_none: { zh: '没有可用的备用码', en: 'None left' },
  codes_new: { zh: '重新生成', en: 'Make new ones' },
  codes_sure: { zh: '旧的备用码将全部失效。', en: 'The old ones will no longer work.' },
  passkeys: { zh: '通行密钥', en: 'Passkeys' },
  passkeys_help: {
    zh: '用指纹、面容或设备密码登录，不用输密码，也不会被钓鱼网站骗走。',
    en: 'Sign in with fingerprint, face or the device’s PIN: nothing to type, and nothing that a false site could take.',
  },
  passkeys_not: {
    zh: '需要用 https 和域名打开本系统才能使用通行密钥。',
    en: 'Passkeys need https and a name (not a bare address) for this site.',
  },
  add_passkey: { zh: '添加通行密钥', en: 'Add a passkey' },
  name: { zh: '给它起个名字', en: 'A name for it' },
  added: { zh: '通行密钥已添加', en: 'The passkey was added' },
  remove_passkey: { zh: '这个通行密钥将不能再登录。', en: 'It will no longer sign you in.' },
  synced: { zh: '随账号同步', en: 'Synced' },
  used: { zh: '最近使用 {at}', en: 'last used {at}' },
  made: { zh: '添加于 {at}', en: 'added {at}' },
  devices: { zh: '登录的设备', en: 'Where you are signed in' },
  this: { zh: '当前', en: 'This one' },
  end: { zh: '退出', en: 'Sign out' },
  end_others: { zh: '退出其他所有设备', en: 'Sign out everywhere else' },
  ended: { zh: '已退出 {n} 个登录', en: '{n} {n:session|sessions} ended' },
  lately: { zh: '最近的登录活动', en: 'What happened lately' },
  lately_help: {
    zh: '有不是您本人的操作？请立即修改密码并告知管理员。',
    en: 'Something that was not you? Change the password at once and tell your administrator.',
  },
  by: { zh: '由 {name}', en: 'by {name}' },
} as const

const reload = () => answers.invalidateQueries({ queryKey: signInKeys.security })
const said = (error: unknown): string => messageOf(error)

export function SecuritySections() {
  const security = useQuery({ queryKey: signInKeys.security, queryFn: signInCalls.security })
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  return (
    <>
      <Answer of={security}>
        {(data) => (
          <>
            <SecondStep security={data} onCodes={setCodes} />
            <Passkeys security={data} onCodes={setCodes} />
            <Devices security={data} />
            <Lately security={data} />
          </>
        )}
      </Answer>
      <Modal
        open={codes !== null}
        title={say(words.codes)}
        footer={null}
        width={420}
        closable={false}
        keyboard={false}
      >
        {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      </Modal>
    </>
  )
}

interface PartProps {
  security: Security
  onCodes: (codes: readonly string[]) => void
}

function SecondStep({ security, onCodes }: PartProps) {
  const { message } = App.useApp()
  const [made, setMade] = useState<(AppKey & { ticket: string }) | null>(null)
  const act = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      void message.error(said(error))
    }
    await reload()
  }
  return (
    <section>
      <h2>{say(words.second)}</h2>
      <p className="ink-2">
        {say(words.second_help)}
        {security.required && ` ${say(words.required)}`}
      </p>
      <ul className="having">
        <li>
          <MobileOutlined />
          <span className="what">
            {say(words.app)}
            <small>{say(security.totp ? words.on : words.off)}</small>
          </span>
          <Button
            size="small"
            onClick={() => void act(async () => setMade(await signInCalls.newApp()))}
          >
            {say(security.totp ? words.new_phone : words.turn_on)}
          </Button>
          {security.totp && (
            <Popconfirm
              title={say(words.remove_app)}
              okText={t('remove')}
              cancelText={t('cancel')}
              okButtonProps={{ danger: true }}
              onConfirm={() => void act(signInCalls.removeApp)}
            >
              <Button size="small" type="text" danger>
                {t('remove')}
              </Button>
            </Popconfirm>
          )}
        </li>
        {(security.totp || security.passkeys.length > 0) && (
          <li>
            <KeyOutlined />
            <span className="what">
              {say(words.codes)}
              <small className={security.recovery_left ? '' : 'bad'}>
                {security.recovery_left
                  ? say(words.codes_left, { n: security.recovery_left })
                  : say(words.codes_none)}
              </small>
            </span>
            <Popconfirm
              title={say(words.codes_sure)}
              okText={say(words.codes_new)}
              cancelText={t('cancel')}
              onConfirm={() =>
                void act(async () => onCodes((await signInCalls.newCodes()).recovery))
              }
            >
              <Button size="small">{say(words.codes_new)}</Button>
            </Popconfirm>
          </li>
        )}
      </ul>
      {made && (
        <NewApp
          made={made}
          onClose={() => setMade(null)}
          onDone={(codes) => {
            setMade(null)
            void message.success(say(words.app_on))
            onCodes(codes)
            void reload()
          }}
        />
      )}
    </section>
  )
}

interface NewAppProps {
  made: AppKey & { ticket: string }
  onClose: () => void
  onDone: (codes: readonly string[]) => void
}

function NewApp({ made, onClose, onDone }: NewAppProps) {
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const confirm = async () => {
    if (!isWhole(code)) return
    setBusy(true)
    setProblem(undefined)
    try {
      onDone((await signInCalls.confirmApp(made.ticket, code)).recovery)
    } catch (error) {
      setCode('')
      setProblem(said(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={say(words.app)}
      width={400}
      okText={say(words.turn_on)}
      cancelText={t('cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !isWhole(code) }}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <form
        className="come-in"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void confirm()
        }}
      >
        <AppKeyShown made={made} />
        <CodeField value={code} onChange={setCode} problem={problem} />
      </form>
    </Modal>
  )
}

function Passkeys({ security, onCodes }: PartProps) {
  const { company } = useMeta()
  const { message } = App.useApp()
  const [naming, setNaming] = useState(false)
  const today = todayIn(company.zone)
  const at = (moment: string) => instant(moment, company.zone, today)
  const remove = async (id: string) => {
    try {
      await signInCalls.removePasskey(id)
    } catch (error) {
      void message.error(said(error))
    }
    await reload()
  }
  return (
    <section>
      <h2>{say(words.passkeys)}</h2>
      <p className="ink-2">{say(canPasskey() ? words.passkeys_help : words.passkeys_not)}</p>
      {security.passkeys.length > 0 && (
        <ul className="having">
          {security.passkeys.map((one) => (
            <li key={one.id}>
              <KeyOutlined />
              <span className="what">
                <span>{one.name}</span>
                <small>
                  {one.last_used_at
                    ? say(words.used, { at: at(one.last_used_at) })
                    : say(words.made, { at: at(one.created_at) })}
                  {one.synced && ` · ${say(words.synced)}`}
                </small>
              </span>
              <Popconfirm
                title={say(words.remove_passkey)}
                okText={t('remove')}
                cancelText={t('cancel')}
                okButtonProps={{ danger: true }}
                onConfirm={() => void remove(one.id)}
              >
                <Button size="small" type="text" danger>
                  {t('remove')}
                </Button>
              </Popconfirm>
            </li>
          ))}
        </ul>
      )}
      {canPasskey() && <Button onClick={() => setNaming(true)}>{say(words.add_passkey)}</Button>}
      {naming && (
        <NewPasskey
          onClose={() => setNaming(false)}
          onDone={(codes) => {
            setNaming(false)
            void message.success(say(words.added))
            if (codes) onCodes(codes)
            void reload()
          }}
        />
      )}
    </section>
  )
}

interface NewPasskeyProps {
  onClose: () => void
  onDone: (codes: readonly string[] | null) => void
}

function NewPasskey({ onClose, onDone }: NewPasskeyProps) {
  const [name, setName] = useState(() => deviceOf(navigator.userAgent))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const make = async () => {
    if (!name.trim()) return
    setBusy(true)
    setProblem(undefined)
    try {
      const { ticket, options } = await signInCalls.askNewPasskey()
      onDone(
        (await signInCalls.addPasskey(ticket, name.trim(), await makePasskey(options))).recovery,
      )
    } catch (error) {
      setProblem(said(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={say(words.add_passkey)}
      width={400}
      okText={t('add')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !name.trim() }}
      onOk={() => void make()}
      onCancel={onClose}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <FormField label={say(words.name)} problem={problem}>
          {({ id, describedBy, invalid }) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              status={invalid ? 'error' : ''}
              autoFocus
              autoComplete="off"
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
      </form>
    </Modal>
  )
}

function Devices({ security }: { security: Security }) {
  const { company } = useMeta()
  const { message } = App.useApp()
  const today = todayIn(company.zone)
  const sessions = [...security.sessions].sort((a, b) => Number(b.current) - Number(a.current))
  const act = async (work: () => Promise<number>) => {
    try {
      const n = await work()
      void message.success(say(words.ended, { n }))
    } catch (error) {
      void message.error(said(error))
    }
    await reload()
  }
  return (
    <section>
      <h2>{say(words.devices)}</h2>
      <ul className="having">
        {sessions.map((one) => (
          <li key={one.id}>
            <DesktopOutlined />
            <span className="what">
              <span>
                {deviceOf(one.user_agent)}{' '}
                {one.current && <span className="tag accent">{say(words.this)}</span>}
              </span>
              <small>
                {[
                  one.address,
                  wayOf(one.way),
                  say(words.used, { at: instant(one.seen_at, company.zone, today) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            {!one.current && (
              <Button
                size="small"
                type="text"
                onClick={() => void act(() => signInCalls.endSession(one.id).then(() => 1))}
              >
                {say(words.end)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button onClick={() => void act(async () => (await signInCalls.endOthers()).ended)}>
          {say(words.end_others)}
        </Button>
      )}
    </section>
  )
}

function Lately({ security }: { security: Security }) {
  const { company } = useMeta()
  const today = todayIn(company.zone)
  if (!security.lately.length) return null
  return (
    <section>
      <h2>{say(words.lately)}</h2>
      <p className="ink-2">{say(words.lately_help)}</p>
      <ul className="having">
        {security.lately.map((one) => (
          <li key={one.id}>
            <span className="what">
              <span className={isWarning(one.kind) ? 'warn' : ''}>{happeningOf(one)}</span>
              <small>
                {[
                  one.by && say(words.by, { name: one.by.name }),
                  one.user_agent && deviceOf(one.user_agent),
                  one.address,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <span className="ink-3">{instant(one.at, company.zone, today)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
