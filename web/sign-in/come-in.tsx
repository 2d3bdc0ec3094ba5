// How does somebody prove who they are? Password or passkey or another house, then what is still asked; on the sign-in page and wherever it is asked again.
import { lazy, Suspense, useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { KeyOutlined } from '@ant-design/icons'
import type { SignInWays } from '#kernel/api/sign-in.ts'
import type { Words } from '#kernel/error.ts'
import { CallError, messageOf } from '#web/call.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { language, say, t } from '#web/words.ts'
import { useQuery } from '@tanstack/react-query'
import { CodeField, isWhole } from './code-field.tsx'
import { canPasskey, showPasskey } from './passkey.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { signInCalls } from './sign-in-calls.ts'
import type { Came, SecondWay, Step } from './sign-in-calls.ts'
import './sign-in.css'

/** It draws a QR code, for the few who set up a second step now. */
const AppKeyShown = lazy(async () => ({ default: (await import('./app-key.tsx')).AppKeyShown }))

const words = {
  email: { zh: '邮箱', en: 'E-mail' },
  password: { zh: '密码', en: 'Password' },
  both: { zh: '请填写邮箱和密码。', en: 'Please fill in e-mail and password.' },
  wrong: { zh: '邮箱或密码不正确。', en: 'The e-mail or the password is wrong.' },
  ask_admin: {
    zh: '忘记密码请联系管理员重置。',
    en: 'Your administrator can set a new password.',
  },
  forgot: { zh: '忘记密码', en: 'Forgot the password' },
  or: { zh: '或', en: 'or' },
  passkey: { zh: '用通行密钥', en: 'Use a passkey' },
  sso: { zh: '用{label}登录', en: 'Sign in with {label}' },
  second: { zh: '两步验证', en: 'One more step' },
  go_on: { zh: '继续', en: 'Go on' },
  recovery: { zh: '备用码', en: 'Recovery code' },
  by_code: { zh: '改用验证码', en: 'Use the app instead' },
  by_recovery: { zh: '手机不在身边？用备用码', en: 'No phone at hand? Use a recovery code' },
  by_passkey: { zh: '改用通行密钥', en: 'Use a passkey instead' },
  passkey_hint: {
    zh: '用指纹、面容或设备密码确认是您本人。',
    en: 'Confirm with fingerprint, face or the device’s PIN.',
  },
  enrol: { zh: '设置两步验证', en: 'Set up a second step' },
  enrol_why: {
    zh: '您的角色要求登录时多一步验证，设置一次即可。',
    en: 'Your role asks for a second step when signing in. You set it up once.',
  },
} as const satisfies Record<string, Words>

export interface ComeInProps {
  onIn: (who: Came['who']) => void
  ways: SignInWays | undefined
  /** Whose password is asked, where somebody is known already. */
  email?: string
  /** Where to go after another house. */
  next: string
  /** What is still asked after another house has vouched. */
  first?: Step | null
  /** In a dialog: proves the person again, and does not shout. */
  again?: boolean
}

const said = (error: unknown): string => messageOf(error)

export function ComeIn({ onIn, ways, email, next, first = null, again = false }: ComeInProps) {
  const [step, setStep] = useState<Step | null>(first)
  const [codes, setCodes] = useState<(Came & { recovery: string[] }) | null>(null)
  const went = (to: Step) => ('who' in to ? onIn(to.who) : setStep(to))
  const over = () => setStep(null)
  if (codes)
    return (
      <div className="come-in">
        <h1>{say(words.recovery)}</h1>
        <RecoveryCodes codes={codes.recovery} large onKept={() => onIn(codes.who)} />
      </div>
    )
  if (step && 'next' in step && step.next === 'second')
    return <Second step={step} onStep={went} onOver={over} />
  if (step && 'next' in step) return <Enrol ticket={step.ticket} onDone={setCodes} onOver={over} />
  return <First {...{ ways, email, next, again }} onStep={went} />
}

interface FirstProps {
  ways: SignInWays | undefined
  email: string | undefined
  next: string
  again: boolean
  onStep: (step: Step) => void
}

function First({ ways, email: fixed, next, again, onStep }: FirstProps) {
  const [email, setEmail] = useState(fixed ?? '')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState<'password' | 'passkey' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const size = again ? {} : { size: 'large' as const }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    // Browsers fill in what they remember without telling, so an empty form is noticed only now.
    if (!email.trim() || !password) return setProblem(say(words.both))
    setBusy('password')
    try {
      onStep(await signInCalls.password(email.trim(), password))
    } catch (error) {
      const wrong = error instanceof CallError && [400, 401, 422].includes(error.status)
      const more = ways?.recovery || again ? '' : say(words.ask_admin)
      // Chinese sentences stand without a blank between them.
      const told = [say(words.wrong), more].filter(Boolean).join(language() === 'zh' ? '' : ' ')
      setProblem(wrong ? told : said(error))
    } finally {
      setBusy(null)
    }
  }
  const byPasskey = async () => {
    setProblem(null)
    setBusy('passkey')
    try {
      const { ticket, options } = await signInCalls.askPasskey()
      onStep(await signInCalls.passkey(ticket, await showPasskey(options)))
    } catch (error) {
      setProblem(said(error))
    } finally {
      setBusy(null)
    }
  }
  const others = canPasskey() || (ways?.sso.length ?? 0) > 0
  return (
    <form className="come-in" onSubmit={(event) => void submit(event)} noValidate>
      {!again && <h1>{t('sign_in')}</h1>}
      <FormField label={say(words.email)}>
        {({ id }) => (
          <Input
            id={id}
            {...size}
            type="email"
            name="email"
            autoComplete="username"
            autoFocus={!again}
            disabled={fixed !== undefined}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </FormField>
      <FormField label={say(words.password)}>
        {({ id }) => (
          <Input.Password
            id={id}
            {...size}
            name="password"
            autoComplete="current-password"
            autoFocus={again}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </FormField>
      {problem && (
        <p className="form-note bad" role="alert">
          {problem}
        </p>
      )}
      <Button type="primary" {...size} htmlType="submit" block loading={busy === 'password'}>
        {again ? say(words.go_on) : t('sign_in')}
      </Button>
      {!again && ways?.recovery && (
        <Link to="/forgot" search={{ email: email.trim() || undefined }} className="come-in-link">
          {say(words.forgot)}
        </Link>
      )}
      {others && (
        <>
          <p className="come-in-or ink-3">
            <span>{say(words.or)}</span>
          </p>
          {canPasskey() && (
            <Button
              {...size}
              block
              icon={<KeyOutlined aria-hidden />}
              loading={busy === 'passkey'}
              onClick={() => void byPasskey()}
            >
              {say(words.passkey)}
            </Button>
          )}
          {ways?.sso.map((one) => (
            <Button
              key={one.name}
              {...size}
              block
              href={`/api/auth/sso/${encodeURIComponent(one.name)}?next=${encodeURIComponent(next)}${again ? '&again=1' : ''}`}
            >
              {say(words.sso, { label: one.label })}
            </Button>
          ))}
        </>
      )}
    </form>
  )
}

interface SecondProps {
  step: Extract<Step, { next: 'second' }>
  onStep: (step: Step) => void
  onOver: () => void
}

function Second({ step: { ticket, ways }, onStep, onOver }: SecondProps) {
  const usable = ways.filter((way) => way !== 'passkey' || canPasskey())
  const [way, setWay] = useState<SecondWay>(usable[0] ?? 'recovery')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const prove = async (given: { code?: string; recovery?: string; passkey?: unknown }) => {
    setBusy(true)
    setProblem(undefined)
    try {
      onStep(await signInCalls.second(ticket, given))
    } catch (error) {
      setCode('')
      setProblem(said(error))
      if (error instanceof CallError && error.code === 'sign-in-over') setTimeout(onOver, 2500)
    } finally {
      setBusy(false)
    }
  }
  const byPasskey = async () => {
    setProblem(undefined)
    try {
      await prove({ passkey: await showPasskey(await signInCalls.askSecondPasskey(ticket)) })
    } catch (error) {
      setProblem(said(error))
    }
  }
  const change = (next: SecondWay) => {
    setWay(next)
    setCode('')
    setProblem(undefined)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (way === 'passkey') void byPasskey()
    else if (code) void prove(way === 'totp' ? { code } : { recovery: code })
  }
  const links = {
    passkey: words.by_passkey,
    totp: words.by_code,
    recovery: words.by_recovery,
  } as const
  return (
    <form className="come-in" onSubmit={submit} noValidate>
      <h1>{say(words.second)}</h1>
      {way === 'totp' && (
        <CodeField
          value={code}
          problem={problem}
          large
          onChange={(next) => {
            setCode(next)
            if (isWhole(next) && !busy) void prove({ code: next })
          }}
        />
      )}
      {way === 'recovery' && (
        <FormField label={say(words.recovery)} problem={problem}>
          {({ id, describedBy, invalid }) => (
            <Input
              id={id}
              size="large"
              aria-describedby={describedBy}
              status={invalid ? 'error' : ''}
              className="code-field"
              autoComplete="off"
              autoFocus
              placeholder="abcde-fghjk"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </FormField>
      )}
      {way === 'passkey' && (
        <>
          <p className="ink-2">{say(words.passkey_hint)}</p>
          {problem && (
            <p className="form-note bad" role="alert">
              {problem}
            </p>
          )}
        </>
      )}
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        block
        loading={busy}
        autoFocus={way === 'passkey'}
        {...(way === 'passkey' ? { icon: <KeyOutlined aria-hidden /> } : {})}
      >
        {way === 'passkey' ? say(words.passkey) : say(words.go_on)}
      </Button>
      <div className="come-in-links">
        {usable
          .filter((one) => one !== way)
          .map((one) => (
            <button key={one} type="button" className="link" onClick={() => change(one)}>
              {say(links[one])}
            </button>
          ))}
        <button type="button" className="link" onClick={onOver}>
          {t('back')}
        </button>
      </div>
    </form>
  )
}

interface EnrolProps {
  ticket: string
  onDone: (came: Came & { recovery: string[] }) => void
  onOver: () => void
}

function Enrol({ ticket, onDone, onOver }: EnrolProps) {
  const key = useQuery({
    queryKey: ['sign-in', 'enrol', ticket],
    queryFn: () => signInCalls.enrol(ticket),
    retry: false,
    staleTime: Infinity,
  })
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const confirm = async (whole: string) => {
    setBusy(true)
    setProblem(undefined)
    try {
      onDone(await signInCalls.confirmEnrol(ticket, whole))
    } catch (error) {
      setCode('')
      setProblem(said(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="come-in"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void confirm(code)
      }}
    >
      <h1>{say(words.enrol)}</h1>
      <p className="ink-2">{say(words.enrol_why)}</p>
      {key.error && (
        <p className="form-note bad" role="alert">
          {key.error.message}
        </p>
      )}
      {key.isPending && <Waiting />}
      {key.data && (
        <>
          <Suspense fallback={<Waiting />}>
            <AppKeyShown made={key.data} />
          </Suspense>
          <CodeField value={code} onChange={setCode} problem={problem} large />
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            block
            loading={busy}
            disabled={!isWhole(code)}
          >
            {say(words.go_on)}
          </Button>
        </>
      )}
      <div className="come-in-links">
        <button type="button" className="link" onClick={onOver}>
          {t('back')}
        </button>
      </div>
    </form>
  )
}
