// How does a text get into another program? One button; where the browser forbids it, the text is selected instead.
import { useRef, useState } from 'react'
import { Button } from 'antd'
import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { say } from '#web/words.ts'

export function CopyLine({ text, label }: { text: string; label: string }) {
  const [done, setDone] = useState(false)
  const line = useRef<HTMLInputElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setDone(true)
      setTimeout(() => setDone(false), 2000)
    } catch {
      line.current?.select()
    }
  }
  return (
    <span className="copy-line">
      <input
        ref={line}
        readOnly
        className="mono"
        value={text}
        aria-label={label}
        onFocus={(event) => event.target.select()}
      />
      <Button icon={done ? <CheckOutlined /> : <CopyOutlined />} onClick={() => void copy()}>
        {done ? say({ zh: '已复制', en: 'Copied' }) : say({ zh: '复制', en: 'Copy' })}
      </Button>
    </span>
  )
}
