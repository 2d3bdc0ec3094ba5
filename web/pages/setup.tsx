// Whose company is it? The first page of a new installation: company, administrator, empty or sample.
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Progress, Select } from 'antd'
import type { SetupInput } from '#kernel/api/sign-in.ts'
import type { Words } from '#kernel/error.ts'
import { currencyName } from '#kernel/money/currency-name.ts'
import { answers } from '#web/asks.ts'
import { call, CallError, messageOf } from '#web/call.ts'
import { Brand } from '#web/parts/brand.tsx'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { LanguageSwitch } from '#web/parts/language-switch.tsx'
import { language, say, t } from '#web/words.ts'

const words = {
  title: { zh: '开始使用 OpenLTC', en: 'Set up OpenLTC' },
  intro: {
    zh: '填好这一页就能用。您将是第一位管理员。',
    en: 'One page, and it is ready. You will be the first administrator.',
  },
  company: { zh: '公司名称', en: 'Company' },
  name: { zh: '您的姓名', en: 'Your name' },
  email: { zh: '邮箱（登录用）', en: 'E-mail (to sign in)' },
  currency: { zh: '本位币', en: 'Currency of the books' },
  currency_help: {
    zh: '单据的默认币种；开出第一张发票前可以改',
    en: 'What documents are in unless they say otherwise; may change until the first invoice',
  },
  password: { zh: '密码', en: 'Password' },
  password_help: {
    zh: '至少 8 位，含字母和数字；或至少 10 位。不能是常见密码。',
    en: 'At least 8 characters of two kinds, or 10 of one; none of the common ones.',
  },
  start_with: { zh: '从哪里开始', en: 'Start with' },
  sample: { zh: '示例公司', en: 'A sample company' },
  sample_help: {
    zh: '一家设备制造商两年的数据，从线索到回款都有。适合先试用',
    en: 'Two years of a machine maker, from lead to cash: good for trying out',
  },
  empty: { zh: '空白', en: 'Empty' },
  empty_help: {
    zh: '只有流程和表单，数据由您录入或导入',
    en: 'Only processes and forms; you type or import the data',
  },
  go: { zh: '开始', en: 'Start' },
  filling: { zh: '正在生成示例数据', en: 'Making the sample data' },
  filling_help: {
    zh: '要几分钟，好了会自动打开驾驶舱。也可以先进去看看。',
    en: 'It takes some minutes, then the cockpit opens by itself. You may go in already.',
  },
  enter: { zh: '进入驾驶舱', en: 'Open the cockpit' },
  mail: { zh: '不像是邮箱地址', en: 'This does not look like an e-mail address' },
} as const satisfies Record<string, Words>

type Form = Omit<SetupInput, 'language' | 'zone' | 'currency'> & { currency: string }

/** What the browser's country pays with; at home in Chinese renminbi. */
const currencyHere = (): string => {
  const region = new Intl.Locale(navigator.language).region
  return (region && currencies[region]) ?? (language() === 'zh' ? 'CNY' : 'USD')
}
const currencies: Readonly<Record<string, string>> = {
  CN: 'CNY',
  US: 'USD',
  GB: 'GBP',
  HK: 'HKD',
  MO: 'MOP',
  TW: 'TWD',
  JP: 'JPY',
  KR: 'KRW',
  SG: 'SGD',
  MY: 'MYR',
  TH: 'THB',
  VN: 'VND',
  IN: 'INR',
  AU: 'AUD',
  NZ: 'NZD',
  CA: 'CAD',
  CH: 'CHF',
  DE: 'EUR',
  FR: 'EUR',
  IT: 'EUR',
  ES: 'EUR',
  NL: 'EUR',
  AT: 'EUR',
  BE: 'EUR',
  IE: 'EUR',
}

/** A name that the server reads, or nothing: then it keeps its own. */
const zoneHere = (): string | undefined => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return zone?.includes('/') ? zone : undefined
}

/** What was typed before a reload. */
const typedBefore = (): Partial<Form> => {
  const { job: _, ...typed } = draftOf('nobody', 'setup') ?? {}
  return typed
}
type Problems = Partial<Record<keyof Form, string>>

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** All at once; the server asks the same and more. */
function problemsOf(form: Form): Problems {
  const found: Problems = {}
  for (const name of ['company', 'name', 'email', 'password'] as const) {
    if (!form[name].trim()) found[name] = t('required')
  }
  if (form.email && !/^\S+@\S+$/.test(form.email.trim())) found.email = say(words.mail)
  if (form.password && form.password.length < 8) found.password = say(words.password_help)
  return found
}

export default function Setup() {
  const navigate = useNavigate()
  // The sample is made on whatever the page does; a reload finds it again.
  const [job, setJob] = useState(() => text(draftOf('nobody', 'setup')?.job))
  const setup = useQuery({ queryKey: ['setup'], queryFn: call.setup, retry: false })
  const [form, setForm] = useState<Form>(() => ({
    company: '',
    name: '',
    email: '',
    sample: true,
    currency: currencyHere(),
    ...typedBefore(),
    password: '',
  }))
  useEffect(() => {
    // All but the password.
    const { password: _, ...rest } = form
    keepDraft('nobody', 'setup', job ? { job } : rest)
  }, [form, job])
  const [problems, setProblems] = useState<Problems>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  // One that was kept of an installation that is no more.
  const kept = useRef(job !== null)
  useEffect(() => {
    if (!setup.data || !kept.current) return
    kept.current = false
    if (setup.data.needed) setJob(null)
  }, [setup.data])

  useEffect(() => {
    document.title = `${say(words.title)} · OpenLTC`
  }, [])
  useEffect(() => {
    if (setup.data && !setup.data.needed && !job && !busy) void navigate({ to: '/', replace: true })
  }, [setup.data, job, busy, navigate])

  const enter = () => {
    keepDraft('nobody', 'setup', null)
    answers.clear()
    void navigate({ to: '/cockpit', replace: true })
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = problemsOf(form)
    setProblems(found)
    setRefusal(null)
    if (Object.keys(found).length) return
    setBusy(true)
    try {
      const input = {
        ...form,
        company: form.company.trim(),
        name: form.name.trim(),
        email: form.email.trim(),
        language: language(),
        // The sample company is a Chinese one.
        currency: form.sample ? undefined : form.currency,
        zone: form.sample ? undefined : zoneHere(),
      }
      const answer = await call.doSetup(input)
      await call.signIn(input.email, form.password)
      if (answer.job) setJob(answer.job)
      else enter()
    } catch (error) {
      if (error instanceof CallError && error.errors.length) {
        setProblems(Object.fromEntries(error.errors.map((one) => [one.path, one.detail])))
      }
      setRefusal(messageOf(error))
      // After success it stays busy: until the next page is there, this one must not lead to the sign-in.
      setBusy(false)
    }
  }

  const field = (
    name: 'company' | 'name' | 'email' | 'password',
    complete: string,
    more: { help?: string; focus?: boolean } = {},
  ) => (
    <FormField label={say(words[name])} required help={more.help} problem={problems[name]}>
      {({ id, describedBy, invalid }) => {
        const props = {
          id,
          name,
          size: 'large' as const,
          value: form[name],
          autoComplete: complete,
          autoFocus: more.focus,
          status: invalid ? ('error' as const) : ('' as const),
          'aria-describedby': describedBy,
          onChange: (event: { target: { value: string } }) =>
            setForm({ ...form, [name]: event.target.value }),
        }
        return name === 'password' ? <Input.Password {...props} /> : <Input {...props} />
      }}
    </FormField>
  )

  return (
    <div className="gate">
      <div className="gate-top">
        <Brand />
        <LanguageSwitch />
      </div>
      {job ? (
        <Filling job={job} onEnter={enter} />
      ) : (
        <form onSubmit={(event) => void submit(event)} noValidate style={{ marginTop: '6vh' }}>
          <div>
            <h1>{say(words.title)}</h1>
            <p className="ink-2">{say(words.intro)}</p>
          </div>
          {field('company', 'organization', { focus: true })}
          {field('name', 'name')}
          {field('email', 'username')}
          {field('password', 'new-password', { help: say(words.password_help) })}
          <StartWith sample={form.sample} onChange={(sample) => setForm({ ...form, sample })} />
          {!form.sample && (
            <FormField
              label={say(words.currency)}
              help={say(words.currency_help)}
              problem={problems.currency}
            >
              {({ id, describedBy }) => (
                <Select
                  id={id}
                  aria-describedby={describedBy}
                  size="large"
                  value={form.currency}
                  onChange={(currency: string) => setForm({ ...form, currency })}
                  showSearch={byLabel}
                  options={[...new Set(Object.values(currencies))].map((code) => ({
                    value: code,
                    label: `${currencyName(code, language())} ${code}`,
                  }))}
                />
              )}
            </FormField>
          )}
          {refusal && (
            <p className="form-note bad" role="alert">
              {refusal}
            </p>
          )}
          <Button type="primary" size="large" htmlType="submit" block loading={busy}>
            {say(words.go)}
          </Button>
        </form>
      )}
    </div>
  )
}

function StartWith({ sample, onChange }: { sample: boolean; onChange: (sample: boolean) => void }) {
  const one = (value: boolean, name: 'sample' | 'empty') => (
    <label>
      <input
        type="radio"
        name="start_with"
        checked={sample === value}
        onChange={() => onChange(value)}
      />
      <span>
        {say(words[name])}
        <span className="small ink-3" style={{ display: 'block' }}>
          {say(words[`${name}_help`])}
        </span>
      </span>
    </label>
  )
  return (
    <fieldset className="gate-choice">
      <legend>{say(words.start_with)}</legend>
      {one(true, 'sample')}
      {one(false, 'empty')}
    </fieldset>
  )
}

function Filling({ job, onEnter }: { job: string; onEnter: () => void }) {
  const { data } = useQuery({
    queryKey: ['job', job],
    queryFn: () => call.job(job),
    refetchInterval: (query) =>
      ['done', 'failed', 'cancelled'].includes(query.state.data?.stage ?? '') ? false : 700,
  })
  const done = data?.stage === 'done'
  useEffect(() => {
    if (done) onEnter()
  }, [done, onEnter])
  const share = data?.total ? Math.round((data.done / data.total) * 100) : 0
  return (
    <div className="gate-body" role="status">
      <h1>{say(words.filling)}</h1>
      <Progress
        percent={done ? 100 : share}
        {...(data?.stage === 'failed' ? { status: 'exception' as const } : {})}
      />
      <p className="ink-2">{data?.error ? say(data.error) : say(words.filling_help)}</p>
      <Button type="primary" size="large" onClick={onEnter}>
        {say(words.enter)}
      </Button>
    </div>
  )
}
