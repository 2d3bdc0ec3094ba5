// Is it still you? Asked in the middle of work, before something that changes how one signs in.
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { whenToProve } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { ComeIn } from './come-in.tsx'
import { signInCalls, signInKeys } from './sign-in-calls.ts'

const words = {
  title: { zh: '请再次验证身份', en: 'Please confirm that it is you' },
  why: {
    zh: '接下来的操作会影响账号安全，而您登录已有一段时间。',
    en: 'What comes next concerns the safety of an account, and you signed in a while ago.',
  },
} as const

/** Stands once in the shell; the calls of the window wait for it where the server asks. */
export function ProveAgain() {
  const { who } = useMeta()
  const [asked, setAsked] = useState<((proved: boolean) => void) | null>(null)
  useEffect(() => whenToProve(() => new Promise<boolean>((resolve) => setAsked(() => resolve))), [])
  const ways = useQuery({
    queryKey: signInKeys.ways,
    queryFn: signInCalls.ways,
    enabled: asked !== null,
  })
  const end = (proved: boolean) => {
    asked?.(proved)
    setAsked(null)
  }
  return (
    <Modal
      open={asked !== null}
      title={say(words.title)}
      footer={null}
      width={400}
      destroyOnHidden
      onCancel={() => end(false)}
    >
      <p className="ink-2 prove-why">{say(words.why)}</p>
      <ComeIn
        again
        email={who.email}
        ways={ways.data}
        next={location.pathname + location.search}
        // A passkey may be somebody else's: then all that is shown here is no longer theirs.
        onIn={(came) => (came.id === who.id ? end(true) : location.reload())}
      />
    </Modal>
  )
}
