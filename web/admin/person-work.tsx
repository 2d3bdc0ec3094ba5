// What is still in somebody's hands? Their open records, each kind with the list from which it is given to others.
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MetaObject } from '#kernel/api/meta.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { may, pluralOf, useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'

const words = {
  work: { zh: '名下未完成的', en: 'Open work' },
  hand_over: {
    zh: '离职前请在列表里选中，「分配」给别人；等其审批的可由管理员代为处理。',
    en: 'Before they leave, select it in the list and assign it to others; an administrator may answer approvals for them.',
  },
} as const

/** Records with stages belong to somebody until they end; approvals are asked of a person in the same way. */
const isWork = (object: MetaObject): boolean =>
  Boolean(object.lifecycle && object.fields.owner && object.area && !object.by_actions_only) ||
  object.name === 'approval_task'

function openOf(object: MetaObject, person: string): string {
  const open = Object.entries(object.lifecycle?.stages ?? {})
    .filter(([, stage]) => stage && (stage.kind ?? 'open') === 'open')
    .map(([name]) => `"${name}"`)
  return `owner = "${person}" and stage in (${open.join(', ')})`
}

export function OpenWork({ person }: { person: string }) {
  const meta = useMeta()
  const objects = Object.values(meta.objects).filter((one) => isWork(one) && may(one, 'read'))
  const counts = useQueries({
    queries: objects.map((object) => ({
      queryKey: keys.sum(object.name, 'open-work', person),
      queryFn: () =>
        call.query({
          from: object.name,
          where: openOf(object, person),
          measure: { n: 'count()' },
        }),
    })),
  })
  const found = objects.flatMap((object, at) => {
    const n = Number(counts[at]?.data?.data[0]?.n ?? 0)
    return n > 0 ? [{ object, n }] : []
  })
  if (!found.length) return null
  return (
    <section className="open-work">
      <h3>{say(words.work)}</h3>
      <ul>
        {found.map(({ object, n }) => (
          <li key={object.name}>
            <Link
              to="/o/$object"
              params={{ object: object.name }}
              search={{ filter: openOf(object, person) }}
            >
              {pluralOf(object)} {n}
            </Link>
          </li>
        ))}
      </ul>
      <p className="small ink-3">{say(words.hand_over)}</p>
    </section>
  )
}
