// What will the customer get? The server's own PDF, made anew after each save.
import { useEffect, useState } from 'react'
import { Button } from 'antd'
import { ExportOutlined } from '@ant-design/icons'
import { sendForBlob, messageOf } from '#web/call.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { language, say, t } from '#web/words.ts'
import { words } from './words.ts'

interface PdfPaneProps {
  id: string
  /** Version of the record: another one is another PDF. */
  version: number
  stale: boolean
}

export function PdfPane({ id, version, stale }: PdfPaneProps) {
  const [url, setUrl] = useState<string | null>(null)
  const [why, setWhy] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  const address = `/api/v1/quote/${id}/pdf?language=${language()}`
  useEffect(() => {
    const stop = new AbortController()
    let made: string | null = null
    // While one types, saves come quickly one after the other.
    const timer = setTimeout(() => {
      void sendForBlob('GET', address, undefined, { signal: stop.signal }).then(
        (blob) => {
          made = URL.createObjectURL(blob)
          setUrl(made)
          setWhy(null)
        },
        (error: unknown) => {
          if (!stop.signal.aborted) setWhy(messageOf(error))
        },
      )
    }, 500)
    return () => {
      clearTimeout(timer)
      stop.abort()
      // The frame shows the old one until the new one is there.
      const old = made
      if (old) setTimeout(() => URL.revokeObjectURL(old), 60_000)
    }
  }, [address, version, turn])
  return (
    <div className="pdf">
      <p className="pdf-tools">
        {stale && <span className="ink-3 small">{say(words.pdf_stale)}</span>}
        <span className="grow" />
        <Button
          type="text"
          size="small"
          icon={<ExportOutlined />}
          href={address}
          target="_blank"
          rel="noopener"
        >
          {say(words.pdf_open)}
        </Button>
      </p>
      {why ? (
        <p className="ink-2" role="alert">
          {say(words.pdf_failed, { why })}{' '}
          <Button size="small" onClick={() => setTurn(turn + 1)}>
            {t('again')}
          </Button>
        </p>
      ) : url ? (
        <iframe src={`${url}#toolbar=0&navpanes=0&view=FitH`} title={say(words.pdf)} />
      ) : (
        <Waiting rows={6} />
      )}
    </div>
  )
}
