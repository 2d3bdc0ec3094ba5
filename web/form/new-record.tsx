// How is a record made? A drawer with the fields of the model, or at first those it cannot do without; nothing typed is lost.
import { useMemo, useRef, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Drawer } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { words } from '#web/list/words.ts'
import { titleOf } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { useHands } from '#web/parts/hands.ts'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { isBlank } from '#kernel/blank.ts'
import { NewRecordFields } from './new-record-fields.tsx'
import type { FieldProblems } from './problems.ts'
import { useNewRecord, type NewRecordWork } from './use-new-record.ts'

export interface NewRecordProps {
  object: MetaObject
  /** Values that are clear from where it was opened, e.g. the account. */
  preset?: Values
  /** For a field that refers to it: begins with what is needed, takes one that exists as well, and leaves the page as it is. */
  brief?: boolean
  onClose: () => void
  onCreated: (row: Row) => void
}

export default function NewRecord({
  object,
  preset,
  brief = false,
  onClose,
  onCreated,
}: NewRecordProps) {
  const navigate = useNavigate()
  const width = useWidth()
  const { message } = App.useApp()
  const draft = brief ? `brief.${object.name}` : `new.${object.name}`
  const work = useNewRecord(object, draft, preset, brief)
  const { busy, fields, shown, first, kept, problems } = work
  const [whole, setWhole] = useState(!brief)
  const needed = useMemo(
    () => new Set(neededOf(object, shown, first, preset)),
    [object, shown, first, preset],
  )
  const asked = whole
    ? fields
    : fields.filter(([name]) => needed.has(name) || isTold(name, problems, kept))
  const form = useRef<HTMLFormElement>(null)
  useHands(form)

  const save = async (another: boolean) => {
    const row = await work.create()
    if (!row) return
    onCreated(row)
    void message.success(say(words.created, { title: titleOf(object, row) }))
    // The next one is written at once.
    if (another)
      form.current?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')?.focus()
    if (!another && !brief)
      void navigate({ to: '/o/$object/$id', params: { object: object.name, id: row.id } })
  }

  return (
    <Drawer
      open
      onClose={onClose}
      size={width === 'phone' ? '100%' : whole ? 640 : 480}
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
            {!whole && asked.length < shown.length && (
              <Button type="link" size="small" onClick={() => setWhole(true)}>
                {say(words.all_fields, { n: shown.length })}
              </Button>
            )}
          </span>
          {brief ? (
            <Button onClick={onClose}>{t('cancel')}</Button>
          ) : (
            <Button onClick={() => void save(true)} disabled={busy}>
              {say(words.create_another)}
            </Button>
          )}
          <Button type="primary" loading={busy} onClick={() => void save(false)}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault()
          void save(false)
        }}
        onKeyDown={(event) => {
          // From anywhere in the form, also from a text of several lines.
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event))
            return
          event.preventDefault()
          if (!busy) void save(false)
        }}
        className="drawer-stack"
        noValidate
      >
        <NewRecordFields
          object={object}
          work={work}
          autoFocus
          asked={whole ? undefined : asked}
          onChoose={brief ? onCreated : undefined}
        />
        <button type="submit" className="only-read-aloud" tabIndex={-1} aria-hidden="true">
          {t('save')}
        </button>
      </form>
    </Drawer>
  )
}

type Shown = NewRecordWork['shown']

/** What it cannot do without: what is required, what is given, its name, and what tells one from another (phone, e-mail). */
const neededOf = (object: MetaObject, shown: Shown, first: Values, preset: Values = {}): string[] =>
  shown
    .filter(
      ({ name, required }) =>
        (required && isBlank(first[name])) ||
        name === object.title ||
        preset[name] !== undefined ||
        object.duplicates?.includes(name),
    )
    .map(({ name }) => name)

/** A field that something is told of, or in which something stood before, is in sight. */
const isTold = (name: string, problems: FieldProblems, kept: Values | null): boolean =>
  kept?.[name] !== undefined || Object.keys(problems).some((path) => path.split(/[.[]/)[0] === name)
