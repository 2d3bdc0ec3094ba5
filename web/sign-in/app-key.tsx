// How does the key get into the authenticator app? By a QR code that is drawn here, or typed.
import { QRCode } from 'antd'
import { CopyLine } from '#web/admin/copy.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import type { AppKey } from './sign-in-calls.ts'
import './sign-in.css'

const words = {
  scan: {
    zh: '用手机上的验证器（如微软、谷歌验证器或 1Password）扫描，再填写它显示的 6 位验证码。',
    en: 'Scan it with an authenticator app (Microsoft, Google, 1Password …), then type the 6 digits that it shows.',
  },
  code: { zh: '验证器二维码', en: 'QR code for the app' },
  here: { zh: '就在这台手机上？在验证器里打开', en: 'On this very phone? Open it in the app' },
  typed: { zh: '扫不了？手动输入密钥', en: 'Can’t scan? Type the key' },
} as const

export function AppKeyShown({ made }: { made: AppKey }) {
  // Nobody scans the screen of the phone that they hold.
  const phone = useWidth() === 'phone'
  return (
    <div className="app-key">
      <p className="ink-2">{say(words.scan)}</p>
      <div className="app-key-code" role="img" aria-label={say(words.code)}>
        <QRCode
          value={made.url}
          type="svg"
          size={168}
          color="#000"
          bgColor="#fff"
          bordered={false}
        />
      </div>
      {phone && <a href={made.url}>{say(words.here)}</a>}
      <details>
        <summary>{say(words.typed)}</summary>
        <CopyLine text={made.secret} label={say(words.typed)} />
      </details>
    </div>
  )
}
