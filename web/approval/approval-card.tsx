// What does one need to see to say yes or no? All of it on one card, with the two buttons in reach of the thumb.
import type { ApprovalCard as Card } from '#kernel/api/record-page.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'
import { CardFacts } from './card-facts.tsx'
import { CardHead } from './card-head.tsx'
import { Decide } from './decide.tsx'
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
        <CardHead card={card} inside={inside} />
        <CardFacts card={card} inside={inside} />
      </div>
      {card.mine && <Decide key={card.id} card={card} onDone={onDone} />}
    </article>
  )
}
