// How does the link get to the customer? Copied, as a QR code, or by mail with the paper.
import { useEffect, useRef, useState } from 'react'
import { App, Button, Input } from 'antd'
import { DownloadOutlined } from '@ant-design/icons'
import type { Row } from '#kernel/object.ts'
import { CopyLine } from '#web/admin/copy.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { call, CallError, messageOf, send } from '#web/call.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { saveSvg } from '#web/parts/save-svg.ts'
import { TextLine } from '#web/parts/text-line.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { askAgain } from '#web/record/use-record.ts'
import { QrSquares } from '#web/studio/documents/qr-squares.tsx'
import { say } from '#web/words.ts'
import { words } from './words.ts'

interface LinkDrawerProps {
  quote: Row
  link: Row
  onClose: () => void
}

const troubleOf = (error: unknown) => ({
  says: messageOf(error),
  renewable: error instanceof CallError && error.code === 'link-of-before',
})

/** What stands behind `#` is told to no server by a browser. */
const addressOf = (token: string): string => `${location.origin}/q#${token}`

export function LinkDrawer({ quote, link, onClose }: LinkDrawerProps) {
  const { message } = App.useApp()
  const [token, setToken] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<{ says: string; renewable: boolean } | null>(null)
  // Another one where the one that was opened can't be shown again.
  const [id, setId] = useState(link.id)
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  useEffect(() => {
    let gone = false
    send<{ token: string }>('POST', `/api/v1/quote_link/${id}/address`, {})
      .then((answer) => gone || setToken(answer.token))
      .catch((error: unknown) => gone || setTrouble(troubleOf(error)))
    return () => void (gone = true)
  }, [id])
  const renew = async () => {
    try {
      const { link: made } = await call.act('quote_link', id, 'renew', {})
      setTrouble(null)
      setId(String(made))
      askAgain()
    } catch (error) {
      setTrouble(troubleOf(error))
    }
  }
  const contact = typeof quote.contact === 'string' ? quote.contact : null
  useEffect(() => {
    if (!contact) return
    call
      .get('contact', contact, ['email'])
      .then(({ email }) => setTo((was) => was || String(email ?? '')))
      // Whoever may not see the contact types the address.
      .catch((error: unknown) => {
        if (!(error instanceof CallError)) throw error
      })
  }, [contact])
  const mail = async (options: object) => {
    await send('POST', `/api/v1/quote_link/${id}/mail`, { to: to.trim(), message: text }, options)
    void message.success(say(words.mail_done, { to: to.trim() }))
    askAgain()
    onClose()
  }
  return (
    <SideForm
      title={say(words.link)}
      onClose={onClose}
      onSave={mail}
      saveLabel={say(words.mail)}
      disabled={token === null || to.trim() === ''}
      known={['to', 'message']}
    >
      {(problems) => (
        <>
          {trouble ? (
            <div className="form-note bad offer-trouble" role="alert">
              <p>{trouble.says}</p>
              {trouble.renewable && (
                <>
                  <Button onClick={() => void renew()}>{say(words.renew)}</Button>
                  <p className="small">{say(words.renew_help)}</p>
                </>
              )}
            </div>
          ) : token === null ? (
            <Waiting />
          ) : (
            <ByHand token={token} name={String(quote.number ?? 'quote')} />
          )}
          <h3 className="offer-mail">{say(words.mail)}</h3>
          <TextLine
            label={say(words.mail_to)}
            type="email"
            value={to}
            maxLength={254}
            onChange={setTo}
            problem={problems.to}
          />
          <FormField
            label={say(words.mail_text)}
            help={say(words.mail_text_help)}
            problem={problems.message}
          >
            {(ids) => (
              <Input.TextArea
                id={ids.id}
                aria-describedby={ids.describedBy}
                rows={4}
                maxLength={4000}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </FormField>
        </>
      )}
    </SideForm>
  )
}

function ByHand({ token, name }: { token: string; name: string }) {
  const code = useRef<HTMLDivElement>(null)
  const address = addressOf(token)
  const download = () => {
    const drawn = code.current?.querySelector('svg')
    if (drawn) saveSvg(drawn, `${name}.svg`)
  }
  return (
    <>
      <div className="offer-address">
        <CopyLine text={address} label={say(words.link)} />
        <p className="small ink-3">{say(words.copy_help)}</p>
      </div>
      <div className="offer-qr">
        <div ref={code}>
          <QrSquares text={address} />
        </div>
        <div>
          <p className="small ink-3">{say(words.qr_help)}</p>
          <Button icon={<DownloadOutlined />} onClick={download}>
            {say(words.download)}
          </Button>
          <a href={address} target="_blank" rel="noreferrer">
            {say(words.look)}
          </a>
        </div>
      </div>
    </>
  )
}
