// How does a report or dashboard of one's own begin? With a name; a report also with the records it is over.
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import type { OwnKind } from '#kernel/view/own.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { firstBoard, firstReport } from '#web/studio/first-views.ts'
import { reportObjects } from '#web/studio/reports/report-objects.ts'
import { say } from '#web/words.ts'
import type { SendOptions } from '#web/call.ts'
import { makeOwn } from './own-calls.ts'
import { editAt } from './own.ts'
import { words } from './words.ts'

export function NewOwn({ kind, onClose }: { kind: OwnKind; onClose: () => void }) {
  const meta = useMeta()
  const navigate = useNavigate()
  const objects = reportObjects(meta)
  const [name, setName] = useState('')
  const [object, setObject] = useState(objects[0]?.value ?? '')
  const save = async (options: SendOptions) => {
    const label = { zh: name.trim(), en: name.trim() }
    const thing = kind === 'report' ? firstReport(label, object) : firstBoard(label, true)
    const id = await makeOwn(kind, thing, options)
    await navigate({ to: editAt(kind), params: { name: id } })
  }
  return (
    <SideForm
      title={say(kind === 'report' ? words.new_report : words.new_dashboard)}
      onClose={onClose}
      onSave={save}
      saveLabel={say(words.make)}
      disabled={!name.trim() || (kind === 'report' && !object)}
    >
      {() => (
        <>
          <FormField label={say(words.name)} required>
            {(ids) => (
              <Input
                id={ids.id}
                value={name}
                autoFocus
                autoComplete="off"
                maxLength={100}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </FormField>
          {kind === 'report' && (
            <FormField label={say(words.object)} help={say(words.object_help)}>
              {(ids) => (
                <Select
                  id={ids.id}
                  value={object}
                  style={{ width: '100%' }}
                  showSearch={byLabel}
                  options={objects}
                  onChange={setObject}
                />
              )}
            </FormField>
          )}
        </>
      )}
    </SideForm>
  )
}
