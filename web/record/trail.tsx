// Who made it, and who touched it last? In one quiet line.
import type { MetaObject } from '#kernel/api/meta.ts'
import { local } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import type { Loaded } from './use-record.ts'

export function Trail({ object, row }: { object: MetaObject; row: Loaded['row'] }) {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : '')
  const { zone } = useMeta().company
  const one = (at: string, by: string) =>
    [
      say(object.fields[at]?.label ?? { zh: '', en: '' }),
      local(text(at), zone).slice(0, 10),
      text(`${by}.name`),
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <p className="record-trail small ink-3">
      {[one('created_at', 'created_by'), one('updated_at', 'updated_by'), text('external_id')]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}
