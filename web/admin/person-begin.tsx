// How does somebody begin: by a mail, by a link that is handed over, or with a first password?
import { useState } from 'react'
import { Button, Input } from 'antd'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { say } from '#web/words.ts'
import { CopyLine } from './copy.tsx'
import { freshPassword } from './fresh-password.ts'

export const beginWords = {
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
  password: { zh: '初始密码', en: 'First password' },
  password_help: {
    zh: '请当面或用其他渠道告知本人。对方可在「个人设置」中修改。',
    en: 'Tell it to the person yourself. They can change it in “My settings”.',
  },
  generate: { zh: '生成一个', en: 'Make one' },
} as const

const begins = ['mail', 'link', 'password'] as const
export type Begin = (typeof begins)[number]

export const linkOf = (token: string): string => `${location.origin}/welcome#${token}`

interface BeginFieldsProps {
  begin: Begin
  onBegin: (begin: Begin) => void
  /** Mails can be sent. */
  byMail: boolean
  password: string
  onPassword: (password: string) => void
  problem: string | undefined
}

export function BeginFields(props: BeginFieldsProps) {
  const { begin, onBegin, byMail, password, onPassword, problem } = props
  return (
    <>
      <FormField
        label={say(beginWords.come)}
        help={begin === 'password' ? undefined : say(beginWords[`by_${begin}_help`])}
      >
        {() => (
          <Segments
            label={say(beginWords.come)}
            value={begin}
            options={begins
              .filter((one) => one !== 'mail' || byMail)
              .map((value) => ({ value, label: say(beginWords[`by_${value}`]) }))}
            onChange={onBegin}
          />
        )}
      </FormField>
      {begin === 'password' && (
        <FormField
          label={say(beginWords.password)}
          required
          problem={problem}
          help={say(beginWords.password_help)}
        >
          {(ids) => <PasswordLine {...ids} value={password} onChange={onPassword} />}
        </FormField>
      )}
    </>
  )
}

/** The link of an invitation, shown this once. */
export function InviteLink({ address }: { address: string }) {
  return (
    <>
      <p className="form-note warn" role="status">
        {say(beginWords.link_once)}
      </p>
      <CopyLine text={address} label={say(beginWords.by_link)} />
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

export function PasswordLine({ id, describedBy, invalid, value, onChange }: PasswordLineProps) {
  const [made, setMade] = useState('')
  if (made && made === value) return <CopyLine text={made} label={say(beginWords.password)} />
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
        {say(beginWords.generate)}
      </Button>
    </span>
  )
}
