// Somebody else changed the same field: whose is to stand? Both are shown, nothing typed is lost.
import { useState } from 'react'
import { Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { partsOf } from '#web/fields/registry.ts'
import { local } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { useTitles } from '#web/fields/ref-select.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { language, say, t } from '#web/words.ts'
import { words } from './words.ts'

interface ConflictNoteProps {
  object: MetaObject
  mine: Values
  theirs: Row
  fields: readonly string[]
  busy: boolean
  onDecide: (choice: Readonly<Record<string, 'mine' | 'theirs'>>) => void
  onCancel: () => void
}

export function ConflictNote({
  object,
  mine,
  theirs,
  fields,
  busy,
  onDecide,
  onCancel,
}: ConflictNoteProps) {
  const { zone } = useMeta().company
  const who = typeof theirs.updated_by === 'string' ? theirs.updated_by : ''
  const names = useTitles('person', who ? [who] : [])
  const [each, setEach] = useState(false)
  const [choice, setChoice] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  const all = (whose: 'mine' | 'theirs') =>
    onDecide(Object.fromEntries(fields.map((field) => [field, whose])))
  const labels = fields
    .map((field) => say(object.fields[field]?.label ?? { zh: field, en: field }))
    .join(language() === 'zh' ? '、' : ', ')
  return (
    <div className="conflict" role="alertdialog" aria-label={t('save')}>
      <p>
        {say(words.conflict, {
          who: names[who] ?? '',
          at: local(theirs.updated_at, zone).slice(5),
          fields: labels,
        })}
      </p>
      <table>
        <thead>
          <tr>
            <th />
            <th>{say(words.mine)}</th>
            <th>{say(words.theirs)}</th>
            {each && <th />}
          </tr>
        </thead>
        <tbody>
          {fields.map((name) => {
            const field = object.fields[name]
            if (!field) return null
            const { Cell } = partsOf(field)
            const cell = (row: Values) => (
              <Cell
                field={field}
                name={name}
                object={object.name}
                value={row[name]}
                row={row}
                place="grid"
              />
            )
            return (
              <tr key={name}>
                <th scope="row">{say(field.label)}</th>
                <td>{cell({ ...theirs, ...mine })}</td>
                <td>{cell(theirs)}</td>
                {each && (
                  <td>
                    <Segments
                      label={say(field.label)}
                      value={choice[name] ?? 'mine'}
                      options={[
                        { value: 'mine', label: say(words.mine) },
                        { value: 'theirs', label: say(words.theirs) },
                      ]}
                      onChange={(whose) => setChoice({ ...choice, [name]: whose })}
                    />
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      <div className="conflict-buttons">
        {each ? (
          <Button type="primary" loading={busy} onClick={() => onDecide(choice)}>
            {say(words.save_chosen)}
          </Button>
        ) : (
          <>
            <Button loading={busy} onClick={() => all('mine')}>
              {say(words.use_mine)}
            </Button>
            <Button disabled={busy} onClick={() => all('theirs')}>
              {say(words.use_theirs)}
            </Button>
            {fields.length > 1 && (
              <Button onClick={() => setEach(true)}>{say(words.one_by_one)}</Button>
            )}
          </>
        )}
        <Button type="text" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
