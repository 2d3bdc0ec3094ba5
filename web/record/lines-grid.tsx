// What are the record's own rows? A grid to read, and the same grid to write in.
import { useEffect, useState } from 'react'
import { Button } from 'antd'
import { DeleteOutlined, ExclamationCircleOutlined, PlusOutlined } from '@ant-design/icons'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { madeKinds, type FieldDef, type FieldOf } from '#kernel/field.ts'
import { answers, keys } from '#web/asks.ts'
import { isRight, partsOf } from '#web/fields/registry.ts'
import { useTitles } from '#web/fields/ref-select.tsx'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { local } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { say, t } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import { saveRecord } from './save-record.ts'
import { askAgain } from './use-record.ts'
import type { Loaded } from './use-record.ts'
import { words } from './words.ts'

/** Rows while they are written, on the record as it was when that began. */
interface Draft {
  readonly rows: Values[]
  readonly keys: number[]
  readonly base: Row
}

interface LinesGridProps {
  object: MetaObject
  name: string
  field: FieldOf<'lines'> & FieldDef
  loaded: Loaded
  editable: boolean
}

const system = new Set([
  'id',
  'position',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'version',
  'owner',
  'external_id',
])

/** Columns in the order of the model; those that hold nothing anywhere are left out when only read. */
function columnsOf(
  meta: Meta,
  child: MetaObject,
  by: string,
  rows: readonly Values[],
  writing: boolean,
): [string, FieldDef][] {
  return Object.entries(child.fields).filter(([name, field]) => {
    if (system.has(name) || name === by || field.kind === 'lines') return false
    // The row of another document that it was copied from says nothing new.
    if (
      field.kind === 'ref' &&
      (field.read_only || field.object === child.name) &&
      meta.objects[field.object]?.parent &&
      !meta.objects[field.object]?.lifecycle
    )
      return false
    // What it is worth in the company's own currency says nothing new of a document in that very currency.
    const own = /^base_(.+)$/.exec(name)?.[1]
    if (own && rows.every((row) => row[own] !== undefined && row[name] === row[own])) return false
    return writing || rows.some((row) => (row[name] ?? '') !== '')
  })
}

const withCurrency = (parent: Values, row: Values): Values =>
  'currency' in row ? row : { ...row, currency: parent.currency, ...parentCurrency(parent) }
/** Amounts of rows name their currency as `quote.currency`. */
const parentCurrency = (parent: Values): Values =>
  Object.fromEntries(
    ['quote', 'contract', 'invoice', 'opportunity'].map((of) => [
      `${of}.currency`,
      parent.currency,
    ]),
  )

export function LinesGrid({ object, name, field, loaded, editable }: LinesGridProps) {
  const meta = useMeta()
  const child = meta.objects[field.object]
  const saved = Array.isArray(loaded.row[name]) ? (loaded.row[name] as Row[]) : []
  const who = meta.who.id
  const kept = `rows.${object.name}.${loaded.raw.id}.${name}`
  const [draft, setDraft] = useState<Draft | null>(() =>
    editable ? (draftOf(who, kept) as unknown as Draft | null) : null,
  )
  useEffect(() => keepDraft(who, kept, draft && { ...draft }), [who, kept, draft])
  /** Somebody else changed the rows meanwhile; theirs is what is saved now. */
  const [clash, setClash] = useState<Row | null>(null)
  const changedBy = typeof clash?.updated_by === 'string' ? clash.updated_by : ''
  const people = useTitles('person', changedBy ? [changedBy] : [])
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [says, setSays] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  if (!child) return null
  const rows: readonly Values[] = draft?.rows ?? saved
  const columns = columnsOf(meta, child, field.by, rows, draft !== null)
  const begin = (add: boolean) =>
    setDraft({
      rows: add || !saved.length ? [...saved, {}] : [...saved],
      keys: Array.from({ length: saved.length + 1 }, (_, at) => at),
      base: loaded.raw,
    })
  const set = (change: (before: Values[]) => Values[]) =>
    setDraft((now) => now && { ...now, rows: change(now.rows) })
  const close = () => {
    setDraft(null)
    setClash(null)
    setProblems({})
    setSays(null)
  }
  const save = async () => {
    if (!draft || busy) return
    setBusy(true)
    try {
      const outcome = await saveRecord(object, draft.base, {
        [name]: draft.rows
          .filter((row) => Object.keys(row).length)
          .map((row) => writable(child, row)),
      })
      if (outcome.kind === 'saved') {
        await answers.invalidateQueries({ queryKey: keys.one(object.name, loaded.raw.id) })
        askAgain()
        close()
      } else if (outcome.kind === 'refused') {
        setClash(null)
        setProblems(outcome.problems)
        setSays(outcome.says)
      } else {
        // Theirs is shown below mine; whose is to stand is asked.
        await answers.invalidateQueries({ queryKey: keys.one(object.name, loaded.raw.id) })
        setClash(outcome.theirs)
        setDraft({ ...draft, base: outcome.theirs, rows: alive(draft.rows, outcome.theirs[name]) })
        setSays(null)
      }
    } catch (error) {
      setSays(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  /** To read, or with a draft to write in. */
  const table = (
    rows: readonly Values[],
    columns: readonly [string, FieldDef][],
    draft: Draft | null,
  ) => (
    <table className={draft ? 'rows-table writing' : 'rows-table'}>
      <thead>
        <tr>
          <th className="row-no">#</th>
          {columns.map(([column, def]) => (
            <th key={column} className={isRight(def) ? 'num' : ''}>
              {say(def.label)}
              {draft && def.required && <span className="bad"> *</span>}
            </th>
          ))}
          {draft && <th />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={draft ? (draft.keys[at] ?? at) : String(row.id)}>
            <td className="row-no ink-3">{at + 1}</td>
            {columns.map(([column, def]) => {
              const { Cell, Input } = partsOf(def)
              const problem = problems[`${name}[${at}].${column}`]
              const shown = withCurrency(loaded.row, row)
              if (!draft || def.read_only || madeKinds.has(def.kind))
                return (
                  <td key={column} className={isRight(def) ? 'num' : ''}>
                    <Cell
                      field={def}
                      name={column}
                      object={child.name}
                      value={row[column]}
                      row={shown}
                      place={draft ? 'grid' : 'page'}
                    />
                  </td>
                )
              return (
                <td
                  key={column}
                  className={problem ? 'wrong' : ''}
                  style={{ minWidth: Math.max(88, Math.min(200, partsOf(def).width)) }}
                >
                  <Input
                    field={def}
                    name={column}
                    object={child.name}
                    value={row[column]}
                    row={{ ...loaded.row, [object.name]: loaded.raw.id, ...shown }}
                    small
                    label={`${say(def.label)} ${at + 1}`}
                    invalid={problem !== undefined}
                    onChange={(value) =>
                      set((all) =>
                        all.map((one, index) => (index === at ? { ...one, [column]: value } : one)),
                      )
                    }
                  />
                  {problem && (
                    <p className="small bad" role="alert">
                      <ExclamationCircleOutlined /> {problem}
                    </p>
                  )}
                </td>
              )
            })}
            {draft && (
              <td>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={say(words.remove_row, { n: at + 1 })}
                  onClick={() =>
                    setDraft({
                      ...draft,
                      rows: draft.rows.filter((_, index) => index !== at),
                      keys: draft.keys.filter((_, index) => index !== at),
                    })
                  }
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
      {!draft && <Totals child={child} columns={columns} rows={rows} parent={loaded.row} />}
    </table>
  )
  return (
    <section className={rows.length || draft ? 'rows' : 'rows none'} aria-label={say(field.label)}>
      <h2>
        {say(field.label)}{' '}
        <span className="ink-3">
          {rows.length > 0 || draft ? rows.length : say(words.none_yet)}
        </span>
        {editable && !draft && (
          <span className="head-tools">
            {saved.length > 0 && (
              <Button type="link" size="small" onClick={() => begin(false)}>
                {say(words.edit_rows)}
              </Button>
            )}
            <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => begin(true)}>
              {say(words.add_row)}
            </Button>
          </span>
        )}
      </h2>
      {rows.length > 0 && (
        <div className="rows-scroll" tabIndex={0} role="region" aria-label={say(field.label)}>
          {table(rows, columns, draft)}
        </div>
      )}
      {draft && clash && (
        <div className="rows-clash" role="alertdialog" aria-label={say(field.label)}>
          <p className="warn">
            {say(words.conflict, {
              who: people[changedBy] ?? '',
              at: local(clash.updated_at, meta.company.zone).slice(5),
              fields: say(field.label),
            })}
          </p>
          <p className="small ink-3">{say(words.theirs)}</p>
          {saved.length ? (
            table(saved, columnsOf(meta, child, field.by, saved, false), null)
          ) : (
            <p>{say(words.none_yet)}</p>
          )}
          <p className="conflict-buttons">
            <Button size="small" loading={busy} onClick={() => void save()}>
              {say(words.use_mine)}
            </Button>
            <Button size="small" disabled={busy} onClick={close}>
              {say(words.use_theirs)}
            </Button>
          </p>
        </div>
      )}
      {draft && !clash && (
        <div className="rows-tools">
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() =>
              setDraft({ ...draft, rows: [...draft.rows, {}], keys: [...draft.keys, Date.now()] })
            }
          >
            {say(words.add_row)}
          </Button>
          {says && (
            <span className="bad" role="alert">
              {says}
            </span>
          )}
          <span className="grow" />
          <Button size="small" onClick={close}>
            {t('cancel')}
          </Button>
          <Button size="small" type="primary" loading={busy} onClick={() => void save()}>
            {t('save')}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Rows that others removed are written as new ones. */
function alive(rows: readonly Values[], theirs: unknown): Values[] {
  const ids = new Set(Array.isArray(theirs) ? theirs.map((row: Row) => row.id) : [])
  return rows.map(({ id, ...row }) =>
    typeof id === 'string' && ids.has(id) ? { id, ...row } : row,
  )
}

/** What a person may send back of a row: its id, and the fields that are theirs to fill. */
const writable = (child: MetaObject, row: Values): Values =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([name]) =>
        name === 'id' || (child.fields[name] && !child.fields[name].read_only && !system.has(name)),
    ),
  )

/** Under the amounts the document's own totals, where it has a field of the same name. */
function Totals({
  child,
  columns,
  rows,
  parent,
}: {
  child: MetaObject
  columns: readonly [string, FieldDef][]
  rows: readonly Values[]
  parent: Row
}) {
  const total = (name: string) => parent[name] ?? (name === 'gross' ? parent.amount : null)
  const sums = columns.map(([name, def]) =>
    def.kind === 'money' && def.read_only && typeof total(name) === 'string' ? total(name) : null,
  )
  if (rows.length < 2 || !sums.some(Boolean)) return null
  return (
    <tfoot>
      <tr>
        <td />
        {columns.map(([name, def], at) => {
          const { Cell } = partsOf(def)
          return (
            <td key={name} className={isRight(def) ? 'num' : ''}>
              {sums[at] ? (
                <Cell
                  field={def}
                  name={name}
                  object={child.name}
                  value={sums[at]}
                  row={withCurrency(parent, {})}
                  place="grid"
                />
              ) : at === 0 ? (
                say(words.total)
              ) : null}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}
