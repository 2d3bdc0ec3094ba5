// How is one record of any object opened? Loaded first, then shown whole.
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import { answers, keys } from '#web/asks.ts'
import { call, CallError, messageOf } from '#web/call.ts'
import { may, pluralOf, titleOf, useMeta } from '#web/meta.ts'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { RecordView } from '#web/record/record-view.tsx'
import { useWhole } from '#web/record/use-whole.ts'
import { words } from '#web/record/words.ts'
import { say, t } from '#web/words.ts'
import '#web/record/record.css'

export default function RecordPage() {
  const { object: name, id } = useParams({ strict: false })
  const object = useMeta().objects[name ?? '']
  if (!object || !id) return <PageMissing />
  return <One key={`${name}/${id}`} object={object} id={id} />
}

function One({ object, id }: { object: MetaObject; id: string }) {
  const { data, error, refetch } = useWhole(object, id)
  if (data) return <RecordView object={object} loaded={data} />
  if (!error)
    return (
      <>
        <PageHead title={say(object.label)} />
        <Waiting tall />
      </>
    )
  if (error instanceof CallError && error.status === 404)
    return <Gone object={object} id={id} onBack={() => void refetch()} />
  return (
    <>
      <PageHead title={say(object.label)} />
      <NoAnswer error={error} refetch={refetch} />
    </>
  )
}

/** It never was, may not be seen, or lies in the recycle bin; from there it can come back. */
function Gone({ object, id, onBack }: { object: MetaObject; id: string; onBack: () => void }) {
  const { message } = App.useApp()
  const removed = useQuery({
    queryKey: keys.one(object.name, id, 'removed'),
    queryFn: () => call.getRemoved(object.name, id),
    enabled: may(object, 'remove'),
    retry: false,
    staleTime: 0,
  })
  const restore = async () => {
    try {
      await call.restore(object.name, id)
      void answers.invalidateQueries({ queryKey: ['records', object.name] })
      onBack()
    } catch (error) {
      void message.error(messageOf(error), 6)
    }
  }
  if (removed.isLoading) return <PageHead title={say(object.label)} />
  return (
    <>
      <PageHead title={say(object.label)} />
      <div className="page-note" role="alert">
        <p>
          {removed.data
            ? say(words.in_bin, { title: titleOf(object, removed.data) })
            : say(words.no_record)}
        </p>
        {removed.data && (
          <p>
            <Button type="primary" onClick={() => void restore()}>
              {t('restore')}
            </Button>
          </p>
        )}
        <p>
          <Link to="/o/$object" params={{ object: object.name }}>
            {say(words.to_list, { objects: pluralOf(object) })}
          </Link>
        </p>
      </div>
    </>
  )
}
