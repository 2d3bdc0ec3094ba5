// How does a program outside set the automation off? By its address and a token, or signed with a secret; either is shown once.
import { useState } from 'react'
import { App, Button, Typography } from 'antd'
import type { HookSecret } from '#kernel/api/automation.ts'
import { say } from '#web/words.ts'
import { flowCalls } from '../flow/flow-calls.ts'

const words = {
  make: { zh: '生成新令牌', en: 'Make a new token' },
  make_secret: { zh: '生成新密钥', en: 'Make a new secret' },
  once: {
    zh: '令牌只显示这一次；旧的立即失效。',
    en: 'The token is shown once; the one before it ends now.',
  },
  secret_once: {
    zh: '密钥只显示这一次；旧的立即失效。每次调用带上这两个标头：',
    en: 'The secret is shown once; the one before it ends now. Each call carries two headers:',
  },
  now: { zh: '当前时间的秒数', en: 'seconds of now' },
} as const

export function HookToken({ name, signed }: { name: string; signed: boolean }) {
  const { message } = App.useApp()
  const [made, setMade] = useState<HookSecret | null>(null)
  const make = () =>
    flowCalls.token(name).then(setMade, (error: Error) => void message.error(error.message))
  return (
    <div className="auto-hook">
      <code>POST /api/v1/hooks/{name}</code>
      {made?.timestamp ? (
        <>
          <Typography.Text copyable code>
            {made.token}
          </Typography.Text>
          <p className="small ink-3">{say(words.secret_once)}</p>
          <code className="small">{`${made.timestamp}: <${say(words.now)}>`}</code>
          <code className="small">{`${made.header}: sha256=<HMAC-SHA256(${say(words.now)} + "." + body)>`}</code>
        </>
      ) : made ? (
        <>
          <Typography.Text copyable code>
            {`${made.header}: ${made.token}`}
          </Typography.Text>
          <p className="small ink-3">{say(words.once)}</p>
        </>
      ) : (
        <Button size="small" onClick={() => void make()}>
          {say(signed ? words.make_secret : words.make)}
        </Button>
      )}
    </div>
  )
}
