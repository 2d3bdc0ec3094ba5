// Yes or no? The words and the two buttons, in reach of the thumb; a no needs words.
import { useRef, useState } from 'react'
import { App, Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import type { ApprovalCard as Card } from '#kernel/api/record-page.ts'
import { call, CallError, newKey } from '#web/call.ts'
import { useKeptText } from '#web/form/drafts.ts'
import { askAgain } from '#web/record/use-record.ts'
import { say } from '#web/words.ts'
import { MoreWays } from './more-ways.tsx'
import { words } from './words.ts'

export function Decide({ card, onDone }: { card: Card; onDone: (() => void) | undefined }) {
  const { message } = App.useApp()
  const [comment, setComment] = useKeptText(`decide.${card.id}`)
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
      await call.act(
        card.object,
        card.record,
        deed,
        comment.trim() ? { comment: comment.trim() } : {},
        { key: key.current },
      )
      void message.success(
        say(deed === 'approve' ? words.approved : words.rejected, { title: card.title }),
      )
      setComment('')
      askAgain()
      onDone?.()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setSays([error.message, ...error.errors.map((one) => one.detail)].join(' · '))
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
        onChange={(event) => {
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
        <p className="approval-phrases slides">
          {[words.phrase_fine, words.phrase_more, words.phrase_change].map((phrase) => (
            <button key={phrase.en} type="button" onClick={() => setComment(say(phrase))}>
              {say(phrase)}
            </button>
          ))}
        </p>
      )}
      <div className="approval-buttons">
        <MoreWays card={card} onDone={onDone} />
        <Button
          size="large"
          danger
          loading={busy === 'reject'}
          disabled={busy === 'approve'}
          onClick={() => void answer('reject')}
        >
          {say(words.reject)}
        </Button>
        <Button
          size="large"
          type="primary"
          loading={busy === 'approve'}
          disabled={busy === 'reject'}
          onClick={() => void answer('approve')}
        >
          {say(words.approve)}
        </Button>
      </div>
    </footer>
  )
}
