// How is one record of any object opened? Loaded first, then shown whole.
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import { CallError } from '#web/call.ts'
import { pluralOf, useMeta } from '#web/meta.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { RecordView } from '#web/record/record-view.tsx'
import { useRecord } from '#web/record/use-record.ts'
import { words } from '#web/record/words.ts'
import { say, t } from '#web/words.ts'
import '#web/fields/fields.css'
import '#web/record/record.css'

export default function RecordPage() {
  const { object: name, id } = useParams({ strict: false })
  const object = useMeta().objects[name ?? '']
  if (!object || !id) return <PageMissing />
  return <One key={`${name}/${id}`} object={object} id={id} />
}

function One({ object, id }: { object: MetaObject; id: string }) {
  const { data, error, refetch } = useRecord(useMeta(), object, id)
  if (data) return <RecordView object={object} loaded={data} />
  if (!error)
    return (
      <>
        <PageHead title={say(object.label)} />
        <Waiting tall />
      </>
    )
  const gone = error instanceof CallError && error.status === 404
  return (
    <>
      <PageHead title={say(object.label)} />
      <div className="page-note" role="alert">
        <p>{gone ? say(words.no_record) : error.message}</p>
        {gone ? (
          <Link to="/o/$object" params={{ object: object.name }}>
            {say(words.to_list, { objects: pluralOf(object) })}
          </Link>
        ) : (
          <Button onClick={() => void refetch()}>{t('again')}</Button>
        )}
      </div>
    </>
  )
}
