// Has the customer looked at this quote, and what did they say? The link and the answers, on the page of the quote.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { LinkOutlined, SolutionOutlined } from '@ant-design/icons'
import type { RecordPage } from '#kernel/api/record-page.ts'
import type { Row } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { local } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Sure } from '#web/parts/sure.tsx'
import { askAgain } from '#web/record/use-record.ts'
import { say } from '#web/words.ts'
import { LinkDrawer } from './link-drawer.tsx'
import { Signature } from './signature.tsx'
import { words } from './words.ts'
import './offers.css'

const ofQuote = (object: string, quote: string, sort: string) => ({
  queryKey: keys.sum(object, 'of-quote', quote),
  queryFn: async () =>
    (await call.list(object, { filter: `quote = "${quote}"`, sort, limit: 50 })).data,
})

export default function OfferPanel({ quote, page }: { quote: Row; page: RecordPage }) {
  const meta = useMeta()
  const seesLinks = meta.objects.quote_link !== undefined
  const seesAnswers = meta.objects.quote_answer !== undefined
  const links = useQuery({
    ...ofQuote('quote_link', quote.id, '-created_at'),
    enabled: seesLinks,
  }).data
  const answers = useQuery({
    ...ofQuote('quote_answer', quote.id, '-said_at'),
    enabled: seesAnswers,
  }).data
  const link = links?.find((one) => !one.revoked_at) ?? links?.[0]
  if (!link && !answers?.length) return null
  return (
    <section className="offer" aria-label={say(words.link)}>
      {link && (
        <LinkLine
          quote={quote}
          link={link}
          mayGive={page.actions.some(({ name }) => name === 'share')}
        />
      )}
      {answers?.map((one) => (
        <AnswerLine key={one.id} answer={one} />
      ))}
    </section>
  )
}

function LinkLine({ quote, link, mayGive }: { quote: Row; link: Row; mayGive: boolean }) {
  const { zone } = useMeta().company
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const at = (value: unknown): string => local(value, zone)
  const n = Number(link.views ?? 0)
  const isRevoked = Boolean(link.revoked_at)
  const revoke = async () => {
    try {
      await call.act('quote_link', link.id, 'revoke', {})
    } catch (error) {
      void message.error(messageOf(error))
    }
    askAgain()
  }
  return (
    <div className="offer-line">
      <LinkOutlined className="offer-icon" />
      <div className="offer-said">
        <p>
          <b>{say(words.link)}</b>{' '}
          {isRevoked
            ? say(words.revoked, { at: at(link.revoked_at) })
            : n === 0
              ? say(words.not_viewed)
              : n === 1
                ? say(words.viewed_once, { first: at(link.viewed_at) })
                : say(words.viewed, {
                    n,
                    first: at(link.viewed_at),
                    last: at(link.last_viewed_at),
                  })}
        </p>
        {link.mailed_at ? (
          <p className="small ink-3">
            {say(words.mailed, { at: at(link.mailed_at), to: String(link.mailed_to) })}
          </p>
        ) : null}
      </div>
      {mayGive && !isRevoked && (
        <div className="offer-does">
          <Button size="small" onClick={() => setOpen(true)}>
            {say(words.show)}
          </Button>
          <Sure asks={say(words.revoke_sure)} yes={say(words.revoke)} onYes={() => void revoke()}>
            <Button size="small" type="text">
              {say(words.revoke)}
            </Button>
          </Sure>
        </div>
      )}
      {open && <LinkDrawer quote={quote} link={link} onClose={() => setOpen(false)} />}
    </div>
  )
}

function AnswerLine({ answer }: { answer: Row }) {
  const meta = useMeta()
  const { zone } = meta.company
  const kind = meta.objects.quote_answer?.fields.kind
  const label = kind?.kind === 'choice' ? kind.choices[String(answer.kind)]?.label : undefined
  const tone = { accept: 'good', decline: 'bad', ask: 'warn' }[String(answer.kind)] ?? ''
  return (
    <div className="offer-line">
      <SolutionOutlined className="offer-icon" />
      <div className="offer-said">
        <p>
          <b className={tone}>{label ? say(label) : String(answer.kind)}</b>{' '}
          {[answer.name, answer.title].filter(Boolean).join(say({ zh: '，', en: ', ' }))}{' '}
          <span className="ink-3">{local(answer.said_at, zone)}</span>
        </p>
        {answer.said ? <p className="offer-words">{String(answer.said)}</p> : null}
        {answer.purchase_order ? (
          <p className="small ink-2">
            {say(words.purchase_order, { no: String(answer.purchase_order) })}
          </p>
        ) : null}
        {typeof answer.signature === 'string' && (
          <Signature lines={answer.signature} label={say(words.signature)} />
        )}
      </div>
      <div className="offer-does small">
        <Link
          to="/o/$object/$id"
          params={{ object: 'quote_answer', id: answer.id }}
          className="plain-link"
        >
          {say(words.evidence)}
        </Link>
        <a href={`/api/v1/quote_answer/${answer.id}/pdf`} target="_blank" rel="noreferrer">
          {say(words.record)}
        </a>
      </div>
    </div>
  )
}
