// How does an approval flow look, above the moves that ask for it?
import type { PlacedApproval } from '#kernel/lifecycle/layout.ts'
import { say } from '#web/words.ts'
import { cut, type ItemProps, MarkBadge } from './drawn.tsx'

const words = {
  approval: { zh: '审批流', en: 'approval flow' },
  steps: { zh: '{n} 步', en: '{n} {n:step|steps}' },
} as const

export function ApprovalMark({
  card,
  on,
  approvals,
  marks,
  says,
  onChoose,
  onKeys,
}: ItemProps & { card: PlacedApproval }) {
  const flow = approvals[card.flow]!
  const steps = Object.values(flow.steps).filter(Boolean).length
  return (
    <g
      className={`card-approval${on ? ' on' : ''}`}
      role="button"
      tabIndex={0}
      aria-pressed={on}
      aria-label={`${say(words.approval)} ${say(flow.label)}`}
      onClick={() => onChoose({ kind: 'approval', name: card.flow })}
      onKeyDown={(event) => onKeys(event, { kind: 'approval', name: card.flow })}
    >
      <rect x={card.x} y={card.y} width={card.w} height={card.h} rx="6" />
      <text x={card.x + 12} y={card.y + 21} className="strong">
        {cut(say(flow.label), 10)}
      </text>
      <text x={card.x + 12} y={card.y + 39}>
        {cut(
          [say(words.steps, { n: steps }), flow.if ? says(flow.if) : '']
            .filter(Boolean)
            .join(' · '),
          10,
        )}
      </text>
      <MarkBadge x={card.x + card.w} y={card.y} mark={marks.approvals.get(card.flow)} />
    </g>
  )
}
