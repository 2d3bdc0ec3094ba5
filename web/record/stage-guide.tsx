// What is to be done in this stage, by when, and who stands for what?
import type { RecordPage } from '#kernel/api/record-page.ts'
import { local } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

const parts = {
  responsible: { zh: '负责', en: 'Responsible' },
  accountable: { zh: '批准', en: 'Accountable' },
  consulted: { zh: '咨询', en: 'Consulted' },
  informed: { zh: '知会', en: 'Informed' },
} as const

export function StageGuide({ stage }: { stage: NonNullable<RecordPage['stage']> }) {
  const { zone } = useMeta().company
  if (!stage.sop && !stage.people.length) return null
  return (
    <section className="stage-guide" aria-label={say(words.sop)}>
      {stage.sop && (
        <p>
          <b>{say(words.sop)}</b> {say(stage.sop)}
        </p>
      )}
      <dl>
        {stage.people.map(({ part, names }) => (
          <div key={part}>
            <dt className="ink-3">{say(parts[part])}</dt>
            <dd>{names.map((name) => say(name)).join(say({ zh: '、', en: ', ' }))}</dd>
          </div>
        ))}
        {stage.due_at && (
          <div>
            <dt className="ink-3">{say(words.due_by)}</dt>
            <dd className={stage.stuck ? 'warn' : ''}>{local(stage.due_at, zone)}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
