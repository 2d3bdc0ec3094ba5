// What are the record's own rows? A grid to read, the same grid to write in, and whose is to stand where two wrote.
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { FieldDef, FieldOf } from '#kernel/field.ts'
import type { Row, Values } from '#kernel/object.ts'
import { useTitles } from '#web/fields/ref-select.tsx'
import { local } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { handsAreFree } from '#web/parts/hands.ts'
import { say, t } from '#web/words.ts'
import { columnsOf } from './row-columns.ts'
import { RowsTable } from './rows-table.tsx'
import type { Loaded } from './use-record.ts'
import { useRows, type RowsWork } from './use-rows.ts'
import { words } from './words.ts'

interface LinesGridProps {
  object: MetaObject
  name: string
  field: FieldOf<'lines'> & FieldDef
  loaded: Loaded
  editable: boolean
}

export function LinesGrid(props: LinesGridProps) {
  const { object, name, field, loaded, editable } = props
  const meta = useMeta()
  const child = meta.objects[field.object]
  const saved = Array.isArray(loaded.row[name]) ? (loaded.row[name] as Row[]) : []
  const work = useRows(object, child, name, loaded, saved, editable)
  const { draft, clash, begin } = work
  const place = useHandsInNewRow(draft?.rows.length ?? 0)
  if (!child) return null
  const rows: readonly Values[] = draft?.rows ?? saved
  const columns = columnsOf(meta, child, field.by, rows, draft !== null)
  const table = { object, child, name, loaded }
  return (
    <section
      ref={place}
      id={`fact-${name}`}
      className={rows.length || draft ? 'rows' : 'rows none'}
      aria-label={say(field.label)}
    >
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
        <div className="rows-scroll slides" tabIndex={0} role="group" aria-label={say(field.label)}>
          <RowsTable {...table} rows={rows} columns={columns} work={draft ? work : undefined} />
        </div>
      )}
      {draft && clash && (
        <RowsClash label={say(field.label)} clash={clash} work={work}>
          {saved.length ? (
            <RowsTable
              {...table}
              rows={saved}
              columns={columnsOf(meta, child, field.by, saved, false)}
            />
          ) : (
            <p>{say(words.none_yet)}</p>
          )}
        </RowsClash>
      )}
      {draft && !clash && <RowsTools work={work} />}
    </section>
  )
}

/** A row that was added is written at once: its first cell has the hands. */
function useHandsInNewRow(rows: number) {
  const place = useRef<HTMLElement>(null)
  const before = useRef(rows)
  useEffect(() => {
    const added = rows > before.current
    before.current = rows
    if (!added || !handsAreFree()) return
    const last = place.current?.querySelector('tbody tr:last-child')
    last?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true })
  }, [rows])
  return place
}

interface RowsClashProps {
  label: string
  clash: Row
  work: RowsWork
  /** Theirs. */
  children: ReactNode
}

function RowsClash({ label, clash, work, children }: RowsClashProps) {
  const { zone } = useMeta().company
  const by = typeof clash.updated_by === 'string' ? clash.updated_by : ''
  const people = useTitles('person', by ? [by] : [])
  return (
    <div className="rows-clash" role="alertdialog" aria-label={label}>
      <p className="warn">
        {say(words.conflict, {
          who: people[by] ?? '',
          at: local(clash.updated_at, zone).slice(5),
          fields: label,
        })}
      </p>
      <p className="small ink-3">{say(words.theirs)}</p>
      {children}
      {work.says && (
        <p className="small bad" role="alert">
          {work.says}
        </p>
      )}
      <p className="conflict-buttons">
        <Button size="small" loading={work.busy} onClick={() => void work.save()}>
          {say(words.use_mine)}
        </Button>
        <Button size="small" disabled={work.busy} onClick={work.close}>
          {say(words.use_theirs)}
        </Button>
      </p>
    </div>
  )
}

function RowsTools({ work }: { work: RowsWork }) {
  return (
    <div className="rows-tools">
      <Button size="small" icon={<PlusOutlined />} onClick={work.add}>
        {say(words.add_row)}
      </Button>
      {work.says && (
        <span className="bad" role="alert">
          {work.says}
        </span>
      )}
      <span className="grow" />
      <Button size="small" onClick={work.close}>
        {t('cancel')}
      </Button>
      <Button size="small" type="primary" loading={work.busy} onClick={() => void work.save()}>
        {t('save')}
      </Button>
    </div>
  )
}
