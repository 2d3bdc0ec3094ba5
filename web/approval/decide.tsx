// Yes or no? The words and the two buttons, in reach of the thumb; a no needs words.
import { useRef, useState } from 'react'
import { App, Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import type { ApprovalCard as Card } from '#kernel/api/record-page.ts'
import { call } from '#web/call.ts'
import { useKeptText } from '#web/form/drafts.ts'
import { refusalBeside, useSendOnce } from '#web/form/send-once.ts'
import { askAgain } from '#web/record/use-record.ts'
import { say } from '#web/words.ts'
import { MoreWays } from './more-ways.tsx'
import { words } from './words.ts'

export function Decide({ card, onDone }: { card: Card; onDone: (() => void) | undefined }) {
  const { message } = App.useApp()
  const [comment, setComment] = useKeptText(`decide.${card.id}`)
  const once = useSendOnce(`decide.${card.id}`)
  const says = once.problems.comment ?? refusalBeside(once, ['comment'])?.says
  const [deed, setDeed] = useState<'approve' | 'reject'>('approve')
  const area = useRef<TextAreaRef>(null)
  const answer = async (deed: 'approve' | 'reject') => {
    const text = comment.trim()
    if (deed === 'reject' && !text) {
      once.tell({ comment: say(words.comment_missing) })
      area.current?.focus()
      return
    }
    setDeed(deed)
    const input = text ? { comment: text } : {}
    const done = await once.send((options) =>
      call.act(card.object, card.record, deed, input, options),
    )
    if (!done) return
    void message.success(
      say(deed === 'approve' ? words.approved : words.rejected, { title: card.title }),
    )
    setComment('')
    askAgain()
    onDone?.()
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
          once.tell({})
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
        <MoreWays
          card={card}
          comment={comment.trim()}
          onDone={() => {
            setComment('')
            onDone?.()
          }}
        />
        <Button
          size="large"
          danger
          loading={once.busy && deed === 'reject'}
          disabled={once.busy && deed === 'approve'}
          onClick={() => void answer('reject')}
        >
          {say(words.reject)}
        </Button>
        <Button
          size="large"
          type="primary"
          loading={once.busy && deed === 'approve'}
          disabled={once.busy && deed === 'reject'}
          onClick={() => void answer('approve')}
        >
          {say(words.approve)}
        </Button>
      </div>
    </footer>
  )
}
