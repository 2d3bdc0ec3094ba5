// How is a record made? A drawer over the list with the fields of the model; nothing typed is lost.
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Drawer } from 'antd'
import type { MetaObject } from '#kernel/api.ts'
import type { Row, Values } from '#kernel/object.ts'
import { words } from '#web/list/words.ts'
import { titleOf } from '#web/meta.ts'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { NewRecordFields } from './new-record-fields.tsx'
import { useNewRecord } from './use-new-record.ts'

export interface NewRecordProps {
  object: MetaObject
  /** Values that are clear from where it was opened, e.g. the account. */
  preset?: Values
  onClose: () => void
  onCreated: (row: Row) => void
}

export default function NewRecord({ object, preset, onClose, onCreated }: NewRecordProps) {
  const navigate = useNavigate()
  const width = useWidth()
  const { message } = App.useApp()
  const work = useNewRecord(object, `new.${object.name}`, preset)
  const { busy } = work

  const save = async (another: boolean) => {
    const row = await work.create()
    if (!row) return
    onCreated(row)
    void message.success(say(words.created, { title: titleOf(object, row) }))
    if (!another)
      void navigate({ to: '/o/$object/$id', params: { object: object.name, id: row.id } })
  }

  return (
    <Drawer
      open
      onClose={onClose}
      size={width === 'phone' ? '100%' : 640}
      title={t('new_of', { object: say(object.label) })}
      keyboard={!busy}
      footer={
        <div className="drawer-foot">
          <span className="small ink-3">
            {work.fromDraft ? (
              <>
                {say(words.draft_back)}{' '}
                <Button type="link" size="small" onClick={work.reset}>
                  {say(words.draft_drop)}
                </Button>
              </>
            ) : null}
          </span>
          <Button onClick={() => void save(true)} disabled={busy}>
            {say(words.create_another)}
          </Button>
          <Button type="primary" loading={busy} onClick={() => void save(false)}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save(false)
        }}
        className="drawer-stack"
        noValidate
      >
        <NewRecordFields object={object} work={work} autoFocus />
        <button type="submit" className="only-read-aloud" tabIndex={-1} aria-hidden="true">
          {t('save')}
        </button>
      </form>
    </Drawer>
  )
}
