// What if the phone is lost? Ten codes for paper, shown this once.
import { useState } from 'react'
import { App, Button } from 'antd'
import { CopyOutlined, DownloadOutlined } from '@ant-design/icons'
import { say } from '#web/words.ts'
import './sign-in.css'

const words = {
  once: {
    zh: '这些备用码只显示这一次，每个只能用一次。手机丢失时靠它登录，请保存到安全的地方。',
    en: 'These codes are shown this once, and each works once. They let you in when the phone is lost; keep them somewhere safe.',
  },
  list: { zh: '备用码', en: 'Recovery codes' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  download: { zh: '下载', en: 'Download' },
  kept: { zh: '我已保存', en: 'I have kept them' },
} as const

interface RecoveryCodesProps {
  codes: readonly string[]
  onKept: () => void
  large?: boolean
}

export function RecoveryCodes({ codes, onKept, large = false }: RecoveryCodesProps) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const text = `OpenLTC ${location.host}\n${codes.join('\n')}\n`
  const copy = async () => {
    setBusy(true)
    try {
      await navigator.clipboard.writeText(text)
      void message.success(say(words.copied))
    } catch {
      download()
    } finally {
      setBusy(false)
    }
  }
  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    link.download = 'openltc-recovery-codes.txt'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <div className="recovery-codes">
      <p className="form-note warn" role="status">
        {say(words.once)}
      </p>
      <ol aria-label={say(words.list)}>
        {codes.map((code) => (
          <li key={code} className="mono">
            {code}
          </li>
        ))}
      </ol>
      <div className="adm-row">
        <Button icon={<CopyOutlined aria-hidden />} loading={busy} onClick={() => void copy()}>
          {say(words.copy)}
        </Button>
        <Button icon={<DownloadOutlined aria-hidden />} onClick={download}>
          {say(words.download)}
        </Button>
      </div>
      <Button
        type="primary"
        {...(large ? { size: 'large' as const, block: true } : {})}
        onClick={onKept}
      >
        {say(words.kept)}
      </Button>
    </div>
  )
}
