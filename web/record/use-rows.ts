// What is written in the record's own rows, and what becomes of it? It is kept over a reload, and saved as a whole.
import { useEffect, useRef, useState } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { messageOf } from '#web/call.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { useMeta } from '#web/meta.ts'
import { alive, writable } from './row-columns.ts'
import { saveRecord } from './save-record.ts'
import { askAgain } from './use-record.ts'
import type { Loaded } from './use-record.ts'

/** Rows while they are written, on the record as it was when that began. */
export interface RowsDraft {
  readonly rows: readonly Values[]
  /** One for each row, so that it stays itself while others come and go. */
  readonly keys: readonly number[]
  readonly base: Row
}

export interface RowsWork {
  /** Null while they are only read. */
  readonly draft: RowsDraft | null
  /** Somebody else changed the rows meanwhile; theirs is what is saved now. */
  readonly clash: Row | null
  /** `lines[2].quantity` → what is wrong with it. */
  readonly problems: Readonly<Record<string, string>>
  readonly says: string | null
  readonly busy: boolean
  readonly begin: (withNew: boolean) => void
  readonly put: (at: number, column: string, value: unknown) => void
  readonly add: () => void
  readonly drop: (at: number) => void
  readonly close: () => void
  readonly save: () => Promise<void>
}

/** What became of the last try to save. */
interface Told {
  readonly clash: Row | null
  readonly problems: Readonly<Record<string, string>>
  readonly says: string | null
}
const nothing: Told = { clash: null, problems: {}, says: null }

/** @param name the field of the record that holds the rows */
export function useRows(
  object: MetaObject,
  child: MetaObject | undefined,
  name: string,
  { raw }: Loaded,
  saved: readonly Row[],
  editable: boolean,
): RowsWork {
  const who = useMeta().who.id
  const kept = `rows.${object.name}.${raw.id}.${name}`
  const [draft, setDraft] = useState<RowsDraft | null>(() =>
    editable ? (draftOf(who, kept) as unknown as RowsDraft | null) : null,
  )
  useEffect(() => keepDraft(who, kept, draft && { ...draft }), [who, kept, draft])
  const [told, setTold] = useState<Told>(nothing)
  const [busy, setBusy] = useState(false)
  /** Whose rows were sent and not answered. */
  const sentBy = useRef<string | null>(null)

  const change = (work: (now: RowsDraft) => Partial<RowsDraft>) =>
    setDraft((now) => now && { ...now, ...work(now) })
  const without =
    (at: number) =>
    (_: unknown, index: number): boolean =>
      index !== at
  const close = () => {
    setDraft(null)
    setTold(nothing)
  }
  const send = async (child: MetaObject, { base, rows }: RowsDraft) => {
    const sent = rows.filter((row) => Object.keys(row).length).map((row) => writable(child, row))
    const outcome = await saveRecord(object, base, { [name]: sent }, sentBy.current)
    sentBy.current = null
    if (outcome.kind === 'refused')
      return setTold({ problems: outcome.problems, says: outcome.says, clash: null })
    await answers.invalidateQueries({ queryKey: keys.one(object.name, raw.id) })
    if (outcome.kind === 'saved') {
      askAgain()
      return close()
    }
    // Theirs is shown below mine; whose is to stand is asked.
    const { theirs } = outcome
    setTold({ ...told, clash: theirs, says: null })
    change((now) => ({ base: theirs, rows: alive(now.rows, theirs[name]) }))
  }
  const save = async () => {
    if (!child || !draft || busy) return
    setBusy(true)
    try {
      await send(child, draft)
    } catch (error) {
      sentBy.current = who
      setTold((now) => ({ ...now, says: messageOf(error) }))
    } finally {
      setBusy(false)
    }
  }
  return {
    draft,
    ...told,
    busy,
    begin: (withNew) => {
      const rows = withNew || !saved.length ? [...saved, {}] : [...saved]
      setDraft({ rows, keys: rows.map((_, at) => at), base: raw })
    },
    put: (at, column, value) =>
      change(({ rows }) => ({
        rows: rows.map((row, index) => (index === at ? { ...row, [column]: value } : row)),
      })),
    add: () => change(({ rows, keys }) => ({ rows: [...rows, {}], keys: [...keys, Date.now()] })),
    drop: (at) =>
      change(({ rows, keys }) => ({
        rows: rows.filter(without(at)),
        keys: keys.filter(without(at)),
      })),
    close,
    save,
  }
}
