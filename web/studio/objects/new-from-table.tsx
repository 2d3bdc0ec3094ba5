// How does a workbook become objects? Drop it, look at what each sheet and column would be, and its rows wait for the publish.
import { useState } from 'react'
import { App, Button, Checkbox, Drawer, Input, Select } from 'antd'
import type { SheetShape, TableShape } from '#kernel/api.ts'
import { kindNames } from '#kernel/field.ts'
import { newKinds } from '#kernel/import/mapping.ts'
import { admin } from '#web/admin/admin-calls.ts'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { number } from '#kernel/money/written.ts'
import { DropFile } from '#web/importing/drop-file.tsx'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import { AreaField, likelyArea, ownGroup, placedIn } from '../area-field.tsx'
import {
  firstWishes,
  isTaken,
  namesPerson,
  objectsOf,
  titleColumn,
  titleColumns,
} from './table-object.ts'
import type { ColumnWish, SheetWish } from './table-object.ts'
import type { Draft } from '../use-draft.ts'
import { letWait } from './waiting-rows.ts'

const words = {
  title: { zh: '从 Excel 新建对象', en: 'New objects from Excel' },
  help: {
    zh: '每张工作表成为一个对象，第一行是列名。类型和表之间的关联按内容猜好，可以改；发布后一键导入所有行。',
    en: 'Each sheet becomes an object; its first row has the heads. Kinds, and which sheet refers to which, are guessed from the cells and can be changed; all rows come in with one click after the publish.',
  },
  one: { zh: '{file}：{n} 行', en: '{file}: {n} {n:row|rows}' },
  several: { zh: '{file}：{s} 张表，共 {n} 行', en: '{file}: {s} sheets, {n} {n:row|rows}' },
  sheets: { zh: '工作表', en: 'Sheets' },
  use_sheet: { zh: '使用这张表', en: 'Use this sheet' },
  label: { zh: '对象名称', en: 'Name of the object' },
  names: { zh: '用哪一列称呼一条记录', en: 'Which column names a record' },
  field: { zh: '字段名称', en: 'Field' },
  kind: { zh: '类型', en: 'Kind' },
  required: { zh: '必填', en: 'Required' },
  sample: { zh: '例子', en: 'Examples' },
  use: { zh: '使用「{column}」', en: 'Use “{column}”' },
  refers: { zh: '关联：{object}', en: 'Refers to {object}' },
  here: { zh: '本文件的表', en: 'Sheets of this file' },
  links: { zh: '关联 {objects}', en: 'refers to {objects}' },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
  other: { zh: '换一个文件', en: 'Another file' },
  no_title: {
    zh: '至少要有一列文本，用来称呼记录。',
    en: 'At least one column has to be text, to name the records.',
  },
  odd: {
    zh: '读不出「{values}」，导入时所在行退回给您改',
    en: 'Cannot read “{values}”; those rows come back to you when imported',
  },
  owner: { zh: '记录的负责人', en: 'Owner of the record' },
  makes_people: {
    zh: '没有的人自动新建（暂不能登录）',
    en: 'Make people that are not there yet (they cannot sign in)',
  },
  unknown: {
    zh: '没有叫「{values}」的人，导入时所在行退回给您改',
    en: 'Nobody is called “{values}”; those rows come back to you when imported',
  },
  creates: { zh: '没有的「{object}」自动新建', en: 'Make “{object}” that are not there yet' },
  taken: {
    zh: '已经有一个对象叫「{name}」，换个名称免得混淆。',
    en: 'There is an object called “{name}” already; another name keeps them apart.',
  },
  goes_on: { zh: '新记录接着编号', en: 'New records go on counting' },
} as const

export interface NewFromTableProps {
  draft: Draft
  onMade: (object: string) => void
  onClose: () => void
}

const readsAll: ReadonlySet<string> = new Set(['text', 'long_text', 'choice', 'multi_choice'])

const nameOf = (sheet: SheetWish): string => say(bothWords(sheet.label))

const isReady = (sheet: SheetWish): boolean =>
  !sheet.used ||
  (titleColumns(sheet.columns).length > 0 &&
    Boolean(sheet.label.zh.trim() || sheet.label.en.trim()))

export function NewFromTable({ draft, onMade, onClose }: NewFromTableProps) {
  const { message } = App.useApp()
  const width = useWidth()
  const { objects } = draft.shown
  const [file, setFile] = useState<File | null>(null)
  const [shape, setShape] = useState<TableShape | null>(null)
  const [sheets, setSheets] = useState<readonly SheetWish[]>([])
  const [open, setOpen] = useState(0)
  const [area, setArea] = useState('')
  const plain = file?.name.replace(/\.\w+$/, '') ?? ''
  const own = { zh: plain, en: plain }
  const take = async (given: File) => {
    setFile(given)
    try {
      const seen = await admin.shapeOf(given)
      setShape(seen)
      const wishes = firstWishes(seen, objects)
      setSheets(wishes)
      setOpen(
        Math.max(
          0,
          wishes.findIndex((one) => one.used),
        ),
      )
      // Several objects are an application of their own; a single one joins what this company made last.
      setArea(seen.sheets.length > 1 ? ownGroup : likelyArea(draft))
    } catch (error) {
      setFile(null)
      void message.error(messageOf(error), 8)
    }
  }
  const used = sheets.filter((one) => one.used)
  const ready = used.length > 0 && sheets.every(isReady)
  const save = () => {
    if (!file || !shape) return
    const named = sheets.map((one) => ({ ...one, label: bothWords(one.label) }))
    const made = objectsOf(named, objects)
    const inFile = made.toSorted((a, b) => a.at - b.at)
    const place = placedIn(
      draft,
      area,
      own,
      inFile.map((one) => one.name),
    )
    draft.put(
      ...made.map(({ name, def }) => [['objects', name], { ...def, area: place.area }] as const),
      ...place.changes,
    )
    letWait({
      file,
      parts: made.map(({ name, at, mapping }) => ({
        object: name,
        label: named[at]!.label,
        rows: shape.sheets[at]!.rows,
        mapping,
      })),
    })
    onMade(inFile[0]!.name)
    onClose()
  }
  const putSheet = (at: number, more: Partial<SheetWish>) =>
    setSheets(sheets.map((one, i) => (i === at ? { ...one, ...more } : one)))
  const rows = shape?.sheets.reduce((sum, one) => sum + one.rows, 0) ?? 0
  const sheet = sheets[open]
  return (
    <Drawer
      open
      onClose={onClose}
      size={width === 'phone' ? '100%' : 880}
      title={say(words.title)}
      footer={
        shape && (
          <div className="drawer-foot">
            <span>
              <Button
                type="text"
                onClick={() => {
                  setShape(null)
                  setFile(null)
                }}
              >
                {say(words.other)}
              </Button>
            </span>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="primary" disabled={!ready} onClick={save}>
              {say(words.draft)}
            </Button>
          </div>
        )
      }
    >
      <div className="drawer-stack">
        <p className="ink-2">{say(words.help)}</p>
        {!file && <DropFile onFile={(given) => void take(given)} />}
        {file && !shape && <Waiting rows={4} />}
        {shape && sheet && (
          <>
            <p>
              <b>
                {say(sheets.length > 1 ? words.several : words.one, {
                  file: shape.file,
                  s: sheets.length,
                  n: number(String(rows)),
                })}
              </b>
            </p>
            <AreaField draft={draft} value={area} onChange={setArea} own={own} />
            {sheets.length > 1 && (
              <div className="sheet-tabs" role="tablist" aria-label={say(words.sheets)}>
                {sheets.map((one, at) => (
                  <button
                    key={one.sheet ?? ''}
                    type="button"
                    role="tab"
                    aria-selected={at === open}
                    className={one.used ? '' : 'off'}
                    onClick={() => setOpen(at)}
                  >
                    <b>
                      {nameOf(one) || one.sheet}
                      {!isReady(one) && <span className="bad"> !</span>}
                    </b>
                    <small>{linksOf(one, sheets, shape.sheets[at]!.rows)}</small>
                  </button>
                ))}
              </div>
            )}
            <Sheet
              key={sheet.sheet ?? ''}
              sheet={sheet}
              shape={shape.sheets[open]!}
              objects={objects}
              others={sheets.flatMap((one, at) =>
                one.used && at !== open ? [{ value: `ref:#${at}`, label: nameOf(one) }] : [],
              )}
              single={sheets.length === 1}
              onChange={(more) => putSheet(open, more)}
            />
          </>
        )}
      </div>
    </Drawer>
  )
}

/** What stands under the name of a sheet: how many rows, and which other sheets they refer to. */
function linksOf(sheet: SheetWish, all: readonly SheetWish[], rows: number): string {
  const targets = sheet.columns.flatMap(({ kind, used }) => {
    const target = used && kind.startsWith('ref:#') ? all[Number(kind.slice(5))] : undefined
    return target?.used ? [nameOf(target)] : []
  })
  const counted = say({ zh: '{n} 行', en: '{n} {n:row|rows}' }, { n: number(String(rows)) })
  return targets.length
    ? `${counted} · ${say(words.links, { objects: targets.join('、') })}`
    : counted
}

/** The name of the object outside the file that a column refers to. */
function knownOf({ kind }: ColumnWish, objects: Draft['shown']['objects']): string | undefined {
  const target = kind.startsWith('ref:') ? objects[kind.slice(4)] : undefined
  return target && say(target.label)
}

/** What a kind of numbers, dates or the like cannot read; a text reads all. */
function Odd({
  wish,
  column,
}: {
  wish: ColumnWish
  column: SheetShape['columns'][number] | undefined
}) {
  if (!column || !wish.used) return null
  const person = namesPerson(wish.kind)
  const odd = person
    ? wish.creates
      ? []
      : (column.people?.unknown ?? [])
    : readsAll.has(wish.kind)
      ? []
      : (column.odd ?? [])
  if (odd.length === 0) return null
  const some = odd.slice(0, 3).join('、')
  const values = odd.length > 3 ? `${some}…` : some
  return <span className="odd-cells">{say(person ? words.unknown : words.odd, { values })}</span>
}

/** May the file name people that nobody knows? Where each was found there is nothing to ask. */
const asksPeople = (wish: ColumnWish, column: SheetShape['columns'][number] | undefined): boolean =>
  namesPerson(wish.kind) && column?.people?.unknown.length !== 0

interface SheetProps {
  sheet: SheetWish
  shape: SheetShape
  objects: Draft['shown']['objects']
  others: { value: string; label: string }[]
  single: boolean
  onChange: (more: Partial<SheetWish>) => void
}

function Sheet({ sheet, shape, objects, others, single, onChange }: SheetProps) {
  const titles = titleColumns(sheet.columns)
  const put = (column: string, more: Partial<ColumnWish>) =>
    onChange({
      columns: sheet.columns.map((one) => (one.column === column ? { ...one, ...more } : one)),
    })
  const refOf = (label: string) => say(words.refers, { object: label })
  const kindOptions = (wish: ColumnWish) => [
    {
      label: say(words.kind),
      options: [
        ...[...newKinds, ...(wish.series ? (['auto_number'] as const) : [])].map((value) => ({
          value: value as ColumnWish['kind'],
          label: say(kindNames[value]),
        })),
        ...(sheet.columns.some((one) => one !== wish && one.used && one.kind === 'owner')
          ? []
          : [{ value: 'owner' as const, label: say(words.owner) }]),
      ],
    },
    ...(others.length
      ? [
          {
            label: say(words.here),
            options: others.map((one) => ({ ...one, label: refOf(one.label) })),
          },
        ]
      : []),
    {
      label: say(kindNames.ref),
      options: Object.values(objects)
        .filter((one) => !one.parent && one.name !== 'person')
        .map((one) => ({ value: `ref:${one.name}`, label: refOf(say(one.label)) })),
    },
  ]
  return (
    <>
      {!single && (
        <Checkbox
          checked={sheet.used}
          onChange={(event) => onChange({ used: event.target.checked })}
        >
          {say(words.use_sheet)}
        </Checkbox>
      )}
      {sheet.used && (
        <>
          <WordsField
            label={say(words.label)}
            value={sheet.label}
            onChange={(label) => onChange({ label })}
          />
          {isTaken(sheet.label.zh, objects) && (
            <p className="form-note warn">{say(words.taken, { name: sheet.label.zh.trim() })}</p>
          )}
          <FormField
            label={say(words.names)}
            problem={titles.length ? undefined : say(words.no_title)}
          >
            {({ id }) => (
              <Select
                id={id}
                value={titleColumn(sheet) ?? null}
                style={{ width: '100%' }}
                options={titles.map((one) => ({ value: one.column, label: one.label }))}
                onChange={(title: string) => onChange({ title })}
              />
            )}
          </FormField>
          <div className="adm-scroll">
            <table className="adm-table columns-table">
              <thead>
                <tr>
                  <th />
                  <th scope="col">{say(words.field)}</th>
                  <th scope="col">{say(words.kind)}</th>
                  <th scope="col">{say(words.required)}</th>
                  <th scope="col">{say(words.sample)}</th>
                </tr>
              </thead>
              <tbody>
                {sheet.columns.map((wish, at) => (
                  <tr key={wish.column} className={wish.used ? '' : 'off'}>
                    <td>
                      <Checkbox
                        checked={wish.used}
                        aria-label={say(words.use, { column: wish.column })}
                        onChange={(event) => put(wish.column, { used: event.target.checked })}
                      />
                    </td>
                    <td>
                      <Input
                        value={wish.label}
                        disabled={!wish.used || wish.kind === 'owner'}
                        aria-label={`${say(words.field)} ${wish.column}`}
                        onChange={(event) => put(wish.column, { label: event.target.value })}
                      />
                    </td>
                    <td>
                      <Select
                        value={wish.kind}
                        disabled={!wish.used}
                        style={{ width: 170 }}
                        aria-label={`${say(words.kind)} ${wish.column}`}
                        showSearch={byLabel}
                        options={kindOptions(wish)}
                        onChange={(kind: ColumnWish['kind']) => put(wish.column, { kind })}
                      />
                      {(asksPeople(wish, shape.columns[at]) || knownOf(wish, objects)) && (
                        <Checkbox
                          className="creates"
                          checked={wish.creates}
                          disabled={!wish.used}
                          onChange={(event) => put(wish.column, { creates: event.target.checked })}
                        >
                          {namesPerson(wish.kind)
                            ? say(words.makes_people)
                            : say(words.creates, { object: knownOf(wish, objects)! })}
                        </Checkbox>
                      )}
                    </td>
                    <td>
                      {wish.kind === 'auto_number' ? (
                        <small className="ink-3">{say(words.goes_on)}</small>
                      ) : wish.kind === 'owner' ? null : (
                        <Checkbox
                          checked={wish.required}
                          disabled={!wish.used}
                          aria-label={`${say(words.required)} ${wish.column}`}
                          onChange={(event) => put(wish.column, { required: event.target.checked })}
                        />
                      )}
                    </td>
                    <td className="ink-3 small">
                      {shape.columns[at]?.sample.join('、')}
                      <Odd wish={wish} column={shape.columns[at]} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  )
}
