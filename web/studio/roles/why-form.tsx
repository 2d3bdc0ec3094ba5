// Why can, or can't, somebody see this record or field? A person, a record and perhaps a field; the answer is a sentence.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { admin } from '#web/admin/admin-calls.ts'
import { Answer } from '#web/admin/answer.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { say } from '#web/words.ts'
import type { Draft } from '../use-draft.ts'

const words = {
  title: { zh: '为什么能 / 不能？', en: 'Why may, or may not, somebody?' },
  help: {
    zh: '按线上的权限回答。选一个人和一条记录；也可以再选一个字段。',
    en: 'Answered by the rights that are live. Choose a person and a record, and a field if you like.',
  },
  person: { zh: '谁', en: 'Who' },
  object: { zh: '对象', en: 'Object' },
  record: { zh: '记录', en: 'Record' },
  field: { zh: '字段（可不选）', en: 'Field (if any)' },
  deed: { zh: '做什么', en: 'Does what' },
  read: { zh: '查看', en: 'See' },
  change: { zh: '修改', en: 'Change' },
  remove: { zh: '删除', en: 'Remove' },
  lines: { zh: '逐条权限', en: 'Line by line' },
  all: { zh: '全部记录', en: 'every record' },
  holds: { zh: '成立', en: 'holds' },
  not: { zh: '不成立', en: 'does not hold' },
  empty: { zh: '空', en: 'empty' },
} as const

type Deed = 'read' | 'change' | 'remove'

export function WhyForm({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const [person, setPerson] = useState<string | null>(null)
  const [object, setObject] = useState(
    'opportunity' in draft.published.objects ? 'opportunity' : '',
  )
  const [id, setId] = useState<string | null>(null)
  const [field, setField] = useState<string | null>(null)
  const [deed, setDeed] = useState<Deed>('read')
  const answer = useQuery({
    queryKey: ['model', 'why', person, object, id, field, deed],
    queryFn: () => admin.why({ person: person ?? '', object, id: id ?? '', field, deed }),
    enabled: !!person && !!id,
    retry: false,
  })
  const { objects } = draft.published
  return (
    <SideForm title={say(words.title)} width={560} onClose={onClose}>
      {() => (
        <>
          <p className="ink-2">{say(words.help)}</p>
          <FormField label={say(words.person)}>
            {(ids) => (
              <RefSelect
                id={ids.id}
                target="person"
                value={person ? [person] : []}
                onChange={([next]) => setPerson(next ?? null)}
              />
            )}
          </FormField>
          <FormField label={say(words.object)}>
            {(ids) => (
              <Select
                id={ids.id}
                value={object || null}
                style={{ width: '100%' }}
                showSearch={byLabel}
                options={Object.values(objects).map((one) => ({
                  value: one.name,
                  label: say(one.label),
                }))}
                onChange={(next: string) => {
                  setObject(next)
                  setId(null)
                  setField(null)
                }}
              />
            )}
          </FormField>
          <FormField label={say(words.record)}>
            {(ids) => (
              <RefSelect
                key={object}
                id={ids.id}
                target={object}
                value={id ? [id] : []}
                onChange={([next]) => setId(next ?? null)}
              />
            )}
          </FormField>
          <FormField label={say(words.field)}>
            {(ids) => (
              <Select
                id={ids.id}
                value={field}
                allowClear
                style={{ width: '100%' }}
                showSearch={byLabel}
                options={Object.entries(objects[object]?.fields ?? {}).map(([value, one]) => ({
                  value,
                  label: say(one.label),
                }))}
                onChange={(next?: string) => setField(next ?? null)}
              />
            )}
          </FormField>
          <Segments
            label={say(words.deed)}
            value={deed}
            options={(['read', 'change', 'remove'] as const).map((value) => ({
              value,
              label: say(words[value]),
            }))}
            onChange={setDeed}
          />
          {person && id && (
            <Answer of={answer}>
              {(why) => (
                <section aria-live="polite" className="why">
                  <p className={why.may ? 'form-note good' : 'form-note warn'}>{say(why.says)}</p>
                  {why.lines.length > 0 && (
                    <>
                      <h3>{say(words.lines)}</h3>
                      <ul className="diff">
                        {why.lines.map((line, at) => (
                          <li key={at}>
                            <span className={line.holds ? 'tag accent' : 'tag'}>
                              {say(line.holds ? words.holds : words.not)}
                            </span>{' '}
                            {say(line.role)} · {line.rule ? say(line.rule) : say(words.all)}
                            {line.values.length > 0 && (
                              <small className="ink-3">
                                {' '}
                                {line.values
                                  .map(
                                    (one) =>
                                      `${say(one.of)}＝${one.value ? say(one.value) : say(words.empty)}`,
                                  )
                                  .join('，')}
                              </small>
                            )}
                          </li>
                        ))}
                      </ul>
                    </>
                  )}
                </section>
              )}
            </Answer>
          )}
        </>
      )}
    </SideForm>
  )
}
