// How does a program outside set the automation off? By its address and a token that is shown once.
import { useState } from 'react'
import { App, Button, Typography } from 'antd'
import { say } from '#web/words.ts'
import { flowCalls } from '../flow/flow-calls.ts'

const words = {
  make: { zh: '生成新令牌', en: 'Make a new token' },
  once: {
    zh: '令牌只显示这一次；旧的立即失效。',
    en: 'The token is shown once; the one before it ends now.',
  },
} as const

export function HookToken({ name }: { name: string }) {
  const { message } = App.useApp()
  const [made, setMade] = useState<{ token: string; url: string; header: string } | null>(null)
  const make = () =>
    flowCalls.token(name).then(setMade, (error: Error) => void message.error(error.message))
  return (
    <div className="auto-hook">
      <code>POST /api/v1/hooks/{name}</code>
      {made ? (
        <>
          <Typography.Text copyable code>
            {`${made.header}: ${made.token}`}
          </Typography.Text>
          <p className="small ink-3">{say(words.once)}</p>
        </>
      ) : (
        <Button size="small" onClick={() => void make()}>
          {say(words.make)}
        </Button>
      )}
    </div>
  )
}
