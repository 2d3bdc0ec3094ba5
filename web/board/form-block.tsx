// How is a record made in the page itself? Filled in where it stands; then what was made is said, and the form is ready for the next.
import { useEffect, useRef, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { CheckCircleOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { NewRecordFields } from '#web/form/new-record-fields.tsx'
import { useNewRecord } from '#web/form/use-new-record.ts'
import { words as listWords } from '#web/list/words.ts'
import { titleOf } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

export default function FormBlock({ object }: { object: MetaObject }) {
  const work = useNewRecord(object, `page.${object.name}`)
  const [made, setMade] = useState<Row | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const save = async () => {
    const row = await work.create()
    if (row) setMade(row)
  }
  // What was made is read aloud; the hands are at the first field again.
  const ready = made !== null && !work.busy
  useEffect(() => {
    if (!ready) return
    form.current?.scrollTo({ top: 0 })
    form.current?.querySelector<HTMLElement>('input, textarea')?.focus()
  }, [ready, made])
  return (
    <form
      ref={form}
      className="block-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div role="status">
        {made && (
          <p className="form-note good">
            <CheckCircleOutlined aria-hidden="true" /> {say(words.made)}{' '}
            <Link to="/o/$object/$id" params={{ object: object.name, id: made.id }}>
              {titleOf(object, made)}
            </Link>
          </p>
        )}
      </div>
      <NewRecordFields object={object} work={work} autoFocus={false} />
      <div className="block-form-foot">
        <Button type="primary" htmlType="submit" loading={work.busy}>
          {say(words.submit)}
        </Button>
        {work.fromDraft && (
          <span className="small ink-3">
            {say(listWords.draft_back)}{' '}
            <Button type="link" size="small" onClick={work.reset}>
              {say(listWords.draft_drop)}
            </Button>
          </span>
        )}
      </div>
    </form>
  )
}
