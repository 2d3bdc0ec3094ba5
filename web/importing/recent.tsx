// Which imports were there lately, and what came out of them?
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { JobCard } from '#kernel/api/job.ts'
import { number } from '#kernel/money/written.ts'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { importCalls, resultOf } from './import-calls.ts'
import { words } from './words.ts'

export function Recent({ object }: { object: string }) {
  const { company } = useMeta()
  const jobs = useQuery({ queryKey: ['jobs', 'mine'], queryFn: importCalls.jobs, staleTime: 0 })
  const today = todayIn(company.zone)
  // One that has not begun says only in words what it is of.
  const list = (jobs.data?.data ?? [])
    .filter(
      (card) => card.kind === 'import' && [object, undefined].includes(resultOf(card)?.object),
    )
    .slice(0, 8)
  if (!list.length) return null
  return (
    <section className="recent">
      <h2>{say(words.recent)}</h2>
      <table className="adm-table fold">
        <tbody>
          {list.map((card) => (
            <tr key={card.id}>
              <td>
                <Link to="/import/$object" params={{ object }} search={{ job: card.id }}>
                  {say(card.label)}
                </Link>
              </td>
              <td className="ink-2">
                {card.by.name} · {instant(card.started_at, company.zone, today)}
              </td>
              <td>{outcome(card)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function outcome(card: JobCard): string {
  const result = resultOf(card)
  const counts =
    result &&
    (['created', 'changed', 'unchanged', 'refused'] as const)
      .flatMap((part) =>
        result[part] ? [`${say(words[part])} ${number(String(result[part]))}`] : [],
      )
      .join(' · ')
  if (card.stage === 'done' && result) return counts ?? ''
  const how =
    card.stage === 'failed' ? words.failed : card.stage === 'cancelled' ? words.cancelled : null
  if (how) return [say(how), ...(counts ? [counts] : [])].join(' · ')
  return say(card.stage === 'waiting' ? words.waiting : words.running)
}
