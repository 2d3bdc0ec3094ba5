// How does the form get to people? By its link, by a QR code for paper and screens, and in pages that its owner allows.
import { useRef, useState } from 'react'
import { Button, Input } from 'antd'
import { DownloadOutlined } from '@ant-design/icons'
import { CopyLine } from '#web/admin/copy.tsx'
import '#web/admin/admin.css'
import { saveSvg } from '#web/parts/save-svg.ts'
import { QrSquares } from '#web/studio/documents/qr-squares.tsx'
import { say } from '#web/words.ts'
import { linkOf } from './form-values.ts'
import { words } from './words.ts'

interface ShareFormProps {
  address: string
  /** What visitors read first. */
  title: string
  stage: string
  /** Sites that may show it. */
  sites: string | null
}

/** Each with an example of what it says. */
const marks = [
  ['utm_source', 'wechat'],
  ['utm_medium', 'qrcode'],
  ['utm_campaign', 'expo'],
] as const

export function ShareForm({ address, title, stage, sites }: ShareFormProps) {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const code = useRef<HTMLDivElement>(null)
  const link = linkOf(address, said)
  const embed = `<iframe src="${link}" title="${title.replace(/["<>&]/g, '')}" style="width:100%;height:760px;border:0"></iframe>`
  const download = () => {
    const drawn = code.current?.querySelector('svg')
    if (drawn) saveSvg(drawn, `${address}.svg`)
  }
  return (
    <section className="lf-share" aria-label={say(words.share)}>
      <h2>{say(words.share)}</h2>
      {stage !== 'open' && (
        <p className="form-note warn">
          {say(stage === 'closed' ? words.share_over : words.share_closed)}
        </p>
      )}
      <div className="lf-share-line">
        <h3>{say(words.link)}</h3>
        <CopyLine text={link} label={say(words.link)} />
      </div>
      <div className="lf-share-line">
        <h3>{say(words.channel)}</h3>
        <div className="lf-marks">
          {marks.map(([name, example]) => (
            <label key={name}>
              <span className="small ink-3">{say(words[name])}</span>
              <Input
                placeholder={example}
                value={said[name] ?? ''}
                maxLength={100}
                autoComplete="off"
                onChange={(event) => setSaid({ ...said, [name]: event.target.value.trim() })}
              />
            </label>
          ))}
        </div>
        <p className="small ink-3">{say(words.channel_help)}</p>
      </div>
      <div className="lf-share-line">
        <h3>{say(words.qr)}</h3>
        <div className="lf-qr">
          <div ref={code}>
            <QrSquares text={link} />
          </div>
          <div>
            <p className="small ink-3">{say(words.qr_help)}</p>
            <Button icon={<DownloadOutlined />} onClick={download}>
              {say(words.download)}
            </Button>
          </div>
        </div>
      </div>
      {sites && (
        <div className="lf-share-line">
          <h3>{say(words.embed)}</h3>
          <CopyLine text={embed} label={say(words.embed)} />
          <p className="small ink-3">{say(words.embed_help)}</p>
        </div>
      )}
    </section>
  )
}
