// How is a record made? A drawer with the fields of the model, or at first those it cannot do without; nothing typed is lost.
import { useEffect, useMemo, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Drawer } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call, newKey } from '#web/call.ts'
import { todayIn } from '#web/format.ts'
import { words } from '#web/list/words.ts'
import { titleOf, useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { useHands } from '#web/parts/hands.ts'
import { useWidth } from '#web/parts/width.ts'
import { refusedBy, RefusalHelp } from '#web/parts/refusal-help.tsx'
import type { Refused } from '#web/parts/refusal-help.tsx'
import { say, t } from '#web/words.ts'
import { draftOf, keepDraft } from './drafts.ts'
import { FieldGrid, useShownFields } from './field-grid.tsx'
import { firstValues, formFields, isMissing, sentValues } from './form-fields.ts'
import { missingOf, problemsOf } from './problems.ts'
import type { FieldProblems } from './problems.ts'

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
  const meta = useMeta()
  const navigate = useNavigate()
  const width = useWidth()
  const { message } = App.useApp()
  const draftName = brief ? `brief.${object.name}` : `new.${object.name}`
  const fields = useMemo(() => formFields(object), [object])
  const [first] = useState(() => ({
    ...firstValues(meta, fields, todayIn(meta.company.zone)),
    ...preset,
  }))
  const [kept] = useState(() => {
    const draft = draftOf(meta.who.id, draftName)
    // What was typed of one is not put under the name of another.
    const name = preset?.[object.title]
    return brief && name && draft?.[object.title] !== name ? null : draft
  })
  const [values, setValues] = useState<Values>({ ...first, ...kept, ...preset })
  const [fromDraft, setFromDraft] = useState(kept !== null)
  const [problems, setProblems] = useState<FieldProblems>({})
  const [refusal, setRefusal] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const shown = useShownFields(object.name, fields, values)
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

  useEffect(() => {
    const typed = Object.fromEntries(
      Object.entries(values).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(first[name]),
      ),
    )
    keepDraft(meta.who.id, draftName, typed)
  }, [values, first, meta.who.id, draftName])

  const reset = () => {
    setValues(first)
    setProblems({})
    setRefusal(null)
    setFromDraft(false)
    keepDraft(meta.who.id, draftName, null)
  }

  const save = async (another: boolean) => {
    const missing = missingOf(shown, values)
    setProblems(missing)
    setRefusal(null)
    if (Object.keys(missing).length) return
    setBusy(true)
    try {
      const visible = new Set(shown.map((one) => one.name))
      const sent = sentValues(
        Object.fromEntries(
          Object.entries(values).filter(
            ([name]) => visible.has(name) || preset?.[name] !== undefined,
          ),
        ),
      )
      const row = await call.create(object.name, sent, { key: key.current })
      reset()
      onCreated(row)
      void message.success(say(words.created, { title: titleOf(object, row) }))
      if (!another && !brief)
        void navigate({ to: '/o/$object/$id', params: { object: object.name, id: row.id } })
    } catch (error) {
      setProblems(problemsOf(error))
      setRefusal(refusedBy(error))
    } finally {
      // The next try may say something else, so it is another request.
      key.current = newKey()
      setBusy(false)
    }
  }

  const strange = Object.entries(problems).filter(
    ([path]) =>
      !fields.some(
        ([name]) => path === name || path.startsWith(`${name}[`) || path.startsWith(`${name}.`),
      ),
  )
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
            {fromDraft ? (
              <>
                {say(words.draft_back)}{' '}
                <Button type="link" size="small" onClick={reset}>
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
        {refusal && (
          <p className="form-note bad" role="alert">
            <RefusalHelp refused={refusal} />{' '}
            {strange.map(([path, says]) => `${path} ${says}`).join(' ')}
          </p>
        )}
        <MaybeSame object={object} values={values} {...(brief && { onChoose: onCreated })} />
        <FieldGrid
          object={object.name}
          layout={whole ? object.form : undefined}
          fields={asked}
          values={values}
          onValues={setValues}
          problems={problems}
          disabled={busy}
        />
        <button type="submit" className="only-read-aloud" tabIndex={-1} aria-hidden="true">
          {t('save')}
        </button>
      </form>
    </Drawer>
  )
}

type Shown = ReturnType<typeof useShownFields>

/** What it cannot do without: what is required, what is given, its name, and what tells one from another (phone, e-mail). */
const neededOf = (object: MetaObject, shown: Shown, first: Values, preset: Values = {}): string[] =>
  shown
    .filter(
      ({ name, required }) =>
        (required && isMissing(first[name])) ||
        name === object.title ||
        preset[name] !== undefined ||
        object.duplicates?.includes(name),
    )
    .map(({ name }) => name)

/** A field that something is told of, or in which something stood before, is in sight. */
const isTold = (name: string, problems: FieldProblems, kept: Values | null): boolean =>
  kept?.[name] !== undefined || Object.keys(problems).some((path) => path.split(/[.[]/)[0] === name)

interface MaybeSameProps {
  object: MetaObject
  values: Values
  /** Takes one that exists; without it they are only opened beside. */
  onChoose?: (row: Row) => void
}

/** Records that share a telling field (phone, e-mail, name) are shown while one types. */
function MaybeSame({ object, values, onChoose }: MaybeSameProps) {
  const telling = (object.duplicates ?? []).flatMap((name) => {
    const value = values[name]
    return typeof value === 'string' && value.trim().length >= 2
      ? [`${name} = "${value.trim().replaceAll('"', '""')}"`]
      : []
  })
  const filter = useSettled(telling.join(' or '))
  const { data } = useQuery({
    queryKey: keys.sum(object.name, 'maybe-same', filter),
    queryFn: () =>
      call.list(object.name, {
        filter,
        select: ['id', object.title, ...(object.fields.number ? ['number'] : [])],
        limit: 5,
      }),
    enabled: filter !== '',
    retry: false,
  })
  if (!filter || !data?.data.length) return null
  return (
    <p className="form-note warn" role="status">
      {say(words.maybe_same)}:{' '}
      {data.data.map((row, at) => (
        <span key={row.id}>
          {at > 0 && '、'}
          <Link to="/o/$object/$id" params={{ object: object.name, id: row.id }} target="_blank">
            {titleOf(object, row)}
          </Link>
          {onChoose && (
            <Button type="link" size="small" onClick={() => onChoose(row)}>
              {say(words.choose_it)}
            </Button>
          )}
        </span>
      ))}
    </p>
  )
}

/** The value once it has rested for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 400)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
