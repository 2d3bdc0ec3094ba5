// What does one need to see to say yes or no? All of it on one card, with the two buttons in reach of the thumb.
import { useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { WarningOutlined } from '@ant-design/icons'
import type { ApprovalCard as Card } from '#kernel/api.ts'
import type { Values } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call, CallError, newKey } from '#web/call.ts'
import { date, local, money, number, percent, shortText, span, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { currencyWord } from '#web/parts/currency-word.ts'
import { Initial } from '#web/parts/initial.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { askAgain, useRecord } from '#web/record/use-record.ts'
import { language, say } from '#web/words.ts'
import { cardLines } from './card-lines.ts'
import { words } from './words.ts'
import './approval.css'

interface ApprovalCardProps {
  card: Card
  /** On the record's own page: what stands around it already is left out. */
  inside?: boolean
  onDone?: () => void
}

export function ApprovalCard({ card, inside = false, onDone }: ApprovalCardProps) {
  const meta = useMeta()
  const object = meta.objects[card.object]
  if (!object) return null
  return (
    <article className={inside ? 'approval inside' : 'approval'} aria-label={say(words.approval)}>
      <div className="approval-body">
        <Head card={card} inside={inside} />
        <Facts card={card} inside={inside} />
      </div>
      {card.mine && <Decide key={card.id} card={card} onDone={onDone} />}
    </article>
  )
}

function Head({ card, inside }: { card: Card; inside: boolean }) {
  const meta = useMeta()
  const { zone } = meta.company
  const object = meta.objects[card.object]!
  const waited = Math.max(0, Date.now() - Date.parse(card.asked_at))
  const { data } = useRecord(meta, object, card.record)
  // A document is named by its number; what it is about says more.
  const path = object.title === 'number' && object.fields.opportunity?.kind === 'ref' ? `opportunity.${meta.objects.opportunity?.title ?? 'name'}` : ''
  const name = path && typeof data?.row[path] === 'string' ? data.row[path] : ''
  return (
    <header>
      <p className="approval-who">
        <Initial name={card.asked_by.name} accent />
        <span>
          {card.asked_by.name} · {say(words.asked, { at: `${date(local(card.asked_at, zone), { today: todayIn(zone), weekday: language() })} ${local(card.asked_at, zone).slice(11)}` })}
        </span>
        <span className={waited > 86_400_000 ? 'warn' : 'ink-3'}>{say(words.waited, { span: span(waited, language()) })}</span>
      </p>
      <p className="approval-why">
        <WarningOutlined className="warn" />
        <b>{say(card.flow_label)}</b>
        {card.reason && say(card.reason) !== say(card.flow_label) && <span>{say(card.reason)}</span>}
      </p>
      {!inside && (
        <>
          <h1>{name || card.title}</h1>
          <p className="ink-2">
            <Link to="/o/$object/$id" params={{ object: card.object, id: card.record }}>
              {say(object.label)} {name ? card.title : ''}
            </Link>
          </p>
          {card.amount !== null && (
            <p className="approval-amount">
              {money(card.amount, card.currency)} <span className="unit">{currencyWord(card.currency ?? meta.company.currency)}</span>
            </p>
          )}
        </>
      )}
    </header>
  )
}

function Facts({ card, inside }: { card: Card; inside: boolean }) {
  const meta = useMeta()
  const object = meta.objects[card.object]!
  const { data, isPending } = useRecord(meta, object, card.record)
  if (isPending) return <Waiting rows={5} />
  const row: Values = data?.row ?? {}
  const titles = [...(object.title === 'number' ? [] : ['opportunity']), 'account', 'contact'].flatMap(name => {
    const target = object.fields[name]
    const title = target?.kind === 'ref' ? row[`${name}.${meta.objects[target.object]?.title ?? 'name'}`] : null
    return typeof title === 'string' && title ? [title] : []
  })
  const valid = typeof row.valid_until === 'string' ? say(words.valid_until, { date: date(row.valid_until, { today: todayIn(meta.company.zone) }) }) : null
  return (
    <>
      {!inside && (titles.length > 0 || valid) && <p className="ink-2 approval-about">{[...titles, valid].filter(Boolean).join(' · ')}</p>}
      {card.facts.length > 0 && (
        <dl className="approval-numbers">
          {card.facts.map(fact => (
            <div key={say(fact.label)}>
              <dt>{say(fact.label)}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Margin row={row} />
      {!inside && <Lines row={row} />}
      {inside && <Worst row={row} />}
      <Customer row={row} />
      <Steps card={card} />
    </>
  )
}

const linesOf = (row: Values): Values[] => (Array.isArray(row.lines) ? (row.lines as Values[]) : [])

/** Only for those who may read it: for all others the field is not there. */
function Margin({ row }: { row: Values }) {
  const text = typeof row.margin_percent === 'string' || typeof row.margin_percent === 'number' ? String(row.margin_percent) : null
  if (text === null) return null
  const width = Math.max(0, Math.min(100, Number(text)))
  return (
    <div className="approval-margin">
      <p>
        <span>
          {say(words.margin)} <b>{percent(text, 1)}</b>
        </span>
        {typeof row.margin === 'string' && <span className="ink-2">{say(words.margin_amount, { amount: money(row.margin, String(row.currency ?? '')) })}</span>}
      </p>
      <span className="bar-track" aria-hidden="true">
        <i style={{ width: `${width}%` }} />
      </span>
    </div>
  )
}

const lineName = (line: Values): string => {
  const name = typeof line['product.name'] === 'string' ? line['product.name'] : ''
  return name || (typeof line.description === 'string' ? line.description : '')
}

function Worst({ row }: { row: Values }) {
  const worst = cardLines(linesOf(row), 999).shown.find(line => line.worst)
  if (!worst) return null
  return (
    <p className="warn">
      {say(words.largest_discount, { n: worst.place, discount: percent(worst.row.discount_percent) })} · {lineName(worst.row)}
    </p>
  )
}

function Lines({ row }: { row: Values }) {
  const [all, setAll] = useState(false)
  const lines = linesOf(row)
  if (!lines.length) return null
  const { shown, rest } = cardLines(lines, all ? lines.length : 4)
  return (
    <ul className="approval-lines" aria-label={say(words.lines)}>
      {shown.map(({ place, row: line, worst }) => (
        <li key={place} className={worst ? 'worst' : ''}>
          <span>
            {lineName(line)} <span className="ink-3">× {number(line.quantity)}</span>
          </span>
          <span className={worst ? 'num warn' : 'num ink-2'}>{Number(line.discount_percent) > 0 ? `−${percent(line.discount_percent)}` : ''}</span>
          <span className="num">{money(line.net, String(row.currency ?? ''))}</span>
        </li>
      ))}
      {rest > 0 && (
        <li>
          <span className="ink-2">
            {say(words.other_lines, { n: rest })}{' '}
            <Button type="link" size="small" onClick={() => setAll(true)}>
              {say(words.unfold)}
            </Button>
          </span>
        </li>
      )}
    </ul>
  )
}

/** What the customer owes, as far as the approver may see invoices. */
function Customer({ row }: { row: Values }) {
  const meta = useMeta()
  const account = typeof row.account === 'string' ? row.account : null
  const { invoice } = meta.objects
  const { data: owed } = useQuery({
    queryKey: keys.sum('invoice', 'owed', account),
    queryFn: async () => {
      const ask = (where: string) => call.query({ from: 'invoice', where: `account = "${account}" and balance > 0${where}`, measure: { total: 'sum(balance)' } })
      const [all, late] = await Promise.all([ask(''), ask(' and due_on < TODAY()')])
      return { all: String(all.data[0]?.total ?? '0'), late: String(late.data[0]?.total ?? '0') }
    },
    enabled: Boolean(account && invoice?.fields.balance && invoice.fields.due_on && invoice.fields.account),
    staleTime: 60_000,
  })
  const { data: customer } = useQuery({
    queryKey: keys.one('account', account ?? '', 'credit'),
    queryFn: () => call.list('account', { filter: `id = "${account}"`, select: ['id', 'credit_limit'], limit: 1 }),
    enabled: Boolean(account && meta.objects.account?.fields.credit_limit),
    staleTime: 60_000,
  })
  const limit = customer?.data[0]?.credit_limit
  const late = owed && Number(owed.late) > 0
  const facts: [string, string, boolean][] = [
    ...(owed ? ([[say(words.overdue), shortText(owed.late, language()), Boolean(late)], [say(words.receivable), shortText(owed.all, language()), false]] as [string, string, boolean][]) : []),
    ...(typeof limit === 'string' ? ([[say(words.credit), shortText(limit, language()), false]] as [string, string, boolean][]) : []),
  ]
  if (!facts.length) return null
  return (
    <dl className="approval-numbers">
      {facts.map(([label, value, warn]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={warn ? 'warn' : ''}>{value || '0'}</dd>
        </div>
      ))}
    </dl>
  )
}

function Steps({ card }: { card: Card }) {
  return (
    <ul className="approval-steps">
      {card.steps.map(step => (
        <li key={say(step.label)}>
          <span className="ink-2">
            {say(step.label)} <span className="ink-3">{step.answers.length > 1 ? say(words[`step_${step.mode}`]) : ''}</span>
          </span>
          {step.answers.map(answer => (
            <span key={answer.task} className={answer.stage === 'approved' ? 'good' : answer.stage === 'rejected' ? 'bad' : 'ink-2'}>
              {answer.stage === 'approved' ? say(words.yes_by, { who: answer.person.name }) : answer.stage === 'rejected' ? say(words.no_by, { who: answer.person.name }) : answer.person.name}
              {answer.comment && <span className="ink-2"> {answer.comment}</span>}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}

function Decide({ card, onDone }: { card: Card; onDone: (() => void) | undefined }) {
  const { message } = App.useApp()
  const [comment, setComment] = useState('')
  const [says, setSays] = useState<string | null>(null)
  const [busy, setBusy] = useState<'approve' | 'reject' | null>(null)
  const key = useRef(newKey())
  const area = useRef<TextAreaRef>(null)
  const answer = async (deed: 'approve' | 'reject') => {
    if (busy) return
    if (deed === 'reject' && !comment.trim()) {
      setSays(say(words.comment_missing))
      area.current?.focus()
      return
    }
    setBusy(deed)
    setSays(null)
    try {
      await call.act(card.object, card.record, deed, comment.trim() ? { comment: comment.trim() } : {}, { key: key.current })
      void message.success(say(deed === 'approve' ? words.approved : words.rejected, { title: card.title }))
      askAgain()
      onDone?.()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setSays([error.message, ...error.errors.map(one => one.detail)].join(' · '))
    } finally {
      key.current = newKey()
      setBusy(null)
    }
  }
  return (
    <footer className="approval-decide">
      <Input.TextArea
        ref={area}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={2000}
        value={comment}
        onChange={event => {
          setComment(event.target.value)
          setSays(null)
        }}
        placeholder={say(words.comment)}
        aria-label={say(words.comment)}
        status={says ? 'error' : ''}
      />
      {says && (
        <p className="small bad" role="alert">
          {says}
        </p>
      )}
      {!comment && (
        <p className="approval-phrases">
          {[words.phrase_fine, words.phrase_terms, words.phrase_price].map(phrase => (
            <button key={phrase.en} type="button" onClick={() => setComment(say(phrase))}>
              {say(phrase)}
            </button>
          ))}
        </p>
      )}
      <div className="approval-buttons">
        <Button size="large" danger loading={busy === 'reject'} disabled={busy === 'approve'} onClick={() => void answer('reject')}>
          {say(words.reject)}
        </Button>
        <Button size="large" type="primary" loading={busy === 'approve'} disabled={busy === 'reject'} onClick={() => void answer('approve')}>
          {say(words.approve)}
        </Button>
      </div>
    </footer>
  )
}

/** The record's approval in one line, for those who only wait for it. */
export function ApprovalState({ card }: { card: Card }) {
  const waiting = card.steps.flatMap(step => step.answers.filter(answer => answer.stage === 'waiting'))
  if (!waiting.length) return null
  const names = waiting.map(answer => answer.person.name).join(language() === 'zh' ? '、' : ', ')
  return (
    <p className="approval-state">
      <WarningOutlined className="warn" />
      <span className="warn">{say(words.waits, { who: names })}</span>
      <span className="ink-2">
        {say(card.flow_label)} · {say(words.waited, { span: span(Math.max(0, Date.now() - Date.parse(card.asked_at)), language()) })}
      </span>
    </p>
  )
}

