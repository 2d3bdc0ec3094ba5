// How is another house asked, and how far is it believed?
import { useState } from 'react'
import { App, Button, Checkbox, Popconfirm, Select } from 'antd'
import { answers } from '#web/asks.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { signInCalls, signInKeys } from '#web/sign-in/sign-in-calls.ts'
import type { GivenProvider, Provider } from '#web/sign-in/sign-in-calls.ts'
import { say, t } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import type { SendOptions } from '#web/call.ts'
import { CopyLine } from './copy.tsx'
import { SideForm } from './side-form.tsx'

const words = {
  new: { zh: '添加单点登录', en: 'Add a provider' },
  label: { zh: '按钮上的名称', en: 'Name on the button' },
  label_help: { zh: '登录页显示「用…登录」', en: 'The sign-in page says “Sign in with …”' },
  name: { zh: '代号', en: 'Short name' },
  name_help: {
    zh: '小写字母、数字和短横线，是回调地址的一部分，之后不能改。',
    en: 'Small letters, digits, hyphens; part of the callback address, so it stays.',
  },
  callback: { zh: '回调地址', en: 'Callback address' },
  callback_help: {
    zh: '请把它登记到身份平台的应用里。',
    en: 'Register it with the provider.',
  },
  issuer: { zh: '发行方地址（Issuer）', en: 'Issuer' },
  issuer_help: {
    zh: '其后加 /.well-known/openid-configuration 可以打开。保存时会读取一次。',
    en: 'With /.well-known/openid-configuration behind it, it opens. It is read when you save.',
  },
  client_id: { zh: '客户端 ID', en: 'Client ID' },
  client_secret: { zh: '客户端密钥', en: 'Client secret' },
  secret_kept: { zh: '不填则保持不变', en: 'Left empty, it stays' },
  scopes: { zh: '范围（scope）', en: 'Scopes' },
  trust: { zh: '信任程度', en: 'How far it is believed' },
  intranet: { zh: '在公司内网', en: 'It is in our own network' },
  intranet_help: {
    zh: '允许系统访问这个发行方的内网地址（仅此一个，可用 http）。',
    en: 'Lets the system call this one issuer at a private address (http is allowed).',
  },
  trust_email: { zh: '邮箱都已验证', en: 'Its e-mail addresses are verified' },
  trust_email_help: {
    zh: '平台不提供 email_verified 时勾选：只有该平台的邮箱都由公司分配才安全。',
    en: 'For providers that don’t say email_verified. Safe only where the company gives out the addresses.',
  },
  second: { zh: '它已做两步验证', en: 'It asks for a second step itself' },
  second_help: {
    zh: '从这里登录的人不再要求本系统的两步验证。',
    en: 'Who comes from there is not asked for one here.',
  },
  strangers: { zh: '没有账号的人', en: 'Who has no account here' },
  turn_away: { zh: '拒绝', en: 'Is turned away' },
  create: { zh: '自动建账号', en: 'Gets one' },
  create_roles: { zh: '新账号的角色', en: 'With these roles' },
  create_help: {
    zh: '已有账号的人按验证过的邮箱对应到本人。',
    en: 'Who has an account is found by their verified e-mail.',
  },
  paused: { zh: '暂停使用', en: 'Paused' },
  remove_sure: {
    zh: '用它登录的人立即退出，之后须用其他方式登录。',
    en: 'Who came in by it is signed out, and has to come in another way.',
  },
} as const

const plain = {
  label: '',
  name: '',
  issuer: '',
  client_id: '',
  client_secret: '',
  scopes: 'openid email profile',
  intranet: false,
  trust_email: false,
  second_factor: false,
  create_roles: null as string[] | null,
  paused: false,
}
const fields = ['label', 'name', 'issuer', 'client_id', 'client_secret', 'scopes'] as const

export function ProviderForm({
  provider,
  onClose,
}: {
  provider: Provider | null
  onClose: () => void
}) {
  const meta = useMeta()
  const { message } = App.useApp()
  const [values, setValues] = useState(() =>
    provider ? { ...plain, ...provider.settings, ...picked(provider) } : plain,
  )
  const put = (more: Partial<typeof values>) => setValues({ ...values, ...more })
  const save = async (options: SendOptions) => {
    const { name, client_secret, ...rest } = values
    const given: GivenProvider = { ...rest, ...(client_secret ? { client_secret } : {}) }
    if (provider) await signInCalls.changeProvider(provider.name, given)
    else await signInCalls.addProvider({ ...given, name }, options)
    await answers.invalidateQueries({ queryKey: ['sign-in'] })
    void message.success(t('saved'))
    onClose()
  }
  const remove = async () => {
    try {
      await signInCalls.removeProvider(provider!.name)
      await answers.invalidateQueries({ queryKey: signInKeys.providers })
      onClose()
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
  const callback = `${location.origin}/api/auth/sso/${values.name || '…'}/callback`
  return (
    <SideForm
      title={provider ? provider.label : say(words.new)}
      onClose={onClose}
      onSave={save}
      known={[...fields, 'create_roles']}
      left={
        provider && (
          <Popconfirm
            title={say(words.remove_sure)}
            okText={t('remove')}
            cancelText={t('cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() => void remove()}
          >
            <Button danger type="text">
              {t('remove')}
            </Button>
          </Popconfirm>
        )
      }
    >
      {(problems) => {
        const text = (name: (typeof fields)[number], help?: string, secret = false) => (
          <TextLine
            label={say(words[name])}
            required={!(secret && provider)}
            problem={problems[name]}
            help={help}
            secret={secret}
            autoFocus={!provider && name === 'label'}
            value={values[name]}
            onChange={(typed) => put({ [name]: typed })}
          />
        )
        const check = (
          name: 'intranet' | 'trust_email' | 'second_factor' | 'paused',
          label: string,
          help?: string,
        ) => (
          <Checkbox
            checked={values[name]}
            onChange={(event) => put({ [name]: event.target.checked })}
          >
            {label}
            {help && <small className="check-help ink-3">{help}</small>}
          </Checkbox>
        )
        return (
          <>
            {text('label', say(words.label_help))}
            {!provider && text('name', say(words.name_help))}
            <FormField label={say(words.callback)} help={say(words.callback_help)}>
              {() => <CopyLine text={callback} label={say(words.callback)} />}
            </FormField>
            {text('issuer', say(words.issuer_help))}
            {text('client_id')}
            {text('client_secret', provider ? say(words.secret_kept) : undefined, true)}
            {text('scopes')}
            <section className="adm-section">
              <h3>{say(words.trust)}</h3>
              {check('intranet', say(words.intranet), say(words.intranet_help))}
              {check('trust_email', say(words.trust_email), say(words.trust_email_help))}
              {check('second_factor', say(words.second), say(words.second_help))}
            </section>
            <section className="adm-section">
              <h3>{say(words.strangers)}</h3>
              <Segments
                label={say(words.strangers)}
                value={values.create_roles ? 'create' : 'turn_away'}
                options={[
                  { value: 'turn_away', label: say(words.turn_away) },
                  { value: 'create', label: say(words.create) },
                ]}
                onChange={(value) => put({ create_roles: value === 'create' ? [] : null })}
              />
              {values.create_roles && (
                <FormField label={say(words.create_roles)} problem={problems.create_roles}>
                  {(ids) => (
                    <Select
                      id={ids.id}
                      mode="multiple"
                      value={values.create_roles!}
                      onChange={(roles: string[]) => put({ create_roles: roles })}
                      style={{ width: '100%' }}
                      options={Object.entries(meta.roles)
                        .filter(([value]) => value !== 'admin')
                        .map(([value, role]) => ({ value, label: say(role.label) }))}
                    />
                  )}
                </FormField>
              )}
              <p className="small ink-3">{say(words.create_help)}</p>
            </section>
            {provider && (
              <section className="adm-section">{check('paused', say(words.paused))}</section>
            )}
          </>
        )
      }}
    </SideForm>
  )
}

const picked = ({ label, name, issuer, client_id }: Provider) => ({
  label,
  name,
  issuer,
  client_id,
  client_secret: '',
})
