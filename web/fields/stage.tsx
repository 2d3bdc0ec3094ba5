// How is a stage shown and asked for? A dot with its word; only moves change it.
import { useMeta } from '#web/meta.ts'
import { ChoiceFilter, ChoiceInput, choiceOperators } from './choice.tsx'
import { stageChoices } from './choice-word.ts'
import type { CellProps, FieldParts } from './field-parts.ts'
import { stuckDays } from './stuck.ts'
import { say } from '#web/words.ts'

const words = {
  days: { zh: '{n} 天', en: '{n} d' },
  stuck: {
    zh: '在此阶段已 {n} 天，超过时限',
    en: 'In this stage for {n} {n:day|days}, longer than it may',
  },
} as const

function StageCell({ value, object, name, row }: CellProps<'stage'>) {
  const { objects, company } = useMeta()
  const lifecycle = objects[object]?.lifecycle
  if (typeof value !== 'string' || !value) return null
  const stage = lifecycle?.stages[value]
  const kind = stage?.kind ?? 'open'
  // The first stage has not begun: a grey dot; colour is kept for what moves.
  const look = kind === 'open' && lifecycle?.first === value ? '' : kind
  // When another record came to its stage is not told with this one.
  const stuck =
    name === 'stage' && stage
      ? stuckDays(stage, row.stage_since, company.calendar, new Date())
      : null
  return (
    <span className="stage-cell">
      <i className={`dot ${stuck === null ? look : 'stuck'}`} />
      {stage ? say(stage.label) : value}
      {stuck !== null && (
        <span className="small warn" title={say(words.stuck, { n: stuck })}>
          {say(words.days, { n: stuck })}
        </span>
      )}
    </span>
  )
}

export const stage: FieldParts<'stage'> = {
  Cell: StageCell,
  Input: function StageInput({ field: _, ...props }) {
    return <ChoiceInput {...props} choices={stageChoices(useMeta(), props.object)} />
  },
  Filter: function StageFilter({ field: _, ...props }) {
    return <ChoiceFilter {...props} choices={stageChoices(useMeta(), props.object)} />
  },
  width: 124,
  operators: choiceOperators.slice(0, 2),
}
